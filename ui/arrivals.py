"""What the worker has found, on its way into the project: one article after the other, a part at
each turn of the window, which so never waits for a long article."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

from model import suggested
from model.errors import UserError
from model.suggestion_intake import Intake
from ui.desk import Desk
from ui.steps import TURN
from ui.suggester import Answer

BUSY = 50
"""Milliseconds until it is tried again while the project is being written, or looked through."""


class Arrivals(QObject):
    """Empty, or at work on the first of those that wait."""

    arrived = Signal(object, int)
    """An `Answer` that is in the project, and how many spans of it are new."""
    failed = Signal(str)
    """Why nothing can be saved; what else waited is dropped."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[Answer] = deque()
        self.asked_for = ""
        """The article that somebody has asked suggestions for, and waits to hear of: these are one
        step of undo."""
        self._intake: Intake | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)

    @property
    def waiting(self) -> int:
        """Answers that are not wholly in."""
        return len(self._waiting)

    def take(self, answer: Answer) -> None:
        """Put in what was found, after what waits already, from the next turn on."""
        self._waiting.append(answer)
        if not self._next.isActive():
            self._next.start(TURN)

    def forget(self) -> None:
        """Drop all that waits; of what is half in, that half stays."""
        self._waiting.clear()
        self.asked_for = ""
        self._intake = None
        self._next.stop()

    # ---- inside

    def _go_on(self) -> None:
        store = self._desk.project
        if store.busy or store.examination is not None:
            self._next.start(BUSY)
            return
        answer = self._waiting[0]
        if self._intake is None:
            asked, found = answer.asked, suggested.from_values(answer.spans, answer.links)
            self._intake = Intake(store, asked.article_id, asked.body, found, asked.wish,
                                  by_itself=asked.article_id != self.asked_for)  # fmt: skip
        intake = self._intake
        try:
            is_in = intake.go_on()
        except Exception as error:
            self.forget()
            if not isinstance(error, UserError):
                raise
            self.failed.emit(str(error))
            return
        if is_in:
            self._waiting.popleft()
            self._intake = None
            self.asked_for = "" if intake.is_undone else self.asked_for
        if self._waiting:
            self._next.start(TURN)
        if is_in:
            self.arrived.emit(answer, intake.new)
