"""What stands between a subject and its verb, set off by commas or in brackets."""

from __future__ import annotations

from model.figure_tokens import DIGITS, WORD, Tokens
from model.suggesters._words import LONGEST, WITHIN


def comma_before(tokens: Tokens, close: int, floor: int) -> int | None:
    """The comma that opens what another one closes; None when none does."""
    at = close - 1
    while at > floor and tokens.low(at) != "," and close - at < LONGEST:
        at -= 1
    return at if tokens.low(at) == "," else None


def is_aside(tokens: Tokens, close: int, floor: int) -> bool:
    """Whether a comma closes ", 78," or ", of Ferry Lane,", which say more of a name before."""
    at = close - 1
    if tokens[at].kind == DIGITS:
        return tokens.low(at - 1) == "," and at - 2 > floor
    while at > floor and tokens[at].kind == WORD and close - at < 8:
        if tokens.low(at) in {"of", "from"}:
            return tokens.low(at - 1) == ","
        at -= 1
    return False


def before_brackets(tokens: Tokens, close: int, floor: int) -> int:
    """`Prothero` of "Prothero (Independent, Weir ward)"."""
    for at in range(close - 1, max(floor, close - 12), -1):
        if tokens.low(at) == "(":
            return at
    return close + 1


def is_participle(tokens: Tokens, start: int, floor: int) -> bool:
    """`Its spokesman, reached by telephone,`: says how, not who."""
    led = tokens.low(start).endswith("ed") and tokens.low(start + 1) in WITHIN
    return led and tokens.low(start - 1) == "," and start - 1 > floor
