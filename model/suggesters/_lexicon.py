"""Gazetteers and word lists of the rules, read from `resources/gazetteers` when first needed."""

from __future__ import annotations

import tomllib
from functools import cache

from model import places
from model.wordlists import words


def _lines(name: str) -> list[str]:
    file = places.resources() / "gazetteers" / f"{name}.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _countries() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    rows = (line.split(";") for line in _lines("countries"))
    return tuple((name, tuple(seat.split(",")), tuple(who.split(","))) for name, seat, who in rows)


@cache
def states() -> frozenset[str]:
    """Countries, and capitals that stand for them."""
    return frozenset(name for country, seats, _ in _countries() for name in (country, *seats))


@cache
def peoples() -> frozenset[str]:
    """Words for peoples: "Ukrainian", "North Korean"."""
    return frozenset(name for _, _, names in _countries() for name in names)


@cache
def bodies() -> frozenset[str]:
    return frozenset(_lines("bodies"))


@cache
def roles() -> frozenset[str]:
    """Titles and roles of single persons, in lower case."""
    return words(" ".join(_lines("roles")))


@cache
def organisations() -> frozenset[str]:
    """Heads of names of organisations and groups, in lower case."""
    return words(" ".join(_lines("organisations")))


@cache
def heads() -> frozenset[str]:
    """Roles, and heads of organisations and groups."""
    return roles() | organisations()


@cache
def powers() -> frozenset[str]:
    """States and bodies that act by their names alone."""
    return states() | bodies()


@cache
def every_cue() -> frozenset[str]:
    """Words of saying, of showing, of judging and of attitude."""
    return cues("saying") | cues("showing") | cues("judging") | cues("attitudes")


@cache
def cues(kind: str) -> frozenset[str]:
    """Words of saying of one kind: a table of `cues.toml`."""
    listed = _tables()[kind]
    return frozenset(listed) if isinstance(listed, list) else words(listed)


@cache
def _tables() -> dict[str, str | list[str]]:
    file = places.resources() / "gazetteers" / "cues.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def verbs() -> frozenset[str]:
    """Finite verbs that often follow a subject in news, and those of saying."""
    listed = words(str(_tables()["finite"]))
    return listed | cues("saying") | cues("showing") | cues("attitudes") | cues("judging")


@cache
def plural_verbs() -> frozenset[str]:
    """Verbs in the plural, which are nouns as well."""
    return words(str(_tables()["plural"]))


@cache
def helpers() -> frozenset[str]:
    """Auxiliaries: what makes a word before it a subject."""
    return words(str(_tables()["helpers"]))
