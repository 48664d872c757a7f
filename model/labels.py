"""Labels: the sets that ship, and the project's own set with everything that can change in it."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

from model import decisions, links, places, spans
from model.edits import Cell
from model.errors import UserError
from model.open_edit import OpenEdit, new_id
from model.records import ROLES, Label
from model.store import Store

_FIELDS = "id, name, role, key, colour, icon, definition, examples, position, retired"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
KEYS = tuple("123456789")
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
    "\u03bf\u03b1\u03bd\u03c1\u03b9\u03ba\u0131\u0261",
    "aeopcyxijshdqwoavpikig",
)
"""Cyrillic, Greek and other letters that look like Latin ones, after casefolding."""


class LabelSet(NamedTuple):
    """A set as its TOML file gives it; `stem` is the file's name, by which it is chosen."""

    stem: str
    name: str
    guideline: str
    labels: tuple[Label, ...]


class Merged(NamedTuple):
    """What merging a label moved and what it took away."""

    spans: int
    """Those that carried the label."""
    links: int
    """Those that mean nothing between spans of the new label's role."""


def folder() -> Path:
    return places.resources() / "labels"


def sets() -> list[LabelSet]:
    """Every label set that ships, the default one first."""
    found = [read_set(path) for path in sorted(folder().glob("*.toml"))]
    return sorted(found, key=lambda one: (one.stem != "claims", one.name))


def read_set(path: Path) -> LabelSet:
    """The set in a TOML file; raises `UserError` that names the file and what is wrong."""
    import tomllib

    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        labels = tuple(
            Label(
                id=new_id(), name=checked_name(one["name"]), role=one.get("role", ""),
                key=one.get("key", ""), colour=one["colour"], icon=one["icon"],
                definition=one["definition"].strip(), examples=tuple(one.get("examples", ())),
                position=position, retired=False,
            )
            for position, one in enumerate(given["label"])
        )  # fmt: skip
        for label in labels:
            _check(label, [other for other in labels if other is not label])
        return LabelSet(path.stem, given["name"], given.get("guideline", ""), labels)
    except (OSError, KeyError, TypeError, AttributeError, ValueError, UserError) as error:
        raise UserError(f"The label set {path.name} cannot be read: {error}.") from error


def set_called(stem: str) -> LabelSet:
    known = {one.stem: one for one in sets()}
    if stem not in known:
        raise UserError(
            f"There is no label set “{stem}”.", hint=f"Choose one of: {', '.join(known)}."
        )
    return known[stem]


# ---- the project's labels


def every(store: Store, *, retired: bool = False) -> list[Label]:
    """The labels in their order; the retired ones only when asked for."""
    rows = store.rows(f"SELECT {_FIELDS} FROM label ORDER BY position, name")  # noqa: S608
    return [label for label in map(_label, rows) if retired or not label.retired]


def by_id(store: Store) -> dict[str, Label]:
    """Every label, the retired ones too."""
    return {label.id: label for label in every(store, retired=True)}


def named(store: Store, name: str) -> Label:
    for label in every(store, retired=True):
        if _same(label.name) == _same(name):
            return label
    known = ", ".join(label.name for label in every(store))
    raise UserError(f"There is no label “{name}”.", hint=f"The project has: {known}.")


def uses(store: Store) -> dict[str, int]:
    """How many spans carry each label, by label id."""
    return dict(
        tuple(row) for row in store.rows("SELECT label_id, count(*) FROM span GROUP BY label_id")
    )


def guideline(store: Store) -> str:
    """The project's general rule for annotators, from its label set; '' when there is none."""
    return str(store.value("SELECT value FROM project WHERE id = 'guideline'") or "")


def insert(edit: OpenEdit, label: Label) -> str:
    return edit.insert("label", **_row(label))


def add(store: Store, name: str, colour: str, *, key: str = "", role: str = "",
        icon: str = "mdi6.label-outline", definition: str = "") -> str:  # fmt: skip
    """A new label at the end of the set; returns its id."""
    others = every(store, retired=True)
    label = Label(
        id=new_id(), name=checked_name(name), role=role, key=key, colour=colour, icon=icon,
        definition=definition, examples=(), position=len(others), retired=False,
    )  # fmt: skip
    _check(label, others)
    with store.edit(f"Add label {label.name}") as edit:
        return insert(edit, label)


