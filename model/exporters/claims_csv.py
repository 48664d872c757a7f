"""The claims table as CSV that a spreadsheet opens without taking a cell for a formula.

UTF-8 with its mark, every cell in quotes. A cell that begins with one of RISKY gets an apostrophe
in front; since that holds for the apostrophe itself, taking one away gives the cell back.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from model.corpus import Corpus
from model.exporters._base import TABLES, Option, Progress, Written
from model.exporters._claims import COLUMNS, Claims, row
from model.losses import Loss

NAME = "csv"
SUFFIX = ".csv"
TITLE = "Claims table (CSV)"
GROUP = TABLES
OPTIONS: tuple[Option, ...] = ()
HOLDS = ("meta", "spans", "links", "attributes", "suggestions")

RISKY = tuple("=+-@\t\r\n\0'＝＋－＠")


def losses(corpus: Corpus) -> Iterator[Loss]:
    claims = Claims(corpus)
    for article in corpus.articles:
        claims.lines(article)
    yield from claims.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    claims = Claims(corpus)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        for done, article in enumerate(corpus.articles, 1):
            for line in claims.lines(article):
                writer.writerow([safe(str(cell)) for cell in row(line)])
            on_progress(done, len(corpus.articles))
    return Written(losses=claims.losses(), spans=claims.spans, links=claims.links)


def rows(corpus: Corpus) -> Iterator[tuple[str, ...]]:
    """What `read_rows` must find."""
    claims = Claims(corpus)
    for article in corpus.articles:
        for line in claims.lines(article):
            yield tuple(str(cell) for cell in row(line))


def read_rows(path: Path) -> Iterator[tuple[str, ...]]:
    """The rows below the head, by the standard library's reader."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = csv.reader(file, strict=True)
        next(found)
        yield from (tuple(cell.removeprefix("'") for cell in cells) for cells in found)


def safe(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet might reckon or hide something."""
    return f"'{cell}" if cell.startswith(RISKY) else cell
