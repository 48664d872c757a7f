"""What a sentence says of its figures: units taken over from another one, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from model.figure_core import Core
from model.figure_plurals import is_plural, unit_of
from model.figure_tables import CHANGES, COUNTS_ALONE, EVENTS, STOPS
from model.figure_tokens import BREAK, WORD, Tokens
from model.wordlists import words

if TYPE_CHECKING:
    from model.figures import Figure

_AHEAD, _BEHIND = 7, 4
_BEFORE_NOUNS = words("and in after since of by at on near over with from to for")
_ENDS = frozenset((".", "!", "?", BREAK))
_JOINS = frozenset(
    ("from", "to", "and", "or", "against", "than", "versus", "between", "was", "minus")
)
_EMPLOYS = words("""
employs employ employed employing hired hire hires recruited
""")
_CROWDS = words("""
crew team staff group population crowd audience workforce force squad
""")
_ELLIPTICAL = words("were was been be have had are killed wounded injured")
_REACHES = CHANGES | words("""
topped exceeded reached passed hit stood numbered totalled totaled averaged surpassed to at from
over
""")
_NO_NOUNS = words("stands stays remains hits tops reaches runs totals comes goes gets")
_OF_PEOPLE = words("""
killed wounded captured missing detained arrested displaced hospitalised evacuated infected
rescued stranded trapped deported freed kidnapped unemployed
""")


_DONE_BY_PEOPLE = words("""
took attended voted marched gathered protested joined turned signed watched applied survived died
work live
""")


class _Units:
    """The units told so far in a sentence: what was counted last, and what was measured."""

    def __init__(self) -> None:
        self.counted = self.measured = self.any = ""
        self.last: Core | None = None

    def note(self, tokens: Tokens, core: Core, figure: Figure) -> None:
        unit = figure.unit.partition("/")[0]
        self.any = unit or self.any
        in_brackets = tokens.low(core.start - 1) == "("
        if core.noun.measure and unit and not core.time and not in_brackets:
            self.measured = unit
        elif unit and not core.time and not in_brackets:
            self.counted, self.measured = unit, ""
        self.last = core


def completed(tokens: Tokens, cores: Sequence[tuple[Core, Figure]]) -> list[Figure]:
    """The figures with what their sentences add; a shared unit is taken from the figure before."""
    found: list[Figure] = []
    units = _Units()
    for at, (core, figure) in enumerate(cores):
        if units.last is not None and _sentence_between(tokens, units.last.end, core.start):
            units = _Units()
        if core.noun.alone and units.last is not None and _elliptical(tokens, units.last, core):
            figure = replace(figure, end=tokens[core.noun.end - 2].end, noun="")
        if not core.noun.measure:
            figure = replace(figure, event=_event(tokens, core))
        if (not figure.unit or figure.unit[0] == "/") and figure.comparator != "multiple":
            following = cores[at + 1] if at + 1 < len(cores) else None
            figure = replace(figure, unit=_unit(tokens, core, figure, units, following))
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


def _unit(tokens: Tokens, core: Core, figure: Figure, units: _Units,
          following: tuple[Core, Figure] | None) -> str:  # fmt: skip
    led, rate = tokens.low(core.start - 1), figure.unit
    if led in _EMPLOYS or (led == "of" and tokens.low(core.start - 2) in _CROWDS):
        return "person"
    if core.base is not None and not tokens.follows(core.end, "of them"):
        return rate
    if units.measured and led in _JOINS and not (units.measured == "%" and (core.value or 0) > 100):
        return units.measured + rate
    if tokens.follows(core.end, "of them"):
        return units.any
    if units.counted:
        return units.counted + rate
    if following is not None and following[1].unit and following[0].start == core.end + 1 and (
        tokens.low(core.end) in {"to", "and", "or"}
    ):  # fmt: skip
        return following[1].unit.partition("/")[0]
    if figure.event in _OF_PEOPLE or tokens.low(core.end) in _DONE_BY_PEOPLE:
        return "person" + rate
    return _subject(tokens, core) + rate


def _subject(tokens: Tokens, core: Core) -> str:
    """The unit by the subject of "cases topped 1,000", "deaths rose to 15"."""
    verb = False
    for at in range(core.start - 1, max(-1, core.start - 9), -1):
        token = tokens[at]
        if token.kind != WORD:
            return ""
        if token.low == "toll":
            return "person"
        if token.low in _REACHES:
            verb = True
        elif (
            verb
            and is_plural(token.text)
            and token.low not in STOPS | _NO_NOUNS
            and (token.text.islower() or tokens.starts_sentence(at))
        ):
            return unit_of(token.low)
    return ""


def _event(tokens: Tokens, core: Core) -> str:
    """By the participle in the figure, else a verb right before it, else one behind it."""
    for at in range(core.start, core.end):
        if tokens.low(at) in COUNTS_ALONE:
            return COUNTS_ALONE[tokens.low(at)]
    for at in range(core.start - 1, max(-1, core.start - _BEHIND), -1):
        token = tokens[at]
        if token.kind != WORD or token.low in _BEFORE_NOUNS:
            break
        if token.low in EVENTS:
            return EVENTS[token.low]
    for at in range(core.end, core.end + _AHEAD):
        token = tokens[at]
        if token.kind != WORD or token.low in {"and", "but", "who", "said"}:
            break
        if token.low in EVENTS:
            return EVENTS[token.low]
    return ""
