"""Where figures of the project come from: here when that is quick, else a process beside us."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from model.store import Store
from ui.desk import Desk
from ui.jobs import Job, Jobs, is_quick

PAUSE = 1200
"""Milliseconds after an edit before the figures are counted anew."""


class Source(QObject):
    """Counts while `wanted`; `counted` brings the newest figures, or None without a project.

    `command` of the command line and `count` give the same figures, as plain JSON.
    """

    counted = Signal(object)
    progressed = Signal(int)
    """How much of the work beside us is done, in percent; 0 when it begins."""
    failed = Signal(str)

    def __init__(
        self, desk: Desk, jobs: Jobs, command: str, count: Callable[[Store], object]
    ) -> None:
        super().__init__()
        self._command, self._count = command, count
        self._desk = desk
        self._jobs = jobs
        self._job: Job | None = None
        self._is_stale = True
        self.wanted = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        desk.project_changed.connect(self._forget)
        desk.changed.connect(lambda _: self._follow())

    def want(self, wanted: bool) -> None:
        """Whether anybody looks: figures are counted only then."""
        self.wanted = wanted
        if wanted and self._is_stale:
            self.refresh()

    @property
    def counting(self) -> bool:
        """Whether a process beside us is at it."""
        return self._job is not None and self._job.running

    def refresh(self) -> None:
        """Count anew; of several runs only the last one is told."""
        self._pause.stop()
        self._stop()
        self._is_stale = False
        store = self._desk.store
        if store is None:
            self.counted.emit(None)
        elif is_quick(store):
            self.counted.emit(self._count(store))
        else:
            self._job = self._jobs.run(
                ["--person", store.person, self._command, str(store.path), "--json-lines"],
                lambda done, total: self.progressed.emit(100 * done // max(1, total)),
                self.counted.emit, self.failed.emit,
            )  # fmt: skip
            self.progressed.emit(0)

    def _follow(self) -> None:
        self._is_stale = True
        if self.wanted:
            self._pause.start()

    def _forget(self) -> None:
        self._stop()
        self._is_stale = True
        if self.wanted:
            self.refresh()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
