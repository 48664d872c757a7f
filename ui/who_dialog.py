"""Asks who is working: a list of the project's people, and a line for a new name."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QWidget

from model.errors import UserError
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.forms import labelled_line
from ui.who import at_work, known, work_as


class WhoDialog(Dialog):
    """Choose a name, or type a new one; the next edit makes a new one known to the project."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Who is working")
        self.names = QListWidget()
        self.names.setAccessibleName("People of the project")
        self.names.addItems(known(desk))
        self.names.currentTextChanged.connect(self._take)
        self.names.itemActivated.connect(lambda _: self.choose())
        self.name = labelled_line(at_work(desk), "Your name")
        self.said = plain.label(name="error", wrap=True)
        self.column.addWidget(plain.label(
            "Your name stands on every edit that you make, on this machine, until you change it. "
            "What others have marked you can review, but not change.", name="muted", wrap=True,
        ))  # fmt: skip
        self.column.addWidget(self.names, 1)
        self.column.addWidget(self.name)
        self.column.addWidget(self.said)
        self.add_button("Cancel", self.close)
        self.add_button("Work as this person", self.choose, default=True)
        self.want_size(60, 18)
        self.name.selectAll()
        self.name.setFocus()

    def _take(self, name: str) -> None:
        if name:
            self.name.setText(name)

    def choose(self) -> None:
        try:
            work_as(self.desk, self.name.text())
        except UserError as error:
            self.said.setText(str(error))
        else:
            self.close()
