"""Stories: which articles are near copies of one another, so that a split keeps them together.

An article is described by its shingles, every run of SHINGLE words, and remembered by the SKETCH
smallest of their hashes. Two sketches estimate the Jaccard similarity of the two sets of shingles
(bottom-k sketches: Cohen and Kaplan, "Summarizing data using bottom-k sketches", 2007). Pairs of
SIMILAR or more are one story, and so is whatever hangs together by such pairs.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

SHINGLE = 5
"""Words in a shingle."""
SKETCH = 64
"""Hashes kept of an article."""
SIMILAR = 0.3
"""Similarity from which two articles tell one story: agency copy with a fifth of its sentences
rewritten still reaches it, articles that only share a quotation do not."""
MOST_PAIRS = 1000
"""Pairs below SIMILAR that are remembered, the most similar ones."""
LOOKS = 4
"""Shared hashes of an article that are looked up in any case, where no more articles hold them: not
needed to find stories, but what is nearest to being one comes to light."""
CROWD, SPEAKERS = 64, 8
"""Where more than CROWD articles share a hash, only SPEAKERS of each story answer for it."""

_WORD = re.compile(rb"[^\W_]+")
_WIDE = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
Sketch: TypeAlias = "array[int]"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their SHA-256, and how similar they are (0 to 1)."""

    one: str
    other: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Stories:
    """The story of every text, named by the first of its texts; texts are named by SHA-256."""

    of: Mapping[str, str]
    pairs: tuple[Pair, ...] = ()
    """Every pair by which a story hangs together, and the most similar of the others."""

    def between(self, where: Mapping[str, str]) -> list[Pair]:
        """Pairs on two sides of a split, the most similar first; `where` maps texts to splits."""
        return [
            pair for pair in self.pairs
            if pair.one in where and pair.other in where and where[pair.one] != where[pair.other]
        ]  # fmt: skip

    def repeated(self, texts: Collection[str]) -> dict[str, int]:
        """The stories that hold more than one of `texts`, with how many."""
        found: dict[str, int] = {}
        for text in texts:
            story = self.of.get(text, text)
            found[story] = found.get(story, 0) + 1
        return {story: many for story, many in found.items() if many > 1}


def found_in(texts: Iterable[tuple[str, str]]) -> Stories:
    """The stories among `(SHA-256, text)`; the order of the texts names a story, nothing else."""
    names: list[str] = []
    sketches: list[Sketch] = []
    for name, text in texts:
        names.append(name)
        sketches.append(sketch(text))
    search = _Search(sketches)
    search.run()
    return Stories(
        {name: names[search.root(at)] for at, name in enumerate(names)},
        tuple(Pair(names[a], names[b], similarity) for similarity, a, b in search.nearest()),
    )  # fmt: skip


def sketch(text: str) -> Sketch:
    """The smallest hashes of the text's shingles, in order; empty for a text without words."""
    folded = text.lower()
    if folded.isascii():
        words = _WORD.findall(folded.encode("ascii"))
    elif _UNSPACED.search(folded):
        words = [c.encode("utf-8") for run in _WIDE.findall(folded) for c in _parts(run)]
    else:
        words = [word.encode("utf-8") for word in _WIDE.findall(folded)]
    joined = b" ".join(words)
    ends, at = [], -1
    for word in words:
        at += len(word) + 1
        ends.append(at)
    starts = [0, *(end + 1 for end in ends[:-1])]
    whole = zip(starts, ends[SHINGLE - 1 :], strict=False) if len(words) >= SHINGLE else (
        [(0, len(joined))] if words else [])  # fmt: skip
    hashes = {crc32(joined[start:end]) for start, end in whole}
    return array("I", sorted(hashes)[:SKETCH])


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated share of common shingles: of the smallest hashes of both, how many are in each."""
    both = set(one) & set(other)
    smallest = sorted(set(one) | set(other))[:SKETCH]
    return sum(value in both for value in smallest) / len(smallest) if smallest else 0.0


class _Search:
    """Finds every similar pair without looking at all pairs.

    A pair as similar as SIMILAR shares so many hashes that one must stand among the rarest of
    each (the prefix filter of Bayardo, Ma and Srikant, 2007), so only those are looked up.
    """

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._sketches = sketches
        self._above = list(range(len(sketches)))
        self._joined: list[tuple[float, int, int]] = []
        self._nearest: list[tuple[float, int, int]] = []

    def root(self, at: int) -> int:
        """The first article of the story."""
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def nearest(self) -> list[tuple[float, int, int]]:
        return sorted(self._joined + self._nearest, key=lambda pair: (-pair[0], pair[1:]))

    def run(self) -> None:
        often = self._often()
        holders: dict[int, list[int]] = {}
        for at, hashes in enumerate(self._sketches):
            rare = list(self._rare(hashes, often))
            near: set[int] = set()
            for value in rare:
                near.update(holders.get(value, ()))
            for other in sorted(near):
                self._compare(other, at)
            for value in rare:
                self._register(holders.setdefault(value, []), at)

    def _often(self) -> dict[int, int]:
        """How many articles hold a hash, where that is more than one. Only hashes whose place in a
        coarse map was taken before are counted: nearly all are alone, and would fill the memory."""
        places = bytearray(max(1, 1 << sum(map(len, self._sketches)).bit_length()))
        last = 8 * len(places) - 1
        often: dict[int, int] = {}
        for hashes in self._sketches:
            for value in hashes:
                place, bit = (value & last) >> 3, 1 << (value & 7)
                if places[place] & bit:
                    often[value] = 0
                places[place] |= bit
        for hashes in self._sketches:
            for value in often.keys() & hashes:
                often[value] += 1
        return {value: many for value, many in often.items() if many > 1}

    @staticmethod
    def _rare(hashes: Sketch, often: Mapping[int, int]) -> Iterator[int]:
        """The shared ones among the rarest hashes."""
        needed = -int(-SIMILAR * len(hashes) // 1)
        alone = sum(value not in often for value in hashes)
        ranked = sorted((often[value], value) for value in hashes if value in often)
        enough = max(0, len(hashes) - needed + 1 - alone)
        for place, (many, value) in enumerate(ranked):
            if place < enough or (place < LOOKS and many <= LOOKS):
                yield value

    def _compare(self, other: int, at: int) -> None:
        if self.root(other) == self.root(at):
            return
        found = similarity(self._sketches[other], self._sketches[at])
        entry = (found, other, at)
        if found >= SIMILAR:
            self._joined.append(entry)
            first, second = sorted((self.root(other), self.root(at)))
            self._above[second] = first
        elif found and len(self._nearest) < MOST_PAIRS:
            heapq.heappush(self._nearest, entry)
        elif found:
            heapq.heappushpop(self._nearest, entry)

    def _register(self, holders: list[int], at: int) -> None:
        holders.append(at)
        if len(holders) <= CROWD or len(holders) % CROWD:
            return
        spoken: dict[int, int] = {}
        kept = []
        for one in holders:
            story = self.root(one)
            spoken[story] = spoken.get(story, 0) + 1
            if spoken[story] <= SPEAKERS:
                kept.append(one)
        holders[:] = kept


def _parts(run: str) -> Iterable[str]:
    """A word; of a script without spaces, its characters."""
    return run if _UNSPACED.search(run) else (run,)
