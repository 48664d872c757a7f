"""How suggestions compare with gold: precision, recall and F1 of each label.

A span is right when it has the same edges as one of gold; a claim, whose edges people draw
differently, when the two share half of what they cover together. Pairs are one to one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from model import matching, pipeline_spans, pipelines, suggesting
from model.corpus import CorpusArticle
from model.errors import UserError
from model.matching import Range
from model.trained import Score, Trained

if TYPE_CHECKING:
    from spacy.language import Language

EXACT, HALF = 1.0, 0.5
Finder = Callable[[CorpusArticle], Iterable[tuple[str, int, int]]]
"""What is found in an article: label, start and end in code points."""


def of_rules(articles: Collection[CorpusArticle], roles: Mapping[str, str]) -> dict[str, Score]:
    """The rules against the accepted spans of these articles, by the labels that they know.

    `roles` gives the role of each label by name; rules suggest by role.
    """
    names = {role: name for name, role in reversed([*roles.items()]) if role}

    def find(article: CorpusArticle) -> Iterable[tuple[str, int, int]]:
        for one in suggesting.suggest(article.text).spans:
            if one.label in names:
                yield names[one.label], one.start, one.end

    return _scores(articles, [names[role] for role in suggesting.ROLES if role in names], find,
                   roles)  # fmt: skip


def of_pipeline(nlp: Language, articles: Collection[CorpusArticle],
                roles: Mapping[str, str]) -> dict[str, Score]:  # fmt: skip
    """The same of a trained pipeline, for every label."""

    def find(article: CorpusArticle) -> Iterable[tuple[str, int, int]]:
        for one in pipeline_spans.spans(nlp, article.text, [*roles]):
            yield one.label, one.start, one.end

    return _scores(articles, [*roles], find, roles)


def of_model(model: Trained, articles: Collection[CorpusArticle],
             roles: Mapping[str, str]) -> dict[str, Score]:  # fmt: skip
    """The same of a model in its folder; imports spaCy."""
    return of_pipeline(pipelines.load(pipelines.named(str(model.pipeline))), articles, roles)


def unseen(model: Trained, articles: Collection[CorpusArticle]) -> list[CorpusArticle]:
    """The articles that can tell what a model is worth: those that it was not trained on.

    Raises `UserError` when there are none.
    """
    known = set(model.seen)
    found = [article for article in articles if article.body not in known]
    if not found:
        raise UserError(
            f"The model “{model.name}” was trained on every gold article.",
            safe="Nothing was measured: on articles that it knows a model always does well.",
            hint="Approve articles that it has not seen, or train it anew.",
        )
    return found


def overall(scores: Mapping[str, Score]) -> Score:
    """Over all labels together: each span counts the same."""
    hits = sum(one.precision * one.found for one in scores.values())
    return _score(round(hits), sum(one.gold for one in scores.values()),
                  sum(one.found for one in scores.values()))  # fmt: skip


def _scores(articles: Collection[CorpusArticle], labels: Sequence[str], find: Finder,
            roles: Mapping[str, str]) -> dict[str, Score]:  # fmt: skip
    counts = {label: [0, 0, 0] for label in labels}
    for article in articles:
        found = list(find(article))
        for label, count in counts.items():
            gold = [(s.start, s.end) for s in article.spans_of("accepted") if s.label == label]
            own = [(start, end) for name, start, end in found if name == label]
            least = HALF if roles.get(label) == "claim" else EXACT
            for at, many in enumerate((_hits(gold, own, least), len(gold), len(own))):
                count[at] += many
    return {label: _score(*count) for label, count in counts.items()}


def _hits(gold: Sequence[Range], found: Sequence[Range], least: float) -> int:
    near = [pair for pair in matching.overlaps(gold, found) if pair[0] >= least]
    return len(matching.maximum(near))


def _score(hits: int, gold: int, found: int) -> Score:
    """F1 is 2 · hits / (gold + found); with nothing to find and nothing found, all is right."""
    return Score(
        precision=hits / found if found else float(not gold), gold=gold, found=found,
        recall=hits / gold if gold else float(not found),
        f1=2 * hits / (gold + found) if gold + found else 1.0,
    )  # fmt: skip
