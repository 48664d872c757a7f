"""`suggest` on the command line: texts without a project, and the articles of one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from model import articles, check, labels, project, spans
from model.drafts import Draft
from ui import cli

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Kyiv said 💩 45,000 troops\u00a0had left.\r\nNobody counted 12 tanks."


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "dispatch.txt"
    path.write_bytes(TEXT.encode())
    return path


def figures(line):
    said = json.loads(line)
    return [said["text"][one["start"] : one["end"]] for one in said["spans"]
            if one["label"] == "figure"]  # fmt: skip


def test_each_text_is_one_line_of_json_with_code_points(file, capsys):
    assert cli.main(["suggest", "--text", str(file), str(file), "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert figures(lines[0]) == ["45,000 troops", "12 tanks"]
    said = json.loads(lines[0])
    assert "\r" not in said["text"]
    one = said["spans"][[s["label"] for s in said["spans"]].index("figure")]
    assert set(one) == {"start", "end", "label", "score", "origin", "attributes"}
    assert one["attributes"]["value"] == 45000
    for relation in said["relations"]:
        assert {"head", "child", "label"} <= set(relation)
        assert max(relation["head"], relation["child"]) < len(said["spans"])


def test_standard_input_is_read(file):
    done = subprocess.run([sys.executable, "main.py", "suggest", "--text", "-"], cwd=ROOT,
                          input=file.read_bytes(), capture_output=True)  # fmt: skip
    assert done.returncode == 0
    assert figures(done.stdout.decode()) == ["45,000 troops", "12 tanks"]


def test_an_empty_text_has_no_suggestions(tmp_path, capsys):
    (tmp_path / "empty.txt").touch()
    assert cli.main(["suggest", "--text", str(tmp_path / "empty.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"text": "", "spans": [], "relations": []}


def test_standard_input_that_is_no_text_is_called_so():
    done = subprocess.run([sys.executable, "main.py", "suggest", "--text", "-"], cwd=ROOT,
                          input=bytes(range(256)) * 9, capture_output=True)  # fmt: skip
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"Standard input is not a text file.")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(file, tmp_path, capsys):
    assert cli.main(["suggest", "--text", str(tmp_path / "none.txt"), str(file)]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert "none.txt cannot be read" in told.err


def test_a_file_that_is_no_text_is_told_in_words_of_suggesting(file, tmp_path, capsys):
    nulls = tmp_path / "nulls.txt"
    nulls.write_bytes(b"12 men\0 said\0 so")
    assert cli.main(["suggest", "--text", str(nulls), str(file), "--json"]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert "nulls.txt is not a text file. Nothing is suggested for it." in told.err
    assert "was imported" not in told.err


def test_a_list_for_people(file, capsys):
    assert cli.main(["suggest", "--text", str(file), "--list"]) == 0
    assert "45,000 troops  (value 45000" in capsys.readouterr().out


def test_one_or_the_other_must_be_named(file, capsys):
    assert cli.main(["suggest"]) == 1
    assert cli.main(["suggest", str(file), "--text", str(file)]) == 1
    assert "a project, or --text" in capsys.readouterr().err


def test_a_project_gets_suggestions_where_work_is_open(tmp_path, capsys):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        new = [Draft(text=TEXT, title="One"), Draft(text="Some 9 trucks.", title="Two")]
        first, second = articles.add(store, new).new
        spans.mark(store, second, 5, 13, labels.named(store, "figure").id)
        articles.submit(store, second)
    assert cli.main(["--person", "Ana", "suggest", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["articles"] == 1
    assert said["spans"] >= 2
    assert cli.main(["--person", "Ana", "suggest", str(path), "--article", first, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["spans"] == 0
    assert cli.main(["suggest", str(path), "--article", "nobody"]) == 1
    with project.open_(path, person="Ana") as store:
        assert articles.one(store, second).suggestions == 0
        assert check.project(store) == []


@pytest.mark.parametrize(
    ("language", "read"),
    [("", True), ("en", True), ("en-GB", True), ("English", True), ("ar", False), ("uk", False)],
)
def test_the_rules_leave_articles_in_other_languages_alone(tmp_path, language, read, capsys):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        new = Draft(text="Some 9 trucks and 12 tanks.", title="One", language=language)
        articles.add(store, [new])
    assert cli.main(["--person", "Ana", "suggest", str(path)]) == 0
    told = capsys.readouterr()
    with project.open_(path, person="Ana") as store:
        [one] = articles.every(store)
        found = [span.quote for span in spans.of_article(store, one.id)]
    assert ("12 tanks" in found) is read
    assert bool(found) is read
    assert (f"language is “{language}” gets no suggestions" in told.err) is not read
