"""WebAnno TSV 3: its escapes, its header, its rows, and the article that they make."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError
from model.importers._bytes import SAFE, decoded
from model.importers._json import flat, number
from model.importers._tsv_columns import Column, columns_in
from model.importers._tsv_escapes import stacked, unescaped, unescaped_text
from model.importers._uima import STRUCTURAL
from model.importers.txt import tidy, title_of
from model.languages import guess
from model.records import SPAN_STATES
from model.utf16 import Offsets

SPANS, LINKS = "webanno.custom.Span", "webanno.custom.Link"
COLUMNS = ("identifier", "value", "suggested", "state", "person", "note", "details")
"""The features of our span layer; `value` is empty for what nobody has accepted."""

_ROW = re.compile(r"\d{1,9}-\d{1,9}(?:\.\d{1,9})?\t(\d{1,9})-(\d{1,9})\t")
_FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3(?:\.(\d+))?\s*")
LABELS = ("value", "label", "identifier", "suggested")


@dataclass(slots=True)
class Mark:
    """One annotation while its rows are read; offsets in UTF-16 units."""

    layer: str
    start: int
    end: int
    line: int
    said: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Tie:
    layer: str
    kind: str
    source: str
    """The id of the row that the link comes from."""
    ends: str
    """`n_m`, the numbers of both ends, or ''."""
    target: str
    line: int


def draft(path: Path, meta: Mapping[str, str]) -> Draft:
    """The article of a file. Raises `UserError` naming the file and the line."""
    found = _Reading(path.name, decoded(path).text.split("\n"))
    found.read()
    text = found.text.removesuffix("\n")
    lead = meta.get("lead", "")
    if not text or text[: len(lead)] == " " * len(lead):
        text = lead + text[len(lead) :]
    spans, links = found.drafts(text)
    language, state = meta.get("language", ""), meta.get("state", "")
    return Draft(
        text=text, title=meta["title"] if "title" in meta else title_of(text) or tidy(path.stem),
        source=meta.get("source", ""), date=meta.get("date", ""),
        language=language or guess(text), spans=tuple(spans), links=tuple(links),
        state="" if state == "new" else state,
        skipped=tuple(found.skipped(ours=bool(meta))),
    )  # fmt: skip


class _Reading:
    """Goes through the lines of one file."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name, self.lines = name, lines
        self._pieces: list[str] = []
        self._units = 0
        self._minor = 3
        self._columns: list[Column] = []
        self._nothing = "\t\t"
        """How a row ends whose token nothing marks."""
        self._marks: dict[tuple[str, str], Mark] = {}
        self._by_row: dict[tuple[str, str], list[Mark]] = {}
        self._numbers: dict[tuple[str, str], Mark] = {}
        self._again: dict[str, dict[str, list[Mark]]] = {}
        """What rows with these cells mark, by layer: all tokens of a span look alike."""
        self._ties: list[_Tie] = []
        self._blanks = 0
        self._odd: dict[str, int] = {}

    def read(self) -> None:
        match = _FORMAT.fullmatch(self.lines[0])
        if match is None:
            raise UserError(f"{self.name} is not WebAnno TSV 3.", safe=SAFE)
        self._minor = int(match[1] or 0)
        held: list[str] = []
        for line, said in enumerate(self.lines[1:], 2):
            if said[:1] not in ("", "#"):
                if held:
                    self._sentence(held, self._place(said, line)[0], line)
                    held = []
                if not said.endswith(self._nothing):
                    self._row(said, line)
            elif said.startswith("#Text="):
                held.append(unescaped_text(said[6:], self._minor))
            elif said.startswith("#T_"):
                self._columns += columns_in(said)
                self._nothing = "\t_" * len(self._columns) + "\t"
        if not self._pieces:
            self._pieces.append("\n".join(held))

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def _sentence(self, held: list[str], begin: int, line: int) -> None:
        """Lay the sentence into the text, after blanks for what the file does not hold."""
        if self._units == begin + 1:
            self._pieces[-1], self._units = self._pieces[-1][:-1], begin
        if self._units > begin:
            raise UserError(f"{self.name}, line {line}: the offsets do not fit the text before.",
                            safe=SAFE)  # fmt: skip
        gap = begin - self._units
        if gap > _LONGEST_GAP:
            raise UserError(f"{self.name}, line {line}: {gap:,} signs of text are missing before "
                            "this sentence.", safe=SAFE)  # fmt: skip
        self._blanks += gap + bool(self._pieces and self._pieces[-1].endswith("\n"))
        said = "".join(f"{one}\n" for one in held)
        self._pieces += [" " * gap, said]
        self._units = begin + Offsets(said).to_utf16(len(said))

    def _place(self, said: str, line: int) -> tuple[int, int]:
        """Where a token stands."""
        row = _ROW.match(said)
        if row is None:
            raise UserError(f"{self.name}, line {line}: this is no row of a token.", safe=SAFE)
        return int(row[1]), int(row[2])

    def _row(self, said: str, line: int) -> None:
        place = self._place(said, line)
        id_, _, _, *more = said.split("\t", 3)
        rest = "".join(more)
        if rest not in self._again:
            self._first(id_, place, rest, line)
            return
        for layer, marks in self._again[rest].items():
            self._by_row[layer, id_] = marks
            for mark in marks:
                mark.end = max(mark.end, place[1])

    def _first(self, id_: str, place: tuple[int, int], rest: str, line: int) -> None:
        """Take the cells of a row; remember what they mark when all of it has a number."""
        kinds: dict[str, list[str]] = {}
        marked: dict[str, list[Mark]] = {}
        numbered = True
        for column, cell in zip(self._columns, rest.split("\t"), strict=False):
            if cell in ("_", ""):
                continue
            pairs = stacked(cell)
            if column.kind == "span":
                here = self._by_row.setdefault((column.layer, id_), [])
                marked[column.layer] = here
                for nth, (value, mark) in enumerate(pairs):
                    numbered = numbered and bool(mark)
                    if nth == len(here):
                        here.append(self._mark(column.layer, f"{id_}/{nth}", mark, place, line))
                    said = here[nth].said
                    if column.feature not in said:
                        said[column.feature] = "" if value == "*" else unescaped(value)
                continue
            numbered = False
            if column.kind == "link":
                kinds.setdefault(column.layer, [unescaped(value) for value, _ in pairs])
            elif column.kind == "end":
                names = kinds.get(column.layer, [])
                for nth, (source, ends) in enumerate(pairs):
                    kind = names[nth] if nth < len(names) else ""
                    self._ties.append(_Tie(column.layer, kind, source, ends, id_, line))
            else:
                self._odd[column.layer] = self._odd.get(column.layer, 0) + 1
        if numbered:
            self._again[rest] = marked

    def _mark(self, layer: str, name: str, mark: str, place: tuple[int, int], line: int) -> Mark:
        """The annotation of this number, here or in rows before; a new one without a number."""
        found = self._numbers.get((layer, mark)) if mark else None
        if found is None:
            found = self._marks[layer, name] = Mark(layer, *place, line)
            if mark:
                self._numbers[layer, mark] = found
        found.end = max(found.end, place[1])
        return found

    def drafts(self, text: str) -> tuple[list[DraftSpan], list[DraftLink]]:
        units = Offsets(text)
        keys: dict[int, str] = {}
        used: set[str] = set()
        spans = []
        for (layer, place), mark in self._marks.items():
            if layer.rpartition(".")[2] in STRUCTURAL:
                self._odd[layer] = self._odd.get(layer, 0) + 1
                continue
            start, end = units.from_utf16(mark.start), units.from_utf16(mark.end)
            key = mark.said.get("identifier", "") if layer == SPANS else ""
            if not key or key in used:
                key = f"{layer}/{place}"
            used.add(key)
            keys[id(mark)] = key
            spans.append(_draft_span(mark, key, start, end, text[start:end]))
        links = []
        for tie in self._ties:
            head, child = self._end(tie, tie.source, 0), self._end(tie, tie.target, 1)
            if head is None or child is None or not {id(head), id(child)} <= set(keys):
                self._odd[tie.layer] = self._odd.get(tie.layer, 0) + 1
                continue
            kind = tie.kind if tie.kind not in ("", "*") else tie.layer.rpartition(".")[2]
            links.append(DraftLink(kind, keys[id(head)], keys[id(child)]))
        return spans, links

    def _end(self, tie: _Tie, row: str, which: int) -> Mark | None:
        base = next((one.feature[3:] for one in self._columns
                     if one.layer == tie.layer and one.kind == "end"), "")  # fmt: skip
        mark = tie.ends.partition("_")[2 * which]
        if mark not in ("", "0"):
            return self._numbers.get((base, mark))
        return next(iter(self._by_row.get((base, row), ())), None)

    def skipped(self, *, ours: bool) -> Iterator[str]:
        for layer, many in sorted(self._odd.items()):
            yield f"{self.name}: {many} × {layer.rpartition('.')[2]}, of a kind that is not taken."
        if self._blanks and not ours:
            yield (f"{self.name}: {self._blanks} blanks between sentences are not in the file; "
                   "spaces and line ends stand there.")  # fmt: skip


_LONGEST_GAP = 100_000
"""UTF-16 units of missing text between two sentences; more is a damaged offset."""


def _draft_span(mark: Mark, key: str, start: int, end: int, quote: str) -> DraftSpan:
    said = mark.said
    label = next((said[name] for name in LABELS if said.get(name)), "")
    if mark.layer != SPANS or "details" not in said:
        short = mark.layer.rpartition(".")[2]
        rest = {name: value for name, value in said.items() if value and value != label}
        return DraftSpan(start, end, label or short, key, quote, attributes=rest, line=mark.line)
    details = _details(said["details"])
    state = said.get("state", "")
    return DraftSpan(
        start, end, said.get("value") or said.get("suggested", ""), key, quote,
        state=state if state in SPAN_STATES else "suggested",
        origin=str(details.get("origin", "")), score=number(details.get("score")),
        note=str(details.get("note", said.get("note", ""))), person=said.get("person", ""),
        attributes=flat(details.get("attributes")), line=mark.line,
    )  # fmt: skip


def _details(said: str) -> Mapping[str, Any]:
    try:
        found = json.loads(said or "{}")
    except (ValueError, RecursionError):
        return {"note": said}
    return found if isinstance(found, dict) else {}
