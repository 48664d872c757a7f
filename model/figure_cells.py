"""Figures written out for a cell: `≈ 45,000 people`, and the words as printed beside it."""

from __future__ import annotations

from model.figure_plurals import plural
from model.records import Attributes

FRACTION = 11
"""A number from which on a part is written as `1 of 11`, and not as a fraction."""


def written(value: object) -> str:
    """A number as people read it: `45,000`, `2.5 million`, `0.6`."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        thousandths = round(value * 1000 / size, 6)
        if abs(thousandths) >= 1000 and thousandths == int(thousandths):
            return f"{_counted(thousandths / 1000)} {name}"
    return f"{value:,}" if isinstance(value, int) else _counted(value)


def _counted(number: float) -> str:
    """Ten digits, and never a power of ten: nobody would read that, and no field take it back."""
    said = f"{number:,.10g}"
    if "e+" not in said:
        return said
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def display(attributes: Attributes, quote: str) -> str:
    """A table cell: the normalised figure, then the words as printed: `≈ 45,000 people (…)`."""
    flat = " ".join(quote.split())
    amount = in_words(attributes)
    return f"{amount} ({flat})" if amount else flat


def in_words(attributes: Attributes) -> str:
    """As people read it: `≈ 45,000 people`, `38 of 63 drones`, `1/3 fleet`."""
    value, low, high, base = (attributes.get(k) for k in ("value", "low", "high", "base"))
    counted = next((one for one in (base, high, value, low) if one is not None), 1)
    is_one = counted == 1 or isinstance(base, int) and base < FRACTION
    unit = str(attributes.get("unit") or "")
    return normalised({**attributes, "unit": unit if is_one else plural(unit)})


def normalised(attributes: Attributes) -> str:
    """`≈ 45,000 person`, `300–400`, `38 of 63 drone`; '' when nothing was normalised."""
    value, low, high, base = (attributes.get(k) for k in ("value", "low", "high", "base"))
    comparator = str(attributes.get("comparator") or "=")
    if low is not None and high is not None:
        amount = f"{written(low)}–{written(high)}"
    elif value is not None:
        of = "/" if isinstance(base, int) and base < FRACTION else " of "
        amount = written(value) + (f"{of}{written(base)}" if base is not None else "")
    elif low is not None or high is not None:
        amount = f"{'≥' if low is not None else '≤'} {written(low if low is not None else high)}"
    else:
        return ""
    sign = {"=": "", "range": "", "ratio": "", "vague": "", "multiple": "×"}.get(
        comparator, comparator
    )
    about = "≈" if attributes.get("approximate") and sign != "≈" else ""
    return " ".join(p for p in (about + sign, amount, str(attributes.get("unit") or "")) if p)
