"""The article with its spans: the widget in which people read, select and mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from model.records import Label, Span
from ui.layout import PageLayout
from ui.look import ReaderLook
from ui.marks import MarkPainter
from ui.page import Page
from ui.pointer import Pointer
from ui.scroller import Scroller
from ui.theme import LIGHT, Theme, mix
from ui.typeset import Mark, Typesetter

__all__ = ["Reader", "ReaderLook"]

_SCROLL_BAR = """
QScrollBar:vertical {{ background: {base}; width: 12px; border: 0; margin: 0; }}
QScrollBar::handle:vertical {{
    background: {handle}; border-radius: 4px; min-height: 36px; margin: 2px;
}}
QScrollBar::handle:vertical:hover {{ background: {lit}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; border: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


class Reader(QTextEdit):
    """Shows an article and says what the person did; offsets are code points, half-open.

    Never ask it for text: what it shows may differ, character for character, from the article."""

    selection_moved = Signal()
    span_clicked = Signal(str)
    span_hovered = Signal(str)
    edge_dragged = Signal(str, str, int)
    selection_made = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = MarkPainter(ReaderLook(), LIGHT)
        self._moment = self._painter.moment
        self._look = ReaderLook()
        self._last_moved = (0, 0)
        self._sheet = PageLayout(self.document(), self._painter)
        self._scroller = Scroller(self, self._sheet)
        self._pointer = Pointer(self)
        self._set_up()
        self.set_look(self._look)
        self.set_theme(LIGHT)

    def _set_up(self) -> None:
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Article text")
        self.document().setDocumentLayout(self._sheet)
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)

    # what is shown
    @property
    def text(self) -> str:
        """The article's own text, as it was given."""
        return self._sheet.page.text

    def show_article(
        self, text: str, spans: Iterable[Span], *, boilerplate: Collection[int] = ()
    ) -> None:
        """Show another article from its top; `boilerplate` are paragraph numbers from 0."""
        sheet = self._sheet
        self._pointer.cancel()
        self._moment.chosen = self._moment.hovered = ""
        sheet.hold(Page(text, spans, boilerplate))
        self.setPlainText(sheet.page.shown)
        sheet.go()
        self._scroller.start_over(keep=False)
        self._moved()

    def clear_article(self) -> None:
        self.show_article("", ())

    def set_labels(self, labels: Mapping[str, Label]) -> None:
        self._painter.set_labels(dict(labels))
        self._sheet.typesetter = Typesetter(self._painter.metrics, dict(labels))
        self._remark()

    def put_span(self, span: Span) -> None:
        """Add or replace one span; only its paragraphs are set and painted again."""
        self._remark(self._sheet.page.put(span))

    def drop_span(self, span_id: str) -> None:
        self._remark(self._sheet.page.drop(span_id))

    def set_spans(self, spans: Iterable[Span]) -> None:
        self._sheet.page.put_all(spans)
        self._remark()

    def span(self, span_id: str) -> Span | None:
        return self._sheet.page.spans.get(span_id)

    def spans_at(self, offset: int) -> list[Span]:
        """The spans over the character at `offset`, innermost first."""
        return self._sheet.page.spans_at(offset)

    def set_hits(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Highlight search hits behind the text."""
        self._sheet.page.hits = sorted(ranges)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        self._painter.set_theme(theme)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.base)
        palette.setColor(QPalette.ColorRole.Text, theme.text)
        palette.setColor(QPalette.ColorRole.Highlight, theme.selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.text)
        self.setPalette(palette)
        handle = mix(theme.base, theme.gutter, 0.6)
        self.verticalScrollBar().setStyleSheet(
            _SCROLL_BAR.format(base=theme.base, handle=handle, lit=theme.gutter)
        )
        self.viewport().update()

    def set_look(self, look: ReaderLook) -> None:
        self._look = look
        self._painter.set_look(look)
        sheet = self._sheet
        sheet.held = True
        sheet.typesetter = Typesetter(self._painter.metrics, sheet.typesetter.labels)
        sheet.folds.wanted = look.fold_boilerplate
        self.setFont(self._painter.metrics.text_font)
        self.document().setDefaultFont(self._painter.metrics.text_font)
        sheet.go()
        self._scroller.start_over(keep=True)

    # where the person is
    def selection(self) -> tuple[int, int] | None:
        """`[start, end)` of what is selected, None when nothing is."""
        cursor, offsets = self.textCursor(), self._sheet.page.offsets
        if not cursor.hasSelection():
            return None
        return offsets.from_qt(cursor.selectionStart()), offsets.from_qt(cursor.selectionEnd())

    def caret(self) -> int:
        return self._sheet.page.offsets.from_qt(self.textCursor().position())

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Select `[start, end)`, caret at its end; `reveal` scrolls it into view."""
        self._put_cursor(start, end, reveal)

    def narrow(self, start: int, end: int) -> None:
        """Select `[start, end)` without moving the view, caret on the side where it was."""
        cursor = self.textCursor()
        forwards = cursor.position() >= cursor.anchor()
        self._put_cursor(*((start, end) if forwards else (end, start)), False)

    def place_caret(self, offset: int, *, reveal: bool = True) -> None:
        self._put_cursor(offset, offset, reveal)

    @property
    def chosen_span(self) -> str | None:
        return self._moment.chosen or None

    def choose_span(self, span_id: str | None, *, reveal: bool = True) -> None:
        """Make one span stand out, or none; unknown ids wait until their span is put."""
        before, self._moment.chosen = self._moment.chosen, span_id or ""
        self._repaint_spans(before, self._moment.chosen)
        span = self.span(self._moment.chosen)
        if span is not None and reveal:
            self._reveal(span.start, span.end)

    def hover_span(self, span_id: str) -> None:
        if span_id != self._moment.hovered:
            before, self._moment.hovered = self._moment.hovered, span_id
            self._repaint_spans(before, span_id)
            self.span_hovered.emit(span_id)

    def selection_rect(self) -> QRect:
        """The last line of the selection, or the caret, in the viewport's pixels."""
        start, end = self.selection() or (self.caret(), self.caret())
        box = self._sheet.box(start, end, last_line=True)
        return box.toAlignedRect().translated(0, -self._scroller.top)

    # what lies under the pointer
    def offset_at(self, place: QPoint) -> int:
        """The caret place nearest to `place` in the viewport."""
        point = QPointF(place.x(), place.y() + self._scroller.top)
        exact = Qt.HitTestAccuracy.FuzzyHit
        return self._sheet.page.offsets.from_qt(self._sheet.hitTest(point, exact))

    def character_at(self, place: QPointF) -> int:
        """The offset of the character that `place` lies on, and not of the nearest gap."""
        offset = self.offset_at(place.toPoint())
        y = place.y() + self._scroller.top
        before = self._sheet.box(max(0, offset - 1), offset, last_line=True)
        return offset - 1 if offset and before.contains(place.x(), y) else offset

    def marks_near(self, place: QPointF) -> tuple[list[Mark], float, float]:
        """The marks of the paragraph under `place`, and `place` in that paragraph's pixels."""
        return self._sheet.marks_near(place.x(), place.y() + self._scroller.top)

    def unfold_at(self, place: QPoint) -> bool:
        """Open the promo paragraphs folded under `place`; whether there were any."""
        block = self._sheet.block_at(place.y() + self._scroller.top)
        return self._unfold(block)

    def _unfold(self, block: int) -> bool:
        if not self._sheet.unfold(block):
            return False
        self._scroller.settle()
        self.viewport().update()
        return True

    def _put_cursor(self, anchor: int, position: int, reveal: bool) -> None:
        offsets, bar = self._sheet.page.offsets, self.verticalScrollBar()
        top = bar.value()
        cursor = self.textCursor()
        cursor.setPosition(offsets.to_qt(anchor))
        cursor.setPosition(offsets.to_qt(position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if reveal:
            self._reveal(min(anchor, position), max(anchor, position))
        else:
            bar.setValue(top)

    def _reveal(self, start: int, end: int) -> None:
        self._unfold(self._sheet.page.block_at(start))
        self._scroller.reveal(start, end)

    def _remark(self, blocks: Iterable[int] | None = None) -> None:
        self._sheet.anchor = self._scroller.top
        dirty = self._sheet.remark(blocks)
        self._scroller.settle()
        self.viewport().update(dirty.translated(0, -self._scroller.top))

    def _repaint_spans(self, *span_ids: str) -> None:
        for span_id in span_ids:
            span = self.span(span_id)
            for block in self._sheet.page.blocks_of(span) if span else ():
                self._repaint_block(block)

    def _repaint_block(self, block: int) -> None:
        paragraph = self._sheet.known(block)
        if paragraph is not None:
            top = self._sheet.top(block) - self._scroller.top
            self.viewport().update(0, top - 4, self.viewport().width(), paragraph.height + 8)

    def _moved(self) -> None:
        cursor = self.textCursor()
        now = (cursor.anchor(), cursor.position())
        page = self._sheet.page
        for unit in (self._moment.caret, now[1]):
            self._repaint_block(page.block_at(page.offsets.from_qt(max(0, unit))))
        self._moment.caret = now[1] if page.text else -1
        if now != self._last_moved:
            self._last_moved = now
            self.selection_moved.emit()

    # what Qt tells
    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        if self._scroller.following:
            self.viewport().update()
            return
        top = self._scroller.top
        self._scroller.settle(dy)
        if self._scroller.top != top or self.devicePixelRatioF() % 1:
            self.viewport().update()
        else:
            super().scrollContentsBy(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        before = self._sheet.left
        if self._sheet.fit(self.viewport().width()):
            self._scroller.start_over(keep=True)
        else:
            self._scroller.settle()
        if before != self._sheet.left:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self._pointer.dragging:
            self._pointer.cancel()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._scroller.reveal(self.caret(), self.caret())

    def event(self, event: QEvent) -> bool:
        escapes = event.type() == QEvent.Type.ShortcutOverride and self._pointer.dragging
        if escapes and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._pointer.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._pointer.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._pointer.double(event):
            super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.hover_span("")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._focus(False)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        data = QMimeData()
        start, end = self.selection() or (0, 0)
        data.setText(self.text[start:end])
        return data

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:  # noqa: N802
        return False

    def insertFromMimeData(self, _source: QMimeData) -> None:  # noqa: N802
        return

    def _focus(self, focused: bool) -> None:
        self._moment.focused = focused
        self._moved()
