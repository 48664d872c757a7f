"""The log: every edit a row that is never changed, chained by hash to the one before it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain

from model import parts
from model.edits import FIRST_LINK, Edit, RowChange, chained, encode
from model.open_edit import OpenEdit, Rows
from model.parts import Stored
from model.receipts import Receipt

Progress = Callable[[int, int], None]


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


def next_position(db: sqlite3.Connection) -> int:
    newest = last(db)
    return newest["position"] + 1 if newest else 1


def append(
    db: sqlite3.Connection, draft: OpenEdit, *, kind: str, target: str, title: str, device: str,
    log: Rows,
) -> tuple[Edit, Receipt]:  # fmt: skip
    """Write what a draft has changed as the log's next row, and the rows it touched; `log` is where
    the edit can be read later."""
    seq = db.execute(
        "SELECT coalesce(max(seq), 0) + 1 FROM edit WHERE device = ?", (device,)
    ).fetchone()[0]
    changes, summary = draft.finish()
    said = summary or encode(changes)
    edit = Edit(
        id=draft.id, kind=kind, target=target, title=title, person=draft.person, device=device,
        seq=seq, at=draft.at, changes=Stored(log, draft.id, said) if summary else changes,
        counts=draft.counts, is_large=bool(summary),
    )  # fmt: skip
    newest, position = last(db), next_position(db)
    previous = newest["hash"] if newest else FIRST_LINK
    digest = chained(previous, edit, said)
    db.execute(
        "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (position, edit.id, kind, target, title, edit.person, device, seq, edit.at, said,
         previous, digest),
    )  # fmt: skip
    db.executemany(
        "INSERT OR IGNORE INTO touched VALUES (?, ?, NULL)",
        ((name, position) for change in changes for name in change.names()),
    )
    return edit, Receipt(position, digest, edit.at)


def turned_round(
    log: Rows, edit_ids: Sequence[str], on_progress: Progress = lambda _done, _total: None
) -> Iterator[RowChange]:
    """What takes logged edits back, given oldest first; the last of their changes comes first."""
    said = {id_: str(log.rows("SELECT changes FROM edit WHERE id = ?", (id_,))[0]["changes"])
            for id_ in reversed(edit_ids)}  # fmt: skip
    told = [parts.summary(one) for one in said.values()]
    total = sum(one.parts if one else 1 for one in told)
    backwards = (parts.read(log, id_, one, backwards=True) for id_, one in said.items())
    for done, part in enumerate(chain.from_iterable(backwards)):
        on_progress(done, total)
        yield from (one.inverse() for one in reversed(part))
