"""The rows that the log alone makes, in a temporary file: they may be more than memory holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from model.edits import Row, RowChange, agree
from model.errors import UserError

_SETTINGS = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -16000")
_TABLE = """CREATE TABLE said (
    number INTEGER PRIMARY KEY, of TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL,
    UNIQUE (of, id)
)"""
_INSERT = "INSERT INTO said (of, id, row) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_TAKE = "DELETE FROM said WHERE of = ? AND id = ? RETURNING row"


class AsLogged:
    """Rows by table and id, as the changes that were followed have left them.

    SQLite keeps them in a temporary file of its own, which is gone when this is closed. Raises
    sqlite3.Error when there is no room for it; see `room`.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        for statement in (*_SETTINGS, _TABLE, "BEGIN"):
            self._db.execute(statement)

    def __enter__(self) -> AsLogged:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def follow(self, change: RowChange) -> bool:
        """Carry the change out; returns whether the row was there as the change found it.

        Raises TypeError for a change that makes no row.
        """
        if not isinstance(change.after or {}, dict):
            raise TypeError(change.after)
        of, id_, after = str(change.table), str(change.id), json.dumps(change.after)
        if change.before is None and change.after is not None and self._is_new(of, id_, after):
            return True
        found = self._db.execute("SELECT number, row FROM said WHERE of = ? AND id = ?", (of, id_))
        number, was = found.fetchone() or (None, "null")
        fits = agree(json.loads(was), change.before)
        if number is not None and change.after is None:
            self._db.execute("DELETE FROM said WHERE number = ?", (number,))
        elif number is not None:
            self._db.execute("UPDATE said SET row = ? WHERE number = ?", (after, number))
        elif change.after is not None:
            self._is_new(of, id_, after)
        return fits

    def _is_new(self, of: str, id_: str, row: str) -> bool:
        """Keep the row unless there is one; whether it was kept."""
        return self._db.execute(_INSERT, (of, id_, row)).rowcount == 1

    def take(self, table: str, id_: str) -> Row | None:
        """What became of a row, which is forgotten then; None when the log has no such row."""
        found = self._db.execute(_TAKE, (table, id_)).fetchall()
        return json.loads(found[0][0]) if found else None

    def left(self, table: str) -> list[str]:
        """The ids of the rows of a table that nobody took."""
        return [row[0] for row in self._db.execute("SELECT id FROM said WHERE of = ?", (table,))]


@contextmanager
def room() -> Iterator[None]:
    """Turns what keeps the temporary file from being written into a `UserError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise UserError(
            f"The log could not be followed in a temporary file: {error}.",
            safe="Nothing was changed.",
            hint="Free some space in the folder for temporary files, then check again.",
        ) from error
