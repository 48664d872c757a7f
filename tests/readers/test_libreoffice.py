"""The claims table in LibreOffice: whatever a cell begins with, it is a text and no formula."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise

import pytest
from defusedxml import ElementTree

from model import exporting
from model.corpus import CorpusArticle
from model.exporters.claims_csv import safe
from tests.corpora import corpus, of_gold, span

EAGER = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1,true"
"""Comma, quotes, UTF-8; numbers are recognised and formulas evaluated: the least careful way."""
RISKY = ("=1+1", "+300", "-12%", "@SUM(1)", "=HYPERLINK(\"http://x.example\";\"y\")", "'=1+1",
         "\t=1+1", "=cmd|' /C calc'!A0", "＝1+1")  # fmt: skip
NAMES = {
    "cell": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell",
    "formula": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula",
    "type": "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type",
    "table": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table",
    "row": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row",
    "again": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}number-columns-repeated",
    "text": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p",
}


@pytest.fixture(scope="session")
def rows_in(tmp_path_factory, is_missing):
    """Opens a table without a window; each row's cells as (formula, type, text)."""
    office = shutil.which("soffice")
    if office is None:
        is_missing("LibreOffice", "apt-get install libreoffice-calc")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def read(path):
        into = tmp_path_factory.mktemp("read")
        options = [f"--infilter={EAGER}"] if path.suffix == ".csv" else []
        done = subprocess.run(
            [office, f"-env:UserInstallation={profile}", "--headless", *options, "--convert-to",
             "fods", "--outdir", into, path],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        (made,) = into.iterdir()
        assert done.returncode == 0, done.stderr
        found = ElementTree.fromstring(made.read_text(encoding="utf-8"))
        first = next(found.iter(NAMES["table"]))
        return [cells for row in first.iter(NAMES["row"]) if (cells := list(_cells(row)))]

    return read


def _cells(row):
    for cell in row.iter(NAMES["cell"]):
        text = "\n".join("".join(part.itertext()) for part in cell.iter(NAMES["text"]))
        if cell.get(NAMES["type"]):
            for _ in range(int(cell.get(NAMES["again"], "1"))):
                yield cell.get(NAMES["formula"]), cell.get(NAMES["type"]), text


@pytest.fixture(scope="module")
def risky():
    """A claim for each dangerous beginning, in the claim itself, its note and its cue."""
    text = "\n".join(RISKY)
    ends = [0]
    for one in RISKY:
        ends.append(ends[-1] + len(one) + 1)
    claims = tuple(
        span(text, start, end - 1, "claim", id=f"c{start}", note=text[start : end - 1],
             attributes={"cue": text[start : end - 1]})
        for start, end in pairwise(ends)
    )  # fmt: skip
    return corpus(CorpusArticle(id="r", title="=1+1", text=text, body="0" * 64, state="approved",
                                source="@x", spans=claims))  # fmt: skip


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_no_cell_becomes_a_formula_or_loses_its_sign(format_, risky, rows_in, tmp_path):
    exporting.export(risky, format_, tmp_path / f"t.{format_}")
    head, *rows = rows_in(tmp_path / f"t.{format_}")
    assert len(rows) == len(RISKY)
    assert {formula for row in rows for formula, _, _ in row} == {None}
    names = [text for _, _, text in head]
    at = names.index("claim")
    for row, wanted in zip(rows, RISKY, strict=True):
        _, kind, shown = row[at]
        assert kind == "string"
        assert shown == (safe(wanted) if format_ == "csv" else wanted).replace("\t", "")


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_gold_opens_with_a_row_a_claim(format_, rows_in, tmp_path):
    exporting.export(of_gold(), format_, tmp_path / f"t.{format_}")
    _, *rows = rows_in(tmp_path / f"t.{format_}")
    claims = [one.quote for one in next(iter(of_gold().articles)).spans if one.label == "claim"]
    assert [row[1][2] for row in rows] == claims
    assert {formula for row in rows for formula, _, _ in row} == {None}


def test_a_careless_table_would_be_found_out(rows_in, tmp_path):
    (tmp_path / "bad.csv").write_text('"claim"\n"=1+1"\n"+300"\n', encoding="utf-8")
    _, (first,), (second,) = rows_in(tmp_path / "bad.csv")
    assert first == ("of:=1+1", "float", "2")
    assert second[1] == "float"
