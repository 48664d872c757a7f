"""W3C Web Annotation: a folder with one JSON-LD collection an article, its text inside."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model import text
from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._base import Option, Progress, Written
from model.exporters._folder import Notes, file_names, files, meta_of, read_article
from model.importers import _w3c
from model.losses import Loss

NAME = "w3c"
SUFFIX = ""
TITLE = "W3C Web Annotation (JSON-LD)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")
OPTIONS: tuple[Option, ...] = ()

FILE = ".jsonld"
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"attesta": "urn:attesta:", "attesta:attributes": {"@type": "@json"}},
]
"""The first is the standard's own name, which no reader here ever fetches."""
OFFSETS = (
    "Positions count Unicode code points of the text given here, from 0, the end not included. "
    f"The text is normalised by Attesta's rules, version {text.NORMALISER}: no byte order mark, "
    "CR LF and CR as LF, NUL and lone surrogates as U+FFFD; letters and accents as they were."
)
APART = "marked by “attesta:state”, made by software"
AROUND = 32
"""Code points of text before and after a quote, by which it is found in a changed text."""

_HEX = re.compile("[0-9a-f]{32}")


def losses(corpus: Corpus) -> Iterator[Loss]:
    return Notes(APART).of(corpus)


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    path.mkdir()
    notes = Notes(APART)
    for done, (article, name) in enumerate(file_names(corpus, FILE), 1):
        notes.add(article)
        (path / name).write_text(as_collection(article), encoding="utf-8", newline="\n")
        on_progress(done, len(corpus.articles))
    return Written(losses=tuple(notes.losses()))


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a folder, by our own importer: no other reader of the whole is known."""
    for file in files(path, FILE):
        for found in _w3c.articles(file):
            yield read_article(found.draft, found.meta)


def as_collection(article: CorpusArticle) -> str:
    """An AnnotationCollection of one page; each annotation stands on a line of its own."""
    home = urn(article, "")
    items = [_span(article, span, home) for span in article.spans]
    items += [_link(article, link) for link in article.links]
    head: dict[str, Any] = {
        "@context": CONTEXT, "id": urn(article, "#collection"), "type": "AnnotationCollection",
        "label": article.title, "total": len(items),
        "attesta:offsets": OFFSETS,
        "attesta:article": {**{f"attesta:{key}": said for key, said in meta_of(article).items()},
                            "id": home, "type": "Text", "format": "text/plain",
                            "language": article.language, "value": article.text},
    }  # fmt: skip
    page = {"id": urn(article, "#page"), "type": "AnnotationPage", "startIndex": 0}
    lines = ",\n".join(_json(item) for item in items)
    return (
        f"{_json(head)[:-1]},\n\"first\":{_json(page)[:-1]},\"items\":[\n{lines}\n]}}}}\n"
    )  # fmt: skip


def urn(article: CorpusArticle, id_: str) -> str:
    """A stable name: the id itself where it is a UUID, else one made of both ids."""
    name = id_ or article.id
    if _HEX.fullmatch(name):
        return uuid.UUID(name).urn
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:attesta:{article.id}/{id_}").urn


def _span(article: CorpusArticle, span: CorpusSpan, home: str) -> dict[str, Any]:
    whole = article.text
    item: dict[str, Any] = {
        "id": urn(article, span.id),
        "type": "Annotation",
        "motivation": "classifying",
    }
    if span.person:
        item["creator"] = {"type": "Person", "nickname": span.person}
    if span.origin != "person":
        item["generator"] = {"type": "Software", "name": span.origin}
    body = [{"type": "TextualBody", "value": span.label, "purpose": "classifying"}]
    if span.note:
        body.append({"type": "TextualBody", "value": span.note, "purpose": "commenting"})
    item["body"] = body if span.note else body[0]
    item["target"] = {"source": home, "selector": [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.quote,
         "prefix": whole[max(0, span.start - AROUND) : span.start],
         "suffix": whole[span.end : span.end + AROUND]},
    ]}  # fmt: skip
    item["attesta:state"] = span.state
    if not _HEX.fullmatch(span.id):
        item["attesta:id"] = span.id
    if span.score is not None:
        item["attesta:score"] = span.score
    if span.attributes:
        item["attesta:attributes"] = dict(sorted(span.attributes.items()))
    return item


def _link(article: CorpusArticle, link: CorpusLink) -> dict[str, Any]:
    return {
        "id": urn(article, f"{link.kind}/{link.head}/{link.child}"), "type": "Annotation",
        "motivation": "linking",
        "body": [
            {"type": "TextualBody", "value": link.kind, "purpose": "classifying"},
            {"type": "SpecificResource", "source": urn(article, link.child),
             "purpose": "linking"},
        ],
        "target": urn(article, link.head),
    }  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
