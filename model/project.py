"""A project as a whole: making one, opening one, and the sample that a first run opens."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from model import backup, labels, mounts, opening, people, places, receipts, refusals, spans, text
from model.errors import ProjectRefused, StoreTrouble, TakesLong, UserError
from model.lock import ProjectLock
from model.open_edit import new_id
from model.schema import CURRENT
from model.store import Clock, Store, utc_now
from model.trouble import people_can_read

if TYPE_CHECKING:
    from model.watching import Watch

SUFFIX = places.SUFFIX
default_person = places.account


def create(path: Path, *, label_set: str = "claims", person: str = "") -> Store:
    """A new project at `path`, which must not exist; returns it open."""
    path = _real(path)
    if os.path.exists(path):
        raise UserError(
            f"{path} exists already.", safe="It was not touched.", hint="Choose another name."
        )
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}.", hint="Make it first.")
    unfinished = path.with_name(f".{path.name}.new")
    try:
        unfinished.unlink(missing_ok=True)
        with people_can_read(), closing(opening.create(unfinished)) as db, Store(
            db, path=None, person=people.checked_name(person or default_person()),
            device=places.device(),
        ) as store:  # fmt: skip
            _begin(store, path.stem, labels.set_called(label_set))
        _put_in_place(unfinished, path)
    except OSError as error:
        raise UserError(
            f"{path} cannot be made: {error.strerror}.", hint="Choose another folder or name."
        ) from error
    except StoreTrouble as error:
        raise UserError(
            f"{path} cannot be made. {error.what}", hint="Choose another folder or name."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return open_(path, person=person)


def open_(path: Path, *, person: str = "", read_only: bool = False, take_over: bool = False,
          examine_later: bool = False, examined: bool = False, at_once: int = sys.maxsize,
          watch: Watch | None = None, clock: Clock = utc_now) -> Store:  # fmt: skip
    """The project at `path`, checked. Raises a `ProjectRefused` that says why not.

    `take_over` opens a project that another machine holds and seems to have forgotten.
    `examine_later` leaves the look through the whole file to `Store.examine` or the first change,
    if the project was closed in order and is of this version's format; `examined` says that another
    process of ours has just looked through it, and closed it in order. An older one that is only
    read stays as it is: a copy of it is brought up to date and read instead.
    With more bytes than `at_once`, one that has to be looked through or brought up to date before
    raises `TakesLong`. `watch` can call that off by raising, before anything in the file changes.
    """
    path = _real(path)
    refusals.look(path, read_only=read_only)
    lock = None if read_only else _locked(path, take_over=take_over)
    try:
        unclean = lock is not None and lock.unclean
        if unclean:
            _refuse_long(path, at_once, "was not closed in order. Looking through it first…")
        later = (examine_later or examined) and not unclean
        db = opening.connect(path, read_only=read_only, thorough=unclean, unexamined=later,
                             alone=lock is not None, watch=watch)  # fmt: skip
        if opening.version(db) < CURRENT.version:
            db = _brought_up(db, path, at_once, read_only=read_only, unexamined=later, watch=watch)
            examined = True
    except BaseException:
        if lock is not None:
            lock.release(closed=not lock.unclean)
        raise
    return Store(
        db, path=path, lock=lock, read_only=read_only, guards=(spans.guard,), clock=clock,
        person=people.checked_name(person or default_person()), device=places.device(),
        examination=(lambda: opening.examine(db, path)) if later and not examined else None,
    )  # fmt: skip


def _brought_up(
    db: sqlite3.Connection, path: Path, at_once: int, *, read_only: bool, unexamined: bool,
    watch: Watch | None,
) -> sqlite3.Connection:  # fmt: skip
    """An older project in this version's format: itself, after a backup; or a copy to read."""
    if read_only:
        db.close()
        return opening.private_copy(path)
    try:
        _refuse_long(path, at_once, "is of an older Attesta. Keeping a copy of it as it is, and"
                     " bringing it up to date…")  # fmt: skip
        if unexamined:
            opening.examine(db, path, watch)
        backup.before_upgrade(db, path, watch)
        opening.migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_long(path: Path, at_once: int, why: str) -> None:
    if os.stat(path).st_size > at_once:
        raise TakesLong(f"{path.name} {why}", safe=refusals.UNTOUCHED)


def frozen(path: Path) -> Store:
    """A read-only copy of the project as it is now; the project itself stays free for its window.

    What is read from it is consistent, however long it takes. Raises a `ProjectRefused`.
    """
    path = path.resolve()
    return Store(opening.private_copy(path), path=None, read_only=True, person=default_person(),
                 device=places.device())  # fmt: skip


def in_memory(*, label_set: str = "claims", person: str = "Ana", clock: Clock = utc_now) -> Store:
    """A project without a file, for trying things out."""
    store = Store(opening.create(None), path=None, person=person, guards=(spans.guard,),
                  clock=clock)  # fmt: skip
    _begin(store, "untitled", labels.set_called(label_set))
    return store


def name(store: Store) -> str:
    return str(store.value("SELECT value FROM project WHERE id = 'name'"))


def warnings(store: Store) -> list[str]:
    """What a person should know about a project that could be opened."""
    path = store.path
    of_file = (mounts.warning(path), mounts.another_name(path)) if path is not None else ()
    return [*filter(None, of_file), *doubts(store)]


def doubts(store: Store) -> list[str]:
    """Why the file may not be the one that this machine worked on last: it holds fewer edits, or
    others."""
    last = _newest(store)
    said = (
        receipts.warning(store.uuid, last["position"], last["at"]),
        receipts.fork(
            store.uuid,
            lambda position: store.value("SELECT hash FROM edit WHERE position = ?", (position,)),
        ),
    )
    return [one for one in said if one]


def trust(store: Store) -> None:
    """Take the file as it is for the one to go on with: nobody is asked about it again."""
    last = _newest(store)
    receipts.write(store.uuid, receipts.Receipt(last["position"], last["hash"], last["at"]))


def _newest(store: Store) -> sqlite3.Row:
    """The newest edit in the log, which is never empty."""
    last = store.row("SELECT position, hash, at FROM edit ORDER BY position DESC LIMIT 1")
    assert last is not None
    return last


def sample_path() -> Path:
    return places.documents() / f"Attesta sample{SUFFIX}"


def sample_texts() -> Iterable[Path]:
    return sorted(places.seeds().glob("*.txt"))


def _begin(store: Store, called: str, chosen: labels.LabelSet) -> None:
    with store.edit("New project", kind="start") as edit:
        for key, value in (
            ("uuid", new_id()),
            ("name", called),
            ("label_set", chosen.stem),
            ("guideline", chosen.guideline),
            ("normaliser", text.NORMALISER),
        ):
            edit.insert("project", id=key, value=value)
        for label in chosen.labels:
            labels.insert(edit, label)
        people.at_work(edit)


def _real(path: Path) -> Path:
    """The file itself, not a link to it: the lock and the journal must lie beside it."""
    return Path(os.path.realpath(path))


def _put_in_place(unfinished: Path, path: Path) -> None:
    """Give a finished file its name; a file that has come there meanwhile stays."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise
        os.rename(unfinished, path)


def _locked(path: Path, *, take_over: bool) -> ProjectLock:
    try:
        return ProjectLock(path, take_over=take_over)
    except OSError as error:
        raise ProjectRefused(f"{path.name} cannot be locked: {error.strerror}.") from error
