"""The label editor: the project's labels in order, and every change to one as one edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model import labels
from model.edits import Edit
from model.errors import UserError
from model.plurals import many
from model.records import LINKS, Label
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.icons import icon
from ui.label_colours import next_colour
from ui.label_form import LabelForm
from ui.label_list import LabelList
from ui.news import topic_of
from ui.theme import Theme

NEW = "new label"
_SAID_OF = {"claim": "verdicts", "figure": "numbers", "verified": "stances"}
"""By role, what is said of its spans besides their links."""


class LabelEditor(Dialog):
    """Left the labels, right the chosen one; what cannot be done is said below it, and what was
    done beside what was asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Labels")
        self._current = ""
        self.list = LabelList()
        self.form = LabelForm()
        self.said = plain.label(name="error", wrap=True)
        self.said.hide()
        self._build()
        self.list.chosen.connect(self._choose)
        self.list.move_wanted.connect(self.move_by)
        self.form.changed.connect(self._change)
        self.finished.connect(lambda _: self.form.say_typed(leaving=True))
        desk.changed.connect(self._follow)
        self.set_theme(self.theme)
        self.refresh()
        self.want_size(120, 38)
        self.list.setFocus()

    @property
    def current(self) -> Label | None:
        return self.desk.labels.get(self._current)

    def refresh(self) -> None:
        """Show the labels as the project has them now."""
        every = labels.every(self.desk.project, retired=True)
        every.sort(key=lambda label: label.retired)
        self.list.fill(every, labels.uses(self.desk.project), self._current)

    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.form.set_theme(theme)
        self.up.setIcon(icon("mdi6.arrow-up", theme))
        self.down.setIcon(icon("mdi6.arrow-down", theme))
        self.add.setIcon(icon("mdi6.plus", theme))

    # ---- what the buttons do

    def add_label(self) -> None:
        """A label with a free name, key and colour, its name ready to be typed over."""
        refused = self._leave(self._current)
        known = list(self.desk.labels.values())
        names = {label.name.casefold() for label in known}
        keys = {label.key for label in known if not label.retired}
        name = next(name for name in _names() if name.casefold() not in names)
        key = next((key for key in labels.KEYS if key not in keys), "")
        colour = next_colour([label.colour for label in known])

        def add() -> None:
            self._current = labels.add(self.desk.project, name, colour, key=key)

        if self._attempt(add):
            self.refresh()
            self._say(refused)
            self.form.name.setFocus()
            self.form.name.selectAll()

    def move_by(self, places: int) -> None:
        """Move the chosen label up (-1) or down (1) among those in use."""
        every = labels.every(self.desk.project, retired=True)
        alive = [label.id for label in every if not label.retired]
        if self._current not in alive:
            return
        at = alive.index(self._current)
        if 0 <= at + places < len(alive):
            alive.insert(at + places, alive.pop(at))
            order = alive + [label.id for label in every if label.retired]
            self._attempt(lambda: labels.reorder(self.desk.project, order))

    def merge_into(self, into: str) -> None:
        label = self.current
        if label is None:
            return
        target = self.desk.labels[into].name

        def merge() -> None:
            done = labels.merge(self.desk.project, label.id, into)
            self._current = into
            lost = f" {many(done.links, 'link')} went with the old meaning." if done.links else ""
            said = f"Merged “{label.name}” into “{target}”: {many(done.spans, 'span')}.{lost}"
            self.desk.tell(said, "done", "undo")

        if self._attempt(merge):
            self.refresh()

    def retire_or_revive(self) -> None:
        label = self.current
        if label is not None:
            self._attempt(
                lambda: labels.retire(self.desk.project, label.id, retired=not label.retired)
            )

    # ---- inside

    def _follow(self, edit: Edit) -> None:
        if edit.touches("label"):
            self.refresh()

    def _choose(self, label_id: str) -> None:
        if label_id != self._current:
            self._say(self._leave(label_id))
        label = self.desk.labels.get(label_id)
        others = [one for one in self.desk.labels.values()
                  if one.id != label_id and not one.retired]  # fmt: skip
        self.form.show_label(label, others)
        self.retire.setText("Bring back" if label and label.retired else "Retire")
        self.merge.setEnabled(label is not None and bool(others))
        self.retire.setEnabled(label is not None)
        alive = [one.id for one in labels.every(self.desk.project)]
        self.up.setEnabled(label_id in alive[1:])
        self.down.setEnabled(label_id in alive[:-1])

    def _leave(self, label_id: str) -> str:
        """Go to this label, and keep what is typed of the one before: why it cannot be, or ''."""
        left = self.current
        self._say("")
        self._current = label_id
        self.form.say_typed(leaving=True)
        refused = self.said.text()
        return f"“{left.name}” was left as it was. {refused}" if left and refused else ""

    def _change(self, label_id: str, fields: dict[str, object]) -> None:
        keyed = self._with_key()
        done = self._attempt(lambda: labels.change(self.desk.project, label_id, **fields))
        self.form.mark_wrong(not done and "name" in fields)
        if not done and "name" not in fields:
            self._choose(self._current)
        keyless = keyed.keys() - self._with_key().keys() - {label_id}
        if done and keyless:
            self._say(f"“{keyed[keyless.pop()]}” has no key now.", name="note")

    def _with_key(self) -> dict[str, str]:
        """The names of the labels in use that have a key, by id."""
        every = self.desk.labels.values()
        return {label.id: label.name for label in every if label.key and not label.retired}

    def _attempt(self, work: Callable[[], object]) -> bool:
        """Do `work`; what is wrong with it is said here, where the person looks."""
        try:
            work()
        except UserError as error:
            self._say(str(error), topic_of(error))
            return False
        self._say("")
        return True

    def _say(self, words: str, topic: str = "", *, name: str = "error") -> None:
        plain.restyle(self.said, name)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words and not self.isVisible():
            self.desk.tell(words, "trouble", topic=topic)

    def _build(self) -> None:
        self.add = QPushButton("Add label", autoDefault=False)
        self.add.clicked.connect(self.add_label)
        self.up = _arrow("Move up", "Move up (Alt+Up)", lambda: self.move_by(-1))
        self.down = _arrow("Move down", "Move down (Alt+Down)", lambda: self.move_by(1))
        under = QHBoxLayout()
        under.addWidget(self.add)
        under.addStretch(1)
        under.addWidget(self.up)
        under.addWidget(self.down)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addLayout(under)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setWidget(self.form)
        self.form.setContentsMargins(2, 2, 12, 2)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(scroll, 1)
        right.addWidget(self.said)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        self.column.addLayout(both, 1)
        self.merge = self.add_button("Merge into…", lambda: None, left=True)
        self._targets = QMenu(self)
        self._targets.aboutToShow.connect(self._fill_targets)
        self.merge.setMenu(self._targets)
        self.retire = self.add_button("Retire", self.retire_or_revive, left=True)
        self.add_button("Close", self.close, default=True)

    def _fill_targets(self) -> None:
        self._targets.clear()
        current = self.current
        for label in labels.every(self.desk.project):
            if current is not None and label.id != current.id:
                text = f"{label.name}{_lost(current.role, label.role)}"
                action = self._targets.addAction(text.replace("&", "&&"))
                action.triggered.connect(lambda _=False, into=label.id: self.merge_into(into))


def _lost(role: str, into: str) -> str:
    """What to know before spans of one role take another: ' (another meaning: links go)'."""
    if role == into:
        return ""
    links_go = role == "claim" or (role in LINKS and into not in LINKS)
    lost = " and ".join([*["links"] * links_go, *filter(None, [_SAID_OF.get(role)])])
    return f" (another meaning: {lost} go)" if lost else " (another meaning)"


def _arrow(name: str, tip: str, move: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    plain.explain(button, tip)
    button.clicked.connect(lambda: move())
    return button


def _names() -> list[str]:
    return [NEW, *(f"{NEW} {number}" for number in range(2, 1000))]
