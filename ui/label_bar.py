"""The small bar of labels that appears at a selection made with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from model.records import Label
from ui.icons import icon
from ui.theme import Theme, tones

GAP = 6


class LabelBar(QFrame):
    """A button per label; never takes the focus, so that the keys still work."""

    picked = Signal(object)
    """A `Label`."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setObjectName("labelBar")
        self.setAccessibleName("Labels for the selection")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 4, 4, 4)
        self._row.setSpacing(2)
        self.hide()

    def offer(self, labels: list[Label], theme: Theme) -> None:
        """Hold these labels from now on, in their order."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for label in labels:
            self._row.addWidget(self._button(label, theme))
        self.adjustSize()

    def show_at(self, selection: QRect) -> None:
        """Below the selection's end, or above it when there is no room; inside the pane."""
        self.adjustSize()
        room = self._viewport.rect()
        x = min(max(GAP, selection.right() - self.width() // 2), room.width() - self.width() - GAP)
        y = selection.bottom() + GAP
        if y + self.height() > room.height():
            y = selection.top() - self.height() - GAP
        self.move(QPoint(max(GAP, x), max(GAP, y)))
        self.show()
        self.raise_()

    def _button(self, label: Label, theme: Theme) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        shown = label.name.replace("&", "&&")
        button.setText(f"{shown}  {label.key}" if label.key else shown)
        button.setIcon(icon(label.icon, theme, colour=tones(label.colour, theme).line))
        button.setAccessibleName(f"Mark as {label.name}")
        button.clicked.connect(lambda: self.picked.emit(label))
        return button
