"""One JSON value a line, written so that every reader sees one line; and articles made bare."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from model.corpus import CorpusArticle, CorpusSpan
from model.exporters._base import Written
from model.records import Label

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""Characters that some readers take for the end of a line."""
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(slots=True)
class Reduced(Written):
    """What was written by a format that holds less than a corpus does."""

    held: Callable[[CorpusArticle], CorpusArticle] = lambda article: article
    """The article as the format holds it, under the ids that it gives."""

    def expected(self, article: CorpusArticle) -> CorpusArticle:
        return self.held(article)


def json_line(value: object) -> str:
    """Without its line end."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", said)


def about(article: CorpusArticle) -> dict[str, object]:
    """What is known of an article beside its text."""
    return {
        "title": article.title, "source": article.source, "date": article.date,
        "language": article.language, "state": article.state, "split": article.split,
        "people": list(article.people), "sha256": article.body,
    }  # fmt: skip


def bare(article: CorpusArticle, spans: Iterable[CorpusSpan], ids: Mapping[str, str], *,
         links: bool = True) -> CorpusArticle:  # fmt: skip
    """The article with these spans and the links between them, under new ids, and nothing else
    said of them: what a format without attributes gives back."""
    kept = tuple(
        CorpusSpan(ids[span.id], span.start, span.end, span.label, span.quote) for span in spans
    )
    tied = tuple(
        replace(one, head=ids[one.head], child=ids[one.child])
        for one in article.links if links and one.head in ids and one.child in ids
    )  # fmt: skip
    return replace(article, spans=kept, links=tied)


def plain_names(labels: Iterable[Label]) -> dict[str, str]:
    """For each label's name one without blanks or signs, different from all others even where
    case does not count; good as a tag and as a file's name."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for label in labels:
        base = _UNSAFE.sub("_", label.name).strip("_") or "label"
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}_{number}"
        taken.add(name.casefold())
        found[label.name] = name
    return found
