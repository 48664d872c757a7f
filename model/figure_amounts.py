"""Figures around a number: plain ones, money, ranges and ratios."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.figure_core import OWNERS, Core, noun_of
from model.figure_guards import forbidden
from model.figure_nouns import counted, with_rate
from model.figure_plurals import is_plural
from model.figure_tables import STOPS
from model.figure_tokens import DIGITS, SIGN, WORD, Tokens
from model.figure_units import Counted
from model.figure_words import CODES, COMPARATORS_AFTER, CURRENCIES, TIME_UNITS
from model.numerals import Number, Numeral, tidy
from model.numerals import at as numeral_at
from model.wordlists import words

_AFTER_BEGINS = frozenset(words.split()[0] for words in COMPARATORS_AFTER)
_DASHES = {"-", "–", "—"}
CHANGES = words("""
rose fell up down gained lost jumped slipped dropped added shed climbed increased decreased grew
declined surged plunged slid dipped eased soared tumbled sank rallied edged raised cut reduced
lowered lifted rise fall drop increase decrease slump jump decline rising falling growing dropping
narrowed widened shrank slowed accelerated doubled expanded fallen risen grown gain shrunk trimmed
hiked went gone moved doubling quickened swelled revised slashed boosted improved adding advanced
""")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A numeral with its sign and the currency before it."""

    start: int
    number: Numeral
    coin: str = ""
    negative: bool = False

    @property
    def value(self) -> Number:
        return -self.number.value if self.negative else self.number.value


def _amount(tokens: Tokens, place: int) -> _Amount | None:
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
    return _Amount(place, number, coin, negative)


def _coin(tokens: Tokens, at: int) -> tuple[int, str]:
    """The place behind a currency's sign or code, and the currency's code."""
    token = tokens[at]
    if token.kind == SIGN and token.text in CURRENCIES:
        return at + 1, CURRENCIES[token.text]
    if token.kind != WORD:
        return at, ""
    lettered = token.low.casefold() + tokens[at + 1].text
    if tokens.glued(at + 1) and lettered in CURRENCIES:
        return at + 2, CURRENCIES[lettered]
    if token.low not in CODES or not token.text[0].isupper():
        return at, ""
    after = at + 1
    if token.low in {"rs", "rm", "r"}:
        after += tokens.low(after) == "."
        fits = tokens[after].kind == DIGITS and (token.low == "rs" or tokens.glued(after))
    else:
        fits = token.text.isupper() and tokens[after].kind == DIGITS
    return (after, CODES[token.low]) if fits else (at, "")


def number_core(tokens: Tokens, place: int) -> Core | None:
    """The figure around the number that begins here, with its sign or currency."""
    amount = _amount(tokens, place)
    if amount is None:
        return None
    ranged = _range(tokens, amount)
    if ranged is not None:
        return ranged
    if not amount.coin and forbidden(tokens, amount.number, in_ratio=True):
        return None
    ratio = _ratio(tokens, amount) or _person_in_five(tokens, amount)
    if ratio is not None:
        return ratio
    if not amount.coin and forbidden(tokens, amount.number):
        return None
    if tokens.low(place - 1) == "-" and tokens.glued(place) and tokens.glued(place - 1):
        return None if amount.number.spelled else _plain(tokens, amount)
    return _plain(tokens, amount)


def _plain(tokens: Tokens, amount: _Amount) -> Core:
    number = amount.number
    end, after = _comparator_after(tokens, number.end)
    noun = _noun_behind(tokens, amount, end)
    value, start = amount.value, amount.start
    if noun.end == end and tokens.low(start - 1) == "magnitude":
        start, noun = start - 1, Counted(end, "magnitude", "magnitude", measure=True)
    if number.metres and not amount.coin:
        value, noun = _metres_or_millions(tokens, amount, noun)
    end = max(end if after else number.end, noun.end)
    if after is None:
        beyond, after = _comparator_after(tokens, end)
        end = beyond if after and tokens.low(end) not in {"odd", "plus", "+"} else end
    return Core(start, end, value=value, after=after, noun=noun, defect=number.defect)


def _noun_behind(tokens: Tokens, amount: _Amount, end: int) -> Counted:
    number = amount.number
    if amount.coin:
        return with_rate(tokens, Counted(end, amount.coin, measure=True))
    noun = counted(tokens, end, single=number.value == 1 and not number.scaled)
    if noun.end == end:
        return noun_of(tokens, end) or noun
    if noun.unit == "pound" and number.value >= 1000:
        return replace(noun, unit="GBP")
    return noun


