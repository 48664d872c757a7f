"""Names of models among what is counted: `two Boeing 737s`, `12 Leopard 2 tanks`."""

from __future__ import annotations

from model.figure_plurals import is_plural
from model.figure_tokens import DIGITS, WORD, Tokens
from model.figure_units import unit_at
from model.figure_words import TENS, UNITS


def several_at(tokens: Tokens, at: int) -> int:
    """The place behind `Boeing 737s`, `A320s`, `F-16s`: the name of what there are several of."""
    for place in range(at, at + 4):
        token = tokens[place]
        if token.kind == DIGITS:
            named = place > at or _in_words(tokens.low(at - 1))
            several = tokens.low(place + 1) == "s" and tokens.glued(place + 1)
            return place + 2 if named and several else 0
        named = token.kind == WORD and token.text[0].isupper()
        if not named and not (token.low == "-" and tokens.glued(place)):
            return 0
    return 0


def is_of_a_model(tokens: Tokens, place: int) -> bool:
    """`12 Leopard 2 tanks`, `two 737 MAX jets`: digits before the plural of what bears them, behind
    a name or a number in words; `two 500kg bombs`, `six 20-foot boats`."""
    name, digits = tokens[place - 1], tokens[place].text
    spelled = _in_words(name.low)
    if not spelled and not (name.kind == WORD and name.text[0].isupper() and len(digits) < 4):
        return False
    noun = place + 1
    if spelled and tokens.glued(noun):
        noun += tokens.low(noun) == "-"
        return unit_at(tokens, noun, glued=True) is not None and _plain_plural(tokens, noun + 1)
    if spelled and len(digits) != 3:
        return False
    for _ in range(3):
        noun += tokens[noun].kind == DIGITS or tokens[noun].text.isupper()
    return _plain_plural(tokens, noun)


def _in_words(word: str) -> bool:
    return word in UNITS or word in TENS or word == "dozen"


def _plain_plural(tokens: Tokens, place: int) -> bool:
    noun = tokens[place]
    return noun.kind == WORD and noun.text.islower() and is_plural(noun.text)
