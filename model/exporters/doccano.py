"""doccano: JSON lines with entities and relations, offsets in code points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._base import Option, Progress, Written, overlapping
from model.exporters._lines import Reduced, about, bare, json_line
from model.losses import Loss, Tally

NAME = "doccano"
SUFFIX = ".jsonl"
TITLE = "doccano (JSON lines)"
OPTIONS: tuple[Option, ...] = ()
HOLDS = ("text", "meta", "spans", "links", "states")


def losses(corpus: Corpus) -> Iterator[Loss]:
    found = _Losses()
    for article in corpus.articles:
        found.add(article, _held(article))
    yield from found.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    lost = _Losses()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for done, article in enumerate(corpus.articles, 1):
            held = _held(article)
            lost.add(article, held)
            file.write(json_line(_row(held)) + "\n")
            on_progress(done, len(corpus.articles))
    return Reduced(held=_held, losses=tuple(lost.losses()))


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a file, by our importer: no other reader of this format is at hand."""
    from model.importers import _json, doccano

    if not path.stat().st_size:
        return
    for record, draft in zip(_json.records(path), doccano.read(path), strict=True):
        row: dict[str, Any] = record.value
        yield CorpusArticle(
            id=row["article"], title=draft.title, text=draft.text, body=row["sha256"],
            state=row["state"], split=row["split"],
            spans=tuple(CorpusSpan(one.key, one.start, one.end, one.label,
                                   draft.text[one.start : one.end]) for one in draft.spans),
            links=tuple(CorpusLink(one.kind, one.head, one.child) for one in draft.links),
        )  # fmt: skip


class _Losses:
    def __init__(self) -> None:
        self._other = Tally("lost", "Suggestions and rejected ones: doccano could not tell them "
                            "from spans of people.")  # fmt: skip
        self._links = Tally("lost", "Links of suggestions.")
        self._said = Tally("lost", "Attributes and notes: doccano has no place for them.")
        self._overlaps = Tally("note", "Articles with overlapping spans: the doccano project must "
                               "allow them.")  # fmt: skip
        self._unseen = Tally("note", "Articles nobody has looked at: doccano itself cannot tell "
                             "them from empty ones; the column “state” says “new”.")  # fmt: skip

    def add(self, article: CorpusArticle, held: CorpusArticle) -> None:
        for span in article.spans:
            if span.state != "accepted":
                self._other.add(article, span)
            elif span.attributes or span.note:
                self._said.add(article, span)
        for _ in range(len(article.links) - len(held.links)):
            self._links.add(article)
        if overlapping(held.spans):
            self._overlaps.add(article)
        if not article.looked_at:
            self._unseen.add(article)

    def losses(self) -> Iterator[Loss]:
        for tally in (self._other, self._links, self._said, self._overlaps, self._unseen):
            yield from tally.losses()


def _held(article: CorpusArticle) -> CorpusArticle:
    spans = article.spans_of("accepted")
    return bare(article, spans, {span.id: str(number) for number, span in enumerate(spans)})


def _row(article: CorpusArticle) -> dict[str, object]:
    return {
        "text": article.text,
        "entities": [
            {"id": int(span.id), "label": span.label, "start_offset": span.start,
             "end_offset": span.end} for span in article.spans
        ],
        "relations": [
            {"id": number, "from_id": int(one.head), "to_id": int(one.child), "type": one.kind}
            for number, one in enumerate(article.links)
        ],
        "Comments": [], "article": article.id, **about(article),
    }  # fmt: skip
