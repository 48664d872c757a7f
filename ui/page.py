"""The article as the reader holds it: its text in blocks, and the spans of each block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, chain, pairwise

from model.article_spans import ArticleSpans
from model.records import Span
from model.utf16 import Offsets
from ui import display

Spans = Iterable[Span] | ArticleSpans
SCREEN = 3_000
"""Code points: about what a screen shows."""


class Page:
    """Blocks are the lines on which Qt lays text out; offsets are code points of the article."""

    def __init__(
        self, text: str = "", spans: Spans = (), boilerplate: Collection[int] = ()
    ) -> None:
        self.text = text
        self.shown = display.shown(text)
        self.offsets = Offsets(self.shown)
        self.blocks = self.shown.split("\n")
        self.has_signs = self.shown is not text and display.PLACED.search(text) is not None
        self.starts = [0, *accumulate(len(block) + 1 for block in self.blocks)][:-1]
        self.paragraphs, self.numbers = self._paragraphs()
        self.muted = {
            block for block, paragraph in enumerate(self.paragraphs) if paragraph in boilerplate
        }
        self.hits: Sequence[tuple[int, int]] = ()
        self.put_all(spans)

    def put_all(self, spans: Spans) -> None:
        """Take these spans instead of all earlier ones; rejected ones are left out.

        Where it is not known yet which there are, blocks can be looked at all the same."""
        self._source = spans if isinstance(spans, ArticleSpans) else ArticleSpans(spans)
        self._spans = ArticleSpans()
        self._is_listed = False
        self._by_block: defaultdict[int, list[str]] = defaultdict(list)
        self._seen: dict[int, list[Span]] = {}
        """Until they are listed: the spans of the blocks that were looked at."""
        self._begun: list[bool] = []
        """Until they are listed: in which blocks any seem to begin."""
        if self._source.is_listed:
            self.list_spans()
        else:
            begun = self._source.starts()
            edges = [bisect_left(begun, start) for start in (*self.starts, len(self.text))]
            self._begun = [here < after for here, after in pairwise(edges)]

    @property
    def spans(self) -> ArticleSpans:
        """Not to be changed but by `put` and `drop`."""
        self.list_spans()
        return self._spans

    def list_spans(self) -> None:
        """Learn which spans there are, and the blocks of each."""
        if self._is_listed:
            return
        self._is_listed = True
        self._spans = self._source.shown()
        self._spans.take_in(chain.from_iterable(self._seen.values()))
        starts = [*self.starts, len(self.text) + 1]
        block, here, after = 0, 0, starts[1]
        for span_id, (start, end, *_) in self._spans.places.items():
            if not here <= start < after:
                block = bisect_right(starts, start) - 1
                here, after = starts[block], starts[block + 1]
            self._by_block[block].append(span_id)
            if end > after:
                for further in self._blocks(start, end)[1:]:
                    self._by_block[further].append(span_id)

    def put(self, span: Span) -> set[int]:
        """Add or replace one span; the blocks that may look different now come back."""
        touched = self.drop(span.id)
        if span.state != "rejected":
            self._spans.put(span)
            for block in self.blocks_of(span):
                self._by_block[block].append(span.id)
                touched.add(block)
        return touched

    def drop(self, span_id: str) -> set[int]:
        touched = set() if self._is_listed else set(range(len(self.blocks)))
        place = self.spans.drop(span_id)
        if place is not None:
            for block in self._blocks(*place[:2]):
                self._by_block[block].remove(span_id)
                touched.add(block)
        return touched

    def has_spans(self, block: int) -> bool:
        """Whether spans lie in `block`; before they are listed, whether any seem to begin in it."""
        return bool(self._by_block.get(block)) if self._is_listed else self._begun[block]

    def spans_in(self, block: int) -> list[Span]:
        if not self._is_listed:
            return self._seen[block] if block in self._seen else self._look(block)
        found = map(self._spans.get, self._by_block.get(block, ()))
        return [span for span in found if span is not None]

    def _look(self, block: int) -> list[Span]:
        """The spans of `block`, read along with those of the blocks below it."""
        last = self.block_at(self.starts[block] + SCREEN)
        end = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text)
        self._seen |= {each: [] for each in range(block, last + 1)}
        for span in self._source.over(self.starts[block], end):
            for each in self.blocks_of(span):
                if block <= each <= last:
                    self._seen[each].append(span)
        return self._seen[block]

    def spans_at(self, offset: int) -> list[Span]:
        """The spans over the character at `offset`, else those that end there; inner first."""
        near = self.spans_in(self.block_at(offset))
        over = [span for span in near if span.start <= offset < span.end]
        found = over or [span for span in near if span.start < offset == span.end]
        return sorted(found, key=lambda span: (span.end - span.start, span.start, span.id))

    def blocks_of(self, span: Span) -> range:
        return self._blocks(span.start, span.end)

    def _blocks(self, start: int, end: int) -> range:
        first = self.block_at(start)
        return range(first, max(first, self.block_at(max(start, end - 1))) + 1)

    def block_at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def hits_in(self, block: int) -> list[tuple[int, int]]:
        """The search hits that touch `block`; hits are sorted and apart."""
        start = self.starts[block]
        end = start + len(self.blocks[block])
        first = max(0, bisect_right(self.hits, (start, start)) - 1)
        found = []
        for hit in self.hits[first:]:
            if hit[0] >= end:
                break
            if hit[1] > start:
                found.append((max(start, hit[0]), min(end, hit[1])))
        return found

    def signs_in(self, block: int) -> list[int]:
        """Offsets of the characters in `block` that stand as signs."""
        if not self.has_signs:
            return []
        start = self.starts[block]
        end = start + len(self.blocks[block])
        return [match.start() for match in display.PLACED.finditer(self.text, start, end)]

    def is_continued(self, block: int) -> bool:
        """Whether the next block belongs to the same paragraph."""
        after = block + 1
        return after < len(self.blocks) and self.paragraphs[after] == self.paragraphs[block]

    def _paragraphs(self) -> tuple[list[int], list[int]]:
        """Each block's paragraph from 0, and the number it shows: 0 for none, blanks uncounted."""
        paragraphs, numbers = [], []
        paragraph, shown = -1, 0
        for block, start in enumerate(self.starts):
            begins = start == 0 or self.text[start - 1] == "\n"
            paragraph += begins
            counts = begins and bool(self.blocks[block].strip())
            shown += counts
            paragraphs.append(paragraph)
            numbers.append(shown if counts else 0)
        return paragraphs, numbers
