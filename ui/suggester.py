"""The worker that makes suggestions: started when first needed, asked one article at a time.

It dies or hangs once: a new one is started, and the article it was at is left out. Twice: it stays
off, with the reason. The window never waits for it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from model.wishes import Wish
from ui.jobs import Child
from ui.limits import of_suggestions

WALL = 3
"""Seconds by the clock for each second of computing that an article may take."""
STARTING = 30
"""Seconds by the clock, in addition, for a worker that has yet to start."""
LIVES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """An article to make suggestions for."""

    article_id: str
    body: str
    """SHA-256 of its text; what comes back for another text is dropped."""
    text: str
    wish: Wish


@dataclass(slots=True)
class Answer:
    """What the worker said of an article, put together from its parts."""

    asked: Asked
    spans: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Suggester(QObject):
    """A queue before one worker."""

    found = Signal(object)
    """An `Answer`, whole."""
    failed = Signal(str, str)
    """The id of an article that got no suggestions, and why."""
    went_off = Signal(str)
    """The worker died once too often; the reason, for a person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: deque[Asked] = deque()
        self._numbers = count(1)
        self._number = 0
        self._busy = False
        self._answer: Answer | None = None
        """What is being put together; None while what the worker is at was forgotten."""
        self._child: Child | None = None
        self._lives = LIVES
        self.off = ""
        """Why there are no suggestions; '' while there are."""
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self.hurry)

    @property
    def waiting(self) -> int:
        """Articles asked for and not yet answered."""
        return len(self._queue) + (self._answer is not None)

    def ask(self, asked: Asked, *, first: bool = False) -> None:
        """Put an article into the queue, before all others if it is wanted `first`."""
        if self.off or self._is_at(asked):
            return
        self._queue = deque(one for one in self._queue if one.article_id != asked.article_id)
        (self._queue.appendleft if first else self._queue.append)(asked)
        self._go_on()

    def forget(self, *, keep: str = "") -> None:
        """Ask for nothing more, unless it is the article `keep`; what is being made is dropped."""
        self._queue = deque(one for one in self._queue if one.article_id == keep)
        if self._answer is not None and self._answer.asked.article_id != keep:
            self._answer = None

    @property
    def process_id(self) -> int:
        """The worker's, in the system; 0 while there is none."""
        return self._child.process_id if self._child is not None else 0

    def hurry(self) -> None:
        """Wait no longer for what the worker is at."""
        if self._busy:
            self._died("It took too long.")

    def try_again(self) -> None:
        """Switch on again what had gone off."""
        if self.off:
            self.off, self._lives = "", LIVES

    def stop(self) -> None:
        """End the worker; the next question starts another one."""
        self.forget()
        self._rest()
        self._end_child()

    # ---- inside

    def _is_at(self, asked: Asked) -> bool:
        return self._answer is not None and self._answer.asked == asked

    def _go_on(self) -> None:
        if self._busy or not self._queue:
            return
        asked = self._queue.popleft()
        self._busy, self._answer, self._number = True, Answer(asked), next(self._numbers)
        seconds = WALL * of_suggestions(len(asked.text)) + (0 if self._child else STARTING)
        child = self._child or self._start()
        child.ask({"id": self._number, "text": asked.text, "wish": asdict(asked.wish)})
        self._deadline.start(seconds * 1000)

    def _start(self) -> Child:
        self._child = child = Child(self)
        child.said.connect(self._take)
        child.ended.connect(self._died)
        child.start(["suggest-worker"])
        return child

    def _take(self, said: dict[str, Any]) -> None:
        if said.get("id") != self._number:
            return
        if self._answer is not None:
            self._answer.spans += said.get("spans", ())
            self._answer.links += said.get("links", ())
            self._answer.notes += said.get("notes", ())
        if "end" in said or "error" in said:
            answer = self._rest()
            if answer is not None and "error" in said:
                self.failed.emit(answer.asked.article_id, str(said["error"]))
            elif answer is not None:
                self.found.emit(answer)
            self._go_on()

    def _rest(self) -> Answer | None:
        """The worker is at nothing any more; what it was at, unless that was forgotten."""
        answer, self._answer, self._busy = self._answer, None, False
        self._deadline.stop()
        return answer

    def _died(self, why: str) -> None:
        lost = self._rest()
        self._end_child()
        self._lives -= 1
        if self._lives <= 0:
            self._queue.clear()
            self.off = f"Suggestions are off: their process ended twice. {why}".strip()
            self.went_off.emit(self.off)
        elif lost is not None:
            self.failed.emit(lost.asked.article_id, f"Its suggestions were given up. {why}".strip())
        self._go_on()

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.deleteLater()
            self._child = None
