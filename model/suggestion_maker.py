"""Makes all suggestions for a text, by rules, by a pipeline's names, by a trained model.

Holds what it has loaded, so that the next text does not wait for it. Imports spaCy when a pipeline
is wished for: only the worker and the command line may do that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from model import languages, pipeline_spans, pipelines, suggesting
from model.errors import UserError
from model.suggested import Suggested, SuggestedLink, Suggestions
from model.wishes import Wish

if TYPE_CHECKING:
    from spacy.language import Language

NAME_SCORE = 0.6
"""Of a pipeline's name where no rule sees an actor; less than that of a rule."""


class Maker:
    """Makes suggestions, one text after another."""

    def __init__(self) -> None:
        self._loaded: dict[str, Language] = {}
        self._refused: dict[str, str] = {}

    def make(self, wish: Wish, text: str) -> Suggestions:
        """All that is proposed for a text; a pipeline that cannot be loaded is noted, and the
        rules go on."""
        notes: list[str] = []
        found = _by_rules(wish, text, notes)
        spans = list(found.spans)
        model = self._load(wish.model, False, notes)
        if model is not None and languages.fits(model.lang or "", wish.language):
            version = f"model:{wish.model_name}"
            spans = [one for one in spans if one.label not in wish.model_roles]
            spans += [
                Suggested(one.label, one.start, one.end, one.score, version)
                for one in pipeline_spans.spans(model, text, wish.model_labels)
            ]
        names = self._load(wish.pipeline, wish.trusted, notes)
        wanted = "actors" not in wish.off and "actor" not in wish.model_roles
        if names is not None and wanted and languages.fits(names.lang or "", wish.language):
            spans += _new_names(names, wish.pipeline, text, spans)
        return Suggestions(spans, _kept(found, spans), notes)

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


def _by_rules(wish: Wish, text: str, notes: list[str]) -> Suggestions:
    """What the rules propose; nothing, and a note, for an article that is not in English."""
    if languages.fits("en", wish.language):
        return suggesting.suggest(text, wish.boilerplate, wish.off)
    notes.append(
        f"The rules read English: an article whose language is “{wish.language}” gets no"
        " suggestions from them."
    )
    return Suggestions()


def _new_names(nlp: Language, pipeline: str, text: str,
               known: Sequence[Suggested]) -> list[Suggested]:  # fmt: skip
    """The pipeline's names that no suggested actor or figure covers any of."""
    taken = [one for one in known if one.label in ("actor", "figure")]
    return [
        Suggested("actor", one.start, one.end, NAME_SCORE, f"model:{pipeline}")
        for one in pipeline_spans.names(nlp, text)
        if not any(one.start < other.end and other.start < one.end for other in taken)
    ]


def _kept(found: Suggestions, spans: Sequence[Suggested]) -> list[SuggestedLink]:
    """The links between spans that are still among these, by their new places."""
    place = {id(one): at for at, one in enumerate(spans)}
    at = [place.get(id(one)) for one in found.spans]
    return [
        SuggestedLink(link.kind, head, child, link.score)
        for link in found.links
        if (head := at[link.head]) is not None and (child := at[link.child]) is not None
    ]
