"""Copies from the window: backups when the person asks, every few minutes, and at closing; others
where the person wants one. Those of large projects are made by a process of their own, for which
nobody has to wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from model import backup
from model.errors import StoreTrouble
from model.store import Store, is_in_place
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

LARGE = 8_000_000
"""Bytes of a project from which its backup takes longer than a window may wait."""


class Backups(QObject):
    """Backs up what has changed since the last backup."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._copies: dict[Path, tuple[Path, Job]] = {}
        """What is being copied, and by whom, by the name of the copy."""
        self._backed_up = ""
        """Hash of the last edit that the newest backup is known to hold."""
        self._told = False
        """Whether the person knows that backups do not work just now."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.quietly)
        desk.settings_changed.connect(self._set_pace)
        self._set_pace()

    @property
    def running(self) -> bool:
        """Whether a process is at work on a backup."""
        return self._job is not None

    def begin(self, store: Store) -> None:
        """Follow a project that has just been opened."""
        self._backed_up = "" if goes_beside(store) else store.head

    def now(self) -> None:
        """Back up, and say where."""
        store = self._desk.project
        if goes_beside(store):
            self._desk.tell("Backing up…")
            self._send(store, lambda made: self._desk.tell(f"Backed up to {made}.", "done"),
                       lambda why: self._desk.tell(why, "trouble"))  # fmt: skip
        else:
            self._desk.attempt(
                lambda: self._desk.tell(f"Backed up to {backup.make(store)}.", "done"),
                edits=False,
            )

    def save_copy(self, to: Path) -> None:
        """Save a copy under this name, and say so."""
        store = self._desk.project
        said = f"Saved a copy as {to}."
        if not goes_beside(store):
            if self._desk.attempt(lambda: backup.make(store, to), edits=False):
                self._desk.tell(said, "done")
        elif to not in self._copies:
            self._desk.tell(f"Saving a copy as {to}…")
            self._send_for_copy(store, to, said)

    def quietly(self) -> None:
        """Back up when something has changed since the last backup; trouble is told when it
        begins, and not each time."""
        store = self._wanting()
        if store is None or self._job is not None:
            return
        if goes_beside(store):
            self._send(store, lambda _made: None, self._doubt)
        else:
            self._at_once(store)

    def at_leaving(self) -> Path | None:
        """Back up what is going to be closed; the file of a large project, of which `afterwards`
        makes the backup."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        store = self._wanting()
        if store is None:
            return None
        if goes_beside(store):
            return store.path
        self._at_once(store)
        return None

    @staticmethod
    def afterwards(path: Path | None) -> None:
        """Have a closed project backed up by a process that outlives the window. If that does not
        succeed, it is seen when the project is open the next time: the newest backup lacks edits.
        """
        if path is not None:
            _let_go("backup", str(path))

    def let_finish(self) -> None:
        """Have the copies that are being saved finished by processes that outlive the window."""
        for to, (path, job) in self._copies.items():
            job.cancel()
            _let_go("backup", str(path), "--to", str(to))
        self._copies.clear()

    # ---- inside

    @cached_property
    def _jobs(self) -> Jobs:
        from ui.jobs import Jobs

        return Jobs(self)

    def _wanting(self) -> Store | None:
        """The store, if it holds what no backup does."""
        store = self._desk.store
        if store is None or store.read_only or store.path is None or store.busy:
            return None
        head = store.head
        if head == self._backed_up or goes_beside(store) and head == backup.newest_head(store):
            return None
        return store

    def _at_once(self, store: Store) -> None:
        self._backed_up = store.head
        try:
            backup.make(store)
            self._told = False
        except StoreTrouble as error:
            self._doubt(str(error))

    def _send(self, store: Store, on_made: Callable[[str], object],
              on_trouble: Callable[[str], object]) -> None:  # fmt: skip
        def made(found: object) -> None:
            assert isinstance(found, dict)
            self._job = None
            self._backed_up, self._told = str(found["head"]), False
            on_made(str(found["backup"]))

        def failed(why: str) -> None:
            self._job = None
            on_trouble(why)

        self._job = self._jobs.run(["backup", str(store.path), "--json-lines"],
                                   lambda *_: None, made, failed)  # fmt: skip

    def _send_for_copy(self, store: Store, to: Path, said: str) -> None:
        def ended(words: str, kind: str) -> None:
            del self._copies[to]
            self._desk.tell(words, kind)

        assert store.path is not None
        words = ["backup", str(store.path), "--to", str(to), "--json-lines"]
        self._copies[to] = store.path, self._jobs.run(
            words, lambda *_: None, lambda _made: ended(said, "done"),
            lambda why: ended(why, "trouble"),
        )  # fmt: skip

    def _doubt(self, why: str) -> None:
        if not self._told:
            self._told = True
            self._desk.tell(f"The automatic backup did not work: {why}", "warning")

    def _set_pace(self) -> None:
        self._timer.start(self._desk.settings.whole("backup_minutes") * 60_000)


def goes_beside(store: Store) -> bool:
    """Whether another process copies the project, or looks through it: a large one, which is found
    in its place."""
    return is_in_place(store) and backup.size_of(store) >= LARGE


def _let_go(*words: str) -> None:
    from ui.jobs import let_go  # with its processes, only where they are needed

    let_go([*words, "--json-lines"])
