"""Numerals with their sign and currency, and the comparators that stand behind them."""

from __future__ import annotations

from dataclasses import dataclass

from model.figure_tokens import DIGITS, SIGN, WORD, Tokens
from model.figure_words import CODES, COMPARATORS_AFTER, CURRENCIES, GLUED_CODES
from model.numerals import Number, Numeral
from model.numerals import at as numeral_at

_MAY_LEAD = {"plus", "at most", "at least"}
"""Comparators that may belong to the number behind them."""
_AFTER_BEGINS = frozenset(words.split()[0] for words in COMPARATORS_AFTER)


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its sign and the currency before it."""

    start: int
    number: Numeral
    coin: str = ""
    negative: bool = False

    @property
    def value(self) -> Number:
        return -self.number.value if self.negative else self.number.value


def amount_at(tokens: Tokens, place: int) -> Amount | None:
    at, negative = place, False
    if (
        tokens.low(at) in {"-", "−"}
        and tokens.glued(at + 1)
        and not tokens.glued(at)
        or tokens.low(at) == "minus"
        and tokens.low(at - 1) != "or"
    ):
        at, negative = at + 1, True
    at, coin = _coin(tokens, at)
    number = numeral_at(tokens, at)
    if number is None or (number.spelled and (coin or (negative and at == place))):
        return None
    return Amount(place, number, coin, negative)


def _coin(tokens: Tokens, at: int) -> tuple[int, str]:
    """The place behind a currency's sign or code, and the currency's code."""
    token = tokens[at]
    if token.kind == SIGN and token.text in CURRENCIES:
        return _dollar(tokens, at) if token.text == "$" else (at + 1, CURRENCIES[token.text])
    if token.kind != WORD:
        return at, ""
    lettered = token.low.casefold() + tokens[at + 1].text
    apart = token.text == "US" and tokens.low(at - 1) != "the" and tokens.glued(at + 2)
    if (tokens.glued(at + 1) or apart) and lettered in CURRENCIES:
        return at + 2, CURRENCIES[lettered]
    if token.low not in CODES or not token.text[0].isupper():
        return at, ""
    after = at + 1
    if token.low in GLUED_CODES:
        after += tokens.low(after) == "."
        fits = tokens[after].kind == DIGITS and (token.low == "rs" or tokens.glued(after))
    else:
        glued = token.low == "cop" and tokens.glued(after)  # COP29
        fits = token.text.isupper() and tokens[after].kind == DIGITS and not glued
    return (after, CODES[token.low]) if fits else (at, "")


def _dollar(tokens: Tokens, at: int) -> tuple[int, str]:
    """`$1.50`, and with whose dollar it is behind the sign: `$US1.50`, `$A3m`."""
    whose = tokens[at + 1]
    code = CURRENCIES.get(whose.text.casefold() + "$", "") if whose.text.isupper() else ""
    glued = tokens.glued(at + 1) and tokens.glued(at + 2) and tokens[at + 2].kind == DIGITS
    return (at + 2, code) if code and glued else (at + 1, CURRENCIES["$"])


def comparator_after(tokens: Tokens, place: int) -> tuple[int, tuple[str, bool] | None]:
    if tokens.low(place) not in _AFTER_BEGINS:
        return place, None
    for phrase, said in COMPARATORS_AFTER.items():
        end = tokens.follows(place, phrase)
        adds = phrase == "plus" and tokens[end].kind == WORD  # 85 plus costs
        if end and not adds and (phrase not in _MAY_LEAD or numeral_at(tokens, end) is None):
            return end, said
    return place, None
