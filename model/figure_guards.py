"""What looks like a quantity and is none: codes, names, scores, addresses, times and ages."""

from __future__ import annotations

from model import figure_times
from model.figure_nouns import counted
from model.figure_plurals import is_plural
from model.figure_tables import (
    BEFORE_ONE,
    BEFORE_SCORES,
    CAPITAL_HEADS,
    CODE_HEADS,
    MONTHS,
    NEVER_ONE,
    SCORES,
    STOPS,
    STREETS,
    WEEKDAYS,
)
from model.figure_tokens import BREAK, DIGITS, OPAQUE, WORD, Tokens
from model.figure_words import COMPARATORS_BEFORE
from model.numerals import Numeral
from model.wordlists import words


def forbidden(tokens: Tokens, number: Numeral, *, in_ratio: bool = False) -> bool:
    """Whether this number, without a currency before it, is no figure.

    `in_ratio` lets "one" pass, which counts nothing alone but something in "one in five".
    """
    return any(guard(tokens, number) for guard in _GUARDS) or (
        not in_ratio and _one(tokens, number)
    )


def _glued(tokens: Tokens, number: Numeral) -> bool:
    """`F-16`, `A380`, `27R`, `5G`, `10th`, `1990s`, `2:1`, `under-17s`."""
    before, after = tokens[number.start - 1], tokens[number.end]
    if tokens.glued(number.start):
        if before.kind in (WORD, DIGITS, OPAQUE) or before.text in {"_", "/", "#", "№", ".", "@"}:
            return True
        if before.text == "-" and tokens.glued(number.start - 1):
            beyond = tokens[number.start - 2]
            return beyond.kind == OPAQUE or (beyond.kind == WORD and not _may_lead(beyond.low))
    if tokens.glued(number.end) and after.kind == DIGITS:
        return True
    if _lettered(tokens, number):
        return True
    if tokens.glued(number.end) and not number.spelled:
        if after.kind == WORD:
            return counted(tokens, number.end).end == number.end
        if after.text in {"'s", "’s"}:
            return True
        if after.text in {":", "/", "_", "&"} and tokens.glued(number.end + 1):
            return True
        if after.text == "-" and tokens.glued(number.end + 1):
            beyond = tokens[number.end + 1]
            return beyond.kind == WORD and (len(beyond.low) == 1 or beyond.text[0].isupper())
    return False


def _lettered(tokens: Tokens, number: Numeral) -> bool:
    """`7B` is a door or a section, unless it counts something or has a fraction."""
    first, suffix = tokens[number.start], tokens[number.end - 1]
    lone = number.end == number.start + 2 and suffix.text in {"B", "b", "M", "K"}
    return lone and "." not in first.text and not _counts(tokens, number)


def _may_lead(word: str) -> bool:
    return word in {"in", "magnitude", "sub", "plus", "the", "a", "some", "nearly", "pre", "minus"}


def _ordinal_part(tokens: Tokens, number: Numeral) -> bool:
    """`twenty-first`, `two-thirds` read by another form."""
    at = number.end + 1
    if tokens.low(at - 1) == "-" and tokens.glued(at) and tokens.low(at).endswith("ed"):
        return True  # two-faced, three-legged
    return number.spelled and tokens.low(number.end) == "-" and tokens.low(number.end + 1) in {
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "off", "time", "way", "sided", "handed", "upmanship", "on", "by", "to", "liner",
    }  # fmt: skip


def _code(tokens: Tokens, number: Numeral) -> bool:
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
        and tokens.low(at - 1) in {"no", "nos", "art", "sec"}
    ):
        return True
    head = tokens[at]
    if head.text in {"§", "§§"}:
        return True
    if tokens.low(at) == "of" and tokens.low(at - 1) in {"group", "gang", "big"}:
        return tokens[at - 1].text[0].isupper() or number.bare
    model = tokens[number.end]
    if number.bare and model.kind == WORD and len(model.text) > 1 and model.text.isupper():
        return not _counts(tokens, number)
    if head.kind != WORD:
        return False
    if head.low in CODE_HEADS:
        return not counted(tokens, number.end).measure
    if head.text.islower() or tokens[at].low in MONTHS | WEEKDAYS:
        return False
    if head.low in CAPITAL_HEADS:
        return True
    if number.spelled:
        return tokens[number.start].text[0].isupper()
    return _is_name(tokens, at) and not _counts(tokens, number)


def _counts(tokens: Tokens, number: Numeral) -> bool:
    """Whether a plural or a unit stands right behind."""
    return counted(tokens, number.end).end > number.end


