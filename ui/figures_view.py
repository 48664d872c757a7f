"""The same figure elsewhere: groups that agree or cannot, and the arithmetic of each article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model import spans
from model.edits import Edit
from ui import plain
from ui.desk import Desk
from ui.figures_tree import FiguresTree
from ui.icons import icon
from ui.jobs import Job, Jobs
from ui.steps import Stepper, in_spells
from ui.theme import LIGHT, Theme

NOTHING = (
    "“Compare” looks for the same figure in other articles: equal values, and values that cannot "
    "both be right, for the same unit, noun, event, actor and time.\n\n"
    "It also reckons with the figures of each article: parts and totals, ratios, percentages. "
    "Only accepted figures are looked at, once where several people have marked them.\n\n"
    "Enter shows a figure in its article; Ctrl+3 comes back."
)
NONE_WRONG = "Nothing contradicts, and everything that can be reckoned comes out."
ALONE = "No figure stands twice, and nothing can be reckoned yet."
COMPARE = "Compare"
AT_ONCE = 100
"""Groups that are let go of in one step."""
CHANGED = "The project has changed since they were compared."
ROLE = Qt.ItemDataRole.UserRole
TOUCHING = ("span", "link", "article", "assignment", "decision", "label", "project")
"""Tables of which a change may make figures other ones."""


class FiguresView(QWidget):
    """Compares when asked, in a process beside the window; says when the project has changed since.
    What was found stays listed until something else is found, or another project is open."""

    span_wanted = Signal(str)
    """Show this span in its article."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs, self._theme = desk, jobs, LIGHT
        self._job: Job | None = None
        self._found: dict[str, Any] | None = None
        self._has_changed = self._changes_meanwhile = False
        """Whether the project has changed since what is shown, and since the run, was begun."""
        self._is_rewritten = False
        self.stepper = Stepper(self)
        """Fills the tree."""
        self.button = QPushButton(COMPARE, autoDefault=True)
        self.only_wrong = QCheckBox("Only what cannot be right")
        self.said = plain.label(name="muted", wrap=True)
        self.tree = FiguresTree()
        self.empty = plain.label(NOTHING, name="empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.button)
        head.addWidget(self.only_wrong)
        head.addWidget(self.said, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.button.clicked.connect(lambda: self.stop() if self.comparing else self.compare())
        self.only_wrong.toggled.connect(lambda _: self._show())
        self.tree.itemActivated.connect(self._jump)
        self.tree.left.connect(self.button.setFocus)
        self._desk.changed.connect(self._follow)
        self._desk.rewritten.connect(self._note_rewriting)
        self._desk.project_changed.connect(self._read_anew)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()

    def focus_first(self) -> None:
        (self.tree if self.tree.topLevelItemCount() else self.button).setFocus()

    # ---- comparing

    @property
    def comparing(self) -> bool:
        return self._job is not None and self._job.running

    def compare(self) -> None:
        """Compare everything anew, on a copy of the project as it is now."""
        store = self._desk.store
        if store is None or store.path is None or self.comparing:
            return
        self._changes_meanwhile = False
        self.button.setText("Stop")
        self.said.setText("Comparing…")
        self._job = self._jobs.run(
            ["--person", store.person, "figures", str(store.path), "--json-lines"],
            lambda done, total: self.said.setText(f"Comparing… {100 * done // total} %"),
            self._take, self._fail,
        )  # fmt: skip

    def stop(self) -> None:
        """Compare no further; what was found before stays."""
        if self._job is not None:
            self._job.cancel()
        self._say()

    def _take(self, found: object) -> None:
        assert isinstance(found, dict)
        self._found, self._has_changed = found, self._changes_meanwhile
        self._show()
        self.focus_first()

    def _fail(self, why: str) -> None:
        self._say()
        self.said.setText(why)

    # ---- following the project

    def _follow(self, edit: Edit) -> None:
        if edit.touches(*TOUCHING):
            self._note_change()

    def _note_change(self) -> None:
        self._has_changed = self._changes_meanwhile = True
        if not self.comparing:
            self._say()

    def _note_rewriting(self) -> None:
        self._is_rewritten = True

    def _read_anew(self) -> None:
        """After a large edit the project is the same one still; else it is another."""
        if self._desk.is_lent and self._desk.store is None:
            return
        if self._is_rewritten or self._desk.is_lent:
            self._is_rewritten = False
            self._note_change()
            return
        self.stop()
        self._found = None
        self._show()

    # ---- what it shows

    def _show(self) -> None:
        self._say()
        found = self._found
        some = found is not None and (found["groups"] or found["sums"])
        self.empty.setText(NOTHING if found is None else NONE_WRONG if some else ALONE)
        self._stack.setCurrentWidget(self.empty)
        self.stepper.begin(self._fill(self.tree.invisibleRootItem().takeChildren()))

    def _fill(self, gone: list[QTreeWidgetItem]) -> Iterator[None]:
        """Put what is to be shown into the tree, and let go of what has stood there."""
        tree, top = self.tree, QModelIndex()
        for heads in in_spells(self._listed()):
            tree.addTopLevelItems(heads)
            for row in range(tree.topLevelItemCount() - len(heads), tree.topLevelItemCount()):
                tree.setFirstColumnSpanned(row, top, True)
            tree.expandAll()
            if heads and self._stack.currentWidget() is self.empty:
                self._stack.setCurrentWidget(tree)
                tree.setCurrentItem(heads[0])
            yield
        while gone:
            del gone[-AT_ONCE:]
            yield

    def _say(self) -> None:
        """How much was found, and whether that is from before a change."""
        found = self._found
        self.button.setText(COMPARE if found is None else "Compare again")
        if found is None:
            self.said.clear()
            return
        wrong = sum(not one["agrees"] for one in found["groups"])
        wrong += sum(not one["fits"] for one in found["sums"])
        many = len(found["groups"])
        said = f"{many:,} figure{'s stand' if many != 1 else ' stands'} in several places; " + (
            f"{wrong:,} cannot be right." if wrong else "nothing contradicts."
        )
        self.said.setText(f"{said} {CHANGED}" if self._has_changed else said)

    def _listed(self) -> Iterator[QTreeWidgetItem]:
        """The groups and sums to show, those first that cannot be right."""
        found, all_ = self._found or {"groups": (), "sums": ()}, not self.only_wrong.isChecked()
        signs = {
            right: icon(name, self._theme, colour=colour) for right, name, colour in (
                (True, "mdi6.check-circle-outline", self._theme.good),
                (False, "mdi6.alert-octagon-outline", self._theme.danger),
            )
        }  # fmt: skip
        for group in found["groups"]:
            if all_ or not group["agrees"]:
                yield _of_group(group, signs[group["agrees"]])
        for one in found["sums"]:
            if all_ or not one["fits"]:
                yield _of_sum(one, signs[one["fits"]])

    def _jump(self, item: QTreeWidgetItem) -> None:
        span_id = item.data(0, ROLE)
        if not span_id or self._desk.store is None:
            return
        if spans.one(self._desk.store, span_id) is None:
            self._desk.tell("That figure is no longer marked. “Compare again” looks anew.")
        else:
            self.span_wanted.emit(span_id)


def _of_group(group: dict[str, Any], sign: QIcon) -> QTreeWidgetItem:
    facts = group["facts"]
    said = f"{len(facts)} agree" if group["agrees"] else "Cannot all be right"
    head = _head(f"{said}: {', '.join(dict.fromkeys(fact['shown'] for fact in facts))}", sign)
    for fact in facts:
        told = [fact["shown"], fact["quote"], ", ".join(fact["actors"]), fact["article"],
                fact["date"]]  # fmt: skip
        item = QTreeWidgetItem(head, told)
        item.setData(0, ROLE, fact["span_id"])
    return head


def _of_sum(one: dict[str, Any], sign: QIcon) -> QTreeWidgetItem:
    fits = "Leaves something" if one["left"] else "Comes out"
    head = _head(fits if one["fits"] else "Does not come out", sign)
    item = QTreeWidgetItem(head, [one["kind"], one["said"], "", one["article"]])
    item.setData(0, ROLE, one["span_ids"][0] if one["span_ids"] else "")
    return head


def _head(text: str, sign: QIcon) -> QTreeWidgetItem:
    head = QTreeWidgetItem([text])
    head.setIcon(0, sign)
    return head
