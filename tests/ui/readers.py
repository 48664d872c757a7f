"""What the tests of the reader share: labels, spans, and a hand on mouse and picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from model.records import Label, Span
from ui.reader import Reader

COLOURS = {"claim": "#3b5bdb", "figure": "#c2560c", "actor": "#9c36b5", "verified": "#0b7a57"}
LABELS = {
    name: Label(name, name, name, str(n), colour, "", "", (), n, False)
    for n, (name, colour) in enumerate(COLOURS.items(), 1)
}
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def span(span_id: str, text: str, quote: str, label: str, state: str = "accepted", **said) -> Span:
    """The first place of `quote` in `text` as a span."""
    start = text.index(quote)
    end = start + len(quote)
    return Span(span_id, "a", start, end, label, quote, state, "person", "p", "", attributes=said)


def box(reader: Reader, start: int, end: int) -> QRect:
    """Where the last line of `[start, end)` stands in the viewport."""
    chosen = reader.selection()
    caret = reader.caret()
    reader.blockSignals(True)
    reader.select(start, end, reveal=False)
    found = reader.selection_rect()
    reader.select(*(chosen or (caret, caret)), reveal=False)
    reader.blockSignals(False)
    return found


def track(reader: Reader, start: int, end: int, lane_top: int = 2) -> QPoint:
    """A point on the innermost track under the middle of `[start, end)`."""
    place = box(reader, start, end)
    return QPoint(place.center().x(), place.bottom() + lane_top)


def edge(reader: Reader, offset: int, *, end: bool) -> QPoint:
    """Where the mouse takes hold of the edge of a span at `offset`."""
    place = box(reader, offset - 1, offset) if end else box(reader, offset, offset + 1)
    return QPoint(place.right() if end else place.left(), place.bottom() + 3)


def send(reader: Reader, kind: QEvent.Type, place: QPoint, button, held, modifiers=PLAIN) -> None:
    viewport = reader.viewport()
    everywhere = QPointF(viewport.mapToGlobal(place))
    event = QMouseEvent(kind, QPointF(place), everywhere, button, held, modifiers)
    QApplication.sendEvent(viewport, event)


def press(reader: Reader, place: QPoint, modifiers=PLAIN) -> None:
    send(reader, QEvent.Type.MouseButtonPress, place, LEFT, LEFT, modifiers)


def move(reader: Reader, place: QPoint, *, held: bool = False, modifiers=PLAIN) -> None:
    send(reader, QEvent.Type.MouseMove, place, NONE, LEFT if held else NONE, modifiers)


def release(reader: Reader, place: QPoint, modifiers=PLAIN) -> None:
    send(reader, QEvent.Type.MouseButtonRelease, place, LEFT, NONE, modifiers)


def click(reader: Reader, place: QPoint, modifiers=PLAIN) -> None:
    press(reader, place, modifiers)
    release(reader, place, modifiers)


def double_click(reader: Reader, place: QPoint) -> None:
    click(reader, place)
    send(reader, QEvent.Type.MouseButtonDblClick, place, LEFT, LEFT)
    release(reader, place)


def drag(reader: Reader, start: QPoint, end: QPoint, modifiers=PLAIN) -> None:
    press(reader, start, modifiers)
    move(reader, (start + end) / 2, held=True, modifiers=modifiers)
    move(reader, end, held=True, modifiers=modifiers)
    release(reader, end, modifiers)


def picture(reader: Reader, area: QRect | None = None) -> QImage:
    return reader.viewport().grab(area or reader.viewport().rect()).toImage()


def changed(before: QImage, after: QImage) -> QRect:
    """The smallest box around all pixels that differ."""
    found = QRect()
    for y in range(before.height()):
        for x in range(before.width()):
            if before.pixel(x, y) != after.pixel(x, y):
                found |= QRect(x, y, 1, 1)
    return found


def coloured(image: QImage, colour: str) -> int:
    """How many pixels have this very colour."""
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )
