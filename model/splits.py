"""Train, dev and test: which article goes where, the same on every machine and in every order.

A story (near-duplicate articles) is never cut in two. Its place is a number between 0 and 1, hashed
from the seed and its first text, and the shares cut that scale; so articles that are added later
move nothing. What can move a story: a split that would be empty, or off its share by more than a
quarter (in a small project by more than nothing), takes the stories next to its cut; a label that
would be missing from a split brings one of its stories there; and an article that is a copy of two
stories makes them one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate

from model import dice
from model.errors import UserError

SPLITS = ("train", "dev", "test")
DEFAULT = (80, 10, 10)
TOLERANCE = 4
"""A split of at least so many articles may be off its share by one for each so many."""
Shares = tuple[int, int, int]


def parsed(text: str) -> Shares:
    """`80,10,10` as shares; raises `UserError` for anything else."""
    try:
        shares = tuple(int(part) for part in text.split(","))
    except ValueError:
        shares = ()
    if len(shares) != 3 or min(shares) < 0 or shares[0] == 0:
        raise UserError(
            f"“{text}” is no split.",
            hint="Give three whole numbers, train first, for instance 80,10,10.",
        )
    return shares


def assign(
    texts: Collection[str], shares: Shares = DEFAULT, seed: int = 0, *,
    story_of: Mapping[str, str] | None = None, labels: Mapping[str, Collection[str]] | None = None,
) -> dict[str, str]:  # fmt: skip
    """The split of each text, named by its SHA-256; the order they come in does not matter.

    `story_of` names the story of a text (else each is its own), `labels` what is marked in it.
    """
    stories: dict[str, list[str]] = {}
    for text in set(texts):
        stories.setdefault((story_of or {}).get(text, text), []).append(text)
    ranked = sorted(stories, key=lambda story: dice.place(seed, story))
    places = [dice.place(seed, story) for story in ranked]
    sizes = [len(stories[story]) for story in ranked]
    first, second = _cuts(places, sizes, shares)
    where = [0] * first + [1] * (second - first) + [2] * (len(ranked) - second)
    held = [
        {name for text in stories[story] for name in (labels or {}).get(text, ())}
        for story in ranked
    ]
    _Spread(where, held, (first, second)).run(shares)
    return {
        text: SPLITS[split]
        for story, split in zip(ranked, where, strict=True) for text in stories[story]
    }  # fmt: skip


def counts(total: int, shares: Shares = DEFAULT) -> Shares:
    """How many of `total` articles each split should get (largest remainder, dev before test).

    With two articles or more, dev gets one if it has a share at all; train always has one.
    """
    exact = [total * share / sum(shares) for share in shares]
    found = [int(number) for number in exact]
    by_rest = sorted(range(3), key=lambda i: (found[i] - exact[i], (2, 0, 1)[i]))
    for i in by_rest[: total - sum(found)]:
        found[i] += 1
    for needy in (1, 0):
        if total > needy and shares[needy] and not found[needy]:
            found[max(range(3), key=lambda i: (found[i], i))] -= 1
            found[needy] += 1
    return found[0], found[1], found[2]


def _cuts(places: Sequence[float], sizes: Sequence[int], shares: Shares) -> tuple[int, int]:
    """How many stories stand before dev, and how many before test."""
    before = [0, *accumulate(sizes)]
    total = before[-1]
    _, dev, test = counts(total, shares)
    second = _nearest(
        range(min(1, len(places)), len(places) + 1),
        bisect_left(places, (shares[0] + shares[1]) / sum(shares)),
        lambda cut: total - before[cut], test,
    )  # fmt: skip
    first = _nearest(
        range(min(1, len(places)), second + 1), bisect_left(places, shares[0] / sum(shares)),
        lambda cut: before[second] - before[cut], dev,
    )  # fmt: skip
    return first, second


def _nearest(cuts: range, hashed: int, size: Callable[[int], int], wanted: int) -> int:
    """The cut nearest to where the hashes put it that gives a split about its share."""

    def trouble(cut: int) -> tuple[bool, int, int]:
        off = abs(size(cut) - wanted)
        empty = bool(wanted) and not size(cut)
        return empty, max(0, off - wanted // TOLERANCE), abs(cut - hashed)

    return min(cuts, key=trouble)


class _Spread:
    """Brings to every split one story with each label, and at least half of the label's share."""

    def __init__(self, where: list[int], held: Sequence[Collection[str]],
                 cuts: tuple[int, int]) -> None:  # fmt: skip
        """`where` is changed in place."""
        self.where, self._held = where, held
        self._cuts = (cuts[0], *cuts)
        self._many = [0, 0, 0]
        self._labels: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
        for split, names in zip(where, held, strict=True):
            self._many[split] += 1
            self._labels[split].update(names)

    def run(self, shares: Shares) -> None:
        """The rarest label chooses first."""
        often = self._labels[0] + self._labels[1] + self._labels[2]
        for name in sorted(often, key=lambda name: (often[name], name)):
            for split, share in enumerate(shares):
                wanted = max(often[name] * share // (2 * sum(shares)), min(1, share))
                if often[name] > split and self._labels[split][name] < wanted:
                    self._bring(name, split, wanted)

    def _bring(self, name: str, split: int, wanted: int) -> None:
        """Move stories with the label to the split, those nearest to it first, others back."""
        nearest = sorted(range(len(self.where)), key=lambda at: abs(at - self._cuts[split]))
        others = (at for at in nearest if self.where[at] == split and name not in self._held[at])
        for at in nearest:
            if self._labels[split][name] >= wanted:
                return
            source = self.where[at]
            if source != split and name in self._held[at] and self._spare(at):
                self._move(at, split)
                back = next((one for one in others if self._spare(one)), None)
                if back is not None:
                    self._move(back, source)

    def _spare(self, at: int) -> bool:
        """Whether the story's split would keep a story of each of its labels without it."""
        split = self.where[at]
        return self._many[split] > 1 and all(
            self._labels[split][name] > 1 for name in self._held[at]
        )

    def _move(self, at: int, split: int) -> None:
        for into, step in ((self.where[at], -1), (split, 1)):
            self._many[into] += step
            for name in self._held[at]:
                self._labels[into][name] += step
        self.where[at] = split
