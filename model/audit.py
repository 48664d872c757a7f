"""Who changed what, when: the log read for people."""

from __future__ import annotations

import json
from dataclasses import dataclass

from model.edits import Cell, Row, RowChange, decode
from model.store import Store

_SILENT = {"id", "article_id", "person_id", "created", "quote", "position"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of history; `details` are plain sentences such as `end: 36 → 31`."""

    edit_id: str
    title: str
    person: str
    at: str
    details: tuple[str, ...]


def of_row(store: Store, row_id: str, *, most: int = 100) -> list[Entry]:
    """The edits that touched a row or a link that held it, the newest first."""
    rows = store.rows(
        "SELECT edit.id, title, person, at, changes FROM touched"
        " JOIN edit ON edit.position = touched.position"
        " WHERE touched.row = ? ORDER BY touched.position DESC LIMIT ?",
        (row_id, most),
    )
    names = {row["id"]: str(row["name"]) for row in store.rows("SELECT id, name FROM label")}
    return [
        Entry(row["id"], row["title"], row["person"], row["at"], tuple(
            line
            for change in decode(row["changes"]) if row_id in change.names()
            for line in _lines(change, names)
        ))
        for row in rows
    ]  # fmt: skip


def newest(store: Store, *, most: int = 200) -> list[Entry]:
    """The latest edits of the whole project, the newest first."""
    rows = store.rows(
        "SELECT id, title, person, at FROM edit ORDER BY position DESC LIMIT ?", (most,)
    )
    return [Entry(row["id"], row["title"], row["person"], row["at"], ()) for row in rows]


def _lines(change: RowChange, labels: dict[str, str]) -> list[str]:
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
