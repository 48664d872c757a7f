"""brat: a folder of text and standoff pairs with the configuration that shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._base import Option, Progress, Written
from model.exporters._brat_config import Used, annotation_conf, shown_value, visual_conf
from model.exporters._folder import file_names
from model.exporters._lines import Reduced, about, json_line, plain_names
from model.losses import Loss, Tally

NAME = "brat"
SUFFIX = ""
TITLE = "brat (folder)"
OPTIONS: tuple[Option, ...] = ()
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

SIDECAR = "articles.jsonl"
_PIECE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""What a fragment may hold: some readers end a line at each of the other characters."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span with its id in the `.ann` file, its type and its fragments."""

    id: str
    type: str
    span: CorpusSpan
    pieces: list[tuple[int, int]]


def losses(corpus: Corpus) -> Iterator[Loss]:
    found = _Losses()
    for article in corpus.articles:
        found.add(article)
    yield from found.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    path.mkdir()
    names, used, lost = plain_names(corpus.labels), Used(), _Losses()
    with (path / SIDECAR).open("w", encoding="utf-8", newline="\n") as side:
        for done, (article, stem) in enumerate(file_names(corpus, ""), 1):
            placed = _placed(article, names)
            used.take(article, (one.type for one in placed))
            lost.add(article)
            _text(path / f"{stem}.txt", article.text)
            _text(path / f"{stem}.ann", "".join(f"{line}\n" for line in _lines(article, placed)))
            side.write(json_line(_side(stem, article, placed)) + "\n")
            on_progress(done, len(corpus.articles))
    _text(path / "annotation.conf", annotation_conf(corpus.labels, names, used))
    _text(path / "visual.conf", visual_conf(corpus.labels, names, used))
    return Reduced(held=lambda article: _held(article, names), losses=tuple(lost.losses()))


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a folder, by our importer: the other readers have no licence to ship."""
    from model.importers import brat

    if not (path / SIDECAR).stat().st_size:
        return
    with (path / SIDECAR).open(encoding="utf-8", newline="\n") as side:
        for line, draft in zip(side, brat.read(path), strict=True):
            said: dict[str, Any] = json.loads(line)
            yield CorpusArticle(
                id=said["id"], title=draft.title, text=draft.text, body=said["sha256"],
                state=said["state"], split=said["split"],
                spans=tuple(
                    CorpusSpan(one.key, one.start, one.end, one.label,
                               draft.text[one.start : one.end], one.state,
                               one.origin or said["spans"].get(one.key, {}).get("origin", "person"),
                               one.score, one.note, one.person, one.attributes)
                    for one in draft.spans
                ),
                links=tuple(CorpusLink(one.kind, one.head, one.child) for one in draft.links),
            )  # fmt: skip


class _Losses:
    def __init__(self) -> None:
        self._blank = Tally("lost", "Spans of line ends alone: brat has no place for them.")
        self._edges = Tally("note", "Spans that begin or end with a line end: brat shows them "
                            "without it; the side file has their places.")  # fmt: skip
        self._broken = Tally("note", "Spans over several lines: written in pieces, one a line.")
        self._apart = Tally("note", "Suggestions and rejected ones: under types of their own, "
                            "“suggested-…” and “rejected-…”.")  # fmt: skip
        self._unseen = Tally("note", "Articles nobody has looked at: brat cannot tell them from "
                             "empty ones; the side file says “new”.")  # fmt: skip

    def add(self, article: CorpusArticle) -> None:
        for span in article.spans:
            pieces = _pieces(article.text, span)
            if not pieces:
                self._blank.add(article, span)
            elif (pieces[0][0], pieces[-1][1]) != (span.start, span.end):
                self._edges.add(article, span)
            if len(pieces) > 1:
                self._broken.add(article, span)
            if span.state != "accepted":
                self._apart.add(article, span)
        if not article.looked_at:
            self._unseen.add(article)

    def losses(self) -> Iterator[Loss]:
        for tally in (self._blank, self._edges, self._broken, self._apart, self._unseen):
            yield from tally.losses()


def _held(article: CorpusArticle, names: Mapping[str, str]) -> CorpusArticle:
    """The article with spans under the ids of its `.ann` file."""
    ids = {one.span.id: one.id for one in _placed(article, names)}
    return replace(
        article,
        spans=tuple(replace(span, id=ids[span.id]) for span in article.spans if span.id in ids),
        links=tuple(CorpusLink(one.kind, ids[one.head], ids[one.child])
                    for one in article.links if {one.head, one.child} <= ids.keys()),
    )  # fmt: skip


def _placed(article: CorpusArticle, names: Mapping[str, str]) -> list[_Placed]:
    found: list[_Placed] = []
    for span in article.spans:
        if pieces := _pieces(article.text, span):
            mark = "" if span.state == "accepted" else f"{span.state}-"
            found.append(_Placed(f"T{len(found) + 1}", mark + names[span.label], span, pieces))
    return found


def _pieces(text: str, span: CorpusSpan) -> list[tuple[int, int]]:
    return [match.span() for match in _PIECE.finditer(text, span.start, span.end)]


def _lines(article: CorpusArticle, placed: list[_Placed]) -> Iterator[str]:
    """Spans, links, attributes, notes."""
    for one in placed:
        places = ";".join(f"{start} {end}" for start, end in one.pieces)
        words = " ".join(article.text[start:end] for start, end in one.pieces)
        yield f"{one.id}\t{one.type} {places}\t{words}"
    ids = {one.span.id: one.id for one in placed}
    tied = (link for link in article.links if {link.head, link.child} <= ids.keys())
    for number, link in enumerate(tied, 1):
        yield f"R{number}\t{link.kind} Arg1:{ids[link.head]} Arg2:{ids[link.child]}\t"
    numbers = count(1)
    for one in placed:
        for name, value in one.span.attributes.items():
            shown = shown_value(name, value)
            if shown is not None:
                yield f"A{next(numbers)}\t{name} {one.id}{shown and ' '}{shown}"
    notes = ((one.id, " ".join(one.span.note.split())) for one in placed)
    for number, (id_, note) in enumerate(((id_, note) for id_, note in notes if note), 1):
        yield f"#{number}\tAnnotatorNotes {id_}\t{note}"


def _side(stem: str, article: CorpusArticle, placed: Iterable[_Placed]) -> dict[str, object]:
    """What the pair cannot say."""
    return {
        "sidecar": NAME, "file": stem, "id": article.id, **about(article),
        "spans": {one.id: _said(one) for one in placed},
    }  # fmt: skip


def _said(one: _Placed) -> dict[str, object]:
    span, at = one.span, [one.pieces[0][0], one.pieces[-1][1]]
    rest = {name: value for name, value in span.attributes.items()
            if shown_value(name, value) is None}  # fmt: skip
    return {
        "type": one.type, "at": at, "label": span.label,
        **({"exact": [span.start, span.end]} if at != [span.start, span.end] else {}),
        **({"state": span.state} if span.state != "accepted" else {}),
        **({"origin": span.origin} if span.origin != "person" else {}),
        **({"score": span.score} if span.score is not None else {}),
        **({"note": span.note} if span.note else {}),
        **({"person": span.person} if span.person else {}),
        **({"attributes": rest} if rest else {}),
    }  # fmt: skip


def _text(path: Path, said: str) -> None:
    path.write_text(said, encoding="utf-8", newline="\n")
