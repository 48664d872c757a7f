"""Paragraphs out of a PDF's lines: hard line ends are joined, words divided at them mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from model.importers._pdf_lines import Line

WIDER = 1.3
"""A gap between lines so many times the usual one begins a paragraph."""
SHORT = 0.75
"""A line that ends a sentence and is this much shorter than the long ones ends a paragraph."""
INDENT = 0.7
"""Of the letters' size."""
DIVIDES = 0.03
"""Of a document's lines end in a hyphen when it was set with divided words."""
_FIRST_PARTS = re.compile(
    r"all|anti|best|better|co|counter|cross|double|ex|far|first|full|half|hard|high|ill|inter|last"
    r"|left|long|low|mid|much|multi|near|new|non|north|old|one|over|part|post|pre|pro|re|right"
    r"|second|self|semi|short|single|so|south|sub|super|then|third|three|two|ultra|under|un|vice"
    r"|war|well|west|east|year"
)
"""What compounds begin with more often than it is divided off."""

_ENDS = re.compile(r"[.!?…:。！？][\"'”’»)\]]*\Z")
_BULLET = re.compile(r"[•▪●◦■□‣⁃*]\s|[–—-]\s+\S")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\w{1,5}\Z")
"""A line of a table of contents."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_DIVIDED = re.compile(r"([^\W\d_]+)-\Z")
_REST = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 60
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def joined(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs, over the ends of pages where a sentence goes on."""
    lines = _once(pages)
    if not lines:
        return
    words = _Words(lines)
    layout = _Layout(lines)
    said = lines[0].text
    for before, line in zip(lines, lines[1:], strict=False):
        if layout.begins(before, line):
            yield said
            said = line.text
        else:
            said = words.join(said, line.text)
    yield said


class _Layout:
    """What is usual in this document: the gap between lines, their length, the left edge."""

    def __init__(self, lines: Sequence[Line]) -> None:
        pairs = list(zip(lines, lines[1:], strict=False))
        gaps = [before.y - line.y for before, line in pairs if before.page == line.page]
        self._gaps: dict[int, float] = {}
        for size in {round(line.size) for line in lines}:
            own = [
                before.y - line.y for before, line in pairs
                if before.page == line.page and round(before.size) == round(line.size) == size
                and 0 < before.y - line.y < 4 * max(size, 1)
            ]  # fmt: skip
            self._gaps[size] = _usual(own)
        self._drawn = any(gap > 0 for gap in gaps)
        lengths = sorted(len(line.text) for line in lines)
        self._long = lengths[int(0.85 * (len(lengths) - 1))]
        self._left = {
            page: min(_most_common(line.x for line in own))
            for page, own in groupby(lines, key=lambda line: line.page)
        }

    def begins(self, before: Line, line: Line) -> bool:
        """Whether `line` begins a paragraph."""
        ends = bool(_ENDS.search(before.text))
        if _BULLET.match(line.text) or _LEADERS.search(before.text):
            return True
        if self._drawn and abs(before.size - line.size) > 0.1 * max(before.size, line.size):
            return True
        gap = before.y - line.y
        if before.page != line.page or (self._drawn and gap < 0):
            return ends
        usual = self._gaps.get(round(line.size), 0.0)
        if self._drawn and usual and gap > WIDER * usual:
            return True
        if _BULLET.match(before.text) and before.x - line.x > INDENT * max(line.size, 1.0):
            return True
        indented = line.x - self._left[line.page] > INDENT * max(line.size, 1.0)
        flush = abs(before.x - self._left[before.page]) < INDENT * max(before.size, 1.0)
        if self._drawn and indented and flush and not _BULLET.match(before.text):
            return True
        return ends and len(before.text) < SHORT * self._long


class _Words:
    """Joins line ends; knows the document's words, to tell a divided one from a compound."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._known = Counter(
            word.casefold() for line in lines for word in _WORD.findall(_inner(line.text))
        )
        divided = sum(bool(_DIVIDED.search(line.text)) for line in lines)
        self._divides = divided >= max(3, DIVIDES * len(lines))

    def join(self, said: str, more: str) -> str:
        if said.endswith("\u00ad"):
            return said[:-1] + more
        head, tail = _DIVIDED.search(said[-_LONGEST_WORD:]), _REST.match(more)
        if head and tail and tail.group()[0].islower():
            return (said[:-1] if self._is_one(head[1], tail.group()) else said) + more
        if head or re.search(r"\d[-–]\Z", said[-2:]):
            return said + more
        dense = _DENSE.match(more) and _DENSE.search(said[-1:])
        return said + ("" if dense else " ") + more

    def _is_one(self, head: str, tail: str) -> bool:
        """Whether the hyphen only divides: the whole word stands elsewhere in the document, or
        neither half nor the compound does and the document often divides words."""
        whole, compound = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
        if self._known[compound] or self._known[whole]:
            return self._known[whole] > self._known[compound]
        halves = self._known[head.casefold()] or self._known[tail.casefold()]
        return self._divides and not halves and not _FIRST_PARTS.fullmatch(head.casefold())


def _once(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines; one that a page ends in and the next repeats, as some programs print, once."""
    lines: list[Line] = []
    for page in pages:
        repeats = lines and page and lines[-1].text == page[0].text
        lines += page[1:] if repeats else page
    return lines


def _inner(said: str) -> str:
    """Without a half word at either end that a division may have left."""
    said = re.sub(r"[^\W\d_]+-\Z", "", said)
    return re.sub(r"\A[^\W\d_]+", "", said) if said[:1].islower() else said


def _usual(gaps: Sequence[float]) -> float:
    """The gap within paragraphs: the median of the narrower half, as paragraphs part wider."""
    narrow = sorted(gaps)[: (len(gaps) + 1) // 2]
    return median(narrow) if narrow else 0.0


def _most_common(places: Iterator[float]) -> list[float]:
    met = Counter(round(place) for place in places)
    most = max(met.values())
    return [float(place) for place, times in met.items() if times == most]
