"""The claims table as an Excel workbook: every text a text, never a formula or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from model.corpus import Corpus
from model.errors import UserError
from model.exporters._base import TABLES, Option, Progress, Written
from model.exporters._claims import COLUMNS, Cell, Claims, Row, row
from model.losses import MOST_EXAMPLES, Loss

if TYPE_CHECKING:
    from xlsxwriter import Workbook

NAME = "xlsx"
SUFFIX = ".xlsx"
TITLE = "Claims table (Excel)"
GROUP = TABLES
OPTIONS: tuple[Option, ...] = ()
HOLDS = ("meta", "spans", "links", "attributes", "suggestions")
NEEDS = ("xlsxwriter",)

MOST_ROWS = 1_048_575
"""Rows of a sheet below its head."""
LONGEST_CELL = 32_767
"""Characters in a cell, counted as Excel counts them: in UTF-16."""
_ESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
"""An underscore that would else begin one of Excel's escapes; openpyxl leaves it so."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold, or only as something else."""


def losses(corpus: Corpus) -> Iterator[Loss]:
    claims, changed = Claims(corpus), _Changed()
    for article in corpus.articles:
        for line in claims.lines(article):
            changed.kept(row(line), line.claim.quote)
    yield from claims.losses()
    yield from changed.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    book = _workbook(path)
    sheet = book.add_worksheet("Claims")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": False})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    sheet.freeze_panes(1, 2)
    claims, changed, at = Claims(corpus), _Changed(), 0
    for done, article in enumerate(corpus.articles, 1):
        for line in claims.lines(article):
            at += 1
            if at > MOST_ROWS:
                raise UserError(f"A sheet holds {MOST_ROWS:,} claims; there are more.",
                                hint="Export fewer articles, or as CSV.")  # fmt: skip
            for column, cell in enumerate(changed.kept(row(line), line.claim.quote)):
                if isinstance(cell, int):
                    sheet.write_number(at, column, cell, text)
                elif cell:
                    sheet.write_string(at, column, cell, text)
        on_progress(done, len(corpus.articles))
    sheet.autofilter(0, 0, at, len(COLUMNS) - 1)
    book.close()
    return Written(losses=(*claims.losses(), *changed.losses()), spans=claims.spans,
                   links=claims.links)  # fmt: skip


def rows(corpus: Corpus) -> Iterator[Row]:
    """What `read_rows` must find."""
    claims, changed = Claims(corpus), _Changed()
    for article in corpus.articles:
        for line in claims.lines(article):
            yield changed.kept(row(line), "")


def read_rows(path: Path) -> Iterator[Row]:
    """The rows below the head, by openpyxl."""
    from openpyxl import load_workbook

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True)
        for cells in book.worksheets[0].iter_rows(min_row=2, values_only=True):
            yield tuple(
                cell if isinstance(cell, int) else _ESCAPED.sub("_", str(cell or ""))
                for cell in cells
            )
        book.close()


class _Changed:
    """Makes cells that a workbook can hold, and counts what that changes."""

    def __init__(self) -> None:
        self._controls = self._cut = 0
        self._examples: list[str] = []

    def kept(self, cells: Row, example: str) -> Row:
        return tuple(self._cell(cell, example) for cell in cells)

    def losses(self) -> Iterator[Loss]:
        examples = tuple(self._examples)
        if self._controls:
            yield Loss("changed", "Cells with control characters, replaced by �.",
                       self._controls, examples)  # fmt: skip
        if self._cut:
            yield Loss("changed", f"Cells longer than {LONGEST_CELL:,} characters, cut there.",
                       self._cut, examples)  # fmt: skip

    def _cell(self, cell: Cell, example: str) -> Cell:
        if isinstance(cell, int):
            return cell
        kept = _UNWRITABLE.sub("\ufffd", cell)
        self._controls += kept != cell
        if len(kept.encode("utf-16-le")) > 2 * LONGEST_CELL:
            self._cut += 1
            kept = kept.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")
        if kept != cell and len(self._examples) < MOST_EXAMPLES:
            self._examples.append(example[:60])
        return kept


def _workbook(path: Path) -> Workbook:
    from xlsxwriter import Workbook

    book = Workbook(path, {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "constant_memory": True,
    })  # fmt: skip
    book.set_properties({"created": datetime(2000, 1, 1)})
    return book
