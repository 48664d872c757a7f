"""Choices: what becomes of the labels and kinds of link that a project does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from model import labels
from model.errors import UserError
from model.findings import Found
from model.links import KINDS
from model.open_edit import OpenEdit, new_id
from model.records import ROLES, Label
from model.store import Store

ADD = "+"
"""As what a label becomes: a new label of the project, called as in the file."""
LEAVE_OUT = ""
EVERY = "*"
"""As the old name: every label or kind that nothing else was said about."""
COLOURS = ("#0e7490", "#7c3aed", "#be123c", "#4d7c0f", "#b45309", "#0369a1", "#a21caf", "#57534e")
"""Of labels that an import adds, in turn."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What labels and links become, by the names that the files give them: the name of a label
    or a kind of link, ADD, or LEAVE_OUT."""

    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    links: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """What a project does not know, with how often the files say it."""

    labels: Mapping[str, int] = field(default_factory=dict, hash=False)
    links: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        return bool(self.labels or self.links)


def unknown(store: Store, found: Iterable[Found]) -> Unknown:
    """The labels and kinds of link in the files that the project does not have."""
    spans: Counter[str] = Counter()
    links: Counter[str] = Counter()
    for one in found:
        spans.update(one.labels)
        links.update(one.kinds)
    return Unknown(
        {name: many for name, many in sorted(spans.items()) if label_for(store, name) is None},
        {kind: many for kind, many in sorted(links.items()) if not kind_for(kind)},
    )


def label_for(store: Store, name: str) -> Label | None:
    """The label in use that a file means by `name`: case, look-alikes and `_` for a blank apart."""
    for spelling in (name, name.replace("_", " ").replace("-", " ")):
        try:
            found = labels.named(store, spelling)
        except UserError:
            continue
        if not found.retired:
            return found
    return None


def kind_for(word: str) -> str:
    """The kind of link that a file means by `word`; '' when there is none."""
    plain = "_".join(word.replace("-", " ").replace("_", " ").split()).casefold()
    return plain if plain in KINDS else ""


def parsed(maps: Sequence[str]) -> dict[str, str]:
    """`OLD=NEW` as the command line gives it: NEW is a label, a kind of link, `+` for a new
    label, or nothing for leaving out. Raises `UserError` for anything else."""
    return pairs(maps, "OLD=NEW")


def pairs(given: Sequence[str], form: str) -> dict[str, str]:
    """What stands on both sides of each `=`. Raises `UserError` that asks for `form`."""
    found = {}
    for one in given:
        old, sign, new = one.rpartition("=")
        if not sign or not old.strip():
            raise UserError(f"“{one}” does not say what becomes of what.", hint=f"Write {form}.")
        found[old.strip()] = new.strip()
    return found


def chosen(store: Store, needed: Unknown, given: Mapping[str, str],
           found: Iterable[Found]) -> Choices:  # fmt: skip
    """The choices that `given` makes about labels and links in the files.

    Raises `UserError` naming the labels about which nothing is said: none is dropped silently.
    """
    rest = given.get(EVERY)
    names, kinds = set(needed.labels), set(needed.links)
    for one in found:
        names.update(one.labels)
        kinds.update(one.kinds)
    for old, new in given.items():
        if old != EVERY and old not in names | kinds:
            raise _not_there(old, sorted(names | kinds), found)
        if old in names and new not in (ADD, LEAVE_OUT):
            labels.named(store, new)
        if old in kinds and old not in names and new != LEAVE_OUT and not kind_for(new):
            raise UserError(f"“{new}” is no kind of link.", hint=f"One of: {', '.join(KINDS)}.")
    said = {old: new for old, new in given.items() if old in names}
    open_ = [name for name in needed.labels if name not in said]
    if rest is None and open_:
        raise _not_said(needed, open_)
    ties = {old: kind_for(new) for old, new in given.items() if old in kinds}
    return Choices(said | dict.fromkeys(open_, rest or LEAVE_OUT), ties)


def _not_there(name: str, there: Sequence[str], found: Iterable[Found]) -> UserError:
    why = next((one.skipped[0] for one in found if one.skipped and not one.labels), "")
    return UserError(
        f"No file has a label or link “{name}”.",
        safe="Nothing was imported.",
        hint=f"There are: {', '.join(there)}." if there else why or "There are: none.",
    )


def _not_said(needed: Unknown, names: Sequence[str]) -> UserError:
    listed = ", ".join(f"{name} ({needed.labels[name]:,})" for name in names)
    return UserError(
        f"The project has no label {listed}.", safe="Nothing was imported.",
        hint=f"Say what each becomes: --map '{names[0]}=LABEL', '{names[0]}=+' to add it, "
        f"'{names[0]}=' to leave it out; '*=+' adds all.",
    )  # fmt: skip


class Dictionary:
    """Within an edit: the label and the kind of link behind each word of the files."""

    def __init__(self, store: Store, choices: Choices) -> None:
        self._store = store
        self._choices = choices
        self._labels: dict[str, str | None] = {}
        self._added: dict[str, str] = {}

    def label(self, edit: OpenEdit, name: str) -> str | None:
        """The label's id; None for a label that is left out. Adds the label when that is chosen."""
        if name not in self._labels:
            self._labels[name] = self._found(edit, name)
        return self._labels[name]

    def kind(self, word: str) -> str:
        """The kind of link; '' for one that is left out."""
        given = self._choices.links.get(word)
        return kind_for(word) if given is None else given

    def _found(self, edit: OpenEdit, name: str) -> str | None:
        wish = self._choices.labels.get(name)
        if wish is None:
            known = label_for(self._store, name)
            return known.id if known else None
        if wish == LEAVE_OUT:
            return None
        called = labels.checked_name(name if wish == ADD else wish)
        try:
            known = labels.named(self._store, called)
        except UserError:
            return self._new(edit, called)
        if known.retired:
            edit.update("label", known.id, retired=0)
        return known.id

    def _new(self, edit: OpenEdit, name: str) -> str:
        """A label made in this very edit is found again by its name."""
        key = name.casefold()
        if key not in self._added:
            others = labels.every(self._store, retired=True)
            role = key if key in ROLES and all(key != one.role for one in others) else ""
            self._added[key] = labels.insert(edit, Label(
                id=new_id(), name=name, role=role, key="",
                colour=COLOURS[len(self._added) % len(COLOURS)], icon="mdi6.label-outline",
                definition="", examples=(), position=len(others) + len(self._added),
                retired=False,
            ))  # fmt: skip
        return self._added[key]


def file_called(path: Path) -> str:
    """A file's name for a message: without what could not be seen or would turn the line round."""
    return "".join(c if c.isprintable() else "\ufffd" for c in path.name)
