"""Makes all suggestions for a text, by rules, by a pipeline's names, by a trained model.

Holds what it has loaded, so that the next text does not wait for it. Imports spaCy when a pipeline
is wished for: only the worker and the command line may do that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from model import from_words, languages, matching, pipeline_spans, pipelines, suggesting, wishes
from model.errors import UserError
from model.matching import Range
from model.pipeline_spans import FoundSpan
from model.records import Attributes
from model.suggested import Suggested, SuggestedLink, Suggestions
from model.wishes import Wish

if TYPE_CHECKING:
    from spacy.language import Language

NAME_SCORE = 0.6
"""Of a pipeline's name where no rule sees an actor; less than that of a rule."""

SAME = 0.5
"""Share of what a rule's and a model's claim cover together that makes them the same one."""


class Maker:
    """Makes suggestions, one text after another."""

    def __init__(self) -> None:
        self._loaded: dict[str, Language] = {}
        self._refused: dict[str, str] = {}

    def make(self, wish: Wish, text: str) -> Suggestions:
        """All that is proposed for a text; a pipeline that cannot be loaded is noted, and the
        rules go on."""
        notes: list[str] = []
        found = _by_rules(wish, text)
        model = self._load(wish.model, False, notes)
        if model is not None and languages.fits(model.lang or "", wish.language):
            found = _by_model(wish, text, found, model)
        spans = list(found.spans)
        names = self._load(wish.pipeline, wish.trusted, notes)
        wanted = "actors" not in wish.off and "actor" not in wish.model_roles
        if names is not None and wanted and languages.fits(names.lang or "", wish.language):
            spans += _new_names(names, wish.pipeline, text, spans)
        return Suggestions(spans, found.links, notes)

    def _load(self, name: str, trusted: bool, notes: list[str]) -> Language | None:
        if not name:
            return None
        if name not in self._loaded and name not in self._refused:
            try:
                self._loaded[name] = pipelines.load(pipelines.named(name), trusted=trusted)
            except UserError as error:
                self._refused[name] = str(error)
        if name in self._refused:
            notes.append(self._refused[name])
        return self._loaded.get(name)


def _by_rules(wish: Wish, text: str) -> Suggestions:
    """What the rules propose; nothing for an article that they cannot read."""
    if wishes.unread(wish):
        return Suggestions()
    return suggesting.suggest(text, wish.boilerplate, wish.off)


def _new_names(nlp: Language, pipeline: str, text: str,
               known: Sequence[Suggested]) -> list[Suggested]:  # fmt: skip
    """The pipeline's names that no suggested actor or figure covers any of."""
    taken = [one for one in known if one.label in ("actor", "figure")]
    return [
        Suggested("actor", one.start, one.end, NAME_SCORE, f"model:{pipeline}")
        for one in pipeline_spans.names(nlp, text)
        if not any(one.start < other.end and other.start < one.end for other in taken)
    ]


def _by_model(wish: Wish, text: str, found: Suggestions, nlp: Language) -> Suggestions:
    """The model's spans for its labels, the rules' for all others. Where both see the same thing,
    what the rules read from it and what they link it with goes over to the model's."""
    roles = dict(zip(wish.model_labels, wish.model_roles, strict=True))
    own = pipeline_spans.spans(nlp, text, wish.model_labels)
    stand_in = _stand_ins(found.spans, own, roles)
    replaced = {new: found.spans[old] for old, new in stand_in.items()}
    kept = [at for at, one in enumerate(found.spans) if one.label not in wish.model_roles]
    spans = [found.spans[at] for at in kept]
    place = {old: at for at, old in enumerate(kept)}
    place |= {old: len(kept) + new for old, new in stand_in.items()}
    spans += [
        Suggested(one.label, one.start, one.end, one.score, f"model:{wish.model_name}",
                  _read(one, roles[one.label], replaced.get(at), text))
        for at, one in enumerate(own)
    ]  # fmt: skip
    return Suggestions(spans, [
        SuggestedLink(one.kind, place[one.head], place[one.child], one.score)
        for one in found.links if one.head in place and one.child in place
    ])  # fmt: skip


def _stand_ins(ruled: Sequence[Suggested], own: Sequence[FoundSpan],
               roles: Mapping[str, str]) -> dict[int, int]:  # fmt: skip
    """By the place of a rule's span, that of the model's span which is the same thing."""
    ranges = [[(one.start, one.end) for one in spans] for spans in (ruled, own)]
    return matching.maximum([
        (shared, old, new) for shared, old, new in matching.overlaps(*ranges)
        if ruled[old].label == roles[own[new].label]
        and (shared >= SAME if ruled[old].label == "claim"
             else _within(ranges[0][old], ranges[1][new]))
    ])  # fmt: skip


def _within(one: Range, other: Range) -> bool:
    """Whether one of them lies in the other: a name with and without its title."""
    shared = max(one[0], other[0]), min(one[1], other[1])
    return shared in (one, other)


def _read(one: FoundSpan, role: str, replaced: Suggested | None, text: str) -> Attributes:
    """What is known of a model's span: as the rules read it, or from its own words."""
    if replaced is not None and (role != "figure" or replaced.start == one.start
                                 and replaced.end == one.end):  # fmt: skip
        return replaced.attributes
    return from_words.attributes(role, text, one.start, one.end)
