"""Prodigy's JSON lines: one article a line, offsets in code points, links as relations."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from model import tokens
from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._base import (
    TRAINING,
    Beyond,
    Option,
    Progress,
    Written,
    overlapping,
    rounded_fields_of,
    span_of,
)
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
        words = tokens.tokens(text)
        starts = [start for start, _ in words]
        ends = [end for _, end in words]
        # What follows each word, and what stands before the first and after the last.
        gaps = list(zip([0, *ends], [*starts, len(text)], strict=True))
        odd = [
            at for at, (end, start) in enumerate(gaps)
            if start > end and (start > end + 1 or at == 0 or text[end] != " ")
        ]  # fmt: skip
        found, done = cls([], []), 0
        for at in odd:
            end, start = gaps[at]
            end += at > 0 and text[end] == " "
            if end < start:
                found.starts.extend([*starts[done:at], end])
                found.ends.extend([*ends[done:at], start])
                done = at
        found.starts.extend(starts[done:])
        found.ends.extend(ends[done:])
        return found

    def over(self, start: int, end: int) -> tuple[int, int]:
        """First and last token (inclusive) that share a character with `[start, end)`."""
        first = min(bisect_right(self.ends, start), len(self.ends) - 1)
        return first, max(first, bisect_left(self.starts, end) - 1)

    def cut_by(self, start: int, end: int) -> bool:
        first, last = self.over(start, end)
        return self.starts[first] != start or self.ends[last] != end

    def listed(self, text: str) -> str:
        """As JSON, put together by hand: there are hundreds of times as many as of all else."""
        blank = text + "."
        return ",".join([
            f'{{"text":{_quoted(text[start:end])},"start":{start},"end":{end},"id":{at},'
            f'"ws":{"true" if blank[end] == " " else "false"}}}'
            for at, (start, end) in enumerate(zip(self.starts, self.ends, strict=True))
        ])  # fmt: skip


class _Losses:
    """Counts what the format does not say as it was; `add` sees every article once."""

    def __init__(self) -> None:
        self._cut = Tally(
            "note",
            "Spans that begin or end inside a token: start and end stay exact, "
            "token_start and token_end take the whole token.",
        )
        self._apart = Tally("note", "Suggestions, kept apart from people's spans, under "
                            "“suggestions”.")  # fmt: skip
        self._rejected = Tally("note", "Rejected suggestions, under “negatives”.")
        self._unseen = Tally("note", "Articles nobody has looked at: their answer is “ignore”.")
        self._overlaps = Tally("note", "Articles with overlapping spans: Prodigy trains on them as "
                               "spans (spancat), and refuses them as entities (ner).")  # fmt: skip
        self._beyond = Beyond()

    def add(self, article: CorpusArticle, found: Tokens) -> None:
        self._beyond.look(article)
        if not article.looked_at:
            self._unseen.add(article)
        if overlapping(article.spans_of("accepted")):
            self._overlaps.add(article)
        for span in article.spans:
            if span.state != "accepted":
                (self._apart if span.state == "suggested" else self._rejected).add(article, span)
            if found.cut_by(span.start, span.end):
                self._cut.add(article, span)

    def losses(self) -> Iterator[Loss]:
        for tally in (self._beyond, self._cut, self._overlaps, self._apart, self._rejected,
                      self._unseen):  # fmt: skip
            yield from tally.losses()


def losses(corpus: Corpus) -> Iterator[Loss]:
    found = _Losses()
    for article in corpus.articles:
        found.add(article, Tokens.of(article.text if article.spans else ""))
    yield from found.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    total, lost = len(corpus.articles), _Losses()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for done, article in enumerate(corpus.articles, 1):
            found = Tokens.of(article.text)
            lost.add(article, found)
            file.write(_line(article, found))
            on_progress(done, total)
    return Written(losses=tuple(lost.losses()))


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


def _line(article: CorpusArticle, found: Tokens) -> str:
    """An article as Prodigy would store it; `ignore` when nobody has looked at it."""
    said = json.dumps(_about(article), ensure_ascii=False, separators=(",", ":"))
    rest = json.dumps(_marked(article, found), ensure_ascii=False, separators=(",", ":"))
    listed = found.listed(article.text)
    if _LINE_ENDS.search(article.text):
        listed = _LINE_ENDS.sub(_escaped, listed)
    said, rest = (_LINE_ENDS.sub(_escaped, part) for part in (said, rest))
    return f'{said[:-1]},"tokens":[{listed}],{rest[1:]}\n'


def _about(article: CorpusArticle) -> dict[str, Any]:
    return {
        "text": article.text,
        "meta": {
            "id": article.id, "title": article.title, "source": article.source,
            "date": article.date, "language": article.language, "state": article.state,
            "split": article.split, "people": list(article.people), "sha256": article.body,
        },
    }  # fmt: skip


def _marked(article: CorpusArticle, found: Tokens) -> dict[str, Any]:
    placed = {span.id: _placed(span, found) for span in article.spans}
    task: dict[str, Any] = {}
    for state, name in LISTS.items():
        listed = [_span(span, placed[span.id]) for span in article.spans_of(state)]
        if listed or state == "accepted":
            task[name] = listed
    sure = {span.id for span in article.spans if span.state == "accepted"}
    ties: dict[bool, list[CorpusLink]] = {True: [], False: []}
    for one in article.links:
        ties[one.head in sure and one.child in sure].append(one)
    task["relations"] = [_relation(one, placed) for one in ties[True]]
    if ties[False]:
        task["suggested_relations"] = [_relation(one, placed) for one in ties[False]]
    task["answer"] = "accept" if article.looked_at else "ignore"
    return task


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _placed(span: CorpusSpan, found: Tokens) -> dict[str, Any]:
    first, last = found.over(span.start, span.end)
    return {"start": span.start, "end": span.end, "token_start": first, "token_end": last,
            "label": span.label}  # fmt: skip


def _span(span: CorpusSpan, placed: dict[str, Any]) -> dict[str, Any]:
    said = rounded_fields_of(span)
    said["text"] = said.pop("quote")
    return {"id": said.pop("id"), **placed, **said}


def _relation(link: CorpusLink, placed: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head, child = placed[link.head], placed[link.child]
    return {
        "head_id": link.head, "child_id": link.child, "label": link.kind,
        "head": head["token_end"], "child": child["token_end"],
        "head_span": head, "child_span": child,
    }  # fmt: skip
