"""Which suggestion stands for which mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.suggested import Suggested
from tests.evaluation.corpus import LABELS, Annotated, Mark

OVERLAP = 0.5


def pairs(wanted: Sequence[Mark], found: Sequence[Any]) -> list[tuple[int, int]]:
    """Spans that share at least half of what they cover together, best first, one to one."""
    judged = sorted(
        ((-iou(mark, span), at, to) for at, mark in enumerate(wanted)
         for to, span in enumerate(found) if iou(mark, span) >= OVERLAP)
    )  # fmt: skip
    taken: list[tuple[int, int]] = []
    for _, at, to in judged:
        if all(at != a and to != t for a, t in taken):
            taken.append((at, to))
    return taken


def iou(one: Any, other: Any) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def counterparts(article: Annotated, spans: Sequence[Suggested]) -> dict[int, int]:
    """The mark that each suggestion stands for, where it stands for one."""
    known: dict[int, int] = {}
    for label in LABELS.values():
        wanted = [at for at, mark in enumerate(article.marks) if mark.label == label]
        found = [at for at, span in enumerate(spans) if span.label == label]
        for a, t in pairs([article.marks[at] for at in wanted], [spans[at] for at in found]):
            known[found[t]] = wanted[a]
    return known