def _is_name(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word is a name, and not the first word of its sentence."""
    low = tokens.low(at)
    if low in STOPS or low in COMPARATORS_BEFORE or low.endswith("ly"):
        return False
    return (
        not tokens.starts_sentence(at) or tokens[at].text.isupper() or tokens[at - 1].low == BREAK
    )


def _named_word(tokens: Tokens, number: Numeral) -> bool:
    """`World War Two`, `the Big Four`, `Six Nations`: a spelled number with a capital."""
    first = tokens[number.start]
    if not number.spelled or not first.text[0].isupper():
        return False
    if tokens.starts_sentence(number.start):
        name = tokens.low(number.start) + " " + tokens.low(number.start + 1)
        return name in _NAMES
    return tokens[number.start + 1].low not in {"million", "billion", "thousand", "hundred"}


_NAMES = frozenset(
    ("six nations", "four seasons", "three gorges", "seven sisters", "nine inch", "one nation",
     "three mile", "five eyes", "ten commandments", "two rivers", "five guys", "one direction")
)  # fmt: skip


def _address(tokens: Tokens, number: Numeral) -> bool:
    """`10 Downing Street`, `400 Harbour Road`."""
    if not number.bare:
        return False
    for step in range(4):
        word = tokens[number.end + step]
        if word.kind != WORD or not word.text[0].isupper():
            return False
        if step and word.low in STREETS:
            return not is_plural(word.text)
    return False


def _score(tokens: Tokens, number: Numeral) -> bool:
    """`3-2`, `a 6-3 ruling`, `52-48`: two whole numbers that count nothing."""
    for left, right in ((number.start - 1, number.start - 2), (number.end, number.end + 1)):
        dash = tokens[left]
        other = tokens[right]
        first = min(number.start, right)
        if dash.low == "to" and tokens[right].kind == DIGITS and _decided(tokens, first):
            return counted(tokens, max(number.end, right + 1)).end == max(number.end, right + 1)
        if dash.text not in {"-", "–"} or other.kind != DIGITS or not other.text.isdecimal():
            continue
        last = max(number.end, right + 1)
        if not number.bare:
            return False
        low, high = int(tokens[first].text[:9]), int(tokens[last - 1].text[:9])
        after = counted(tokens, last)
        told = tokens.low(last) in SCORES or tokens.low(first - 1) in BEFORE_SCORES
        return told or low >= high or (after.end == last and high < 1000)
    return False


def _decided(tokens: Tokens, first: int) -> bool:
    return tokens.low(first - 1) in {
        "voted",
        "vote",
        "ruled",
        "won",
        "beat",
        "lost",
        "passed",
        "split",
    }


def _heading(tokens: Tokens, number: Numeral) -> bool:
    """`1. Findings`, `3.2 Methods`, `2) …` at the beginning of a line."""
    if not tokens.starts_line(number.start) or number.spelled:
        return False
    after, beyond = tokens[number.end], tokens[number.end + 1]
    if after.text in {".", ")"} and tokens.glued(number.end):
        return number.value < 100 and beyond.low != "" and not tokens.glued(number.end + 1)
    dotted = "." in tokens[number.start].text
    return dotted and after.kind == WORD and after.text[0].isupper()


def _one(tokens: Tokens, number: Numeral) -> bool:
    """`one` that counts nothing: "one of the", "no one", "one day"."""
    if number.value != 1 or not number.spelled or number.scaled:
        return number.value == 0 and number.spelled and tokens.low(number.end) in STOPS | {
            "tolerance", "sum", "hour", "emissions", "emission", "",
        }  # fmt: skip
    if tokens.low(number.start - 1) in BEFORE_ONE:
        return True
    after = tokens[number.end]
    if after.low in NEVER_ONE or after.kind != WORD:
        hyphened = after.text == "-" and tokens.low(number.end + 1) in _ONE_OF
        return after.text != "%" and not hyphened
    return not _counts_one(tokens, number)


def _counts_one(tokens: Tokens, number: Numeral) -> bool:
    return counted(tokens, number.end, single=True).end > number.end


def _bond(tokens: Tokens, number: Numeral) -> bool:
    """`the 10-year Bund`, `two-year notes`."""
    at = tokens.follows(number.end, "- year")
    return bool(at) and tokens.low(at).rstrip("s") in _BONDS


def _calibre(tokens: Tokens, number: Numeral) -> bool:
    """`a 155mm howitzer`, `9mm rounds`."""
    at = number.end
    at += tokens.low(at) == "-"
    return tokens.low(at) == "mm" and tokens.low(at + 1).rstrip("s") in _GUNS


_GUNS = words("""
howitzer gun shell round cannon mortar rifle pistol artillery ammunition handgun revolver
projectile cartridge bullet barrel munition
""")
_ONE_OF = words("third quarter fifth tenth year day")
_BONDS = words("""
bond note bund treasury treasurie gilt yield jgb btp oat paper benchmark bobl schatz
""")
_GUARDS = (
    _glued, _ordinal_part, *figure_times.GUARDS, _code, _named_word, _address, _score,
    _heading, _bond, _calibre,
)  # fmt: skip
