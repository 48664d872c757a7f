"""What the claims pane says instead of an empty table, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import plain
from ui.desk import Desk


class ClaimsEmpty(QWidget):
    """A sentence or two, and a button where one helps."""

    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = plain.label(name="empty", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.clear = QPushButton("Clear search and filters")
        self.clear.clicked.connect(self.clear_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.words)
        below = QHBoxLayout()
        below.setContentsMargins(10, 0, 10, 0)
        below.addWidget(self.clear)
        below.addStretch(1)
        column.addLayout(below)
        column.addStretch(1)

    def explain(self, desk: Desk, hidden: int, *, whole_project: bool) -> None:
        """Say why there is no row; `hidden` claims do not fit what is asked for."""
        self.clear.setVisible(hidden > 0)
        self.words.setText(why(desk, hidden, whole_project=whole_project))


def why(desk: Desk, hidden: int, *, whole_project: bool) -> str:
    if desk.store is None:
        return "No project is open."
    if hidden:
        return "No claim fits the search and the filters."
    labels = [one for one in desk.labels.values() if one.role == "claim" and not one.retired]
    if not labels:
        return "No label stands for claims. Give one the role “claim” in the label editor."
    if not whole_project and desk.article_id is None:
        return "No article is open. Choose one in the library."
    press = f"press {labels[0].key}" if labels[0].key else f"label them “{labels[0].name}”"
    where = "anywhere in this project" if whole_project else "in this article"
    return f"No claims {where} yet.\n\nMark a claim: select its words and {press}."
