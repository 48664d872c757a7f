"""What a format cannot carry: counted and shown before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from model.corpus import Corpus, CorpusArticle, CorpusSpan

MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of loss. `harm`: 'lost' (not in the export), 'changed', or 'note' (neither)."""

    harm: str
    what: str
    """A sentence."""
    count: int
    examples: tuple[str, ...] = ()


class Tally:
    """Collects losses of one kind; keeps a few examples and, of spans, all ids."""

    def __init__(self, harm: str, what: str) -> None:
        self.harm, self.what = harm, what
        self.count = 0
        self.examples: list[str] = []

    def add(self, article: CorpusArticle, span: CorpusSpan | None = None) -> None:
        self.count += 1
        if len(self.examples) < MOST_EXAMPLES:
            said = f"{article.title}: “{_short(span.quote)}”" if span else article.title
            if said not in self.examples:
                self.examples.append(said)

    def losses(self) -> Iterator[Loss]:
        if self.count:
            yield Loss(self.harm, self.what, self.count, tuple(self.examples))


class OfSelection:
    """What every format has in common: what was left out, and what unfinished articles mean."""

    def __init__(self, corpus: Corpus, holds: Collection[str]) -> None:
        """`holds`: what the format can hold, the exporter's HOLDS."""
        self._corpus = corpus
        self._unfinished = Tally(
            "note", "Articles still in progress: what is unmarked in them counts as nothing there."
        )
        self._empty = Tally(
            "note", "Reviewed articles with nothing marked, written as explicitly empty."
        )
        self._alike = Tally(
            "note", "Spans that somebody else has marked alike: each person's is there."
        )
        self._tells = "states" in holds

    def add(self, article: CorpusArticle) -> None:
        if article.state in ("in progress", "returned"):
            self._unfinished.add(article)
        elif self._tells and article.looked_at and not article.spans_of("accepted"):
            self._empty.add(article)
        if len(article.people) > 1:
            self._look_for_alike(article)

    def _look_for_alike(self, article: CorpusArticle) -> None:
        seen: set[tuple[int, int, str]] = set()
        for span in article.spans_of("accepted"):
            place = span.start, span.end, span.label
            if place in seen:
                self._alike.add(article, span)
            seen.add(place)

    def losses(self) -> Iterator[Loss]:
        for what, count in self._corpus.left_out.items():
            yield Loss("note", f"{what[:1].upper()}{what[1:]}: left out.", count)
        yield from self._unfinished.losses()
        yield from self._empty.losses()
        yield from self._alike.losses()


def _short(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= 60 else folded[:59] + "…"
