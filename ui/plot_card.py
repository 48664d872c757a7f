"""A plot or its table under a heading, with a button that copies it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import plain
from ui.chart import Chart, as_text
from ui.icons import icon
from ui.plots import Plot
from ui.tables import make_quiet
from ui.theme import Theme

MOST_ROWS = 12
"""A longer table scrolls."""


class FiguresTable(QTableWidget):
    """A chart's rows to read and to copy; Ctrl+C takes all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        make_quiet(self)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._rows: list[list[str]] = []

    def show_rows(self, title: str, rows: list[list[str]]) -> None:
        """`rows` begin with the head."""
        self._rows = rows
        self.setAccessibleName(title)
        self.setRowCount(len(rows) - 1)
        self.setColumnCount(len(rows[0]))
        for column, text in enumerate(rows[0]):
            self.setHorizontalHeaderItem(column, _cell(text, column))
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, row in enumerate(rows[1:]):
            for column, text in enumerate(row):
                self.setItem(at, column, _cell(text, column))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        line = self.verticalHeader().defaultSectionSize()
        rows = min(self.rowCount(), MOST_ROWS)
        return QSize(200, self.horizontalHeader().sizeHint().height() + rows * line + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._rows))


def _cell(text: str, column: int) -> QTableWidgetItem:
    """Names at the left, numbers at the right."""
    cell = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return cell


class Card(QFrame):
    """Shows one chart; says what to do while there is nothing to show."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(objectName="card")
        self.plot = plot
        self.table = FiguresTable()
        self._title = plain.label(name="section")
        self._note = plain.label(name="note", wrap=True)
        self._empty = plain.label(name="empty", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._copy = QToolButton(autoRaise=True)
        self._copy.setToolTip("Copy as a table")
        self._copy.clicked.connect(self.table.copy)
        self._as_table = False
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 10)
        column.setSpacing(4)
        column.addLayout(head)
        for kind in (plot, self.table, self._empty):
            column.addWidget(kind)
        column.addWidget(self._note)
        column.addStretch(1)
        self.show_chart(plot.chart)

    def show_chart(self, chart: Chart) -> None:
        self.plot.show_chart(chart)
        self.table.show_rows(chart.title, chart.rows())
        self._title.setText(chart.title)
        self._copy.setAccessibleName(f"Copy “{chart.title}” as a table")
        self._note.setText(chart.note)
        self._note.setVisible(bool(chart.note) and not chart.is_empty)
        self._empty.setText(chart.empty)
        self._copy.setEnabled(not chart.is_empty)
        self._turn()
        self._make_room()

    def show_as_table(self, wanted: bool) -> None:
        self._as_table = wanted
        self._turn()

    def focus_target(self) -> QWidget:
        """What takes the keys: the plot, its table, or the button when there is nothing."""
        shown = (self.plot, self.table)
        return next((kind for kind in shown if not kind.isHidden()), self._copy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def set_theme(self, theme: Theme) -> None:
        self.plot.set_theme(theme)
        self._copy.setIcon(icon("mdi6.content-copy", theme, colour=theme.muted))

    def _turn(self) -> None:
        is_empty = self.plot.chart.is_empty
        self._empty.setVisible(is_empty)
        self.table.setVisible(self._as_table and not is_empty)
        self.plot.setVisible(not self._as_table and not is_empty)

    def _make_room(self) -> None:
        """The narrower the card, the more lines its words need: none are cut off."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
