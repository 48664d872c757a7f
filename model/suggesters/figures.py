"""Suggests figures: every quantity that the grammar of `model.figures` finds."""

from __future__ import annotations

from model.figures import Figure, attributes_of
from model.suggesters import _scores
from model.suggesters._document import Doc
from model.suggesters._suggestion import Suggestion

NAME = "figures"
LABEL = "figure"
VERSION = "5"


def suggest(doc: Doc) -> list[Suggestion]:
    return [
        Suggestion(one.start, one.end, kind, _scores.of(kind), attributes_of(one))
        for one in doc.figures
        for kind in [_kind(one)]
    ]


def _kind(figure: Figure) -> str:
    if figure.comparator in {"range", "ratio", "multiple", "vague"}:
        return f"figure-{figure.comparator}"
    if not figure.unit:
        return "figure-bare"
    return "figure-counted" if figure.noun else "figure-taken-over"
