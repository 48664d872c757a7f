"""Suggests verified spans: the verb group that says whether it was checked, and its stance."""

from __future__ import annotations

from model.suggesters import _scores
from model.suggesters._document import Doc
from model.suggesters._suggestion import Suggestion

NAME = "verified"
LABEL = "verified"
VERSION = "4"


def suggest(doc: Doc) -> list[Suggestion]:
    return [
        Suggestion(*doc.span(one.first, one.end), one.kind, _scores.of(one.kind),
                   {"stance": one.stance})
        for one in doc.verdicts
    ]  # fmt: skip
