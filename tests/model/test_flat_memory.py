"""Memory that stays flat: how much more many files, or a long one, take than few or a short one."""

from __future__ import annotations

import contextlib
import json
import tracemalloc

import pytest

from model import findings, import_report, intake, project, recognising, spool
from model.choices import Choices
from model.disk import Files
from tests import import_samples
from tests.bench import made
from ui import children
from ui.cli_reports import Teller

FEW, MANY = 50, 250
KEPT = 150
"""Bytes that a file more may take, beside what the edit itself holds back of its changes."""


@pytest.fixture
def peak():
    """Tells the most memory that Python needed for a piece of work, in bytes."""

    def measured(work):
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            work()
            return tracemalloc.get_traced_memory()[1] - before
        finally:
            tracemalloc.stop()

    return measured


def folder_of(many, at):
    at.mkdir()
    for number in range(many):
        (at / f"{number:05}.txt").write_text(f"Dispatch {number} says that the bridge stands.\n")
    (at / "none.bin").write_bytes(bytes(range(256)) * 9)
    return at


def test_reading_and_reporting_keep_nothing_of_a_file(tmp_path, peak):
    most = {}
    for many in (FEW, FEW, MANY):  # the first time is for what is loaded but once
        at = tmp_path / f"{many}-{len(list(tmp_path.iterdir()))}"
        at.mkdir()
        wish = children.Wish([folder_of(many, at / "in")])
        read = peak(lambda wish=wish, at=at: children.read(wish, at))
        brought = spool.read_into(at)
        assert (brought.articles, len(brought.rest)) == (many, 1)
        with project.in_memory() as store, spool.results_in(at) as results:
            for _ in intake.Steps(store, brought.files(), Choices(), "Import", "", results):
                pass
        with (at / "said").open("w") as said, contextlib.redirect_stdout(said):
            teller = Teller(as_json=True, as_lines=False)
            told = peak(lambda r=results, to=teller: to.result(map(import_report.as_values, r), ""))
        assert (at / "said").read_text().count('"outcome": "new"') == many
        most[many] = read, told
    for few, much in zip(most[FEW], most[MANY], strict=True):
        assert (much - few) / (MANY - FEW) < KEPT


SHORT, LONG = 300, 800
CHARACTERS = 4_000


def table_of(format_, many):
    """So many articles of 4,000 characters in one file."""
    texts = [made.text(CHARACTERS, number) for number in range(many)]
    if format_ == "xlsx":
        return import_samples.xlsx(*texts)
    if format_ == "csv":
        return b"title,text\n" + b"".join(f'One,"{text}"\n'.encode() for text in texts)
    items = "".join(f"<item><title>One</title><description>{text}</description></item>"
                    for text in texts)  # fmt: skip
    return f'<rss version="2.0"><channel><title>Desk</title>{items}</channel></rss>'.encode()


@pytest.mark.parametrize("format_", ["csv", "feed", "xlsx"])
def test_of_a_long_table_one_article_is_in_memory_at_a_time(format_, tmp_path, peak):
    module = recognising.format_named(format_)
    most = {}
    for many in (1, SHORT, LONG):  # the first time is for what is loaded but once
        file = tmp_path / f"table.{format_}"
        file.write_bytes(table_of(format_, many))
        tally = findings.Tally(file, format_)

        def read(file=file, tally=tally):
            for _ in findings.read(file, module, tally):
                pass

        most[many] = peak(read)
        assert tally.found().articles == many
    assert most[LONG] - most[SHORT] < (LONG - SHORT) * CHARACTERS / 4


def test_telling_the_files_of_an_export_keeps_little_of_a_file(tmp_path, peak):
    most = {}
    for many in (1, MANY, 5 * MANY):
        folder = tmp_path / f"{many}"
        folder.mkdir()
        for number in range(many):
            (folder / f"{number:05}.txt").touch()
        with (tmp_path / "said").open("w") as said, contextlib.redirect_stdout(said):
            teller = Teller(as_json=True, as_lines=False)
            most[many] = peak(lambda to=teller, at=folder: to.result({"files": Files(at)}, ""))
        told = json.loads((tmp_path / "said").read_text())
        assert told["files"] == [str(folder / f"{number:05}.txt") for number in range(many)]
    assert (most[5 * MANY] - most[MANY]) / (4 * MANY) < KEPT
