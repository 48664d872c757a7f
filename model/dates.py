"""Dates as files and people write them, made ISO 8601; what could be two days is not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_REAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")
_ISO = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?:\w+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?:\w+,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")


def iso(said: str) -> str:
    """`YYYY-MM-DD`, or '' when `said` is no date, or one that could mean two days.

    Reads ISO 8601, the dates of e-mail and feeds, `6 November 2024`, `November 6, 2024`,
    `06.11.2024` (day first), and `13/11/2024` where only one order is possible.
    """
    said = said.strip()[:60]
    if match := _ISO.match(said):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(said):
        return _named(match[3], match[2], match[1])
    if match := _MONTH_FIRST.match(said):
        return _named(match[3], match[1], match[2])
    if match := _DOTTED.match(said):
        return _day(match[3], match[2], match[1])
    if match := _SLASHED.match(said):
        first, second = _day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])
        return first or second if not (first and second) or first == second else ""
    return _posted(said)


def is_real(said: str) -> bool:
    """Whether it is ISO 8601: a year, a month or a day that there is, with or without a time."""
    match = _REAL.fullmatch(said)
    return match is not None and bool(_day(match[1], match[2] or "1", match[3] or "1"))


def of(value: object) -> str:
    """A cell's or a property's value as `iso` gives it."""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d") if value.year >= 1000 else ""
    return iso(str(value)) if value is not None else ""


def _posted(said: str) -> str:
    try:
        return parsedate_to_datetime(said).strftime("%Y-%m-%d")
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _named(year: str, month: str, day: str) -> str:
    short = month[:3].lower()
    return _day(year, str(_MONTHS.index(short) + 1), day) if short in _MONTHS else ""


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