def change(store: Store, label_id: str, **fields: object) -> None:
    """Rename, recolour, re-key, redefine: any field of `Label` but its id, in one edit. The label
    that has the key asked for gets the one given up for it."""
    label = by_id(store)[label_id]
    values = asdict(label) | fields
    values["name"] = checked_name(str(values["name"]))
    changed = Label(**values)
    others = [other for other in every(store, retired=True) if other.id != label_id]
    owner = None if changed.key == label.key else _owner(changed.key, others)
    _check(changed, [replace(one, key=label.key) if one is owner else one for one in others])
    with store.edit(_title(label, changed)) as edit:
        if owner is not None and not label.retired:
            edit.update("label", owner.id, key=label.key)
        edit.update("label", label_id, **_row(changed))
        if changed.role != label.role:
            decided = decisions.of_label(edit, label_id)
            for row in edit.rows("SELECT id FROM span WHERE label_id = ?", (label_id,)):
                links.follow_role(edit, row["id"], changed.role)
            decisions.renew(edit, decided)


def reorder(store: Store, ids: Sequence[str]) -> None:
    """Put the labels in the order of `ids`; those not named follow as they stood."""
    rest = [label.id for label in every(store, retired=True) if label.id not in ids]
    with store.edit("Reorder labels") as edit:
        for position, id_ in enumerate([*ids, *rest]):
            edit.update("label", id_, position=position)


def retire(store: Store, label_id: str, *, retired: bool = True) -> None:
    """Take a label out of use; the spans that carry it keep it. It is brought back with its key,
    unless that belongs to another label by now."""
    label = by_id(store)[label_id]
    taken = {other.key for other in every(store) if other.id != label_id}
    title = f"Retire label {label.name}" if retired else f"Bring back label {label.name}"
    with store.edit(title) as edit:
        edit.update("label", label_id, retired=int(retired),
                    key="" if not retired and label.key in taken else label.key)  # fmt: skip


def merge(store: Store, label_id: str, into: str) -> Merged:
    """Give every span of one label another and retire the first, in one edit.

    Links follow the role, or go; a span that would double another one goes up in it.
    """
    known = by_id(store)
    if label_id == into:
        raise UserError("A label cannot be merged into itself.", hint="Choose another label.")
    if known[into].retired:
        raise UserError(f"“{known[into].name}” is retired.", hint="Bring it back first.")
    title = f"Merge label {known[label_id].name} into {known[into].name}"
    with store.edit(title) as edit:
        decided = decisions.of_label(edit, label_id)
        moved = edit.rows("SELECT id FROM span WHERE label_id = ? ORDER BY id", (label_id,))
        gone = sum(spans.put_label(edit, row["id"], into) for row in moved)
        decisions.renew(edit, decided)
        edit.update("label", label_id, retired=1)
    return Merged(len(moved), gone)


def checked_name(name: str) -> str:
    """A label's name without controls, blanks folded; raises `UserError` when nothing is left."""
    shown = "".join(c for c in name if c.isprintable() or c.isspace())
    cleaned = unicodedata.normalize("NFC", " ".join(shown.split()))
    if not cleaned:
        raise UserError("A label needs a name.", hint="Type one, for instance “claim”.")
    return cleaned[:60]


def _check(label: Label, others: Sequence[Label]) -> None:
    twin = next((other for other in others if _same(other.name) == _same(label.name)), None)
    if twin is not None:
        alike = "" if twin.name == label.name else ", which looks the same"
        raise UserError(
            f"There is a label “{twin.name}” already{alike}.",
            hint="It is retired: bring it back, or choose another name." if twin.retired
            else "Choose another name, or merge the two labels.",
        )  # fmt: skip
    if label.key and label.key not in KEYS:
        raise UserError(f"“{label.key}” cannot be a label's key.", hint="Use 1 to 9, or none.")
    owner = _owner(label.key, others)
    if owner is not None and not label.retired:
        raise UserError(
            f"Key {label.key} belongs to “{owner.name}”.", hint="Choose a free key from 1 to 9."
        )
    if not _COLOUR.fullmatch(label.colour):
        raise UserError(f"“{label.colour}” is no colour.", hint="Write it as #rrggbb.")
    if label.role not in ROLES:
        raise UserError(f"“{label.role}” is no role.", hint=f"One of: {', '.join(ROLES[:-1])}.")


def _owner(key: str, others: Sequence[Label]) -> Label | None:
    """The label in use that has a key."""
    return next((one for one in others if key and one.key == key and not one.retired), None)


def _same(name: str) -> str:
    """What two names that a person cannot tell apart have in common."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_LOOKALIKES)


def _title(before: Label, after: Label) -> str:
    if before.name != after.name:
        return f"Rename label {before.name} to {after.name}"
    if before.colour != after.colour:
        return f"Recolour label {after.name}"
    return f"Change label {after.name}"


def _label(row: sqlite3.Row) -> Label:
    values = dict(row)
    values["examples"] = tuple(json.loads(values["examples"]))
    values["retired"] = bool(values["retired"])
    return Label(**values)


def _row(label: Label) -> dict[str, Cell]:
    values = asdict(label)
    values["examples"] = json.dumps(values["examples"], ensure_ascii=False)
    values["retired"] = int(values["retired"])
    return values
