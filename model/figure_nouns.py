"""What a numeral counts: the unit or noun behind it, in its normal form, and the rate after it."""

from __future__ import annotations

from model.figure_models import is_of_a_model, several_at
from model.figure_plurals import is_plural, singular, unit_of
from model.figure_tables import (
    ADJECTIVAL_S,
    COUNTS_ALONE,
    INVARIANT,
    LOOSE,
    NOUNS_TOO,
    PEOPLE_BY_CAPITAL,
    STOPS,
    people,
)
from model.figure_tokens import DIGITS, WORD, Tokens
from model.figure_units import Counted, slice_of, unit_at
from model.figure_words import (
    RATE_UNITS,
    SCALES,
    TENS,
    TIME_UNITS,
    UNITS,
)
from model.numerals import at as numeral_at
from model.numerals import tidy
from model.wordlists import words

REACH = 6
"""Words between a numeral and its noun, at most."""
_FURTHER = words("more further extra such off fewer less later earlier")


def counted(tokens: Tokens, place: int, *, single: bool = False) -> Counted:
    """What stands at `place`, right behind a numeral; empty (`end` = `place`) for nothing.

    `single` after "one": the noun has no plural then.
    """
    key = "counted", place, single
    if key not in tokens.known:
        tokens.known[key] = _read_at(tokens, place, single)
    found = tokens.known[key]
    assert isinstance(found, Counted)
    return found


def _read_at(tokens: Tokens, place: int, single: bool) -> Counted:
    hyphen = tokens.low(place) == "-" and tokens.glued(place) and tokens.glued(place + 1)
    at = place + hyphen
    joined = tokens.glued(at) and not hyphen and tokens[at].kind == WORD
    found = unit_at(tokens, at, glued=joined)
    if found is None and not joined:
        found = _compound(tokens, at) if hyphen else _noun(tokens, at, single)
    if found is None:
        rated = tokens.low(place) == "per" or _reckoned(tokens, place)
        return with_rate(tokens, Counted(place)) if rated else Counted(place)
    return with_rate(tokens, found)


# ---- nouns


def _compound(tokens: Tokens, at: int) -> Counted | None:
    """`member` of "a nine-member jury"; the noun behind it is not what is counted."""
    token = tokens[at]
    if token.kind != WORD or token.low in STOPS or token.text[0].isupper():
        return None
    if token.low == "strong":
        return Counted(at + 1, "person", token.text, measure=True)
    return Counted(at + 1, unit_of(token.low), token.text, measure=True)


def _noun(tokens: Tokens, at: int, single: bool) -> Counted | None:
    alone = tokens.low(at)
    if alone in COUNTS_ALONE and not _plural_follows(tokens, at + 1):
        return Counted(at + 1, "person", tokens[at].text, alone=True)
    several = several_at(tokens, at)
    if several:
        model = slice_of(tokens, at, several - 1)
        return Counted(several, model, slice_of(tokens, at, several))
    end = _head(tokens, at, single)
    if end is None:
        return None
    return Counted(end, _unit(tokens, at, end), slice_of(tokens, at, end))


def _unit(tokens: Tokens, at: int, end: int) -> str:
    """The normal form of the head: `drone`, `e-mail`; `pole` for poles, whom a capital makes
    people."""
    head = tokens[end - 1]
    if end - at > 2 and tokens.low(end - 2) == "-" and len(tokens.low(end - 3)) == 1:
        return f"{tokens.low(end - 3)}-{singular(head.low)}"
    things = head.low in PEOPLE_BY_CAPITAL and head.text.islower()
    return singular(head.low) if things else unit_of(head.low)


def _head(tokens: Tokens, at: int, single: bool) -> int | None:
    """The place behind the head noun of the phrase at `at`."""
    last, place = None, at
    for place in range(at, at + 2 * REACH):
        if not _continues(tokens, place, at):
            break
        word = tokens[place]
        if word.kind == WORD and is_plural(word.text) and not single:
            if not _goes_on(tokens, place):
                return place + 1
            last = place + 1
    else:
        return last
    if single:
        return place if at < place <= at + 4 and not _verbal(tokens.low(place - 1)) else None
    if last is None and place == at + 1 and _may_be_unit(tokens, at, place):
        return place
    return last


def _continues(tokens: Tokens, place: int, start: int) -> bool:
    token = tokens[place]
    if token.low == "-" and tokens.glued(place) and tokens.glued(place + 1):
        return place > start
    if token.kind == DIGITS:
        return is_of_a_model(tokens, place) or (place > start and tokens.glued(place))
    if token.low in {"'s", "’s"}:
        return place > start
    if token.low in {"“", '"', "‘"} and place == start:
        return False
    if token.low == "," and place > start:
        return _list_of_adjectives(tokens, place)
    if token.kind != WORD or token.low in UNITS or token.low in TENS or token.low in SCALES:
        return False
    if token.low in LOOSE or (place == start and token.low in _FURTHER):
        return _plural_follows(tokens, place + 1) or _one_more(tokens, place)
    if tokens.low(place - 1) == "-" and tokens.glued(place):
        return True
    return token.low not in STOPS or (token.low in NOUNS_TOO and _noun_before(tokens, place, start))


def _one_more(tokens: Tokens, place: int) -> bool:
    """`one more week`."""
    return tokens.follows(place - 1, "one more") > 0 and tokens.low(place + 1) in TIME_UNITS


