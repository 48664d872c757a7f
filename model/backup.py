"""Backups: verified copies, kept apart from the project, and thinned out with age."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from model import opening, places, targets, watching
from model.disk import to_disk
from model.errors import StoreTrouble, UserError
from model.store import Store
from model.trouble import people_can_read

if TYPE_CHECKING:
    from model.watching import Watch

KEEP_ALL = timedelta(days=2)
KEEP = (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9))
"""After two days: one a day of 12 days, one a week of 10 weeks, one a month of 9 months."""

_MARK = (
    "SELECT count(*) FROM edit",
    "SELECT hash FROM edit ORDER BY position DESC LIMIT 1",
    "SELECT count(*) FROM span",
    "SELECT count(*) FROM article",
)
"""What must be equal in a copy."""
_KNOWN = "SELECT 1 FROM edit WHERE hash = ?"
Mark = tuple[object, ...]
_UUID = "SELECT value FROM project WHERE id = 'uuid'"
MOST_TRIES = 5
"""Times that a project is copied which changes twice while that is done."""
ABANDONED = timedelta(hours=1)
"""Age at which what was not finished never will be: another process may be at work on a younger."""

_UNFINISHED = ".new"
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r".*-(\d{8}T\d{6}Z)\.attesta")


def make(store: Store, to: Path | None = None) -> Path:
    """A verified copy of the project; to its backup folder, which is then thinned, or `to`.

    An older copy of that name is replaced, but nothing else, and no copy with edits that the
    project lacks. Raises `UserError`; what is there is left as it was then.
    """
    if to is not None:
        _refuse_loss(store.path, to, lambda hash_: store.value(_KNOWN, (hash_,)) is not None)
        return _verified_copy(store, to)
    folder = folder_of(store)
    stem = store.path.stem if store.path else "project"
    made = _verified_copy(store, folder / f"{stem}-{datetime.now(UTC).strftime(_STAMP)}.attesta")
    thin(folder, datetime.now(UTC))
    return made


def of_file(path: Path, to: Path | None = None) -> tuple[Path, str]:
    """A verified copy, as `make` makes it, of a project that its window may have open; and the hash
    of its last edit. It is read in small steps, so that the window is not held up.

    Raises `UserError`.
    """
    path = path.resolve()
    with contextlib.closing(opening.patiently(path, unexamined=True)) as db, people_can_read():
        if to is not None:
            _refuse_loss(
                path, to, lambda hash_: db.execute(_KNOWN, (hash_,)).fetchone() is not None
            )
        stamp = datetime.now(UTC).strftime(_STAMP)
        folder = places.backups() / str(db.execute(_UUID).fetchone()[0])
        made = to or folder / f"{path.stem}-{stamp}.attesta"
        _make_folder(made.parent)
        mark = _copy(partial(_follow, db), made)
        if to is None:
            thin(folder, datetime.now(UTC))
    return made, str(mark[1])


def newest_head(store: Store) -> str:
    """The hash of the last edit in the newest backup; '' when there is none that can be read."""
    found = newest(store)
    if found is None:
        return ""
    try:
        with contextlib.closing(sqlite3.connect(f"{found.as_uri()}?mode=ro", uri=True)) as db:
            return str(_mark(db)[1])
    except (sqlite3.Error, TypeError):
        return ""


def size_of(store: Store) -> int:
    """Bytes that a copy takes."""
    return int(str(store.value("PRAGMA page_count"))) * int(str(store.value("PRAGMA page_size")))


def folder_of(store: Store) -> Path:
    """Where this project's backups lie: outside its own folder."""
    return places.backups() / store.uuid


def newest(store: Store) -> Path | None:
    found = sorted(stamped(folder_of(store)))
    return found[-1][1] if found else None


def thin(folder: Path, now: datetime) -> list[Path]:
    """Delete the backups that the rotation no longer keeps; returns them."""
    found = stamped(folder)
    keep = kept(found, now)
    doomed = [path for _, path in sorted(found) if path not in keep]
    with contextlib.suppress(OSError):
        for path in [*doomed, *_abandoned(folder, now)]:
            path.unlink(missing_ok=True)
    return doomed


def _abandoned(folder: Path, now: datetime) -> list[Path]:
    latest = (now - ABANDONED).timestamp()
    return [one for one in folder.glob(f".*{_UNFINISHED}*") if one.stat().st_mtime < latest]


