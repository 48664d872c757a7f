"""What the command line says: for people, as one JSON value, or as JSON lines for the window."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from model.corpus import Corpus
from model.exporting import Report
from model.losses import Loss
from model.records import Article

EVERY = 50
"""Progress lines of one long run, at most."""


class Teller:
    """Puts results on stdout and errors on stderr, in the form that was asked for."""

    def __init__(self, *, as_json: bool, as_lines: bool) -> None:
        self._as_json = as_json
        self._as_lines = as_lines
        self._told = -1

    def result(self, value: object, text: str) -> None:
        if self._as_lines:
            self._line(result=value)
        elif self._as_json:
            _put(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2, default=_plain))
        elif text:
            _put(sys.stdout, text)

    def progress(self, done: int, total: int) -> None:
        step = done * EVERY // max(total, 1)
        if self._as_lines and step != self._told:
            self._told = step
            self._line(progress=[done, total])

    def error(self, text: str) -> int:
        """One line on stderr; returns the exit code."""
        if self._as_lines:
            self._line(error=text)
        else:
            _put(sys.stderr, " ".join(text.split()))
        return 1

    @staticmethod
    def _line(**value: object) -> None:
        _put(sys.stdout, json.dumps(value, default=_plain))


def preview(corpus: Corpus, losses: Sequence[Loss]) -> dict[str, Any]:
    """Counts and losses of an export that was not made."""
    labels: dict[str, int] = {label.name: 0 for label in corpus.labels}
    by_split: dict[str, int] = {}
    others = links = 0
    for article in corpus.articles:
        by_split[article.split or "aside"] = by_split.get(article.split or "aside", 0) + 1
        links += len(article.links)
        for span in article.spans:
            if span.state == "accepted":
                labels[span.label] += 1
            else:
                others += 1
    return {
        "articles": len(corpus.articles), "by_split": by_split, "spans_by_label": labels,
        "spans": sum(labels.values()), "other_spans": others, "links": links,
        "losses": [{"harm": one.harm, "what": one.what, "count": one.count,
                    "examples": list(one.examples)} for one in losses],
    }  # fmt: skip


def previewed(corpus: Corpus, losses: Sequence[Loss]) -> str:
    counts = preview(corpus, losses)
    head = (
        f"Would export {_many(counts['articles'], 'article')}, {_many(counts['spans'], 'span')}"
        f" and {_many(counts['links'], 'link')}."
    )
    return "\n".join([head, *_losses(losses)])


def exported(report: Report) -> str:
    head = (
        f"Exported {_many(report.articles, 'article')}, {_many(report.spans, 'span')} and "
        f"{_many(report.links, 'link')} to {report.path}; read back and found equal."
    )
    return "\n".join([head, *_losses(report.losses)])


def listed(articles: Sequence[Article]) -> str:
    rows = [("STATE", "SPANS", "SUGGESTED", "CHARACTERS", "LANGUAGE", "DATE", "TITLE")]
    rows += [
        (one.state, str(one.spans), str(one.suggestions), str(one.length), one.language, one.date,
         shown(one.title))
        for one in articles
    ]  # fmt: skip
    wide = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    numbers = (1, 2, 3)
    lines = [
        "  ".join(
            cell.rjust(wide[at]) if at in numbers else cell.ljust(wide[at])
            for at, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines if articles else ["The project has no articles."])


def counted(counts: Mapping[str, object]) -> str:
    lines = []
    for key, value in counts.items():
        name = key.replace("_", " ")
        if isinstance(value, Mapping):
            lines += [f"{name}:", *(f"  {shown(str(k))}: {v}" for k, v in value.items())]
        elif isinstance(value, list):
            lines.append(f"{name}: {', '.join(map(str, value)) or 'none'}")
        else:
            lines.append(f"{name}: {shown(str(value))}")
    return "\n".join(lines)


def _losses(losses: Sequence[Loss]) -> list[str]:
    return [
        line
        for one in losses
        for line in (
            f"  {one.harm}: {one.what} ({one.count})",
            *(f"    {shown(example)}" for example in one.examples[:3] if one.harm != "note"),
        )
    ]


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown(text: str) -> str:
    """Text without controls: a title must not steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


def _put(where: TextIO, text: str) -> None:
    """A line; characters that the terminal cannot show become question marks."""
    encoding = where.encoding or "utf-8"
    where.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    where.flush()
