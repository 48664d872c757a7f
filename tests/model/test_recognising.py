"""Recognising: content before name, folders of other tools as a whole, what is asked for wins."""

from __future__ import annotations

import os

import pytest

from model import importing, recognising
from model.errors import UserError

TASK = b'{"text": "Kyiv said so.", "spans": []}\n'


def plan(*paths, **given):
    planned = recognising.plan(paths, **given)
    return {path.name: name for path, name in planned.formats.items()}


def rest(*paths, **given):
    planned = recognising.plan(paths, **given)
    return {one.path.name: (one.outcome, one.why) for one in planned.rest}


@pytest.fixture
def folder(tmp_path):
    for name, data in {
        "a.txt": b"Plain words.", "tasks.txt": TASK, "page": b"<!doctype html><html><p>Hi</p>",
        "words.log": b"Plain words.", "b.md": b"# Title",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_content_comes_before_the_name(folder):
    assert plan(folder) == {
        "a.txt": "txt",
        "tasks.txt": "jsonl",
        "page": "html",
        "b.md": "markdown",
    }
    assert rest(folder)["words.log"][0] == "passed over"
    assert plan(folder / "words.log") == {"words.log": "txt"}, "named by itself, it is meant"


def test_what_is_asked_for_wins(folder):
    assert plan(folder / "tasks.txt", format_="txt") == {"tasks.txt": "txt"}
    assert plan(folder, chosen={folder / "words.log": "markdown"})["words.log"] == "markdown"
    assert set(plan(folder, format_="markdown").values()) == {"markdown"}
    with pytest.raises(UserError, match="no import format “word”"):
        plan(folder, format_="word")


def test_a_folder_of_another_tool_is_one_corpus(tmp_path):
    inner = tmp_path / "in" / "annotated"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text("Kyiv said so.")
    (inner / "a.ann").write_text("T1\tactor 0 4\tKyiv\n")
    (tmp_path / "in" / "b.txt").write_text("Other words.")
    assert plan(tmp_path) == {"annotated": "brat", "b.txt": "txt"}
    assert plan(inner) == {"annotated": "brat"}


def test_the_open_project_is_never_opened_as_a_file(tmp_path):
    there = tmp_path / "desk.db"
    there.write_bytes(TASK)
    own = (os.stat(there).st_dev, os.stat(there).st_ino)
    assert rest(tmp_path, own=own) == {
        "desk.db": ("passed over", "This is the project that is open.")
    }
    assert rest(there, own=own)["desk.db"][0] == "failed"
    (tmp_path / "other.attesta").write_bytes(b"SQLite format 3\x00")
    assert rest(tmp_path)["other.attesta"][0] == "passed over"


def test_a_pipe_is_not_waited_for(tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
    else:
        (tmp_path / "pipe.txt").symlink_to(tmp_path / "pipe.txt")
    assert rest(tmp_path)["pipe.txt"][1].startswith("pipe.txt ")


@pytest.mark.parametrize("name", sorted(importing.formats()))
def test_an_empty_folder_is_in_no_format(name, tmp_path):
    assert importing.formats()[name].sniff(tmp_path, b"") == 0


def test_a_sentence_with_a_comma_is_no_table(tmp_path):
    (tmp_path / "standard-input").write_text("Kyiv said 45,000 troops fell.\n", encoding="utf-8")
    assert plan(tmp_path / "standard-input") == {"standard-input": "txt"}
    (tmp_path / "one.csv").write_text("Kyiv said, 45000 troops fell.\n", encoding="utf-8")
    assert plan(tmp_path / "one.csv") == {"one.csv": "csv"}, "unless its name says so"


@pytest.mark.parametrize("body", [
    "The bridge, the only link to the island, was shut on Thursday night.\n\nEngineer Ana Roe, "
    "hired by the county, said it had cracked.\n\nMayor Paul Roe, who is 61, blamed the state.\n",
    "The bridge, the only link to the island, was shut.\nThe ferry, which is old, was full.\n",
    "Roe, 41, a nurse, said so.\n\nBell, 39, a baker, did not.\n\nGray, 27, a clerk, left.\n",
])  # fmt: skip
def test_paragraphs_with_equally_many_commas_are_no_table(tmp_path, body):
    path = tmp_path / "story.txt"
    path.write_text(body)
    assert recognising.recognised(path)[0] == "txt"


def test_a_table_is_one_whatever_its_file_is_called(tmp_path):
    path = tmp_path / "desk.txt"
    path.write_text(
        "title,text,date\nOne,It rained all day.,2024-11-06\nTwo,It snowed.,2024-11-07\n"
    )
    assert recognising.recognised(path)[0] == "csv"
