"""What a review made of the person's own work: what was corrected and why, and a line to answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from model import comments, corrections, people, readings
from model.corrections import Correction
from model.edits import Edit
from model.moves import APPROVED, IN_PROGRESS, RETURNED
from model.records import ANNOTATOR, Comment
from ui.desk import Desk
from ui.differing import from_to
from ui.icons import icon
from ui.standing import STANDINGS
from ui.strip import Strip
from ui.theme import Theme

MOST_ROWS = 5
HINT = "F8 goes through it · Y answers · Ctrl+R reopens · Esc in the list closes"
TOLD = (RETURNED, APPROVED)
Row = Correction | Comment


class CorrectedStrip(Strip):
    """Shown with an article of the person's that was returned, until it is submitted again, or
    approved with corrections. It makes room for what may be forgotten."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "What the review corrected")
        self._rows: list[Row] = []
        self._closed = ""
        self._of, self._gone_to = "", -1
        self.list.setWordWrap(True)
        self.hint.setText(HINT)
        self.answering = self.add_button("Answer")
        self.answer = QLineEdit(placeholderText="Answer: Enter sends it, Esc does not")
        self.answer.setAccessibleName("Answer to the reviewer")
        self.answer.hide()
        self.column.addWidget(self.answer)
        self.answering.clicked.connect(self._ask)
        self.answer.returnPressed.connect(self._send)
        self.list.confirmed.connect(self._go)
        self.list.itemClicked.connect(lambda _: self._go())
        self.list.dismissed.connect(self._close)
        desk.answer_wanted.connect(self._ask)
        desk.walk_wanted.connect(self._walk)
        desk.submit_wanted.connect(self.hide)
        desk.article_changed.connect(self.refresh)
        desk.readings_changed.connect(self.refresh)
        desk.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        self.answering.setIcon(icon("mdi6.reply", theme))

    def refresh(self) -> None:
        """Look whether there is something to be told of the article shown."""
        desk = self.desk
        if self._of != desk.article_id:
            self._of, self._gone_to = desk.article_id or "", -1
        state = self._state()
        if state == IN_PROGRESS and any(self._messages()):
            state = RETURNED  # what was asked for is in sight until it is done
        self._rows = self._news() if state in TOLD else []
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems([self._said(one) for one in self._rows])
        self.list.setCurrentRow(min(max(row, 0), len(self._rows) - 1))
        self.list.fit(MOST_ROWS)
        spans = sum(isinstance(one, Correction) for one in self._rows)
        many = "1 correction" if spans == 1 else f"{spans} corrections"
        self.heading.setText(f"{state.capitalize()}: {many}" if spans else state.capitalize())
        self.setVisible(bool(self._rows) and self._closed != desk.article_id)

    # ---- inside

    def _state(self) -> str:
        """Of the person's own work on the article; '' while it is not theirs to look at."""
        desk = self.desk
        if desk.store is None or desk.article_id is None or desk.reviewing:
            return ""
        me = people.whoever(desk.store)
        return next((one.state for one in readings.of_article(desk.store, desk.article_id)
                     if (one.person_id, one.role) == (me, ANNOTATOR)), "")  # fmt: skip

    def _news(self) -> list[Row]:
        store, article_id = self.desk.project, self.desk.article_id or ""
        found = corrections.of(store, article_id)
        return [*self._messages(), *(one for one in found if one.is_news)]

    def _messages(self) -> list[Comment]:
        """What was said of the article itself."""
        found = comments.of_article(self.desk.project, self.desk.article_id or "")
        return [one for one in found if one.span_id is None]

    def _said(self, one: Row) -> str:
        if isinstance(one, Comment):
            return self._remark(one)
        span = one.span or one.result
        how = STANDINGS[one.verdict]
        parts = [f"{how.sign} {how.said}  {_flat(span.quote) if span else ''}"]
        parts += [from_to(change) for change in one.changes]
        parts += [one.reason] if one.reason else []
        parts += [f"“{_flat(one.comment)}”"] if one.comment else []
        return " · ".join([*parts, one.person, *map(self._remark, one.comments)])

    def _remark(self, one: Comment) -> str:
        return f"{people.name_of(self.desk.project, one.person_id)}: “{_flat(one.text)}”"

    def _follow(self, edit: Edit) -> None:
        if edit.touches("decision", "assignment", "comment"):
            self.refresh()

    def _go(self) -> None:
        """Show what the row is about: the span, or where it stood."""
        row = self.list.currentRow()
        one = self._rows[row] if row in range(len(self._rows)) else None
        self._gone_to = row
        if isinstance(one, Correction):
            there = [span for span in (one.result, one.span) if span and span.id in self.desk.spans]
            span = one.span or one.result
            if there:
                self.desk.choose(there[0].id)
            elif span is not None:
                self.desk.select(span.start, span.end)

    def _walk(self, step: int) -> None:
        """To the next correction; to the first, where none was looked at yet."""
        found = [at for at, one in enumerate(self._rows) if isinstance(one, Correction)]
        if not self.isVisible() or not found:
            return
        row = self.list.currentRow()
        passed = [at for at in found if (at <= row if self._gone_to == row else at < row)]
        self.list.setCurrentRow(found[(len(passed) if step > 0 else len(passed) - 2) % len(found)])
        self._go()

    def _ask(self) -> None:
        if self.isVisible():
            self.answer.show()
            self.answer.setFocus()

    def _send(self) -> None:
        row, text = self.list.currentRow(), self.answer.text()
        one = self._rows[row] if row in range(len(self._rows)) else None
        store, article_id = self.desk.project, self.desk.article_id or ""
        said = one if isinstance(one, Comment) else None
        if isinstance(one, Correction):
            said = one.comments[-1] if one.comments else None
        about = one.span or one.result if isinstance(one, Correction) else None

        def work() -> None:
            if said is not None:
                comments.answer(store, said.id, text)
            else:
                comments.add(store, article_id, text, about.id if about else None)

        if self.desk.attempt(work):
            self._leave()

    def _leave(self) -> None:
        self.answer.clear()
        self.answer.hide()
        if self.desk.frame is not None:
            self.desk.frame.focus_pane("reader")

    def _close(self) -> None:
        self._closed = self.desk.article_id or ""
        self.close_strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.answer.hasFocus():
            self._leave()
        else:
            super().keyPressEvent(event)


def _flat(text: str) -> str:
    return " ".join(text.split())
