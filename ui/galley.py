"""The paragraphs of an article, set only where somebody looks: their heights and places."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QTextBlock

from model import graphemes
from ui.folds import Folds
from ui.heights import Heights
from ui.look import Metrics
from ui.page import Page
from ui.paragraph import Mark, SetParagraph
from ui.typeset import Typesetter

KEPT = 400
"""Paragraphs that stay laid out; the one not seen for longest goes first."""


class Galley:
    """Heights are guessed until a paragraph is first seen, then exact.

    `resized` is called whenever that changes a height; when it also moves what stands below
    `anchor` (a height in the document), `moved` is called with the pixels, so that the view can
    follow and the reader's eye stays on its line."""

    def __init__(
        self,
        block: Callable[[int], QTextBlock],
        typesetter: Typesetter,
        resized: Callable[[], None],
    ) -> None:
        self._block = block
        self._resized = resized
        self.typesetter = typesetter
        self.page = Page()
        self.folds = Folds()
        self.width = 0
        self.left = 0
        self.anchor = 0
        self.moved: Callable[[int], None] = lambda pixels: None
        self._heights = Heights()
        self._set: OrderedDict[int, SetParagraph] = OrderedDict()

    @property
    def metrics(self) -> Metrics:
        return self.typesetter.metrics

    @property
    def height(self) -> int:
        return self.metrics.head + self._heights.total + self.metrics.foot

    @property
    def count(self) -> int:
        """Blocks whose height is known or guessed."""
        return len(self._heights)

    # what is shown
    def fit(self, viewport_width: int) -> bool:
        """Centre the column in `viewport_width` pixels; whether its width changed."""
        metrics = self.metrics
        room = viewport_width - metrics.gutter - metrics.margin
        width = max(120, min(metrics.column, room))
        self.left = metrics.gutter + max(0, (room - width) // 2)
        changed = width != self.width
        self.width = width
        return changed

    def take(self, page: Page) -> None:
        """Let go of every block, for Qt is about to free them, and go on with `page`."""
        self._set.clear()
        self.page = page
        self.folds.reset()

    def start_over(self) -> None:
        """Forget every laid out paragraph and guess all heights anew."""
        for paragraph in self._set.values():
            paragraph.layout.clearLayout()
        self._set.clear()
        self._heights = Heights([self._guess(block) for block in range(len(self.page.blocks))])
        self._resized()

    def remark(self, blocks: Iterable[int] | None = None) -> QRect:
        """Stack the marks of these blocks (or all laid out ones) anew.

        What has to be painted comes back, in document pixels."""
        dirty = QRect()
        for block in sorted(self._set if blocks is None else self._set.keys() & set(blocks)):
            paragraph = self._set[block]
            if paragraph.folded:
                continue
            before = paragraph.height
            line = paragraph.line_at(self.anchor - self.top(block))
            seen = paragraph.lines[line].top if paragraph.lines else 0
            top = self.top(block)
            self.typesetter.mark(self.page, block, paragraph)
            shift = paragraph.lines[line].top - seen if top < self.anchor else 0
            change = self._heights.put(block, paragraph.height)
            if change:
                below = top + before <= self.anchor
                self._announce(change if below else shift)
            bottom = self._heights.total + self.metrics.head if change else top + before
            dirty |= QRect(0, top - 4, 1 << 15, bottom - top + 8)
        return dirty

    def hide_folded(self) -> None:
        """Tell Qt's caret which blocks to step over."""
        for block in self.page.muted:
            visible = not self.folds.is_folded(self.page, block)
            self._block(block).setVisible(visible)

    def unfold(self, block: int) -> bool:
        """Show the folded paragraphs around `block` in full; whether it was folded."""
        group = self.folds.open(self.page, block)
        for each in group:
            self._set.pop(each, None)
        self.hide_folded()
        for each in group:
            self.paragraph(each)
        return bool(group)

    # where things are
    def top(self, block: int) -> int:
        return self.metrics.head + self._heights.top(block)

    def block_at(self, y: float) -> int:
        return self._heights.at(y - self.metrics.head)

    def paragraph(self, block: int) -> SetParagraph:
        """The block, laid out; its height is exact from here on."""
        known = self._set.get(block)
        if known is not None:
            self._set.move_to_end(block)
            return known
        paragraph = self.typesetter.set(self.page, block, self._block(block), self.width)
        self.folds.fold(self.page, block, paragraph, self.metrics)
        self._set[block] = paragraph
        if len(self._set) > KEPT:
            self._set.popitem(last=False)[1].layout.clearLayout()
        above = self.top(block) + 1 < self.anchor
        change = self._heights.put(block, paragraph.height)
        if change:
            self._announce(change if above else 0)
        return paragraph

    def known(self, block: int) -> SetParagraph | None:
        """The block if it is laid out already."""
        return self._set.get(block)

    def marks_near(self, x: float, y: float) -> tuple[list[Mark], float, float]:
        """The marks of the paragraph at (x, y), if laid out, and that point from its corner."""
        if not len(self._heights):
            return [], 0.0, 0.0
        block = self.block_at(y)
        paragraph = self._set.get(block)
        marks = paragraph.marks if paragraph else []
        return marks, x - self.left, y - self.top(block)

    def lay_out(self, top: int, bottom: int) -> bool:
        """Lay out whatever lies between these heights; whether anything was new."""
        seen = len(self._set)
        last = len(self.page.blocks) - 1
        block = self.block_at(top)
        new = False
        while block <= last and self.top(block) <= bottom:
            new = new or block not in self._set
            self.paragraph(block)
            block += 1
        return new or len(self._set) != seen

    def box(self, start: int, end: int, *, last_line: bool = False) -> QRectF:
        """What encloses `[start, end)` of the article in document pixels, tracks left out."""
        found = QRectF()
        first, final = self.page.block_at(start), self.page.block_at(max(start, end - 1))
        for block in (final,) if last_line else {first, final}:
            paragraph = self.paragraph(block)
            qt = self.page.offsets.to_utf16
            here = (qt(start) - paragraph.from_qt, qt(end) - paragraph.from_qt)
            boxes = paragraph.boxes(*here)
            for box in boxes[-1:] if last_line else boxes:
                found |= box.translated(self.left, self.top(block))
        return found

    def unit_at(self, point: QPointF) -> int:
        """The caret place nearest to `point` in the document, in Qt's units; inside nothing that a
        person sees as one character."""
        if not self.count:
            return 0
        block = self.block_at(point.y())
        paragraph = self.paragraph(block)
        number = paragraph.line_at(point.y() - self.top(block))
        if paragraph.folded or number < 0:
            return paragraph.from_qt
        line = paragraph.layout.lineAt(number)
        position = line.xToCursor(point.x() - self.left)
        wrapped = number < len(paragraph.lines) - 1
        if wrapped and position == paragraph.lines[number].end and position:
            position = paragraph.layout.previousCursorPosition(position)
        offsets, start = self.page.offsets, self.page.starts[block]
        offset = offsets.from_utf16(paragraph.from_qt + position) - start
        return offsets.to_utf16(start + graphemes.border(self.page.blocks[block], offset))

    def _guess(self, block: int) -> int:
        metrics = self.metrics
        if self.folds.is_folded(self.page, block):
            return self.folds.height(self.page, block, metrics)
        line = metrics.line + metrics.lead
        if self.page.has_spans(block):
            line += metrics.lane_with_tag
        width = len(self.page.blocks[block]) * metrics.average
        return (1 + int(width * 1.03 / max(1, self.width))) * line + metrics.gap

    def _announce(self, above: int) -> None:
        self._resized()
        if above:
            self.anchor += above
            self.moved(above)
