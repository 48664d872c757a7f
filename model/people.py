"""Who works on a project."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from model import named_ids
from model.errors import UserError
from model.open_edit import OpenEdit, Rows
from model.records import Person
from model.store import Store

_PEOPLE = "5c8a7a52-54ad-4d0c-9c2b-0d8c7b9f6a11"


@lru_cache(maxsize=64)
def id_of(name: str) -> str:
    """The id of whoever is first met as `name`: the same on every machine and in every project."""
    return named_ids.id_of(_PEOPLE, _same(name))


def at_work(edit: OpenEdit) -> str:
    """The id of the person making this edit; adds them to the project at their first one."""
    if not edit.person_id:
        edit.person_id = met(edit, edit.person)
    return edit.person_id


def met(edit: OpenEdit, name: str) -> str:
    """The id of the person called `name`, who is added when the project does not know them."""
    found = _known_as(edit, name)
    return found or edit.insert("person", id=id_of(name), name=name.strip())


def whoever(store: Store) -> str:
    """The id of the person at work, whether or not they have made an edit yet."""
    return _known_as(store, store.person) or id_of(store.person)


def resolver(store: Store) -> Callable[[str], str]:
    """What gives the ids of people by the names that stand in the log, old ones too."""
    now = {_same(one.name): one.id for one in everyone(store)}
    return lambda name: now.get(_same(name)) or id_of(name)


def everyone(store: Store) -> list[Person]:
    return [Person(row["id"], row["name"]) for row in store.rows(
        "SELECT id, name FROM person ORDER BY name COLLATE NOCASE"
    )]  # fmt: skip


def named(store: Store, name: str) -> Person:
    """Raises `UserError` when the project knows nobody of that name."""
    found = _known_as(store, name)
    known = everyone(store)
    if not found:
        raise UserError(
            f"The project knows nobody called “{name}”.",
            hint=f"Choose among: {', '.join(one.name for one in known) or 'nobody yet'}.",
        )
    return next(one for one in known if one.id == found)


def name_of(rows: Rows, person_id: str) -> str:
    """Raises KeyError when the project knows nobody of that id."""
    found = rows.rows("SELECT name FROM person WHERE id = ?", (person_id,))
    if not found:
        raise KeyError(person_id)
    return str(found[0]["name"])


def add(store: Store, name: str) -> str:
    """Make a person known before they have done anything; returns their id.

    Raises `UserError` for an empty name, or one that is taken.
    """
    cleaned = checked_name(name)
    with store.edit(f"Add {cleaned}") as edit:
        if _known_as(edit, cleaned):
            raise UserError(f"There is somebody called “{cleaned}” already.",
                            safe="Nothing was changed.", hint="Choose another name.")  # fmt: skip
        return met(edit, cleaned)


def rename(store: Store, person_id: str, name: str) -> None:
    """Call a person otherwise; their id and all that is theirs stay.

    Whoever works under the new name from now on is that person, and so, on other machines, is
    whoever still works under the old one. Raises `UserError` for a name that is taken.
    """
    cleaned = checked_name(name)
    with store.edit(f"Rename a person to {cleaned}") as edit:
        if {_known_as(edit, cleaned), _of_old(edit, cleaned)} - {"", person_id}:
            raise UserError(f"Somebody else is, or was, called “{cleaned}”.",
                            safe="Nothing was changed.", hint="Choose another name.")  # fmt: skip
        edit.update("person", person_id, name=cleaned)


def _known_as(rows: Rows, name: str) -> str:
    """The id of whoever has this name now, else of whoever had it first; '' for nobody."""
    found = rows.rows("SELECT id FROM person WHERE name = ?", (name.strip(),))
    if not found:
        wanted = _same(name)
        found = [row for row in rows.rows("SELECT id, name FROM person") if (
            _same(row["name"]) == wanted)]  # fmt: skip
    return str(found[0]["id"]) if found else _of_old(rows, name)


def _of_old(rows: Rows, name: str) -> str:
    found = rows.rows("SELECT id FROM person WHERE id = ?", (id_of(name),))
    return str(found[0]["id"]) if found else ""


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).casefold()


def initials(names: Mapping[str, str]) -> dict[str, str]:
    """A short sign for each person, names given by id: initials, numbered where they are alike."""
    short = {id_: "".join(word[0] for word in name.split()).upper() for id_, name in names.items()}
    short = {id_: sign if len(sign) > 1 else names[id_][:2].upper() for id_, sign in short.items()}
    for sign in {sign for sign in short.values() if [*short.values()].count(sign) > 1}:
        alike = sorted((id_ for id_ in short if short[id_] == sign), key=lambda id_: names[id_])
        for number, id_ in enumerate(alike, 1):
            short[id_] = f"{sign[:2]}{number}"
    return short


def checked_name(name: str) -> str:
    """A name that can stand in the log; raises `UserError` for an empty or unprintable one."""
    cleaned = " ".join("".join(c for c in name if c.isprintable()).split())
    if not cleaned:
        raise UserError("A person needs a name.", hint="Type the name your desk knows you by.")
    return unicodedata.normalize("NFC", cleaned)[:80].rstrip()
