"""Where dialogs stand: over the middle of their window, and wholly on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget


def placed(wanted: QSize, over: QRect, room: QRect) -> QRect:
    """A rectangle of the size wanted, or of the room's where that is less, inside `room` and as
    nearly over the middle of `over` as that allows."""
    size = wanted.boundedTo(room.size())
    found = QRect(over.center() - QPoint(size.width() // 2, size.height() // 2), size)
    found.moveRight(min(found.right(), room.right()))
    found.moveBottom(min(found.bottom(), room.bottom()))
    found.moveLeft(max(found.left(), room.left()))
    found.moveTop(max(found.top(), room.top()))
    return found


def keep_inside(dialog: QWidget) -> None:
    """From now on `dialog` is placed when it is shown, and again when it grows or shrinks by
    itself. Where a person has moved it, it only comes back onto the screen."""
    dialog.installEventFilter(_Keeper(dialog))


class _Keeper(QObject):
    """Watches one dialog, whose child it is."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._put: QPoint | None = None
        """Where this has put it last."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._dialog:
            if event.type() == QEvent.Type.Show:
                self._put = None
                self._place()
            elif _by_itself(event) and self._dialog.isVisible():
                self._place()
        return False

    def _place(self) -> None:
        dialog, screen = self._dialog, self._screen()
        if screen is None:
            return
        frame = _frame(dialog)
        room = screen.availableGeometry().marginsRemoved(frame)
        moved = self._put is not None and dialog.geometry().topLeft() != self._put
        parent = dialog.parentWidget()
        over = parent.window().geometry() if parent is not None else room
        wanted = placed(dialog.size(), dialog.geometry() if moved else over, room)
        if wanted.size() != dialog.size():
            dialog.resize(wanted.size())
        self._put = wanted.topLeft()
        if dialog.geometry().topLeft() != self._put:
            dialog.move(self._put - QPoint(frame.left(), frame.top()))

    def _screen(self) -> QScreen | None:
        parent = self._dialog.parentWidget()
        return (parent or self._dialog).screen()


def _by_itself(event: QEvent) -> bool:
    """Whether the program resized it, and not a person's hand on its edge."""
    return event.type() == QEvent.Type.Resize and not event.spontaneous()


def _frame(dialog: QWidget) -> QMargins:
    """What the window manager draws around a dialog, as it does around the window behind."""
    shown, parent = dialog, dialog.parentWidget()
    if dialog.frameGeometry() == dialog.geometry() and parent is not None:
        shown = parent.window()
    inner, outer = shown.geometry(), shown.frameGeometry()
    return QMargins(inner.left() - outer.left(), inner.top() - outer.top(),
                    outer.right() - inner.right(), outer.bottom() - inner.bottom())  # fmt: skip
