"""The figures that were compared, as groups with what stands in each."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QTreeWidget

from ui.plain import plain_tip

COLUMNS = ("Figure", "In the text", "Who", "Article", "Date")
WORDS = 1
FITTED = {0: (28, 0.25), 2: (24, 0.18), 3: (28, 0.2), 4: (13, 0.15)}
"""By column: characters, and share of the width, that it has at most; the words take the rest."""


class FiguresTree(QTreeWidget):
    """Enter activates a figure, Esc leaves; what is cut off is told by a tip."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setHeaderLabels(COLUMNS)
        self.setAccessibleName("Figures that stand in several places")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        unit, wide = self.fontMetrics().averageCharWidth(), self.viewport().width()
        for column, (most, share) in FITTED.items():
            self.setColumnWidth(column, min(most * unit, round(wide * share)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        asked = cast(QHelpEvent, event)
        item = self.itemAt(asked.pos())
        text = item.text(self.columnAt(asked.pos().x())) if item is not None else ""
        QToolTip.showText(asked.globalPos(), plain_tip(text), self)
        return True
