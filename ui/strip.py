"""A strip below the article: a heading, a hint, buttons, and a list that keys walk through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from ui import plain
from ui.desk import Desk
from ui.theme import Theme

GAP = 12
"""Pixels between the heading and the hint beside it."""


class StripList(QListWidget):
    """Rows, shortened to a line unless they wrap. Enter, and the letter that opened the strip,
    confirm; Esc leaves."""

    confirmed = Signal()
    dismissed = Signal()
    focused = Signal(bool)

    def __init__(self, name: str, letter: Qt.Key | None = None) -> None:
        super().__init__()
        self._most = 1
        self._confirming = (Qt.Key.Key_Return, Qt.Key.Key_Enter, letter)
        self.setAccessibleName(name)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self, most: int) -> None:
        """Be as high as the rows, or about `most` lines."""
        self._most = most
        self.doItemsLayout()
        shown = range(min(self.count(), most))
        high = sum(self.visualItemRect(self.item(at)).height() for at in shown)
        room = most * (self.fontMetrics().height() + 8)
        self.setFixedHeight(min(high, room) + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(self._most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plainly = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        )  # fmt: skip
        if plainly and event.key() in self._confirming:
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class Strip(QFrame):
    """Hidden until there is something to say; its list is `list`. The hint stands beside the
    heading, or below it where that leaves no room for the whole of both."""

    def __init__(self, desk: Desk, name: str, letter: Qt.Key | None = None) -> None:
        super().__init__(objectName="strip")
        self.setAccessibleName(name)
        self.desk = desk
        self.heading = plain.label(name="section")
        self.hint = plain.label(name="note")
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self.heading)
        self._words.addWidget(self.hint, 1)
        self._buttons: list[QPushButton] = []
        self.list = StripList(name, letter)
        self.head = QHBoxLayout()
        self.head.setSpacing(GAP)
        self.head.addLayout(self._words, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 6, 12, 8)
        self.column.setSpacing(4)
        self.column.addLayout(self.head)
        self.column.addWidget(self.list)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw anew what was drawn in the theme before."""

    def add_button(self, text: str) -> QPushButton:
        """A button at the right of the heading, which leaves the keys where they are."""
        button = QPushButton(text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head.addWidget(button)
        self._buttons.append(button)
        return button

    def focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_strip(self) -> None:
        """Go away; keys that were here go back to the article."""
        had_keys = self.list.hasFocus()
        self.hide()
        if had_keys and self.desk.frame is not None:
            self.desk.frame.focus_pane("reader")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the words or the buttons have changed
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        sides = self.column.contentsMargins()
        shown = [button for button in self._buttons if not button.isHidden()]
        room = self.width() - sides.left() - sides.right()
        room -= sum(button.sizeHint().width() + GAP for button in shown)
        words = (self.heading, self.hint)
        wanted = sum(text.fontMetrics().horizontalAdvance(text.text()) for text in words)
        beside = wanted + GAP <= room
        way = QBoxLayout.Direction
        self._words.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._words.setSpacing(GAP if beside else 2)
        for text in words:
            text.setWordWrap(not beside)
