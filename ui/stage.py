"""What the reader shows and where it stands: changes here repaint no more than they touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QPalette, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from model.records import Label
from ui import display
from ui.layout import PageLayout
from ui.look import ReaderLook
from ui.marks import MarkPainter
from ui.page import Page, Spans
from ui.paragraph import Mark
from ui.scroller import Scroller
from ui.theme import LIGHT, Theme, mix
from ui.typeset import Typesetter

_SCROLL_BAR = """
QScrollBar:vertical {{ background: {base}; width: 12px; border: 0; margin: 0; }}
QScrollBar::handle:vertical {{
    background: {handle}; border-radius: 4px; min-height: 36px; margin: 2px;
}}
QScrollBar::handle:vertical:hover {{ background: {lit}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; border: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


class Stage:
    """The article of one view, laid out; heights and places in the view's own pixels."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._painter = MarkPainter(ReaderLook(), LIGHT)
        self.moment = self._painter.moment
        self._layout = PageLayout(view.document(), self._painter)
        self.galley = self._layout.galley
        view.document().setDocumentLayout(self._layout)
        self.scroller = Scroller(view, self.galley)
        self._painted = QTimer(view, singleShot=True, interval=0)
        self._painted.timeout.connect(lambda: self.page.list_spans())

    @property
    def page(self) -> Page:
        return self.galley.page

    # what is shown
    def open(self, text: str, spans: Spans, boilerplate: Collection[int]) -> None:
        self.moment.chosen = self.moment.hovered = ""
        self._layout.hold()
        self.galley.take(Page(text, spans, boilerplate))
        self._view.setPlainText(self.page.shown)
        _turn_blanks(self._view.document(), self.page)
        self._layout.go()
        self.scroller.start_over(keep=False)
        self._painted.start()

    def set_labels(self, labels: Mapping[str, Label]) -> None:
        self._painter.set_labels(labels)
        signs = self.galley.typesetter.signs
        self.galley.typesetter = Typesetter(self._painter.metrics, labels, signs)
        self.remark()

    def show_spans(self, spans: Spans, signs: Mapping[str, str]) -> None:
        """Show these spans instead; `signs` of people stand on their tags, by the people's ids."""
        before = self.galley.typesetter
        self.galley.typesetter = Typesetter(before.metrics, before.labels, signs)
        self.page.put_all(spans)
        self.remark()

    def set_look(self, look: ReaderLook) -> None:
        self._painter.set_look(look)
        metrics = self._painter.metrics
        self._layout.hold()
        before = self.galley.typesetter
        self.galley.typesetter = Typesetter(metrics, before.labels, before.signs)
        self.galley.folds.wanted = look.fold_boilerplate
        self._view.setFont(metrics.text_font)
        self._view.document().setDefaultFont(metrics.text_font)
        self._layout.go()
        self.scroller.start_over(keep=True)

    def set_theme(self, theme: Theme) -> None:
        self._painter.set_theme(theme)
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.base)
        palette.setColor(QPalette.ColorRole.Text, theme.text)
        palette.setColor(QPalette.ColorRole.Highlight, theme.selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.text)
        self._view.setPalette(palette)
        handle = mix(theme.base, theme.gutter, 0.6)
        self._view.verticalScrollBar().setStyleSheet(
            _SCROLL_BAR.format(base=theme.base, handle=handle, lit=theme.gutter)
        )
        self._view.viewport().update()

    def set_hits(self, ranges: Sequence[tuple[int, int]]) -> None:
        self.page.hits = sorted(ranges)
        self._view.viewport().update()

    def remark(self, blocks: Iterable[int] | None = None) -> None:
        """Stack and paint the tracks of these blocks, or of all, anew."""
        self.galley.anchor = self.scroller.top
        dirty = self.galley.remark(blocks)
        self.scroller.settle()
        self._view.viewport().update(dirty.translated(0, -self.scroller.top))

    def choose(self, span_id: str) -> None:
        before, self.moment.chosen = self.moment.chosen, span_id
        self._repaint_spans(before, span_id)

    def hover(self, span_id: str) -> bool:
        """Tint a span; whether it was not already."""
        before, self.moment.hovered = self.moment.hovered, span_id
        if before == span_id:
            return False
        self._repaint_spans(before, span_id)
        return True

    def single_out(self, span_ids: frozenset[str] | None) -> None:
        """Let all spans but these and the chosen one step back; None lets none."""
        if span_ids != self.moment.singled:
            self.moment.singled = span_ids
            self._view.viewport().update()

    def put_caret(self, unit: int, *, focused: bool) -> None:
        """Show the caret at `unit`, in Qt's units."""
        before, self.moment.focused = self.moment.caret, focused
        self.moment.caret = unit if self.page.text else -1
        for each in (before, unit):
            self._repaint_block(self.page.block_at(self.page.offsets.from_utf16(max(0, each))))

    def unfold(self, block: int) -> bool:
        """Open the promo paragraphs folded around `block`; whether there were any."""
        if not self.galley.unfold(block):
            return False
        self.scroller.settle()
        self._view.viewport().update()
        return True

    def reveal(self, start: int, end: int) -> None:
        self.unfold(self.page.block_at(start))
        self.scroller.reveal(start, end)

    def refit(self) -> None:
        """Fit the column to the view's new size, the first line in view staying there."""
        before = self.galley.left
        if self.galley.fit(self._view.viewport().width()):
            self.scroller.start_over(keep=True)
        else:
            self.scroller.settle()
        if before != self.galley.left:
            self._view.viewport().update()

    # where things are
    def line_box(self, start: int, end: int) -> QRect:
        """The last line of `[start, end)`, or the caret's place when it is empty."""
        box = self.galley.box(start, end, last_line=True)
        return box.toAlignedRect().translated(0, -self.scroller.top)

    def offset_at(self, place: QPointF) -> int:
        """The caret place nearest to `place`."""
        point = QPointF(place.x(), place.y() + self.scroller.top)
        unit = self.galley.unit_at(point)
        return self.page.offsets.from_utf16(unit)

    def character_at(self, place: QPointF) -> int:
        """The offset of the character that `place` lies on, and not of the nearest gap."""
        offset = self.offset_at(place)
        before = self.line_box(max(0, offset - 1), offset)
        return offset - 1 if offset and before.contains(place.toPoint()) else offset

    def block_at(self, place: QPointF) -> int:
        return self.galley.block_at(place.y() + self.scroller.top)

    def marks_near(self, place: QPointF) -> tuple[list[Mark], float, float]:
        """The marks of the paragraph at `place`, and `place` from that paragraph's corner."""
        return self.galley.marks_near(place.x(), place.y() + self.scroller.top)

    def _repaint_spans(self, *span_ids: str) -> None:
        for span_id in span_ids:
            span = self.page.spans.get(span_id) if span_id else None
            for block in self.page.blocks_of(span) if span else ():
                self._repaint_block(block)

    def _repaint_block(self, block: int) -> None:
        paragraph = self.galley.known(block)
        if paragraph is not None:
            top = self.galley.top(block) - self.scroller.top
            viewport = self._view.viewport()
            viewport.update(0, top - 4, viewport.width(), paragraph.height + 8)


def _turn_blanks(document: QTextDocument, page: Page) -> None:
    """Let the arrow keys go through a blank line in the direction of what stands before it: Qt
    takes one for left-to-right, and keys would go to and fro between it and its neighbour."""
    if not display.has_right_to_left(page.text):
        return
    cursor, way = QTextCursor(document), QTextBlockFormat()
    way.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    backwards = False
    for text, start in zip(page.blocks, page.starts, strict=True):
        if text.strip():
            backwards = display.reads_right_to_left(text)
        elif backwards:
            cursor.setPosition(page.offsets.to_utf16(start))
            cursor.mergeBlockFormat(way)
