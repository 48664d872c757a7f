"""What can be done with all ticked places at once; each is one edit, which undo takes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from model.bulk import Done
from model.plurals import many
from ui import plain
from ui.desk import Desk

LABEL = 10
"""Characters of a label that are shown at least: a long name must not widen the window."""


class PlacesBar(QWidget):
    """Ticks and a choice of labels; `acts` are the buttons that a view adds."""

    all_wanted = Signal(bool)
    """Tick all (True) or none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.chosen = plain.Elided(name="muted")
        self.label = QComboBox()
        self.label.setAccessibleName("Label to give")
        self.label.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.label.setMinimumContentsLength(LABEL)
        self.acts: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        for text, ticked in (("All", True), ("None", False)):
            button = QPushButton(text, autoDefault=True)
            button.setAccessibleName(f"Tick {text.lower()}")
            button.clicked.connect(lambda _=False, ticked=ticked: self.all_wanted.emit(ticked))
            self._row.addWidget(button)
        self._row.addWidget(self.chosen, 1)
        self._row.addWidget(self.label)
        self.show_labels()
        self.show_chosen(0)

    def add(self, text: str, name: str, do: Callable[[], object]) -> QPushButton:
        """A button that acts on what is ticked; `name` says it in full."""
        button = QPushButton(text, autoDefault=True, enabled=False)
        button.setAccessibleName(name)
        plain.explain(button, name)
        button.clicked.connect(lambda: do())
        self._row.addWidget(button)
        self.acts.append(button)
        return button

    def show_labels(self) -> None:
        kept = self.label.currentData()
        self.label.clear()
        for label in self._desk.labels.values():
            if not label.retired:
                key = f"  {label.key}" if label.key else ""
                self.label.addItem(f"{label.name}{key}", label.id)
        self.label.setCurrentIndex(max(0, self.label.findData(kept)))

    def show_chosen(self, number: int) -> None:
        self.chosen.say(f"{many(number, 'place')} ticked" if number else "Space ticks a place.")
        for button in self.acts:
            button.setEnabled(bool(number) and self._desk.writable)

    def done(self, verb: str, done: Done, noun: str = "place") -> None:
        """Tell what became of it, with what was left alone."""
        what = f"{many(done.changed, noun)} in {many(done.articles, 'article')}"
        said = [f"{verb} {what}." if done.changed else f"Nothing was {verb.lower()}."]
        if done.same:
            said.append(f"{many(done.same, noun)} carried that label already.")
        if done.others:
            said.append(f"{many(done.others, 'span')} of other people stayed as they are.")
        if done.finished:
            said.append(
                f"{many(done.finished, 'article')} that you have finished stayed as they are: "
                "reopen them (Ctrl+R) to change them."
            )
        if done.begun:
            said.append(
                f"{many(done.begun, 'article')} of other people now with a reading of your own, "
                "which is the one that you see."
            )
        kind = "done" if done.changed else "info"
        self._desk.tell(" ".join(said), kind, "undo" if done.changed else "")