def _noun_before(tokens: Tokens, place: int, start: int) -> bool:
    """`three wins`, `two rate cuts`: right behind the numeral or a singular noun."""
    before = tokens[place - 1]
    return place == start or (before.text.islower() and not is_plural(before.text))


def _list_of_adjectives(tokens: Tokens, place: int) -> bool:
    """`two small, wooden boats`: a comma between words of which none is a noun."""
    before, after = tokens[place - 1], tokens[place + 1]
    return (
        before.kind == after.kind == WORD and not is_plural(before.text)
        and before.text.islower() and after.low not in STOPS and after.text.islower()
        and is_plural(tokens[place + 2].text) and tokens[place + 2].low not in STOPS
    )  # fmt: skip


def _goes_on(tokens: Tokens, place: int) -> bool:
    """Whether a plural is only part of the phrase: "sports clubs", "Texas residents"."""
    word = tokens[place]
    if tokens.low(place + 1) in {"'s", "’s"} or (
        tokens.low(place + 1) in {"'", "’"} and tokens.glued(place + 1)
        and is_plural(tokens[place + 2].text)
    ):  # fmt: skip
        return True
    if tokens.low(place + 1) == "-" and tokens.glued(place + 1):
        return tokens[place + 2].kind == WORD and tokens.glued(place + 2)
    if word.low in ADJECTIVAL_S | INVARIANT or (
        word.text[0].isupper() and word.low not in people()
    ):
        return _plural_follows(tokens, place + 1)
    return False


def _plural_follows(tokens: Tokens, place: int) -> bool:
    for step in range(3):
        token = tokens[place + step]
        if token.kind != WORD or token.low in STOPS - NOUNS_TOO:
            return False
        if is_plural(token.text):
            return True
    return False


def _may_be_unit(tokens: Tokens, at: int, end: int) -> bool:
    """A lone lower-case word before a sign or a small word: "250 kwanda for"."""
    word, after = tokens[at], tokens[end]
    return (
        word.text.islower() and len(word.low) > 2 and not _verbal(word.low)
        and (after.kind != WORD or after.low in {"for", "in", "on", "at", "per", "a", "and", "or"})
    )  # fmt: skip


def _verbal(word: str) -> bool:
    return word.endswith(("ed", "ly", "ing")) or word in STOPS or word in _NO_UNITS


_NO_UNITS = words("late early flat high low soon today straight outright clear net gross")


# ---- rates


def with_rate(tokens: Tokens, found: Counted) -> Counted:
    """With the rate behind it: "a day", "per megawatt hour", "per 1,000 people", "each week"."""
    at = found.end
    word = tokens.low(at)
    if word == "/" and tokens.glued(at) and tokens[at + 1].kind == WORD:
        return _rated(tokens, found, at + 1)
    if word == "per":
        return _per(tokens, found, at + 1)
    if tokens.follows(at, "for every") and numeral_at(tokens, at + 2) is not None:
        return _per(tokens, found, at + 2)
    if word == "-" and tokens.low(at + 1) in {"a", "an"} and tokens.low(at + 2) == "-" and (
        _rate_noun(tokens.low(at + 3))
    ):  # fmt: skip
        return _rated(tokens, found, at + 3)  # a $500-a-month flat
    if word in {"a", "an", "each", "every"} and _rate_noun(tokens.low(at + 1)):
        after = tokens.low(at + 2)
        if after in {"ago", "earlier", "later", "before", "after", "since"} and (
            tokens.low(at + 1) in TIME_UNITS
        ):  # fmt: skip
            return found
        return _rated(tokens, found, at + 1)
    if word in {"apiece", "annually", "daily", "weekly", "monthly", "hourly"}:
        per = {"apiece": "piece", "annually": "year", "daily": "day"}.get(word, word[:-2])
        return _put(found, at + 1, per)
    return found


def _per(tokens: Tokens, found: Counted, at: int) -> Counted:
    number = numeral_at(tokens, at)
    if number is not None:
        noun = counted(tokens, number.end)
        measured = f" {noun.unit}" if noun.measure else ""
        return _put(found, noun.end, _amount(number.value) + measured)
    if tokens.low(at) in {"million", "billion", "thousand", "hundred"}:
        return _put(found, at + 1, tokens.low(at))
    return _rated(tokens, found, at) if tokens[at].kind == WORD else found


def _amount(value: int | float) -> str:
    return f"{tidy(value)}"


def _rated(tokens: Tokens, found: Counted, at: int) -> Counted:
    words = tokens.low(at), tokens.low(at + 1)
    if (
        words[0] in {"cubic", "square", "megawatt", "kilowatt", "gigawatt"}
        and tokens[at + 1].kind == WORD
    ):
        return _put(found, at + 2, " ".join(words))
    return _put(found, at + 1, _PER.get(words[0], words[0]))


def _put(found: Counted, end: int, per: str) -> Counted:
    per = "person" if per in {"head", "capita"} else per
    unit = f"{found.unit}/{per}" if found.unit else f"/{per}"
    return Counted(end, unit, found.noun, per, found.alone, found.measure)


def _reckoned(tokens: Tokens, place: int) -> bool:
    """`202.50 a tonne`, `34 a day`."""
    return tokens.low(place) in {"a", "an"} and tokens.low(place + 1) in _RECKONED


_RECKONED = words("""
hour day week month year tonne ton kilo kilogram litre liter gallon barrel ounce head share unit
""")
_PER = {"tonne": "t", "ton": "t", "ounce": "oz", "dollar": "USD", "euro": "EUR", "pound": "lb"}


def _rate_noun(word: str) -> bool:
    return word in RATE_UNITS
