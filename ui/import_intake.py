"""Taking in what an import has read: a little in turns with the window, much beside the window."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from model import importing, intake, spool
from model.choices import Choices
from model.errors import UserError
from model.import_report import Report
from model.spool import Brought
from ui import steps
from ui.desk import Desk

TURN = 0.012
"""Seconds of taking in before the window may draw and hear."""
MUCH = 4_000_000
"""Bytes of drafts that take longer to be put onto the disk than a window may wait."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be taken in, and how."""

    brought: Brought
    choices: Choices
    whose: str
    """Work it is that no file gives a name to; '' for whoever imports."""

    @property
    def is_much(self) -> bool:
        return self.brought.changes >= steps.MANY or self.brought.size >= MUCH


class Intake(QObject):
    """Puts everything into the project, as one edit, or nothing. One of `done`, `stopped` and
    `failed` is told at the end; or `left`, when the window closes instead."""

    progressed = Signal(int)
    """How many articles are in."""
    leaving = Signal()
    """The window was asked to close, which it does as soon as the project is whole."""
    done = Signal(object)
    """A `Report`."""
    stopped = Signal()
    failed = Signal(str)
    left = Signal()
    closes_project = False
    """Whether the project is closed in the window meanwhile."""

    def __init__(self, desk: Desk, wanted: Wanted, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wanted = wanted

    @property
    def running(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        raise NotImplementedError

    def call_off(self) -> None:
        """Take back what is in."""
        raise NotImplementedError


def intake_for(desk: Desk, wanted: Wanted, parent: QObject) -> Intake:
    """Beside the window what it would have to wait for."""
    can_be_away = desk.frame is not None and desk.project.path is not None
    kind = Beside if can_be_away and wanted.is_much else InTurns
    return kind(desk, wanted, parent)


class InTurns(Intake):
    """Some articles at each turn of the event loop."""

    def __init__(self, desk: Desk, wanted: Wanted, parent: QObject) -> None:
        super().__init__(desk, wanted, parent)
        brought = wanted.brought
        title = importing.title_for(brought.articles, brought.first_title())
        self._steps = intake.Steps(desk.project, brought.files(), wanted.choices, title,
                                   wanted.whose)  # fmt: skip
        self._walk: Generator[int, None, None] | None = None
        self._turns = QTimer(self, timeout=self._turn)

    @property
    def running(self) -> bool:
        return self._walk is not None

    def start(self) -> None:
        self._walk = iter(self._steps)
        self._turns.start(0)

    def call_off(self) -> None:
        if self._walk is not None:
            self._end()
            self.stopped.emit()

    def _turn(self) -> None:
        assert self._walk is not None
        until = perf_counter() + TURN
        try:
            while perf_counter() < until:
                self.progressed.emit(next(self._walk))
        except StopIteration:
            self._end()
            self.done.emit(Report((*self._steps.results, *self.wanted.brought.not_read())))
        except UserError as error:
            self._end()
            self.failed.emit(str(error))

    def _end(self) -> None:
        self._turns.stop()
        walk, self._walk = self._walk, None
        if walk is not None:
            walk.close()


class Beside(Intake):
    """By a process of ours, to which the project is lent."""

    closes_project = True

    def __init__(self, desk: Desk, wanted: Wanted, parent: QObject) -> None:
        super().__init__(desk, wanted, parent)
        assert desk.frame is not None
        self.away = away = desk.frame.away(self)
        away.progressed.connect(lambda done, _total: self.progressed.emit(done))
        away.leaving.connect(self.leaving)
        away.done.connect(self._done)
        away.stopped.connect(self.stopped)
        away.failed.connect(self.failed)
        away.left.connect(self.left)

    @property
    def running(self) -> bool:
        return self.away.running

    def start(self) -> None:
        if self.desk.unsaved.count:
            self.failed.emit("Something is not saved yet, so nothing was imported. "
                             "Save it first, and import again.")  # fmt: skip
            return
        wanted = self.wanted
        asked: dict[str, Any] = {
            "labels": dict(wanted.choices.labels), "links": dict(wanted.choices.links),
            "whose": wanted.whose,
        }  # fmt: skip
        self.away.send("take-in", str(spool.request(wanted.brought.folder, asked)))

    def call_off(self) -> None:
        self.away.call_off()

    def _done(self, _told: object) -> None:
        self.done.emit(Report(tuple(spool.results_in(self.wanted.brought.folder))))
