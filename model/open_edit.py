"""An edit being made: writes rows and keeps what each was before and after."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence

from model.edits import Cell, RowChange
from model.schema import LOGGED


def new_id() -> str:
    return uuid.uuid4().hex


class OpenEdit:
    """What `store.edit()` hands to a verb. Rows are dicts by column; all go through here."""

    def __init__(self, db: sqlite3.Connection, at: str, person: str) -> None:
        self._db = db
        self.at = at
        """The moment of the edit: UTC, ISO 8601, milliseconds."""
        self.person = person
        self.changes: list[RowChange] = []

    def current(self, table: str, id_: str) -> dict[str, Cell] | None:
        """The row as it stands inside this transaction; None when there is none."""
        columns = ", ".join(f'"{name}"' for name in LOGGED[table])
        row = self._db.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (id_,)).fetchone()  # noqa: S608
        return None if row is None else dict(zip(LOGGED[table], row, strict=True))

    def insert(self, table: str, **values: Cell) -> str:
        """Add a row; `id` is made unless given. Returns the id."""
        id_ = str(values.setdefault("id", new_id()))
        row = {column: values[column] for column in LOGGED[table]}
        self.put(RowChange(table, id_, None, row))
        return id_

    def update(self, table: str, id_: str, **values: Cell) -> None:
        """Set columns; nothing is written or logged when they already hold these values."""
        before = self.current(table, id_)
        if before is None:
            raise KeyError(f"{table} {id_}")
        after = before | values
        if after != before:
            self.put(RowChange(table, id_, before, after))

    def delete(self, table: str, id_: str) -> None:
        before = self.current(table, id_)
        if before is None:
            raise KeyError(f"{table} {id_}")
        self.put(RowChange(table, id_, before, None))

    def put(self, change: RowChange) -> None:
        """Carry out one change as it stands, and keep it."""
        if change.after is None:
            self._db.execute(f"DELETE FROM {change.table} WHERE id = ?", (change.id,))  # noqa: S608
        elif change.before is None:
            columns = LOGGED[change.table]
            names = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join("?" * len(columns))
            self._db.execute(
                f"INSERT INTO {change.table} ({names}) VALUES ({marks})",  # noqa: S608
                [change.after[name] for name in columns],
            )
        else:
            changed = [n for n in change.after if change.after[n] != change.before[n]]
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            self._db.execute(
                f"UPDATE {change.table} SET {sets} WHERE id = ?",  # noqa: S608
                [*(change.after[name] for name in changed), change.id],
            )
        self.changes.append(change)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Read inside the transaction."""
        return self._db.execute(sql, parameters).fetchall()

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Write to a table outside the log (texts and their index); returns the rows changed."""
        return self._db.execute(sql, parameters).rowcount
