"""The consistency check: words that are not labelled alike everywhere, walked and settled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from model import orders
from model.bulk import Done, Wish
from model.consistency import Group
from model.edits import Edit
from model.orders import Order
from model.plurals import many
from ui import places_acting, places_columns, plain
from ui.consistency_check import Check
from ui.desk import Desk
from ui.jobs import Jobs
from ui.places_bar import PlacesBar
from ui.places_following import Following
from ui.places_model import PlacesModel, Row
from ui.places_table import PlacesTable
from ui.theme import Theme

NOTHING = (
    "“Check” compares how the same words are labelled in all articles that somebody has begun, "
    "and lists the odd places: labelled otherwise, or not at all.\n\n"
    "Tick places with Space. “As elsewhere” (A) gives each the label that its words usually have; "
    "a digit gives all of them one label, Delete takes theirs away. Each is one step of undo. "
    "Enter shows a place in its article; Ctrl+3 comes back."
)
CHECK = "Check"
UNCLEAR = "Elsewhere these words have several labels at once: choose one for them by its digit."
ALIKE = "The same words are labelled alike everywhere."
KINDS: dict[str, Callable[[Group], bool]] = {
    "All odd places": lambda _: True,
    "Labelled differently": lambda group: sum(way != () for way, _ in group.counts) > 1,
    "Labelled elsewhere, but not here": lambda group: (
        group.usual != () and any(way == () for way, _ in group.counts)
    ),
    "Labelled here, but hardly elsewhere": lambda group: group.usual == (),
}


class Consistency(QWidget):
    """Checks when asked; says when the project has changed since."""

    place_wanted = Signal(str, int, int)
    """Show `[start, end)` of an article."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk = desk
        self._groups: tuple[Group, ...] = ()
        self._cut = self._has_checked = False
        self.work = Check(desk, jobs)
        self.button = QPushButton(CHECK, autoDefault=True)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Which odd places")
        self.kind.addItems(list(KINDS))
        self.said = plain.label(name="muted", wrap=True)
        self.model = PlacesModel(places_columns.of_consistency(desk))
        self.table = PlacesTable(self.model, "Odd places")
        self._following = Following(desk, self.model)
        self.bar = PlacesBar(desk)
        self.bar.add("As elsewhere", "Label the ticked places as their words usually are (A)",
                     self.settle)  # fmt: skip
        self.bar.add("Label", "Give the ticked places this label", lambda: self.label())
        self.bar.add("Unlabel", "Take the labels of the ticked places away (Delete)", self.unlabel)
        self.empty = plain.label(NOTHING, name="empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.button, self.kind):
            head.addWidget(part)
        head.addWidget(self.said, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)
        self._turn()

    def _connect(self) -> None:
        desk, table = self._desk, self.table
        self.work.progressed.connect(self.said.setText)
        self.work.found.connect(self._take)
        self.work.failed.connect(self._fail)
        self.button.clicked.connect(lambda: self.stop() if self.work.running else self.check())
        self.kind.activated.connect(lambda _: self._show())
        self.model.ticked.connect(lambda: self.bar.show_chosen(self.model.many_chosen))
        self.bar.all_wanted.connect(self.model.tick_all)
        table.jump_wanted.connect(lambda at: self.place_wanted.emit(*self.model.rows[at].place))
        table.label_wanted.connect(self._label_by_key)
        table.unlabel_wanted.connect(self.unlabel)
        table.accept_wanted.connect(self.settle)
        table.left.connect(self.button.setFocus)
        self._following.lost.connect(self._forget)
        desk.project_changed.connect(self._read_anew)
        desk.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    def focus_first(self) -> None:
        if self.model.rows:
            self.table.go_first()
        else:
            self.button.setFocus()

    # ---- checking

    def check(self) -> None:
        """Compare everything anew."""
        if self._desk.store is not None:
            self.button.setText("Stop")
            self._following.begin_anew()
            self.work.begin()

    def stop(self) -> None:
        """Compare no further; what was found before stays."""
        self.work.cancel()
        self._say()

    def _take(self, groups: tuple[Group, ...], cut: bool) -> None:
        self._groups, self._cut, self._has_checked = groups, cut, True
        self._following.exchange()
        self._show()
        if self.model.rows:
            self.table.go_first()

    def _fail(self, why: str) -> None:
        self._say()
        self.said.setText(why)

    def _show(self) -> None:
        fits = KINDS[self.kind.currentText()]
        self.model.show(
            Row(hit, group) for group in self._groups if fits(group) for hit in group.odd
        )
        self.table.sort_again()
        self._say()
        self.empty.setText(ALIKE if not self._groups else "No odd places of this kind.")
        self._turn()

    def _turn(self) -> None:
        """The places, and what can be done with them; else what to do first."""
        self._stack.setCurrentWidget(self.table if self.model.rows else self.empty)
        self.bar.setVisible(bool(self.model.rows))

    def _say(self) -> None:
        """How much is listed, and whether what is said of it is from before a change."""
        self.button.setText("Check again" if self._has_checked else CHECK)
        if not self._groups:
            self.said.clear()
            return
        words = len({id(row.group) for row in self.model.rows})
        said = [f"{many(len(self.model.rows), 'odd place')} of {many(words, 'phrase')}."]
        if self._cut:
            said.append("There are more; settle these first.")
        if not self._following.is_true:
            said.append("The project has changed since they were counted.")
        self.said.setText(" ".join(said))

    # ---- acting on what is ticked

    def settle(self) -> None:
        """Label each ticked place as its words usually are; where that is several labels at once,
        a person must choose."""
        rows = [row for row in self.model.chosen if row.group and len(row.group.usual) <= 1]
        if not rows and self.model.many_chosen:
            self._desk.tell(UNCLEAR)
        self._do([_wish(row, "".join(row.group.usual)) for row in rows if row.group is not None])

    def label(self, label_id: str = "") -> None:
        wanted = label_id or self.bar.label.currentData()
        self._do([_wish(row, wanted) for row in self.model.chosen])

    def unlabel(self) -> None:
        self._do([_wish(row, "") for row in self.model.chosen])

    def _do(self, wishes: list[Wish]) -> None:
        if not self._desk.writable or not wishes:
            return
        order = Order(orders.SETTLE, wishes=tuple(wishes))
        places_acting.carry_out(self._desk, order, self._done)

    def _done(self, done: Done) -> None:
        self.model.tick_all(False)
        self.table.setFocus()
        self.bar.done("Settled", done)

    def _label_by_key(self, key: str) -> None:
        label = self._desk.label_for_key(key)
        if label is not None and self.model.many_chosen:
            self.bar.label.setCurrentIndex(self.bar.label.findData(label.id))
            self.label(label.id)

    # ---- inside

    def _follow(self, edit: Edit) -> None:
        if edit.touches("label"):
            self.bar.show_labels()
        self._after_change()

    def _read_anew(self) -> None:
        if self._desk.is_lent and self._desk.store is None:
            self.work.cancel()
            return
        self.bar.show_labels()
        self._after_change()

    def _after_change(self) -> None:
        if not self.work.running:
            self._say()
        elif not self.work.is_beside:
            self.check()

    def _forget(self) -> None:
        self.work.cancel()
        self._groups = ()
        self._cut = self._has_checked = False
        self.model.show()
        self._say()
        self.empty.setText(NOTHING)
        self._turn()


def _wish(row: Row, label_id: str) -> Wish:
    accepted = tuple(span.id for span in row.hit.spans if span.state == "accepted")
    return Wish(row.place, accepted, label_id)
