"""Large edits in the log: their changes in parts, written as they happen and read one by one, so
that no edit has to be in memory as a whole.

The log's row of such an edit holds a summary in place of the changes: how many parts there are,
how many changes of each table, and the SHA-256 of all parts in their order. The row is chained as
every other, so the chain covers the parts too.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from model.edits import RowChange, decode, encode

if TYPE_CHECKING:
    from model.open_edit import Rows

LARGE = 10_000
"""Changes from which an edit goes to the log in parts."""
PART = 2_000
"""Changes in one part, at most."""
IS_ONE = "substr(changes, 1, 1) = '['"
"""SQL: whether a row of the log holds its changes itself."""


class Summary(NamedTuple):
    """What the log's row says of the changes that stand in parts."""

    parts: int
    counts: Mapping[str, int]
    """Changes by table."""
    sha256: str


class Writer:
    """Takes the changes of one edit, part by part, within its transaction."""

    def __init__(self, db: sqlite3.Connection, edit_id: str, position: int) -> None:
        self._db = db
        self._edit_id = edit_id
        self._position = position
        self._digest = hashlib.sha256()
        self._parts = 0
        # The log's row of the edit comes last; until then nothing may ask for it.
        db.execute("PRAGMA defer_foreign_keys = ON")

    def add(self, changes: Sequence[RowChange]) -> None:
        for first in range(0, len(changes), PART):
            self._add(changes[first : first + PART])

    def summary(self, counts: Mapping[str, int]) -> str:
        """What the log's row has to say, as JSON."""
        said = {"parts": self._parts, "counts": dict(counts), "sha256": self._digest.hexdigest()}
        return json.dumps(said, sort_keys=True, separators=(",", ":"))

    def _add(self, changes: Sequence[RowChange]) -> None:
        said = encode(changes)
        _follow(self._digest, said)
        self._db.execute("INSERT INTO edit_part VALUES (?, ?, ?)",
                         (self._edit_id, self._parts, said))  # fmt: skip
        self._db.executemany(
            "INSERT INTO touched VALUES (?, ?, ?)"
            " ON CONFLICT (row, position) DO UPDATE SET part = NULL WHERE part <> excluded.part",
            ((name, self._position, self._parts) for one in changes for name in one.names()),
        )
        self._parts += 1


@dataclass(frozen=True, slots=True)
class Stored:
    """The changes of a logged edit; they are read anew each time they are gone through."""

    log: Rows
    edit_id: str
    said: str
    """What the log's row holds."""

    def __iter__(self) -> Iterator[RowChange]:
        for part in read(self.log, self.edit_id, self.said):
            yield from part


def has_many(log: Rows, edit_ids: Sequence[str], many: int) -> bool:
    """Whether logged edits have at least so many changes together; `many` is at most LARGE."""
    of_one = f"CASE WHEN {IS_ONE} THEN json_array_length(changes) ELSE :many END"
    found = log.rows(
        f"SELECT sum({of_one}) FROM edit WHERE id IN (SELECT value FROM json_each(:ids))",  # noqa: S608
        {"ids": json.dumps([*edit_ids]), "many": many},
    )
    return int(found[0][0]) >= many


def summary(said: str) -> Summary | None:
    """What the log's row says of parts; None when it holds the changes itself.

    Raises `ValueError` or `TypeError` for what no log says.
    """
    return Summary(**json.loads(said)) if said.startswith("{") else None


def read(
    log: Rows, edit_id: str, said: str, *, backwards: bool = False
) -> Iterator[tuple[RowChange, ...]]:
    """The changes of an edit whose row in the log holds `said`, part by part."""
    told = summary(said)
    if told is None:
        yield decode(said)
        return
    numbers = range(told.parts)
    for number in reversed(numbers) if backwards else numbers:
        yield decode(text(log, edit_id, number))


def whole(log: Rows, edit_id: str, said: str) -> str:
    """The JSON of all changes of an edit, as if it had been logged at once."""
    told = summary(said)
    if told is None:
        return said
    texts = (text(log, edit_id, number)[1:-1] for number in range(told.parts))
    return f"[{','.join(texts)}]"


def is_altered(log: Rows, edit_id: str, said: str) -> bool:
    """Whether the parts are not those that the log's row tells of."""
    (row,) = log.rows("SELECT count(*) FROM edit_part WHERE edit_id = ?", (edit_id,))
    many = int(row[0])
    try:
        told = summary(said)
        if told is None:
            return many > 0
        digest = hashlib.sha256()
        for number in range(told.parts):
            _follow(digest, text(log, edit_id, number))
    except (ValueError, TypeError, IndexError):
        return True
    return many != told.parts or digest.hexdigest() != told.sha256


def _follow(digest: hashlib._Hash, said: str) -> None:
    digest.update(said.encode() + b"\n")


def text(log: Rows, edit_id: str, number: int) -> str:
    """The JSON of one part of an edit's changes."""
    found = log.rows("SELECT changes FROM edit_part WHERE edit_id = ? AND number = ?",
                     (edit_id, number))  # fmt: skip
    return str(found[0]["changes"])
