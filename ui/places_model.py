"""Places of articles as rows of a table: their words in context, what they carry, a tick each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from model.concordance import Hit, Place
from ui.places_order import ordered
from ui.plain import plain_tip
from ui.steps import Stepper

if TYPE_CHECKING:
    from model.consistency import Group

Index = QModelIndex | QPersistentModelIndex
Ordering = Qt.SortOrder
NEAR = ("before", "words", "after")
"""The columns that are read as one: the words and what is around them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place; `group` says how its words are labelled elsewhere."""

    hit: Hit
    group: Group | None = None
    place: Place = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", (self.hit.article_id, self.hit.start, self.hit.end))


class Column(NamedTuple):
    key: str
    title: str
    text: Callable[[Row], str]
    width: int
    """In characters, at least."""
    order: Callable[[Row], str] | None = None
    """What rows are sorted by, when that is not the text."""
    share: int = 0
    """Of the room that is left, beside the shares of the others."""


class PlacesModel(QAbstractTableModel):
    """The first column holds the ticks. The row stands under `Qt.UserRole`."""

    ticked = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = columns
        self.rows: list[Row] = []
        self._ticked: set[Place] = set()
        self._sorting = Stepper(self)
        self._wanted = (0, Ordering.AscendingOrder)
        """The column, and the order, that rows are being sorted by."""

    # ---- rows

    def show(self, rows: Iterable[Row] = ()) -> None:
        """Other rows; those that were ticked stay so, as far as they are among them."""
        was_sorting = self.sorting
        self._sorting.stop()
        self.beginResetModel()
        self.rows = list(rows)
        self._ticked &= {row.place for row in self.rows}
        self.endResetModel()
        self.ticked.emit()
        if was_sorting:
            self.sort(*self._wanted)

    def add(self, rows: Sequence[Row]) -> None:
        """More rows, at the end; what is being sorted is left as it is."""
        if rows:
            self._sorting.stop()
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def put(self, at: int, hit: Hit) -> None:
        """Show what a place carries now."""
        self.rows[at] = replace(self.rows[at], hit=hit)
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns)))

    def drop(self, article_ids: set[str]) -> None:
        """Leave out the places of articles that are gone."""
        kept = [row for row in self.rows if row.hit.article_id not in article_ids]
        if len(kept) < len(self.rows):
            self.show(kept)

    # ---- ticks

    @property
    def chosen(self) -> list[Row]:
        """The rows with a tick, in their order."""
        return [row for row in self.rows if row.place in self._ticked]

    @property
    def many_chosen(self) -> int:
        return len(self._ticked)

    def toggle(self, places: Sequence[int]) -> None:
        """Tick these rows; untick them when all of them are ticked."""
        rows = {self.rows[at].place for at in places}
        if rows <= self._ticked:
            self._ticked -= rows
        else:
            self._ticked |= rows
        self._tell()

    def tick_all(self, ticked: bool) -> None:
        self._ticked = {row.place for row in self.rows} if ticked else set()
        self._tell()

    def _tell(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0),
                                  [Qt.ItemDataRole.CheckStateRole])  # fmt: skip
        self.ticked.emit()

    # ---- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> object:  # fmt: skip
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            before = section and self.columns[section - 1].key == "before"
            side = Qt.AlignmentFlag.AlignRight if before else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section - 1].title if section else ""
        if role == Qt.ItemDataRole.AccessibleTextRole and not section:
            return "Ticked"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if index.column() == 0:
            return self._tick(row, role)
        text = self.columns[index.column() - 1].text
        if role == Qt.ItemDataRole.DisplayRole:
            return text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text(row).strip())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle([index.row()])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        plain = flag.ItemIsEnabled | flag.ItemIsSelectable
        return plain | flag.ItemIsUserCheckable if index.column() == 0 else plain

    @property
    def sorting(self) -> bool:
        return self._sorting.running

    def sort(self, column: int, order: Ordering = Ordering.AscendingOrder) -> None:
        """Rows that are equal in the column keep their order. Many are sorted in short steps."""
        self._sorting.stop()
        if column > 0:
            self._wanted = (column, order)
            self._sorting.begin(self._sort(self.columns[column - 1], order))

    def _sort(self, column: Column, order: Ordering) -> Iterator[None]:
        key = column.order or (lambda row: column.text(row).casefold().strip())
        descending = order == Ordering.DescendingOrder
        self._rearrange((yield from ordered(self.rows, key, descending=descending)))

    def _rearrange(self, order: Sequence[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        now_at = dict(zip(order, range(len(order)), strict=True))
        self.rows = [self.rows[at] for at in order]
        known = self.persistentIndexList()
        self.changePersistentIndexList(
            known, [self.index(now_at[index.row()], index.column()) for index in known]
        )
        self.layoutChanged.emit()

    def _tick(self, row: Row, role: int) -> object:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.place in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            hit = row.hit
            said = (f"{one.title}: {one.text(row) or 'nothing'}" for one in self.columns
                    if one.key not in NEAR)  # fmt: skip
            around = f"{hit.before[-40:]} {hit.words} {hit.after[:40]}"
            return "; ".join((" ".join(around.split()), *said))
        return None
