"""The rows of the claims table for Qt: a list of ids, and the pages of rows lately looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from model.records import ClaimRow
from ui.claims_columns import COLUMNS, text_of
from ui.plain import plain_tip

PAGE = 32
"""Rows read at a time: three to four panes' full, in a millisecond or two."""

MOST_PAGES = 64
MOST_MOVED = 2000
"""Rows that may come and go one by one; beyond that the table is shown anew."""

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[str]], list[ClaimRow]]


class ClaimsModel(QAbstractTableModel):
    """The `ClaimRow` itself stands under `Qt.UserRole`."""

    edited = Signal(str, str, str)
    """A person typed into a cell: the claim's id, the column's key, the new value."""

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._fetch = fetch
        self._pages: OrderedDict[int, dict[str, ClaimRow]] = OrderedDict()
        self.ids: list[str] = []
        self.writable = False

    # ---- what is shown

    def show(self, ids: list[str]) -> None:
        """Show these claims instead; rows that stay keep their selection."""
        self.splice(0, len(self.ids), ids)

    def splice(self, first: int, count: int, fresh: list[str]) -> None:
        """Show `fresh` instead of `count` rows from `first` on; the others are left alone."""
        old = self.ids[first : first + count]
        head = _common(old, fresh)
        tail = _common(old[head:][::-1], fresh[head:][::-1])
        gone, new = len(old) - head - tail, len(fresh) - head - tail
        at, rest = first + head, self.ids[first + len(old) - tail :]
        ids = self.ids[:at] + fresh[head : head + new] + rest
        self._pages.clear()
        if gone + new > MOST_MOVED:
            self.beginResetModel()
            self.ids = ids
            self.endResetModel()
            return
        if gone:
            self.beginRemoveRows(QModelIndex(), at, at + gone - 1)
            self.ids = self.ids[:at] + rest
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), at, at + new - 1)
            self.ids = ids
            self.endInsertRows()
        self.forget()

    def forget(self) -> None:
        """Read the rows again when they are next looked at."""
        self._pages.clear()
        if self.ids:
            last = self.index(len(self.ids) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_of(self, span_id: str) -> int:
        """Where a claim stands; -1 when it is not shown."""
        try:
            return self.ids.index(span_id)
        except ValueError:
            return -1

    def at(self, row: int) -> ClaimRow | None:
        """The row, from a page read before or now; None for a claim that is gone."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self.ids[number * PAGE : (number + 1) * PAGE]
            page = self._pages[number] = {one.span_id: one for one in self._fetch(wanted)}
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self.ids[row])

    # ---- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> object:  # fmt: skip
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _ANSWERED:
            return None
        row = self.at(index.row())
        if row is None or role == Qt.ItemDataRole.UserRole:
            return row
        key = COLUMNS[index.column()].key
        if role == Qt.ItemDataRole.EditRole:
            return str(getattr(row, key, ""))
        shown = text_of(row, key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown) if len(shown) > 8 else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            hollow = key in row.hollow or (row.proposed and index.column() == 0)
            proposed = "Suggested. " if hollow else ""
            return f"{proposed}{COLUMNS[index.column()].title}: {shown or 'empty'}"
        return shown

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.writable and COLUMNS[index.column()].edits:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        new = str(value).strip()
        if new == self.data(index, role):
            return False
        self.edited.emit(self.ids[index.row()], COLUMNS[index.column()].key, new)
        return True


_ANSWERED = frozenset({
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole,
})  # fmt: skip


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many ids the two begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
