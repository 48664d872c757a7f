"""What looks like a quantity and is none: codes, names, scores, addresses, times and ages."""

from __future__ import annotations

from model import figure_times
from model.figure_codes import counts, is_address, is_code, is_named_word
from model.figure_nouns import counted
from model.figure_tables import (
    BEFORE_ONE,
    BEFORE_SCORES,
    NEVER_ONE,
    SCORES,
    STOPS,
)
from model.figure_tokens import BREAK, DIGITS, OPAQUE, WORD, Tokens
from model.figure_words import SCALES, SUFFIXES, UNIT_NAMES
from model.numerals import Numeral
from model.numerals import at as numeral_at
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
        if before.text == "(" and tokens.glued(number.start - 1) and number.bare:
            return after.text == ")"  # Section 4(b)(2)
        if before.text in {"'", "’"} and number.bare and len(tokens[number.start].text) == 2:
            return not counts(tokens, number)
        if before.text == "-" and tokens.glued(number.start - 1):
            beyond = tokens[number.start - 2]
            if beyond.kind == WORD and len(beyond.low) == 1 and number.bare:
                return True  # Rule 10b-5
            return beyond.kind == OPAQUE or (
                beyond.kind == WORD and not _may_lead(beyond.low)
                and not _ends_a_number(tokens, number.start - 2)
            )  # fmt: skip
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
        if after.text in {"'", "’"} and tokens[number.end + 1].kind == DIGITS:
            return True  # 5'11"
        if after.text == "-" and tokens.glued(number.end + 1):
            beyond = tokens[number.end + 1]
            if beyond.low in {"something", "somethings"}:
                return True
            return beyond.kind == WORD and (len(beyond.low) == 1 or beyond.text[0].isupper())
    return False


def _lettered(tokens: Tokens, number: Numeral) -> bool:
    """`7B` is a door or a section, unless it counts something or has a fraction."""
    first, suffix = tokens[number.start], tokens[number.end - 1]
    lone = number.end == number.start + 2 and suffix.text in {"B", "b", "M", "K"}
    return lone and "." not in first.text and not counts(tokens, number)


def _ends_a_number(tokens: Tokens, at: int) -> bool:
    """`2.3bn` of "2.3bn-2.6bn", `20km` of "20km-30km"."""
    low = tokens.low(at)
    return tokens[at - 1].kind == DIGITS and (
        low in SCALES or (tokens.glued(at) and (low in SUFFIXES or low in UNIT_NAMES))
    )


def _may_lead(word: str) -> bool:
    return word in {"in", "magnitude", "sub", "plus", "the", "a", "some", "nearly", "pre", "minus"}


def _ordinal_part(tokens: Tokens, number: Numeral) -> bool:
    """`twenty-first`, `two-thirds` read by another form."""
    at = number.end + 1
    if tokens.low(at - 1) == "-" and tokens.glued(at) and tokens.low(at).endswith("ed"):
        return tokens.low(at) not in _NOUNS_IN_ED  # two-faced, three-legged
    return number.spelled and tokens.low(number.end) == "-" and tokens.low(number.end + 1) in {
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "off", "time", "way", "sided", "handed", "upmanship", "on", "by", "to", "liner", "figure",
        "digit",
    }  # fmt: skip


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
        if tokens.low(last) in SCORES or low >= high:
            return True
        led = tokens.low(first - 1) in BEFORE_SCORES
        return after.end == last and (led or high < 1000)
    return False


def _innings(tokens: Tokens, number: Numeral) -> bool:
    """`312 for 7`: runs and wickets."""
    for first, last in ((number.start, number.end + 1), (number.start - 2, number.start)):
        runs, wickets = tokens[first], tokens[last]
        if tokens.low(last - 1) != "for" or {runs.kind, wickets.kind} != {DIGITS}:
            continue
        few = wickets.text.isdecimal() and len(wickets.text) == 1
        if few and runs.text.isdecimal() and counted(tokens, last + 1).end == last + 1:
            return True
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
        beyond = number.end + (tokens.low(number.end) == "-")
        return number.value == 0 and number.spelled and tokens.low(beyond) in STOPS | {
            "tolerance", "sum", "hour", "emissions", "emission", "",
        }  # fmt: skip
    led = tokens.low(number.start - 1)
    if led in BEFORE_ONE or (led == "only" and tokens.low(number.start - 2) in {"the", "not"}):
        return True
    if _one_of_those(tokens, number):
        return False
    after = tokens[number.end]
    if after.low == "more" and counted(tokens, number.end, single=True).end > number.end:
        return False
    if after.low in NEVER_ONE or after.kind != WORD:
        hyphened = after.text == "-" and tokens.low(number.end + 1) in _ONE_OF
        return after.text != "%" and not hyphened
    return not _counts_one(tokens, number)


def _one_of_those(tokens: Tokens, number: Numeral) -> bool:
    """`five are local and one is from abroad`, `Thirteen were hurt, one of whom lost a leg`: behind
    another number it counts some of the same."""
    if tokens.low(number.start - 1) not in {"and", ","}:
        return False
    after, beyond = tokens.low(number.end), tokens.low(number.end + 1)
    if after not in _OF_THOSE or (after == "of" and not (
        beyond in {"whom", "them", "which"} or beyond.endswith("ing")
    )):  # fmt: skip
        return False
    for at in range(number.start - 2, max(-1, number.start - 14), -1):
        if tokens.low(at) in {".", BREAK, ";"}:
            return False
        earlier = numeral_at(tokens, at)
        if earlier is not None and earlier.value > 1:
            return True
    return False


_OF_THOSE = words("is was of died from remains remained went came did has had")


def _counts_one(tokens: Tokens, number: Numeral) -> bool:
    return counted(tokens, number.end, single=True).end > number.end


def _bond(tokens: Tokens, number: Numeral) -> bool:
    """`the 10-year Bund`, `two-year notes`."""
    at = tokens.follows(number.end, "- year")
    if not at:
        return False
    at += tokens.low(at) in _ISSUERS
    return tokens.low(at).rstrip("s") in _BONDS


def _calibre(tokens: Tokens, number: Numeral) -> bool:
    """`a 155mm howitzer`, `9mm rounds`."""
    at = number.end
    at += tokens.low(at) == "-"
    return tokens.low(at) == "mm" and tokens.low(at + 1).rstrip("s") in _GUNS


_NOUNS_IN_ED = words("bed speed seed feed")
_GUNS = words("""
howitzer gun shell round cannon mortar rifle pistol artillery ammunition handgun revolver
projectile cartridge bullet barrel munition rocket missile grenade bomb calibre caliber launcher
""")
_ONE_OF = words("third quarter fifth tenth year day")
_ISSUERS = words("government treasury benchmark us u.s. us. sovereign state german japanese")
_BONDS = words("""
bond note bund treasury treasurie gilt yield jgb btp oat paper benchmark bobl schatz
""")
_GUARDS = (
    _glued, _ordinal_part, *figure_times.GUARDS, is_code, is_named_word, is_address, _score,
    _innings, _heading, _bond, _calibre,
)  # fmt: skip
