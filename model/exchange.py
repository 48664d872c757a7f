"""What projects exchange: edits as they were made, each once, whoever brings them.

An edit is exchanged unless it only brought in, took back or repeated what others had made. What a
project should be is what comes of playing all that is known in one order that is the same
everywhere (`model.replay`), so it does not matter who meets whom first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model import parts
from model.edits import Cell
from model.open_edit import OpenEdit, Rows
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


OWN = (
    "kind <> 'start' AND id NOT IN (SELECT merge_id FROM merged)"
    " AND target NOT IN (SELECT merge_id FROM merged WHERE merge_id <> '')"
)
"""SQL: which of the log's edits are exchanged."""
STANDING = "id IN (SELECT edit_id FROM merged WHERE merge_id IN (SELECT value FROM json_each(?)))"
"""SQL: which of the foreign edits stand, given the merges that do as a JSON list."""


def own(store: Rows, until: int = 2**63 - 1) -> Iterator[Passed]:
    """The edits that were made in this file, in the order of its log, those of the start left out:
    every copy of a project has them; up to a position of the log, with that."""
    heads: dict[str, tuple[str, str]] = {}
    for row in store.rows(
        "SELECT id, kind, title, person, device, seq, at, changes FROM edit"  # noqa: S608
        f" WHERE {OWN} AND position <= ? ORDER BY position",
        (until,),
    ):
        prior, previous = heads.get(row["device"], ("", NO_SEAL))
        said = {**dict(row), "changes": parts.whole(store, row["id"], row["changes"])}
        bare = Passed(**said, prior=prior, seal="")
        seal = sealed(previous, bare)
        heads[row["device"]] = (row["id"], seal)
        yield Passed(**said, prior=prior, seal=seal)


def foreign(store: Store) -> Iterator[Passed]:
    """The edits that others made and that stand here."""
    for row in store.rows(
        "SELECT id, kind, title, person, device, seq, at, changes, prior, seal FROM foreign_edit"  # noqa: S608
        f" WHERE {STANDING} ORDER BY at, device, seq, id",
        (json.dumps(sorted(standing_merges(store))),),
    ):
        yield Passed(**dict(row))


def standing_ids(store: Store) -> set[str]:
    """The ids of both, told without their seals."""
    merges = json.dumps(sorted(standing_merges(store)))
    return {row[0] for row in store.rows(
        f"SELECT id FROM edit WHERE {OWN} UNION ALL SELECT edit_id FROM merged"  # noqa: S608
        " WHERE merge_id IN (SELECT value FROM json_each(?))", (merges,)
    )}  # fmt: skip


def seals(store: Store, wanted: Iterable[str]) -> dict[str, str]:
    """The seals of those of the edits that are known here, by id: those taken back too.

    The seals of a project's own edits are made anew, from its first edit to the last one wanted.
    """
    asked = (json.dumps(sorted(wanted)),)
    found = {row[0]: row[1] for row in store.rows(
        "SELECT id, seal FROM foreign_edit WHERE id IN (SELECT value FROM json_each(?))", asked
    )}  # fmt: skip
    mine = {row[0]: row[1] for row in store.rows(
        "SELECT id, position FROM edit WHERE id IN (SELECT value FROM json_each(?))", asked
    )}  # fmt: skip
    until = max(mine.values(), default=0)
    return found | {one.id: one.seal for one in own(store, until) if one.id in mine}


def others_in_place_of(store: Store, edits: Iterable[Passed]) -> set[str]:
    """Ids of those edits in whose place, a device's count, another one stands here: somebody goes
    on with a copied file."""
    asked = json.dumps([[one.device, one.seq, one.id] for one in edits])
    return {row[0] for table in ("edit", "foreign_edit") for row in store.rows(
        "SELECT json_extract(value, '$[2]') AS asked FROM json_each(?)"  # noqa: S608
        f" CROSS JOIN {table} ON device = json_extract(value, '$[0]')"
        f" AND seq = json_extract(value, '$[1]') WHERE {table}.id <> asked", (asked,)
    )}  # fmt: skip


# ---- all of it, in one order


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


def many_known(edit: OpenEdit, standing: Iterable[str]) -> int:
    """How many edits are known, those of this file and those that came by merges that stand."""
    (row,) = edit.rows(
        "SELECT (SELECT count(*) FROM edit) + (SELECT count(*) FROM merged WHERE merge_id IN"
        " (SELECT value FROM json_each(?)))", (json.dumps(sorted(standing)),)
    )  # fmt: skip
    return int(row[0])


Played = tuple[str, str, str, str]
"""Id, person, moment and changes (JSON) of an edit."""


def in_order(edit: OpenEdit, standing: Iterable[str]) -> Iterator[Played]:
    """Every edit that counts, those of the start first, then in the order that is the same
    everywhere; those that merges made are not among them: they are what follows."""
    listed = edit.rows(
        "SELECT * FROM (SELECT id, person, at, 0 AS came, kind <> 'start' AS later, device, seq"  # noqa: S608
        f" FROM edit WHERE kind = 'start' OR {OWN} UNION ALL"
        f" SELECT id, person, at, 1, 1, device, seq FROM foreign_edit WHERE {STANDING})"
        " ORDER BY later, at, device, seq, id",
        (json.dumps(sorted(standing)),),
    )
    for id_, person, at, came, *_ in listed:  # what they changed one by one: it may be much
        table = "foreign_edit" if came else "edit"
        changes = edit.rows(f"SELECT changes FROM {table} WHERE id = ?", (id_,))  # noqa: S608
        yield id_, person, at, parts.whole(edit, id_, changes[0][0])
