"""Numbers with their nouns, as people read them."""

from __future__ import annotations


def many(number: int, noun: str) -> str:
    """`1 span`, `2,000 spans`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
