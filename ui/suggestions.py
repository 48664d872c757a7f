"""Suggestions for the article shown, and for all: asked of the worker, put into the project.

The only place that knows both the worker and the desk. What comes back for another text, or for a
project that was closed meanwhile, is dropped.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from model import already, articles, suggestions, wishes
from model.plurals import many
from model.records import Article
from ui import judging, suggestion_run
from ui.arrivals import Arrivals
from ui.desk import Desk
from ui.news import Remarks
from ui.steps import TURN
from ui.suggester import Answer, Asked, Suggester
from ui.suggestion_run import Run

AHEAD = 2
"""Articles of a run through the project that are under way at once."""
SETTLED = 250
"""Milliseconds that an article must have been shown before it gets suggestions."""
OFF, NONE, NOTES = "suggestions off", "no suggestions", "notes on suggestions"
"""Topics of what is told, which is taken back when it holds no more."""
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
        self.worker.found.connect(self._take)
        self.worker.failed.connect(self._failed)
        self.worker.went_off.connect(self._went_off)
        self._asked: set[str] = set()
        self.arrivals = Arrivals(desk, self)
        self.arrivals.arrived.connect(self._arrived)
        self.arrivals.failed.connect(self._lost)
        self._notes = Remarks(desk)
        self.current = Run()
        """The run that goes on; an empty one while none does."""
        self._hides = desk.settings.on("suggest_after")
        self._chosen = wishes.of_settings(desk.settings)
        self._store = desk.store
        desk.project_changed.connect(self._another_project)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(lambda: self._opened())
        desk.article_changed.connect(self._settled.start)
        desk.article_changed.connect(lambda: desk.withdraw(NONE))
        desk.settings_changed.connect(self._follow_settings)
        desk.suggestions_wanted.connect(self.ask_here)
        if desk.article_id is not None:
            self._settled.start()

    # ---- the article shown

    def ask_here(self) -> None:
        """Make suggestions for the article shown, even when some were made before."""
        article = self._desk.article
        if article is not None and self._desk.writable:
            self.worker.try_again()
            self._notes.begin_anew()
            self.arrivals.asked_for = article.id
            self._ask(article, first=True)

    def _opened(self, *, anew: bool = False) -> None:
        desk = self._desk
        wants = (anew or desk.settings.on("suggest")) and desk.writable
        article = desk.article if wants else None
        if article is None or article.id in self._asked or self.worker.off:
            return
        wanted = suggestions.are_wanted(desk.project, article.id)
        if wanted and not already.are_declined(desk.project, article.id):
            self._ask(article, first=True)

    # ---- the whole project

    @property
    def running(self) -> bool:
        return self.current.total > 0

    def run(self) -> None:
        """Make suggestions for every article where the person would use them, and that has not got
        them yet."""
        self.current = run = suggestion_run.of(self._desk)
        self.worker.try_again()
        if run.left:
            self._feed()
            self.progress.emit(*self.current.far)
        else:
            self._end(run.told_beforehand)

    def pause(self, paused: bool) -> None:
        """Ask for no further articles of the run, or go on with it."""
        self.current.paused = paused
        self._feed()

    def cancel(self) -> None:
        """End the run; what it has brought stays, and the next one goes on there."""
        if self.running:
            self.worker.forget(keep=self._desk.article_id or "")
            self._end(f"Stopped. {self.current.told_at_stop}")

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
        self.arrivals.forget()
        self.worker.forget()
        if self.running:
            self._end("The project was closed.")

    def _follow_settings(self) -> None:
        """With another choice of suggesters the article shown gets its suggestions anew; what was
        told of the one before may hold no more, and is told again if it does."""
        hid, self._hides = self._hides, self._desk.settings.on("suggest_after")
        if hid != self._hides and not self._desk.reviewing:
            judging.hide(self._desk, hides=self._hides)
        before, self._chosen = self._chosen, wishes.of_settings(self._desk.settings)
        if before == self._chosen:
            return
        self._notes.begin_anew()
        self._desk.withdraw(NOTES)
        self._asked.clear()
        self._opened(anew=self._desk.spans.states["suggested"] > 0)

    def _ask(self, article: Article, *, first: bool) -> None:
        store = self._desk.project
        self._asked.add(article.id)
        wish = wishes.wish(store, self._desk.settings, article)
        text = articles.text_of(store, article.id)
        self.worker.ask(Asked(article.id, article.body, text, wish), first=first)
        self._await(article.id, not self.worker.off)

    def _await(self, article_id: str, awaits: bool) -> None:
        """Note whether suggestions for an article, if it is shown, are on their way."""
        here = self._desk.here
        if here.id == article_id and here.awaits != awaits:
            here.awaits = awaits
            self._desk.moved.emit()

    def _feed(self) -> None:
        while (
            self.worker.waiting + self.arrivals.waiting < AHEAD
            and (article_id := self.current.take()) is not None
        ):
            found = articles.some(self._desk.project, [article_id])
            if found:
                self._ask(found[0], first=False)
            else:
                self.current.is_gone(article_id)

    def _take(self, answer: Answer) -> None:
        if self._desk.writable:
            self._desk.withdraw(OFF)
            self.arrivals.take(answer)

    def _arrived(self, answer: Answer, new: int) -> None:
        """Say what came of it where somebody has asked, and go on with the run."""
        asked, desk = answer.asked, self._desk
        self._await(asked.article_id, False)
        self.current.brought(asked.article_id, new)
        is_shown = asked.article_id == desk.article_id
        if asked.article_id == self.arrivals.asked_for:
            self.arrivals.asked_for = ""
            if is_shown:
                more = f"Suggested {many(new, 'more span')}." if new else NOTHING_NEW
                said = judging.hidden(desk) or more
                desk.tell(said, "done" if new else "info", topic=NONE)
        for note in answer.notes:
            self._notes.tell(note, "settings", NOTES)
        self._notes.tell(wishes.unread(asked.wish), "", NONE if is_shown else NOTES)
        QTimer.singleShot(TURN, self, self._step)

    def _lost(self, why: str) -> None:
        """It cannot be saved."""
        self._await(self._desk.article_id or "", False)
        self._desk.tell(why, "trouble")
        if self.running:
            self._end(f"Stopped: it cannot be saved. {self.current.told_at_stop}")

    def _failed(self, article_id: str, why: str) -> None:
        title = articles.one(self._desk.project, article_id).title if self._desk.store else ""
        self.current.gave_up(article_id)
        self._await(article_id, False)
        if article_id == self._desk.article_id:
            self._desk.tell(f"No suggestions for “{title}”. {why}", "warning", "suggest.here", NONE)
        self._step()

    def _went_off(self, why: str) -> None:
        self._await(self._desk.article_id or "", False)
        self._desk.tell(f"{why} Everything else goes on.", "warning", "suggest.here", OFF)
        if self.running:
            self._end(f"{why} {self.current.told_at_stop}")

    def _step(self) -> None:
        if not self.running:
            return
        self._feed()
        self.progress.emit(*self.current.far)
        if self.current.is_over:
            self._end(self.current.told)

    def _end(self, said: str) -> None:
        self.current = Run()
        self.run_ended.emit(said)
