"""The claims of a corpus with what is linked to them: what tables and reviews are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from model import figure_cells
from model.claims import flat
from model.corpus import Corpus, CorpusArticle, CorpusSpan
from model.losses import Loss, Tally
from model.records import LINKS

Cell = str | int
Row = tuple[Cell, ...]

COLUMNS = {
    "number": 8, "claim": 60, "actor": 24, "cue": 14, "figures": 24, "figures as written": 30,
    "verified": 30, "stance": 14, "check-worthiness": 16, "verdict": 20, "other links": 30,
    "note": 30, "marked": 12, "person": 16, "article": 30, "source": 20, "date": 12,
    "language": 10, "article state": 14, "split": 8, "start": 8, "end": 8, "claim id": 34,
    "article id": 34,
}  # fmt: skip
"""The head of the table, with the width of each column in characters."""

SHOWN = {
    "claim": {"cue", "check_worthiness", "verdict"}, "verified": {"stance"}, "actor": set(),
    "figure": {"value", "low", "high", "unit", "comparator", "approximate", "base"},
}  # fmt: skip
"""The attributes that the columns say, by the role of the span's label."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim and the spans that its links lead to, by kind of link, in their order."""

    article: CorpusArticle
    number: int
    """From 1, by place in the article."""
    claim: CorpusSpan
    linked: Mapping[str, tuple[CorpusSpan, ...]] = field(default_factory=dict)

    def of(self, role: str) -> tuple[CorpusSpan, ...]:
        return self.linked.get(LINKS[role], ())

    @property
    def other(self) -> Iterator[tuple[str, CorpusSpan]]:
        """What stands in no column of its own, with the kind of its link."""
        for kind, spans in self.linked.items():
            if kind not in LINKS.values():
                yield from ((kind, span) for span in spans)


class Claims:
    """Finds the claims of articles, and counts what a table of them leaves out."""

    def __init__(self, corpus: Corpus) -> None:
        self._roles = {label.name: label.role for label in corpus.labels}
        lost = "lost"
        self._texts = Tally(lost, "Texts of the articles: this format holds claims only.")
        self._empty = Tally(
            lost, "Articles without a claim in them: no line tells whether anybody has looked."
        )
        self._alone = Tally(lost, "Spans that are no claim, and that no claim is linked to.")
        self._ties = Tally(lost, "Links between spans that are no claims.")
        self._more = Tally(lost, "Spans of which more is noted than the format has room for.")
        self._apart = Tally("note", "Suggested and rejected claims, marked as such.")
        self.spans = self.links = 0

    def lines(self, article: CorpusArticle) -> list[Line]:
        """The claims of an article, whatever their state, in their order."""
        spans = {span.id: span for span in article.spans}
        linked: dict[str, dict[str, list[CorpusSpan]]] = {}
        for link in article.links:
            linked.setdefault(link.head, {}).setdefault(link.kind, []).append(spans[link.child])
        claims = [span for span in article.spans if self._roles.get(span.label) == "claim"]
        lines = [
            Line(article, number, claim, {
                kind: tuple(sorted(found, key=lambda span: (span.start, -span.end, span.id)))
                for kind, found in sorted(linked.get(claim.id, {}).items())
            })
            for number, claim in enumerate(claims, 1)
        ]  # fmt: skip
        self._count(article, lines)
        return lines

    def losses(self) -> tuple[Loss, ...]:
        tallies = (self._texts, self._empty, self._alone, self._ties, self._more, self._apart)
        return tuple(loss for tally in tallies for loss in tally.losses())

    def _count(self, article: CorpusArticle, lines: list[Line]) -> None:
        self._texts.add(article)
        if not lines:
            self._empty.add(article)
        heads = {line.claim.id for line in lines}
        there = heads | {
            span.id for line in lines for spans in line.linked.values() for span in spans
        }
        for span in article.spans:
            if span.id not in there:
                self._alone.add(article, span)
            elif set(span.attributes) - SHOWN.get(self._roles.get(span.label, ""), set()):
                self._more.add(article, span)
            if span.id in heads and span.state != "accepted":
                self._apart.add(article, span)
        for link in article.links:
            if link.head not in heads:
                self._ties.add(article)
        self.spans += len(there)
        self.links += sum(link.head in heads for link in article.links)


def row(line: Line) -> Row:
    """The cells of a claim, in the order of COLUMNS."""
    article, claim = line.article, line.claim
    said = claim.attributes
    stances = [str(span.attributes.get("stance") or "") for span in line.of("verified")]
    return (
        line.number, claim.quote, _listed(line.of("actor"), ", "), str(said.get("cue") or ""),
        "; ".join(figure_cells.display(span.attributes, span.quote) + _mark(span)
                  for span in line.of("figure")),
        _listed(line.of("figure"), "; "), _listed(line.of("verified"), "; "),
        ", ".join(dict.fromkeys(filter(None, stances))), str(said.get("check_worthiness") or ""),
        str(said.get("verdict") or ""),
        "; ".join(f"{kind}: {flat(span.quote)}{_mark(span)}" for kind, span in line.other),
        claim.note, claim.state, claim.person, article.title, article.source, article.date,
        article.language, article.state, article.split, claim.start, claim.end, claim.id,
        article.id,
    )  # fmt: skip


def _listed(spans: tuple[CorpusSpan, ...], between: str) -> str:
    return between.join(flat(span.quote) + _mark(span) for span in spans)


def _mark(span: CorpusSpan) -> str:
    return "" if span.state == "accepted" else f" ({span.state})"
