"""Submitting an article: what may be forgotten in it is told first, and never stands in the way."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidgetItem

from model import articles, unfinished
from model.edits import Edit
from model.records import Span
from ui import moving
from ui.desk import Desk
from ui.icons import icon
from ui.strip import Strip
from ui.theme import Theme

MOST_ROWS = 5
HEADING = "Before you submit"
HINT = "Enter goes there · F8 to the next · Ctrl+Enter submits anyway · Esc not now"
NOTHING_LEFT = "Nothing is forgotten now · Ctrl+Enter submits"
SAID = {
    unfinished.UNLINKED: "claim without an actor",
    unfinished.UNJUDGED: "suggestion not judged",
    unfinished.VALUELESS: "figure without a value",
    unfinished.UNSAID: "verified span without a stance",
}


class SubmitStrip(Strip):
    """Opened by the first Ctrl+Enter when something may be forgotten; the second one submits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "What may be forgotten")
        self._spans: list[str] = []
        self.hint.setText(HINT)
        self.go = self.add_button("Go there")
        self.submit_anyway = self.add_button("Submit anyway")
        self.go.clicked.connect(self._go)
        self.submit_anyway.clicked.connect(self.submit)
        self.list.confirmed.connect(self._go)
        self.list.dismissed.connect(self.close_strip)
        self.list.itemClicked.connect(lambda _: self._go())
        desk.submit_wanted.connect(self.submit)
        desk.walk_wanted.connect(self._walk)
        desk.article_changed.connect(self.hide)
        desk.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        self.submit_anyway.setIcon(icon("mdi6.check-circle-outline", theme))

    def submit(self) -> None:
        """Submit and go to the next article; with things to be told, tell them once."""
        desk = self.desk
        if self.isHidden() and not desk.here.is_locked and self._fill():
            self.show()
            self.focus_list()
            return
        self.close_strip()
        article_id = desk.article_id or ""
        if desk.attempt(lambda: articles.submit(desk.project, article_id)):
            moving.next_unfinished(desk)

    def _fill(self) -> bool:
        """List what may be forgotten; whether there is anything."""
        desk = self.desk
        found = unfinished.before_submit(desk.project, desk.article_id or "")
        row = self.list.currentRow()
        self.list.clear()
        self._spans = []
        for kind in found:
            for span_id in kind.span_ids:
                span = desk.spans.get(span_id)
                if span is not None:
                    self._spans.append(span_id)
                    self.list.addItem(QListWidgetItem(f"{SAID[kind.kind]}:  {_flat(span)}"))
        self.list.setCurrentRow(min(max(row, 0), len(self._spans) - 1))
        self.list.fit(MOST_ROWS)
        self.list.setVisible(bool(self._spans))
        self.heading.setText(" · ".join([HEADING, *(kind.text for kind in found)]))
        self.hint.setText(HINT if self._spans else NOTHING_LEFT)
        self.go.setVisible(bool(self._spans))
        self.submit_anyway.setText("Submit anyway" if self._spans else "Submit")
        return bool(self._spans)

    def _follow(self, edit: Edit) -> None:
        if not self.isHidden() and edit.touches("span", "link"):
            self._fill()

    def _go(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._spans):
            self.desk.choose(self._spans[row])
            if self.desk.frame is not None:
                self.desk.frame.focus_pane("reader")

    def _walk(self, step: int) -> None:
        if self.isHidden() or not self._spans:
            return
        row = self.list.currentRow()
        here = row >= 0 and self._spans[row] == self.desk.chosen
        self.list.setCurrentRow((row + step) % len(self._spans) if here else max(row, 0))
        self._go()


def _flat(span: Span) -> str:
    return " ".join(span.quote.split())
