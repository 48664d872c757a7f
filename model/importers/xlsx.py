"""Excel workbooks: an article a row of every sheet with texts, values as they are shown."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from model.drafts import Draft
from model.errors import UserError
from model.importers import _rows, _xlsx_book, _zip
from model.importers._bytes import SAFE
from model.importers._rows import Columns, Row
from model.importers._xlsx_book import Strings
from model.importers._zip import OLD_OFFICE, Archive
from model.importers.txt import tidy

NAME = "xlsx"
SUFFIXES = (".xlsx", ".xlsm")
TITLE = "Excel workbook"
HOLDS = ("text", "meta")

Sheets = Mapping[str, Callable[[], Iterator[Row]]]
KIND = "an Excel workbook (.xlsx)"
MOST_ROWS = 1_048_576
MOST_CELLS = 5_000_000
"""In one workbook, blank ones between others included."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(rb"<f[ >]")
_OWN_TYPES = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_LONGEST_SIGN = 8
"""Bytes of either that may stand at the end of a piece."""
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
    OSError, RuntimeError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl raises for damaged files; XML's own errors are syntax errors."""


def sniff(path: Path, head: bytes) -> float:
    """How sure it is, from 0 to 1, that the file is a workbook."""
    named = path.suffix.lower() in SUFFIXES
    if not head.startswith(b"PK\x03\x04"):
        return 0.5 * (named and head.startswith(OLD_OFFICE))
    if b"xl/" in head:
        return 0.95
    return 0.6 if named else 0.0


def columns(path: Path) -> Columns:
    """What the first sheet that seems to hold texts looks like; without one, the first sheet.

    Raises `UserError` naming the file when it cannot be read."""
    with _opened(path) as (sheets, _):
        found = [_rows.columns(rows(), name)[0] for name, rows in sheets.items()]
    filled = [one for one in found if one.names]
    if not filled:
        raise _empty(path)
    return next((one for one in filled if "text" in one.guess), filled[0])


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Iterator[Draft]:
    """A draft for every row with a text, of all sheets with texts; `mapping` is field → column
    name (see `_rows.FIELDS`) in the first of them and wherever the same columns stand.

    Raises `UserError` naming the file when it is damaged, when no column holds texts, or when no
    row has one.
    """
    with _opened(path) as (sheets, trouble):
        yield from _drafts(path, mapping, sheets, trouble)


def _drafts(path: Path, mapping: Mapping[str, str] | None, sheets: Sheets,
            trouble: list[str]) -> Iterator[Draft]:  # fmt: skip
    taken: list[tuple[str, dict[str, str]]] = []
    refused: list[UserError] = []
    for name, rows in sheets.items():
        found, _ = _rows.columns(rows(), name)
        try:
            if found.names:
                own = bool(taken) and not set((mapping or {}).values()) <= {*found.names, ""}
                chosen = _rows.checked(found, None if own else mapping, path.name)
                taken.append((name, chosen))
        except UserError as error:
            refused.append(error)
            trouble.append(f"sheet “{name}” has no column of texts and was left out")
    if not taken:
        raise refused[0] if refused else _empty(path)
    none = True
    for name, chosen in taken:
        found, body = _rows.columns(sheets[name](), name)
        stem = tidy(path.stem) + (f", {name}" if len(sheets) > 1 else "")
        for draft in _rows.drafts(body, found, chosen, stem, trouble, "row"):
            none = False
            yield draft
        trouble = trouble if none else []
    if none:
        raise UserError(f"{path.name} has no row with a text.", safe=SAFE)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Sheets, list[str]]]:
    """What reads the rows of each visible sheet, and a sentence for each hidden one."""
    with _zip.opened(path, KIND) as archive, Strings() as strings:
        yield _sheets(archive, strings)


def _sheets(archive: Archive, strings: Strings) -> tuple[Sheets, list[str]]:
    calculates = _looked_through(archive)
    opened = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for values in (True, False) if calculates else (True,):
                opened.append(_xlsx_book.opened(archive.file, strings, values=values))
        shown = {one.title: one for one in opened[0].worksheets if one.sheet_state == "visible"}
        hidden = [one.title for one in opened[0].worksheets if one.title not in shown]
    except _BROKEN as error:
        raise _damaged(archive.name) from error

    def reader(title: str) -> Callable[[], Iterator[Row]]:
        return lambda: _read_rows([book[title] for book in opened], archive.name)

    told = [f"sheet “{name}” is hidden and was left out" for name in hidden]
    return {title: reader(title) for title in shown}, told


def _looked_through(archive: Archive) -> bool:
    """Reads every part once, so that the limits hold, and tells whether cells hold formulas.

    Raises `UserError` when a part is too large or declares a document type of its own."""
    calculates = False
    for name in archive.names():
        is_xml, end = name.endswith((".xml", ".rels")), b""
        for piece in archive.pieces(name):
            if not is_xml:
                continue
            said = end + piece.replace(b"\0", b"")
            if _OWN_TYPES.search(said):
                raise UserError(
                    f"{archive.name} declares a document type of its own, which is not read.",
                    safe=SAFE,
                )
            calculates |= name.startswith("xl/worksheets/") and bool(_FORMULA.search(said))
            end = said[-_LONGEST_SIGN:]
    if "xl/workbook.xml" not in archive.names():
        raise UserError(f"{archive.name} is not {KIND}.", safe=SAFE)
    return calculates


def _read_rows(sheets: Sequence[Any], name: str) -> Iterator[Row]:
    """The rows; where a formula's result was never stored, the formula as it is written."""
    cells = 0
    try:
        for sheet in sheets:
            sheet.reset_dimensions()
        walks = [islice(sheet.iter_rows(values_only=True), MOST_ROWS) for sheet in sheets]
        for number, rows in enumerate(zip(*walks, strict=False), 1):
            cells += 1 + min(len(rows[0]), _rows.MOST_COLUMNS)
            if cells > MOST_CELLS:
                raise UserError(f"{name} has more than {MOST_CELLS:,} cells.", safe=SAFE)
            both = islice(zip(*rows, strict=False), _rows.MOST_COLUMNS)
            yield number, [_said(next((v for v in pair if v is not None), None)) for pair in both]
    except _BROKEN as error:
        raise _damaged(name) from error


def _said(value: object) -> str:
    """A cell as its reader sees it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return str(value).upper()
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def _empty(path: Path) -> UserError:
    return UserError(f"{path.name} has no sheet with anything in it.", safe=SAFE)


def _damaged(name: str) -> UserError:
    return UserError(f"{name} is damaged, or is not {KIND}.", safe=SAFE)
