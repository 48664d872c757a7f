"""The article with its spans: the widget in which people read, select and mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from model.records import Label, Span
from ui.look import ReaderLook
from ui.page import Spans
from ui.pointer import Pointer
from ui.qt import introduce_viewport
from ui.stage import Stage
from ui.theme import LIGHT, Theme

__all__ = ["Reader", "ReaderLook"]


class Reader(QTextEdit):
    """Shows an article and says what the person did; offsets are code points, half-open. Never ask
    it for text: what it shows may differ, character for character, from the article."""

    selection_moved = Signal()
    span_clicked = Signal(str)
    span_hovered = Signal(str)
    edge_dragged = Signal(str, str, int)
    selection_made = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moved_to = (0, 0)
        self._stage = Stage(self)
        self._pointer = Pointer(self, self._stage)
        self.single_out, self.offset_at = self._stage.single_out, self._stage.offset_at
        self.span_under = self._pointer.span_at
        _allow_reading_only(self)
        self.set_look(ReaderLook())
        self.set_theme(LIGHT)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.selectionChanged.connect(self._cursor_moved)

    # what is shown
    @property
    def text(self) -> str:
        """The article's own text, as it was given."""
        return self._stage.page.text

    def show_article(self, text: str, spans: Spans, *, boilerplate: Collection[int] = ()) -> None:
        """Show another article from its top; `boilerplate` are paragraph numbers from 0."""
        self._pointer.cancel()
        self._stage.open(text, spans, boilerplate)
        self._cursor_moved()

    def clear_article(self) -> None:
        self.show_article("", ())

    def set_labels(self, labels: Mapping[str, Label]) -> None:
        """Take names, colours and roles from these labels, by id."""
        self._stage.set_labels(dict(labels))

    def change_spans(self, put: Iterable[Span], dropped: Iterable[str] = ()) -> None:
        """Add or replace some spans, take others away; only their paragraphs change."""
        page = self._stage.page
        blocks = set[int]().union(*map(page.put, put), *map(page.drop, dropped))
        if blocks:
            self._stage.remark(blocks)

    def set_spans(self, spans: Spans, signs: Mapping[str, str]) -> None:
        """Show these spans; their tags say whose they are by `signs`, by the people's ids."""
        self._stage.show_spans(spans, signs)

    def span(self, span_id: str) -> Span | None:
        return self._stage.page.spans.get(span_id) if span_id else None

    def spans_at(self, offset: int) -> list[Span]:
        """The spans over the character at `offset`, innermost first."""
        return self._stage.page.spans_at(offset)

    def set_hits(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Highlight search hits behind the text."""
        self._stage.set_hits(ranges)

    def set_theme(self, theme: Theme) -> None:
        self._stage.set_theme(theme)

    def set_snapping(self, snapping: bool) -> None:
        """Whether the mouse selects whole tokens (Alt: characters), or the other way round."""
        self._pointer.snapping = snapping

    def set_look(self, look: ReaderLook) -> None:
        self._stage.set_look(look)

    # where the person is
    def selection(self) -> tuple[int, int] | None:
        """`[start, end)` of what is selected, None when nothing is."""
        cursor, offsets = self.textCursor(), self._stage.page.offsets
        if not cursor.hasSelection():
            return None
        return offsets.from_utf16(cursor.selectionStart()), offsets.from_utf16(
            cursor.selectionEnd()
        )

    def caret(self) -> int:
        return self._stage.page.offsets.from_utf16(self.textCursor().position())

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Select `[start, end)` with the caret at `end`; `reveal` scrolls it into view."""
        offsets, bar = self._stage.page.offsets, self.verticalScrollBar()
        top = bar.value()
        cursor = self.textCursor()
        cursor.setPosition(offsets.to_utf16(start))
        cursor.setPosition(offsets.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if reveal:
            self._stage.reveal(min(start, end), max(start, end))
        else:
            bar.setValue(top)

    def place_caret(self, offset: int, *, reveal: bool = True) -> None:
        self.select(offset, offset, reveal=reveal)

    @property
    def chosen_span(self) -> str | None:
        return self._stage.moment.chosen or None

    def choose_span(self, span_id: str | None, *, reveal: bool = True) -> None:
        """Make one span stand out, or none; an unknown one will when it is put."""
        self._stage.choose(span_id or "")
        span = self.span(span_id or "")
        if span is not None and reveal:
            self._stage.reveal(span.start, span.end)

    def hover_span(self, span_id: str) -> None:
        """Tint one span as if the pointer were on it, or none."""
        if self._stage.hover(span_id):
            self.span_hovered.emit(span_id)

    def selection_rect(self) -> QRect:
        """The last line of the selection, or the caret, in the viewport's pixels."""
        return self._stage.line_box(*(self.selection() or (self.caret(), self.caret())))

    def _cursor_moved(self) -> None:
        cursor = self.textCursor()
        now = (cursor.anchor(), cursor.position())
        self._stage.put_caret(now[1], focused=self.hasFocus())
        if now != self._moved_to:
            self._moved_to = now
            self.selection_moved.emit()

    # what Qt tells
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        top, scroller = self.verticalScrollBar().value(), self._stage.scroller
        if not scroller.following:
            scroller.settle(dy)
        if scroller.following or scroller.top != top or self.devicePixelRatioF() % 1:
            self.viewport().update()
        else:
            super().scrollContentsBy(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stage.refit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pointer.dragging:
            self._pointer.cancel()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._stage.scroller.reveal(self.caret(), self.caret())

    def event(self, event: QEvent) -> bool:
        escapes = event.type() == QEvent.Type.ShortcutOverride and self._pointer.dragging
        if escapes and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._pointer.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._pointer.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._pointer.double(event):
            super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover_span("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cursor_moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cursor_moved()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        start, end = self.selection() or (0, 0)
        data.setText(self.text[start:end])
        return data

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        return False

    def insertFromMimeData(self, _source: QMimeData) -> None:
        return


def _allow_reading_only(view: QTextEdit) -> None:
    view.setAccessibleName("Article text")
    introduce_viewport(view)
    view.setReadOnly(True)
    view.setAcceptRichText(False)
    view.setAcceptDrops(False)
    view.viewport().setAcceptDrops(False)
    view.setUndoRedoEnabled(False)
    view.setTabChangesFocus(True)
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    view.setCursorWidth(2)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.viewport().setMouseTracking(True)
