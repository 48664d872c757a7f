"""The history of one row in the inspector: who changed what, when; closed until asked for."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from model import audit
from model.store import Store
from ui import plain
from ui.dialog import emptied

MOST = 40


class History(QWidget):
    """A heading that opens and closes a list of plain lines."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = QToolButton(checkable=True, text="History")
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setArrowType(Qt.ArrowType.RightArrow)
        self.heading.toggled.connect(self._toggle)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(8, 0, 0, 0)
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._lines)
        self._of: tuple[Store, str] | None = None

    def show_row(self, store: Store, row_id: str) -> None:
        self._of = (store, row_id)
        self._fill()

    def _toggle(self, shown: bool) -> None:
        self.heading.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._fill()

    def _fill(self) -> None:
        emptied(self._lines)
        if self._of is None or not self.heading.isChecked():
            return
        store, row_id = self._of
        for entry in audit.of_row(store, row_id, most=MOST):
            when = datetime.fromisoformat(entry.at).astimezone()
            line = f"{when:%Y-%m-%d %H:%M}  {entry.person}: {entry.title}"
            self._lines.addWidget(plain.selectable(line))
            for detail in entry.details:
                self._lines.addWidget(plain.selectable(detail, name="note"))
