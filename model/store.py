"""The one door to SQLite: reading, `edit()`, `undo()`, `redo()`, and who is told afterwards."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from model import edit_log, receipts, turning
from model.edit_log import Progress
from model.edits import FIRST_LINK, Edit, RowChange
from model.errors import ReadOnlyProject, StoreTrouble
from model.history import BY_ITSELF, History
from model.lock import ProjectLock
from model.open_edit import OpenEdit, Parameters
from model.trouble import people_can_read

Listener = Callable[[Edit], None]
Guard = Callable[["Store", Sequence[RowChange]], None]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class _Logged(NamedTuple):
    """An edit that stands in the log, and what this machine remembers of it."""

    edit: Edit
    project: str
    """The project's own name."""
    receipt: receipts.Receipt


class Store:
    """An open project. One connection, on the thread that made it; every change is an edit."""

    def __init__(
        self, db: sqlite3.Connection, *, path: Path | None, lock: ProjectLock | None = None,
        read_only: bool = False, person: str = "", device: str = "memory",
        guards: tuple[Guard, ...] = (), clock: Clock = utc_now,
        examination: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """`guards` see every change inside its transaction, and stop it by raising; `examination`
        is a look through the file that is still to be made, and raises when it finds damage."""
        self._db = db
        self._db.row_factory = sqlite3.Row
        self.path = path
        self.read_only = read_only
        self.person = person
        self.device = device
        self._lock = lock
        self._guards = guards
        self._clock = clock
        self.examination = examination
        self.identity = _identity(path)
        self._listeners: list[Listener] = []
        self._history: History | None = None
        self._seen = 0
        self._version = self.value("PRAGMA data_version")
        self.busy = False
        self.saved_at: datetime | None = None

    # ---- reading

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        with people_can_read():
            return self._db.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        with people_can_read():
            found: sqlite3.Row | None = self._db.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> object:
        """The first column of the first row; None when there is no row."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    @property
    def uuid(self) -> str:
        """The project's own name, which its copies share."""
        return str(self.value("SELECT value FROM project WHERE id = 'uuid'"))

    @property
    def head(self) -> str:
        """The hash of the last edit: two stores with the same head hold the same history."""
        with people_can_read():
            newest = edit_log.last(self._db)
        return str(newest["hash"]) if newest else FIRST_LINK

    # ---- changing

    @contextmanager
    def edit(self, title: str, *, kind: str = "do", by_itself: bool = False,
             step: str = "") -> Iterator[OpenEdit]:  # fmt: skip
        """One atomic, titled change: committed on leaving, rolled back on any exception. Undo and
        redo pass over one that comes `by_itself`; one that goes on with the newest `step` is undone
        and redone with it.

        Raises `StoreTrouble` when the world prevents saving; nothing is half-applied then.
        """
        target = BY_ITSELF if by_itself else step
        with self._transaction() as draft:
            yield draft
            logged = self._log(draft, kind, title, target) if draft.many else None
        if logged is not None:
            self._tell(logged)

    def undo(self, on_progress: Progress = lambda _done, _total: None) -> Edit | None:
        """Take back what was done last and still stands, with what came by itself and hangs on it;
        None when there is nothing."""
        return self._turn("undo", on_progress)

    def redo(self, on_progress: Progress = lambda _done, _total: None) -> Edit | None:
        """Do again what was undone last; None when there is nothing."""
        return self._turn("redo", on_progress)

    @property
    def history(self) -> History:
        """The stacks; read anew when another program has written to the file."""
        seen = int(str(self.value("PRAGMA data_version")))
        if self._history is None or seen != self._seen:
            self._seen = seen
            self._history = History.replayed(
                tuple(row)
                for row in self.rows("SELECT id, kind, target, title FROM edit ORDER BY position")
            )
        return self._history

    def changed_elsewhere(self) -> bool:
        """Whether another program has written to the file since this was asked last."""
        before, self._version = self._version, self.value("PRAGMA data_version")
        return before != self._version

    # ---- telling

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every edit after its commit; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # ---- the file

    def examine(self) -> None:
        """Look through the whole file, if its opening has put that off. Raises `DamagedProject`;
        nothing can be changed then."""
        if self.examination is not None:
            self.examination()
            self.examination = None

    def copy_into(self, target: sqlite3.Connection) -> None:
        """A consistent copy by SQLite's backup interface; raises sqlite3.Error."""
        self._db.backup(target)

    def close(self) -> None:
        self._db.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- inside

    @contextmanager
    def _transaction(self) -> Iterator[OpenEdit]:
        assert not self.busy, "an edit inside an edit, or inside a notice"
        _refuse_read_only(self.read_only)
        self.examine()
        self.busy = True
        try:
            with people_can_read():
                _refuse_if_moved(self.path, self.identity)
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                self._db.execute("BEGIN IMMEDIATE")
                at = _moment(self._db, self._clock(), self.device)
                look_over = partial(_look_over, self, self._guards)
                place = edit_log.next_position(self._db)
                yield OpenEdit(self._db, at, self.person, place, look_over)
                _refuse_if_moved(self.path, self.identity)
                self._db.execute("COMMIT")
        finally:
            with suppress(sqlite3.Error):
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
            self.busy = False

    def _log(self, draft: OpenEdit, kind: str, title: str, target: str) -> _Logged:
        """Keep what the draft has changed."""
        edit, receipt = edit_log.append(
            self._db, draft, kind=kind, target=target, title=title, device=self.device, log=self
        )
        return _Logged(edit, self.uuid, receipt)

    def _turn(self, kind: str, on_progress: Progress) -> Edit | None:
        stack = self.history.done if kind == "undo" else self.history.undone
        if not stack:
            return None
        step = stack[-1]
        with self._transaction() as draft:
            turning.carry_out(draft, step, edit_log.turned_round(draft, step.last, on_progress))
            logged = self._log(draft, kind, f"{kind.capitalize()} {step.title}", step.id)
        self._tell(logged)
        return logged.edit

    def _tell(self, logged: _Logged) -> None:
        """After the commit: nothing is asked of the file any more."""
        edit = logged.edit
        self.saved_at = self._clock()
        if self._history is not None:
            self._history.note(edit.id, edit.kind, edit.target, edit.title)
        if self.path is not None:
            receipts.write(logged.project, logged.receipt)
        self.busy = True
        broken: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(edit)
            except Exception as error:
                broken.append(error)
        self.busy = False
        if broken:
            raise broken[0]


def is_in_place(store: Store) -> bool:
    """Whether its file is where it was when it was opened, and no other lies there."""
    return store.path is not None and _identity(store.path) == store.identity


def _look_over(store: Store, guards: Sequence[Guard], changes: Sequence[RowChange]) -> None:
    for guard in guards:
        guard(store, changes)


def _moment(db: sqlite3.Connection, clock: datetime, device: str) -> str:
    """What the clock says, in UTC; but never before the last edit."""
    now = clock.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return edit_log.moment_after_all(db, now, device)


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_read_only(read_only: bool) -> None:
    if read_only:
        raise ReadOnlyProject(
            "The project is open read-only.",
            safe="Nothing was changed.",
            hint="Save a copy where you can write, and work on that.",
        )


def _refuse_if_moved(path: Path | None, identity: tuple[int, int] | None) -> None:
    if path is not None and _identity(path) != identity:
        raise StoreTrouble(
            "The project file was moved, replaced or deleted while it was open.",
            safe="This last change was not made.",
            hint="Save a copy elsewhere, then open the file at its new place.",
        )
