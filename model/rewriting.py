"""Tables brought to what a replay says of them: what differs, and in which order it is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.edits import Cell, Row, RowChange
from model.open_edit import OpenEdit
from model.replay import Key, Replay

PARENTS_FIRST = ("project", "person", "label", "article", "span", "link", "assignment",
                 "decision", "comment")  # fmt: skip
_LEAVES = PARENTS_FIRST[5:]
_UNIQUE = {
    "link": ("kind", "head", "child"), "assignment": ("article_id", "person_id", "role"),
    "decision": ("span_id", "person_id"),
}  # fmt: skip
"""What of a leaf no other row of its table may share."""
Changes = Mapping[str, list[RowChange]]
"""By table."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was played, and the rows as they are of just what was played."""

    played: Replay
    there: Mapping[Key, Row]


def everything(edit: OpenEdit) -> dict[Key, Row]:
    """Every row that there is."""
    found: dict[Key, Row] = {}
    for table in PARENTS_FIRST:
        found |= rows_of(table, edit.rows(f"SELECT * FROM {table}"))  # noqa: S608 - a table of ours
    return found


def rows_of(table: str, rows: Iterable[sqlite3.Row]) -> Iterable[tuple[Key, Row]]:
    """Rows of a query by their keys."""
    return (((table, str(row["id"])), dict(row)) for row in rows)


def differences(found: Replayed) -> Changes:
    """What each table lacks; a row that changes what only it may say goes and comes anew."""
    changes: dict[str, list[RowChange]] = {table: [] for table in PARENTS_FIRST}
    there, rows = found.there, found.played.rows
    for key in sorted(there.keys() | rows.keys()):
        before: Row | None = there.get(key)
        after: dict[str, Cell] | None = rows.get(key)
        if before is not None and after is not None:
            after = {**before, **after}
        if before == after:
            continue
        table, id_ = key
        once = (
            before and after and any(before[name] != after[name] for name in _UNIQUE.get(table, ()))
        )
        if once:
            changes[table].append(RowChange(table, id_, before, None))
            before = None
        changes[table].append(RowChange(table, id_, before, after))
    return changes


Counts = dict[str, int]
"""Rows by table."""


def apply(edit: OpenEdit, changes: Changes) -> tuple[Counts, Counts, Counts]:
    """Write them in an order that no reference minds: leaves go, parents come, rows change, parents
    go. Returns how many rows went, came and changed."""
    gone: Counts = {}
    new: Counts = {}
    changed: Counts = {}

    def put(change: RowChange, count: Counts) -> None:
        edit.put(change)
        count[change.table] = count.get(change.table, 0) + 1

    for table in reversed(_LEAVES):
        for change in changes[table]:
            if change.after is None:
                put(change, gone)
    for change in changes["person"]:
        if _changes_only(change):
            put(change, changed)
    for table in PARENTS_FIRST:
        for change in sorted(changes[table], key=_is_correction):
            if change.before is None:
                put(change, new)
    for table in PARENTS_FIRST:
        for change in changes[table] if table != "person" else ():
            if _changes_only(change):
                put(change, changed)
    for table in reversed(PARENTS_FIRST[:5]):
        for change in changes[table]:
            if change.after is None:
                put(change, gone)
    return gone, new, changed


def _changes_only(change: RowChange) -> bool:
    return change.before is not None and change.after is not None


def _is_correction(change: RowChange) -> bool:
    return bool(change.after and change.after.get("supersedes"))
