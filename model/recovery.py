"""Recovery of a damaged project: its indexes made anew and its texts taken from backups, or, when
more is lost, its newest sound backup put in place.

Either is made and proved as a file of its own first. The damaged file is never changed: it is
kept beside the project, as `NAME.damaged-<time>`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model import backup, check, leftovers, opening, places, receipts
from model.disk import to_disk
from model.errors import DamagedProject, ProjectRefused, StoreTrouble, UserError
from model.lock import ProjectLock
from model.store import Store

KEPT = "The damaged file is kept as it is."
_TEXT = "SELECT CAST(text AS BLOB) FROM body WHERE hash = ?"
_GUARD = "SELECT sql FROM sqlite_schema WHERE name = 'body_never_changes'"
_SEARCH_ANEW = "INSERT INTO body_search (body_search) VALUES ('rebuild')"


@dataclass(frozen=True, slots=True)
class Offer:
    """A sound backup, and what would be lost with it."""

    path: Path
    made: str
    """When, as ISO 8601 in UTC."""
    edits: int
    lacks: int
    """Changes that this machine has seen saved and that are not in it; 0 when none is known."""
    flaws: int = 0
    """What `check` finds wrong in it; 0 unless every backup has something."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a project, and what can be done."""

    problems: tuple[str, ...]
    """As SQLite and our own check tell them; empty for a sound project."""
    mendable: bool
    """Whether indexes made anew, and texts that a backup has, mend all of it: nothing is lost."""
    texts: int
    """Texts that are taken from backups for that."""
    offer: Offer | None


def diagnose(path: Path) -> Diagnosis:
    """Look at a project that was refused, or that a check found wanting; nothing is changed.

    Raises a `ProjectRefused` for a file that is no project of ours, or is open elsewhere.
    """
    with _held(path), _scratch(path) as copy:
        problems = _copied(path, copy)
        texts, left = _mended(copy, path) if problems and copy.exists() else (0, problems)
    mendable = bool(problems) and not left
    told = tuple(dict.fromkeys(problems))
    return Diagnosis(told, mendable, texts, newest_sound(path) if problems else None)


def repair(path: Path) -> Path:
    """Make the indexes of a project anew, and its texts right where a backup has them, on a copy
    that is checked to the last quote and then takes the project's place; returns where the damaged
    file is kept. Raises `DamagedProject` when more is damaged: nothing is changed then."""
    with _held(path), _scratch(path) as copy:
        problems = _copied(path, copy)
        left = _mended(copy, path)[1] if copy.exists() else problems
        if left:
            raise DamagedProject(
                f"{path.name} cannot be mended: {left[0].rstrip('.')}.",
                safe=KEPT, hint="Restore the newest sound backup.",
            )  # fmt: skip
        return _put_in_place(copy, path)


def restore(path: Path, offer: Offer) -> Path:
    """Put a copy of a backup in the project's place; returns where the damaged file is kept."""
    return replace(path, offer.path)


def replace(path: Path, by: Path, *, kept_as: str = "damaged") -> Path:
    """Put a copy of another file in the project's place; returns where the file that was there is
    kept: as `NAME.<kept_as>-<time>`."""
    with _held(path), _scratch(path) as copy:
        with contextlib.closing(opening.connect(by, read_only=True)) as db:
            backup.unproved(db, copy)
        return _put_in_place(copy, path, kept_as)


def newest_sound(path: Path) -> Offer | None:
    """The newest of the project's backups that passes every check; else the newest of those with
    the fewest flaws."""
    _, edits = _remembered(path)
    found: list[Offer] = []
    for made, at in _backups(path):
        looked = _looked_through(at)
        if looked is not None:
            held, flaws = looked
            found.append(Offer(at, made.isoformat(), held, max(0, edits - held), flaws))
            if not flaws:
                break
    return min(found, key=lambda one: one.flaws, default=None)


def _backups(path: Path) -> list[tuple[datetime, Path]]:
    """The backups of the project, the newest first: by its own name, or by the file's if that is
    lost."""
    name, _ = _remembered(path)
    folders = [places.backups() / name] if name else sorted(places.backups().iterdir())
    found = [one for folder in folders if folder.is_dir() for one in backup.stamped(folder)
             if name or one[1].name.startswith(f"{path.stem}-")]  # fmt: skip
    return sorted(found, reverse=True)


def _remembered(path: Path) -> tuple[str, int]:
    """The project's own name, and how many edits it is known to have held; '' and 0 if lost."""
    with contextlib.suppress(sqlite3.Error, ProjectRefused), contextlib.closing(
        opening.connect(path, read_only=True, damaged=True)
    ) as db:  # fmt: skip
        rows = db.execute("SELECT value FROM project NOT INDEXED WHERE id = 'uuid'").fetchall()
        name = str(rows[0][0]) if rows else ""
        seen = receipts.read(name) if opening.OWN_NAME.fullmatch(name) else None
        if seen is not None:
            return name, seen.position
    return "", 0


