"""Sets of words as the grammars of this package keep them: written as text, one blank between."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())