def kept(found: Iterable[tuple[datetime, Path]], now: datetime) -> set[Path]:
    """Which of the (time, path) pairs the rotation keeps; one from the future is kept."""
    newest_first = sorted(found, reverse=True)
    keep = {path for at, path in newest_first if now - at <= KEEP_ALL}
    for unit, many in KEEP:
        seen: dict[str, Path] = {}
        for at, path in newest_first:
            seen.setdefault(at.strftime(unit), path)
        keep |= set(list(seen.values())[:many])
    return keep


def before_upgrade(db: sqlite3.Connection, path: Path, watch: Watch | None = None) -> Path:
    """A copy of an older project, made before it is migrated and never thinned out.

    An upgrade that is tried again finds its copy there, and leaves it alone.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    mark = _mark(db)
    step = f"before-upgrade-{version >> 16}.{version & 0xFFFF}-{str(mark[1])[:8]}"
    kept_at = path.with_name(f"{path.stem}.{step}.bak")
    if not kept_at.exists():
        write = partial(watching.backup, db, watch=watch)
        _copy(partial(_copied, write, mark), kept_at, watch)
    return kept_at


def unproved(db: sqlite3.Connection, to: Path) -> None:
    """Copy a project as it is, page by page, for recovery. Raises `DamagedProject` when it cannot
    be read to its end, `StoreTrouble` when there is no room."""
    with people_can_read(), contextlib.closing(sqlite3.connect(to)) as copy:
        db.backup(copy)


def _verified_copy(store: Store, to: Path) -> Path:
    _make_folder(to.parent)
    expected = tuple(store.value(sql) for sql in _MARK)
    _copy(partial(_copied, store.copy_into, expected), to)
    return to


def _copied(
    write: Callable[[sqlite3.Connection], None], expected: Mark, copy: sqlite3.Connection
) -> Mark:
    write(copy)
    return expected


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble(f"{folder} cannot be made: {error.strerror}.") from error


def _follow(db: sqlite3.Connection, copy: sqlite3.Connection) -> Mark:
    """Copy a project that may be changed meanwhile; what its copy has to equal, so that it is the
    project as it was at one moment."""
    for _ in range(MOST_TRIES):
        before = _mark(db)
        watching.copy_in_steps(db, copy)
        after, here = _mark(db), _mark(copy)
        if here in (before, after):
            return here
    return after


def _copy(write: Callable[[sqlite3.Connection], Mark], to: Path,
          watch: Watch | None = None) -> Mark:  # fmt: skip
    """What `write` puts into an empty database, under the name `to` once it is proved to be sound
    and what `write` says it has to be; returns that."""
    fresh = to.with_name(f".{to.name}{_UNFINISHED}")
    try:
        fresh.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(fresh)) as copy:
            expected = write(copy)
            with watching.watched(copy, watch):
                sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            if not sound or _mark(copy) != expected:
                raise _failed(to, "it did not come out equal to the project")
        to_disk(fresh)
        os.replace(fresh, to)
        to_disk(to.parent)
    except OSError as error:
        raise _failed(to, error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise _failed(to, str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return expected


def _failed(to: Path, why: str) -> StoreTrouble:
    return StoreTrouble(
        f"The backup {to} could not be written: {why}.",
        safe="The project and the older backups are untouched.",
        hint="Choose another folder, or free some space.",
    )


def _mark(db: sqlite3.Connection) -> Mark:
    return tuple(db.execute(sql).fetchone()[0] for sql in _MARK)


def stamped(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups in a folder, each with the time at which it was made."""
    if not folder.is_dir():
        return []
    return [
        (datetime.fromisoformat(match[1]), path)
        for path in folder.iterdir()
        if (match := _NAME.fullmatch(path.name))
    ]


def _refuse_loss(project: Path | None, to: Path, knows: Callable[[str], bool]) -> None:
    """Raise `UserError` when a copy named `to` would take the place of anything but an older copy
    of the project, all of whose edits it `knows` by their hashes."""
    targets.refuse_itself(to, project)
    if not targets.refuse_special(to):
        return
    if not targets.is_project(to):
        raise UserError(f"{to} is there already, and is no copy of a project.",
                        safe="It was not touched.", hint="Choose another name.")  # fmt: skip
    with contextlib.closing(
        opening.connect(to.absolute(), read_only=True, unexamined=True)
    ) as there:
        last = there.execute(_MARK[1]).fetchone()
    if last is None or not knows(str(last[0])):
        raise UserError(f"{to} holds work that this project lacks.", safe="It was not touched.",
                        hint="Choose another name.")  # fmt: skip
