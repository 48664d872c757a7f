"""Every import format forced upon files of every other: no span goes without a word."""

from __future__ import annotations

import pytest

import main
from model import exporting, project
from model.corpus import snapshot
from model.importing import formats, plan, read_file
from model.selection import Selection
from tests import gold

WITH_SPANS = ("brat", "doccano", "jsonl", "label-studio", "uima", "w3c", "webanno")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The sample's gold in each of these formats."""
    folder = tmp_path_factory.mktemp("written")
    with project.create(folder / "desk.attesta", person="Ana") as store:
        gold.load(store, approved=True)
        corpus = snapshot(store, Selection())
        for name in WITH_SPANS:
            exporting.export(corpus, name, folder / f"{name}{exporting.formats()[name].SUFFIX}")
    return folder


@pytest.mark.parametrize("forced", formats())
@pytest.mark.parametrize("name", WITH_SPANS)
def test_a_format_that_finds_no_spans_says_which_would(written, name, forced):
    whole = written / f"{name}{exporting.formats()[name].SUFFIX}"
    for path in plan([whole]).files:
        planned = plan([path], format_=forced)
        if path not in planned.formats:
            assert all(one.why for one in planned.rest)
            continue
        found, _ = read_file(path, forced)
        if found.outcome:
            assert path.name in found.why
        elif not found.spans:
            assert f"{path.name} looks like “" in found.skipped[0]
            assert found.skipped[0].endswith("Choose the other format to take them.")


def test_a_file_in_its_own_format_or_without_spans_hears_nothing_of_it(tmp_path):
    (tmp_path / "a.txt").write_text("Kyiv said so.")
    (tmp_path / "b.jsonl").write_text('{"text": "Kyiv said so.", "spans": []}\n')
    for path, format_ in plan([tmp_path]).formats.items():
        assert read_file(path, format_)[0].skipped == ()
    assert read_file(tmp_path / "a.txt", "markdown")[0].skipped == ()


def test_the_command_line_says_it_first(written, tmp_path, capsys):
    path = tmp_path / "desk.attesta"
    project.create(path, person="Ana").close()
    tasks = str(written / "jsonl.jsonl")
    assert main.main(["import", str(path), tasks, "--format", "label-studio"]) == 0
    said = capsys.readouterr()
    assert (
        "jsonl.jsonl looks like “JSON lines (Prodigy, plain)” but was read as “Label Studio”,"
        " which finds none of its spans. Choose the other format to take them."
    ) in said.out + said.err


def test_a_label_that_only_the_other_format_would_find_is_explained(written, tmp_path, capsys):
    path = tmp_path / "desk.attesta"
    project.create(path, person="Ana").close()
    words = ["import", str(path), str(written / "jsonl.jsonl"), "--format", "label-studio"]
    assert main.main([*words, "--map", "claim=+"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("No file has a label or link “claim”. Nothing was imported.")
    assert line.endswith("Choose the other format to take them.")
