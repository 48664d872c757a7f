"""What a sentence says of its figures: units taken over from another one, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from model.figure_core import Core
from model.figure_tables import COUNTS_ALONE, EVENTS
from model.figure_taken_over import Units, led_by
from model.figure_tokens import BREAK, WORD, Tokens
from model.wordlists import words

if TYPE_CHECKING:
    from model.figures import Figure

_AHEAD, _BEHIND = 7, 4
_BEFORE_NOUNS = words("and in after since of by at on near over with from to for")
_ENDS = frozenset((".", "!", "?", BREAK))
_ELLIPTICAL = words("were was been be have had are killed wounded injured")
_FAR = 80
"""Tokens between figures; over so many no unit is taken."""


def completed(tokens: Tokens, cores: Sequence[tuple[Core, Figure]]) -> list[Figure]:
    """The figures with what their sentences add; a shared unit is taken from the figure before."""
    found: list[Figure] = []
    units = Units()
    for at, (core, figure) in enumerate(cores):
        if units.last is not None and _sentence_between(tokens, units.last.end, core.start):
            units = units.next_sentence() if core.start - units.last.end < _FAR else Units()
        if core.noun.alone and units.last is not None and _elliptical(tokens, units.last, core):
            figure = replace(figure, end=tokens[core.noun.end - 2].end, noun="")
        if not core.noun.measure:
            figure = replace(figure, event=_event(tokens, core, led_by(tokens, core, figure)))
        if (not figure.unit or figure.unit[0] == "/") and figure.comparator != "multiple":
            following = cores[at + 1] if at + 1 < len(cores) else None
            figure = replace(figure, unit=units.taken_over(tokens, core, figure, following))
        units.note(tokens, core, figure)
        found.append(figure)
    return found


def _sentence_between(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.low(at) in _ENDS for at in range(first, min(last, first + 60)))


def _elliptical(tokens: Tokens, before: Core, core: Core) -> bool:
    """`214 people have been killed and 1,900 injured`: the participle is the verb's there."""
    verbs = {tokens.low(at) for at in range(before.end, before.end + 3)}
    near = core.start - before.end < 12
    return near and not before.noun.alone and bool(verbs & _ELLIPTICAL)


def _event(tokens: Tokens, core: Core, led: int) -> str:
    """By the participle in the figure, else a verb right before it and its comparator, which stand
    behind the token `led`, else one behind it."""
    for at in range(core.start, core.end):
        if tokens.low(at) in COUNTS_ALONE:
            return COUNTS_ALONE[tokens.low(at)]
    for at in range(led, max(-1, led - _BEHIND + 1), -1):
        if tokens[at].kind != WORD or tokens.low(at) in _BEFORE_NOUNS:
            break
        if found := _told_by(tokens, at):
            return found
    for at in range(core.end, core.end + _AHEAD):
        if tokens[at].kind != WORD or tokens.low(at) in {"and", "but", "who", "said"}:
            break
        if found := _told_by(tokens, at):
            return found
    return ""


def _told_by(tokens: Tokens, at: int) -> str:
    """What a verb says happened; '' when it is none of those known."""
    if tokens.low(at) in {"shot", "brought"} and tokens.low(at + 1) == "down":
        return "shot down"
    return EVENTS.get(tokens.low(at), "")
