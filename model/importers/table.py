"""CSV and TSV: an article a row, in whatever dialect and encoding the program before wrote."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice
from pathlib import Path

from model import text
from model.drafts import Draft
from model.errors import UserError
from model.importers import _rows
from model.importers._bytes import SAFE, TextFile
from model.importers._rows import Columns, Row
from model.importers.txt import tidy

NAME = "csv"
SUFFIXES = (".csv", ".tsv", ".tab")
TITLE = "CSV or TSV table"
HOLDS = ("text", "meta")
ENCODED = True

LARGEST_FIELD = 4 * text.LARGEST
"""Characters in one cell; a quotation mark that is never closed would swallow the whole file."""

_DELIMITERS = (",", ";", "\t", "|")
_LOOK_AT = 64_000
_RECORDS = 30
_GOES_ON = re.compile(r", [a-z]+ [a-z]")
_SEPARATOR = re.compile(r"\Asep=(.)\n", re.IGNORECASE)
_END = "\0end"
"""NUL cannot stand in a normalised text: this record comes back by itself, or the last quotation
mark is open."""


def sniff(path: Path, head: bytes) -> float:
    """How sure it is, from 0 to 1, that the file is a table: lines that fall into equal columns."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<", b"#"):
        return 0.0
    try:
        said = text.normalise(text.decode(head, path.name).text)
    except UserError:
        return 0.0
    whole = said.rpartition("\n")[0] or said
    _, columns_, steady = _dialect(whole)
    named = path.suffix.lower() in SUFFIXES
    if columns_ > 1 and steady > 0.8 and not (not named and _is_prose(whole)):
        known = bool(_rows.columns(_records(_lines(whole), _dialect(whole)[0]))[0].guess)
        if "\n" not in whole and not named:  # one line with a comma is a sentence
            return 0.01
        return 0.9 if named else 0.45 if known else 0.1
    return 0.5 if named else 0.0


def columns(path: Path, *, encoding: str = "") -> Columns:
    """What the table looks like and which columns seem to hold what. Raises `UserError` naming
    the file when it is no text."""
    table = _table(path, encoding)
    return _rows.columns(_records(table.lines(), table.delimiter))[0]


def read(path: Path, mapping: Mapping[str, str] | None = None, *,
         encoding: str = "") -> Iterator[Draft]:  # fmt: skip
    """A draft for every row with a text; `mapping` is field → column name (see `_rows.FIELDS`).

    Raises `UserError` naming the file when no column holds texts or no row has one.
    """
    table = _table(path, encoding)
    trouble: list[str] = []
    found, rows = _rows.columns(_records(table.lines(), table.delimiter, trouble))
    if not found.names:
        raise UserError(" ".join((f"{path.name} holds no table.", *trouble)), safe=SAFE)
    chosen = _rows.checked(found, mapping, path.name)
    none = True
    for draft in _rows.drafts(rows, found, chosen, tidy(path.stem), trouble):
        none = False
        yield replace(draft, encoding=table.file.encoding, is_guess=table.file.is_guess)
    if none:
        said = " ".join((f"{path.name} has no row with a text in “{chosen['text']}”.", *trouble))
        raise UserError(said, safe=SAFE)


@dataclass(frozen=True, slots=True)
class _Table:
    """A file with the delimiter of its cells, and how many lines say that one alone."""

    file: TextFile
    delimiter: str
    above: int = 0

    def lines(self) -> Iterator[str]:
        return islice(self.file.lines(), self.above, None)


def _table(path: Path, encoding: str) -> _Table:
    file = TextFile(path, encoding)
    head = file.head(_LOOK_AT)
    if match := _SEPARATOR.match(head):
        return _Table(file, match[1], above=1)
    return _Table(file, _dialect(head)[0])


def _records(lines: Iterable[str], delimiter: str,
             trouble: list[str] | None = None) -> Iterator[Row]:  # fmt: skip
    """The records with the line each begins in; what ends the reading early is told `trouble`."""
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.reader(_ended(lines), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    line, why = 1, ""
    while not why:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            why = f"a cell has more than {LARGEST_FIELD:,} characters"
            continue
        if cells and cells != [_END] and cells[-1].endswith(_END):
            why = "a quotation mark is opened and never closed"
        elif cells != [_END]:
            yield line, cells
            line = reader.line_num + 1
    if trouble is not None:
        trouble.append(f"From line {line} on nothing was read: {why}.")


def _lines(said: str) -> Iterator[str]:
    """Lines by newline alone: other separators of lines may stand in a text."""
    yield from StringIO(said, newline="\n")


def _ended(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n"
    yield _END


def _dialect(said: str) -> tuple[str, int, float]:
    """The delimiter that parts the records most evenly, into how many columns, and the share of
    records that have them."""
    best = (",", 1, 0.0)
    for delimiter in _DELIMITERS:
        widths = _widths(said, delimiter)
        usual = max(set(widths), key=widths.count) if widths else 1
        steady = widths.count(usual) / len(widths) if widths else 0.0
        if usual > 1 and (steady, usual) > (best[2], best[1]):
            best = (delimiter, usual, steady)
    return best


def _is_prose(said: str) -> bool:
    """Whether commas part clauses, not cells: paragraphs stand apart, or what follows a comma goes
    on in small letters."""
    lines = said.split("\n")
    apart = sum(not line.strip() for line in lines[1:-1])
    goes_on = len(_GOES_ON.findall(said))
    return 3 * apart >= len(lines) or (said.count(",") > 0 and 3 * goes_on >= said.count(","))


def _widths(said: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for _, cells in _records(_lines(said), delimiter):
            if cells:
                widths.append(len(cells))
            if len(widths) == _RECORDS:
                break
    except UserError:
        return []
    return widths
