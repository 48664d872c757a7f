"""A figure as it can be compared with another one: the numbers it allows, and what it is about."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property

from model.figure_plurals import singular
from model.figure_tables import MONTHS, STOPS, WEEKDAYS
from model.records import Attributes

ROUGHLY = 0.1
"""How far from its number "about" and "nearly" reach, as a part of it."""
LARGE = 1000
"""A number from which on two equal ones are hardly a coincidence."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DATE = re.compile(
    r"\b(?:(?:in|since|by|during|until) )?(?:(?:early|late|mid)-)?(?:1[89]|20)\d\d\b"
    rf"|\b(?:{'|'.join(sorted(MONTHS | WEEKDAYS))})\b(?: \d{{1,2}})?"
    r"|\b(?:last|this|next) (?:week|month|year|quarter)\b|\b(?:yesterday|today)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a figure allows; an open end does not belong to them."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether one number can satisfy both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        ends = [(one.low, one.open_low) for one in (self, other)]
        ends += [(one.high, one.open_high) for one in (self, other)]
        return not any(is_open for end, is_open in ends if end == low)


def interval(said: Attributes) -> Interval | None:
    """What a figure's attributes allow; None for multiples, ratios and figures without a number."""
    comparator = str(said.get("comparator") or "=")
    value, low, high = (_number(said.get(key)) for key in ("value", "low", "high"))
    if comparator in ("multiple", "ratio") or _number(said.get("base")) is not None:
        return None
    if value is None:
        if low is None and high is None:
            return None
        return Interval(-math.inf if low is None else low, math.inf if high is None else high)
    slack = abs(value) * ROUGHLY
    if comparator in "<≤":
        near = bool(said.get("approximate"))
        return Interval(value - slack if near else -math.inf, value, open_high=comparator == "<")
    if comparator in ">≥":
        near = bool(said.get("approximate"))
        return Interval(value, value + slack if near else math.inf, open_low=comparator == ">")
    if comparator == "≈":
        return Interval(value - slack, value + slack)
    return Interval(value, value)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


@dataclass(frozen=True)
class Fact:
    """A figure span with its surroundings; `[start, end)` are code points of the article's text."""

    span_id: str
    article_id: str
    article: str
    start: int
    end: int
    quote: str
    sentence: str
    attributes: Attributes = field(hash=False)
    noun: str = ""
    """The counted noun, singular and in lower case, its adjectives left out."""
    event: str = ""
    actors: frozenset[str] = frozenset()
    """Who acts or speaks in its claim, as entities where they are known."""
    claims: tuple[str, ...] = ()
    """Ids of the claims that it belongs to."""
    twins: tuple[str, ...] = ()
    """Ids of the same figure at the same place in the readings of other people."""

    @cached_property
    def unit(self) -> str:
        return str(self.attributes.get("unit") or "")

    @cached_property
    def interval(self) -> Interval | None:
        return interval(self.attributes)

    @cached_property
    def when(self) -> frozenset[str]:
        """The dates and spans of time of its sentence, as printed."""
        return frozenset(match.group().casefold() for match in _DATE.finditer(self.sentence))

    @cached_property
    def topic(self) -> frozenset[str]:
        """What its sentence is about: the words that carry meaning, singular."""
        rest = self.sentence.replace(self.quote, " ")
        found = {singular(word.casefold()) for word in _WORD.findall(rest)}
        return frozenset(word for word in found if len(word) > 3 and word not in STOPS)


def about_the_same(one: Fact, other: Fact) -> bool:
    """Whether two facts count the same thing of the same actors at the same time.

    One sentence gives one thing one number. Unit and event must agree, and what is known of nouns,
    actors and times. Then either their sentences share words enough, or they give the same large
    number.
    """
    if (one.article_id, one.sentence) == (other.article_id, other.sentence):
        return False
    if one.unit != other.unit or one.event != other.event or not one.unit:
        return False
    if one.noun and other.noun and one.noun != other.noun:
        return False
    if one.when and other.when and not one.when & other.when:
        return False
    is_large = abs(_size(one)) >= LARGE and one.unit != "%"
    if is_large and (one.interval == other.interval or _same_value(one, other)):
        return True
    if one.actors and other.actors and not one.actors & other.actors:
        return False
    shared = len(one.topic & other.topic)
    return shared >= max(3, 0.4 * min(len(one.topic), len(other.topic)))


def can_both_hold(one: Fact, other: Fact) -> bool:
    """Whether comparators and ranges leave a number that satisfies both."""
    if one.interval is None or other.interval is None:
        return True
    return one.interval.meets(other.interval)


def _same_value(one: Fact, other: Fact) -> bool:
    value = _number(one.attributes.get("value"))
    return value is not None and value == _number(other.attributes.get("value"))


def _size(fact: Fact) -> float:
    return _number(fact.attributes.get("value")) or _number(fact.attributes.get("low")) or 0.0