def _looked_through(path: Path) -> tuple[int, int] | None:
    """How many edits a backup holds, and how much `check` finds wrong in it; None for one that
    cannot be opened."""
    try:
        with contextlib.closing(
            opening.connect(path, read_only=True, thorough=True)
        ) as db, Store(db, path=None, read_only=True) as store:  # fmt: skip
            edits = int(db.execute("SELECT count(*) FROM edit").fetchone()[0])
            return edits, len(check.project(store))
    except UserError:
        return None


# ---- on a copy


def _copied(path: Path, copy: Path) -> list[str]:
    """Copy the project page by page, and tell what is wrong with it."""
    try:
        with contextlib.closing(opening.connect(path, damaged=True, alone=True)) as db:
            backup.unproved(db, copy)
    except DamagedProject as error:
        return [error.what]
    left = leftovers.beside(path)
    return [leftovers.misfit(path, left), *_problems(copy)] if left else _problems(copy)


def _problems(copy: Path) -> list[str]:
    def found() -> Iterator[str]:
        with contextlib.closing(opening.connect(copy, damaged=True)) as db, Store(
            db, path=None, read_only=True
        ) as store:  # fmt: skip
            yield from (one.what for one in check.project(store))

    return _as_far_as_it_goes(found)


def _mended(copy: Path, path: Path) -> tuple[int, list[str]]:
    """Mend the copy of the project at `path`: how many texts came from backups, and what is wrong
    with it after that."""
    texts = 0

    def found() -> Iterator[str]:
        nonlocal texts
        with contextlib.closing(opening.connect(copy, damaged=True)) as db:
            db.execute("REINDEX")
            texts = _put_texts_right(db, path)
            db.execute(_SEARCH_ANEW)
        opening.connect(copy, thorough=True).close()
        yield from _problems(copy)

    left = _as_far_as_it_goes(found)
    return texts, left


def _put_texts_right(db: sqlite3.Connection, path: Path) -> int:
    """Take each text that is not what its hash says from the newest backup that has it."""
    rows = db.execute("SELECT hash, CAST(text AS BLOB) FROM body").fetchall()
    wrong = {name for name, data in rows if hashlib.sha256(data).hexdigest() != name}
    right: dict[str, bytes] = {}
    for _, at in _backups(path) if wrong else ():
        with contextlib.suppress(sqlite3.Error, UserError), contextlib.closing(
            opening.connect(at, read_only=True)
        ) as kept:  # fmt: skip
            for name in wrong - right.keys():
                row = kept.execute(_TEXT, (name,)).fetchone()
                if row is not None and hashlib.sha256(row[0]).hexdigest() == name:
                    right[name] = row[0]
    if right:
        (guard,) = db.execute(_GUARD).fetchone()
        db.execute("DROP TRIGGER body_never_changes")
        db.executemany("UPDATE body SET text = CAST(? AS TEXT) WHERE hash = ?",
                       [(data, name) for name, data in right.items()])  # fmt: skip
        db.execute(guard)
    return len(right)


def _as_far_as_it_goes(found: Callable[[], Iterator[str]]) -> list[str]:
    try:
        return list(found())
    except (sqlite3.Error, DamagedProject) as error:
        return [str(error)]


# ---- the place of the project


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep every window away; a project that nobody closed stays so until it is recovered."""
    try:
        lock = ProjectLock(path)
    except OSError as error:
        raise ProjectRefused(f"{path.name} cannot be locked: {error.strerror}.") from error
    sound = not lock.unclean
    before = _identity(path)
    try:
        yield
    finally:
        lock.release(closed=sound or _identity(path) != before)


def _identity(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        found = os.stat(path)
        return found.st_dev, found.st_ino
    return None


@contextlib.contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """A file beside the project that is gone afterwards, whatever happens."""
    fresh = path.with_name(f".{path.name}.recovered")
    _sweep(fresh)
    try:
        yield fresh
    finally:
        _sweep(fresh)


def _sweep(fresh: Path) -> None:
    for one in (fresh, fresh.with_name(f"{fresh.name}-journal")):
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def _put_in_place(copy: Path, path: Path, kept_as: str = "damaged") -> Path:
    kept = path.with_name(f"{path.name}.{kept_as}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    try:
        to_disk(copy)
        _name_too(path, kept)
        for side in leftovers.beside(path):
            os.rename(side, kept.with_name(kept.name + side.name.removeprefix(path.name)))
        os.replace(copy, path)
        to_disk(path.parent)
    except OSError as error:
        raise StoreTrouble(
            f"{path.name} could not be put in place: {error.strerror}.",
            safe=f"The file that was there is {path if path.exists() else kept}.",
            hint="Check that the folder can be written to.",
        ) from error
    return kept


def _name_too(path: Path, kept: Path) -> None:
    """Give the file a second name, so that there is always one of the first; or, where the disk
    knows no second names, that instead."""
    try:
        os.link(path, kept)
    except OSError:
        os.rename(path, kept)
