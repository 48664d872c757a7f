"""Suggestions for the article shown, and for all: asked of the worker, put into the project.

The only place that knows both the worker and the desk. What comes back for another text, or for a
project that was closed meanwhile, is dropped.
"""

from __future__ import annotations

from collections import deque
from dataclasses import asdict

from PySide6.QtCore import QObject, QTimer, Signal

from model import articles, suggested, suggestions, wishes
from model.plurals import many
from model.records import Article
from ui.desk import Desk
from ui.suggester import Answer, Asked, Suggester

AHEAD = 2
"""Articles of a run through the project that wait at the worker at once."""
SETTLED = 250
"""Milliseconds that an article must have been shown before it gets suggestions."""
BUSY = 50
"""Milliseconds until a result is tried again that came while the project was being written."""

NOTHING_NEW = "Nothing new is suggested here. What you have rejected is not proposed again."


class SuggestionKeeper(QObject):
    """Follows the desk; `run` goes through the whole project."""

    progress = Signal(int, int)
    """Articles done and in all, of a run."""
    run_ended = Signal(str)
    """What a run has brought, in words."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.worker = Suggester(self)
        self.worker.found.connect(self._put)
        self.worker.failed.connect(self._failed)
        self.worker.went_off.connect(self._went_off)
        self._asked: set[str] = set()
        self._by_hand = ""
        """The article that somebody has asked suggestions for, and waits to hear of."""
        self._notes: set[str] = set()
        self._run: deque[str] = deque()
        self._total = self._spans = self._without = 0
        self.paused = False
        self._store = desk.store
        desk.project_changed.connect(self._another_project)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(self._opened)
        desk.article_changed.connect(self._settled.start)
        desk.suggestions_wanted.connect(self.ask_here)
        if desk.article_id is not None:
            self._settled.start()

    # ---- the article shown

    def ask_here(self) -> None:
        """Make suggestions for the article shown, even when some were made before."""
        article = self._desk.article
        if article is not None and self._desk.writable:
            if self.worker.off:
                self.worker.try_again()
            self._notes.clear()
            self._by_hand = article.id
            self._ask(article, first=True)

    def _opened(self) -> None:
        desk = self._desk
        article = desk.article if desk.settings.on("suggest") and desk.writable else None
        if article is None or article.id in self._asked or self.worker.off:
            return
        if suggestions.are_wanted(desk.project, article.id):
            self._ask(article, first=True)

    # ---- the whole project

    @property
    def running(self) -> bool:
        return self._total > 0

    def run(self) -> None:
        """Make suggestions for every article where the person would use them."""
        self._run = deque(suggestions.wanted(self._desk.project))
        self._total, self._spans, self._without, self.paused = len(self._run), 0, 0, False
        if self.worker.off:
            self.worker.try_again()
        if self._run:
            self._feed()
        else:
            self._end("Every article is finished, or somebody else's: nothing was suggested.")

    def pause(self, paused: bool) -> None:
        """Ask for no further articles of the run, or go on with it."""
        self.paused = paused
        self._feed()

    def cancel(self) -> None:
        """End the run; what it has brought stays."""
        if self.running:
            self._run.clear()
            self.worker.forget(keep=self._desk.article_id or "")
            self._end(self._brought("Stopped. "))

    def stop(self) -> None:
        """End the worker with the window."""
        self._forget()
        self.worker.stop()

    # ---- inside

    def _another_project(self) -> None:
        """The desk reads the same one anew after a large edit: a run through it goes on then."""
        if self._desk.store is self._store:
            self._asked.clear()
            return
        self._store = self._desk.store
        self._forget()

    def _forget(self) -> None:
        self._asked.clear()
        self._by_hand = ""
        self._run.clear()
        self.worker.forget()
        if self.running:
            self._end("The project was closed.")

    def _ask(self, article: Article, *, first: bool) -> None:
        store = self._desk.project
        self._asked.add(article.id)
        wish = wishes.wish(store, self._desk.settings, article)
        text = articles.text_of(store, article.id)
        self.worker.ask(Asked(article.id, article.body, text, asdict(wish)), first=first)
        self._await(article.id, not self.worker.off)

    def _await(self, article_id: str, awaits: bool) -> None:
        """Note whether suggestions for an article, if it is shown, are on their way."""
        here = self._desk.here
        if here.id == article_id and here.awaits != awaits:
            here.awaits = awaits
            self._desk.moved.emit()

    def _feed(self) -> None:
        while self._run and not self.paused and self.worker.waiting < AHEAD:
            found = articles.some(self._desk.project, [self._run.popleft()])
            for article in found:
                self._ask(article, first=False)

    def _put(self, answer: Answer) -> None:
        store = self._desk.store
        if store is None or not self._desk.writable:
            return
        if store.busy:
            QTimer.singleShot(BUSY, self, lambda: self._put(answer))
            return
        found = suggested.from_values(answer.spans, answer.links, answer.notes)
        asked = answer.asked
        self._await(asked.article_id, False)
        self._desk.attempt(lambda: self._count(
            asked.article_id, suggestions.put(store, asked.article_id, asked.body, found)
        ))  # fmt: skip
        for note in answer.notes:
            if note not in self._notes:
                self._notes.add(note)
                self._desk.tell(note, "warning", "settings")
        self._step()

    def _count(self, article_id: str, new: int) -> None:
        self._spans += new
        if article_id == self._by_hand:
            self._by_hand = ""
            if article_id == self._desk.article_id:
                said = f"Suggested {many(new, 'more span')}." if new else NOTHING_NEW
                self._desk.tell(said, "done" if new else "info")

    def _failed(self, article_id: str, why: str) -> None:
        title = articles.one(self._desk.project, article_id).title if self._desk.store else ""
        self._without += 1
        self._await(article_id, False)
        if article_id == self._desk.article_id:
            self._desk.tell(f"No suggestions for “{title}”. {why}", "warning", "suggest.here")
        self._step()

    def _went_off(self, why: str) -> None:
        self._await(self._desk.article_id or "", False)
        self._desk.tell(f"{why} Everything else goes on.", "warning", "suggest.here")
        self._run.clear()
        if self.running:
            self._end(f"{self._brought('')} {why}")

    def _step(self) -> None:
        if not self.running:
            return
        self._feed()
        done = self._total - len(self._run) - self.worker.waiting
        self.progress.emit(done, self._total)
        if not self._run and not self.worker.waiting:
            self._end(self._brought(""))

    def _brought(self, before: str) -> str:
        failed = f" {many(self._without, 'article')} got none." if self._without else ""
        return f"{before}Suggested {many(self._spans, 'new span')}.{failed}"

    def _end(self, said: str) -> None:
        self._total = 0
        self.run_ended.emit(said)
