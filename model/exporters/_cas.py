"""The feature structures of an article for UIMA, and the types that they are of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from model.corpus import CorpusArticle, CorpusSpan
from model.exporters._folder import meta_of
from model.utf16 import Offsets

FILE = "TypeSystem.xml"
"""Where the types lie, beside what is of them."""
ANNOTATION = "uima.tcas.Annotation"
STRING, DOUBLE = "uima.cas.String", "uima.cas.Double"
ARTICLE, MARK, SPAN = "attesta.Article", "attesta.Mark", "attesta.Span"
SUGGESTION, LINK = "attesta.Suggestion", "attesta.Link"

Types = Mapping[str, tuple[str, Mapping[str, str]]]
"""Each type with its supertype and its features."""

TYPES: Types = {
    ARTICLE: (ANNOTATION, dict.fromkeys(
        ("id", "title", "source", "date", "state", "split", "sha256", "exact"), STRING)),
    MARK: (ANNOTATION, {
        **dict.fromkeys(("id", "label", "state", "person", "origin"), STRING),
        "score": DOUBLE, **dict.fromkeys(("note", "attributes", "exact"), STRING),
    }),
    SPAN: (MARK, {}),
    SUGGESTION: (MARK, {}),
    LINK: (ANNOTATION, {"kind": STRING, "head": MARK, "child": MARK}),
}  # fmt: skip
"""Those of an article. `attributes` is JSON; `exact` is JSON of those
strings, the article's `text` among them, that hold what XML cannot."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 has no way to write."""


@dataclass(frozen=True, slots=True)
class Structure:
    """One feature structure: its number, its type, and its features in UTF-16 units."""

    number: int
    type: str
    begin: int
    end: int
    values: Mapping[str, str | float]
    references: Mapping[str, int] = field(default_factory=dict)


def structures(article: CorpusArticle) -> Iterator[Structure]:
    """Everything of an article but the text; the sofa is number 1."""
    units = Offsets(article.text)
    whole = units.to_utf16(len(article.text))
    yield Structure(2, "uima.tcas.DocumentAnnotation", 0, whole, {"language": article.language})
    meta = meta_of(article)
    del meta["language"]
    yield Structure(3, ARTICLE, 0, whole, meta)
    numbers = {span.id: number for number, span in enumerate(article.spans, 4)}
    places = {}
    for span in article.spans:
        places[span.id] = units.to_utf16(span.start), units.to_utf16(span.end)
        kind = SPAN if span.state == "accepted" else SUGGESTION
        yield Structure(numbers[span.id], kind, *places[span.id], _values(span))
    for number, link in enumerate(article.links, len(numbers) + 4):
        ends = {"head": numbers[link.head], "child": numbers[link.child]}
        yield Structure(number, LINK, *places[link.child], {"kind": link.kind}, ends)


def type_system(types: Types = TYPES) -> str:
    """The types as TypeSystem.xml."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
             "<types>"]  # fmt: skip
    for name, (parent, features) in types.items():
        lines += ["<typeDescription>", f"<name>{name}</name>", "<description/>",
                  f"<supertypeName>{parent}</supertypeName>", "<features>"]  # fmt: skip
        lines += [
            f"<featureDescription><name>{feature}</name><description/>"
            f"<rangeTypeName>{range_}</rangeTypeName></featureDescription>"
            for feature, range_ in features.items()
        ]
        lines += ["</features>", "</typeDescription>"]
    return "\n".join([*lines, "</types>", "</typeSystemDescription>", ""])


def json_types() -> dict[str, dict[str, object]]:
    """The types as CAS JSON has them."""
    return {
        name: {"%NAME": name, "%SUPER_TYPE": parent}
        | {key: {"%NAME": key, "%RANGE": range_} for key, range_ in features.items()}
        for name, (parent, features) in TYPES.items()
    }


def _values(span: CorpusSpan) -> dict[str, str | float]:
    values: dict[str, str | float] = {
        "id": span.id, "label": span.label, "state": span.state, "person": span.person,
        "origin": span.origin,
    }  # fmt: skip
    if span.score is not None:
        values["score"] = float(span.score)
    values["note"] = span.note
    values["attributes"] = json.dumps(dict(span.attributes), sort_keys=True)
    return values
