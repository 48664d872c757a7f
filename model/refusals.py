"""Why a file is not opened: what the file system says before, and SQLite when it tries."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from model.errors import (
    DamagedProject,
    LockedProject,
    NotAProject,
    ProjectRefused,
    ReadOnlyProject,
    UnfinishedProject,
)
from model.trouble import explained

UNTOUCHED = "The file was not changed."
RECOVER = "It can be mended, or a backup put in its place: in the window, or by `repair`."
SMALLEST = 512
"""Bytes of SQLite's smallest page: nothing shorter can be a database."""


def look(path: Path, *, read_only: bool) -> None:
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


def told(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> ProjectRefused:
    """SQLite's reason for not opening `path`, as a refusal of its own class."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_NOTADB"):
        return NotAProject(f"{path.name} is not an Attesta project.", safe=UNTOUCHED)
    why = explained(error) if isinstance(error, sqlite3.Error) else None
    if why is None or isinstance(why, DamagedProject):
        return DamagedProject(
            f"{path.name} is damaged: {error}.",
            safe=UNTOUCHED,
            hint=RECOVER,
        )
    kinds = (("SQLITE_BUSY", LockedProject), ("SQLITE_READONLY_ROLLBACK", UnfinishedProject),
             ("SQLITE_READONLY", ReadOnlyProject))  # fmt: skip
    fitting = (kind for start, kind in kinds if name.startswith(start))
    return next(fitting, ProjectRefused)(why.what, safe=UNTOUCHED, hint=why.hint)
