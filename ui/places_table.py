"""The table of places: words in the middle, what stands around them beside, keys for ticks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.chart import as_text
from ui.places_model import PlacesModel
from ui.tables import make_quiet
from ui.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
QUIET = ("article", "usual")


class PlaceCells(QStyledItemDelegate):
    """The words stand out, and what is before them ends where they begin."""

    def __init__(self, view: QTableView, model: PlacesModel) -> None:
        super().__init__(view)
        self._model = model
        self.theme = LIGHT

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == 0:
            return
        key = self._model.columns[index.column() - 1].key
        option.displayAlignment = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if key == "before" else Qt.AlignmentFlag.AlignLeft
        )
        elide = Qt.TextElideMode
        option.textElideMode = elide.ElideLeft if key == "before" else elide.ElideRight
        if key == "words":
            option.font.setBold(True)
        elif key in QUIET:
            option.palette.setColor(QPalette.ColorRole.Text, self.theme.muted)


class PlacesTable(QTableView):
    """Knows nothing of the desk: it tells what a person asks for."""

    jump_wanted = Signal(int)
    """Show the place of this row in its article."""
    label_wanted = Signal(str)
    """Label what is ticked with the label of this key, a digit."""
    accept_wanted = Signal()
    unlabel_wanted = Signal()
    left = Signal()
    """Esc: back to what asks for the places."""

    def __init__(self, model: PlacesModel, name: str) -> None:
        super().__init__()
        self.places = model
        self.setModel(model)
        self.cells = PlaceCells(self, model)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        make_quiet(self, name)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self.jump_wanted.emit(index.row()))
        self._kept: tuple[str, int, int] | None = None
        """The place that the keys were on, while the rows are exchanged."""
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._go_back)

    def set_theme(self, theme: Theme) -> None:
        self.cells.theme = theme
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        self._fit()
        self.viewport().update()

    @property
    def many_selected(self) -> int:
        """How many rows are selected."""
        chosen = self.selectionModel().selection()
        return sum(chosen.at(at).height() for at in range(chosen.count()))

    def go_first(self) -> None:
        """The keys, on the row they were on, else on the first."""
        if not self.currentIndex().isValid() and self.places.rows:
            self.setCurrentIndex(self.places.index(0, 0))
        self.setFocus()

    def sort_again(self) -> None:
        """Put rows that have come into the order that the head shows."""
        header = self.horizontalHeader()
        self.places.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, rows = Qt.Key(event.key()), self._selected()
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(rows)
        elif bare and key == Qt.Key.Key_Space:
            self.places.toggle(rows)
        elif bare and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.jump_wanted.emit(self.currentIndex().row())
        elif bare and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.unlabel_wanted.emit()
        elif bare and key == Qt.Key.Key_A:
            self.accept_wanted.emit()
        elif bare and key == Qt.Key.Key_Escape:
            self.left.emit()
        elif bare and event.text().isdigit() and event.text() != "0":
            self.label_wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, no search."""

    # ---- inside

    def _keep(self) -> None:
        at = self.currentIndex()
        self._kept = self.places.rows[at.row()].place if at.isValid() else None

    def _go_back(self) -> None:
        """To the place that the keys were on, where that is still listed."""
        if self._kept is None:
            return
        for at, row in enumerate(self.places.rows):
            if row.place == self._kept:
                self.setCurrentIndex(self.places.index(at, 0))
                return

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def _copy(self, rows: list[int]) -> None:
        columns = self.places.columns
        chosen = [[one.text(self.places.rows[at]) for one in columns] for at in rows]
        QGuiApplication.clipboard().setText(as_text([[one.title for one in columns], *chosen]))

    def _fit(self) -> None:
        """Each column as wide as it needs; the words and what is around them share the rest."""
        unit, columns = self.fontMetrics().averageCharWidth(), self.places.columns
        self.setColumnWidth(0, round(self.fontMetrics().height() * 1.7))
        left = self.viewport().width() - self.columnWidth(0)
        left = max(0, left - sum(one.width * unit for one in columns))
        shares = sum(one.share for one in columns) or 1
        for at, one in enumerate(columns, start=1):
            self.setColumnWidth(at, one.width * unit + left * one.share // shares)
