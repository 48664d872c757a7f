"""The guidelines beside the work: the project's rule, and what each label means, with examples."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from model import labels, project
from model.edits import Edit
from model.records import Label
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog, emptied
from ui.theme import Theme, tones


class Guidelines(Dialog):
    """Stays open beside the reader and follows the project."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Guidelines", keep=True)
        self._page = QWidget()
        self._lines = QVBoxLayout(self._page)
        self._lines.setContentsMargins(4, 0, 12, 0)
        self._lines.setSpacing(14)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._page)
        scroll.setAccessibleName("Guidelines")
        self.column.addWidget(scroll, 1)
        self.add_button("Close", self.close)
        desk.project_changed.connect(self.refresh)
        desk.changed.connect(self._follow)
        self.want_size(64, 36)
        self.refresh()

    def refresh(self) -> None:
        """Read the project's guidelines again."""
        emptied(self._lines)
        store = self.desk.store
        if store is None:
            self._lines.addWidget(
                plain.label("Open a project to see its guidelines.", name="muted")
            )
            self._lines.addStretch(1)
            return
        self._lines.addWidget(plain.selectable(project.name(store), name="title"))
        if said := labels.guideline(store):
            self._lines.addWidget(plain.selectable(said))
        for label in labels.every(store):
            self._lines.addWidget(plain.rule())
            self._lines.addLayout(_entry(label, self.theme, self.fontMetrics().height()))
        self._lines.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        self.refresh()

    def _follow(self, edit: Edit) -> None:
        if edit.touches("label") or edit.touches("project"):
            self.refresh()


def _entry(label: Label, theme: Theme, high: int) -> QVBoxLayout:
    """The label's icon in its colour, name, key, definition and examples."""
    entry = QVBoxLayout()
    entry.setSpacing(6)
    head = QHBoxLayout()
    head.setSpacing(8)
    colour = tones(label.colour, theme).line
    head.addWidget(plain.picture(label.icon, theme, round(high * 1.2), colour=colour))
    head.addWidget(plain.label(label.name, name="heading"))
    if label.key:
        cap = plain.label(label.key, name="keycap")
        cap.setAccessibleName(f"Key {label.key}")
        head.addWidget(cap)
    head.addStretch(1)
    entry.addLayout(head)
    if label.definition:
        entry.addWidget(plain.selectable(label.definition))
    for example in label.examples:
        line = plain.selectable(f"“{example}”", name="muted")
        line.setContentsMargins(28, 0, 0, 0)
        entry.addWidget(line)
    return entry
