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

from model.edits import Cell
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


Played = tuple[str, str, str, str]
"""Id, person, moment and changes (JSON) of an edit."""


def in_order(store: Rows, standing: Iterable[str]) -> Iterator[Played]:
    """Every edit that counts, those of the start first, then in the order that is the same
    everywhere; those that merges made are not among them: they are what follows."""
    for row in store.rows(
        "SELECT id, person, at, changes FROM (SELECT kind <> 'start' AS later, at, device, seq, id,"
        " person, changes FROM edit WHERE id NOT IN (SELECT merge_id FROM merged)"
        " AND target NOT IN (SELECT merge_id FROM merged WHERE merge_id <> '')"
        " UNION ALL SELECT 1, at, device, seq, id, person, changes FROM foreign_edit"
        " WHERE id IN (SELECT edit_id FROM merged WHERE merge_id IN (SELECT value FROM"
        " json_each(?)))) ORDER BY later, at, device, seq, id",
        (json.dumps(sorted(standing)),),
    ):
        yield tuple(row)
