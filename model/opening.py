"""Opening a project file: every check that comes before the first read, and each refusal."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from functools import cache
from pathlib import Path

from model.errors import (
    DamagedProject,
    ForeignSchema,
    NewerProject,
    NotAProject,
    ProjectRefused,
    ReadOnlyProject,
    UserError,
)
from model.schema import APPLICATION_ID, CURRENT, MIGRATIONS
from model.trouble import explained

UNTOUCHED = "The file was not changed."
SMALLEST = 512
"""Bytes of SQLite's smallest page: nothing shorter can be a database."""

FOREIGN_FILES = {
    0x47504B47: "a GeoPackage map",
    0x42656442: "a Fossil repository",
    0x0F055112: "a Fossil checkout",
}
SETTINGS = (
    "trusted_schema = 0",
    "cell_size_check = 1",
    "mmap_size = 0",
    "foreign_keys = 1",
    "synchronous = 3",
    "temp_store = 2",
)
LARGEST_VALUE = 256_000_000
"""Bytes in one value: room for the log of one import of some 500,000 articles."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A checked connection to the project at `path`; the older versions are left unmigrated.

    Raises a `ProjectRefused` that says what is wrong; the file is untouched then.
    """
    _look(path, read_only=read_only)
    mode = "ro" if read_only else "rw"
    db = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=0)
    try:
        _configure(db)
        _recognise(db, path)
        _examine(db)
        if not read_only:
            _leave_wal(db)
        db.execute("PRAGMA busy_timeout = 5000")
    except sqlite3.Error as error:
        db.close()
        raise _refusal(error, path) from error
    except BaseException:
        db.close()
        raise
    return db


def create(path: Path | None) -> sqlite3.Connection:
    """A new, empty database with every migration applied; in memory when `path` is None."""
    place = ":memory:" if path is None else f"{path.as_uri()}?mode=rwc"
    db = sqlite3.connect(place, uri=path is not None, isolation_level=None)
    _configure(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(db)
    return db


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
def expected() -> list[tuple[str, str, str]]:
    """The fingerprint of a project as this version writes it."""
    with contextlib.closing(create(None)) as db:
        return fingerprint(db)


def _look(path: Path, *, read_only: bool) -> None:
    """What the file system alone can tell; the file itself is never opened from Python."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        raise ProjectRefused(
            f"There is no project at {path}.",
            hint="Check the name, or look whether the drive or folder is connected.",
        ) from None
    except OSError as error:
        raise ProjectRefused(f"{path} cannot be reached: {error.strerror}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise NotAProject(f"{path} is not a file.", hint="Choose a file that ends in .attesta.")
    if found.st_size == 0:
        raise NotAProject(
            f"{path.name} is empty (0 bytes).",
            safe=UNTOUCHED,
            hint="It may have been cut off while copying: restore a backup or copy it again.",
        )
    if found.st_size < SMALLEST:
        raise NotAProject(f"{path.name} is not an Attesta project.", safe=UNTOUCHED)
    if not os.access(path, os.R_OK):
        raise ProjectRefused(f"You may not read {path}.", hint="Ask its owner for permission.")
    if not read_only and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReadOnlyProject(
            f"{path.name} cannot be changed where it lies.",
            safe=UNTOUCHED,
            hint="Open it read-only, or copy it to a folder you can write to.",
        )


def _configure(db: sqlite3.Connection) -> None:
    for setting in SETTINGS:
        db.execute(f"PRAGMA {setting}")
    db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    if db.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise AssertionError("foreign keys must be on")


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
    if found == CURRENT.version and fingerprint(db) != expected():
        raise ForeignSchema(
            f"{path.name} has tables, views or triggers that Attesta did not make.",
            safe=UNTOUCHED,
            hint="Do not trust this file: ask its sender for an export instead.",
        )


def _examine(db: sqlite3.Connection) -> None:
    verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise DamagedProject(
            "The project file is damaged.",
            safe=UNTOUCHED,
            hint="Restore the newest backup; the damaged file is kept as it is.",
        )


def _leave_wal(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        db.execute("PRAGMA journal_mode = delete")


def _refusal(error: sqlite3.Error, path: Path) -> UserError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_NOTADB"):
        return NotAProject(f"{path.name} is not an Attesta project.", safe=UNTOUCHED)
    return explained(error) or DamagedProject(
        f"{path.name} could not be read: {error}.",
        safe=UNTOUCHED,
        hint="Restore the newest backup, or run a check on a copy.",
    )
