"""The counts behind agreement: gathered article by article, and what follows from them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from model import coefficients, matching
from model.agreement_source import Pass, Passes
from model.matching import Range

Pair = tuple[str, str]
Three = tuple[int, int, int]
"""Matched, of how many of the one, of how many of the other."""
ALIKE = 0.5
_EVERY = ""


class Counts:
    """Sums over articles; each is added once."""

    JUDGED = ("verdict", "stance", "links")

    def __init__(self) -> None:
        self.articles: Counter[Pair] = Counter()
        self.labels: dict[str, int] = {}
        """The place of each label's bit in the masks below."""
        self._matches: dict[tuple[Pair, str], list[int]] = {}
        """By pair and label: exact, overlapping, alike, of the one, of the other."""
        self._tokens: dict[tuple[str, ...], Counter[tuple[int, ...]]] = {}
        """By those who read: how many tokens they cover with these labels, as masks."""
        self._judged: dict[tuple[Pair, str], Counter[tuple[str, str]]] = {}

    def add(self, passes: Passes) -> tuple[int, tuple[Three, Three, Three]]:
        """Count an article in; returns its units, and what is matched exactly, by overlap and by
        ALIKE, over all its pairs and labels."""
        self._add_tokens(passes)
        total = [0] * 5
        for pair in combinations(passes.people, 2):
            self.articles[pair] += 1
            one, other = (passes.by_person[who] for who in pair)
            alike: dict[str, dict[int, int]] = {}
            for label in one.ranges.keys() | other.ranges.keys():
                found, alike[label] = _matched(
                    one.ranges.get(label, []), other.ranges.get(label, [])
                )
                own = self._matches.setdefault((pair, label), [0] * 5)
                for at, count in enumerate(found):
                    own[at] += count
                    total[at] += count
            self._add_judged(passes, pair, alike)
        return _units(total), _threes(total)

    # ---- what follows

    def matches(self, pair: Pair, label: str) -> tuple[int, Three, Three, Three]:
        """Units, and what is matched exactly, by overlap and by ALIKE; of all labels for ''."""
        found = [0] * 5
        for one in self.labels if label == _EVERY else (label,):
            for at, count in enumerate(self._matches.get((pair, one), ())):
                found[at] += count
        return _units(found), *_threes(found)

    def kappa(self, pair: Pair, label: str) -> tuple[int, float | None]:
        """How many tokens both have read, and Cohen's kappa on them."""
        pairs: Counter[tuple[int, int]] = Counter()
        for values, times in self._values(pair, label):
            pairs[values[0], values[1]] += times
        return sum(pairs.values()), coefficients.kappa(pairs)

    def alpha(self, pair: Pair | None, label: str) -> float | None:
        """Krippendorff's alpha on tokens, of two people or of everybody."""
        return coefficients.alpha(self._values(pair, label))

    def judged(self, pair: Pair) -> Iterator[tuple[str, int, int, float | None]]:
        """For each of JUDGED: units, how many are judged the same, and Cohen's kappa."""
        for what in self.JUDGED:
            found = self._judged.get((pair, what), Counter())
            agreed = sum(times for (one, other), times in found.items() if one == other)
            yield what, sum(found.values()), agreed, coefficients.kappa(found)

    # ---- tokens

    def _values(self, pair: Pair | None, label: str) -> Iterator[tuple[Sequence[int], int]]:
        """What was said of tokens, in the order of the people, and of how many tokens."""
        bit = 1 << self.labels[label] if label != _EVERY else -1
        for people, masks in self._tokens.items():
            if pair is not None and not set(pair) <= set(people):
                continue
            places = [people.index(one) for one in pair or people]
            for mask, times in masks.items():
                yield [mask[at] & bit for at in places], times

    def _add_tokens(self, passes: Passes) -> None:
        """Walk over the tokens from edge to edge; between two edges all are covered alike."""
        starts = [at for at, _ in passes.tokens]
        ends = [at for _, at in passes.tokens]
        edges: list[tuple[int, int, int, int]] = []
        for who, person in enumerate(passes.people):
            for label, ranges in passes.by_person[person].ranges.items():
                bit = self.labels.setdefault(label, len(self.labels))
                for start, end in ranges:
                    first, last = bisect_right(ends, start), bisect_left(starts, end)
                    if first < last:
                        edges += [(first, who, bit, 1), (last, who, bit, -1)]
        edges.sort()
        found = self._tokens.setdefault(passes.people, Counter())
        depth: Counter[tuple[int, int]] = Counter()
        masks = [0] * len(passes.people)
        here = 0
        for at, who, bit, step in edges:
            if at > here:
                found[tuple(masks)] += at - here
                here = at
            depth[who, bit] += step
            masks[who] = masks[who] | 1 << bit if depth[who, bit] else masks[who] & ~(1 << bit)
        if len(starts) > here:
            found[tuple(masks)] += len(starts) - here

    # ---- what is said of claims

    def _add_judged(self, passes: Passes, pair: Pair, alike: dict[str, dict[int, int]]) -> None:
        one, other = (passes.by_person[who] for who in pair)
        claims = list(_same(one, other, alike, passes.claims))
        if not claims:
            return
        said = {what: self._judged.setdefault((pair, what), Counter()) for what in self.JUDGED}
        for (mine, _), (theirs, _) in claims:
            said["verdict"][one.verdict[mine], other.verdict[theirs]] += 1
            said["stance"][_stance(one, mine), _stance(other, theirs)] += 1
        children = list(_same(one, other, alike, passes.children))
        for (mine, at), (theirs, _) in claims:
            paragraph = bisect_right(passes.paragraphs, at)
            links, their_links = one.linked.get(mine, set()), other.linked.get(theirs, set())
            for (child, place), (their_child, _) in children:
                linked, theirs_linked = child in links, their_child in their_links
                near = bisect_right(passes.paragraphs, place) == paragraph
                if near or linked or theirs_linked:
                    said["links"][_said(linked), _said(theirs_linked)] += 1


def _matched(ones: Sequence[Range], others: Sequence[Range]) -> tuple[list[int], dict[int, int]]:
    """Exact, overlapping and alike pairs, and how many each has; and which ones are alike."""
    pairs = matching.overlaps(ones, others)
    alike = matching.maximum([pair for pair in pairs if pair[0] >= ALIKE])
    exact = sum(pair[0] == 1 for pair in pairs)
    overlapping = len(matching.maximum(pairs))
    return [exact, overlapping, len(alike), len(ones), len(others)], alike


def _units(found: Sequence[int]) -> int:
    return found[3] + found[4] - found[1]


def _threes(found: Sequence[int]) -> tuple[Three, Three, Three]:
    exact, overlapping, alike, one, other = found
    return (exact, one, other), (overlapping, one, other), (alike, one, other)


def _same(one: Pass, other: Pass, alike: dict[str, dict[int, int]], labels: Collection[str]
          ) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:  # fmt: skip
    """Spans of these labels that are alike: the id and the start of either."""
    for label, pairs in alike.items():
        if label in labels:
            for mine, theirs in pairs.items():
                yield ((one.ids[label][mine], one.ranges[label][mine][0]),
                       (other.ids[label][theirs], other.ranges[label][theirs][0]))  # fmt: skip


def _stance(own: Pass, claim: str) -> str:
    found = {own.stance.get(child, "") for child in own.linked.get(claim, ())} - {""}
    return ", ".join(sorted(found)) or "none"


def _said(linked: bool) -> str:
    return "linked" if linked else "not linked"
