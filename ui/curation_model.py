"""The units of an article as rows, its readings as columns, the curator's as the last."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from model.curation import Board
from model.records import Span
from model.units import Unit
from ui import plain
from ui.case import Case
from ui.desk import Desk
from ui.standing import STANDINGS

ALL, LEFT = "all", "left"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class UnitsModel(QAbstractTableModel):
    """Rows are the board's units that are asked for."""

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self._desk, self._case = desk, case
        self._units: list[Unit] = []
        self._rows: dict[str, int] = {}
        self.board: Board | None = None

    def show(self, kind: str) -> None:
        """Show the board's units of one kind of difference, or all, or those that are left."""
        self.beginResetModel()
        self.board = self._case.board
        units = self.board.units if self.board else ()
        self._units = [unit for unit in units if _fits(unit, kind)]
        self._rows = {
            span.id: row for row, unit in enumerate(self._units)
            for span in (*unit.results, *unit.spans.values())
        }  # fmt: skip
        self.endResetModel()

    def unit(self, row: int) -> Unit:
        return self._units[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self.board else len(self.board.readings) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation != Qt.Orientation.Horizontal or not self.board:
            return None
        if section == len(self.board.readings):
            name = shown = "Your reading"
        else:
            name = self._case.name_of(self.board.readings[section].person_id)
            shown = f"{section + 1}   {name}"
        if role == Role.ToolTipRole:
            return plain.plain_tip(name)
        return shown if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole):
            return None
        if not index.isValid():
            return None
        span, stands = self.span_at(index), self.stands_at(index)
        said = self.words(span) if span else ""
        if role == Role.DisplayRole:
            return said
        told = f"{said or 'nothing'}, {STANDINGS[stands].said}" if stands else said or "nothing"
        return told if role == Role.AccessibleTextRole else plain.plain_tip(told)

    def words(self, span: Span) -> str:
        """'claim  Russia has sent …'."""
        return f"{self._desk.labels[span.label_id].name}  {' '.join(span.quote.split())}"

    def span_at(self, index: Index) -> Span | None:
        """The span of a reading, or the curator's, in a cell."""
        if not index.isValid() or self.board is None:
            return None
        unit = self._units[index.row()]
        if index.column() == len(self.board.readings):
            return unit.results[0] if unit.results else None
        return unit.spans.get(self.board.readings[index.column()].person_id)

    def stands_at(self, index: Index) -> str:
        """How the span of a cell stands; '' where there is none."""
        unit = self._units[index.row()]
        if self.board is None or index.column() == len(self.board.readings):
            return ""
        return unit.stands(self.board.readings[index.column()].person_id)

    def place_of(self, span: Span | None) -> QModelIndex | None:
        """The cell of a span."""
        row = self._rows.get(span.id) if span else None
        if row is None or span is None or self.board is None:
            return None
        people = [one.person_id for one in self.board.readings]
        unit = self._units[row]
        own = {there.id: people.index(who) for who, there in unit.spans.items()}
        return self.index(row, own.get(span.id, len(people)))


def _fits(unit: Unit, kind: str) -> bool:
    if kind == LEFT:
        return not unit.is_decided
    return kind == ALL or kind in unit.differences
