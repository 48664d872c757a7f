"""Whether scores mean what they say: of the suggestions scored about 0.8, are about 80 % right?

Claims are right when they share at least half of what they cover with a marked one, other spans
when their edges are right, links when both their ends stand for marked spans that are linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from model import suggesting
from tests.evaluation import matching
from tests.evaluation.corpus import LINKS, Annotated

EDGES = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True)
class Judged:
    """One suggestion: its label or kind of link, its score, and whether it is right."""

    kind: str
    score: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """Suggestions whose scores are in `[low, high)`; `said` is their mean, `right` the share of
    them that is right."""

    low: float
    high: float
    count: int
    said: float
    right: float


def judged(articles: Iterable[Annotated]) -> list[Judged]:
    return [one for article in articles for one in _judged(article)]


def _judged(article: Annotated) -> Iterator[Judged]:
    found = suggesting.suggest(article.text, article.boilerplate)
    known = matching.counterparts(article, found.spans)
    exact = {(mark.label, mark.start, mark.end) for mark in article.marks}
    for at, one in enumerate(found.spans):
        right = at in known if one.label == "claim" else (one.label, one.start, one.end) in exact
        yield Judged(one.label, one.score, right)
    for link in found.links:
        if link.kind in LINKS:
            ends = known.get(link.head, -1), known.get(link.child, -1)
            yield Judged(link.kind, link.score, (link.kind, *ends) in article.links)


def bins(found: Sequence[Judged]) -> list[Bin]:
    """Those that hold anything, the lowest first."""
    made = []
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        inside = [one for one in found if low <= one.score < high]
        if inside:
            said = sum(one.score for one in inside) / len(inside)
            right = sum(one.right for one in inside) / len(inside)
            made.append(Bin(low, high, len(inside), said, right))
    return made


def gap(found: Sequence[Judged]) -> float:
    """The expected calibration error: how far scores and shares are apart, weighed by count."""
    if not found:
        return 0.0
    return sum(one.count * abs(one.said - one.right) for one in bins(found)) / len(found)


def table(articles: Iterable[Annotated]) -> list[str]:
    """The lines of a Markdown table, and a line with the gap."""
    found = judged(articles)
    lines = ["| score | suggestions | mean score | share right |", "| --- | ---: | ---: | ---: |"]
    for one in bins(found):
        name = (
            f"below {one.high:.1f}" if not one.low else f"{one.low:.1f} to {min(one.high, 1):.1f}"
        )
        lines.append(f"| {name} | {one.count} | {one.said:.2f} | {one.right:.2f} |")
    return [*lines, "", f"Scores and shares are {gap(found):.3f} apart on average."]
