"""A figure as its form reads it, and the noun behind an "of", which several forms look for."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.figure_nouns import counted
from model.figure_tokens import WORD, Tokens
from model.figure_units import Counted
from model.numerals import Number
from model.wordlists import words

OWNERS = words("""
the its their his her our your my all every those these both some each
""")


@dataclass(frozen=True, slots=True)
class Core:
    """A figure without its comparator: `[start, end)` counts tokens."""

    start: int
    end: int
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    base: Number | None = None
    kind: str = ""
    """'range', 'ratio', 'multiple', 'vague' or ''."""
    after: tuple[str, bool] | None = None
    """A comparator behind the numeral: "or more"."""
    noun: Counted = field(default_factory=lambda: Counted(0))
    defect: bool = False
    time: bool = False
    inner: Core | None = None
    """The base of a ratio, where it is told of by itself."""


def noun_of(tokens: Tokens, place: int) -> Counted | None:
    """`of protesters`, `of its fighters`: the noun behind an "of"."""
    if tokens.low(place) != "of":
        return None
    at = place + 1
    if tokens.low(at) in OWNERS:
        at += 1
    if tokens.low(at - 1) == "those" and tokens.low(at).endswith("ed"):
        return None  # 1 in 4 of those asked
    noun = counted(tokens, at)
    return noun if noun.end > at and tokens[at].kind == WORD else None
