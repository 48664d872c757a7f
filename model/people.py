"""Who works on a project."""

from __future__ import annotations

import unicodedata
import uuid

from model.errors import UserError
from model.open_edit import OpenEdit
from model.records import Person
from model.store import Store

_PEOPLE = uuid.UUID("5c8a7a52-54ad-4d0c-9c2b-0d8c7b9f6a11")


def id_of(name: str) -> str:
    """The id of the person called `name`: the same on every machine and in every project."""
    return uuid.uuid5(_PEOPLE, unicodedata.normalize("NFC", name.strip()).casefold()).hex


def at_work(edit: OpenEdit) -> str:
    """The id of the person making this edit; adds them to the project at their first one."""
    id_ = id_of(edit.person)
    if edit.current("person", id_) is None:
        edit.insert("person", id=id_, name=edit.person.strip())
    return id_


def everyone(store: Store) -> list[Person]:
    return [Person(row["id"], row["name"]) for row in store.rows(
        "SELECT id, name FROM person ORDER BY name COLLATE NOCASE"
    )]  # fmt: skip


def checked_name(name: str) -> str:
    """A name that can stand in the log; raises `UserError` for an empty or unprintable one."""
    cleaned = " ".join("".join(c for c in name if c.isprintable()).split())
    if not cleaned:
        raise UserError("A person needs a name.", hint="Type the name your desk knows you by.")
    return unicodedata.normalize("NFC", cleaned)[:80].rstrip()
