"""Ranges: two numbers that are the ends of one figure."""

from __future__ import annotations

from dataclasses import replace

from model.figure_amounts import Amount, amount_at, comparator_after
from model.figure_core import Core
from model.figure_guards import forbidden
from model.figure_nouns import counted, with_rate
from model.figure_tables import CHANGES
from model.figure_tokens import Tokens
from model.figure_units import Counted
from model.numerals import tidy

_DASHES = {"-", "–", "—"}


def range_at(tokens: Tokens, first: Amount) -> Core | None:
    """`300 to 400`, `3-4 percent`, `$6.8 billion-$7.1 billion`, `three or four`."""
    led = tokens.low(first.start - 1)
    between = led == "between"
    unit = Counted(first.number.end) if first.coin else counted(tokens, first.number.end)
    places = [first.number.end]
    if unit.measure and unit.end > first.number.end:
        places.append(unit.end)
    for at in places:
        joint = tokens.low(at)
        if not (joint in _DASHES | {"to", "or"} or (between and joint == "and")):
            if joint == "-" and tokens.low(at + 1) == "to":
                joint = "to"
            else:
                continue
        behind = at + 1 + (joint == "-" and tokens.low(at + 1) == "to")
        second = amount_at(tokens, behind)
        if second is None or second.negative:
            continue
        found = _joined(tokens, first, second, joint, unit if at > first.number.end else None)
        if found is not None:
            return replace(found, start=first.start - 1) if between else found
    return None


def _joined(tokens: Tokens, first: Amount, second: Amount, joint: str,
            unit: Counted | None) -> Core | None:  # fmt: skip
    low, high = first.value, second.value
    scale = second.number.scale
    if second.number.scaled and not first.number.scaled and abs(low) * scale < abs(high):
        low = tidy(low * scale)
    if low >= high or (first.coin and second.coin and first.coin != second.coin):
        return None
    if forbidden(tokens, second.number) and not second.coin:
        return None
    either = joint == "or" and first.number.spelled and second.number.spelled
    if not first.coin and not unit and not either and forbidden(tokens, first.number):
        return None
    if not _fits(tokens, first, second, joint):
        return None
    coin = first.coin or second.coin
    end, after = comparator_after(tokens, second.number.end)
    noun = (with_rate(tokens, Counted(end, coin, measure=True)) if coin
            else counted(tokens, end))  # fmt: skip
    if unit is not None and noun.unit != unit.unit:
        return None
    defect = first.number.defect or second.number.defect
    return Core(first.start, max(end, noun.end), low=low, high=high, kind="range", after=after,
                noun=noun, defect=defect)  # fmt: skip


def _fits(tokens: Tokens, first: Amount, second: Amount, joint: str) -> bool:
    """Whether two numbers are the ends of a range, and not two figures side by side."""
    before = [tokens.low(at) for at in range(first.start - 4, first.start)]
    if joint == "to":
        led_to = before[-1] == "by" and tokens.low(first.number.end) != "to"
        return not led_to and not (  # cut by 50 barrels to 300 barrels
            before[-1] in CHANGES or (before[-1] in {"from", "by"} and CHANGES & set(before))
        )
    if joint == "or":
        spelled = first.number.spelled and second.number.spelled
        near = second.value - first.value <= max(2, first.value)
        return near and (spelled or first.number.bare) and not first.coin
    if joint in _DASHES and tokens.low(first.number.end) in _DASHES:
        return tokens.glued(first.number.end) == tokens.glued(first.number.end + 1)
    return True
