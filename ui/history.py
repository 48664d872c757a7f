"""The newest edits of the project: what was done, by whom, when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from model import audit
from model.audit import Entry
from model.plurals import many
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.tables import make_quiet

Index = QModelIndex | QPersistentModelIndex

MOST = 1_000
HEADINGS = ("When", "Who", "What")


class Entries(QAbstractTableModel):
    """The entries that hold the words looked for, the newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[Entry] = []
        self.shown: list[Entry] = []

    def take(self, entries: list[Entry]) -> None:
        self._all = entries

    def look_for(self, words: str) -> None:
        wanted = words.casefold().split()
        self.beginResetModel()
        self.shown = [
            entry for entry in self._all
            if all(word in f"{entry.title} {entry.person}".casefold() for word in wanted)
        ]  # fmt: skip
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self.shown[index.row()]
        return (moment(entry.at), entry.person, entry.title)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None


class HistoryDialog(Dialog):
    """A searchable list; it follows the work that goes on beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "History")
        self.search = QLineEdit(placeholderText="Find in the history", clearButtonEnabled=True)
        self.search.setAccessibleName("Find in the history")
        self.entries = Entries(self)
        self.table = QTableView(alternatingRowColors=True)
        self.table.setModel(self.entries)
        make_quiet(self.table, "Edits, the newest first")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.count = plain.label(name="note")
        for part in (self.search, self.table, self.count):
            self.column.addWidget(part)
        self.add_button("Close", self.close, default=True)
        self.search.textChanged.connect(self._look)
        desk.changed.connect(self.refresh)
        self.refresh()
        for column in (0, 1):
            self.table.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.ResizeToContents
            )
        self.want_size(88, 30)
        self.search.setFocus()

    def refresh(self) -> None:
        self.entries.take(audit.newest(self.desk.project, most=MOST))
        self._look()

    def _look(self) -> None:
        self.entries.look_for(self.search.text())
        shown = len(self.entries.shown)
        cut = f"The newest {MOST:,} edits are listed." if shown >= MOST else ""
        self.count.setText(cut or many(shown, "edit"))


def moment(at: str) -> str:
    """A UTC moment of the log as the clock on the wall shows it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d  %H:%M:%S}"
