"""Export on the command line: who, when, strict, standard output; and what the datasheet proves."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing

import pytest

import main
from model import articles, labels, project, spans
from model.drafts import Draft
from model.stories import SIMILAR
from tests import gold
from tests.proof import behind_its_back, without_triggers


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "desk.attesta"
    with project.create(made, person="Ana") as store:
        gold.load(store, approved=True)
        wire = " ".join(f"word{number}" for number in range(120))
        new = [Draft(f"{wire} copy {at}.", f"Copy {at}", date="2024-01-02") for at in range(3)]
        new += [Draft(f"story {at} " * 30, f"Story {at}") for at in range(20)]
        actor = labels.named(store, "actor").id
        for id_ in articles.add(store, new).new:
            spans.mark(store, id_, 0, 5, actor)
            articles.submit(store, id_)
    return made


def export(path, to, *words):
    return main.main(["export", str(path), "--format", "jsonl", "--to", str(to), *words])


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def test_dates_words_people_and_states_choose_articles(path, tmp_path):
    out = tmp_path / "a.jsonl"
    assert export(path, out, "--since", "2024-01", "--until", "2024-02") == 0
    assert {one["meta"]["title"] for one in lines(out)} == {"Copy 0", "Copy 1", "Copy 2"}
    assert export(path, out, "--matching", "kursk", "--people", "Ana", "--states", "approved") == 0
    assert [one["meta"]["title"] for one in lines(out)] == [gold.TITLE]
    chosen = lines(out)[0]["meta"]["id"]
    assert export(path, out, "--articles", chosen, "--spans", "submitted") == 0
    assert len(lines(out)) == 1


@pytest.mark.parametrize("words", [("--people", "Zoe"), ("--since", "soon"), ("--states", "x")])
def test_what_is_not_there_is_one_line_and_1(path, tmp_path, words, capsys):
    assert export(path, tmp_path / "a.jsonl", *words) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "a.jsonl").exists()


def test_strict_refuses_what_would_be_lost_and_lets_the_rest_through(path, tmp_path, capsys):
    assert export(path, tmp_path / "a.jsonl", "--strict") == 0
    words = ["export", str(path), "--format", "csv", "--to", str(tmp_path / "c.csv"), "--strict"]
    assert main.main(words) == 1
    assert "would not be whole" in capsys.readouterr().err
    assert not (tmp_path / "c.csv").exists()
    assert main.main([*words[:-1], "--dry-run"]) == 0
    assert "lost: Texts of the articles" in capsys.readouterr().out
    assert main.main([*words, "--dry-run"]) == 1


def test_a_file_can_be_written_to_standard_output_checked_like_any_other(
    path, tmp_path, monkeypatch, capsys
):
    export(path, tmp_path / "a.jsonl")
    capsys.readouterr()
    taken = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", taken)
    assert export(path, "-") == 0
    assert taken.buffer.getvalue() == (tmp_path / "a.jsonl").read_bytes()
    assert "read back and found equal" in capsys.readouterr().err


def test_a_folder_cannot_be_written_to_standard_output(path, capsys):
    assert main.main(["export", str(path), "--format", "spacy", "--to", "-"]) == 1
    assert "is a folder" in capsys.readouterr().err


def test_the_datasheet_lists_articles_with_hashes_and_proves_that_no_copy_leaks(path, tmp_path):
    export(path, tmp_path / "a.jsonl", "--split", "60,20,20", "--seed", "3")
    sheet = json.loads((tmp_path / "a.datasheet.json").read_text(encoding="utf-8"))
    assert sheet["selection"]["seed"] == 3
    listed = {one["title"]: one for one in sheet["article_list"]}
    assert len(listed) == 24
    assert len({listed[f"Copy {at}"]["story"] for at in range(3)}) == 1
    assert len({listed[f"Copy {at}"]["split"] for at in range(3)}) == 1
    assert sheet["stories"]["of_several_articles"] == 1
    assert sheet["leaks"]["threshold"] == SIMILAR
    assert sheet["leaks"]["pairs_at_or_above"] == 0
    texts = {one["meta"]["title"]: one["meta"]["sha256"] for one in lines(tmp_path / "a.jsonl")}
    assert {title: one["sha256"] for title, one in listed.items()} == texts
    by_split = sheet["articles_with_label"]["actor"]
    assert by_split["total"] == sum(by_split[one] for one in ("train", "dev", "test")) == 24
    shown = (tmp_path / "a.datasheet.md").read_text(encoding="utf-8")
    assert "Split 60:20:20 by story, seed 3" in shown
    assert listed["Copy 0"]["sha256"] in shown


def test_a_label_with_a_comma_and_a_person_with_one_can_be_chosen(tmp_path):
    path = tmp_path / "p.attesta"
    with project.create(path, person="Ana, desk 2") as store:
        gold.load(store)
    out = tmp_path / "a.jsonl"
    assert export(path, out, "--one-person", "Ana, desk 2") == 0
    assert len(lines(out)[0]["spans"]) == 87


def test_every_option_of_a_format_can_be_given(path, tmp_path):
    out = tmp_path / "r.json"
    words = ["export", str(path), "--format", "claimreview", "--to", str(out)]
    assert main.main([*words, "--desk", "Fact Desk", "--url", "https://desk.example"]) == 0
    assert json.loads(out.read_text()) == []


def test_the_datasheet_tells_how_far_annotators_agree(path, tmp_path, capsys):
    def sheet():
        run = ["export", str(path), "--format", "jsonl", "--to", str(tmp_path / "b.jsonl")]
        assert main.main(run) == 0
        capsys.readouterr()
        shown = (tmp_path / "b.datasheet.md").read_text(encoding="utf-8")
        said = json.loads((tmp_path / "b.datasheet.json").read_text(encoding="utf-8"))
        return said["agreement"], shown.split("## Agreement")[1].split("##")[0]

    assert sheet()[0] == {"articles": 0}
    assert "none to measure" in sheet()[1]
    with project.open_(path, person="Zoe") as store:
        for article in articles.every(store):
            articles.submit(store, article.id)
    found, shown = sheet()
    assert found["articles"] > 0
    assert found["measures"][0]["exact"]["matched"] == 0
    assert f"| all | {found['measures'][0]['n']} | 0.000 |" in shown


@pytest.mark.parametrize("format_", ["jsonl", "spacy", "brat"])
@pytest.mark.parametrize(("harm", "said"), [
    (["UPDATE span SET start = start + 1 WHERE start > 0"], "no longer says"),
    ([*without_triggers("body"), "UPDATE body SET text = replace(text, 'story', 'glory')"],
     "no longer the one that was imported"),
])  # fmt: skip
def test_of_a_damaged_project_nothing_is_exported(path, tmp_path, capsys, format_, harm, said):
    with closing(sqlite3.connect(path)) as db:
        guards = [sql for (sql,) in db.execute(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'body'"
        )]  # fmt: skip
    behind_its_back(path, *harm, *(guards if len(harm) > 1 else ()))
    to = tmp_path / "out"
    assert main.main(["export", str(path), "--format", format_, "--to", str(to)]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Nothing is exported of a damaged project" in told
    assert not to.exists()