def _metres_or_millions(tokens: Tokens, amount: _Amount, noun: Counted) -> tuple[Number, Counted]:
    """`a 10m wall` and `3.2m people`: by what stands behind."""
    place = amount.number.end
    raw = tidy(amount.value / amount.number.scale)
    behind = tokens.low(place)
    counts = noun.end > place and is_plural(tokens[noun.end - 1].text)
    printed = tokens[amount.number.start].text
    if counts or (behind in {"of", "in"} and "." in printed) or "." in printed:
        return amount.value, noun
    return raw, Counted(place, "m", "m", measure=True)


def _comparator_after(tokens: Tokens, place: int) -> tuple[int, tuple[str, bool] | None]:
    if tokens.low(place) not in _AFTER_BEGINS:
        return place, None
    for phrase, said in COMPARATORS_AFTER.items():
        end = tokens.follows(place, phrase)
        if end and (phrase != "plus" or tokens[end].kind != DIGITS):
            return end, said
    return place, None


# ---- ranges


def _range(tokens: Tokens, first: _Amount) -> Core | None:
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
        second = _amount(tokens, behind)
        if second is None or second.negative:
            continue
        found = _joined(tokens, first, second, joint, unit if at > first.number.end else None)
        if found is not None:
            return replace(found, start=first.start - 1) if between else found
    return None


def _joined(tokens: Tokens, first: _Amount, second: _Amount, joint: str,
            unit: Counted | None) -> Core | None:  # fmt: skip
    low, high = first.value, second.value
    scale = second.number.scale
    if second.number.scaled and not first.number.scaled and abs(low) * scale < abs(high):
        low = tidy(low * scale)
    if low >= high or (first.coin and second.coin and first.coin != second.coin):
        return None
    if forbidden(tokens, second.number) and not second.coin:
        return None
    if not first.coin and not unit and forbidden(tokens, first.number):
        return None
    if not _fits(tokens, first, second, joint):
        return None
    coin = first.coin or second.coin
    end, after = _comparator_after(tokens, second.number.end)
    noun = (with_rate(tokens, Counted(end, coin, measure=True)) if coin
            else counted(tokens, end))  # fmt: skip
    if unit is not None and noun.unit != unit.unit:
        return None
    defect = first.number.defect or second.number.defect
    return Core(first.start, max(end, noun.end), low=low, high=high, kind="range", after=after,
                noun=noun, defect=defect)  # fmt: skip


def _fits(tokens: Tokens, first: _Amount, second: _Amount, joint: str) -> bool:
    """Whether two numbers are the ends of a range, and not two figures side by side."""
    before = [tokens.low(at) for at in range(first.start - 4, first.start)]
    if joint == "to":
        return not (
            before[-1] in CHANGES or (before[-1] in {"from", "by"} and CHANGES & set(before))
        )
    if joint == "or":
        spelled = first.number.spelled and second.number.spelled
        near = second.value - first.value <= max(2, first.value)
        return near and (spelled or first.number.bare) and not first.coin
    if joint in _DASHES and tokens.low(first.number.end) in _DASHES:
        return tokens.glued(first.number.end) == tokens.glued(first.number.end + 1)
    return True


# ---- ratios


def _ratio(tokens: Tokens, part: _Amount) -> Core | None:
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
    if noun.end > base.end and tokens.low(end - 1) == "the" and _is_told_of(tokens, noun.end):
        inner = Core(end, noun.end, value=base.value, noun=noun)
    return Core(part.start, max(base.end, noun.end), value=part.value, base=base.value,
                kind="ratio", noun=noun, inner=inner)  # fmt: skip


def _person_in_five(tokens: Tokens, part: _Amount) -> Core | None:
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
    if counted(tokens, base.end).end > base.end or base.value > 100 or tokens.low(base.end) == "-":
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


def _is_told_of(tokens: Tokens, place: int) -> bool:
    """Whether a participle says more of what was just named: "the 63 drones launched by"."""
    word = tokens.low(place)
    return tokens[place].kind == WORD and (
        word.endswith("ed") or word in {"sent", "shot", "built", "known", "seen", "taken", "that"}
    )
