"""An edit: one titled, atomic change, which is undo step, notice, audit row and exchange unit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

Cell = str | int | float | None
Row = Mapping[str, Cell]

FIRST_LINK = "0" * 64
"""What the first edit of a project is chained to."""

_TIES = {"link": ("head", "child"), "decision": ("span_id", "result")}
"""The columns by which a row belongs to spans' histories."""


class RowChange(NamedTuple):
    """One row before and after: no `before` is an insert, no `after` a delete."""

    table: str
    id: str
    before: Row | None
    after: Row | None

    def inverse(self) -> RowChange:
        return RowChange(self.table, self.id, self.after, self.before)

    def names(self) -> Iterator[str]:
        """The ids under which the row's history is found: its own, and those it ties together."""
        yield self.id
        row = self.after or self.before or {}
        for column in _TIES.get(self.table, ()):
            if row[column] is not None:
                yield str(row[column])


class Edit(NamedTuple):
    """`kind` is 'start', 'do', 'undo' or 'redo'; `target` the id of the edit undone or redone, and
    `history.BY_ITSELF` for one that came without anybody's wish; of one that goes on with a step,
    the id of that step's first edit.

    `at` is UTC, ISO 8601 with milliseconds, and never runs backwards within a project;
    `seq` counts the edits of one device from 1.
    """

    id: str
    kind: str
    target: str
    title: str
    person: str
    device: str
    seq: int
    at: str
    changes: Iterable[RowChange]
    """In the order they were made; those of a large edit are read from the log each time."""
    counts: Mapping[str, int]
    """How many changes there are of each table."""
    is_large: bool = False
    """Whether there are so many changes that whoever follows had better look at all anew."""

    def touches(self, *tables: str) -> bool:
        return any(table in self.counts for table in tables)

    def of(self, table: str) -> Iterator[RowChange]:
        return (change for change in self.changes if change.table == table)


def agree(one: Row | None, other: Row | None) -> bool:
    """Whether two states of a row are the same in every column that both know.

    A later version may add columns: what was logged before says nothing about them.
    """
    if one is None or other is None:
        return one is other
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def encode(changes: Sequence[RowChange]) -> str:
    """Canonical JSON of the changes: what is stored, hashed and exchanged."""
    return json.dumps(
        [[c.table, c.id, _plain(c.before), _plain(c.after)] for c in changes],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode(text: str) -> tuple[RowChange, ...]:
    """The reverse of `encode`."""
    return tuple(RowChange(*entry) for entry in json.loads(text))


def chained(previous: str, edit: Edit, changes: str) -> str:
    """SHA-256, in hexadecimal, of the edit and of the hash before it."""
    head = [edit.id, edit.kind, edit.target, edit.title, edit.person, edit.device]
    payload = json.dumps([previous, *head, edit.seq, edit.at, changes], ensure_ascii=False)
    return hashlib.sha256(payload.encode()).hexdigest()


def _plain(row: Row | None) -> dict[str, Cell] | None:
    return None if row is None else dict(row)
