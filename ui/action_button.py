"""Buttons that never widen their pane: one for a command, with its key, and one with long words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from ui import plain

BESIDE = 4
"""Pixels between the icon and the words."""


class ActionButton(QPushButton):
    """Leaves the keys where they are when it is clicked; Tab reaches it.

    Where there is little room it leaves out first its key, then its icon, at last its words; its
    tip says all of them.
    """

    def __init__(self, action: QAction, text: str = "") -> None:
        super().__init__()
        self._action, self._text = action, text
        self._ways: tuple[tuple[str, QIcon], ...] = ()
        """What it can say, the longest first."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        return self._hint(*self._ways[0])

    def minimumSizeHint(self) -> QSize:
        return self._hint(*self._ways[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _follow(self) -> None:
        action = self._action
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words, sign = self._text or action.text(), action.icon()
        shorter = [(words, sign), (words, QIcon())]
        if not sign.isNull():
            shorter.append(("", sign))
        self._ways = ((f"{words}  {keys}".rstrip(), sign), *shorter)
        self._fit()
        self.setEnabled(action.isEnabled())
        name = action.text().replace("&&", "&")
        self.setAccessibleName(name)
        plain.explain(self, f"{name} ({keys})" if keys else name)

    def _fit(self) -> None:
        room = self.width()
        fitting = (way for way in self._ways if self._hint(*way).width() <= room)
        words, sign = next(fitting, self._ways[-1])
        self.setText(words)
        self.setIcon(sign)

    def _hint(self, words: str, sign: QIcon) -> QSize:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = words, sign
        inside = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words)
        if not sign.isNull():
            beside = BESIDE if words else 0
            inside.setWidth(inside.width() + self.iconSize().width() + beside)
            inside.setHeight(max(inside.height(), self.iconSize().height()))
        kind = QStyle.ContentsType.CT_PushButton
        return self.style().sizeFromContents(kind, option, inside, self)


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
