"""A project as a whole: making one, opening one, and the sample that a first run opens."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from model import backup, labels, opening, people, places, receipts, spans, text
from model.errors import ProjectRefused, UserError
from model.lock import ProjectLock
from model.open_edit import new_id
from model.schema import CURRENT
from model.store import Clock, Store, utc_now

SUFFIX = ".attesta"


def create(path: Path, *, label_set: str = "claims", person: str = "") -> Store:
    """A new project at `path`, which must not exist; returns it open."""
    path = path.resolve()
    if path.exists():
        raise UserError(
            f"{path} exists already.", safe="It was not touched.", hint="Choose another name."
        )
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}.", hint="Make it first.")
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(opening.create(unfinished)) as db, Store(
            db, path=None, person=people.checked_name(person or default_person()),
            device=places.device(),
        ) as store:  # fmt: skip
            _begin(store, path.stem, labels.set_called(label_set))
        os.link(unfinished, path) if hasattr(os, "link") else os.rename(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return open_(path, person=person)


def open_(
    path: Path,
    *,
    person: str = "",
    read_only: bool = False,
    take_over: bool = False,
    clock: Clock = utc_now,
) -> Store:
    """The project at `path`, checked. Raises a `ProjectRefused` that says why not.

    `take_over` opens a project that another machine holds and seems to have forgotten.
    """
    path = path.resolve()
    if not path.exists():
        opening.connect(path)
    lock = None if read_only else _locked(path, take_over=take_over)
    try:
        db = opening.connect(path, read_only=read_only)
        if not read_only and opening.version(db) < CURRENT.version:
            backup.before_upgrade(db, path)
            opening.migrate(db)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(
        db, path=path, lock=lock, read_only=read_only, guards=(spans.guard,), clock=clock,
        person=people.checked_name(person or default_person()), device=places.device(),
    )  # fmt: skip


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
    last = store.row("SELECT position, at FROM edit ORDER BY position DESC LIMIT 1")
    assert last is not None
    return [said for said in (receipts.warning(store.uuid, last["position"], last["at"]),) if said]


def sample_path() -> Path:
    return places.documents() / f"Attesta sample{SUFFIX}"


def sample_texts() -> Iterable[Path]:
    return sorted(places.seeds().glob("*.txt"))


def default_person() -> str:
    """The account's name: what the person is called until they say otherwise."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "Analyst"


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


def _locked(path: Path, *, take_over: bool) -> ProjectLock | None:
    if not os.access(path.parent, os.W_OK):
        return None
    try:
        return ProjectLock(path, take_over=take_over)
    except OSError as error:
        raise ProjectRefused(f"{path.name} cannot be locked: {error.strerror}.") from error
