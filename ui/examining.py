"""The look through the whole file of a project, which its opening has put off."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from model.store import Store, is_in_place
from ui.backups import goes_beside
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs


class Examiner(QObject):
    """Has it made: in the window, or by a process of its own where that takes long. Whoever changes
    something before that is over has it made at once."""

    def __init__(self, desk: Desk, here: Callable[[], None], parent: QObject) -> None:
        """`here` makes it in the window, and acts on what it finds."""
        super().__init__(parent)
        self._desk, self._here = desk, here
        self._job: Job | None = None
        desk.project_changed.connect(self._stop)

    @property
    def process_id(self) -> int:
        """Of who looks through it; 0 when nobody does."""
        return self._job.process_id if self._job is not None else 0

    def start(self) -> None:
        store = self._desk.store
        if store is None or store.examination is None:
            return
        if not goes_beside(store):
            self._here()
            return
        self._stop()
        self._job = self._jobs.run(
            ["examine", str(store.path), "--json-lines"], lambda *_: None,
            lambda _sound: self._passed(store), lambda _why: self._here(),
        )  # fmt: skip

    # ---- inside

    @cached_property
    def _jobs(self) -> Jobs:
        from ui.jobs import Jobs  # with its processes, only where they are needed

        return Jobs(self)

    def _passed(self, store: Store) -> None:
        if is_in_place(store):
            store.examination = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
