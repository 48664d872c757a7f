"""The matrix of agreement: a row and a column a person, a cell a pair."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui.chart import as_text
from ui.plain import plain_tip
from ui.theme import LIGHT, Theme, mix

LONGEST = 16
"""Characters of a name that are shown; a tip has the whole."""
SHOWN = 3
"""Rows for which there is always room."""
STRONGEST = 0.34
"""Share of the accent in the ground of a pair that agrees wholly: text still reads on it."""


class Matrix(QTableWidget):
    """Enter or a double click on a cell asks for the disagreements of its pair."""

    pair_wanted = Signal(str, str)
    pair_chosen = Signal(str, str)
    """The cell that has the keys is another: the names of its pair, or '' for the diagonal."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._names: list[str] = []
        self._values: dict[tuple[str, str], tuple[float | None, int]] = {}
        self.setAccessibleName("Agreement of pairs")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setDefaultAlignment(
                Qt.AlignmentFlag.AlignCenter
                if header is self.horizontalHeader()
                else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.cellDoubleClicked.connect(lambda *_: self._ask())
        self.currentCellChanged.connect(lambda *_: self.pair_chosen.emit(*self.pair))

    def show_pairs(
        self, names: list[str], values: dict[tuple[str, str], tuple[float | None, int]]
    ) -> None:
        """`values` have a coefficient, or None, and the number of units, by pair of names."""
        here = self.currentRow(), self.currentColumn()
        self._names, self._values = names, values
        self.blockSignals(True)
        self.setRowCount(len(names))
        self.setColumnCount(len(names))
        for at, name in enumerate(names):
            self.setHorizontalHeaderItem(at, _head(name))
            self.setVerticalHeaderItem(at, _head(name))
        for row, one in enumerate(names):
            for column, other in enumerate(names):
                self.setItem(row, column, self._cell(one, other))
        self._fit()
        if len(names) > 1:
            self.setCurrentCell(*(here if min(here) >= 0 and max(here) < len(names) else (0, 1)))
        self.blockSignals(False)

    @property
    def pair(self) -> tuple[str, str]:
        """The names of the pair whose cell has the keys; '' twice on the diagonal."""
        row, column = self.currentRow(), self.currentColumn()
        if row == column or not (0 <= row < len(self._names) and 0 <= column < len(self._names)):
            return "", ""
        return self._names[min(row, column)], self._names[max(row, column)]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.6))
        self.show_pairs(self._names, self._values)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(as_text(self.as_rows()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def as_rows(self) -> list[list[str]]:
        """A table with a head, as it is copied."""
        body = [[one, *(self._said(one, other) for other in self._names)] for one in self._names]
        return [["", *self._names], *body]

    # ---- inside

    def _fit(self) -> None:
        """All columns alike, at least as wide as the longest name that is shown whole."""
        measure = self.fontMetrics()
        wide = max(map(measure.horizontalAdvance, ("n 100,000", *self._names)))
        shown = min(wide, LONGEST * measure.averageCharWidth()) + 20
        self.horizontalHeader().setMinimumSectionSize(shown)
        self.verticalHeader().setFixedWidth(shown)
        rows = min(len(self._names), SHOWN) * self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setMinimumHeight(head + rows)
        self.updateGeometry()

    def _ask(self) -> None:
        one, other = self.pair
        if one:
            self.pair_wanted.emit(one, other)

    def _of(self, one: str, other: str) -> tuple[float | None, int] | None:
        return self._values.get((one, other)) or self._values.get((other, one))

    def _said(self, one: str, other: str) -> str:
        found = self._of(one, other)
        if found is None:
            return ""
        value, units = found
        return f"{'–' if value is None else f'{value:.2f}'}  n {units:,}"

    def _cell(self, one: str, other: str) -> QTableWidgetItem:
        said = self._said(one, other)
        cell = QTableWidgetItem(said.replace("  ", "\n"))
        cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one} and {other}: {said or 'nothing'}")
        value = (self._of(one, other) or (None, 0))[0]
        if value is not None:
            strength = STRONGEST * max(0.0, min(1.0, value))
            cell.setBackground(QBrush(QColor(mix(self._theme.base, self._theme.accent, strength))))
        elif one == other:
            cell.setBackground(QBrush(QColor(self._theme.window)))
        return cell


def _head(name: str) -> QTableWidgetItem:
    head = QTableWidgetItem(name)
    head.setToolTip(plain_tip(name))
    return head
