"""Agreement: how far the labels of a project can be trusted, by articles that several have read.

Compared are the accepted spans of annotators, in articles that both of a pair have submitted.
Spans of one label are matched one to one, as many as possible: exactly equal ones, ones that
overlap, ones with an intersection over union of 0.5. Kappa and alpha look at tokens: whether a span
of the label covers them, and for all labels together, which labels do. A coefficient of fewer than
10 units is not given: of so few it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from model import labels, people
from model.agreement_counts import Counts
from model.agreement_source import read
from model.coefficients import mean
from model.store import Store

LEAST = 10
"""Units of which a coefficient is given."""
ALL = ""
"""Stands for all labels together."""


@dataclass(frozen=True, slots=True)
class Match:
    """How many spans were matched, of how many of the one and of the other."""

    matched: int = 0
    one: int = 0
    other: int = 0

    @property
    def f1(self) -> float | None:
        """Twice the matched over both; None when neither has any."""
        both = self.one + self.other
        return 2 * self.matched / both if both else None

    def __add__(self, more: Match) -> Match:
        return Match(self.matched + more.matched, self.one + more.one, self.other + more.other)


@dataclass(frozen=True, slots=True)
class Measure:
    """Agreement on one label, or on all together."""

    label: str
    """Its name; '' for all."""
    n: int
    """Units: things that either has marked, what overlaps one to one being one thing."""
    exact: Match
    overlap: Match
    iou: Match
    """Matched from an intersection over union of 0.5."""
    tokens: int
    kappa: float | None
    """Cohen's, on tokens. Of several pairs, the mean of theirs (Light's)."""
    alpha: float | None
    """Krippendorff's, nominal, on tokens: of everybody."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Agreement on what is said of claims that both have."""

    what: str
    """'stance', 'verdict' or 'links'."""
    n: int
    """Matched claims; for links, pairs of a matched claim and a matched span that may be linked."""
    agreed: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Between:
    """Two people, on the articles that both have finished."""

    one: str
    other: str
    """Their ids, in the order of their names."""
    articles: int
    measures: tuple[Measure, ...]
    """All labels first, then each."""
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class OfArticle:
    """One article, over all its pairs and labels."""

    article_id: str
    title: str
    people: tuple[str, ...]
    n: int
    exact: Match
    overlap: Match
    iou: Match


@dataclass(frozen=True, slots=True)
class Agreement:
    people: dict[str, str]
    """Names of those compared, by id."""
    articles: tuple[OfArticle, ...]
    """In the library's order."""
    measures: tuple[Measure, ...]
    """Over all pairs: all labels first, then each."""
    judged: tuple[Judged, ...]
    pairs: tuple[Between, ...]


def measure(store: Store, *, article_ids: Collection[str] = (), people_ids: Collection[str] = (),
            on_progress: Callable[[int, int], None] | None = None) -> Agreement:  # fmt: skip
    """The agreement of everyone, or of some people, over all articles, or some.

    Articles are read one batch after another: memory holds counts, and a line for each article.
    """
    counts = Counts()
    listed = []
    for passes, title in read(store, article_ids, people_ids, on_progress):
        n, matches = counts.add(passes)
        listed.append(OfArticle(passes.article_id, title, passes.people, n,
                                *(Match(*one) for one in matches)))  # fmt: skip
    names = {one.id: one.name for one in people.everyone(store)}
    compared = sorted({one for found in listed for one in found.people}, key=names.__getitem__)
    kinds = [(ALL, ALL), *((label.id, label.name) for label in labels.every(store, retired=True)
                           if label.id in counts.labels)]  # fmt: skip
    pairs = tuple(
        _between(counts, (one, other), kinds)
        for at, one in enumerate(compared) for other in compared[at + 1 :]
        if counts.articles[one, other]
    )  # fmt: skip
    return Agreement(
        {one: names[one] for one in compared}, tuple(listed),
        tuple(_over_all(counts, pairs, at, id_, name) for at, (id_, name) in enumerate(kinds)),
        tuple(_judged_by_all(pairs, at) for at in range(len(counts.JUDGED))) if pairs else (),
        pairs,
    )  # fmt: skip


def as_values(found: Agreement, *, by_article: bool = True) -> dict[str, Any]:
    """For JSON: names instead of ids, and F1 beside the counts it comes from; `together` is the
    number of articles, which are listed unless `by_article` is False."""
    together = len(found.articles)
    said = asdict(found if by_article else replace(found, articles=()))
    said["together"] = together
    names = found.people
    said["people"] = list(names.values())
    for pair in said["pairs"]:
        pair["one"], pair["other"] = names[pair["one"]], names[pair["other"]]
    for article in said["articles"]:
        article["people"] = [names[one] for one in article["people"]]
    measures = [*said["measures"], *(one for pair in said["pairs"] for one in pair["measures"])]
    for measured in [*measures, *said["articles"]]:
        for name in ("exact", "overlap", "iou"):
            measured[name]["f1"] = Match(**measured[name]).f1
    for measured in measures:
        measured["label"] = measured["label"] or "all"
    return said


def _between(counts: Counts, pair: tuple[str, str], kinds: list[tuple[str, str]]) -> Between:
    measures = []
    for id_, name in kinds:
        n, exact, overlap, iou = counts.matches(pair, id_)
        tokens, kappa = counts.kappa(pair, id_)
        measures.append(Measure(
            name, n, Match(*exact), Match(*overlap), Match(*iou), tokens,
            kappa if n >= LEAST else None, counts.alpha(pair, id_) if n >= LEAST else None,
        ))  # fmt: skip
    judged = tuple(
        Judged(what, n, agreed, kappa if n >= LEAST else None)
        for what, n, agreed, kappa in counts.judged(pair)
    )
    return Between(*pair, counts.articles[pair], tuple(measures), judged)


def _over_all(counts: Counts, pairs: tuple[Between, ...], at: int, id_: str, name: str) -> Measure:
    own = [pair.measures[at] for pair in pairs]
    n = sum(one.n for one in own)
    return Measure(
        name, n, sum((one.exact for one in own), Match()),
        sum((one.overlap for one in own), Match()), sum((one.iou for one in own), Match()),
        sum(one.tokens for one in own), mean(one.kappa for one in own),
        counts.alpha(None, id_) if n >= LEAST else None,
    )  # fmt: skip


def _judged_by_all(pairs: tuple[Between, ...], at: int) -> Judged:
    own = [pair.judged[at] for pair in pairs]
    return Judged(own[0].what, sum(one.n for one in own), sum(one.agreed for one in own),
                  mean(one.kappa for one in own))  # fmt: skip
