"""Prodigy's JSON lines: one article a line, offsets in code points, links as relations."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import tokens
from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._base import TRAINING, Option, Progress, Written, fields_of, span_of
from model.losses import Loss, Tally

NAME = "jsonl"
SUFFIX = ".jsonl"
TITLE = "JSON lines (Prodigy style)"
GROUP = TRAINING
OPTIONS: tuple[Option, ...] = ()
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

LISTS = {"accepted": "spans", "suggested": "suggestions", "rejected": "negatives"}
"""Where the spans of each state stand in a line: only `spans` is what people said."""

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""Characters that some readers take for the end of a line."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every token `[start, end)`; blanks beyond one space are tokens, so that nothing is lost."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Tokens:
        ranges: list[tuple[int, int]] = []
        at = 0
        for start, end in [*tokens.tokens(text), (len(text), len(text))]:
            if at < start:
                at += bool(ranges) and text[at] == " "
                if at < start:
                    ranges.append((at, start))
            if start < end:
                ranges.append((start, end))
            at = end
        return cls([start for start, _ in ranges], [end for _, end in ranges])

    def over(self, start: int, end: int) -> tuple[int, int]:
        """First and last token (inclusive) that share a character with `[start, end)`."""
        first = min(bisect_right(self.ends, start), len(self.ends) - 1)
        return first, max(first, bisect_left(self.starts, end) - 1)

    def cut_by(self, start: int, end: int) -> bool:
        first, last = self.over(start, end)
        return self.starts[first] != start or self.ends[last] != end

    def listed(self, text: str) -> list[dict[str, object]]:
        return [
            {"text": text[start:end], "start": start, "end": end, "id": id_,
             "ws": end < len(text) and text[end] == " "}
            for id_, (start, end) in enumerate(zip(self.starts, self.ends, strict=True))
        ]  # fmt: skip


def losses(corpus: Corpus) -> Iterator[Loss]:
    cut = Tally(
        "note",
        "Spans that begin or end inside a token: start and end stay exact, "
        "token_start and token_end take the whole token.",
    )
    apart = Tally("note", "Suggestions, kept apart from people's spans, under “suggestions”.")
    rejected = Tally("note", "Rejected suggestions, under “negatives”.")
    unseen = Tally("note", "Articles nobody has looked at: their answer is “ignore”.")
    for article in corpus.articles:
        if not article.looked_at:
            unseen.add(article)
        if not article.spans:
            continue
        found = Tokens.of(article.text)
        for span in article.spans:
            if span.state != "accepted":
                (apart if span.state == "suggested" else rejected).add(article, span)
            if found.cut_by(span.start, span.end):
                cut.add(article, span)
    for tally in (cut, apart, rejected, unseen):
        yield from tally.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    total = len(corpus.articles)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for done, article in enumerate(corpus.articles, 1):
            line = json.dumps(as_task(article), ensure_ascii=False, separators=(",", ":"))
            file.write(_LINE_ENDS.sub(_escaped, line) + "\n")
            on_progress(done, total)
    return Written()


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a file, by a reader that shares nothing with the writer but the format."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            task = json.loads(line)
            meta = task["meta"]
            yield CorpusArticle(
                id=meta["id"], title=meta["title"], text=task["text"], body=meta["sha256"],
                state=meta["state"], split=meta["split"],
                spans=tuple(
                    span_of(span | {"quote": task["text"][span["start"] : span["end"]]},
                            span["start"], span["end"], span["label"])
                    for name in LISTS.values() for span in task.get(name, ())
                ),
                links=tuple(
                    CorpusLink(one["label"], one["head_id"], one["child_id"])
                    for name in ("relations", "suggested_relations") for one in task.get(name, ())
                ),
            )  # fmt: skip


def as_task(article: CorpusArticle) -> dict[str, Any]:
    """An article as Prodigy would store it; `ignore` when nobody has looked at it."""
    found = Tokens.of(article.text)
    placed = {span.id: _placed(span, found) for span in article.spans}
    task: dict[str, Any] = {
        "text": article.text,
        "meta": {
            "id": article.id, "title": article.title, "source": article.source,
            "date": article.date, "language": article.language, "state": article.state,
            "split": article.split, "people": list(article.people), "sha256": article.body,
        },
        "tokens": found.listed(article.text),
    }  # fmt: skip
    for state, name in LISTS.items():
        listed = [_span(span, placed[span.id]) for span in article.spans_of(state)]
        if listed or state == "accepted":
            task[name] = listed
    sure = {span.id for span in article.spans if span.state == "accepted"}
    unsure = [one for one in article.links if not {one.head, one.child} <= sure]
    task["relations"] = [_relation(one, placed) for one in article.links if one not in unsure]
    if unsure:
        task["suggested_relations"] = [_relation(one, placed) for one in unsure]
    task["answer"] = "accept" if article.looked_at else "ignore"
    return task


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _placed(span: CorpusSpan, found: Tokens) -> dict[str, Any]:
    first, last = found.over(span.start, span.end)
    return {"start": span.start, "end": span.end, "token_start": first, "token_end": last,
            "label": span.label}  # fmt: skip


def _span(span: CorpusSpan, placed: dict[str, Any]) -> dict[str, Any]:
    said = fields_of(span)
    said["text"] = said.pop("quote")
    return {"id": said.pop("id"), **placed, **said}


def _relation(link: CorpusLink, placed: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head, child = placed[link.head], placed[link.child]
    return {
        "head_id": link.head, "child_id": link.child, "label": link.kind,
        "head": head["token_end"], "child": child["token_end"],
        "head_span": head, "child_span": child,
    }  # fmt: skip
