"""Articles out of rows: which column holds what, and a draft for every row with a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from model import dates, text
from model.drafts import Draft
from model.errors import UserError
from model.importers import _page
from model.importers._bytes import SAFE
from model.importers.txt import title_of

FIELDS = ("text", "title", "source", "date", "language", "note")
"""What a column can be; only `text` is needed."""

MOST_COLUMNS = 1_000

SAMPLE = 5
"""Rows of a preview."""

_NAMES = {
    "text": "text body content article articletext articlebody fulltext maintext story message "
    "transcript paragraph paragraphs sentence document texte texto inhalt volltext текст тіло",
    "title": "title headline heading subject head caption titel titre titulo título "
    "überschrift schlagzeile заголовок назва",
    "source": "source outlet publisher publication newspaper site website sitename domain media "
    "medium channel agency quelle fuente источник джерело издание видання",
    "date": "date published publishdate publisheddate publishedat publicationdate pubdate "
    "datetime timestamp created createdat day datum fecha дата",
    "language": "language lang locale languagecode sprache langue idioma язык мова",
    "note": "note notes comment comments remark remarks url link notiz примечание примітка",
}
_WORDS = {field: tuple(words.split()) for field, words in _NAMES.items()}
_LONG_TEXT = 40
"""Characters, on average, from which on an unnamed column is taken for the texts."""
_LONGEST_NAME = 80
_OF_CLAIMS = {"claim", "claim id", "article id"}
"""The columns by which a claims table of our own is known."""

Row = tuple[int, Sequence[str]]
"""The line or row where it begins, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table looks like, before anything is taken from it."""

    names: tuple[str, ...]
    guess: dict[str, str]
    """Field of `FIELDS` → name of the column that seems to hold it; may lack `text`."""
    rows: tuple[tuple[str, ...], ...]
    """The first rows, a cell for every name."""
    table: str = ""
    """The sheet's name, where a file has several."""


def columns(rows: Iterator[Row], table: str = "") -> tuple[Columns, Iterator[Row]]:
    """The table's columns, `MOST_COLUMNS` at most, and its rows under their names, which are not
    used up."""
    first: list[Row] = []
    for row in rows:
        if any(cell.strip() for cell in row[1]):
            first.append(row)
        if len(first) > SAMPLE:
            break
    headed = bool(first) and _is_header(first[0][1])
    body = first[1:] if headed else first
    width = min(max((len(cells) for _, cells in first), default=0), MOST_COLUMNS)
    names = _unique(first[0][1] if headed else (), width)
    sample = tuple(tuple(_padded(cells, width)) for _, cells in body[:SAMPLE])
    return Columns(names, _guessed(names, sample), sample, table), _chained(body, rows)


def checked(found: Columns, mapping: Mapping[str, str] | None, name: str) -> dict[str, str]:
    """The mapping to use: the one given, or the guess. Raises `UserError` naming the file when it
    lacks the text, or names a column or a field that does not exist."""
    chosen = {field: column for field, column in (mapping or found.guess).items() if column}
    wrong = [f"“{field}”" for field in chosen if field not in FIELDS]
    wrong += [f"“{column}”" for column in chosen.values() if column not in found.names]
    listed = ", ".join(f"“{one}”" for one in found.names[:12]) or "none"
    if wrong:
        raise UserError(
            f"{name} has no {' and no '.join(wrong)}. Its columns: {listed}.", safe=SAFE
        )
    if "text" not in chosen and _is_of_claims(found.names):
        raise UserError(
            f"{name} is a claims table that Attesta has exported: its rows are claims, and the "
            "texts that they stand in are not in it.", safe=SAFE,
            hint="To bring the articles with their claims, export them as JSON lines, or import "
            "the project itself. To make an article of every claim, say that the column “claim” "
            "holds the text.",
        )  # fmt: skip
    if "text" not in chosen:
        raise UserError(
            f"{name} has no column that seems to hold texts. Its columns: {listed}.", safe=SAFE,
            hint="Say which column holds the text.",
        )  # fmt: skip
    return chosen


