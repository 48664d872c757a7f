"""What projects exchange: edits as they were made, each once, whoever brings them.

An edit is exchanged unless it only brought in, took back or repeated what others had made. What a
row should be is the fold of all that is known of it, in one order that is the same everywhere, so
it does not matter who meets whom first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from model.edits import Cell, Row, RowChange, decode
from model.open_edit import Rows
from model.store import Store

NO_SEAL = "0" * 64
"""What the first edit of a device is sealed to."""


@dataclass(frozen=True, slots=True)
class Passed:
    """An edit on its way; `changes` is the JSON that the log has."""

    id: str
    kind: str
    title: str
    person: str
    device: str
    seq: int
    at: str
    changes: str
    prior: str
    """Id of the device's edit before it; '' for its first."""
    seal: str
    """SHA-256 over this edit and the seal before it."""

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By time; at the same moment by device and by the device's own count."""
        return self.at, self.device, self.seq, self.id


def sealed(previous: str, edit: Passed) -> str:
    """What `edit.seal` must be, given the seal of the edit before it."""
    said = [previous, edit.id, edit.kind, edit.title, edit.person, edit.device, edit.seq, edit.at,
            edit.changes, edit.prior]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


# ---- what a project knows


def standing_merges(store: Store) -> set[str]:
    """Ids of the merges that have not been taken back; '' stands for good."""
    merges = {str(row[0]) for row in store.rows("SELECT DISTINCT merge_id FROM merged")}
    return (merges & {step.id for step in store.history.done}) | {""}


def own(store: Rows) -> Iterator[Passed]:
    """The edits that were made in this file, in the order of its log, those of the start left out:
    every copy of a project has them."""
    heads: dict[str, tuple[str, str]] = {}
    for row in store.rows(
        "SELECT id, kind, title, person, device, seq, at, changes FROM edit WHERE kind <> 'start'"
        " AND id NOT IN (SELECT merge_id FROM merged)"
        " AND target NOT IN (SELECT merge_id FROM merged WHERE merge_id <> '') ORDER BY position"
    ):
        prior, previous = heads.get(row["device"], ("", NO_SEAL))
        bare = Passed(**dict(row), prior=prior, seal="")
        seal = sealed(previous, bare)
        heads[row["device"]] = (row["id"], seal)
        yield Passed(**dict(row), prior=prior, seal=seal)


def foreign(store: Store) -> Iterator[Passed]:
    """The edits that others made and that stand here."""
    for row in store.rows(
        "SELECT id, kind, title, person, device, seq, at, changes, prior, seal FROM foreign_edit"
        " WHERE id IN (SELECT edit_id FROM merged WHERE merge_id IN (SELECT value FROM"
        " json_each(?))) ORDER BY at, device, seq, id",
        (json.dumps(sorted(standing_merges(store))),),
    ):
        yield Passed(**dict(row))


def seals(store: Store) -> dict[str, str]:
    """The seal of every edit known here, by id: those that were taken back too."""
    known = {one.id: one.seal for one in own(store)}
    return known | {row[0]: row[1] for row in store.rows("SELECT id, seal FROM foreign_edit")}


def places(store: Store) -> dict[tuple[str, int], str]:
    """The id of the edit at each (device, count): a second one there tells a copied file."""
    return {(row[0], row[1]): row[2] for row in store.rows(
        "SELECT device, seq, id FROM edit UNION ALL SELECT device, seq, id FROM foreign_edit"
    )}  # fmt: skip


# ---- what a row should be


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two machines said otherwise of one row without knowing of each other."""

    table: str
    id: str
    field: str
    """The column; '' when one deleted what the other changed."""
    kept: Cell
    lost: Cell
    person: str
    """Whose word counts: the later one's."""
    at: str


@dataclass(frozen=True, slots=True)
class Said:
    """One change of a row, with who made it when."""

    order: tuple[str, str, int, str]
    person: str
    change: RowChange


def said_of(
    store: Store, row_ids: Iterable[str], standing: set[str]
) -> dict[tuple[str, str], list[Said]]:
    """All changes known of these rows, by table and id, in the order of the fold.

    Those of the start are among them, those that merges made are not: they are what follows.
    """
    wanted = set(row_ids)
    found: dict[tuple[str, str], list[Said]] = {}
    among = json.dumps(sorted(wanted))
    for sql, parameters in (
        (
            "SELECT at, device, seq, id, person, changes FROM edit WHERE position IN (SELECT"
            " position FROM touched WHERE row IN (SELECT value FROM json_each(?)))"
            " AND id NOT IN (SELECT merge_id FROM merged)"
            " AND target NOT IN (SELECT merge_id FROM merged WHERE merge_id <> '')",
            [among],
        ),
        (
            "SELECT at, device, seq, id, person, changes FROM foreign_edit WHERE id IN (SELECT"
            " edit_id FROM foreign_touched WHERE row IN (SELECT value FROM json_each(?)))"
            " AND id IN (SELECT edit_id FROM merged WHERE merge_id IN"
            " (SELECT value FROM json_each(?)))",
            [among, json.dumps(sorted(standing))],
        ),
    ):
        for row in store.rows(sql, parameters):
            order = row["at"], row["device"], row["seq"], row["id"]
            for change in decode(row["changes"]):
                if change.id in wanted:
                    key = (change.table, change.id)
                    found.setdefault(key, []).append(Said(order, row["person"], change))
    for said in found.values():
        said.sort(key=lambda one: one.order)
    return found


def fold(said: Sequence[Said]) -> tuple[dict[str, Cell] | None, list[Conflict]]:
    """What a row is after all that was said of it, field by field the last word; None when that
    deleted it.

    What was deleted and changed by somebody who did not know comes back as it was, with the
    change: a conflict for people to look at, like two different words on one field.
    """
    row: dict[str, Cell] | None = None
    last: Row = {}
    conflicts: list[Conflict] = []
    for one in said:
        change = one.change
        if change.after is None:
            if row is not None and change.before is not None and _differ(row, change.before):
                conflicts.append(_conflict(one, "", "deleted", "changed"))
            last, row = row or last, None
            continue
        if change.before is None:
            row = dict(row or {}) | dict(change.after)
            continue
        if row is None:
            conflicts.append(_conflict(one, "", "changed", "deleted"))
            row = dict(last)
        for name, value in change.after.items():
            was = change.before.get(name)
            if value == was:
                continue
            if row.get(name, was) not in (was, value):
                conflicts.append(_conflict(one, name, value, row[name]))
            row[name] = value
    return row, conflicts


def _differ(row: Row, before: Row) -> bool:
    return any(row[name] != before[name] for name in row.keys() & before.keys())


def _conflict(one: Said, field: str, kept: Cell, lost: Cell) -> Conflict:
    change = one.change
    return Conflict(change.table, change.id, field, kept, lost, one.person, one.order[0])
