"""An export read by our importers and made into a corpus again: what round trips compare."""

from __future__ import annotations

from dataclasses import replace

from model import exporting, importing
from model.anchors import settle
from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan


def exported(given: Corpus, format_: str, folder):
    """Where the export of a corpus lies, under a name of its own in `folder`."""
    folder.mkdir(exist_ok=True)
    path = folder / f"out{exporting.formats()[format_].SUFFIX}"
    exporting.export(given, format_, path)
    return path


def drafts(format_: str, path):
    """What the importer finds, settled; every span must stand where the file says."""
    found = [settle(one) for one in importing.formats()[format_].read(path)]
    assert [one.moved for one in found] == [()] * len(found)
    return [one.draft for one in found]


def as_corpus(given: Corpus, found) -> Corpus:
    """The drafts as a corpus; ids, splits and hashes, which no importer brings, as they were."""
    pairs = zip(given.articles, found, strict=True)
    return replace(given, articles=tuple(_article(was, draft) for was, draft in pairs))


def _article(was: CorpusArticle, draft) -> CorpusArticle:
    spans = tuple(
        CorpusSpan(
            id=one.key, start=one.start, end=one.end, label=one.label, quote=one.quote,
            state=one.state, origin=one.origin or "person", score=one.score, note=one.note,
            person=one.person, attributes=one.attributes,
        )
        for one in draft.spans
    )  # fmt: skip
    links = tuple(CorpusLink(one.kind, one.head, one.child) for one in draft.links)
    return replace(
        was, text=draft.text, title=draft.title, source=draft.source, date=draft.date,
        language=draft.language, state=draft.state or "new", spans=spans, links=links,
    )  # fmt: skip


def contents(path):
    """Every file of an export, without the datasheet."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {one.name: one.read_bytes() for one in files if not one.name.startswith("datasheet")}


def placed(article) -> set[tuple]:
    """The spans of an article or draft, by what every format holds."""
    return {(one.start, one.end, one.label, one.state) for one in article.spans}


def tied(article) -> set[tuple]:
    """The links of an article or draft, by the places of their ends."""
    at = {
        getattr(one, "key", "") or getattr(one, "id", ""): (one.start, one.end, one.label)
        for one in article.spans
    }  # fmt: skip
    return {(one.kind, at[one.head], at[one.child]) for one in article.links}
