"""What every exporter shares: its options, what it says it wrote, spans as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.losses import Loss, Tally

Progress = Callable[[int, int], None]

TRAINING, TOOLS, TABLES = "For training", "For other tools", "Tables and publishing"
"""What formats are for, an exporter's GROUP; TOOLS when it says nothing."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that the format offers; `choices` empty means the name of a label."""

    key: str
    text: str
    default: str
    choices: tuple[str, ...] = ()
    help: str = ""
    free: bool = False
    """Anything may be typed, within a line."""


@dataclass(slots=True)
class Written:
    """What an exporter did with spans that its format cannot carry as they are."""

    dropped: set[str] = field(default_factory=set)
    """Ids of spans that are not in the export."""
    moved: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Ids of spans that were given other edges, and these."""
    losses: tuple[Loss, ...] | None = None
    """What `losses` says, where it could be found out while writing; None where not."""
    spans: int = 0
    """Of a table: the spans and links that stand in it."""
    links: int = 0

    def expected(self, article: CorpusArticle) -> CorpusArticle:
        """The article as it should come back."""
        if not self.dropped and not self.moved:
            return article
        spans = tuple(
            self._moved(span) if span.id in self.moved else span
            for span in article.spans if span.id not in self.dropped
        )  # fmt: skip
        there = {span.id for span in spans}
        links = tuple(one for one in article.links if {one.head, one.child} <= there)
        return replace(article, spans=spans, links=links)

    def _moved(self, span: CorpusSpan) -> CorpusSpan:
        start, end = self.moved[span.id]
        return replace(span, start=start, end=end)


def flat_layer(corpus: Corpus, layer: str) -> str:
    """The label of a flat layer: the one chosen, else the first that is an actor's or figure's."""
    names = {label.name for label in corpus.labels}
    if layer in names:
        return layer
    for role in ("actor", "figure"):
        for label in corpus.labels:
            if label.role == role:
                return label.name
    return ""


def span_of(values: Mapping[str, object], start: int, end: int, label: str) -> CorpusSpan:
    """A span as it was read back, from the fields that formats keep apart from the edges."""
    return CorpusSpan(
        id=str(values["id"]), start=start, end=end, label=label, quote=str(values["quote"]),
        state=str(values["state"]), origin=str(values["origin"]), score=values["score"],  # type: ignore[arg-type]
        note=str(values["note"]), person=str(values["person"]),
        attributes=values["attributes"],  # type: ignore[arg-type]
    )  # fmt: skip


class Beyond(Tally):
    """Counts spans with numbers that are rounded; `add` sees every article once."""

    def __init__(self) -> None:
        super().__init__("changed", "Whole numbers beyond 64 bits: rounded.")

    def look(self, article: CorpusArticle) -> None:
        for span in article.spans:
            if span.attributes and any(map(is_beyond, span.attributes.values())):
                self.add(article, span)


def fields_of(span: CorpusSpan) -> dict[str, object]:
    """What a span says beside its edges and its label."""
    return {
        "id": span.id, "quote": span.quote, "state": span.state, "origin": span.origin,
        "score": span.score, "note": span.note, "person": span.person,
        "attributes": dict(span.attributes),
    }  # fmt: skip


def rounded_fields_of(span: CorpusSpan) -> dict[str, object]:
    """The same for readers that know no whole numbers beyond 64 bits."""
    said = fields_of(span)
    if span.attributes:
        said["attributes"] = {key: rounded(value) for key, value in span.attributes.items()}
    return said


def is_beyond(value: object) -> bool:
    """Whether this is a whole number that does not fit into 64 bits."""
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def rounded(value: Any) -> Any:  # noqa: ANN401
    """What many readers can hold of a value: of a whole number beyond 64 bits the floating one,
    or its digits as a string where there is none."""
    if not is_beyond(value):
        return value
    try:
        return float(value)
    except OverflowError:
        return str(value)


def overlapping(spans: Iterable[CorpusSpan]) -> bool:
    """Whether any two of them share a character; they come in the order of their starts."""
    return any(two.start < one.end for one, two in pairwise(spans))


def links_of(found: object) -> Iterator[CorpusLink]:
    assert isinstance(found, list)
    for kind, head, child in found:
        yield CorpusLink(str(kind), str(head), str(child))
