"""Lines of a PDF's pages where they stand on the paper; running heads and page numbers apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

EDGE = 2
"""So many lines at the head and at the foot of a page may be a running head."""

_BLANKS = re.compile(r"[ \t]+")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_NUMBER = re.compile(
    r"(?:page|p\.|seite|стр\.|с\.)?\s*[-–—|]?\s*(\d{1,4})\s*(?:(?:of|/|von|из)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
_NUMBERED_EDGE = re.compile(
    r"\A(\d{1,4})(?=\s)|(?<=\s)(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    page: int
    """From 1."""
    x: float
    y: float
    """From the foot of the page upwards, in points."""
    size: float
    """Of its letters, in points; 0 when the page does not say."""


def of_page(page: PageObject, number: int) -> list[Line]:
    """The lines in the order in which the page draws them; may raise whatever pypdf raises."""
    gathered = _Gathered(number)
    page.extract_text(visitor_text=gathered.take)
    return gathered.finished()


class _Gathered:
    """Puts the pieces that pypdf hands over together, a line at each line end."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._lines: list[Line] = []
        self._said = ""
        self._where: tuple[float, float, float] | None = None

    def take(self, said: str, cm: Sequence[float], tm: Sequence[float], _font: Any,  # noqa: ANN401
             size: float) -> None:  # fmt: skip
        pieces = said.split("\n")
        for position, piece in enumerate(pieces):
            if piece.strip() and self._where is None:
                x, y = tm[4], tm[5]
                scale = abs(tm[3] * cm[3]) or 1.0
                self._where = (x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5],
                               float(size) * scale)  # fmt: skip
            self._said += piece
            if position < len(pieces) - 1:
                self._end()

    def finished(self) -> list[Line]:
        self._end()
        return self._lines

    def _end(self) -> None:
        said = _BLANKS.sub(" ", self._said).strip(" ").translate(_LIGATURES)
        if said.strip() and self._where is not None:
            self._lines.append(Line(said, self._page, *self._where))
        self._said, self._where = "", None


@dataclass(frozen=True, slots=True)
class _Head:
    """What makes two lines at the edges of pages the same: the place, the words, and how far the
    number in them is from the page's own."""

    at_top: bool
    words: str
    ahead: int
    numbered: bool


def without_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], dict[str, int]]:
    """The pages without the lines that repeat at their edges and without page numbers; and the
    first of each kind that was taken away, with how many there were. Where nothing else would
    be left, all stays."""
    heads = _repeated(pages)
    kept = []
    first: dict[_Head, str] = {}
    dropped = Counter[_Head]()
    for lines in pages:
        edges = _edges(lines)
        rest = []
        for position, line in enumerate(lines):
            head = edges.get(position)
            if head in heads and head is not None:
                first.setdefault(head, line.text)
                dropped[head] += 1
            else:
                rest.append(line)
        kept.append(rest)
    if not any(kept):
        return [list(lines) for lines in pages], {}
    return kept, {first[head]: times for head, times in dropped.items()}


def _repeated(pages: Sequence[Sequence[Line]]) -> set[_Head]:
    """What stands at the same edge of two pages or more; without a number that counts the pages,
    of long documents at every fifth."""
    met = Counter(head for lines in pages for head in set(_edges(lines).values()))
    fifth = max(2, round(0.2 * sum(1 for lines in pages if lines)))
    return {head for head, times in met.items() if times >= (2 if head.numbered else fifth)}


def _edges(lines: Sequence[Line]) -> dict[int, _Head]:
    """The highest and the lowest lines by their position; of few lines, fewer."""
    many = min(EDGE, max(1, len(lines) // 4))
    ranked = sorted(range(len(lines)), key=lambda position: (-lines[position].y, position))
    top = {position: _as_head(lines[position], True) for position in ranked[:many]}
    foot = ranked[len(ranked) - many :]
    return top | {position: _as_head(lines[position], False) for position in foot}


def _as_head(line: Line, at_top: bool) -> _Head:
    if whole := _NUMBER.fullmatch(line.text):
        return _Head(at_top, "", int(whole[1]) - line.page, True)
    match = _NUMBERED_EDGE.search(line.text)
    if match is None:
        return _Head(at_top, " ".join(line.text.split()).casefold(), 0, False)
    words = line.text[: match.start()] + line.text[match.end() :]
    ahead = int(match[1] or match[2]) - line.page
    return _Head(at_top, " ".join(words.split()).casefold(), ahead, True)
