"""The same figure elsewhere: groups that agree or cannot, and the arithmetic of each article."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import plain
from ui.desk import Desk
from ui.icons import icon
from ui.jobs import Job, Jobs
from ui.theme import LIGHT, Theme

NOTHING = (
    "“Compare” looks for the same figure in other articles: equal values, and values that cannot "
    "both be right, for the same unit, noun, event, actor and time.\n\n"
    "It also reckons with the figures of each article: parts and totals, ratios, percentages. "
    "Only accepted figures are looked at."
)
ALONE = "No figure stands twice, and nothing can be reckoned yet."
COLUMNS = ("Figure", "In the text", "Who", "Article", "Date")
ROLE = Qt.ItemDataRole.UserRole


class FiguresView(QWidget):
    """Compares when asked, in a process beside the window."""

    span_wanted = Signal(str)
    """Show this span in its article."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs, self._theme = desk, jobs, LIGHT
        self._job: Job | None = None
        self._found: dict[str, Any] = {"groups": [], "sums": []}
        self.button = QPushButton("Compare", autoDefault=False)
        self.only_wrong = QCheckBox("Only what cannot be right")
        self.said = plain.label(name="muted")
        self.tree = QTreeWidget(uniformRowHeights=True, alternatingRowColors=True)
        self.tree.setHeaderLabels(COLUMNS)
        self.tree.setAccessibleName("Figures that stand in several places")
        self.empty = plain.label(NOTHING, name="empty", wrap=True)
        self._lay_out()
        self.button.clicked.connect(self.compare)
        self.only_wrong.toggled.connect(lambda _: self._show())
        self.tree.itemActivated.connect(self._jump)
        desk.project_changed.connect(self._forget)

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
        sizes = self.tree.header()
        sizes.setStretchLastSection(False)
        sizes.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        sizes.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()

    def focus_first(self) -> None:
        (self.tree if self.tree.topLevelItemCount() else self.button).setFocus()

    def compare(self) -> None:
        """Compare everything anew, on a copy of the project as it is now."""
        store = self._desk.store
        if store is None or store.path is None or (self._job is not None and self._job.running):
            return
        self.button.setEnabled(False)
        self.said.setText("Comparing…")
        self._job = self._jobs.run(
            ["--person", store.person, "figures", str(store.path), "--json-lines"],
            lambda *_: None, self._take, self._fail,
        )  # fmt: skip

    # ---- inside

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._found = {"groups": [], "sums": []}
        self.button.setEnabled(True)
        self.empty.setText(NOTHING)
        self.said.clear()
        self._show()

    def _take(self, found: object) -> None:
        assert isinstance(found, dict)
        self._found = found
        self.empty.setText(ALONE)
        self.button.setEnabled(True)
        self.button.setText("Compare again")
        wrong = sum(not one["agrees"] for one in found["groups"])
        wrong += sum(not one["fits"] for one in found["sums"])
        many = len(found["groups"])
        self.said.setText(
            f"{many:,} figure{'s stand' if many != 1 else ' stands'} in several places; "
            + (f"{wrong:,} cannot be right." if wrong else "nothing contradicts.")
        )
        self._show()
        self.focus_first()

    def _fail(self, why: str) -> None:
        self.button.setEnabled(True)
        self.said.setText(why)

    def _show(self) -> None:
        all_ = not self.only_wrong.isChecked()
        self.tree.clear()
        for group in self._found["groups"]:
            if all_ or not group["agrees"]:
                self._add_group(group)
        for one in self._found["sums"]:
            if all_ or not one["fits"]:
                self._add_sum(one)
        self.tree.expandAll()
        first = self.tree.topLevelItem(0)
        self._stack.setCurrentIndex(int(first is not None))
        if first is not None:
            self.tree.setCurrentItem(first)

    def _add_group(self, group: dict[str, Any]) -> None:
        facts = group["facts"]
        agrees = group["agrees"]
        head = self._head(f"{len(facts)} agree" if agrees else "Cannot all be right", agrees)
        for fact in facts:
            told = [fact["shown"], fact["quote"], ", ".join(fact["actors"]), fact["article"],
                    fact["date"]]  # fmt: skip
            item = QTreeWidgetItem(head, told)
            item.setData(0, ROLE, fact["span_id"])

    def _add_sum(self, one: dict[str, Any]) -> None:
        head = self._head("Comes out" if one["fits"] and not one["left"] else
                          "Leaves something" if one["fits"] else "Does not come out",
                          one["fits"])  # fmt: skip
        item = QTreeWidgetItem(head, [one["kind"], one["said"], "", one["article"]])
        item.setData(0, ROLE, one["span_ids"][0] if one["span_ids"] else "")

    def _head(self, text: str, right: bool) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self.tree, [text])
        head.setFirstColumnSpanned(True)
        name = "mdi6.check-circle-outline" if right else "mdi6.alert-octagon-outline"
        colour = self._theme.good if right else self._theme.danger
        head.setIcon(0, icon(name, self._theme, colour=colour))
        return head

    def _jump(self, item: QTreeWidgetItem) -> None:
        if span_id := item.data(0, ROLE):
            self.span_wanted.emit(span_id)
