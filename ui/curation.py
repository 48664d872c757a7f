"""Curation: the units of an article as a table, a column a reading, the curator's as the last."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.differences import KINDS
from ui import plain, taking
from ui.action_button import ActionButton
from ui.actions import Actions
from ui.case import Case
from ui.curation_cells import UnitCells
from ui.curation_merge import MergeForm
from ui.curation_model import ALL, LEFT, UnitsModel
from ui.desk import Desk
from ui.fields import Selector
from ui.tables import make_quiet
from ui.theme import Theme

ALL_DECIDED = "Every unit is decided. Ctrl+Enter approves the article as gold."
NONE_SHOWN = "No unit of this kind."
NARROWEST = 13
"""Characters that the choice of units needs at least."""
BUTTONS = (("take.agreed", "Agreed"), ("take.label", "Label"), ("merge", "Merge…"))


class UnitsTable(QTableView):
    """Enter takes the version in hand; arrows walk units and readings."""

    def __init__(self, units: UnitsModel, case: Case) -> None:
        super().__init__()
        self._units, self._case = units, case
        self.setModel(units)
        self.cells = UnitCells(self, units)
        self.setItemDelegate(self.cells)
        # All cells of the row that is left, and of the one that is come to, are drawn otherwise.
        self.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        make_quiet(self, "Units of the readings")
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_theme(self, theme: Theme) -> None:
        self.cells.theme = theme
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, no search."""


class Curation(QWidget):
    """Shown where an article has several finished readings; in step with the case both ways."""

    def __init__(self, desk: Desk, case: Case, actions: Actions) -> None:
        super().__init__()
        self._desk, self._case = desk, case
        self._following = False
        self.units = UnitsModel(desk, case)
        self.table = UnitsTable(self.units, case)
        self.shown = Selector("Units to show")
        self.shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shown.setMinimumWidth(NARROWEST * self.fontMetrics().averageCharWidth())
        for text, kind in ((("All units", ALL), ("Not decided yet", LEFT),
                            *((f"Different by {kind}", kind) for kind in KINDS))):  # fmt: skip
            self.shown.addItem(text, kind)
        self.count = plain.label(name="note")
        self.empty = plain.label(name="empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.merge = MergeForm(desk, case)
        self._arrange(actions)
        self.shown.activated.connect(lambda _: self._fill())
        self.shown.left.connect(self.focus_table)
        self.table.selectionModel().currentChanged.connect(lambda now, _: self._reveal(now))
        self.table.doubleClicked.connect(self._take)
        case.changed.connect(self._follow)
        case.asked.connect(lambda what: self.merge.ask() if what == "merge" else None)
        self.hide()

    def _arrange(self, actions: Actions) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(8)
        row.addWidget(self.shown)
        row.addWidget(self.count, 1)
        for id_, text in BUTTONS:
            row.addWidget(ActionButton(actions[id_], text))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.merge)
        column.addWidget(self._stack, 1)

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    def focus_table(self) -> None:
        self.table.setFocus()

    # ---- in step with the case

    def _fill(self) -> None:
        self.units.show(str(self.shown.currentData()))
        self._follow()

    def _follow(self) -> None:
        board = self._case.board
        self._following = True
        try:
            if self.units.board is not board:
                self.units.show(str(self.shown.currentData()))
                self.count.setText(f"{len(board.left):,} of {len(board.units):,} left"
                                   if board is not None else "")  # fmt: skip
            self.setVisible(board is not None and self._desk.reviewing)
            if board is None:
                return
            some = bool(self.units.rowCount())
            self.empty.setText(NONE_SHOWN if board.left else ALL_DECIDED)
            self._stack.setCurrentIndex(0 if some else 1)
            place = self.units.place_of(self._case.span)
            if place is not None and place != self.table.currentIndex():
                self.table.setCurrentIndex(place)
                self.table.scrollTo(place)
        finally:
            self._following = False

    def _reveal(self, index: QModelIndex | QPersistentModelIndex) -> None:
        span = self.units.span_at(index)
        if span is not None and not self._following:
            self._case.look(span.id)

    def _take(self, index: QModelIndex) -> None:
        span = self.units.span_at(index)
        if span is not None and self._desk.writable:
            taking.take_span(self._desk, span)
