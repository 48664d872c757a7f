"""What a rule gives: a place in the text, why, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.records import Attributes


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`[start, end)` in code points of the text; `kind` names the part of the rule that found it,
    whose precision in the evaluation is its `score` (`_scores.py`)."""

    start: int
    end: int
    kind: str
    score: float
    attributes: Attributes = field(default_factory=dict, hash=False)
