"""How sure each part of a rule is: its precision on the development articles of the evaluation.

(hits + 1) / (found + 2), so that a part seen seldom is not taken for certain; claims count as hits
when they share at least half of what they cover with a marked one. `python -m
tests.evaluation.calibrate` prints the table anew.
"""

from __future__ import annotations

SCORES: dict[str, float] = {}

UNKNOWN = 0.5


def of(kind: str) -> float:
    return SCORES.get(kind, UNKNOWN)
