"""One paragraph set in lines, with its spans' marks: what the painter paints and a click meets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from model.records import Span


@dataclass(slots=True)
class Mark:
    """What one line shows of one span, in pixels from the paragraph's corner."""

    span: Span
    left: float
    right: float
    top: float
    text_height: int
    begins: bool
    ends: bool
    fades: bool
    """The span goes on in the next line: three dots say so."""
    banded: bool
    """A claim: it encloses what is nested in it."""
    leftwards: bool
    track: float = 0.0
    """Upper edge of the track."""
    bottom: float = 0.0
    """Lower edge of the lane."""
    tag: str = ""
    tag_left: float = 0.0
    tag_width: float = 0.0

    @property
    def text_box(self) -> QRectF:
        return QRectF(self.left, self.top, max(3.0, self.right - self.left), self.text_height)

    @property
    def suggested(self) -> bool:
        return self.span.state == "suggested"

    def edge_at(self, x: float, y: float, reach: float) -> str:
        """'start' or 'end' when (x, y) is within `reach` of that end of the track, else ''."""
        if not self.track - reach <= y <= self.track + 3 + reach:
            return ""
        begin, end = (self.right, self.left) if self.leftwards else (self.left, self.right)
        near = [
            (abs(x - at), name)
            for at, name, here in ((begin, "start", self.begins), (end, "end", self.ends))
            if here and abs(x - at) <= reach
        ]
        return min(near)[1] if near else ""

    def holds(self, x: float, y: float) -> bool:
        """Whether (x, y) is on the track or its tag."""
        if not self.track - 2 <= y <= self.bottom:
            return False
        return self.left - 2 <= x <= self.right + 2 or (
            bool(self.tag) and self.tag_left <= x <= self.tag_left + self.tag_width
        )


@dataclass(slots=True)
class SetLine:
    """A line in pixels from the paragraph's corner."""

    top: int
    height: int
    text_height: int
    start: int
    """In Qt's units from the block's start."""
    end: int


@dataclass(slots=True)
class SetParagraph:
    """A block's lines and marks; `height` includes the gap below it."""

    source: QTextBlock
    from_qt: int
    """The block's first position, in Qt's units of the whole text."""
    length: int
    """In Qt's units; the layout itself does not know its text."""
    width: int
    right_to_left: bool
    mixed: bool
    lines: list[SetLine] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    hidden: list[tuple[float, int]] = field(default_factory=list)
    """Where, and how many, tracks found no room."""
    height: int = 0
    folded: str = ""
    """What stands instead of the text of a folded paragraph."""

    @property
    def layout(self) -> QTextLayout:
        """Asked for each time: Qt frees it with its block, and a kept one would dangle."""
        return self.source.layout()

    def line_at(self, y: float) -> int:
        for number, line in enumerate(self.lines):
            if y < line.top + line.height:
                return number
        return len(self.lines) - 1

    def stretches(self, number: int, start: int, end: int) -> list[tuple[float, float]]:
        """Where `[start, end)` of line `number` lies, in pixels, left to right."""
        line = self.layout.lineAt(number)
        if self.mixed:
            return _glyph_stretches(line, start, end)
        left, right = x_of(line, start), x_of(line, end)
        right = min(right, max(left, line.naturalTextWidth() + 1))
        return [(left, right)]

    def boxes(self, start: int, end: int) -> list[QRectF]:
        """Where the text `[start, end)` lies, a box a line or more; a caret's when it is empty."""
        found = []
        last = len(self.lines) - 1
        for number, line in enumerate(self.lines):
            left, right = max(start, line.start), min(end, line.end)
            caret = start == end and line.start <= start and (start < line.end or number == last)
            if left < right or caret:
                found += [
                    QRectF(x1, line.top, max(2.0, x2 - x1), line.text_height)
                    for x1, x2 in self.stretches(number, left, max(left, right)) or [(0.0, 0.0)]
                ]
        return found


def x_of(line: QTextLine, position: int) -> float:
    """Where the caret stands at `position`, in the line's pixels."""
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def _glyph_stretches(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Exact where `cursorToX` is ambiguous: at the seams of left-to-right and right-to-left."""
    found = []
    for run in line.glyphRuns(start, end - start):
        lefts = [position.x() for position in run.positions()]
        if not lefts:
            continue
        widths = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        rights = [left + width.x() for left, width in zip(lefts, widths, strict=False)]
        found.append((min(lefts), max(rights)))
    joined: list[tuple[float, float]] = []
    for left, right in sorted(found):
        if joined and left <= joined[-1][1] + 0.6:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        elif right > left:
            joined.append((left, right))
    return joined
