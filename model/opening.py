"""Opening a project file: every check that comes before the first read, and each refusal."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from model import leftovers, refusals, watching
from model.errors import (
    DamagedProject,
    ForeignSchema,
    LockedProject,
    NewerProject,
    NotAProject,
    UnfinishedProject,
)
from model.refusals import UNTOUCHED
from model.schema import APPLICATION_ID, CURRENT, MIGRATIONS

if TYPE_CHECKING:
    from model.watching import Watch

OWN_NAME = re.compile("[0-9a-f]{32}")

FOREIGN_FILES = {
    0x47504B47: "a GeoPackage map",
    0x42656442: "a Fossil repository",
    0x0F055112: "a Fossil checkout",
}
JOURNAL = "delete"
"""No journal is left beside a project that is closed, and a moved file is noticed (unlike WAL)."""

SETTINGS = (
    "trusted_schema = 0",
    "cell_size_check = 1",
    "mmap_size = 0",
    "cache_size = -8000",
    "foreign_keys = 1",
    "synchronous = 3",
    "temp_store = 2",
)
LARGEST_VALUE = 256_000_000
"""Bytes in one value: room for the log of one import of some 500,000 articles."""

PATIENCE = 5.0


def connect(
    path: Path, *, read_only: bool = False, thorough: bool = False, patience: float = 0,
    unexamined: bool = False, damaged: bool = False, alone: bool = False,
    watch: Watch | None = None,
) -> sqlite3.Connection:  # fmt: skip
    """A checked connection to the project at `path`; the older versions are left unmigrated.

    `patience` is how many seconds to wait for a window that is saving.
    `thorough` is for a project that was not closed: indexes and references are checked too.
    `unexamined` leaves `examine` to the caller, who lets nothing be changed before that.
    `damaged` takes one as it is, for recovery alone; `alone` says that its lock is held.
    `watch` can call it off as long as nothing in the file was changed.
    Raises a `ProjectRefused` that says what is wrong; the file is untouched then.
    """
    refusals.look(path, read_only=read_only)
    try:
        _read_cover(path)
        mode, looked_through = leftovers.way_in(path, read_only=read_only, alone=alone,
                                                damaged=damaged, watch=watch)  # fmt: skip
        db = sqlite3.connect(
            f"{path.as_uri()}?{mode}", uri=True, isolation_level=None, timeout=patience
        )
    except sqlite3.Error as error:
        raise refusals.told(error, path) from error
    with _closed_on_trouble(db, path):
        _configure(db)
        _recognise(db, path)
        _refuse_strangers(db, path)
        if not damaged:
            if not (unexamined or looked_through):
                _examine(db, thorough=thorough, watch=watch)
            _refuse_nameless(db, path)
        if mode == "mode=rw":
            db.execute(f"PRAGMA journal_mode = {JOURNAL}")
        db.execute("PRAGMA busy_timeout = 5000")
    return db


def examine(db: sqlite3.Connection, path: Path, watch: Watch | None = None) -> None:
    """Look through the whole of a project that was opened `unexamined`.

    Raises a `DamagedProject`; the file is untouched then.
    """
    try:
        _examine(db, thorough=False, watch=watch)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise refusals.told(error, path) from error


def create(path: Path | None) -> sqlite3.Connection:
    """A new, empty database with every migration applied; in memory when `path` is None."""
    place = ":memory:" if path is None else f"{path.as_uri()}?mode=rwc"
    db = sqlite3.connect(place, uri=path is not None, isolation_level=None)
    _configure(db)
    db.execute(f"PRAGMA journal_mode = {JOURNAL}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(db)
    return db


def scratch() -> sqlite3.Connection:
    """An empty database in memory, for what can be made anew from a project at any time."""
    return sqlite3.connect(":memory:", isolation_level=None)


def private_copy(path: Path) -> sqlite3.Connection:
    """A checked copy of the project at `path`, held in a temporary file that nobody else sees.

    It is read in small steps, so that a window that has the project open is not held up.
    Raises a `ProjectRefused` as `connect` does.
    """
    with contextlib.closing(patiently(path)) as db:
        copy = sqlite3.connect("", isolation_level=None)
        try:
            watching.copy_in_steps(db, copy)
        except sqlite3.Error as error:
            copy.close()
            raise refusals.told(error, path) from error
    _configure(copy)
    migrate(copy)
    return copy


def patiently(path: Path, *, unexamined: bool = False) -> sqlite3.Connection:
    """For reading, while a window may be saving: what looks locked or unfinished is tried again."""
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    look = partial(connect, path, read_only=not writable, patience=PATIENCE, unexamined=unexamined)
    for pause in (0.02, 0.05, 0.1, 0.2, 0.4):
        try:
            return look()
        except (LockedProject, DamagedProject, UnfinishedProject):
            time.sleep(pause)
    return look()


def version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Every migration that the file has not seen, in one transaction: all of them or none."""
    have = version(db)
    if have >= CURRENT.version:
        return
    db.execute("BEGIN EXCLUSIVE")
    try:
        for step in MIGRATIONS:
            if step.version > have:
                for statement in step.statements:
                    db.execute(statement)
        if db.execute("PRAGMA foreign_key_check").fetchone():
            raise DamagedProject("The upgrade found links between rows that are missing.")
        db.execute(f"PRAGMA user_version = {CURRENT.version}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def fingerprint(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Every table, index, view and trigger with its text, blanks folded."""
    rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return sorted((kind, name, " ".join(text.split())) for kind, name, text in rows)


@cache
def expected(number: int = CURRENT.version) -> list[tuple[str, str, str]]:
    """The fingerprint of a project of format `number`, one that this version can read."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for step in MIGRATIONS:
            for statement in step.statements if step.version <= number else ():
                db.execute(statement)
        return fingerprint(db)


def strangers(found: list[tuple[str, str, str]], number: int) -> list[str]:
    """What format `number` does not have, or has otherwise; a later minor may add to tables."""
    if number <= CURRENT.version:
        odd = set(found) ^ set(expected(number))
    else:
        code = [entry for entry in found if entry[0] in ("trigger", "view")]
        ours = [entry for entry in expected() if entry[0] in ("trigger", "view")]
        lost = {entry[:2] for entry in expected()} - {entry[:2] for entry in found}
        odd = set(code) ^ set(ours) | {(*entry, "") for entry in lost}
    return sorted({f"{kind} {name}" for kind, name, _ in odd})


@contextlib.contextmanager
def _closed_on_trouble(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        db.close()
        raise refusals.told(error, path) from error
    except BaseException:
        db.close()
        raise


def _configure(db: sqlite3.Connection) -> None:
    for setting in SETTINGS:
        db.execute(f"PRAGMA {setting}")
    db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    if db.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise AssertionError("foreign keys must be on")


def _read_cover(path: Path) -> None:
    """Whose file it is, and of which format: read without locks, and without its journal.

    So another program's file is never repaired or converted, only because it was looked at.
    A crash may have torn the cover too: then it is read again, after its journal has mended it.
    """
    cover = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    with contextlib.closing(cover) as db:
        try:
            _recognise(db, path)
        except sqlite3.DatabaseError as error:
            torn = error.sqlite_errorname.startswith("SQLITE_CORRUPT")
            if not (torn and os.path.exists(f"{path}-journal")):
                raise


def _recognise(db: sqlite3.Connection, path: Path) -> None:
    mark = int(db.execute("PRAGMA application_id").fetchone()[0])
    if mark != APPLICATION_ID:
        other = FOREIGN_FILES.get(mark, "another program's database")
        raise NotAProject(
            f"{path.name} is {other}, not an Attesta project.",
            safe=UNTOUCHED,
            hint="Choose a file that ends in .attesta.",
        )
    found = version(db)
    if found >> 16 > CURRENT.major:
        raise NewerProject(
            f"{path.name} was written by a newer Attesta "
            f"(format {found >> 16}.{found & 0xFFFF}; this one reads {CURRENT.major}.x).",
            safe=UNTOUCHED,
            hint="Update Attesta, or ask for an export.",
        )


def _refuse_strangers(db: sqlite3.Connection, path: Path) -> None:
    number = version(db)
    known = number > CURRENT.version or number in {step.version for step in MIGRATIONS}
    if not known or strangers(fingerprint(db), number):
        raise ForeignSchema(
            f"{path.name} has tables, views or triggers that Attesta did not make.",
            safe=UNTOUCHED,
            hint="Do not trust this file: ask its sender for an export instead.",
        )


def _examine(db: sqlite3.Connection, *, thorough: bool, watch: Watch | None) -> None:
    check = "integrity_check(1)" if thorough else "quick_check(1)"
    with watching.watched(db, watch):
        sound = db.execute(f"PRAGMA {check}").fetchone()[0] == "ok"
        lost = thorough and db.execute("PRAGMA foreign_key_check").fetchone()
    if not sound or lost:
        raise DamagedProject(
            "The project file is damaged.",
            safe=UNTOUCHED,
            hint=refusals.RECOVER,
        )


def _refuse_nameless(db: sqlite3.Connection, path: Path) -> None:
    """The project's own name becomes part of file names here, so it has to be one of ours."""
    found = db.execute(
        "SELECT value FROM project WHERE id = 'uuid' AND EXISTS (SELECT 1 FROM edit)"
    ).fetchone()
    if found is None or not OWN_NAME.fullmatch(found[0]):
        raise DamagedProject(
            f"{path.name} has lost what every project begins with.",
            safe=UNTOUCHED,
            hint=refusals.RECOVER,
        )
