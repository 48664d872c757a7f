"""What was said of the span under review, or of the article; a line to say more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from model import comments
from model.records import Comment
from ui import deciding, plain
from ui.ages import ago
from ui.case import Case
from ui.desk import Desk
from ui.dialog import emptied
from ui.fields import Note

INDENT = 14
"""Pixels by which an answer stands in from what it answers."""
HINT = "What the annotator should know. Shift+Enter begins a new line, Esc leaves it unsaid."


class Remarks(QWidget):
    """The comments, the oldest first; the field shows when it is asked for."""

    left = Signal()

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self._desk, self._case = desk, case
        self.field = Note("Comment", HINT, draft=True)
        self.say = QPushButton("Say it  Enter", autoDefault=False)
        for part in (self.field, self.say):
            part.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._lines)
        column.addWidget(self.field)
        column.addWidget(self.say)
        self.field.committed.connect(self._say)
        self.field.left.connect(self._leave)
        self.say.clicked.connect(self.field.send)
        self._shown: list[Comment] = []

    def ask(self) -> None:
        self.field.show_value("")
        self.field.show()
        self.say.show()
        self.field.setFocus()

    def refresh(self) -> None:
        """The comments on the span under review, or, without one, on the article itself."""
        desk, span = self._desk, self._case.span
        found: list[Comment] = []
        if desk.store is not None and desk.article_id is not None:
            every = comments.of_article(desk.store, desk.article_id)
            made = self._case.decision.result if self._case.decision else None
            about = {span.id, made} - {None} if span else {None}
            found = [one for one in every if one.span_id in about]
        if found == self._shown:
            return
        self._shown = found
        emptied(self._lines)
        for one, depth in in_threads(found):
            did = " answered" if depth else ""
            for shown in (plain.label(f"{self._case.name_of(one.person_id)}{did}, "
                                      f"{ago(one.created)}", name="note"),
                          plain.selectable(one.text)):  # fmt: skip
                shown.setIndent(depth * INDENT)
                self._lines.addWidget(shown)

    def _say(self, text: str) -> None:
        if not text.strip() or deciding.comment(self._desk, text):
            self._leave()

    def _leave(self) -> None:
        self.field.show_value("")
        self.left.emit()
        self.field.hide()
        self.say.hide()


def in_threads(found: Sequence[Comment]) -> list[tuple[Comment, int]]:
    """Each comment with its answers after it, and how deep it stands among them."""
    known = {one.id for one in found}
    answers: defaultdict[str, list[Comment]] = defaultdict(list)
    for one in found:
        answers[one.answers if one.answers in known else ""].append(one)

    def under(id_: str, depth: int) -> Iterator[tuple[Comment, int]]:
        for one in answers[id_]:
            yield one, depth
            yield from under(one.id, depth + 1)

    return [*under("", 0)]
