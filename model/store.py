"""The one door to SQLite: reading, `edit()`, `undo()`, `redo()`, and who is told afterwards."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from model import receipts
from model.edits import FIRST_LINK, Edit, RowChange, chain, decode, encode
from model.errors import ReadOnlyProject, StoreTrouble, UserError
from model.history import History
from model.lock import ProjectLock
from model.open_edit import OpenEdit, new_id
from model.trouble import people_can_read

Listener = Callable[[Edit], None]
Guard = Callable[["Store", Edit], None]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Store:
    """An open project. One connection, on the thread that made it; every change is an edit."""

    def __init__(
        self,
        db: sqlite3.Connection,
        *,
        path: Path | None,
        lock: ProjectLock | None = None,
        read_only: bool = False,
        person: str = "",
        device: str = "memory",
        guards: Sequence[Guard] = (),
        clock: Clock = utc_now,
    ) -> None:
        """`guards` see every edit inside its transaction, and stop it by raising."""
        self._db = db
        self._db.row_factory = sqlite3.Row
        self.path = path
        self.read_only = read_only
        self.person = person
        self.device = device
        self._lock = lock
        self._guards = tuple(guards)
        self._clock = clock
        self._identity = _identity(path)
        self._listeners: list[Listener] = []
        self._history: History | None = None
        self._busy = False
        self.saved_at: datetime | None = None

    # ---- reading

    def rows(
        self, sql: str, parameters: Sequence[object] | dict[str, object] = ()
    ) -> list[sqlite3.Row]:
        with people_can_read():
            return self._db.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Row | None:
        with people_can_read():
            found: sqlite3.Row | None = self._db.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Sequence[object] = ()) -> object:
        """The first column of the first row; None when there is no row."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    # ---- changing

    @contextmanager
    def edit(self, title: str, *, kind: str = "do") -> Iterator[OpenEdit]:
        """One atomic, titled change: committed on leaving, rolled back on any exception.

        Raises `StoreTrouble` when the world prevents saving; nothing is half-applied then.
        """
        with self._transaction() as draft:
            yield draft
            edit = self._log(draft, kind, title, target="")
        self._tell(edit)

    def undo(self) -> Edit | None:
        """Take back the newest edit that still stands; None when there is none."""
        return self._turn("undo")

    def redo(self) -> Edit | None:
        """Do again what was undone last; None when there is nothing."""
        return self._turn("redo")

    @property
    def history(self) -> History:
        if self._history is None:
            self._history = History.replayed(
                tuple(row)
                for row in self.rows("SELECT id, kind, target, title FROM edit ORDER BY position")
            )
        return self._history

    # ---- telling

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every edit after its commit; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # ---- the file

    def copy_into(self, target: sqlite3.Connection) -> None:
        """A consistent copy by SQLite's backup interface; labelling may go on meanwhile."""
        with people_can_read():
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
        assert not self._busy, "an edit inside an edit, or inside a notice"
        if self.read_only:
            raise ReadOnlyProject(
                "The project is open read-only.",
                safe="Nothing was changed.",
                hint="Save a copy where you can write, and work on that.",
            )
        self._busy = True
        try:
            with people_can_read():
                self._db.execute("BEGIN IMMEDIATE")
                yield OpenEdit(self._db, self._next_moment(), self.person)
                self._refuse_if_moved()
                self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._busy = False

    def _log(self, draft: OpenEdit, kind: str, title: str, target: str) -> Edit | None:
        """Write the edit's row, chained to the last one; None when nothing has changed."""
        if not draft.changes:
            return None
        last = self._last()
        seq = self._db.execute(
            "SELECT coalesce(max(seq), 0) + 1 FROM edit WHERE device = ?", (self.device,)
        ).fetchone()[0]
        edit = Edit(
            id=new_id(), kind=kind, target=target, title=title, person=self.person,
            device=self.device, seq=seq, at=draft.at, changes=tuple(draft.changes),
        )  # fmt: skip
        changes = encode(edit.changes)
        previous = last["hash"] if last else FIRST_LINK
        digest = chain(previous, edit, changes)
        position = (last["position"] if last else 0) + 1
        self._db.execute(
            "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (position, edit.id, kind, target, title, edit.person, edit.device, seq, edit.at,
             changes, previous, digest),
        )  # fmt: skip
        self._db.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?, ?)",
            ((name, position) for change in edit.changes for name in change.names()),
        )
        for guard in self._guards:
            guard(self, edit)
        self._receipt = receipts.Receipt(position, digest, edit.at)
        return edit

    def _turn(self, kind: str) -> Edit | None:
        stack = self.history.done if kind == "undo" else self.history.undone
        if not stack:
            return None
        step = stack[-1]
        stored = self.row("SELECT changes FROM edit WHERE id = ?", (step.id,))
        assert stored is not None
        changes = decode(stored["changes"])
        if kind == "undo":
            changes = tuple(change.inverse() for change in reversed(changes))
        with self._transaction() as draft:
            for change in changes:
                self._apply(draft, change, step.title)
            edit = self._log(draft, kind, f"{kind.capitalize()} {step.title}", target=step.id)
        self._tell(edit)
        return edit

    @staticmethod
    def _apply(draft: OpenEdit, change: RowChange, title: str) -> None:
        now = draft.current(change.table, change.id)
        if now != (None if change.before is None else dict(change.before)):
            raise UserError(
                f"“{title}” cannot be taken back: what it changed has been changed since.",
                safe="Nothing was changed.",
                hint="Look at the history of the span in the inspector.",
            )
        draft.put(change)

    def _tell(self, edit: Edit | None) -> None:
        if edit is None:
            return
        self.saved_at = self._clock()
        if self._history is not None:
            self._history.note(edit.id, edit.kind, edit.target, edit.title)
        if self.path is not None:
            receipts.write(self.uuid, self._receipt)
        self._busy = True
        try:
            for listener in tuple(self._listeners):
                listener(edit)
        finally:
            self._busy = False

    @property
    def uuid(self) -> str:
        """The project's own name, which its copies share."""
        return str(self.value("SELECT value FROM project WHERE id = 'uuid'"))

    @property
    def head(self) -> str:
        """The hash of the last edit: two stores with the same head hold the same history."""
        last = self._last()
        return last["hash"] if last else FIRST_LINK

    def _last(self) -> sqlite3.Row | None:
        return self.row("SELECT position, hash, at FROM edit ORDER BY position DESC LIMIT 1")

    def _next_moment(self) -> str:
        """Now, in UTC; but never before the last edit, whatever the clock says."""
        now = self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        last = self._last()
        return max(now, last["at"]) if last else now

    def _refuse_if_moved(self) -> None:
        if self.path is not None and _identity(self.path) != self._identity:
            raise StoreTrouble(
                "The project file was moved, replaced or deleted while it was open.",
                safe="This last change was not made.",
                hint="Save a copy elsewhere, then open the file at its new place.",
            )


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
