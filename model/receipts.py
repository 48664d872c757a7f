"""High-water receipts: what this machine last saw of each project, kept outside the project.

A project that is behind its receipt was cut off, or replaced by an older copy: SQLite itself
cannot see that.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from model import places
from model.plurals import many

ROOM = 256
"""Bytes of every receipt."""


class Receipt(NamedTuple):
    position: int
    """How many edits the log held."""
    head: str
    """Hash of the last one."""
    at: str


def read(project: str) -> Receipt | None:
    try:
        said = json.loads(_place(project).read_text(encoding="utf-8"))
        return Receipt(int(said["position"]), str(said["head"]), str(said["at"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(project: str, receipt: Receipt) -> None:
    """Best effort: a receipt that cannot be written never stands in the way of a label. It is
    written over the last one, in one piece: to put another file in its place would wait for the
    disk after each label."""
    said = json.dumps(receipt._asdict()).ljust(ROOM).encode()
    with contextlib.suppress(OSError):
        file = os.open(_place(project), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(file, said)
            os.ftruncate(file, ROOM)
        finally:
            os.close(file)


def warning(project: str, position: int, head_at: str) -> str:
    """What to tell when the project holds fewer edits than this machine has seen; else ''."""
    last = read(project)
    if last is None or position >= last.position:
        return ""
    return (
        f"This project holds {many(last.position - position, 'edit')} fewer than on {last.at[:10]} "
        f"(its last one is of {head_at[:19].replace('T', ' ') or 'never'}). It may be an older "
        "copy: look for a newer file or a backup before you go on."
    )


def fork(project: str, hash_at: Callable[[int], object]) -> str:
    """What to tell when the log has another edit where this machine saw one; else ''.

    `hash_at` gives the hash of the edit at a position, None when the log is not that long.
    """
    last = read(project)
    if last is None or hash_at(last.position) in (None, last.head):
        return ""
    return (
        f"This project has gone another way since {last.at[:10]}: some of the work done here then "
        "is not in it. It may be a colleague's copy: look for your own file or a backup."
    )


def _place(project: str) -> Path:
    folder = places.state() / "receipts"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
    return folder / f"{project}.json"
