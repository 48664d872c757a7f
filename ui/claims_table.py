"""The claims table itself: keys, columns that fit the pane, and what is copied."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ui.claims_cells import ClaimCells
from ui.claims_columns import CLAIM, COLUMNS, KEYS, LEAST_CLAIM, of_themselves, text_of
from ui.claims_model import ClaimsModel
from ui.qt import introduce_viewport
from ui.tables import make_quiet
from ui.theme import Theme

NARROWEST = 24
ASKED = QAbstractItemView.EditTrigger


class ClaimsTable(QTableView):
    """Knows nothing of the desk: it tells what a person asks for."""

    jump_wanted = Signal()
    delete_wanted = Signal()
    columns_wanted = Signal(QPoint)
    nothing_to_edit = Signal()
    """A person wants to write into a cell, and no column shown can be written in."""
    sorted_by = Signal(str, bool)
    """A column's key, and whether it runs backwards."""

    def __init__(self, model: ClaimsModel) -> None:
        super().__init__()
        self.claims = model
        self.hovered = -1
        """The row under the mouse."""
        self._chosen: dict[str, bool] = {}
        """The columns that a person has shown or hidden."""
        self._whole_project = False
        self.setModel(model)
        self.cells = ClaimCells(self, lambda: self.hovered)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(ASKED.DoubleClicked | ASKED.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        make_quiet(self, "Claims")
        introduce_viewport(self)
        self.setMouseTracking(True)
        self.verticalHeader().setMinimumSectionSize(NARROWEST)
        self._prepare_columns()
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    def _prepare_columns(self) -> None:
        header = self.horizontalHeader()
        _set_up(header)
        header.customContextMenuRequested.connect(
            lambda at: self.columns_wanted.emit(header.mapToGlobal(at))
        )
        header.sortIndicatorChanged.connect(self._sort)
        for section, column in enumerate(COLUMNS):
            self.setColumnWidth(section, column.width)
        self.show_scope(whole_project=False)

    def set_theme(self, theme: Theme) -> None:
        self.cells.set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(self.cells.row_height(self.font()))
        self.viewport().update()

    # ---- columns

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        key = KEYS[section] if section >= 0 else "place"
        self.sorted_by.emit(key, order == Qt.SortOrder.DescendingOrder and section >= 0)

    def show_column(self, key: str, shown: bool) -> None:
        """What a person chooses stays, whatever the scope."""
        self._chosen[key] = shown
        self.setColumnHidden(KEYS.index(key), not shown)
        self.fit()

    def show_scope(self, *, whole_project: bool) -> None:
        """Show the columns that are needed there, as far as nobody has chosen otherwise."""
        self._whole_project = whole_project
        usual = of_themselves(whole_project=whole_project)
        for at, key in enumerate(KEYS):
            self.setColumnHidden(at, at != CLAIM and not self._chosen.get(key, key in usual))
        self.fit()

    def fit(self) -> None:
        """Give the claim's own words what room the other columns leave."""
        others = sum(self.columnWidth(at) for at in range(len(COLUMNS)) if at != CLAIM)
        room = self.viewport().width() - others
        self.setColumnWidth(CLAIM, max(LEAST_CLAIM, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def layout_state(self) -> list[dict[str, object]]:
        """The columns in their order, with width, whether they are shown, and by whose choice."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(len(COLUMNS)))
        found = []
        for at in order:
            hidden = self.isColumnHidden(at)
            self.setColumnHidden(at, False)
            found.append({"key": KEYS[at], "width": self.columnWidth(at), "shown": not hidden,
                          "chosen": KEYS[at] in self._chosen})  # fmt: skip
            self.setColumnHidden(at, hidden)
        return found

    def restore_layout(self, columns: Iterable[dict[str, object]]) -> None:
        """Put the columns as they were; what is not understood is left as it is."""
        header = self.horizontalHeader()
        for place, kept in enumerate(columns):
            with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
                at = KEYS.index(str(kept["key"]))
                header.moveSection(header.visualIndex(at), place)
                self.setColumnWidth(at, max(NARROWEST, min(2000, int(str(kept["width"])))))
                shown = bool(kept["shown"])
                if kept.get("chosen", shown != COLUMNS[at].shown):
                    self._chosen[KEYS[at]] = shown
        self.show_scope(whole_project=self._whole_project)

    # ---- rows

    def chosen_ids(self) -> list[str]:
        """The claims of the selected rows, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows(0))
        return [self.claims.ids[row] for row in rows]

    def is_chosen(self, rows: Sequence[int]) -> bool:
        """Whether the row in hand is selected, and one of these."""
        now = self.currentIndex()
        return now.row() in rows and self.selectionModel().isSelected(now)

    def choose_row(self, row: int) -> None:
        """Select one row and show it; -1 selects nothing. The column in hand stays."""
        selection = self.selectionModel()
        if row < 0:
            selection.clearSelection()
            return
        column = self.currentIndex().column()
        shown = column if column >= 0 and not self.isColumnHidden(column) else CLAIM
        index = self.claims.index(row, shown)
        flag = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        left = self.horizontalScrollBar().value()
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.horizontalScrollBar().setValue(left)

    def copy(self) -> None:
        """The selected rows as text, a tab between cells, as spreadsheets take it."""
        header = self.horizontalHeader()
        visual = (header.logicalIndex(place) for place in range(len(COLUMNS)))
        shown = [KEYS[at] for at in visual if not self.isColumnHidden(at)]
        rows = sorted(index.row() for index in self.selectionModel().selectedRows(0))
        found = (self.claims.at(row) for row in rows)
        lines = [
            "\t".join(safe(text_of(row, key)) if key not in row.hollow else "" for key in shown)
            for row in found
            if row
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _editing(self):
            self.jump_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not _editing(self):
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def edit(self, index: QModelIndex, *how: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        """F2 where nothing can be typed goes on to the next cell of the row where something can."""
        fitting, asked = self._next_editable(index), how[0] if how else None
        if asked in (ASKED.DoubleClicked, ASKED.EditKeyPressed) and not fitting.isValid():
            self.nothing_to_edit.emit()
        elif asked == ASKED.EditKeyPressed and fitting != index:
            index = fitting
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        return super().edit(index, *how)

    def _next_editable(self, index: QModelIndex) -> QModelIndex:
        header = self.horizontalHeader()
        places = [*range(header.visualIndex(index.column()), len(COLUMNS)), *range(len(COLUMNS))]
        columns = map(header.logicalIndex, places)
        fitting = (at for at in columns if COLUMNS[at].edits and not self.isColumnHidden(at))
        return index.siblingAtColumn(next(fitting, -1))

    def keyboardSearch(self, search: str) -> None:
        """Letters do not jump: looking through every row would read the whole project."""

    def context_menu(self) -> QMenu:
        """What can be done with the selected rows; the view adds what needs the desk."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show in the article\tEnter", self.jump_wanted.emit)
        menu.addAction("Copy rows\tCtrl+C", self.copy)
        return menu


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    flat = " ".join(cell.split())
    return f"'{flat}" if flat[:1] in tuple("=+-@") else flat


def _set_up(header: QHeaderView) -> None:
    """Its sections can be moved, and asked for an order that is let go of again."""
    header.setSectionsMovable(True)
    header.setMinimumSectionSize(NARROWEST)
    header.setSectionsClickable(True)
    header.setSortIndicatorShown(True)
    header.setSortIndicatorClearable(True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


def _editing(table: QTableView) -> bool:
    return table.state() == QAbstractItemView.State.EditingState
