"""Assigning articles: which, to whom and how often; what comes of it is shown beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from model import articles, assignments, people
from model.assignments import Plan
from model.errors import UserError
from model.plurals import many
from model.records import ANNOTATOR, CURATOR, Person
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog

PAUSE = 150
"""Milliseconds without a change before the plan is made anew."""
ONCE, TWICE, SHARE, EACH, BACK = "once", "times", "share", "each", "back"
WAYS = {
    ONCE: "Each article to one of them, evenly",
    TWICE: "Each article to several of them, evenly",
    SHARE: "A share to several of them, the rest to one",
    EACH: "Each article to each of them",
    BACK: "Taken back from them, where it is not begun",
}
REVIEW_WAYS = (ONCE, EACH, BACK)
FREE, ALL, LISTED, SHOWN = "free", "all", "listed", "shown"


class AssignDialog(Dialog):
    """Makes a plan at each change; “Assign” carries it out as one edit."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, listed: Sequence[str] = ()
    ) -> None:
        """`listed` are the ids of the articles that the library shows."""
        super().__init__(desk, parent, "Assign articles")
        self._listed = [*listed]
        self.plan: Plan | None = None
        self._planned_for: tuple[object, ...] = ()
        self.role, self.which, self.way = _choice("What for"), _choice("Articles"), _choice("How")
        self.people = QListWidget()
        self.people.setAccessibleName("To whom")
        self.times = QSpinBox(minimum=2, maximum=9, value=2, prefix="to ", suffix=" people")
        self.times.setAccessibleName("How many people for an article")
        self.share = QSpinBox(minimum=1, maximum=100, value=20, suffix=" % of the articles")
        self.share.setAccessibleName("Share of the articles that several get")
        self.said = plain.label(wrap=True)
        self.said.setMinimumHeight(5 * self.fontMetrics().height())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self.make_plan)
        self._lay_out()
        self._fill()
        self._connect()
        self.make_plan()

    def _lay_out(self) -> None:
        often = QHBoxLayout()
        often.addWidget(self.share)
        often.addWidget(self.times)
        often.addStretch(1)
        form = QFormLayout()
        form.setSpacing(8)
        for name, field in (("What for", self.role), ("Articles", self.which),
                            ("To whom", self.people), ("How", self.way)):  # fmt: skip
            form.addRow(plain.label(name), field)
        form.addRow("", often)
        self.column.addLayout(form, 1)
        self.column.addWidget(self.said)
        self.add_button("Close", self.close)
        self.button = self.add_button("Assign", self.carry_out, default=True)
        self.want_size(76, 30)
        self.people.setFocus()

    def _fill(self) -> None:
        store = self.desk.project
        self.role.addItem("To annotate", ANNOTATOR)
        self.role.addItem("To review", CURATOR)
        for one in people.everyone(store):
            item = QListWidgetItem(one.name)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self._fill_ways()
        self._fill_articles()

    def _fill_articles(self) -> None:
        store = self.desk.project
        kept = self.which.currentData()
        self.which.clear()
        free = len(assignments.unassigned(store))
        if self.role.currentData() == ANNOTATOR:
            self.which.addItem(f"Those that nobody annotates ({free:,})", FREE)
        every = len(articles.states(store))
        self.which.addItem(f"All ({every:,})", ALL)
        if 0 < len(self._listed) < every:
            self.which.addItem(f"Those that the library lists ({len(self._listed):,})", LISTED)
        if self.desk.article is not None:
            self.which.addItem(f"The one that is shown: {self.desk.article.title}", SHOWN)
        nothing_free = kept is None and self.which.currentData() == FREE and not free
        self.which.setCurrentIndex(max(0, self.which.findData(ALL if nothing_free else kept)))

    def _fill_ways(self) -> None:
        self.way.clear()
        ways = WAYS if self.role.currentData() == ANNOTATOR else REVIEW_WAYS
        for way in ways:
            self.way.addItem(WAYS[way], way)

    def _connect(self) -> None:
        self.role.activated.connect(lambda _: (self._fill_ways(), self._fill_articles()))
        for choice in (self.role, self.which, self.way):
            choice.activated.connect(lambda _: self._changed())
        for number in (self.times, self.share):
            number.valueChanged.connect(lambda _: self._changed())
        self.people.itemChanged.connect(lambda _: self._changed())

    # ---- the plan

    def make_plan(self) -> None:
        """Say what would come of it; nothing is assigned yet."""
        self._later.stop()
        self._planned_for = self._asked()
        way = self.way.currentData()
        self.times.setVisible(way in (TWICE, SHARE))
        self.share.setVisible(way == SHARE)
        self.button.setText("Take back" if way == BACK else "Assign")
        self.plan = None
        if not self._chosen():
            self._say("Tick the people whom it is about: Space ticks, also several.", "muted")
        else:
            try:
                self.plan = self._planned(way)
            except UserError as error:
                self._say(str(error), "error")
        if self.plan is not None:
            self._say(_told(self.plan, people.everyone(self.desk.project)), "")
        self.button.setEnabled(bool(self.plan and self.plan.pairs) and self.desk.writable)

    def carry_out(self) -> None:
        self.make_plan()
        plan = self.plan
        if plan is None or not plan.pairs:
            return
        if self.desk.attempt(lambda: assignments.carry_out(self.desk.project, plan)):
            verb = "Took back" if plan.back else "Made"
            self.desk.tell(f"{verb} {many(len(plan.pairs), 'assignment')}.", "done", "undo")
            self.close()

    def _planned(self, way: str) -> Plan:
        store, who, role = self.desk.project, self._chosen(), self.role.currentData()
        which: dict[str, Callable[[], list[str]]] = {
            FREE: lambda: assignments.unassigned(store),
            ALL: lambda: [*articles.states(store)],
            LISTED: lambda: self._listed,
            SHOWN: lambda: [self.desk.article_id or ""],
        }
        ids = which[self.which.currentData()]()
        plans: dict[str, Callable[[], Plan]] = {
            ONCE: lambda: assignments.round_robin(store, ids, who, role),
            TWICE: lambda: assignments.by_overlap(store, ids, who, times=self.times.value()),
            SHARE: lambda: assignments.by_overlap(
                store, ids, who, times=self.times.value(), share=self.share.value() / 100
            ),
            EACH: lambda: assignments.by_hand(store, ids, who, role),
            BACK: lambda: assignments.back(store, ids, who, role),
        }
        return plans[way]()

    def _chosen(self) -> list[str]:
        rows = (self.people.item(at) for at in range(self.people.count()))
        return [row.data(Qt.ItemDataRole.UserRole) for row in rows
                if row.checkState() == Qt.CheckState.Checked]  # fmt: skip

    # ---- inside

    def _asked(self) -> tuple[object, ...]:
        """All that the plan depends on, as it stands in the fields."""
        choices = (choice.currentData() for choice in (self.role, self.which, self.way))
        return (*choices, self.times.value(), self.share.value(), *self._chosen())

    def _changed(self) -> None:
        if self._asked() == self._planned_for:  # Enter in a number tells of it once more
            return
        self.button.setEnabled(False)
        self._later.start()

    def _say(self, text: str, name: str) -> None:
        plain.restyle(self.said, name)
        self.said.setText(text)


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    return made


