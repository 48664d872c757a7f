"""Numbers that say when, or how old somebody is: dates, years, clock times, ages."""

from __future__ import annotations

from model.figure_nouns import counted
from model.figure_plurals import is_plural
from model.figure_tables import CLOCKS, MONTHS, WEEKDAYS, YEAR_BEFORE, people
from model.figure_tokens import DIGITS, WORD, Tokens
from model.figure_words import COMPARATORS_BEFORE, SCALES, UNIT_NAMES, UNITS
from model.numerals import Numeral
from model.wordlists import words

OLDEST = 115
"""Years; a larger number is no age."""
_CLOSE = {",", ")", ";", "—", "–", "--"}
_AND = {"and", "or", "to", "-", "–", ",", "&", "/"}
_PEOPLE_OF = words("""
man woman boy girl child baby grandmother grandfather teenager youth
""")
_LED = _AND | UNITS.keys() | words("between from over under about of only just")
_YEARS_KEPT = words("""
km miles mile metres meters kilometres kilometers tonnes tons percent
""")


def _date(tokens: Tokens, number: Numeral) -> bool:
    """`March 3`, `3 March`, `14-16 June`, `Jan. 14`, `Sunday 12`, `2 to 5 May`."""
    before = number.start - 1
    while tokens.low(before) in {".", "the"} | _AND or tokens[before].kind == DIGITS:
        if number.start - before > 6:
            return False
        before -= 1
    if _is_month(tokens, before) and _small(number) and (
        counted(tokens, number.end).end == number.end or tokens.low(before + 1) != ","
    ):  # fmt: skip
        chain = range(before + 1, number.start)
        if all(tokens[at].kind != DIGITS or len(tokens[at].text) < 3 for at in chain):
            return _plain_day(tokens, number, before)
    after = number.end
    for _ in range(4):
        if tokens.low(after) in _AND | {"of"} or (
            tokens[after].kind == DIGITS and len(tokens[after].text) < 3
        ):  # fmt: skip
            after += 1
    if _is_month(tokens, after) and _small(number):
        return True
    weekday = tokens.low(number.start - 1) in WEEKDAYS
    return weekday and _small(number) and counted(tokens, number.end).end == number.end


def _plain_day(tokens: Tokens, number: Numeral, month: int) -> bool:
    """Not `in March 45 people died`."""
    direct = month == number.start - 1 or tokens.low(number.start - 1) == "."
    noun = counted(tokens, number.end)
    return not (direct and noun.end > number.end and tokens.low(month - 1) in {"in", "since"})


def _small(number: Numeral) -> bool:
    return number.bare and 0 < number.value <= 31


