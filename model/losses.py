"""What a format cannot carry: counted and shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.corpus import Corpus, CorpusArticle, CorpusSpan

MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of loss. `harm`: 'lost' (not in the export), 'changed', or 'note' (nothing is)."""

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
            self.examples.append(said)

    def losses(self) -> Iterator[Loss]:
        if self.count:
            yield Loss(self.harm, self.what, self.count, tuple(self.examples))


def of_selection(corpus: Corpus) -> Iterator[Loss]:
    """What every format has in common: what was left out, and what unfinished articles mean."""
    for what, count in corpus.left_out.items():
        yield Loss("note", f"{what[:1].upper()}{what[1:]}: left out.", count)
    unfinished = Tally(
        "note", "Articles still in progress: what is unmarked in them counts as nothing there."
    )
    empty = Tally("note", "Reviewed articles with nothing marked, written as explicitly empty.")
    for article in corpus.articles:
        if article.state in ("in progress", "returned"):
            unfinished.add(article)
        elif article.looked_at and not article.spans_of("accepted"):
            empty.add(article)
    yield from unfinished.losses()
    yield from empty.losses()


def _short(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= 60 else folded[:59] + "…"
