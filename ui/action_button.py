"""Buttons that never widen their pane: one for a command, with its key, and one with long words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import plain


class ActionButton(QPushButton):
    """Leaves the keys where they are when it is clicked; Tab reaches it."""

    def __init__(self, action: QAction, text: str = "") -> None:
        super().__init__()
        self._action, self._text = action, text
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{self._text or action.text()}  {keys}".rstrip())
        self.setIcon(action.icon())
        self.setEnabled(action.isEnabled())
        name = action.text().replace("&&", "&")
        self.setAccessibleName(name)
        plain.explain(self, f"{name} ({keys})" if keys else name)


class ElidedButton(QPushButton):
    """Says as much of its words as there is room for."""

    def __init__(self, words: str, *, name: str = "") -> None:
        super().__init__(objectName=name)
        self._words = words
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        plain.explain(self, words)
        self.setAccessibleName(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * self.fontMetrics().height()
        fitting = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(fitting.replace("&", "&&"))