def _is_month(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    return token.low in MONTHS and token.text[:1].isupper()


def _year(tokens: Tokens, number: Numeral) -> bool:
    if tokens.low(number.end) in {"bc", "ad", "bce", "ce"} and tokens[number.end].text.isupper():
        return True
    if not number.bare or not 1400 <= number.value <= 2150 or len(tokens[number.start].text) != 4:
        return False
    at = number.start - 1
    while tokens.low(at) in {"-", "/", "–"} and at > number.start - 3:
        at -= 1
    told = tokens.low(at)
    noun = tokens.low(number.end)
    if told in YEAR_BEFORE or told in MONTHS or told.endswith(("'s", "’s")):
        return noun not in UNIT_NAMES or told in MONTHS
    counts = noun in people() or noun in UNIT_NAMES or noun in _YEARS_KEPT
    return not (counts or _compared(tokens, number.start))


def _compared(tokens: Tokens, place: int) -> bool:
    before = " ".join(tokens.low(at) for at in range(max(0, place - 2), place))
    return before in COMPARATORS_BEFORE or before.split(" ")[-1] in {"nearly", "some", "roughly"}


def _clock(tokens: Tokens, number: Numeral) -> bool:
    after = tokens.low(number.end)
    if _hour(tokens, number):
        return True
    if after in CLOCKS or (after in {"a", "p"} and tokens.low(number.end + 2) == "m"):
        return True
    if tokens.follows(number.end, "local time") or tokens.follows(number.end, "hours gmt"):
        return True
    between = (
        tokens.low(number.end) in {"-", "to", "and", "–"} and tokens.low(number.end + 2) in CLOCKS
    )
    return between and number.value <= 24


def _hour(tokens: Tokens, number: Numeral) -> bool:
    """`half past nine`, `just before five`, `around three in the afternoon`, `By six the tide`."""
    latest = 12 if number.spelled else 24
    if not (number.bare or number.spelled) or not 1 <= number.value <= latest:
        return False
    if counted(tokens, number.end).end > number.end:
        return False
    at = number.start - 1
    led, before, after = tokens.low(at), tokens.low(at - 1), tokens.low(number.end)
    if after == "past" or (led in {"past", "to"} and before in _PARTS_OF_AN_HOUR):
        return True
    if led in {"from", "to"} and "open" in {tokens.low(at) for at in range(at - 3, at)}:
        return True
    if led not in _AT_AN_HOUR:
        return False
    if any(tokens.follows(number.end, words) for words in _OF_THE_DAY) or (
        after == "on" and tokens.low(number.end + 1) in WEEKDAYS
    ):  # fmt: skip
        return True
    if before in _HARDLY and led in {"before", "after", "past"}:
        return True
    return number.spelled and tokens.starts_sentence(at) and tokens[at].text[0].isupper()


def _age(tokens: Tokens, number: Numeral) -> bool:
    if _years_old(tokens, number):
        return True
    if number.value > OLDEST or number.scaled:
        return False
    return (
        _says_age(tokens, number) or _lone_age(tokens, number) or _group_age(tokens, number)
        or _told_age(tokens, number)
    )  # fmt: skip


def _years_old(tokens: Tokens, number: Numeral) -> bool:
    """`a 132-year-old bridge`, `a 400-million-year-old fossil`: however many years."""
    at = number.end
    while tokens.low(at) == "-" or tokens.low(at) in SCALES:
        at += 1
    return tokens.low(at) in _AGE_UNITS and tokens.low(at + 1) == "-" and (
        tokens.low(at + 2) in {"old", "olds"}
    )  # fmt: skip


def _told_age(tokens: Tokens, number: Numeral) -> bool:
    """`He is 61`, `her brother was only seven when`, `Okonjo, who is 52 and talks quickly`."""
    if not (number.bare or number.spelled) or counted(tokens, number.end).end > number.end:
        return False
    at = number.start - 1
    at -= tokens.low(at) in {"only", "just", "already", "now", "still", "nearly", "almost"}
    if tokens.low(at) not in {"is", "was", "am", "'s", "’s"} and not tokens.low(at).endswith("'m"):
        return tokens.low(at) == "i'm"
    if tokens.low(number.end) in _GOES_ON:
        return False
    who = tokens[at - 1]
    return who.low in {"he", "she", "i", "who"} or (who.low in people() and not is_plural(who.text))


_AGE_UNITS = words("year month week day")
_GOES_ON = words("of out for up down ahead behind under over and-a-half to -")
_PARTS_OF_AN_HOUR = words("half quarter five ten twenty minutes")
_AT_AN_HOUR = words("before after by at around about until till past since from")
_HARDLY = words("little just shortly soon long well")
_OF_THE_DAY = ("in the morning", "in the afternoon", "in the evening", "at night", "tonight",
               "this morning", "that morning", "that evening", "tomorrow", "sharp")  # fmt: skip


def _says_age(tokens: Tokens, number: Numeral) -> bool:
    """`aged 34`, `34-year-old`, `9 and 11 years old`, `18- to 24-year-olds`, `age 7`."""
    at = number.end
    for _ in range(2):
        while tokens.low(at) == "-" and tokens.low(at + 1) not in {"year", "month", "week", "day"}:
            at += 1
        if tokens.low(at) in {"to", "and", "or"} and tokens[at + 1].kind == DIGITS:
            at += 2
        elif tokens[at].kind == DIGITS and at > number.end:
            at += 1
    at += tokens.low(at) == "-"
    if tokens.low(at).rstrip("s") in {"year", "month", "week", "day"}:
        after = at + 1
        after += tokens.low(after) == "-"
        if tokens.low(after) in {"old", "olds"} or tokens.follows(after, "of age"):
            return True
    before = number.start - 1
    for _ in range(5):
        if tokens.low(before) in _LED or tokens[before].kind == DIGITS:
            before -= 1
    if tokens.low(before) in {"aged", "ages", "age", "turned", "turns", "turning"}:
        return tokens.low(before) != "age" or tokens.low(before - 1) != "average"
    return False


def _lone_age(tokens: Tokens, number: Numeral) -> bool:
    """`Brennan, 71, will`, `Ana Roe (34)`, `a woman of 61`."""
    before, after = tokens[number.start - 1], tokens[number.end]
    signed = tokens[number.start - 2].text == "." and tokens.low(number.start - 3) in {"jr", "sr"}
    named = number.start - 2 - signed
    name = tokens[named]
    whole = number.bare or number.spelled
    if not whole or number.value < 1:
        return False
    if before.text == "," and name.kind == WORD and (after.text in _CLOSE or after.text == "."):
        return tokens[number.end + 1].kind != DIGITS and _may_be_person(tokens, named)
    if before.text == "(" and after.text == ")" and number.bare:
        return name.kind == WORD and name.text[0].isupper()
    return (
        before.low == "of"
        and name.low in _PEOPLE_OF
        and counted(tokens, number.end).end == number.end
    )


def _may_be_person(tokens: Tokens, at: int) -> bool:
    name = tokens[at]
    return name.low in people() or (name.text[0].isupper() and name.low not in MONTHS | WEEKDAYS)


def _group_age(tokens: Tokens, number: Numeral) -> bool:
    """`children under five`, `adults over 65`, `the over-50s`, `65 and older`."""
    if tokens.follows(number.end, "and older") or tokens.follows(number.end, "or older"):
        return True
    if tokens.follows(number.end, "and under") or tokens.follows(number.end, "and younger"):
        return True
    before = tokens.low(number.start - 1)
    if before not in {"under", "over", "below", "above"}:
        return False
    who = tokens[number.start - 2]
    if who.low in {"is", "are", "was", "were"} and number.value < OLDEST:
        near = {tokens.low(at) for at in range(number.start - 6, number.start - 2)}
        return bool(near & people()) and counted(tokens, number.end).end == number.end
    return (who.low in people() or who.low in {"those", "anyone", "everyone", "the"}) and (
        counted(tokens, number.end).end == number.end
    )


GUARDS = (_date, _year, _clock, _age)
