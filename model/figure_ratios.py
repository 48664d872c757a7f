"""Ratios: a number out of another one."""

from __future__ import annotations

from model.figure_amounts import Amount
from model.figure_core import OWNERS, Core, noun_of
from model.figure_guards import forbidden
from model.figure_nouns import counted
from model.figure_tables import STOPS
from model.figure_tokens import DIGITS, WORD, Tokens
from model.figure_words import TIME_UNITS
from model.numerals import Numeral
from model.numerals import at as numeral_at
from model.wordlists import words

_OF_ALL = words("the its his her their those these")
"""Before the base of a ratio: something that is told of by itself."""


def ratio_at(tokens: Tokens, part: Amount) -> Core | None:
    """`38 out of the 63 drones`, `one in five voters`, `nine of their last ten league games`."""
    if part.coin or part.negative:
        return None
    at = part.number.end
    for phrase in ("out of every", "out of", "in every", "of every", "of", "in", "- in -"):
        end = tokens.follows(at, phrase)
        if end:
            break
    else:
        return None
    if phrase in {"in", "- in -"}:
        base = numeral_at(tokens, end)
        if base is None or tokens.low(end) in {"a", "an"} or part.value > 20:
            return None
    else:
        end = _behind_owner(tokens, end)
        base = numeral_at(tokens, end)
    if base is None or base.value < part.value or _forbidden_base(tokens, base):
        return None
    noun = counted(tokens, base.end)
    if phrase in {"in", "in every"} and noun.unit in TIME_UNITS:
        return None
    if noun.end == base.end:
        noun = noun_of(tokens, base.end) or noun
    inner = None
    owned = tokens.low(end - 1) in _OF_ALL
    if noun.end > base.end and owned and phrase in {"of", "out of"}:
        inner = Core(end, noun.end, value=base.value, noun=noun)
    return Core(part.start, max(base.end, noun.end), value=part.value, base=base.value,
                kind="ratio", noun=noun, inner=inner)  # fmt: skip


def person_in_five(tokens: Tokens, part: Amount) -> Core | None:
    """`one person in five`, `two patients out of every 10`."""
    number = part.number
    noun = counted(tokens, number.end, single=number.value == 1)
    if part.coin or number.value > 10 or noun.end == number.end or noun.measure:
        return None
    for phrase in ("out of every", "out of", "in every", "in"):
        at = tokens.follows(noun.end, phrase)
        if at:
            break
    else:
        return None
    base = numeral_at(tokens, at)
    if base is None or base.value <= number.value or _forbidden_base(tokens, base):
        return None
    behind = counted(tokens, base.end)
    verb = number.value == 1 and behind.end == base.end + 1 and not behind.measure
    if (behind.end > base.end and not verb) or tokens.low(base.end) == "-":
        return None
    if base.value > 100 and base.value % 50:  # more likely a year
        return None
    return Core(part.start, base.end, value=number.value, base=base.value, kind="ratio", noun=noun)


def _behind_owner(tokens: Tokens, at: int) -> int:
    """Past "the region's", "their last", "the previous"."""
    for step in range(5):
        token = tokens[at + step]
        if token.kind == DIGITS or numeral_at(tokens, at + step) is not None:
            return at + step
        if token.kind != WORD and token.low not in {"'s", "’s"}:
            break
        if token.low in STOPS and token.low not in OWNERS | {"last", "next", "almost", "nearly"}:
            break
    return at


def _forbidden_base(tokens: Tokens, base: Numeral) -> bool:
    return forbidden(tokens, base, in_ratio=True)
