"""Journals that a crash, or another program, left beside a project: tried on a copy first.

SQLite plays whatever lies there into the file, and cannot know whether it belongs to it or was cut
off. So it is let do so with a copy; only where that is sound, the file itself is opened.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from model import watching
from model.errors import DamagedProject
from model.lock import is_held
from model.refusals import RECOVER, UNTOUCHED

if TYPE_CHECKING:
    from model.watching import Watch

JOURNAL, AHEAD = "-journal", "-wal"
"""What SQLite keeps beside a file: how it was before, or what is still to be written into it."""
_ALONE = "mode=ro&immutable=1"
"""The file as it lies there, whatever is beside it."""
_NAME = "SELECT value FROM project WHERE id = 'uuid'"


def beside(path: Path) -> list[Path]:
    """The side files of a project that hold anything."""
    found = [path.with_name(path.name + ending) for ending in (JOURNAL, AHEAD)]
    return [one for one in found if _size(one)]


def way_in(path: Path, *, read_only: bool, alone: bool, damaged: bool,
           watch: Watch | None = None) -> tuple[str, bool]:  # fmt: skip
    """How SQLite is to open the file, as the words of its address; and whether a copy was opened
    that way, and is sound to the last index and reference.

    `alone` says that the caller holds the project's lock; otherwise a file that a window has open
    is left to that window. One that is `damaged` is read without what does not fit, if it is sound
    without it.
    Raises `DamagedProject` where a side file is cut off or is another file's; nothing is changed.
    """
    mode = "mode=ro" if read_only else "mode=rw"
    sides = [one for one in beside(path) if not (read_only and one.name.endswith(JOURNAL))]
    if not sides or (not alone and is_held(path)):
        return mode, False
    fits = _fits(path, sides, watch)
    if fits is not False:
        return mode, bool(fits)
    if damaged:
        return _ALONE if _is_sound(f"{path.as_uri()}?{_ALONE}", "", watch) else mode, False
    raise DamagedProject(misfit(path, sides), safe=UNTOUCHED, hint=RECOVER)


def misfit(path: Path, sides: list[Path]) -> str:
    return (
        f"{path.name} was not closed in order, and {sides[0].name} beside it was cut off or "
        "belongs to another file."
    )


# ---- inside


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return os.stat(path).st_size
    return 0


def _fits(path: Path, sides: list[Path], watch: Watch | None) -> bool | None:
    """Whether a copy comes out sound, and as the same project. None where there is no room to try:
    a crash on a full disk must still be recovered from."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            for one in (path, *sides):
                beside_it = copy.with_name(copy.name + one.name.removeprefix(path.name))
                watching.copy(one, beside_it, watch)
            return _is_sound(copy.as_uri(), _name_without(path), watch)
    except OSError:
        return None


def _name_without(path: Path) -> str:
    """The project's own name by the file alone; '' where that cannot be read."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(
        sqlite3.connect(f"{path.as_uri()}?{_ALONE}", uri=True)
    ) as db:  # fmt: skip
        found = db.execute(_NAME).fetchone()
        return str(found[0]) if found else ""
    return ""


def _is_sound(address: str, name: str, watch: Watch | None) -> bool:
    """Whether it is a whole database, and the project called `name` where that is known."""
    try:
        with (
            contextlib.closing(sqlite3.connect(address, uri=True)) as db,
            watching.watched(db, watch),
        ):
            for setting in ("trusted_schema = 0", "cell_size_check = 1"):
                db.execute(f"PRAGMA {setting}")
            sound = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            row = db.execute(_NAME).fetchone() if sound else None
            same = name in ("", str(row[0]) if row else "")
            return sound and same and not db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        return False
