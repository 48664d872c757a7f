"""WebAnno TSV 3.3: a folder with one file an article; spans stacked on tokens, links too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.exporters import _cas
from model.exporters._base import Option, Progress, Written
from model.exporters._folder import Notes, file_names, files, meta_of, read_article
from model.exporters._lines import Reduced
from model.exporters._tsv_units import Layout, Sentence, Unit, crossed, layout, trimmed
from model.importers import _tsv, _tsv_manifest
from model.importers._tsv_escapes import escaped, escaped_text
from model.losses import Loss, Tally
from model.utf16 import Offsets

NAME = "webanno"
SUFFIX = ""
TITLE = "WebAnno TSV 3.3 (for INCEpTION)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")
OPTIONS: tuple[Option, ...] = ()

FILE = ".tsv"
HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n"
    f"#T_SP={_tsv.SPANS}|{'|'.join(_tsv.COLUMNS)}\n"
    f"#T_RL={_tsv.LINKS}|kind|BT_{_tsv.SPANS}\n\n"
)
TYPES: _cas.Types = {
    _tsv.SPANS: (_cas.ANNOTATION, dict.fromkeys(_tsv.COLUMNS, _cas.STRING)),
    _tsv.LINKS: (_cas.ANNOTATION, {"kind": _cas.STRING, "Governor": _tsv.SPANS,
                                   "Dependent": _tsv.SPANS}),
}  # fmt: skip
"""The layers of the header: a project of INCEpTION must have them before it takes the files in."""
_NOTHING = "\t_" * (len(_tsv.COLUMNS) + 2) + "\t\n"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")


class _Notes(Notes):
    def __init__(self) -> None:
        super().__init__("in a column of their own, “suggested”")
        self._edges = Tally("changed", "Spans that begin or end with a blank: trimmed.")
        self._blank = Tally("lost", "Spans over nothing but blanks: the format has no place.")
        self._joined = Tally("note", "Spans across sentences: these sentences are written as one.")
        self._layers = Tally("note", "Articles for a project that has the layers Span and Link: "
                             f"INCEpTION takes them from {_cas.FILE}.")  # fmt: skip
        self._lead = Tally("note", "Articles that begin with blanks: other tools see spaces there; "
                           f"{_tsv_manifest.NAME} has what stood.")  # fmt: skip

    def add(self, article: CorpusArticle) -> None:
        super().add(article)
        self._layers.add(article)
        text = article.text
        if text[:1].isspace() and text[0] != " ":
            self._lead.add(article)
        places = {span.id: trimmed(text, span) for span in article.spans}
        crossing = crossed(text, [place for place in places.values() if place])
        for span in article.spans:
            place = places[span.id]
            if place is None:
                self._blank.add(article, span)
                continue
            if place != (span.start, span.end):
                self._edges.add(article, span)
            if place in crossing:
                self._joined.add(article, span)

    def losses(self) -> Iterator[Loss]:
        for tally in (self._edges, self._blank, self._joined, self._lead, self._layers):
            yield from tally.losses()
        yield from super().losses()


def losses(corpus: Corpus) -> Iterator[Loss]:
    return _Notes().of(corpus)


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    path.mkdir()
    (path / _cas.FILE).write_text(_cas.type_system(TYPES), encoding="utf-8", newline="\n")
    notes = _Notes()
    with (path / _tsv_manifest.NAME).open("w", encoding="utf-8", newline="\n") as manifest:
        manifest.write("[")
        for done, (article, name) in enumerate(file_names(corpus, FILE), 1):
            notes.add(article)
            found = layout(article)
            rows = HEADER + "".join(_sentences(article, found))
            (path / name).write_text(rows, encoding="utf-8", newline="\n")
            said = {"file": name, **meta_of(article), "lead": found.lead}
            manifest.write(f"{',' * (done > 1)}\n{json.dumps(said)}")
            on_progress(done, len(corpus.articles))
        manifest.write("\n]\n")
    return Reduced(held=_held, losses=tuple(notes.losses()))


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a folder, by our own importer; the tests read it by another package."""
    notes = _tsv_manifest.in_order(path)
    for file, meta in zip(files(path, FILE), notes, strict=True):
        yield read_article(_tsv.draft(file, meta), meta)


def _held(article: CorpusArticle) -> CorpusArticle:
    """The article with its spans trimmed, without those of blanks alone."""
    places = {span.id: trimmed(article.text, span) for span in article.spans}
    spans = tuple(replace(span, start=place[0], end=place[1])
                  for span in article.spans if (place := places[span.id]))  # fmt: skip
    links = tuple(one for one in article.links if places.get(one.head) and places.get(one.child))
    return replace(article, spans=spans, links=links)


def _sentences(article: CorpusArticle, found: Layout) -> Iterator[str]:
    units = Offsets(article.text)
    cells_of = {span.id: _values(span, found.numbers.get(span.id)) for span in article.spans}
    ties: dict[str, list[CorpusLink]] = {}
    for link in article.links:
        if link.head in found.first and link.child in found.first:
            ties.setdefault(found.first[link.child].id, []).append(link)
    for sentence in found.sentences:
        yield "\n" + _text(article.text, sentence)
        for unit in sentence.units:
            place = f"{units.to_utf16(unit.start)}-{units.to_utf16(unit.end)}"
            words = article.text[unit.start : unit.end]
            if not unit.spans and unit.id not in ties:
                yield f"{unit.id}\t{place}\t{words}{_NOTHING}"
                continue
            cells = [*_cells(unit, cells_of), *_ties(ties.get(unit.id, ()), found)]
            yield "\t".join((unit.id, place, words, *cells, "\n"))


def _text(text: str, sentence: Sentence) -> str:
    lines = text[sentence.start : sentence.end].split("\n")
    return "".join(f"#Text={escaped_text(line)}\n" for line in lines)


def _cells(unit: Unit, cells_of: Mapping[str, Sequence[str]]) -> Iterable[str]:
    if not unit.spans:
        return ["_"] * len(_tsv.COLUMNS)
    if len(unit.spans) == 1:
        return cells_of[unit.spans[0]]
    stacked = zip(*(cells_of[id_] for id_ in unit.spans), strict=True)
    return ["|".join(cells) for cells in stacked]


def _ties(links: Iterable[CorpusLink], found: Layout) -> list[str]:
    kinds, heads = [], []
    for link in links:
        kinds.append(escaped(link.kind))
        ends = found.numbers.get(link.head, 0), found.numbers.get(link.child, 0)
        tell = f"[{ends[0]}_{ends[1]}]" if any(ends) else ""
        heads.append(found.first[link.head].id + tell)
    return ["|".join(kinds) or "_", "|".join(heads) or "_"]


def _values(span: CorpusSpan, number: int | None) -> list[str]:
    """The cells of one span, in the order of the columns; `*` is none."""
    mark = "" if number is None else f"[{number}]"
    details: dict[str, object] = {"attributes": dict(sorted(span.attributes.items()))}
    if not span.attributes:
        details.clear()
    if span.origin != "person":
        details["origin"] = span.origin
    if span.score is not None:
        details["score"] = span.score
    if _CONTROLS.search(span.note):
        details["note"] = span.note
    sure = span.state == "accepted"
    said = {
        "identifier": span.id, "value": span.label if sure else "",
        "suggested": "" if sure else span.label, "state": span.state, "person": span.person,
        "note": _CONTROLS.sub(" ", span.note), "details": json.dumps(details) if details else "",
    }  # fmt: skip
    return [(escaped(said[column]) or "*") + mark for column in _tsv.COLUMNS]
