"""The forms that a figure takes at a place of the tokens; numbers stand in `figure_numbers`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from model.figure_core import OWNERS, Core, noun_of
from model.figure_nouns import counted
from model.figure_numbers import number_core
from model.figure_tables import SINGLE_PARTS, STOPS
from model.figure_tokens import DIGITS, WORD, Token, Tokens
from model.figure_units import Counted, unit_at
from model.figure_words import CODES, CURRENCIES, PARTS, SCALES, TENS, TIME_UNITS, UNITS, VAGUE
from model.numerals import Numeral
from model.numerals import at as numeral_at
from model.wordlists import words

_OF_TIMES = words("""
as more less higher lower larger bigger greater the that its their what faster longer stronger
smaller likelier worse better current normal average usual previous those his her our wider deeper
over cheaper richer heavier older above this annual
""")
_PART_FOLLOWERS = words("""
of more less fewer higher lower to from in on by since after and or smaller larger as compared
this last before until next again said say says have has had are is were was do did live support
think believe would will
could back oppose than with for between among at over under full empty according while but when
each
""")


def core_at(tokens: Tokens, place: int) -> Core | None:
    """The figure that begins at this token, its comparator left out; None when none does."""
    if not _may_begin(tokens[place]):
        return None
    for form in _FORMS:
        found = form(tokens, place)
        if found is not None:
            return replace(found, time=_base_unit(found.noun.unit) in TIME_UNITS)
    return None


def _may_begin(token: Token) -> bool:
    if token.kind == WORD:
        return (
            token.low.casefold() in _beginnings()
            or token.low.endswith("fold")
            or token.low in CODES
        )
    return token.kind == DIGITS or token.text in CURRENCIES or token.text in {"-", "−"}


@cache
def _beginnings() -> frozenset[str]:
    """Every word that a figure may begin with."""
    led = {name.split(" ")[0] for name in VAGUE} | {sign[:-1] for sign in CURRENCIES}
    return frozenset(
        led | PARTS.keys() | UNITS.keys() | TENS.keys() | SCALES.keys()
        | {"a", "an", "twice", "thrice", "minus"}
    )  # fmt: skip


def _base_unit(unit: str) -> str:
    return unit.partition("/")[0]


# ---- vague numbers, parts, multiples


def _vague(tokens: Tokens, place: int) -> Core | None:
    for length in (4, 3, 2, 1):
        name = " ".join(tokens.low(at) for at in range(place, place + length))
        if name not in VAGUE:
            continue
        end = place + length
        before = tokens[place - 1]
        if before.kind == DIGITS or before.low in UNITS or tokens.low(end) == "-":
            return None
        if name == "scores" and tokens.low(end) not in {"of", "more", "were", '"', "”"}:
            return None
        noun = noun_of(tokens, end) or counted(tokens, end)
        return Core(place, max(end, noun.end), low=VAGUE[name], kind="vague", noun=noun)
    return None


def _scale_part(tokens: Tokens, place: int) -> Core | None:
    """`half a million` is a number, not a part."""
    number = numeral_at(tokens, place)
    if number is None or not any(tokens.low(at) in PARTS for at in range(place, number.end)):
        return None
    if not number.scaled or tokens[place].kind != WORD:
        return None
    return number_core(tokens, place)


def _part(tokens: Tokens, place: int) -> Core | None:
    """`half the seats`, `a third of the fleet`, `two-thirds`, `one-twentieth`."""
    at, top = place, 1
    first = tokens.low(place)
    if first not in PARTS:
        number = UNITS.get(first, 1 if first in {"a", "an"} else 0)
        if not number:
            return None
        top, at = number, place + 1
        at += tokens.low(at) == "-"
    name = tokens.low(at)
    if name not in PARTS or not _is_part(tokens, place, at, top):
        return _part_of_point(tokens, at) if at == place else None
    return _with_whole(tokens, Core(place, at + 1, value=top, base=PARTS[name], kind="ratio"))


def _part_of_point(tokens: Tokens, at: int) -> Core | None:
    """`a quarter-point cut`, `half-percentage-point`; no other word with a part glued to it."""
    end = tokens.follows(at + 1, "- percentage - point") or tokens.follows(at + 1, "- point")
    if not end or tokens.low(at) not in {"half", "quarter"}:
        return None
    noun = Counted(end, "point" if end == at + 3 else "percentage point", measure=True)
    return Core(at, end, value=1, base=PARTS[tokens.low(at)], kind="ratio", noun=noun)


def _is_part(tokens: Tokens, place: int, at: int, top: int) -> bool:
    name, before, after = tokens.low(at), tokens.low(place - 1), tokens[at + 1]
    if at == place + 1 and top == 1 and after.text == "-" and tokens.glued(at + 1):
        return False
    if name == "half" and at == place and before == "-" and tokens.glued(at):
        return False
    if name == "half" and at == place:
        glued = after.text == "-" and tokens.glued(at + 1)
        if before == "by" and after.kind != WORD:
            return True
        return (
            before not in SINGLE_PARTS and not glued and after.low not in {"time", "past", "dozen"}
        )
    if at == place:  # a bare ordinal
        if tokens.follows(at, "quarter of an hour"):
            return True
        return name.endswith("s") is False and after.low == "of" and before in {"nearly", "almost"}
    if name.endswith("s") != (top > 1):
        return False
    hyphen = at > place + 1
    if hyphen:
        return not (after.text == "-" and tokens.glued(at + 1))
    if top > 1 and not name.startswith("quarter"):
        return True
    if name.startswith("quarter") and (before in {"the", "in"} or (top not in {1, 3})):
        return False
    if name == "quarter" and after.low in {"ago", "earlier", "later", "in", "to", "last"}:
        return False
    return after.kind != WORD or after.low in _PART_FOLLOWERS


def _with_whole(tokens: Tokens, part: Core) -> Core:
    """With the noun that a part is taken of."""
    at = part.end
    if tokens.low(at) == "of":
        at += 1
    if tokens.low(at) in {"a", "an"} and tokens.low(at + 2) not in {"'s", "’s"}:
        unit = tokens.low(at + 1)
        noun = unit_at(tokens, at + 1, glued=False) or (
            Counted(at + 2, unit, unit, measure=True) if unit in TIME_UNITS else None
        )
        return part if noun is None else replace(part, end=noun.end, noun=noun)
    owned = tokens.low(at) in OWNERS
    at += owned
    if tokens.low(at + 1) in {"'s", "’s"} and tokens[at].text[:1].isupper():
        owned, at = True, at + 2  # a third of France's fleet
    if tokens.low(at) in _NO_WHOLES:
        return part
    if not owned and at == part.end:
        return part
    noun = counted(tokens, at)
    if noun.end == at:
        noun = _single_noun(tokens, at)
    if tokens.low(noun.end - 1) in {"'s", "’s"}:
        return part
    return replace(part, end=noun.end, noun=noun) if noun.end > at else part


_NO_WHOLES = words("""
what whatever that those these them it total whole lot rest original sum
""")


def _single_noun(tokens: Tokens, at: int) -> Counted:
    """The whole that a part is taken of may be a singular: "a third of the fleet"."""
    noun = counted(tokens, at, single=True)
    return Counted(at) if noun.measure else noun


def _one_or_two(tokens: Tokens, place: int) -> Core | None:
    """`a week or two`, `an hour or two`."""
    several = UNITS.get(tokens.low(place + 3), 0)
    if tokens.low(place) not in {"a", "an"} or tokens.low(place + 2) != "or" or several != 2:
        return None
    noun = counted(tokens, place + 1, single=True)
    if noun.end != place + 2:
        return None
    return Core(place, place + 4, low=1, high=2, kind="range", noun=replace(noun, end=place + 4))


def _multiple(tokens: Tokens, place: int) -> Core | None:
    """`three times as many drones`, `twice the level`, `tenfold`, `2.5-fold`."""
    word = tokens.low(place)
    if word in {"twice", "thrice"}:
        found = Core(place, place + 1, value=2 if word == "twice" else 3, kind="multiple")
        if tokens.low(place + 1) in _OF_TIMES:
            return _with_as(tokens, found)
        return replace(found, kind="", noun=Counted(place + 1, "time", measure=True))
    if word.endswith("fold") and len(word) > 4:
        value = UNITS.get(word[:-4]) or TENS.get(word[:-4]) or {"hundred": 100}.get(word[:-4])
        return Core(place, place + 1, value=value, kind="multiple") if value else None
    number = numeral_at(tokens, place)
    if number is None or _in_a_word(tokens, number):
        return None
    end = number.end + (tokens.low(number.end) == "-")
    if tokens.low(end) == "fold":
        return Core(place, end + 1, value=number.value, kind="multiple")
    if tokens.low(end) == "times" and tokens.low(end + 1) in _OF_TIMES:
        return _with_as(tokens, Core(place, end + 1, value=number.value, kind="multiple"))
    return None


def _in_a_word(tokens: Tokens, number: Numeral) -> bool:
    return tokens.glued(number.start) and tokens[number.start - 1].kind == WORD


def _with_as(tokens: Tokens, found: Core) -> Core:
    if tokens.low(found.end) != "as" or tokens[found.end + 1].kind != WORD:
        return found
    at = found.end + 1
    if tokens.low(at) not in {"many", "much", "few", "little"}:
        return replace(found, end=at + 1)
    noun = counted(tokens, at + 1)
    if noun.end == at + 1 and tokens[at + 1].kind == WORD and tokens.low(at + 1) not in STOPS:
        word = tokens[at + 1]
        noun = Counted(at + 2, word.low, word.text)
    return replace(found, end=max(at + 1, noun.end), noun=noun)


_FORMS: tuple[Callable[[Tokens, int], Core | None], ...] = (
    _vague, _multiple, _scale_part, _part, _one_or_two, number_core,
)  # fmt: skip
