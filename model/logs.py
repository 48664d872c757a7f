"""The log: what the program did and what went wrong, never what an article says."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import model
from model import machine, places
from model.edits import Edit
from model.errors import UserError

NAME = "attesta"
"""The logger under which the program writes; what libraries log goes elsewhere."""

FILE = "attesta.log"
LARGEST = 1_000_000
"""Bytes in one file of the log."""
OLDER = 4
"""Files kept beside the newest one."""
LONGEST = 2_000
"""Characters of one message; what is longer is cut."""

SESSION = os.urandom(4).hex()
"""Tells this run's lines from those of others in the same file."""

Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

TELLING = (AttributeError, ImportError, NameError, MemoryError, NotImplementedError, RecursionError,
           TypeError, ZeroDivisionError, sqlite3.IntegrityError)  # fmt: skip
"""Exceptions whose messages are made of names in the code or the schema, never of data."""


def folder() -> Path:
    return places.state() / "logs"


def start(where: Path | None = None, *, debug: bool = False) -> Path | None:
    """Log to the rotating file in `where`; its path, or None when it cannot be written.

    May be called again: the handler of an earlier call is closed first.
    """
    stop()
    where = where or folder()
    logger = logging.getLogger(NAME)
    logger.setLevel(logging.DEBUG if debug else logging.INFO)
    try:
        where.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            where / FILE, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(Quiet())
    handler.set_name(FILE)
    logger.addHandler(handler)
    logging.raiseExceptions = False
    logger.info(
        "start %s, Python %s, SQLite %s, %s", model.__version__, machine.python(),
        sqlite3.sqlite_version, machine.system(),
    )  # fmt: skip
    return where / FILE


def stop() -> None:
    """Close the file that `start` opened."""
    logger = logging.getLogger(NAME)
    for handler in list(logger.handlers):
        if handler.get_name() == FILE:
            logger.removeHandler(handler)
            handler.close()


def edited(edit: Edit) -> None:
    """Note an edit by its id and the number of rows it touched; titles can hold people's words."""
    rows = ", ".join(f"{count} {table}" for table, count in sorted(edit.counts.items()))
    logging.getLogger(f"{NAME}.edit").info("%s %s: %s", edit.kind, edit.id, rows)


class Quiet(logging.Formatter):
    """One line a record, UTC, with the session; exceptions without what they say of data."""

    def __init__(self) -> None:
        super().__init__(f"%(asctime)s {SESSION} %(levelname)s %(name)s: %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def formatMessage(self, record: logging.LogRecord) -> str:
        if len(record.message) > LONGEST:
            more = len(record.message) - LONGEST
            record.message = f"{record.message[:LONGEST]}… ({more} characters more)"
        return super().formatMessage(record)

    def formatException(self, ei: Caught) -> str:
        return described(ei[1]) if ei[1] is not None else ""


def described(error: BaseException) -> str:
    """Where an exception came from and of what kind it is, causes first.

    Code is quoted, values never are: messages that may hold an article's words are withheld.
    """
    parts = []
    for one in reversed(_chain(error)):
        frames = traceback.extract_tb(one.__traceback__)
        parts.append("".join(_place(frame) for frame in frames) + said(one))
    return "\nthen:\n".join(parts)


def said(error: BaseException) -> str:
    """The kind of an exception, and its message when that cannot hold an article's words."""
    kind = type(error).__name__
    if isinstance(error, OSError) and not isinstance(error, UnicodeError):
        return f"{kind}: {os.strerror(error.errno)}" if error.errno else kind
    if isinstance(error, sqlite3.Error) and (name := getattr(error, "sqlite_errorname", "")):
        kind = f"{kind}: {name}"
    message = str(error)
    if isinstance(error, TELLING) and message:
        return f"{kind}: {message[:300]}"
    return f"{kind} (message of {len(message)} characters withheld)" if message else kind


def is_for_people(error: BaseException | None) -> bool:
    """Whether an exception is to be told as a message: nothing is wrong with the program."""
    return isinstance(error, UserError)


def _chain(error: BaseException) -> list[BaseException]:
    """The exception, what caused it, what caused that; the newest first."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain and len(chain) < 10:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return chain


def _place(frame: traceback.FrameSummary) -> str:
    """File and line, the file as it lies in the program, so that no account name is shown."""
    path = Path(frame.filename)
    for root in (places.root(), Path(sys.prefix)):
        if path.is_relative_to(root):
            path = path.relative_to(root)
            break
    code = f"    {frame.line}\n" if frame.line else ""
    return f"  {path.as_posix()} line {frame.lineno}, in {frame.name}\n{code}"
