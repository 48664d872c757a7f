"""Rows of a list that are read from the store when they are looked at, with their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

PAGE = 64
"""Rows read from the store at a time."""

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class PagedList(QStringListModel):
    """Ids come first, all of them; the record of a row stands under `UserRole`.

    Qt's own list holds the ids: laying out ten thousand rows asks Python nothing. `fetch` gives
    records by id; ids that are gone are left out."""

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, object]]) -> None:
        super().__init__()
        self._fetch = fetch
        self._known: dict[str, object] = {}
        self._rows: dict[str, int] = {}
        self.ids: list[str] = []

    def show(self, ids: list[str]) -> None:
        self._known, self.ids = {}, ids
        self._rows = {id_: row for row, id_ in enumerate(ids)}
        self.setStringList(ids)

    def forget(self, id_: str) -> None:
        """Read a row again: what it says is something else now."""
        self._known.pop(id_, None)
        row = self.row_of(id_)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, id_: str | None) -> int:
        """-1 when there is no such row."""
        return self._rows.get(id_ or "", -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) & ~Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or role not in _ANSWERED:
            return None
        record = self.at(index.row())
        if record is None or role == Role.UserRole:
            return record
        return self.title(record) if role == Role.DisplayRole else self.said(record)

    def at(self, row: int) -> object:
        """The row's record; None for one that is gone."""
        id_ = self.ids[row]
        if id_ not in self._known:
            page = self.ids[row - row % PAGE : row - row % PAGE + PAGE]
            self._known |= self._fetch([near for near in page if near not in self._known])
        return self._known.get(id_)

    def title(self, record: object) -> str:
        """What a row is called."""
        raise NotImplementedError

    def said(self, record: object) -> str:
        """What assistive tools say of a row."""
        raise NotImplementedError


_ANSWERED = frozenset({Role.DisplayRole, Role.UserRole, Role.AccessibleTextRole})
