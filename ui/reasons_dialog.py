"""The reasons that a reviewer may choose from, one a line; they belong to the project."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from model import policies
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog

SAID = "One reason a line, the most frequent first: the numbers 1 to 9 choose from the top."


class ReasonsDialog(Dialog):
    """Saving is one edit, which undo takes back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Reasons for rejecting")
        self.lines = QPlainTextEdit()
        self.lines.setAccessibleName("Reasons, one a line")
        self.lines.setTabChangesFocus(True)
        self.lines.setPlainText("\n".join(policies.reasons(desk.project)))
        self.column.addWidget(plain.label(SAID, name="note", wrap=True))
        self.column.addWidget(self.lines, 1)
        self.add_button("Usual ones", self._usual, left=True)
        self.add_button("Cancel", self.close)
        self.add_button("Save", self._save, default=True).setEnabled(desk.writable)
        self.want_size(64, 18)

    def _usual(self) -> None:
        self.lines.setPlainText("\n".join(policies.USUAL_REASONS))

    def _save(self) -> None:
        typed = self.lines.toPlainText().split("\n")
        if self.desk.attempt(lambda: policies.set_reasons(self.desk.project, typed)):
            self.close()
