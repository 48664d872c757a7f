"""What every exporter shares: its options, what it says it wrote, the order of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from model.corpus import CorpusArticle, CorpusLink, CorpusSpan

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that the format offers; `choices` empty means the name of a label."""

    key: str
    text: str
    default: str
    choices: tuple[str, ...] = ()
    help: str = ""


@dataclass(slots=True)
class Written:
    """What an exporter did with spans that its format cannot carry as they are."""

    dropped: set[str] = field(default_factory=set)
    """Ids of spans that are not in the export."""
    moved: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Ids of spans that were given other edges, and these."""

    def expected(self, article: CorpusArticle) -> CorpusArticle:
        """The article as it should come back."""
        spans = []
        for span in article.spans:
            if span.id not in self.dropped:
                start, end = self.moved.get(span.id, (span.start, span.end))
                spans.append((span, start, end))
        there = {span.id for span, _, _ in spans}
        return CorpusArticle(
            id=article.id, title=article.title, text=article.text, body=article.body,
            state=article.state, split=article.split,
            spans=tuple(plain_span(span, start, end) for span, start, end in spans),
            links=tuple(one for one in article.links if {one.head, one.child} <= there),
        )  # fmt: skip


def plain_span(span: CorpusSpan, start: int, end: int) -> CorpusSpan:
    return CorpusSpan(
        id=span.id, start=start, end=end, label=span.label, quote=span.quote, state=span.state,
        origin=span.origin, score=span.score, note=span.note, person=span.person,
        attributes=span.attributes,
    )  # fmt: skip


def span_of(values: Mapping[str, object], start: int, end: int, label: str) -> CorpusSpan:
    """A span as it was read back, from the fields that both formats keep apart from the edges."""
    return CorpusSpan(
        id=str(values["id"]), start=start, end=end, label=label, quote=str(values["quote"]),
        state=str(values["state"]), origin=str(values["origin"]), score=values["score"],  # type: ignore[arg-type]
        note=str(values["note"]), person=str(values["person"]),
        attributes=values["attributes"],  # type: ignore[arg-type]
    )  # fmt: skip


def fields_of(span: CorpusSpan) -> dict[str, object]:
    """What a span says beside its edges and its label."""
    return {
        "id": span.id, "quote": span.quote, "state": span.state, "origin": span.origin,
        "score": span.score, "note": span.note, "person": span.person,
        "attributes": dict(span.attributes),
    }  # fmt: skip


def links_of(found: object) -> Iterator[CorpusLink]:
    assert isinstance(found, list)
    for kind, head, child in found:
        yield CorpusLink(str(kind), str(head), str(child))
