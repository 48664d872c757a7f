"""Which spans contradict others by their figures: for the queue of the review, while it puts them
first."""

from __future__ import annotations

from PySide6.QtCore import QObject

from model import compare
from model.store import Store
from ui.corpus_figures import Source
from ui.desk import Desk
from ui.jobs import Jobs
from ui.queue import Queue
from ui.queue_places import SPANS

ORDER = "contradictions"


class Contradictions(QObject):
    """Figures are compared when that order is asked for, and anew after edits. A list in which
    something is decided stays as it is until it is asked for again."""

    def __init__(self, desk: Desk, jobs: Jobs, queue: Queue) -> None:
        super().__init__()
        self._desk, self._queue = desk, queue
        self._source = Source(desk, jobs, "figures", _compared)
        self._source.counted.connect(self._take)
        self._source.failed.connect(self._fail)
        queue.renewed.connect(self.follow)

    def follow(self) -> None:
        """Compare while the queue is looked at and in that order."""
        queue = self._queue
        self._source.want(queue.awake and queue.kind == SPANS and queue.order == ORDER)
        if queue.comparing != self._source.counting:
            queue.comparing = self._source.counting
            queue.counted.emit()

    def _take(self, found: object) -> None:
        assert found is None or isinstance(found, dict)
        now = frozenset(found["contradicting"]) if found else frozenset[str]()
        others = now != frozenset(self._queue.contradicting)
        self._queue.contradicting = now
        if others and not self._queue.verdicts and self._queue.awake:
            unmoved = self._queue.place == self._queue.top
            self._queue.renew()
            if unmoved:
                self._queue.begin()
        else:
            self.follow()

    def _fail(self, why: str) -> None:
        self._desk.tell(f"The figures could not be compared. {why}", "warning")
        self.follow()


def _compared(store: Store) -> object:
    return {"contradicting": sorted(compare.figures(store).contradicting)}
