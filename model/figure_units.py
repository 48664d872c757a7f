"""Units of measurement and currencies behind a numeral."""

from __future__ import annotations

from dataclasses import dataclass

from model.figure_tokens import BREAK, DIGITS, WORD, Tokens
from model.figure_words import CODES, GLUED_ONLY, TEMPERATURES, UNIT_NAMES
from model.wordlists import words

_LONGEST_UNIT = 3
_AFTER_WON = words("for in on at per a and or to from last this")


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun or unit up to the token `end`; `unit` is its normal form, `noun` as printed."""

    end: int
    unit: str = ""
    noun: str = ""
    per: str = ""
    alone: bool = False
    """It is a participle that counts by itself: "25 wounded"."""
    measure: bool = False
    """It is a unit of measurement or a currency, not something that is counted."""


def unit_at(tokens: Tokens, at: int, *, glued: bool) -> Counted | None:
    for length in range(_LONGEST_UNIT, 0, -1):
        words = [tokens.low(at + step).casefold() for step in range(length)]
        if BREAK in words or any(word in {"", ",", "."} for word in words):
            continue
        for name in _spellings(tokens, at, length, words):
            unit = UNIT_NAMES.get(name) or UNIT_NAMES.get(_singular_unit(name))
            if (
                name == "won"
                and tokens[at + 1].kind == WORD
                and tokens.low(at + 1) not in _AFTER_WON
            ):
                continue
            if unit and (name not in GLUED_ONLY or _is_sign(tokens, at, length, glued)):
                return Counted(at + length, unit, slice_of(tokens, at, at + length), measure=True)
    token = tokens[at]
    if glued and token.low in TEMPERATURES and token.text.isupper():
        return Counted(at + 1, TEMPERATURES[token.low], token.text, measure=True)
    if token.low in CODES and token.text.isupper() and len(token.text) == 3:
        return Counted(at + 1, CODES[token.low], token.text, measure=True)
    return None


def _is_sign(tokens: Tokens, at: int, length: int, glued: bool) -> bool:
    """A letter is a unit only right behind the digits, and with nothing behind itself."""
    after = tokens[at + length]
    runs_on = tokens.glued(at + length) and after.kind in (WORD, DIGITS)
    return glued and not runs_on and not tokens[at].text.isupper()


def _spellings(tokens: Tokens, at: int, length: int, words: list[str]) -> list[str]:
    joined = [" ".join(words)]
    if all(tokens.glued(at + step) for step in range(1, length)):
        joined.append("".join(words))
    return joined


def _singular_unit(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 3 else name


def slice_of(tokens: Tokens, first: int, end: int) -> str:
    return tokens.text[tokens[first].start : tokens[end - 1].end]
