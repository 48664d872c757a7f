"""What a spaCy pipeline finds in a text: spans of its labels, names, and where sentences end.

Texts go through it a paragraph at a time, so that memory stays flat. The pipeline is handed over
loaded: spaCy is not imported here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model import tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

GROUP = "sc"
"""The span group that a pipeline trained on an export of ours fills."""
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""Kinds of named entities that can be actors."""


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """`[start, end)` in code points of the text."""

    start: int
    end: int
    label: str
    score: float
    """0 to 1; 1 where the pipeline gives none."""


def spans(nlp: Language, text: str, labels: Sequence[str]) -> list[FoundSpan]:
    """What a pipeline trained on spans suggests, of these labels."""
    found = []
    for at, doc in _docs(nlp, text):
        group = doc.spans.get(GROUP, ())
        scores = group.attrs.get("scores") if len(group) else None
        for number, span in enumerate(group):
            if span.label_ in labels:
                score = 1.0 if scores is None else float(scores[number])
                found.append(
                    FoundSpan(at + span.start_char, at + span.end_char, span.label_, score)
                )
    return found


def names(nlp: Language, text: str) -> list[FoundSpan]:
    """Names of people, organisations, places and nations, of a pipeline with `ner`."""
    return [
        FoundSpan(at + entity.start_char, at + entity.end_char, entity.label_, 1.0)
        for at, doc in _docs(nlp, text) for entity in doc.ents if entity.label_ in NAMES
    ]  # fmt: skip


def _docs(nlp: Language, text: str) -> Iterator[tuple[int, Doc]]:
    """Each paragraph's code point offset and document; valid until the next one is asked for."""
    for start, end in tokens.paragraphs(text):
        if text[start:end].strip():
            with nlp.memory_zone():
                yield start, nlp(text[start:end])
