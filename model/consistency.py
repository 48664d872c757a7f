"""The same words, labelled in one way here and otherwise, or not at all, elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from time import monotonic

from model import articles, concordance, moves, readings
from model.concordance import STEP, Hit
from model.records import Span
from model.store import Store

LONGEST = 80
"""Code points of the words that are compared: whole sentences hardly ever recur."""
MOST_PLACES = 5_000
"""Places listed, at most; those of the likeliest slips come first."""

BREATH = 500
"""Tokens after which a step may end."""

Variant = tuple[str, ...]
"""Ids of the labels of one place, sorted; () where it has none."""
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that are not always labelled alike."""

    words: str
    """As they stand at the first place where they are labelled."""
    counts: tuple[tuple[Variant, int], ...]
    """How often they are labelled in each way, the usual one first."""
    odd: tuple[Hit, ...]
    """The places that are labelled in another way than the usual one."""

    @property
    def usual(self) -> Variant:
        return self.counts[0][0]

    @property
    def total(self) -> int:
        return sum(many for _, many in self.counts)


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` pieces of work; the last step has the groups, likeliest slips first."""

    done: int
    total: int
    groups: tuple[Group, ...] = ()
    cut: bool = False
    """Whether there are more places than MOST_PLACES."""


@dataclass(slots=True)
class _Words:
    """Where some words are labelled, and where not: (number of the article, start, end)."""

    shown: str
    places: dict[Variant, list[tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    labels: set[str] = field(default_factory=set)
    labelled: int = 0
    unlabelled: int = 0
    """All of them; as places only so many are kept that it shows which way is the usual one."""

    def note(self, variant: Variant, place: tuple[int, int, int]) -> None:
        self.places[variant].append(place)
        self.labels.update(variant)
        self.labelled += 1

    def note_unlabelled(self, place: tuple[int, int, int]) -> None:
        self.unlabelled += 1
        if self.unlabelled <= self.labelled + 1:
            self.places[()].append(place)

    def count(self, variant: Variant) -> int:
        return len(self.places[variant]) if variant else self.unlabelled

    @property
    def total(self) -> int:
        return self.labelled + self.unlabelled

    @property
    def counts(self) -> tuple[tuple[Variant, int], ...]:
        """Each way and how often, the usual one first."""
        usual = self.usual
        rest = sorted(self.places.keys() - {usual}, key=lambda way: (-self.count(way), way))
        return tuple((way, self.count(way)) for way in (usual, *rest))

    @property
    def usual(self) -> Variant:
        """The most frequent way; of two as frequent ones a labelled one, the first met."""
        return max(self.places, key=lambda variant: (self.count(variant), variant != ()))


class _Cover:
    """What the spans of one article cover: exactly, and by label in merged ranges."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.exact: set[tuple[int, int]] = set()
        self._ranges: dict[str, tuple[list[int], list[int]]] = {}
        for span in sorted(spans, key=lambda span: span.start):
            self.exact.add((span.start, span.end))
            starts, ends = self._ranges.setdefault(span.label_id, ([], []))
            if ends and span.start <= ends[-1]:
                ends[-1] = max(ends[-1], span.end)
            else:
                starts.append(span.start)
                ends.append(span.end)

    def touches(self, labels: Iterable[str], start: int, end: int) -> bool:
        """Whether a span with one of the labels covers some of `[start, end)`."""
        for label in labels:
            starts, ends = self._ranges.get(label, ((), ()))
            at = bisect_right(ends, start)
            if at < len(starts) and starts[at] < end:
                return True
        return False


def find(store: Store) -> Iterator[Step]:
    """Compare every article that somebody has begun, by the spans that the person may see.

    Words count as unlabelled where no span covers them that has a label they have elsewhere.
    """
    begun = [id_ for id_, state in articles.states(store).items() if state != moves.NEW]
    words: dict[str, _Words] = {}
    covers: list[_Cover] = []
    steps = _Steps(2 * len(begun) + 1)
    for number, article_id in enumerate(begun):
        seen = [s for s in readings.shown(store, article_id) if s.state == "accepted"]
        covers.append(_Cover(seen))
        _note(words, number, seen)
        yield from steps.after(number)
    by_token: _ByToken = defaultdict(lambda: defaultdict(set))
    for key in words:
        _file(by_token, key)
        yield from steps.after(len(begun))
    for number, article_id in enumerate(begun):
        text = articles.text_of(store, article_id)
        for _ in _note_unlabelled(words, by_token, number, text, covers[number]):
            yield from steps.after(len(begun) + number)
    yield from _grouped(store, begun, words, steps)


def _grouped(
    store: Store, begun: list[str], words: dict[str, _Words], steps: _Steps
) -> Iterator[Step]:
    """The last part of the work: rank the words, and look the odd places up."""
    ranked = []
    for one in words.values():
        if len(one.places) > 1:
            ranked.append((_rank(one), one))
        yield from steps.after(steps.total - 1)
    listed, cut = _cut([one for _, one in sorted(ranked, key=itemgetter(0))])
    groups: list[Group] = []
    for one in listed:
        odd = []
        for hit in _odd(store, begun, one):
            odd.append(hit)
            yield from steps.after(steps.total - 1)
        groups.append(Group(one.shown, one.counts, tuple(odd)))
    yield Step(steps.total, steps.total, tuple(groups), cut)


def folded(text: str) -> str:
    """Lower case with plain blanks, one character for one."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return re.sub(r"\s", " ", lower)


# ---- inside


@dataclass(slots=True)
class _Steps:
    """Lets the caller breathe when a step's time is over."""

    total: int
    began: float = field(default_factory=monotonic)

    def after(self, done: int) -> Iterator[Step]:
        if monotonic() - self.began > STEP:
            yield Step(done, self.total)
            self.began = monotonic()


def _note(words: dict[str, _Words], number: int, seen: Iterable[Span]) -> None:
    """Sort an article's spans by their words."""
    at: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for span in seen:
        at[span.start, span.end].append(span)
    for (start, end), here in at.items():
        key = folded(here[0].quote)
        if len(key) <= LONGEST and _TOKEN.search(key):
            known = words.setdefault(key, _Words(here[0].quote))
            known.note(tuple(sorted({span.label_id for span in here})), (number, start, end))


_ByToken = dict[str, dict[tuple[int, int], set[str]]]
"""Words by their first token, then by how far that stands from their beginning and their length."""


def _file(by_token: _ByToken, key: str) -> None:
    token = _TOKEN.search(key)
    assert token is not None
    by_token[token.group()][token.start(), len(key)].add(key)


def _places(text: str, by_token: _ByToken) -> Iterator[tuple[str, int]]:
    """Each place of the words in a folded text, at the edges of tokens: (words, start).

    Now and then a pair of ('', place) comes between, so that the caller can breathe.
    """
    for number, token in enumerate(_TOKEN.finditer(text)):
        if not number % BREATH:
            yield "", token.start()
        known = by_token.get(token.group())
        if known is None:
            continue
        begin = token.start()
        for (before, length), keys in known.items():
            start = begin - before
            key = text[start : start + length] if start >= 0 else ""
            after = text[start + length : start + length + 1]
            if key in keys and not (key[-1].isalnum() and after.isalnum()):
                yield key, start


def _note_unlabelled(
    words: dict[str, _Words], by_token: _ByToken, number: int, text: str, cover: _Cover
) -> Iterator[None]:
    """Note where a text has the words without their labels; yields now and then, and at the end."""
    for key, start in _places(folded(text), by_token):
        place, one = (start, start + len(key)), words.get(key)
        if one is None:
            yield
        elif place not in cover.exact and not cover.touches(one.labels, *place):
            one.note_unlabelled((number, *place))
    yield


def _rank(words: _Words) -> tuple[bool, float, int, str]:
    """Likely slips first: few odd places among many. Words that mostly carry no label come last."""
    odd = 1 - words.count(words.usual) / words.total
    return words.usual == (), odd, -words.total, words.shown


def _cut(ranked: list[_Words]) -> tuple[list[_Words], bool]:
    room = MOST_PLACES
    for at, words in enumerate(ranked):
        room -= words.total - words.count(words.usual)
        if room < 0:
            return ranked[:at], True
    return ranked, False


def _odd(store: Store, begun: list[str], words: _Words) -> Iterator[Hit]:
    """The places that are not labelled in the usual way."""
    usual = words.usual
    odd = sorted(place for way, places in words.places.items() if way != usual for place in places)
    return concordance.hits_at(store, ((begun[number], start, end) for number, start, end in odd))
