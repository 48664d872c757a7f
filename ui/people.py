"""The people of a project: who there is, what each has to do and has done; add and rename."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from model import articles, assignments, people
from model.assignments import Load
from model.edits import Edit
from model.errors import UserError
from model.moves import FINISHED, NEW
from model.plurals import many
from ui import plain, who
from ui.desk import Desk
from ui.dialog import Dialog
from ui.forms import labelled_line
from ui.tables import make_quiet

COLUMNS = ("Name", "To annotate", "Finished", "To review", "Reviewed", "Spans", "Decisions")


class PeopleDialog(Dialog):
    """Double-click or F2 renames; it follows the work that goes on beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "People")
        self._loads: list[Load] = []
        self.table = QTableWidget(0, len(COLUMNS))
        self._prepare()
        self.name = labelled_line("", "Name of a person to add")
        self.name.setPlaceholderText("Name of a person to add")
        self.add = QPushButton("Add", autoDefault=False)
        self.said = plain.label(name="error", wrap=True)
        self.said.hide()
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.add)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.said)
        self.assign = self.add_button("Assign articles…", self._assign, left=True)
        self.unassign = self.add_button("Take back what is not begun", self.take_back, left=True)
        self.work = self.add_button("Work as this person", self.work_as)
        self.add_button("Close", self.close)
        self.add.clicked.connect(self.add_person)
        self.name.returnPressed.connect(self.add_person)
        desk.changed.connect(self._follow)
        self.want_size(110, 24)
        self.refresh()
        self.table.setFocus()

    def _prepare(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(COLUMNS)
        first = table.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        make_quiet(table, "People")
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.itemChanged.connect(self._rename)
        table.currentCellChanged.connect(lambda *_: self._enable())

    # ---- what it shows

    def refresh(self) -> None:
        kept = self.current
        self._loads = assignments.loads(self.desk.project)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._loads))
        for at, load in enumerate(self._loads):
            for column, value in enumerate(_cells(load)):
                self.table.setItem(at, column, self._item(value, column))
        self.table.blockSignals(False)
        ids = [load.person_id for load in self._loads]
        mine = people.whoever(self.desk.project)
        wanted = kept.person_id if kept is not None else mine
        self.table.setCurrentCell(ids.index(wanted) if wanted in ids else 0, 0)
        self._enable()

    @property
    def current(self) -> Load | None:
        at = self.table.currentRow()
        return self._loads[at] if 0 <= at < len(self._loads) else None

    # ---- what the buttons do

    def add_person(self) -> None:
        if self._attempt(lambda: people.add(self.desk.project, self.name.text())):
            self.name.clear()

    def work_as(self) -> None:
        chosen = self.current
        if chosen is not None:
            who.work_as(self.desk, chosen.name)
            self._enable()

    def take_back(self) -> None:
        """Take from the person every article that they have not begun."""
        chosen = self.current
        if chosen is None:
            return
        store, taken = self.desk.project, [0]

        def take() -> None:
            every = [*articles.states(store)]
            taken[0] = assignments.unassign(store, every, chosen.person_id)

        if self._attempt(take):
            moved = many(taken[0], "article")
            self.desk.tell(f"Took {moved} back from {chosen.name}.", "done", "undo")

    def _assign(self) -> None:
        if self.desk.frame is not None:
            self.desk.frame.show_dialog("assign")

    # ---- inside

    def _rename(self, item: QTableWidgetItem) -> None:
        load, name = self._loads[item.row()], item.text()
        if item.column() or name == load.name:
            return
        mine = load.person_id == people.whoever(self.desk.project)
        if not self._attempt(lambda: people.rename(self.desk.project, load.person_id, name)):
            self.refresh()
        elif mine:
            who.work_as(self.desk, name)

    def _attempt(self, work: Callable[[], object]) -> bool:
        """Do `work`; what prevents it is said in the dialog."""
        try:
            work()
        except UserError as error:
            self.said.setText(str(error))
            self.said.show()
            return False
        self.said.hide()
        return True

    def _follow(self, edit: Edit) -> None:
        if edit.touches("person", "assignment", "decision", "span"):
            self.refresh()

    def _enable(self) -> None:
        chosen, writable = self.current, self.desk.writable
        self.work.setEnabled(chosen is not None and chosen.name != who.at_work(self.desk))
        unbegun = chosen.annotating.get(NEW, 0) if chosen is not None else 0
        self.unassign.setEnabled(writable and unbegun > 0)
        for part in (self.assign, self.add, self.name):
            part.setEnabled(writable)

    def _item(self, value: str, column: int) -> QTableWidgetItem:
        item = QTableWidgetItem(value)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if column or not self.desk.writable:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        return item


def _cells(load: Load) -> tuple[str, ...]:
    def done(work: Mapping[str, int]) -> int:
        return sum(many for state, many in work.items() if state in FINISHED)

    annotated, reviewed = done(load.annotating), done(load.reviewing)
    counts = (
        sum(load.annotating.values()) - annotated, annotated,
        sum(load.reviewing.values()) - reviewed, reviewed, load.spans, load.decisions,
    )  # fmt: skip
    return (load.name, *(f"{many:,}" if many else "–" for many in counts))
