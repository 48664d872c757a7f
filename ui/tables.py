"""What all tables of Attesta have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView


def make_quiet(table: QTableView, name: str = "") -> None:
    """A table without grid, row heads and corner, which Tab leaves; `name` is read aloud."""
    if name:
        table.setAccessibleName(name)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
