"""What the mouse does in the reader: hover, choose, select whole words, drag a span's edge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from model import tokens
from model.records import Span
from ui.paragraph import Mark
from ui.pointed_word import word_at

if TYPE_CHECKING:
    from ui.reader import Reader
    from ui.stage import Stage

REACH = 4
"""Pixels around a track's end in which a press takes hold of it."""

SAME_PLACE = 6
"""Pixels within which a second click is the same click again."""


class EdgeDrag(NamedTuple):
    span: Span
    """As it was before the drag."""
    edge: str


class Pointer:
    """Turns mouse events into what the person meant; each method says whether it took the event."""

    def __init__(self, reader: Reader, stage: Stage) -> None:
        self._reader = reader
        self._stage = stage
        self.snapping = True
        """Whether what the mouse selects is widened to whole tokens; Alt turns that round."""
        self._drag: EdgeDrag | None = None
        self._pressed: QPoint | None = None
        self._clicked = QPoint(-99, -99)
        self._doubled = QElapsedTimer()

    @property
    def dragging(self) -> bool:
        return self._drag is not None

    def press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        place = event.position().toPoint()
        if self._is_third_click(place):
            self._select_paragraph(place)
            return True
        if self._stage.unfold(self._stage.block_at(event.position())):
            return True
        found = self._edge_at(event.position())
        if found is not None:
            self._drag = EdgeDrag(*found)
            self._reader.choose_span(found[0].id, reveal=False)
            self._reader.span_clicked.emit(found[0].id)
            return True
        self._pressed = place
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._reader.place_caret(self._stage.offset_at(QPointF(place)), reveal=False)
        return False

    def move(self, event: QMouseEvent) -> bool:
        if self._drag is not None:
            self._preview(self._drag, event)
            return True
        if event.buttons() == Qt.MouseButton.NoButton:
            self.hover(event.position())
        return False

    def span_at(self, place: QPointF) -> Span | None:
        """The span whose track, or else whose text, is at `place`; the innermost of several."""
        mark = self._track_at(place)
        return mark.span if mark else next(iter(self._texts_at(place)), None)

    def hover(self, place: QPointF) -> None:
        mark, span = self._track_at(place), self.span_at(place)
        self._reader.hover_span(span.id if span else "")
        shape = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.IBeamCursor
        if self._edge_at(place) is not None:
            shape = Qt.CursorShape.SplitHCursor
        self._reader.viewport().setCursor(shape)

    def release(self, event: QMouseEvent) -> bool:
        """After Qt has had the event: settle what the press began."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if self._drag is not None:
            self._drop_edge(self._drag, event)
            return True
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return True
        selected = self._reader.selection()
        if selected is not None:
            if self._snaps(event):
                self._widen(*selected)
            if self._reader.selection() is not None:
                self._reader.selection_made.emit()
        else:
            self._click(event.position())
        return True

    def double(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if self._track_at(event.position()) is not None:
            self._pressed = event.position().toPoint()
            return True
        self._doubled.start()
        self._clicked = event.position().toPoint()
        word = word_at(self._reader.text, self._stage.character_at(event.position()))
        if word is not None:
            self._reader.select(*word, reveal=False)
            self._reader.selection_made.emit()
        return True

    def cancel(self) -> None:
        """Let go of an edge and leave it where it was."""
        if self._drag is not None:
            self._reader.change_spans([self._drag.span])
            self._drag = None

    def _click(self, place: QPointF) -> None:
        mark = self._track_at(place)
        under = self._texts_at(place)
        if mark is not None:
            span = mark.span
            wider = [
                other
                for other in self._reader.spans_at(max(span.start, 0))
                if other.id != span.id and other.start <= span.start and other.end >= span.end
            ]
            under = [span, *wider]
        ids = [span.id for span in under]
        again = (place.toPoint() - self._clicked).manhattanLength() <= SAME_PLACE
        self._clicked = place.toPoint()
        chosen = self._reader.chosen_span
        nth = (ids.index(chosen) + 1) % len(ids) if again and chosen in ids else 0
        found = ids[nth] if ids else ""
        self._reader.choose_span(found or None, reveal=False)
        self._reader.span_clicked.emit(found)

    def _widen(self, start: int, end: int) -> None:
        """Select whole tokens, with the caret on the side where it was."""
        cursor = self._reader.textCursor()
        widened = tokens.snap(self._reader.text, start, end)
        backwards = cursor.position() < cursor.anchor()
        self._reader.select(*(widened[::-1] if backwards else widened), reveal=False)

    def _is_third_click(self, place: QPoint) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        near = (place - self._clicked).manhattanLength() <= SAME_PLACE
        if not (near and self._doubled.isValid() and self._doubled.elapsed() < interval):
            return False
        self._doubled.invalidate()
        return True

    def _select_paragraph(self, place: QPoint) -> None:
        text = self._reader.text
        at = self._stage.offset_at(QPointF(place))
        start, end = tokens.snap(text, *tokens.paragraph_at(text, at))
        if start < end:
            self._reader.select(start, end, reveal=False)
            self._reader.selection_made.emit()

    def _preview(self, drag: EdgeDrag, event: QMouseEvent) -> None:
        moved = self._moved(drag, event)
        shown = self._reader.span(drag.span.id)
        if shown is None or (shown.start, shown.end) != (moved.start, moved.end):
            self._reader.change_spans([moved])

    def _drop_edge(self, drag: EdgeDrag, event: QMouseEvent) -> None:
        moved = self._moved(drag, event)
        self.cancel()
        offset = moved.start if drag.edge == "start" else moved.end
        if (moved.start, moved.end) != (drag.span.start, drag.span.end):
            self._reader.edge_dragged.emit(drag.span.id, drag.edge, offset)

    def _snaps(self, event: QMouseEvent) -> bool:
        return self.snapping != bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)

    def _moved(self, drag: EdgeDrag, event: QMouseEvent) -> Span:
        """The span with its edge under the pointer, never empty."""
        text, span = self._reader.text, drag.span
        offset = self._stage.offset_at(event.position())
        if self._snaps(event):
            before = tokens.next_edge(text, offset + 1, -1, drag.edge)
            after = tokens.next_edge(text, offset - 1, 1, drag.edge)
            offset = before if offset - before <= after - offset else after
        if drag.edge == "start":
            return replace(span, start=offset) if offset < span.end else span
        return replace(span, end=offset) if offset > span.start else span

    def _track_at(self, place: QPointF) -> Mark | None:
        marks, x, y = self._stage.marks_near(place)
        return next((mark for mark in marks if mark.holds(x, y)), None)

    def _texts_at(self, place: QPointF) -> list[Span]:
        """The spans over the text under `place`, innermost first."""
        marks, x, y = self._stage.marks_near(place)
        found = {mark.span.id: mark.span for mark in marks if mark.text_box.contains(x, y)}
        return sorted(found.values(), key=lambda span: (span.end - span.start, span.start, span.id))

    def _edge_at(self, place: QPointF) -> tuple[Span, str] | None:
        marks, x, y = self._stage.marks_near(place)
        chosen = self._reader.chosen_span
        for mark in sorted(marks, key=lambda mark: mark.span.id != chosen):
            edge = mark.edge_at(x, y, REACH)
            if edge:
                return mark.span, edge
        return None
