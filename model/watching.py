"""Long looks through a database, and copies of it: in steps, so that nobody else has to wait, and
whoever waits for them can call them off."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Watch = Callable[[], object]
"""Called every now and then during long work; ends it by raising."""
STEPS = 100_000
"""Steps of SQLite's machine between two calls: some milliseconds."""
PIECE = 1 << 20
"""Bytes copied between two calls."""
PAGES_A_STEP, MOST_RESTARTS = 1000, 20


@contextmanager
def watched(db: sqlite3.Connection, watch: Watch | None) -> Iterator[None]:
    """What is asked of `db` meanwhile ends with what `watch` raises."""
    if watch is None:
        yield
        return
    raised: list[BaseException] = []

    def step() -> int:
        try:
            watch()
        except BaseException as error:  # which SQLite would not hand on
            raised.append(error)
        return len(raised)

    db.set_progress_handler(step, STEPS)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        db.set_progress_handler(None, 0)


def copy(source: Path, to: Path, watch: Watch | None) -> None:
    """Copy a file. Raises OSError."""
    with source.open("rb") as reading, to.open("wb") as writing:
        while piece := reading.read(PIECE):
            if watch is not None:
                watch()
            writing.write(piece)


def backup(db: sqlite3.Connection, to: sqlite3.Connection, watch: Watch | None) -> None:
    """Copy all of `db`, of which nobody else knows. Raises sqlite3.Error."""
    db.backup(to, pages=PAGES_A_STEP, progress=lambda *_: watch() if watch else None)


class _Restless(Exception):
    """The project changes faster than it can be copied in steps."""


def copy_in_steps(db: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Copy all of `db`; who writes to it waits for a step alone. Raises sqlite3.Error."""
    restarts, left = 0, sys.maxsize

    def watch(_status: int, remaining: int, _total: int) -> None:
        nonlocal restarts, left
        restarts += remaining >= left
        left = remaining
        if restarts > MOST_RESTARTS:
            raise _Restless

    try:
        db.backup(copy, pages=PAGES_A_STEP, progress=watch, sleep=0.02)
    except _Restless:
        db.backup(copy)
