"""The places where two people disagree: what each has, side by side, and the way to the article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model import disagreements, labels, people
from model.differences import ATTRIBUTES, LINKS
from model.disagreements import Disagreement, Step
from model.edits import Edit
from model.plurals import many
from ui import plain
from ui.desk import Desk
from ui.differing import sides
from ui.shortening import alike
from ui.steps import Pace, Stepper
from ui.tables import make_quiet
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOTHING = (
    "Enter on a pair of the matrix lists where the two disagree. Enter there shows a place in its "
    "article, Ctrl+3 comes back to the list, and Esc to the matrix."
)
CHANGED = "The project has changed since; Enter on the pair lists them anew."
ARTICLE, KINDS = 22, 18
"""Characters of the first two columns; those of the two people share what is left."""
NONE = "These two agree in everything that both have finished."
MOST = 5_000
"""Disagreements listed, at most."""


class DisagreementsModel(QAbstractTableModel):
    """A row a disagreement; what neither differs in is not repeated."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[Disagreement] = []
        self.pair = ("", "")
        """Ids of the two people."""
        self.names = ("", "")

    def begin(self, pair: tuple[str, str], names: tuple[str, str]) -> None:
        self.beginResetModel()
        self.rows, self.pair, self.names = [], pair, names
        self.endResetModel()

    def add(self, found: Sequence[Disagreement]) -> None:
        if found:
            at = len(self.rows)
            self.beginInsertRows(QModelIndex(), at, at + len(found) - 1)
            self.rows += found
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> object:  # fmt: skip
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return ("Article", "They differ in", *self.names)[section] if (
            role == Qt.ItemDataRole.DisplayRole) else None  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row, is_tip = self.rows[index.row()], role == Qt.ItemDataRole.ToolTipRole
        text = self._text(row, index.column(), whole=is_tip)
        return plain.plain_tip(text) if is_tip else text

    def _text(self, row: Disagreement, column: int, *, whole: bool = False) -> str:
        if column == 0:
            return row.article
        if column == 1:
            return ", ".join(row.unit.differences)
        at = column - 2
        spans = [row.unit.spans.get(person) for person in self.pair]
        span = spans[at]
        if span is None:
            return "–"
        twin = spans[1 - at] or span
        label = self._desk.labels.get(span.label_id)
        quote = span.quote if whole else alike(span.quote, twin.quote)[0]
        own = [sides(change)[at] for change in row.changes if change.kind in (ATTRIBUTES, LINKS)]
        return " · ".join([*own, f"{label.name if label else span.label_id}: “{quote}”"])


class Disagreements(QWidget):
    """Filled in short steps; Enter shows a place in its article, Esc leaves the list."""

    place_wanted = Signal(str, int, int)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.stepper = Stepper(self)
        self._coming: list[Disagreement] = []
        """Found, and not shown yet."""
        self._pace = Pace()
        self.said = plain.label(name="section")
        self.model = DisagreementsModel(desk)
        self.table = DisagreementsTable(self.model)
        self.empty = plain.label(NOTHING, name="empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.said)
        column.addWidget(self._stack, 1)
        self.table.jump_wanted.connect(self._jump)
        self.table.left.connect(self.left)
        desk.project_changed.connect(self._forget)
        desk.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    def show_pair(self, one: str, other: str, label: str = "") -> None:
        """List where two people, by name, disagree; only on one label, if it is named."""
        store = self._desk.project
        pair = people.named(store, one).id, people.named(store, other).id
        self.model.begin(pair, (one, other))
        self._coming.clear()
        self._pace.begin()
        label_id = labels.named(store, label).id if label else ""
        self._title = f"Where {one} and {other} disagree{f' on {label}' if label else ''}"
        self.said.setText(self._title)
        self._stack.setCurrentWidget(self.table)
        self.table.setFocus()
        self.stepper.start(
            disagreements.between(store, *pair, label_id=label_id), self._take, self.said.setText,
            self._ended,
        )  # fmt: skip

    def _take(self, step: Step) -> None:
        self._coming += step.found
        is_over = step.done == step.total or len(self.model.rows) + len(self._coming) >= MOST
        if not (is_over or self._pace.is_due()):
            return
        is_first = not self.model.rows
        self.model.add(self._coming[: MOST - len(self.model.rows)])
        self._coming.clear()
        found = len(self.model.rows)
        self.said.setText(
            f"{self._title}: {many(found, 'place')}, {step.done:,} of {step.total:,} articles "
            "looked at…"
        )
        if is_first and found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        if found >= MOST:
            self.stepper.stop()
            self._ended()

    def _ended(self) -> None:
        found = len(self.model.rows)
        cut = ". There are more; settle these first" if found >= MOST else ""
        self.said.setText(f"{self._title}: {many(found, 'place')}{cut}")
        self.empty.setText(NONE)
        self._stack.setCurrentWidget(self.table if found else self.empty)

    def _follow(self, edit: Edit) -> None:
        if self.model.rows and edit.touches("span", "link", "assignment", "label"):
            self.stepper.stop()
            self.said.setText(f"{self._title}. {CHANGED}")

    def _jump(self, at: int) -> None:
        if 0 <= at < len(self.model.rows):
            row = self.model.rows[at]
            self.place_wanted.emit(row.article_id, row.unit.start, row.unit.end)

    def _forget(self) -> None:
        self.stepper.stop()
        self.model.begin(("", ""), ("", ""))
        self.said.clear()
        self.empty.setText(NOTHING)
        self._stack.setCurrentWidget(self.empty)


class DisagreementsTable(QTableView):
    jump_wanted = Signal(int)
    left = Signal()

    def __init__(self, model: DisagreementsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        make_quiet(self, "Disagreements")
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(8 * self.fontMetrics().averageCharWidth())
        self.doubleClicked.connect(lambda index: self.jump_wanted.emit(index.row()))

    def set_theme(self, theme: Theme) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        unit, wide = self.fontMetrics().averageCharWidth(), self.viewport().width()
        for column, most in enumerate((ARTICLE, KINDS)):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, min(most * unit, wide // 5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.jump_wanted.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
