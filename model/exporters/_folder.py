"""Formats of one file an article: how the files are called, and what all of them say alike."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.drafts import Draft
from model.losses import Loss, Tally

LONGEST_NAME = 40
META = ("id", "title", "source", "date", "language", "state", "split")


def file_names(corpus: Corpus, suffix: str) -> Iterator[tuple[CorpusArticle, str]]:
    """Every article with its file's name: a number that keeps their order, and its title."""
    width = max(4, len(str(len(corpus.articles))))
    for number, article in enumerate(corpus.articles, 1):
        plain = unicodedata.normalize("NFKD", article.title).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:LONGEST_NAME].strip("-")
        yield article, f"{number:0{width}d}{slug and f'-{slug}'}{suffix}"


def files(folder: Path, suffix: str) -> Iterator[Path]:
    """The articles' files in their order."""
    for name in sorted(os.listdir(folder)):
        if name.endswith(suffix) and name[:1].isdigit():
            yield folder / name


def meta_of(article: CorpusArticle) -> dict[str, str]:
    """What is known of an article beside its text."""
    return {key: str(getattr(article, key)) for key in META} | {"sha256": article.body}


def read_article(draft: Draft, meta: Mapping[str, str]) -> CorpusArticle:
    """What an importer found, as the article that was written."""
    return CorpusArticle(
        id=meta["id"], title=draft.title, text=draft.text, body=meta["sha256"],
        source=draft.source, date=draft.date, language=draft.language, state=meta["state"],
        split=meta["split"], people=tuple(sorted({span.person for span in draft.spans})),
        spans=tuple(
            CorpusSpan(
                id=span.key, start=span.start, end=span.end, label=span.label, quote=span.quote,
                state=span.state, origin=span.origin or "person", score=span.score,
                note=span.note, person=span.person, attributes=span.attributes,
            )
            for span in draft.spans
        ),
        links=tuple(CorpusLink(one.kind, one.head, one.child) for one in draft.links),
    )  # fmt: skip


class Notes:
    """Collects notes on what is written but is nobody's judgement."""

    def __init__(self, apart: str) -> None:
        """`apart` says how suggestions are marked."""
        self._suggested = Tally("note", f"Suggestions, {apart}.")
        self._rejected = Tally("note", f"Rejected suggestions, {apart}.")
        self._unseen = Tally("note", "Articles nobody has looked at: their state is “new”.")

    def add(self, article: CorpusArticle) -> None:
        if not article.looked_at:
            self._unseen.add(article)
        for span in article.spans:
            if span.state != "accepted":
                (self._suggested if span.state == "suggested" else self._rejected).add(
                    article, span
                )

    def losses(self) -> Iterator[Loss]:
        for tally in (self._suggested, self._rejected, self._unseen):
            yield from tally.losses()

    def of(self, corpus: Corpus) -> Iterator[Loss]:
        """The notes on a whole corpus."""
        for article in corpus.articles:
            self.add(article)
        yield from self.losses()
