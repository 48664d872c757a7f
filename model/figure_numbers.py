"""Figures around a number: plain ones, money, ranges and ratios."""

from __future__ import annotations

from dataclasses import replace

from model.figure_amounts import Amount, amount_at, comparator_after
from model.figure_core import Core, noun_of
from model.figure_guards import forbidden
from model.figure_nouns import counted, with_rate
from model.figure_plurals import is_plural
from model.figure_ranges import range_at
from model.figure_ratios import person_in_five, ratio_at
from model.figure_tokens import WORD, Tokens
from model.figure_units import Counted
from model.numerals import Number, tidy
from model.wordlists import words


def number_core(tokens: Tokens, place: int) -> Core | None:
    """The figure around the number that begins here, with its sign or currency."""
    amount = amount_at(tokens, place)
    if amount is None:
        return None
    ranged = range_at(tokens, amount)
    if ranged is not None:
        return ranged
    if not amount.coin and forbidden(tokens, amount.number, in_ratio=True):
        return None
    ratio = ratio_at(tokens, amount) or person_in_five(tokens, amount)
    if ratio is not None:
        return ratio
    if not amount.coin and forbidden(tokens, amount.number):
        return None
    if tokens.low(place - 1) == "-" and tokens.glued(place) and tokens.glued(place - 1):
        return None if amount.number.spelled else _plain(tokens, amount)
    return _plain(tokens, amount)


def _plain(tokens: Tokens, amount: Amount) -> Core:
    number = amount.number
    end, after = comparator_after(tokens, number.end)
    noun = _noun_behind(tokens, amount, end)
    value, start = amount.value, amount.start
    if tokens.low(start - 1) == "magnitude":
        start, noun = start - 1, Counted(end, "magnitude", "magnitude", measure=True)
    if number.metres and not amount.coin:
        value, noun = _metres_or_millions(tokens, amount, noun)
    end = max(end if after else number.end, noun.end)
    if after is None:
        beyond, after = comparator_after(tokens, end)
        end = beyond if after and tokens.low(end) not in {"odd", "plus", "+"} else end
    return Core(start, end, value=value, after=after, noun=noun, defect=number.defect)


def _noun_behind(tokens: Tokens, amount: Amount, end: int) -> Counted:
    number = amount.number
    if amount.coin:
        return with_rate(tokens, Counted(end, amount.coin, measure=True))
    noun = counted(tokens, end, single=number.value == 1 and not number.scaled)
    if noun.end == end:
        return noun_of(tokens, end) or noun
    if noun.unit == "pound" and _weighs(tokens, noun.end):
        noun = replace(noun, unit="lb")
    elif noun.unit == "pound" and number.value >= 1000:
        return replace(noun, unit="GBP")
    return noun


def _weighs(tokens: Tokens, at: int) -> bool:
    """`2,300 pounds of scrap`, not `of debt`, `of its cash`."""
    after = tokens[at + 1]
    said = tokens.low(at) == "of" and after.kind == WORD
    return said and not {after.low, tokens.low(at + 2)} & _OF_MONEY


_OF_MONEY = words("""
debt debts cash savings funding investment investments cuts spending aid money damage damages sales
losses profit profits revenue revenues assets tax taxes taxpayers public government state stock
shares bonds loans credit income wages fees fines compensation goods bets donations support funds
arrears equipment its his her their my our your this that these those the a
""")
_STRETCHES = words("""
deep high wide long tall thick away below above depth height width length distance altitude diameter
hurdles race final heat heats relay freestyle backstroke breaststroke butterfly medley sprint
steeplechase runner runners swimmer champion title
""")


def _metres_or_millions(tokens: Tokens, amount: Amount, noun: Counted) -> tuple[Number, Counted]:
    """`a 10m wall` and `3.2m people`: by what stands behind."""
    place = amount.number.end
    raw = tidy(amount.value / amount.number.scale)
    behind = tokens.low(place)
    before = {tokens.low(at) for at in range(amount.start - 4, amount.start)}
    if behind in _STRETCHES or before & _STRETCHES:
        return raw, Counted(place, "m", "m", measure=True)
    counts = noun.end > place and is_plural(tokens[noun.end - 1].text)
    printed = tokens[amount.number.start].text
    if counts or (behind in {"of", "in"} and "." in printed) or "." in printed:
        return amount.value, noun
    return raw, Counted(place, "m", "m", measure=True)
