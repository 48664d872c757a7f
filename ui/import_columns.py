"""Which column of a table holds what: a choice for each field, above the table's first rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from model.choices import file_called
from ui import plain

FIELDS = {
    "text": "Text", "title": "Title", "source": "Source", "date": "Date", "language": "Language",
    "note": "Note",
}  # fmt: skip
NONE = "no column"
IN_A_ROW = 3
MOST_ROWS = 3
FIT = 6
"""Columns that share the width; more than these are scrolled."""


class ImportColumns(QFrame):
    """Hidden until a table is shown."""

    changed = Signal()
    """A person has chosen another column."""

    def __init__(self) -> None:
        super().__init__(objectName="card")
        self.path: Path | None = None
        self.head = plain.label(name="heading", wrap=True)
        self.fields = {field: QComboBox() for field in FIELDS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for at, (field, box) in enumerate(self.fields.items()):
            row, column = divmod(at, IN_A_ROW)
            caption = plain.label(FIELDS[field], name="muted")
            caption.setBuddy(box)
            box.setAccessibleName(f"Column of the {FIELDS[field].lower()}")
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(10)
            box.activated.connect(lambda _: self.changed.emit())
            grid.addWidget(caption, row, 2 * column)
            grid.addWidget(box, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        self.table = QTableWidget(editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName("The first rows of the table")
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 12)
        outer.setSpacing(8)
        outer.addWidget(self.head)
        outer.addLayout(grid)
        outer.addWidget(self.table)
        self.hide()

    def show_table(self, path: Path, columns: Mapping[str, Any]) -> None:
        """Offer the columns of the file at `path`, as `Found.columns` has them."""
        self.path = path
        names = [str(name) for name in columns["names"]]
        self.head.setText(f"Columns of {file_called(path)}")
        for field, box in self.fields.items():
            box.clear()
            box.addItem(NONE, "")
            for name in names:
                box.addItem(name, name)
            box.setCurrentIndex(max(box.findData(columns["guess"].get(field, "")), 0))
        rows = columns["rows"][:MOST_ROWS]
        self.table.setColumnCount(len(names))
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels(names)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row[: len(names)]):
                self.table.setItem(at, column, QTableWidgetItem(" ".join(str(cell).split())))
        across = self.table.horizontalHeader()
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionResizeMode(
            QHeaderView.ResizeMode.Stretch
            if len(names) <= FIT
            else QHeaderView.ResizeMode.Interactive
        )
        down = self.table.verticalHeader().defaultSectionSize()
        bar = 0 if len(names) <= FIT else self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(across.sizeHint().height() + len(rows) * down + bar + 2)
        self.show()

    def chosen(self) -> dict[str, str]:
        """The column of each field; '' for a field that none holds."""
        return {field: str(box.currentData() or "") for field, box in self.fields.items()}
