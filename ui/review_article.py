"""The article under review as a whole, at the foot of the decision, where it is always in sight:
what is left in it, approving it, and sending it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from ui import deciding, plain
from ui.action_button import ActionButton
from ui.actions import Actions
from ui.case import Case
from ui.desk import Desk
from ui.dialog import emptied
from ui.fields import Note
from ui.theme import Theme

BUTTONS = (("review.approve", "Approve"), ("review.return", "Return…"),
           ("review.agree.rest", "Agree with the rest"))  # fmt: skip
RETURN_HINT = (
    "What is to be done again, and why. Shift+Enter begins a new line, Esc does not return it."
)


class ArticleBox(QWidget):
    """Says what is left; the form for returning shows when it is asked for."""

    left = Signal()

    def __init__(self, desk: Desk, case: Case, actions: Actions) -> None:
        super().__init__()
        self._desk, self._case = desk, case
        self.said = plain.label(name="section", wrap=True)
        self.message = Note("Message to the annotator", RETURN_HINT, draft=True)
        self.send = QPushButton("Return  Enter")
        self._people: dict[str, QCheckBox] = {}
        self._boxes = QGridLayout()
        self.form = QWidget()
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.addLayout(self._boxes)
        form.addWidget(self.message)
        form.addWidget(self.send)
        self.form.hide()
        self.buttons: dict[str, ActionButton] = {}
        buttons = QGridLayout()
        buttons.setSpacing(6)
        for nth, (id_, text) in enumerate(BUTTONS):
            button = self.buttons[id_] = ActionButton(actions[id_], text)
            if nth == 2:
                buttons.addWidget(button, 1, 0, 1, 2)
            else:
                buttons.addWidget(button, 0, nth)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addLayout(buttons)
        column.addWidget(self.form)
        self.message.committed.connect(self._return)
        self.message.left.connect(self._leave)
        self.send.clicked.connect(self.message.send)

    def set_theme(self, theme: Theme) -> None:
        """Nothing here is drawn by hand."""

    def refresh(self) -> None:
        self.said.setText(self._words())
        self.setVisible(self._desk.article_id is not None)
        self.buttons["review.agree.rest"].setVisible(self._case.board is None)
        ready = self._case.is_decided and not self._case.is_approved
        if self.buttons["review.approve"].isDefault() != ready:
            self.buttons["review.approve"].setDefault(ready)

    def ask(self) -> None:
        """Show the form for returning the article, and take the keys."""
        several = len(self._case.readings) > 1
        emptied(self._boxes)
        self._people = {}
        for nth, one in enumerate(self._case.readings if several else ()):
            box = QCheckBox(f"To {self._case.name_of(one.person_id)}".replace("&", "&&"))
            box.setChecked(True)
            self._people[one.person_id] = box
            self._boxes.addWidget(box, nth // 2, nth % 2)
        self.form.show()
        self.message.setFocus()

    def _words(self) -> str:
        case, desk = self._case, self._desk
        if desk.article is None:
            return ""
        names = deciding.readers(case)
        if case.is_approved:
            return f"By {names}: approved, its reading is gold." if names else "Approved."
        if not case.readings:
            return "Nobody has submitted this article yet."
        left = len(desk.here.undecided)
        if not left:
            what = "nothing is marked in it" if not desk.spans else "every span is decided"
            return f"By {names}: {what}. Approve it with Ctrl+Enter; N leaves it."
        spans = "1 span" if left == 1 else f"{left:,} spans"
        units = f" in {len(case.board.left):,} units" if case.board else ""
        return f"By {names}: {spans}{units} left"

    def _return(self, text: str) -> None:
        chosen = [id_ for id_, box in self._people.items() if box.isChecked()]
        if self._people and not chosen:
            self._desk.tell("Tick at least one of those who are to get it back.")
            return
        if deciding.return_(self._desk, text, chosen):
            self.message.clear()
            self._leave()

    def _leave(self) -> None:
        if self.form.isVisible():
            self.form.hide()
            self.message.show_value("")
            self.left.emit()