def _told(plan: Plan, everyone: Iterable[Person]) -> str:
    """The plan in words: how many in all, how many for each, and what it comes to."""
    stand = "is begun and stays" if plan.known == 1 else "are begun and stay"
    if not plan.pairs and plan.back:
        known = f" {many(plan.known, 'assignment')} {stand}." if plan.known else ""
        return f"Nothing is to be taken back.{known}"
    if not plan.pairs:
        return "Nothing is to be assigned: everything stands already."
    names = {one.id: one.name for one in everyone}
    each = sorted((names[id_], number) for id_, number in plan.each.items())
    verb = "annotate" if plan.role == ANNOTATOR else "review"
    lines = [
        f"{many(len(plan.pairs), 'assignment')}{' taken back' if plan.back else ''}: "
        + ", ".join(f"{name} {number:,}" for name, number in each) + ".",
        "Then " + ", ".join(
            f"{_people(count)} {verb}{'s' if count < 2 else ''} {many(number, 'article')}"
            for count, number in plan.passes.items()
        ) + ".",
    ]  # fmt: skip
    if plan.known:
        stand = stand if plan.back else "of these stand already"
        lines.append(f"{many(plan.known, 'assignment')} {stand}.")
    return "\n".join(lines)


def _people(count: int) -> str:
    return {0: "nobody", 1: "one person", 2: "two people", 3: "three people"}.get(
        count, f"{count} people"
    )
