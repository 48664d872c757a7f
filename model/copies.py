"""Copies of one project: which other files hold more than this one, and what each has alone.

A copy is told by the project's own name, which all its copies share; an edit by its id, which it
keeps wherever it goes. Nothing is changed by looking.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from model import backup, opening, places, project, receipts, recovery
from model.errors import UserError
from model.store import Store

MOST_EDITS = 2_000
"""Edits listed of each side, at most; all are counted."""
MOST_FILES = 40
"""Files looked into, of the backups and of each folder, the newest first."""
_KNOWN = "SELECT id FROM edit UNION SELECT id FROM foreign_edit"
_LAST = "SELECT id, at, position FROM edit ORDER BY position DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Copy:
    """Another file of the project, with edits that the one at hand lacks."""

    path: Path
    edits: int
    at: str
    """When its last edit was made, as ISO 8601 in UTC."""
    is_backup: bool
    has_all: bool
    """Whether it holds the last edit that this machine has seen."""


@dataclass(frozen=True, slots=True)
class Only:
    """An edit that one of two files has alone."""

    at: str
    person: str
    title: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two files: what is in it, and what it has alone."""

    path: Path
    articles: int
    spans: int
    """Accepted ones."""
    edits: int
    alone: int
    """Edits that the other file has not."""
    people: Mapping[str, int]
    """How many of these each person made, by name."""
    only: tuple[Only, ...]
    """The newest of them first, at most MOST_EDITS."""


@dataclass(frozen=True, slots=True)
class Comparison:
    here: Side
    there: Side


def newer(path: Path, also: Iterable[Path] = ()) -> list[Copy]:
    """The project's files on this machine with edits that the one at `path` lacks, the fullest
    first: its backups, those beside it, and those of `also`."""
    with contextlib.closing(opening.connect(path, read_only=True, unexamined=True)) as db:
        name = str(db.execute("SELECT value FROM project WHERE id = 'uuid'").fetchone()[0])
        known = {str(row[0]) for row in db.execute(_KNOWN)}
    last = receipts.read(name)
    found = {
        one.path: one
        for other in _places(path, name, also)
        if (one := _looked_into(other, name, known, last.head if last else "")) is not None
    }
    return sorted(found.values(), key=lambda one: (one.has_all, one.at), reverse=True)


def compare(path: Path, other: Path) -> Comparison:
    """What each of two files of one project has that the other has not.

    Raises `UserError` when they are of two projects, or one of them cannot be read.
    """
    with project.frozen(path) as here, project.frozen(other) as there:
        _require_same(here, there, path, other)
        known = {str(row[0]) for row in here.rows(_KNOWN)}
        known_there = {str(row[0]) for row in there.rows(_KNOWN)}
        return Comparison(_side(path, here, known_there), _side(other, there, known))


def use(path: Path, other: Path) -> Path:
    """Put a copy of `other`, which is checked first, in the place of the project at `path`.

    Returns where the file that was there is kept. Raises `UserError` when they are of two projects
    or it is open in a window; nothing is changed then.
    """
    with project.frozen(path) as here, project.frozen(other) as there:
        _require_same(here, there, path, other)
    return recovery.replace(path, other, kept_as="older")


# ---- inside


def _require_same(here: Store, there: Store, path: Path, other: Path) -> None:
    if here.uuid != there.uuid:
        raise UserError(
            f"{other.name} is another project, not a copy of {path.name}.",
            safe="Nothing was changed.",
            hint="Choose a file that was made from this project, or one of its backups.",
        )


def _places(path: Path, name: str, also: Iterable[Path]) -> Iterator[Path]:
    """Where another file of the project may be, each once."""
    kept = sorted(backup.stamped(places.backups() / name), reverse=True)
    beside = (one for one in path.parent.glob(f"*{places.SUFFIX}*") if one.is_file())
    named = (f"{places.SUFFIX}-journal", f"{places.SUFFIX}.lock")
    files = [one for one in beside if not one.name.endswith(named)]
    files.sort(key=lambda one: one.stat().st_mtime, reverse=True)
    every = [*(one for _, one in kept[:MOST_FILES]), *files[:MOST_FILES], *also]
    yield from dict.fromkeys(one.resolve() for one in every if one.resolve() != path.resolve())


def _looked_into(path: Path, name: str, known: set[str], head: str) -> Copy | None:
    """The file as a copy that holds more; None when it is none, or cannot be read."""
    with contextlib.suppress(UserError, sqlite3.Error), contextlib.closing(
        opening.connect(path, read_only=True, unexamined=True)
    ) as db:  # fmt: skip
        ours = db.execute("SELECT 1 FROM project WHERE id = 'uuid' AND value = ?", (name,))
        last = db.execute(_LAST).fetchone()
        if ours.fetchone() is None or last is None or last[0] in known:
            return None
        has_all = db.execute("SELECT 1 FROM edit WHERE hash = ?", (head,)).fetchone() is not None
        return Copy(path, int(last[2]), str(last[1]), places.backups() in path.parents, has_all)
    return None


def _side(path: Path, store: Store, known: set[str]) -> Side:
    alone = [
        Only(str(row["at"]), str(row["person"]), str(row["title"]))
        for row in store.rows("SELECT id, at, person, title FROM edit ORDER BY position DESC")
        if row["id"] not in known
    ]
    return Side(
        path=path,
        articles=int(str(store.value("SELECT count(*) FROM article"))),
        spans=int(str(store.value("SELECT count(*) FROM span WHERE state = 'accepted'"))),
        edits=int(str(store.value("SELECT count(*) FROM edit"))),
        alone=len(alone),
        people=dict(Counter(one.person for one in alone).most_common()),
        only=tuple(alone[:MOST_EDITS]),
    )
