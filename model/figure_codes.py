"""Numbers that are part of a name: codes, models, rooms, roads, addresses."""

from __future__ import annotations

from model.figure_nouns import counted
from model.figure_plurals import is_plural
from model.figure_tables import (
    CAPITAL_HEADS,
    CODE_HEADS,
    MONTHS,
    STOPS,
    STREETS,
    WEEKDAYS,
    people,
)
from model.figure_tokens import BREAK, DIGITS, WORD, Tokens
from model.figure_words import COMPARATORS_BEFORE
from model.numerals import Numeral
from model.wordlists import words

_DIALS = words("dial dialled dialed dialling")
_PARTS = words("day week round lap set unit part act")
"""What is counted through: `day 3 of the strike`."""
_LETTERS = {"°C", "°F"}
"""Units that are a mere letter behind a code: `seat 14C`."""
_CALLS = words("call called calls calling rang ring phone phoned")
_EMERGENCY = {0, 111, 112, 113, 119, 311, 811, 911, 999}
_BEFORE_FIGURES = words("""
another total perhaps maybe now combined average median mean maximum minimum record magnitude
often sometimes always first final once nobody somewhere certain even
""")
"""Words that may begin a sentence whose first number counts something without naming it."""
_NAMES = frozenset(
    ("six nations", "four seasons", "three gorges", "seven sisters", "nine inch", "one nation",
     "three mile", "five eyes", "ten commandments", "two rivers", "five guys", "one direction")
)  # fmt: skip


def is_code(tokens: Tokens, number: Numeral) -> bool:
    """`Article 5`, `phase 3`, `No. 10`, `Group of 20`, `Pelican 2`, `top 10`."""
    if number.scaled:
        return False
    at = number.start - 1
    for _ in range(4):
        if tokens.low(at) in {"and", ",", "or", "-"} and tokens[at - 1].kind == DIGITS:
            at -= 2
    if (
        tokens.low(at) == "."
        and tokens.glued(at)
        and tokens.low(at - 1) in {"no", "nos", "art", "sec", "p", "pp", "vol", "fig"}
    ):
        return True
    head = tokens[at]
    if head.text in {"§", "§§"} or _lone_name(tokens, number) or _dialled(head.low, number):
        return True
    if head.low == "numbered" and tokens[at - 1].text == "," and number.bare:
        return True
    named = tokens[at - 1].text[:1].isupper() and tokens.low(at - 1) in {"group", "gang", "big"}
    if tokens.low(at) == "of" and named:
        return tokens[at - 1].text[0].isupper() or number.bare
    if head.kind != WORD:
        return False
    if head.low in CODE_HEADS:
        noun = counted(tokens, number.end)
        return not noun.measure or noun.unit in _LETTERS
    if head.low in _PARTS and at == number.start - 1:
        return number.bare and not counts(tokens, number)
    if head.text.islower() or tokens[at].low in MONTHS | WEEKDAYS:
        return False
    if head.low in CAPITAL_HEADS:
        return True
    if number.spelled:
        return tokens[number.start].text[0].isupper()
    return _is_name(tokens, at) and not _counts_surely(tokens, number) and not (
        _in_a_table(tokens, number)
    )  # fmt: skip


def _lone_name(tokens: Tokens, number: Numeral) -> bool:
    """`A 737 crashed`, `in 737 MAX history`: digits that are a name by themselves."""
    model = tokens[number.end]
    named = model.kind == WORD and len(model.text) > 1 and model.text.isupper()
    alone = tokens.low(number.start - 1) in {"a", "an"} and model.low not in {"in", "-", "to", "or"}
    return number.bare and (named or alone) and not counts(tokens, number)


def _dialled(word: str, number: Numeral) -> bool:
    return number.bare and (word in _DIALS or (word in _CALLS and number.value in _EMERGENCY))


def _counts_surely(tokens: Tokens, number: Numeral) -> bool:
    """Whether a plural or a measure stands right behind: not the tipper of "a Boxer 8 tipper"."""
    noun = counted(tokens, number.end)
    return noun.end > number.end and (
        noun.measure or noun.alone or bool(noun.per) or is_plural(tokens[noun.end - 1].text)
    )


def _in_a_table(tokens: Tokens, number: Numeral) -> bool:
    """`Hinny 212, Port Sennet 174, Dorrow 98`: at least three names, each with its number."""
    return _pairs(tokens, number.end, 1) + _pairs(tokens, _first_of_pair(tokens, number), -1) >= 2


def _first_of_pair(tokens: Tokens, number: Numeral) -> int:
    at = number.start - 1
    while _capital(tokens, at) and number.start - at < 4:
        at -= 1
    return at


def _pairs(tokens: Tokens, at: int, step: int) -> int:
    """How many names with numbers follow a comma on one side, at most two."""
    found = 0
    while found < 2 and tokens.low(at) == ",":
        inner = at + step
        if step < 0:
            inner -= tokens[inner].kind == DIGITS
            fits = inner < at - 1 and _capital(tokens, inner)
            while _capital(tokens, inner):
                inner -= 1
        else:
            while _capital(tokens, inner):
                inner += 1
            fits = inner > at + 1 and tokens[inner].kind == DIGITS
            inner += 1
        if not fits:
            break
        found, at = found + 1, inner
    return found


def _capital(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return token.kind == WORD and token.text[0].isupper() and token.low not in MONTHS | WEEKDAYS


def counts(tokens: Tokens, number: Numeral) -> bool:
    """Whether a plural or a unit stands right behind."""
    return counted(tokens, number.end).end > number.end


def _is_name(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word is a name, and not the first word of its sentence."""
    low, name = tokens.low(at), tokens[at].text
    if low in STOPS or low.endswith("ly") or (low in COMPARATORS_BEFORE and not name.isupper()):
        return False
    if not tokens.starts_sentence(at) or name.isupper() or tokens[at - 1].low == BREAK:
        return True
    return tokens[at + 1].kind == DIGITS and not (
        low in _BEFORE_FIGURES or low in people() or is_plural(name)
        or low.endswith(("ed", "ing")) or tokens.low(at - 1) == ":"
    )  # fmt: skip


def is_named_word(tokens: Tokens, number: Numeral) -> bool:
    """`World War Two`, `the Big Four`, `Six Nations`: a spelled number with a capital."""
    first = tokens[number.start]
    if not number.spelled or not first.text[0].isupper():
        return False
    dash = number.start - 1
    filed = tokens.low(dash) == "-" and not tokens.glued(dash) and not tokens.glued(dash + 1)
    if filed or tokens.starts_sentence(number.start):  # KYIV (Agency) - Two trains
        name = tokens.low(number.start) + " " + tokens.low(number.start + 1)
        return name in _NAMES
    return tokens[number.start + 1].low not in {"million", "billion", "thousand", "hundred"}


def is_address(tokens: Tokens, number: Numeral) -> bool:
    """`10 Downing Street`, `400 Harbour Road`."""
    if not number.bare:
        return False
    after = tokens[number.end]
    if len(tokens[number.start].text) == 5 and after.kind == WORD and after.text[0].isupper():
        return not counts(tokens, number)  # a postal code
    for step in range(6):
        word = tokens[number.end + step]
        if step and (word.kind == DIGITS or word.low in {"st", "nd", "rd", "th"}):
            continue
        if word.kind != WORD or not word.text[0].isupper():
            return False
        if step and word.low in STREETS:
            return not is_plural(word.text)
    return False
