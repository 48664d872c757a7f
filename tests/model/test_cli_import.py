"""Import on the command line: mapping, preview, standard input, columns; the list of formats."""

from __future__ import annotations

import io
import json
import sys

import pytest

import main
from model import articles, labels, people, project, spans

SAID = "Syrskiy said 7,905 Russian soldiers were killed."
TASK = {
    "text": SAID,
    "spans": [{"start": 0, "end": 7, "label": "ACTOR"}, {"start": 13, "end": 18, "label": "NUM"}],
    "answer": "accept",
}


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "desk.attesta"
    project.create(made, person="Ana").close()
    return made


@pytest.fixture
def tasks(tmp_path):
    made = tmp_path / "tasks.jsonl"
    made.write_text(json.dumps(TASK) + "\n")
    return made


def run(*words):
    return main.main([str(word) for word in words])


def marked(path):
    with project.open_(path) as store:
        names = {one.id: one.name for one in labels.every(store)}
        return [
            (names[span.label_id], span.quote)
            for article in articles.every(store)
            for span in spans.of_article(store, article.id)
        ]


def test_a_folder_without_files_is_told_and_is_no_success(path, tmp_path, capsys):
    empty = tmp_path / "empty"
    (empty / "inner").mkdir(parents=True)
    assert run("import", path, empty) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert f"There are no files in {empty}" in said


def test_unknown_labels_stop_the_import_until_they_are_mapped(path, tasks, capsys):
    before = path.read_bytes()
    assert run("import", path, tasks) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert "no label NUM (1)" in said
    assert "--map 'NUM=LABEL'" in said
    assert path.read_bytes() == before
    assert run("import", path, tasks, "--map", "NUM=figure") == 0
    assert marked(path) == [("actor", "Syrskiy"), ("figure", "7,905")]


@pytest.mark.parametrize(("maps", "kept"), [("NUM=+", "NUM"), ("*=+", "NUM"), ("NUM=", None)])
def test_a_label_is_added_or_left_out(maps, kept, path, tasks, capsys):
    assert run("import", path, tasks, "--map", maps) == 0
    assert marked(path) == [("actor", "Syrskiy"), *([(kept, "7,905")] if kept else [])]
    assert ("left out, as chosen" in capsys.readouterr().out) == (kept is None)


def test_a_file_for_each_annotator_is_a_reading_for_each(path, tmp_path):
    for name, marks in {
        "Ben": [[0, 7, "actor"]],
        "Cleo": [[0, 7, "actor"], [13, 18, "figure"]],
    }.items():
        file = tmp_path / f"{name}.jsonl"
        file.write_text(json.dumps({"id": 1, "text": SAID, "label": marks}) + "\n")
        for _ in range(2):  # the second time brings nothing
            assert run("--person", name, "import", path, file) == 0
    with project.open_(path) as store:
        (article,) = articles.every(store)
        names = {one.id: one.name for one in people.everyone(store)}
        found = [(names[one.person_id], one.quote) for one in spans.of_article(store, article.id)]
    assert sorted(found) == [("Ben", "Syrskiy"), ("Cleo", "7,905"), ("Cleo", "Syrskiy")]


def test_a_dry_run_says_what_would_come_and_changes_nothing(path, tasks, capsys):
    before = path.read_bytes()
    assert run("import", path, tasks, "--dry-run", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["unknown_labels"] == {"NUM": 1}
    (file,) = found["files"]
    assert (file["format"], file["articles"], file["spans"]) == ("jsonl", 1, 2)
    assert path.read_bytes() == before
    assert run("import", path, tasks, "--dry-run") == 0
    assert "no label NUM (1)" in capsys.readouterr().out


def test_again_adds_nothing(path, tasks, capsys):
    for _ in range(2):
        assert run("import", path, tasks, "--map", "NUM=figure") == 0
    assert "0 new, 1 known already" in capsys.readouterr().out
    assert len(marked(path)) == 2


@pytest.mark.parametrize(("words", "format_", "many"), [((), "jsonl", 2), (("txt",), "txt", 0)])
def test_standard_input_is_read_by_its_content_or_as_asked(
    words, format_, many, path, monkeypatch, capsys
):
    given = io.TextIOWrapper(io.BytesIO(json.dumps(TASK).encode() + b"\n"))
    monkeypatch.setattr(sys, "stdin", given)
    asked = ["--format", *words] if words else []
    assert run("import", path, "-", "--map", "*=+", *asked, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["path"], one["format"], one["spans"]) == ("-", format_, many)
    assert len(marked(path)) == many


def test_the_columns_of_a_table_are_named(path, tmp_path):
    (tmp_path / "t.csv").write_text(f'no,wire,paper\n1,"{SAID}",Kyiv Times\n')
    assert run("import", path, tmp_path / "t.csv", "--column", "title=paper") == 0
    with project.open_(path) as store:
        assert [one.title for one in articles.every(store)] == ["Kyiv Times"]
    assert run("import", path, tmp_path / "t.csv", "--column", "title=none") == 1


def test_another_project_is_taken_in_with_its_people(path, tasks, tmp_path):
    other = tmp_path / "other.attesta"
    project.create(other, person="Ben").close()
    assert run("--person", "Ben", "import", other, tasks, "--map", "NUM=figure") == 0
    assert run("--person", "Ana", "import", path, other) == 0
    assert marked(path) == [("actor", "Syrskiy"), ("figure", "7,905")]
    with project.open_(path) as store:
        assert {one.name for one in people.everyone(store)} >= {"Ana", "Ben"}
    assert run("--person", "Ana", "import", path, other) == 0
    assert len(marked(path)) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "word"], "no import format “word”"),
        (["--map", "NUM"], "Write OLD=NEW"),
        (["--map", "NUM=person"], "no label “person”"),
        (["--map", "X=actor", "--map", "NUM=+"], "No file has a label or link “X”"),
        (["--column", "title"], "Write FIELD=COLUMN"),
    ],
)
def test_what_was_meant_wrongly_is_one_line(words, said, path, tasks, capsys):
    assert run("import", path, tasks, *words) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_formats_lists_both_directions(capsys):
    assert run("formats") == 0
    shown = capsys.readouterr().out
    assert "import:" in shown
    assert "export:" in shown
    assert run("formats", "--json") == 0
    both = json.loads(capsys.readouterr().out)
    assert {"txt", "jsonl", "brat"} <= {one["name"] for one in both["import"]}
    for one in (*both["import"], *both["export"]):
        assert one["holds"], one["name"]
        assert one["title"], one["name"]


def test_a_guessed_encoding_is_told_beforehand_and_another_can_be_named(path, tmp_path, capsys):
    text = tmp_path / "visit.txt"
    text.write_bytes("Łódź i już.".encode("iso8859-2"))
    assert run("import", path, text, "--dry-run") == 0
    assert "The encoding is a guess" in capsys.readouterr().out
    assert run("import", path, text, "--encoding", "klingon") == 1
    assert "There is no encoding “klingon”." in capsys.readouterr().err
    assert run("import", path, text, "--encoding", "iso8859-2") == 0
    with project.open_(path) as store:
        (article,) = articles.every(store)
        assert articles.text_of(store, article.id) == "Łódź i już."
