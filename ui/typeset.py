"""One paragraph set in lines, with its spans' marks: what the painter paints and a click meets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from model.records import Label, Span
from ui import display
from ui.lanes import Piece, Place, Reach, by_line, inner_first, stack
from ui.look import Metrics
from ui.page import Page

SIGNS = {"confirmed": "✓", "unconfirmed": "?", "disputed": "≠", "refuted": "✗"}
"""What stands before the tag of a verified span, by stance; without one, ✓."""

LONGEST_TAG = 16


@dataclass(slots=True)
class Mark:
    """What one line shows of one span, in pixels from the paragraph's corner."""

    span: Span
    left: float
    right: float
    top: float
    text_height: int
    track: float
    """Upper edge of the track."""
    bottom: float
    """Lower edge of the lane."""
    begins: bool
    ends: bool
    fades: bool
    """The span goes on in the next line: three dots say so."""
    banded: bool
    leftwards: bool
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
    top: int
    height: int
    text_height: int
    start: int
    """In Qt's units from the block's start."""
    end: int


@dataclass(slots=True)
class SetParagraph:
    """A block's lines and marks; `height` includes the gap below it."""

    layout: QTextLayout
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
        left, right = line.cursorToX(start)[0], line.cursorToX(end)[0]
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


class Typesetter:
    """Sets paragraphs by one look and one set of labels."""

    def __init__(self, metrics: Metrics, labels: Mapping[str, Label]) -> None:
        self.metrics = metrics
        self.labels = labels
        self._tags: dict[tuple[str, str], tuple[str, ...]] = {}

    def set(self, page: Page, block: int, layout: QTextLayout, width: int) -> SetParagraph:
        """Lay the block's text out in lines of `width` pixels and put its marks under them."""
        text = page.blocks[block]
        mixed = display.has_right_to_left(text)
        backwards = mixed and display.reads_right_to_left(text)
        first = page.offsets.to_qt(page.starts[block])
        layout.setTextOption(_option(backwards, display.has_unbroken_run(text)))
        layout.setCacheEnabled(True)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        length = page.offsets.to_qt(page.starts[block] + len(text)) - first
        paragraph = SetParagraph(layout, first, length, width, backwards, mixed)
        self.mark(page, block, paragraph)
        return paragraph

    def mark(self, page: Page, block: int, paragraph: SetParagraph) -> None:
        """Stack the block's spans under its lines anew, and the lines with them."""
        layout, metrics = paragraph.layout, self.metrics
        paragraph.lines, paragraph.marks, paragraph.hidden = [], [], []
        starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
        spans = {span.id: span for span in page.spans_in(block)}
        reaches = by_line(inner_first(self._reaches(page, block, paragraph.from_qt)), starts)
        top = 0
        for number, start in enumerate(starts):
            line = layout.lineAt(number)
            text_height = max(metrics.line, math.ceil(line.height()))
            here = SetLine(top, 0, text_height, start, start + line.textLength())
            line.setPosition(QPointF(0, top))
            paragraph.lines.append(here)
            lanes = self._mark_line(paragraph, number, reaches[number], spans)
            here.height = text_height + lanes + metrics.lead
            top += here.height
        paragraph.height = top + self._gap(page, block)

    def _gap(self, page: Page, block: int) -> int:
        after = block + 1
        if page.is_continued(block) or (after < len(page.blocks) and not page.blocks[after]):
            return 0
        return self.metrics.gap

    def _reaches(self, page: Page, block: int, first: int) -> Iterator[Reach]:
        start = page.starts[block]
        end = start + len(page.blocks[block])
        for span in page.spans_in(block):
            left, right = max(span.start, start), min(span.end, end)
            if left < right:
                yield Reach(
                    page.offsets.to_qt(left) - first,
                    page.offsets.to_qt(right) - first,
                    span.id,
                    span.start >= start,
                    span.end <= end,
                    self._is_claim(span),
                )

    def _mark_line(
        self, paragraph: SetParagraph, number: int, reaches: list[Reach], spans: dict[str, Span]
    ) -> int:
        """Add the line's marks; the pixels that its lanes take come back."""
        pieces: list[Piece] = []
        sources: list[tuple[Reach, bool, bool]] = []
        line = paragraph.lines[number]
        for reach in reaches:
            start, end = max(reach.start, line.start), min(reach.end, line.end)
            stretches = paragraph.stretches(number, start, end)
            if paragraph.right_to_left:
                stretches.reverse()
            for nth, (left, right) in enumerate(stretches):
                begins = reach.begins and reach.start >= line.start and nth == 0
                ends = reach.ends and reach.end <= line.end and nth == len(stretches) - 1
                tagged = begins and not self.metrics.compact
                widths = self._widths(spans[reach.key]) if tagged else ()
                pieces.append(Piece(reach.key, left, right, widths, paragraph.right_to_left))
                sources.append((reach, begins, ends))
        places, hidden = stack(pieces)
        tops = self._lane_tops(places)
        base = line.top + line.text_height + 1
        for place in places:
            reach, begins, ends = sources[place.piece]
            mark = self._marked(paragraph, line, pieces[place.piece], spans[reach.key], place.tag)
            mark.track, mark.bottom = base + tops[place.lane], base + tops[place.lane + 1] - 1
            mark.begins, mark.ends = begins, ends
            if begins and self.metrics.compact:
                self._tag(mark, self.tags(mark.span)[0], paragraph.right_to_left)
            mark.fades = not paragraph.mixed and reach.end > line.end and not mark.banded
            paragraph.marks.append(mark)
        if hidden:
            paragraph.hidden.append((line.top + line.text_height, hidden))
        return tops[-1]

    def _lane_tops(self, places: list[Place]) -> list[int]:
        """Where each lane begins, and where the last one ends, from the first one's top."""
        tall = {place.lane for place in places if place.tag >= 0}
        tops = [0]
        for lane in range(1 + max((place.lane for place in places), default=-1)):
            height = self.metrics.lane_with_tag if lane in tall else self.metrics.lane
            tops.append(tops[-1] + height)
        return tops

    def _marked(
        self, paragraph: SetParagraph, line: SetLine, piece: Piece, span: Span, tag: int
    ) -> Mark:
        banded = self._is_claim(span)
        outer = 2 if banded else 0
        left, right = piece.left - outer, max(piece.right, piece.left + 3) + outer
        mark = Mark(
            span, left, right, line.top, line.text_height, 0, 0, False, False, False,
            banded, paragraph.right_to_left,
        )  # fmt: skip
        if tag >= 0:
            self._tag(mark, self.tags(span)[tag], piece.leftwards)
        return mark

    def _tag(self, mark: Mark, tag: str, leftwards: bool) -> None:
        mark.tag, mark.tag_width = tag, self.metrics.tag_width(tag)
        mark.tag_left = mark.right - mark.tag_width if leftwards else mark.left

    def tags(self, span: Span) -> tuple[str, ...]:
        """The span's tag, then shorter and shorter forms of it."""
        stance = str(span.attributes.get("stance") or "")
        known = self._tags.get((span.label_id, stance))
        if known is None:
            label = self.labels.get(span.label_id)
            name = label.name.upper() if label else "?"
            if len(name) > LONGEST_TAG:
                name = name[: LONGEST_TAG - 1] + "…"
            forms = dict.fromkeys((name, name[:3], name[:1]))
            if label and label.role == "verified":
                sign = SIGNS.get(stance, "✓")
                known = (f"{sign} {name}", f"{sign} {name[:3]}", sign)
            else:
                known = tuple(forms)
            self._tags[span.label_id, stance] = known
        return known

    def _widths(self, span: Span) -> tuple[float, ...]:
        return tuple(self.metrics.tag_width(tag) for tag in self.tags(span))

    def _is_claim(self, span: Span) -> bool:
        label = self.labels.get(span.label_id)
        return label is not None and label.role == "claim"


def _option(right_to_left: bool, anywhere: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(
        QTextOption.WrapMode.WrapAnywhere
        if anywhere
        else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    )
    if right_to_left:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    return option


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
