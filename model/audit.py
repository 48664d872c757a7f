"""Who changed what, when: the log read for people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from model.edits import Cell, Row, RowChange, decode
from model.store import Store

_SILENT = {"id", "article_id", "person_id", "created", "quote", "position"}


_MENTIONING = (
    "(SELECT coalesce('[' || group_concat(value) || ']', '[]')"
    " FROM ({0}), json_each(said) WHERE instr(value, {1}.row))"
)
"""SQL: of an edit's changes those that mention the row."""
_OWN = _MENTIONING.format(
    "SELECT edit.changes AS said WHERE substr(edit.changes, 1, 1) = '[' UNION ALL"
    " SELECT * FROM (SELECT changes FROM edit_part WHERE edit_id = edit.id"
    " AND number = coalesce(touched.part, number) ORDER BY number)", "touched",
)  # fmt: skip
_FOREIGN = _MENTIONING.format("SELECT foreign_edit.changes AS said", "foreign_touched")


def whose(store: Store, edit_id: str) -> str:
    """Who made an edit, by name; '' for whoever is at work."""
    person = str(store.value("SELECT person FROM edit WHERE id = ?", (edit_id,)))
    return "" if person == store.person else person


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of history; `details` are plain sentences such as `end: 36 → 31`."""

    edit_id: str
    title: str
    person: str
    at: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """What one edit did to a row: its changes of that row and of what is tied to it."""

    edit_id: str
    position: int
    """In the log."""
    kind: str
    """As an `Edit` has it: 'start', 'do', 'undo' or 'redo'."""
    title: str
    person: str
    at: str
    is_merge: bool
    """Whether it took in what others had done: then it has no changes of its own."""
    changes: tuple[RowChange, ...]


def touches(store: Store, row_id: str, *, most: int = 100) -> list[Touch]:
    """The edits that touched a row, or a link or decision that holds it, the newest first.

    What came by a merge stands here as it was made: by whom, and when; above it the merge, with
    no changes of its own. An edit may have brought in a whole corpus: only what is asked for is
    taken out of it.
    """
    rows = store.rows(
        f"""SELECT edit.id, edit.position, kind, title, person, at,
            EXISTS (SELECT 1 FROM merged WHERE merge_id = edit.id) AS is_merge,
            CASE WHEN EXISTS (SELECT 1 FROM merged WHERE merge_id = edit.id) THEN '[]'
            ELSE {_OWN} END AS changes, 1 AS here
        FROM touched JOIN edit ON edit.position = touched.position WHERE touched.row = :row
        UNION ALL
        SELECT foreign_edit.id, edit.position, foreign_edit.kind, foreign_edit.title,
            foreign_edit.person, foreign_edit.at, 0,
            {_FOREIGN}, 0
        FROM foreign_touched JOIN foreign_edit ON foreign_edit.id = foreign_touched.edit_id
            JOIN merged ON merged.edit_id = foreign_edit.id JOIN edit ON edit.id = merged.merge_id
        WHERE foreign_touched.row = :row
        ORDER BY 2 DESC, here DESC, 6 DESC LIMIT :most""",  # noqa: S608
        {"row": row_id, "most": most},
    )
    return [
        Touch(id_, position, kind, title, person, at, bool(is_merge),
              _in_all(change for change in decode(changes) if row_id in change.names()))
        for id_, position, kind, title, person, at, is_merge, changes, _ in map(tuple, rows)
    ]  # fmt: skip


def _in_all(changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """What an edit did to each row in the end, however often it touched it on the way."""
    found: dict[tuple[str, str], RowChange] = {}
    for change in changes:
        key = (change.table, change.id)
        before = found[key].before if key in found else change.before
        found[key] = RowChange(*key, before, change.after)
    return tuple(
        one for one in found.values()
        if one.before is None or one.after is None or dict(one.before) != dict(one.after)
    )  # fmt: skip


def of_row(store: Store, row_id: str, *, most: int = 100) -> list[Entry]:
    """The edits that touched a row, as lines of history, the newest first."""
    named = label_names(store)
    return [
        Entry(one.edit_id, one.title, one.person, one.at, tuple(
            line for change in one.changes for line in differences(change, named)
        ))
        for one in touches(store, row_id, most=most)
    ]  # fmt: skip


def label_names(store: Store) -> dict[str, str]:
    """Every label's name by its id."""
    return {row["id"]: str(row["name"]) for row in store.rows("SELECT id, name FROM label")}


def newest(store: Store, *, most: int = 200) -> list[Entry]:
    """The latest edits of the whole project, the newest first."""
    rows = store.rows(
        "SELECT id, title, person, at FROM edit ORDER BY position DESC LIMIT ?", (most,)
    )
    return [Entry(row["id"], row["title"], row["person"], row["at"], ()) for row in rows]


def differences(change: RowChange, labels: dict[str, str]) -> list[str]:
    """What a change made otherwise, such as `end: 36 → 31`; nothing for rows that came or went."""
    if change.before is None or change.after is None:
        return []
    before, after = _told(change.before, labels), _told(change.after, labels)
    return [
        f"{name.replace('_', ' ')}: {_shown(before.get(name))} → {_shown(after.get(name))}"
        for name in {**before, **after}
        if name not in _SILENT and before.get(name) != after.get(name)
    ]


def _told(row: Row, labels: dict[str, str]) -> dict[str, Cell]:
    """A row with its label by name, and with each attribute as a field of its own."""
    told = dict(row)
    if "label_id" in told:
        label = str(told.pop("label_id"))
        told["label"] = labels.get(label, label)
    attributes: dict[str, Cell] = json.loads(str(told.pop("attributes", "{}")))
    return told | attributes


def _shown(value: Cell) -> str:
    text = "–" if value in (None, "") else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
