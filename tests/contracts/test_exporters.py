"""One contract for every export format: what goes in comes back, or is told as lost before."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest

from model import corpus as corpora
from model import exporting, project
from model.errors import UserError
from tests import gold
from tests.corpora import HARD, article, corpus, of_gold

FORMATS = sorted(exporting.formats())
WHOLE = [name for name in FORMATS if "text" in exporting.formats()[name].HOLDS]
"""The formats that give the articles back; the others hold tables of claims."""


def target(tmp_path, format_):
    return tmp_path / f"out{exporting.formats()[format_].SUFFIX}"


def read(format_, path):
    return list(exporting.formats()[format_].read_back(path))


def contents(path):
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    beside = path.parent.glob("*.datasheet.*")
    home = path.parent if path.is_file() else path
    return {
        file.name if file.parent == path.parent else file.relative_to(home).as_posix():
        file.read_bytes() for file in (*sorted(files), *sorted(beside))
    }  # fmt: skip


def holds(format_, what):
    return what in exporting.formats()[format_].HOLDS


def lost_spans(report):
    """Spans that the report calls lost; links and attributes are counted by themselves."""
    return sum(
        loss.count for loss in report.losses
        if loss.harm == "lost" and loss.what.startswith(("Spans", "Suggestions"))
    )  # fmt: skip


@pytest.fixture(params=FORMATS)
def format_(request):
    return request.param


@pytest.fixture(params=WHOLE)
def whole(request):
    return request.param


@pytest.mark.parametrize("case", HARD)
def test_what_goes_in_comes_back(whole, case, tmp_path):
    given = HARD[case]
    report = exporting.export(given, whole, target(tmp_path, whole))
    found = {one.id: one for one in read(whole, report.path)}
    lost = lost_spans(report)
    for wanted in given.articles:
        came = found[wanted.id]
        assert came.text == wanted.text
        there = {(s.start, s.end, s.label, s.state, s.quote) for s in came.spans}
        want = {(s.start, s.end, s.label, s.state, s.quote) for s in wanted.spans}
        assert there <= want
        assert len(want - there) == lost
        assert all(came.text[s.start : s.end] == s.quote for s in came.spans)
    assert len(found) == len(given.articles)


def test_an_article_of_a_megabyte_comes_back(whole, tmp_path):
    line = "🪖 Kyiv said some 45,000 troops had crossed the border; Moscow denied it.\n"
    text = line * (1_000_000 // len(line.encode()) + 1)
    marks = [mark for at in range(0, len(text), 40 * len(line))
             for mark in ((at + 2, at + 6, "actor"), (at + 17, at + 30, "figure"))]  # fmt: skip
    given = corpus(article(text, *marks))
    report = exporting.export(given, whole, target(tmp_path, whole))
    came = read(whole, report.path)[0]
    assert len(came.text.encode()) > 1_000_000
    assert came.text == text
    assert {(s.start, s.end, s.label) for s in came.spans} == set(marks)


def test_the_gold_comes_back_whole(whole, tmp_path):
    report = exporting.export(of_gold(), whole, target(tmp_path, whole))
    came = read(whole, report.path)[0]
    assert len(came.spans) == 87 - lost_spans(report)
    assert len(came.links) == (80 if holds(whole, "links") else 0)
    assert (report.spans, report.links) == (len(came.spans), len(came.links))


def test_the_same_corpus_gives_the_same_bytes(format_, tmp_path):
    twice = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        path = target(tmp_path / name, format_)
        exporting.export(of_gold(), format_, path)
        twice.append(contents(path))
    assert twice[0] == twice[1]


def test_the_datasheet_knows_counts_definitions_and_hashes(format_, tmp_path):
    path = target(tmp_path, format_)
    exporting.export(of_gold(), format_, path)
    files = contents(path)
    sheet = json.loads(next(files[name] for name in files if name.endswith("datasheet.json")))
    assert sheet["accepted_spans"]["claim"] == {"total": 25, "train": 25}
    assert sheet["labels"][0]["definition"] == "What a claim is."
    for name, digest in sheet["sha256"].items():
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_a_suggestion_never_passes_as_gold(whole, tmp_path):
    given = HARD["suggested and rejected"]
    report = exporting.export(given, whole, target(tmp_path, whole))
    came = read(whole, report.path)[0]
    assert [s.quote for s in came.spans if s.state == "accepted"] == ["a"]
    if not holds(whole, "suggestions"):
        assert len(came.spans) == 1
        assert lost_spans(report) == 2
        return
    assert {s.state for s in came.spans} == {"accepted", "suggested", "rejected"}
    suggested = next(s for s in came.spans if s.state == "suggested")
    assert (suggested.origin, suggested.score) == ("rule:r@1", 0.5)


def test_the_project_itself_is_never_a_target(format_, tmp_path):
    path = tmp_path / "p.attesta"
    with project.create(path) as store:
        gold.load(store)
        given = corpora.snapshot(store, corpora.Selection())
    before = path.read_bytes()
    with pytest.raises(UserError, match="p.attesta"):
        exporting.export(given, format_, path, project=path)
    assert path.read_bytes() == before


def test_a_target_that_cannot_be_written_is_named_and_left(format_, tmp_path):
    with pytest.raises(UserError, match="no folder"):
        exporting.export(of_gold(), format_, tmp_path / "nowhere" / "out")
    path = target(tmp_path, format_)
    exporting.export(of_gold(), format_, path)
    before = contents(path)

    def full(_done, _total):
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError, match=f"{path.name} could not be written: No space left"):
        exporting.export(HARD["nested"], format_, path, on_progress=full)
    assert contents(path) == before
    assert not list(tmp_path.glob(".*"))


def test_an_export_replaces_an_earlier_one_whole(whole, tmp_path):
    path = target(tmp_path, whole)
    exporting.export(of_gold(), whole, path)
    exporting.export(HARD["nested"], whole, path)
    assert [one.title for one in read(whole, path)][0] == "An article"
    assert not list(tmp_path.glob(".*"))


def test_what_a_killed_export_left_is_cleaned_at_the_next(format_, tmp_path):
    path = target(tmp_path, format_)
    exporting.export(of_gold(), format_, path)
    for left in (f".{path.name}.attesta-part", ".out.datasheet.json.attesta-part"):
        (tmp_path / left).write_text("half")
    exporting.export(of_gold(), format_, path)
    assert not list(tmp_path.glob(".*"))


def test_progress_ends_at_its_total(format_, tmp_path):
    seen = []
    exporting.export(HARD["three splits"], format_, target(tmp_path, format_),
                     on_progress=lambda done, total: seen.append((done, total)))  # fmt: skip
    assert seen[-1] == (8, 8)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_every_format_says_who_it_is(format_):
    module = exporting.formats()[format_]
    assert format_ == module.NAME
    assert module.TITLE
    assert all(option.key and option.text and option.help for option in module.OPTIONS)


# ---- JSON lines


def test_json_lines_are_prodigys(tmp_path):
    exporting.export(of_gold(), "jsonl", tmp_path / "g.jsonl")
    task = json.loads((tmp_path / "g.jsonl").read_text(encoding="utf-8"))
    tokens = task["tokens"]
    rebuilt = "".join(one["text"] + " " * one["ws"] for one in tokens)
    assert rebuilt == task["text"] == gold.gold()["text"]
    assert [one["id"] for one in tokens] == list(range(len(tokens)))
    for one in task["spans"]:
        assert tokens[one["token_start"]]["start"] == one["start"]
        assert tokens[one["token_end"]]["end"] == one["end"]
    wanted = {
        (one["label"], one["head_span"]["start"], one["child_span"]["end"])
        for one in gold.gold()["relations"]
    }
    for one in task["relations"]:
        assert one["head"] == one["head_span"]["token_end"]
        assert (one["label"], one["head_span"]["start"], one["child_span"]["end"]) in wanted
    assert task["answer"] == "accept"


@pytest.mark.parametrize("case", [case for case in HARD if case != "no articles"])
def test_tokens_rebuild_the_text(case, tmp_path):
    exporting.export(HARD[case], "jsonl", tmp_path / "a.jsonl")
    for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines():
        task = json.loads(line)
        assert "".join(t["text"] + " " * t["ws"] for t in task["tokens"]) == task["text"]


def test_an_article_nobody_looked_at_is_ignored_not_accepted(tmp_path):
    exporting.export(HARD["never looked at"], "jsonl", tmp_path / "a.jsonl")
    assert json.loads((tmp_path / "a.jsonl").read_text())["answer"] == "ignore"


def test_json_lines_cut_no_token_without_saying_so(tmp_path):
    given = corpus(article("forty-five troops", (2, 5, "figure")))
    losses = exporting.report(given, "jsonl")
    assert any("inside a token" in loss.what for loss in losses)
    exporting.export(given, "jsonl", tmp_path / "a.jsonl")
    found = json.loads((tmp_path / "a.jsonl").read_text())["spans"][0]
    assert (found["start"], found["end"], found["token_start"]) == (2, 5, 0)


# ---- spaCy


@pytest.fixture
def docs():
    import spacy
    from spacy.tokens import DocBin

    def load(file):
        return list(DocBin().from_disk(file).get_docs(spacy.blank("en").vocab))

    return load


def test_reviewed_and_empty_is_an_empty_group_and_unread_is_none(tmp_path, docs):
    given = corpus(*HARD["reviewed and empty"].articles, *HARD["never looked at"].articles)
    exporting.export(given, "spacy", tmp_path / "s")
    (empty,) = docs(tmp_path / "s" / "train.spacy")
    assert "sc" in empty.spans
    assert len(empty.spans["sc"]) == 0
    (unread,) = docs(tmp_path / "s" / "aside.spacy")
    assert "sc" not in unread.spans


def test_entities_are_one_flat_layer_outside_only_where_finished(tmp_path, docs):
    text = "Syrskiy said 45 men"
    given = corpus(
        article(text, (0, 7, "actor"), (13, 15, "figure"), state="approved"),
        article(text + " fell", (0, 7, "actor"), state="in progress"),
    )
    exporting.export(given, "spacy", tmp_path / "s")
    finished, begun = docs(tmp_path / "s" / "train.spacy")
    assert [(e.text, e.label_) for e in finished.ents] == [("Syrskiy", "actor")]
    assert [token.ent_iob_ for token in finished] == ["B", "O", "O", "O"]
    assert [token.ent_iob_ for token in begun] == ["B", "", "", "", ""]
    exporting.export(given, "spacy", tmp_path / "s", {"layer": "figure"})
    assert [e.text for e in docs(tmp_path / "s" / "train.spacy")[0].ents] == ["45"]


def test_a_span_that_cuts_a_token_is_told_then_left_out_or_widened(tmp_path, docs):
    given = corpus(article("some 12,000troops fell", (5, 11, "figure")))
    losses = exporting.report(given, "spacy")
    assert [(one.harm, one.count) for one in losses if one.harm == "lost"] == [("lost", 1)]
    assert exporting.export(given, "spacy", tmp_path / "s").spans == 0
    report = exporting.export(given, "spacy", tmp_path / "s", {"misaligned": "expand"})
    assert [one.harm for one in report.losses if one.harm != "note"] == ["changed"]
    (widened,) = docs(tmp_path / "s" / "train.spacy")
    assert [span.text for span in widened.spans["sc"]] == ["12,000troops"]


def test_a_folder_with_other_files_is_not_replaced(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(UserError, match="holds other files"):
        exporting.export(of_gold(), "spacy", tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_the_old_folder_comes_back_when_a_replacement_was_cut_off(tmp_path):
    exporting.export(of_gold(), "spacy", tmp_path / "s")
    os.rename(tmp_path / "s", tmp_path / ".s.attesta-old")
    exporting.clean_up(tmp_path / "s")
    assert (tmp_path / "s" / "train.spacy").exists()


def test_an_unknown_option_is_refused(tmp_path):
    with pytest.raises(UserError, match="Choose one of: actor, claim, figure, verified"):
        exporting.export(of_gold(), "spacy", tmp_path / "s", {"layer": "nonsense"})


def test_spacy_trains_on_the_folder_as_it_is(tmp_path):
    exporting.export(of_gold(), "spacy", tmp_path / "s")
    done = subprocess.run(
        [sys.executable, "-m", "spacy", "train", "config.cfg", "--output", str(tmp_path / "model"),
         "--training.max_steps", "2", "--training.eval_frequency", "2",
         "--components.tok2vec.model.encode.width", "16"],
        cwd=tmp_path / "s", capture_output=True, text=True, check=False,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "model" / "model-last" / "spancat").is_dir()
    assert "max_size = 49" in (tmp_path / "s" / "config.cfg").read_text()
