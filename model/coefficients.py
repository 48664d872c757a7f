"""Coefficients of agreement beyond chance, for nominal values: Cohen's kappa, Krippendorff's alpha.

Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20(1), 37-46. Krippendorff, K. (2019), Content Analysis, 4th ed., chapter 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)


def kappa(pairs: Mapping[tuple[Value, Value], int]) -> float | None:
    """Cohen's kappa of how often two people gave each pair of values.

    None where chance alone would bring full agreement: one value only, or nothing at all.
    """
    many = sum(pairs.values())
    mine: Counter[Value] = Counter()
    theirs: Counter[Value] = Counter()
    for (one, other), times in pairs.items():
        mine[one] += times
        theirs[other] += times
    by_chance = sum(times * theirs[value] for value, times in mine.items())
    if by_chance == many * many:
        return None
    agreed = sum(times for (one, other), times in pairs.items() if one == other)
    return (agreed * many - by_chance) / (many * many - by_chance)


def alpha(units: Iterable[tuple[Sequence[Hashable], int]]) -> float | None:
    """Krippendorff's alpha of units: the values that they were given, and how many units are so.

    Whoever gave a unit no value is left out of it; units with fewer than two values count for
    nothing. None where all values are the same, or there are none.
    """
    apart, totals = 0.0, Counter[Hashable]()
    for values, times in units:
        if len(values) < 2:
            continue
        given = Counter(values)
        totals.update({value: count * times for value, count in given.items()})
        same = sum(count * count for count in given.values())
        apart += times * (len(values) ** 2 - same) / (len(values) - 1)
    many = sum(totals.values())
    expected = many * many - sum(count * count for count in totals.values())
    return 1 - (many - 1) * apart / expected if expected else None


def mean(values: Iterable[float | None]) -> float | None:
    """Of those that are known; None of none. Of the kappas of all pairs it is Light's (1971)."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
