"""Conflicts of a merge in words: what they are about, what was kept, what was not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from model import articles
from model.edits import Cell
from model.exchange import Conflict
from model.store import Store

LONGEST = 80
NEAR = 30
"""Characters that tell where an edge is."""
_NAMES = {"label": "name", "article": "title", "person": "name"}


@dataclass(frozen=True, slots=True)
class Told:
    """One conflict, for people."""

    what: str
    """What it is about: `note of “45,000 troops”`."""
    kept: str
    lost: str
    person: str
    at: str
    span_id: str
    """The span to show; '' when it is about none."""


def told(store: Store, found: Iterable[Conflict]) -> list[Told]:
    """The conflicts in words, in the order given: of each thing once, as it stands now."""
    last: dict[tuple[str, str, str], Conflict] = {}
    for one in found:
        now = _now(store, one)
        if not one.field or now != one.lost:
            last[one.table, one.id, one.field] = replace(one, kept=now) if one.field else one
    return [
        Told(f"{one.field.replace('_id', '') + ' of ' if one.field else ''}{_named(store, one)}",
             _shown(store, one, one.kept), _shown(store, one, one.lost), one.person, one.at,
             one.id if one.table == "span" and _row(store, "span", one.id) else "")
        for one in last.values()
    ]  # fmt: skip


def _now(store: Store, one: Conflict) -> Cell:
    """The value that a conflict's field came to in the end: whoever had the later word may have
    gone on from there."""
    row = _row(store, one.table, one.id)
    if row is None or one.field in row:
        return one.kept if row is None else row[one.field]
    value: Cell = json.loads(str(row.get("attributes") or "{}")).get(one.field)
    return value


def _named(store: Store, one: Conflict) -> str:
    row = _row(store, one.table, one.id)
    if row is None:
        return f"a {one.table} that is gone"
    if one.table == "span":
        return f"“{_short(row['quote'])}”"
    name = _NAMES.get(one.table)
    return f"{one.table} “{_short(row[name])}”" if name else f"a {one.table}"


def _shown(store: Store, one: Conflict, value: Cell) -> str:
    if one.table == "span" and one.field in ("start", "end"):
        return _words_at(store, one, int(str(value)))
    if one.field == "label_id":
        row = _row(store, "label", str(value))
        return str(row["name"]) if row else "a label that is gone"
    return f"“{_short(value)}”" if isinstance(value, str) and one.field else str(value)


def _words_at(store: Store, one: Conflict, at: int) -> str:
    """Where an edge of the span was put: by the words inside of it."""
    row = _row(store, "span", one.id)
    if row is None:
        return str(at)
    text = articles.text_of(store, str(row["article_id"]))
    start, end = (int(str(row[name])) for name in ("start", "end"))
    if one.field == "start":
        inside = _flat(text[at : end if end > at else at + NEAR])
        return f"“{inside if len(inside) <= NEAR else inside[:NEAR].rpartition(' ')[0] + ' …'}”"
    inside = _flat(text[start if start < at else max(0, at - NEAR) : at])
    return f"“{inside if len(inside) <= NEAR else '… ' + inside[-NEAR:].partition(' ')[2]}”"


def _row(store: Store, table: str, id_: str) -> dict[str, Cell] | None:
    row = store.row(f"SELECT * FROM {table} WHERE id = ?", (id_,))  # noqa: S608 - a table of ours
    return dict(row) if row else None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(value: Cell) -> str:
    text = _flat(str(value))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