def drafts(rows: Iterable[Row], found: Columns, chosen: Mapping[str, str], stem: str,
           trouble: Sequence[str] = (), what: str = "line") -> Iterator[Draft]:  # fmt: skip
    """A draft for each row with a text; what was passed over is told by the draft before it, or
    by the first one, and `trouble`, which may grow until the rows end, by the last. Nothing comes
    of a table without texts."""
    places = {field: found.names.index(column) for field, column in chosen.items()}
    left = [f"“{name}”" for name in found.names if name not in chosen.values()]
    passed = [f"columns not taken: {', '.join(left)}"] if left else []
    waiting: Draft | None = None
    for line, cells in rows:
        said = {field: _cell(cells, place) for field, place in places.items()}
        body = text.normalise(said["text"])
        if not body.strip():
            if any(cell.strip() for cell in cells):
                passed.append(f"{what} {line}: no text")
            continue
        if waiting is not None:
            yield replace(waiting, skipped=(*waiting.skipped, *passed))
            passed = []
        waiting = _draft(body, said, f"{stem}, {what} {line}", f"{what} {line}")
    if waiting is not None:
        yield replace(waiting, skipped=(*waiting.skipped, *passed, *trouble))


def _draft(body: str, said: Mapping[str, str], fallback: str, where: str) -> Draft:
    day = said.get("date", "").strip()
    date = dates.iso(day)
    lost = (f"{where}: “{day[:40]}” is not a date that can be read",) if day and not date else ()
    title = " ".join(text.normalise(said.get("title", "")).split())
    return Draft(
        text=body, title=title or title_of(body) or fallback,
        source=" ".join(text.normalise(said.get("source", "")).split()), date=date,
        language=_page.language_of(body, _page.declared(said.get("language", ""))),
        note=text.normalise(said.get("note", "")).strip(), skipped=lost,
    )  # fmt: skip


def _is_header(cells: Sequence[str]) -> bool:
    """Names of columns: a known one among them, or all of them short, different and no figures."""
    keys = [_key(cell) for cell in cells]
    if any(len(cell) > _LONGEST_NAME or "\n" in cell.strip() for cell in cells):
        return False
    if any(key in words for key in keys for words in _WORDS.values()):
        return True
    return len(cells) > 1 and all(keys) and len(set(keys)) == len(keys) and not any(
        key.isdigit() for key in keys
    )  # fmt: skip


def _is_of_claims(names: Iterable[str]) -> bool:
    return set(names) >= _OF_CLAIMS


def _guessed(names: Sequence[str], sample: Sequence[Sequence[str]]) -> dict[str, str]:
    if _is_of_claims(names):  # a claim can be longer than many a text
        return {}
    found: dict[str, str] = {}
    keys = [_key(name) for name in names]
    for same in (True, False):
        for field in FIELDS:
            for name, key in zip(names, keys, strict=True):
                fits = key in _WORDS[field] if same else _begins_or_ends(key, field)
                if field not in found and fits and name not in found.values():
                    found[field] = name
    if "text" not in found and sample:
        free = [place for place, name in enumerate(names) if name not in found.values()]
        means = [sum(len(row[place]) for row in sample) / len(sample) for place in free]
        if means and (len(names) == 1 or max(means) >= _LONG_TEXT):
            found["text"] = names[free[means.index(max(means))]]
    return {field: found[field] for field in FIELDS if field in found}


def _begins_or_ends(key: str, field: str) -> bool:
    return any(key.startswith(word) or key.endswith(word) for word in _WORDS[field] if word[3:])


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _unique(cells: Sequence[str], width: int) -> tuple[str, ...]:
    names: list[str] = []
    for place, cell in enumerate(_padded(cells, width), 1):
        name = " ".join(text.normalise(cell).split()) or f"Column {place}"
        again = sum(one == name or one.startswith(f"{name} (") for one in names)
        names.append(f"{name} ({again + 1})" if again else name)
    return tuple(names)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _chained(first: Iterable[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest
