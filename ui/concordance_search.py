"""A search for places at work: in short steps, told as it goes, and stopped at any time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from model import concordance
from model.concordance import Hit, Query, Step
from model.plurals import many
from ui.desk import Desk
from ui.shortening import shortened
from ui.steps import Pace, Stepper

SIMPLER = "Make the pattern simpler."


class Search(QObject):
    """One search at a time."""

    found = Signal(object)
    """More places, a list of hits."""
    said = Signal(str)
    """How much was found so far, or at all."""
    ended = Signal()
    """There is nothing more to come: all is looked through, or it was stopped."""
    failed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.query = Query()
        """What is looked for, or was last."""
        self.slow: tuple[str, ...] = ()
        """Titles of the articles on which its pattern took too long."""
        self.was_stopped = False
        """Whether the last one was stopped before its end."""
        self._places = self._articles = 0
        self._step = Step([], 0, 0)
        self._coming: list[Hit] = []
        """Found, and not told yet."""
        self._pace = Pace()
        self._stepper = Stepper(self)

    @property
    def running(self) -> bool:
        return self._stepper.running

    def begin(self, query: Query) -> None:
        """Look for this, instead of what was looked for before."""
        self.query, self.slow, self.was_stopped = query, (), False
        self._places = self._articles = 0
        self._step = Step([], 0, 0)
        self._coming.clear()
        self._pace.begin()
        self._stepper.start(
            concordance.find(self._desk.project, query), self._take, self.failed.emit
        )

    def stop(self) -> None:
        """Look no further: what was found so far is told, and how far it went."""
        if self.running:
            done, total = self._step.done, many(self._step.total, "article")
            self._tell(f"stopped after {done:,} of {total}." if done else "stopped at once.")
            self.was_stopped = True
            self._end()

    def cancel(self) -> None:
        """Look no further, and tell nothing of it."""
        self._stepper.stop()

    # ---- inside

    def _take(self, step: Step) -> None:
        self._step, self.slow = step, step.slow
        self._coming += step.hits
        is_over = step.done == step.total or bool(step.ended)
        if is_over:
            self._tell("")
            self._end()
        elif self._pace.is_due():
            self._tell(f"{step.done:,} of {step.total:,} looked at…")

    def _tell(self, how_far: str) -> None:
        self._places += len(self._coming)
        self._articles += len({hit.article_id for hit in self._coming})
        self.found.emit(self._coming)
        self._coming = []
        found = f"{many(self._places, 'place')} in {many(self._articles, 'article')}"
        said = [f"{found}, {how_far}" if how_far else f"{found}."]
        if self.slow:
            said.append(_left_out(self.slow))
        if self._step.ended == "slow":
            said.append(f"The search was given up. {SIMPLER}")
        elif self._step.ended == "full":
            said.append("There are more: narrow the search.")
        self.said.emit(" ".join(said))

    def _end(self) -> None:
        self._stepper.stop()
        self.ended.emit()


def _left_out(titles: Sequence[str]) -> str:
    """Which articles the pattern took too long on."""
    named, more = [shortened(title) for title in titles[:3]], len(titles) - 3
    listed = ", ".join(named) + (f" and {more:,} more" if more > 0 else "")
    return f"The pattern took too long on {many(len(titles), 'article')}, left out: {listed}."
