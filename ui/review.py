"""The Review workspace: what waits for a reviewer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import plain
from ui.desk import Desk
from ui.theme import Theme


class ReviewPage(QWidget):
    """Follows the desk; made when it is first shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Review")
        column = QVBoxLayout(self)
        column.addWidget(
            plain.label("Nothing waits for review.", name="empty"), 0, Qt.AlignmentFlag.AlignTop
        )

    def set_theme(self, theme: Theme) -> None:
        """Draw anew what was drawn in the theme before."""

    def focus_first(self) -> None:
        self.setFocus()

    def focus_next(self) -> None:
        self.setFocus()
