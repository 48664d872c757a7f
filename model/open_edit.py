"""An edit being made: writes rows and keeps what each was before and after, in parts if many."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from model import parts
from model.edits import Cell, RowChange
from model.parts import Writer
from model.schema import LOGGED

Guard = Callable[[Sequence[RowChange]], None]
Parameters = Sequence[object] | Mapping[str, object]


class Rows(Protocol):
    """What can be asked with SQL: a store, or an edit, which sees what it has written."""

    def rows(self, sql: str, parameters: Parameters = (), /) -> list[sqlite3.Row]: ...


def new_id() -> str:
    """A UUID of version 7 (RFC 9562, section 5.7, the fraction of the millisecond as in its 6.2):
    what is made later sorts later, so that the rows of an edit stand side by side in every index
    and a large project is saved as fast as a small one."""
    millisecond, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    moment = millisecond << 80 | 7 << 76 | fraction << 64
    chance = int.from_bytes(os.urandom(8)) >> 2
    return f"{moment | 0b10 << 62 | chance:032x}"


class OpenEdit:
    """What `store.edit()` hands to a verb. Rows are dicts by column; all go through here."""

    def __init__(self, db: sqlite3.Connection, at: str, person: str, position: int,
                 guard: Guard) -> None:  # fmt: skip
        """`position` is the one that the edit will have in the log; `guard` sees all changes before
        they are logged, and stops the edit by raising."""
        self._db = db
        self._position = position
        self._guard = guard
        self._waiting: list[RowChange] = []
        self._parts: Writer | None = None
        self.id = new_id()
        """The edit's own, once it is logged."""
        self.at = at
        """The moment of the edit: UTC, ISO 8601, milliseconds."""
        self.person = person
        self.person_id = ""
        """Of the person making the edit; found when `people.at_work` is first asked."""
        self.counts: Counter[str] = Counter()
        """Changes so far, by table."""

    @property
    def many(self) -> int:
        """Changes so far."""
        return self.counts.total()

    def current(self, table: str, id_: str) -> dict[str, Cell] | None:
        """The row as it stands inside this transaction; None when there is none.

        All its columns, those that a later version added too, so that undo brings them back.
        """
        assert table in LOGGED, table
        row = self._db.execute(f"SELECT * FROM {table} WHERE id = ?", (id_,)).fetchone()  # noqa: S608
        return None if row is None else dict(row)

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
        assert change.table in LOGGED, change.table
        if change.after is None:
            self._db.execute(f"DELETE FROM {change.table} WHERE id = ?", (change.id,))  # noqa: S608
        elif change.before is None:
            statement = _insertion(change.table, tuple(change.after))
            self._db.execute(statement, list(change.after.values()))
        else:
            changed = [n for n in change.after if change.after[n] != change.before[n]]
            sets = ", ".join(f"{_quoted(name)} = ?" for name in changed)
            self._db.execute(
                f"UPDATE {change.table} SET {sets} WHERE id = ?",  # noqa: S608
                [*(change.after[name] for name in changed), change.id],
            )
        self._waiting.append(change)
        self.counts[change.table] += 1
        if len(self._waiting) >= (parts.LARGE if self._parts is None else parts.PART):
            self._put_away()

    def finish(self) -> tuple[tuple[RowChange, ...], str]:
        """All changes; or, of a large edit, none of them and what the log's row says instead."""
        if self._parts is not None:
            self._put_away()
            return (), self._parts.summary(self.counts)
        self._guard(self._waiting)
        return tuple(self._waiting), ""

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Read inside the transaction."""
        return self._db.execute(sql, parameters).fetchall()

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        """As `rows`, one after the other, for what would be much in memory."""
        yield from self._db.execute(sql, parameters)

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Write to a table outside the log (texts and their index); returns the rows changed."""
        return self._db.execute(sql, parameters).rowcount

    def run_each(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """The same statement with one set of parameters after the other."""
        self._db.executemany(sql, many)

    def _put_away(self) -> None:
        self._guard(self._waiting)
        if self._parts is None:
            self._parts = Writer(self._db, self.id, self._position)
        self._parts.add(self._waiting)
        self._waiting = []


@lru_cache(maxsize=64)
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(map(_quoted, columns))
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


def _quoted(name: str) -> str:
    """A column's name as SQL: names come from the log too, which a file brings along."""
    return '"' + name.replace('"', '""') + '"'
