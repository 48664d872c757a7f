"""Traps of the formats that no other test steps on: what other readers would trip over."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from model import exporting, importing, recognising
from model.errors import UserError
from tests.corpora import HARD, article, corpus, of_gold, span
from tests.there_and_back import exported

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("tests/contracts/TRAPS.md", "tests/faults/TRAPS.md")


@pytest.mark.parametrize("traps", LISTS)
def test_every_trap_that_is_listed_has_the_tests_that_it_names(traps):
    text = (ROOT / traps).read_text(encoding="utf-8")
    listed = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", text)
    assert len(listed) > 60
    gone = [f"{file}::{name}" for file, name in listed
            if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")]  # fmt: skip
    assert gone == []


@pytest.mark.parametrize("case", [case for case in HARD if case != "no articles"])
def test_the_library_that_prodigy_reads_with_takes_every_line(case, tmp_path):
    import srsly

    path = exported(HARD[case], "jsonl", tmp_path)
    tasks = list(srsly.read_jsonl(path))
    assert [task["text"] for task in tasks] == [one.text for one in HARD[case].articles]


def test_prodigys_places_are_tokens_of_spacy_where_they_do_not_cut_one(tmp_path):
    import spacy
    import srsly

    (task,) = srsly.read_jsonl(exported(of_gold(), "jsonl", tmp_path))
    doc = spacy.blank("en").make_doc(task["text"])
    fits = [doc.char_span(one["start"], one["end"], one["label"]) for one in task["spans"]]
    assert [one.text for one in fits if one] == [one["text"] for one in task["spans"]]


@pytest.mark.parametrize(("case", "many"), [("nested", 1), ("emoji", 0)])
def test_entities_that_overlap_are_told_before_prodigy_refuses_them(case, many):
    told = [one.count for one in exporting.report(HARD[case], "jsonl") if "(ner)" in one.what]
    assert sum(told) == many


def test_prodigys_hashes_are_left_to_prodigy(tmp_path):
    (line,) = exported(of_gold(), "jsonl", tmp_path).read_text(encoding="utf-8").splitlines()
    assert not [key for key in json.loads(line) if key.endswith("_hash")]


@pytest.mark.parametrize(("text", "figure"), [
    ("some 5,000–6,000 men", "6,000"), ("about ~7.9k men", "7.9k"), ("some 3bn dollars", "3"),
    ("Kundennummer2785708 called", "2785708"),
])  # fmt: skip
@pytest.mark.parametrize("misaligned", ["leave out", "expand"])
def test_a_figure_inside_one_of_spacys_tokens_is_told(text, figure, misaligned, tmp_path):
    start = text.index(figure)
    given = corpus(article(text, (start, start + len(figure), "figure")))
    told = [one for one in exporting.report(given, "spacy", {"misaligned": misaligned})
            if "cut a token" in one.what]  # fmt: skip
    assert [(one.harm, one.count) for one in told] == [
        ("lost" if misaligned == "leave out" else "changed", 1)]  # fmt: skip
    report = exporting.export(given, "spacy", tmp_path / "s", {"misaligned": misaligned})
    assert report.spans == (0 if misaligned == "leave out" else 1)


def test_a_note_of_several_lines_is_one_line_of_brat(tmp_path):
    folder = exported(HARD["attributes"], "brat", tmp_path)
    (file,) = folder.glob("*.ann")
    lines = file.read_text(encoding="utf-8").split("\n")
    assert all(line[:1] in "TRAE#" for line in lines)
    assert sum(line.startswith("#") for line in lines) >= 1


def test_a_split_of_empty_articles_has_the_types_of_the_others(tmp_path, monkeypatch):
    from datasets import concatenate_datasets, load_dataset

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    given = corpus(article("Ann said no.", (0, 3, "actor")), article("Nothing.", split="dev"),
                   article("Nothing at all.", split="test"))  # fmt: skip
    folder = exported(given, "parquet", tmp_path)
    found = load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))
    joined = concatenate_datasets(list(found.values()))
    assert [len(spans) for spans in joined["spans"]] == [1, 0, 0]


STATES = {"jsonl", "spacy", "parquet", "uima", "webanno", "w3c", "brat", "label-studio", "conll",
          "doccano"}  # fmt: skip


def test_formats_that_cannot_say_who_has_looked_say_that_they_cannot():
    known = exporting.formats()
    assert {name for name, one in known.items() if "states" in one.HOLDS} == STATES
    given = corpus(*HARD["reviewed and empty"].articles, *HARD["never looked at"].articles)
    for name in sorted(known.keys() - STATES):
        told = [one.what for one in exporting.report(given, name)]
        assert any("whether anybody has looked" in what for what in told), name


@pytest.mark.parametrize("name", sorted(STATES))
def test_unread_and_reviewed_and_empty_come_back_as_what_they_are(name, tmp_path):
    given = corpus(*HARD["reviewed and empty"].articles, *HARD["never looked at"].articles)
    path = exported(given, name, tmp_path)
    found = {one.text: one.looked_at for one in exporting.formats()[name].read_back(path)}
    assert found == {one.text: one.looked_at for one in given.articles}
    assert sorted(found.values()) == [False, True]


def test_lines_of_json_end_only_where_a_record_does(tmp_path):
    for name in ("jsonl", "doccano", "conll"):
        folder = tmp_path / name
        folder.mkdir()
        path = exported(HARD["line separators"], name, folder)
        file = path if path.is_file() else path / "articles.jsonl"
        (line,) = file.read_text(encoding="utf-8").splitlines()
        assert json.loads(line)["text"] == HARD["line separators"].articles[0].text


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_claims_table_of_ours_does_not_pass_for_articles(name, tmp_path):
    path = exported(of_gold(), name, tmp_path)
    module = importing.formats()[name]
    with pytest.raises(UserError, match=r"claims table that Attesta.*texts.*not in it.*JSON lines"):
        list(module.read(path))
    claims = [one.quote for one in next(iter(of_gold().articles)).spans if one.label == "claim"]
    assert [one.text for one in module.read(path, {"text": "claim"})] == claims


def test_published_reviews_do_not_pass_for_articles(tmp_path):
    text = "Kyiv said 300 men came."
    claim = span(text, 10, 22, "claim", attributes={"verdict": "supported"})
    given = corpus(replace(article(text, state="approved"), spans=(claim,)))
    path = exported(given, "claimreview", tmp_path)
    name, _ = recognising.recognised(path)
    with pytest.raises(UserError, match=r"published review \(ClaimReview\).*text is not"):
        list(importing.formats()[name].read(path))
