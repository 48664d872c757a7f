"""The log: every edit a row that is never changed, chained by hash to the one before it."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from model.edits import FIRST_LINK, Edit, RowChange, agree, chain, decode, encode
from model.errors import UserError
from model.open_edit import OpenEdit
from model.receipts import Receipt


def last(db: sqlite3.Connection) -> sqlite3.Row | None:
    """Position, hash and moment of the newest edit; None in a project that is just begun."""
    found: sqlite3.Row | None = db.execute(
        "SELECT position, hash, at, device FROM edit ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return found


def moment_after_all(db: sqlite3.Connection, now: str, device: str) -> str:
    """`now`, but not before the newest edit made here, and after all that were made elsewhere and
    are known here: so what somebody has seen comes before what they then did."""
    newest = last(db)
    seen = [db.execute("SELECT max(at) FROM foreign_edit").fetchone()[0]]
    if newest and newest["device"] != device:
        seen.append(newest["at"])
    for at in filter(None, seen):
        later = datetime.fromisoformat(at) + timedelta(milliseconds=1)
        now = max(now, later.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
    return max(now, newest["at"]) if newest else now


def append(
    db: sqlite3.Connection, draft: OpenEdit, *, kind: str, target: str, title: str, device: str
) -> tuple[Edit, Receipt]:
    """Write what a draft has changed as the log's next row, and the rows it touched."""
    seq = db.execute(
        "SELECT coalesce(max(seq), 0) + 1 FROM edit WHERE device = ?", (device,)
    ).fetchone()[0]
    edit = Edit(
        id=draft.id, kind=kind, target=target, title=title, person=draft.person, device=device,
        seq=seq, at=draft.at, changes=tuple(draft.changes),
    )  # fmt: skip
    newest = last(db)
    previous, before = (newest["hash"], newest["position"]) if newest else (FIRST_LINK, 0)
    changes = encode(edit.changes)
    digest = chain(previous, edit, changes)
    db.execute(
        "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (before + 1, edit.id, kind, target, title, edit.person, device, seq, edit.at, changes,
         previous, digest),
    )  # fmt: skip
    db.executemany(
        "INSERT OR IGNORE INTO touched VALUES (?, ?)",
        ((name, before + 1) for change in edit.changes for name in change.names()),
    )
    return edit, Receipt(before + 1, digest, edit.at)


def replayed(db: sqlite3.Connection, edit_id: str, kind: str) -> tuple[RowChange, ...]:
    """The changes of a logged edit: as they were for a redo, turned round for an undo."""
    stored = db.execute("SELECT changes FROM edit WHERE id = ?", (edit_id,)).fetchone()
    changes = decode(stored["changes"])
    if kind == "redo":
        return changes
    return tuple(change.inverse() for change in reversed(changes))


def apply(draft: OpenEdit, changes: tuple[RowChange, ...], title: str) -> None:
    """Carry out changes of an edit called `title`.

    Raises `UserError` when a row no longer is what the edit had left.
    """
    for change in changes:
        if not agree(draft.current(change.table, change.id), change.before):
            raise UserError(
                f"“{title}” cannot be taken back: what it changed has been changed since.",
                safe="Nothing was changed.",
                hint="Look at the history of the span in the inspector.",
            )
        draft.put(change)
