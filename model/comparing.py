"""Comparing what was read back from an export with the corpus, article by article, span by span."""

from __future__ import annotations

import hashlib
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

from model.corpus import Corpus, CorpusArticle
from model.errors import UserError
from model.exporters._base import Progress, Written, rounded

Signature = bytes
"""Stands for all that must come back of an article; 16 bytes, so that memory stays flat."""


def compare(exporter: ModuleType, corpus: Corpus, path: Path, written: Written,
            on_progress: Progress) -> tuple[int, int]:  # fmt: skip
    """Spans and links found in the export at `path`; raises `UserError` at the first difference.

    A table (an exporter with `rows`) is compared row by row, anything else article by article.
    """
    if hasattr(exporter, "rows"):
        return _tables(exporter, corpus, path, written, on_progress)
    expected = {one.id: _signature(written.expected(one)) for one in corpus.articles}
    spans = links = 0
    seen: set[str] = set()
    for found in exporter.read_back(path):
        if found.id not in expected:
            raise _different("it holds an article that was not exported")
        if expected[found.id] != _signature(found):
            raise _different_article(corpus, written, found)
        if found.id not in seen:
            seen.add(found.id)
            spans += len(found.spans)
            links += len(found.links)
            on_progress(len(seen), len(expected))
    if len(seen) < len(expected):
        raise _different("it does not hold the articles that were written")
    return spans, links


def _tables(exporter: ModuleType, corpus: Corpus, path: Path, written: Written,
            on_progress: Progress) -> tuple[int, int]:  # fmt: skip
    total = len(corpus.articles)
    rows = zip_longest(exporter.rows(corpus), exporter.read_rows(path))
    for at, (wanted, found) in enumerate(rows, 1):
        if wanted != found:
            raise _different(f"row {at} came back different")
        on_progress(min(at, total), total)
    on_progress(total, total)
    return written.spans, written.links


def _signature(article: CorpusArticle) -> Signature:
    links = sorted({(one.kind, one.head, one.child) for one in article.links})
    said = repr((article.text, _spans(article), links))
    return hashlib.blake2b(said.encode("utf-8", "backslashreplace"), digest_size=16).digest()


def _spans(article: CorpusArticle) -> list[tuple[object, ...]]:
    return sorted(
        (span.start, span.end, span.label, span.id, span.state, span.origin, float(span.score or 0),
         span.note, sorted([(k, repr(rounded(v))) for k, v in span.attributes.items()])
         if span.attributes else [])
        for span in article.spans
    )  # fmt: skip


def _different_article(corpus: Corpus, written: Written, found: CorpusArticle) -> UserError:
    for one in corpus.articles:
        if one.id == found.id:
            what = "text" if written.expected(one).text != found.text else "spans"
            return _different(f"the {what} of “{one.title}” came back different")
    return _different("an article came back different")


def _different(what: str) -> UserError:
    return UserError(
        f"The export was read back, and {what}.",
        safe="Nothing was put in place; the project is untouched.",
        hint="Please report this: it is a fault of Attesta.",
    )
