"""SQLite's errors in a person's words: which are the world's, and what to do about each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from model.errors import DamagedProject, StoreTrouble, UserError

SAFE = "Everything that was shown as saved before is safe; this last change was not made."

ADVICE: tuple[tuple[str, str, str], ...] = (
    ("SQLITE_FULL", "The disk is full.", "Free some space, then do it again."),
    (
        "SQLITE_IOERR",
        "The disk could not be written.",
        "Check the disk or the network folder, or save a copy elsewhere.",
    ),
    (
        "SQLITE_READONLY_DBMOVED",
        "The project file was moved, replaced or deleted while it was open.",
        "Open the file at its new place, or restore a backup.",
    ),
    (
        "SQLITE_READONLY_ROLLBACK",
        "The project was not closed properly and lies where it cannot be repaired.",
        "Copy the file and its -journal to a folder you can write to, and open the copy.",
    ),
    (
        "SQLITE_READONLY",
        "The project file cannot be written.",
        "Check the permissions of the file and of its folder, or open it read-only.",
    ),
    (
        "SQLITE_BUSY",
        "Another program is using the project file.",
        "Wait a moment and do it again; close other programs that read the file.",
    ),
    (
        "SQLITE_CANTOPEN",
        "The project file could not be opened.",
        "Check that the file and its folder are still there.",
    ),
    ("SQLITE_TOOBIG", "That is larger than a project can hold.", "Split it into smaller parts."),
    ("SQLITE_PERM", "Access to the project file was refused.", "Check its permissions."),
)
UNREADABLE_TEXT = "Could not decode to UTF-8"
"""How Python's driver says that the bytes of a text are no text."""

DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def explained(error: sqlite3.Error) -> UserError | None:
    """The person's version of an environment error; None when the error is our own bug."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(DAMAGE) or UNREADABLE_TEXT in str(error):
        return DamagedProject(
            "The project file is damaged.",
            safe="Nothing was written to it.",
            hint="Open it anew: Attesta offers to mend it, or to go back to a backup.",
        )
    for prefix, what, hint in ADVICE:
        if name.startswith(prefix):
            return StoreTrouble(what, safe=SAFE, hint=hint)
    return None


@contextmanager
def people_can_read() -> Iterator[None]:
    """Turns the environment's errors into `UserError`; lets our own bugs through as they are."""
    try:
        yield
    except sqlite3.Error as error:
        told = explained(error)
        if told is None:
            raise
        raise told from error
