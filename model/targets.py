"""What may be written over: never another project, and never what is no ordinary file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from model.errors import UserError
from model.schema import APPLICATION_ID

SQLITE = b"SQLite format 3\x00"
MARK = slice(68, 72)
"""Where a database's header says whose it is."""


def is_marked(head: bytes) -> bool:
    """Whether a file that begins like this carries the mark of a project."""
    ours = head.startswith(SQLITE) and len(head) >= MARK.stop
    return ours and int.from_bytes(head[MARK], "big") == APPLICATION_ID


def is_project(path: Path) -> bool:
    """Whether a project lies there. A file that is open in this process must not be asked about:
    reading it would let go of its locks. Raises OSError."""
    with path.open("rb") as file:
        return is_marked(file.read(MARK.stop))


def refuse(to: Path, project: Path | None) -> None:
    """Raise `UserError` where a file written to `to` would take the place of `project`, of another
    one, or of a device; a folder is left to the caller."""
    refuse_itself(to, project)
    if refuse_special(to) and is_project(to):
        raise UserError(f"{to} is an Attesta project.", safe="It was not touched.",
                        hint="Choose another name.")  # fmt: skip


def refuse_itself(to: Path, project: Path | None) -> None:
    """Raise `UserError` when `to` is `project`, by whatever name."""
    if project is not None and os.path.exists(to) and os.path.samefile(project, to):
        raise UserError(f"{to} is the project itself.", safe="It was not touched.",
                        hint="Choose another name.")  # fmt: skip


def refuse_special(to: Path) -> bool:
    """Whether there is a file already; `UserError` for a pipe, a device or the like."""
    if not os.path.exists(to) or os.path.isdir(to):
        return False
    if not stat.S_ISREG(to.stat().st_mode):
        raise UserError(f"{to} is no ordinary file.", safe="It was not touched.",
                        hint="Choose another name.")  # fmt: skip
    return True
