"""doccano: the old triples under either name, the new entities with relations, code points."""

from __future__ import annotations

import json

import pytest

from model import exporting, importing
from model.anchors import settle
from model.errors import UserError
from tests.corpora import HARD, article, corpus, of_gold
from tests.there_and_back import exported

TEXT = "🪖 Syrskiy said 7,905 men fell."


def read(tmp_path, *rows, end="\n"):
    said = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path = tmp_path / "d.jsonl"
    path.write_bytes(end.join([*said, ""]).encode())
    assert importing.plan([path]).formats == {path: "doccano"}
    return list(importing.formats()["doccano"].read(path))


def marked(draft):
    return [(draft.text[one.start : one.end], one.label) for one in draft.spans]


@pytest.mark.parametrize("column", ["label", "labels"])
def test_triples_under_either_name(tmp_path, column):
    row = {"id": 1, "text": TEXT, column: [[2, 9, "ACTOR"], [15, 20, "FIGURE"]], "Comments": ["?"]}
    (found,) = read(tmp_path, row)
    assert marked(found) == [("Syrskiy", "ACTOR"), ("7,905", "FIGURE")]
    assert found.note == "?"


def test_entities_with_relations(tmp_path):
    row = {
        "text": TEXT,
        "entities": [
            {"id": 40, "start_offset": 15, "end_offset": 29, "label": "CLAIM"},
            {"id": 41, "start_offset": 2, "end_offset": 9, "label": "ACTOR"},
        ],
        "relations": [{"id": 0, "from_id": 40, "to_id": 41, "type": "said_by"},
                      {"id": 1, "from_id": 40, "to_id": 99, "type": "lost"}],
    }  # fmt: skip
    (found,) = read(tmp_path, row)
    assert marked(found) == [("7,905 men fell", "CLAIM"), ("Syrskiy", "ACTOR")]
    assert [(one.kind, one.head, one.child) for one in found.links] == [("said_by", "40", "41")]
    assert len(found.skipped) == 1


def test_a_carriage_return_in_the_text_counts_as_the_file_has_it(tmp_path):
    (found,) = read(tmp_path, {"text": "One.\r\nTwo men.", "label": [[6, 9, "FIGURE"]]}, end="\r\n")
    settled = settle(found)
    assert settled.moved == ()
    assert [one.quote for one in settled.draft.spans] == ["Two"]


def test_bad_lines_and_spans_are_told_and_the_others_kept(tmp_path):
    rows = ({"text": "ten men", "label": [[0, 3, "A"], "odd"]}, "{broken", {"label": []},
            {"text": "one", "label": []})  # fmt: skip
    one, two = read(tmp_path, *rows)
    assert marked(one) == [("ten", "A")]
    assert one.skipped == ("d.jsonl, line 1: span 2 has no place or no label.",)
    assert [said.split(":")[0] for said in two.skipped] == ["d.jsonl, line 2", "d.jsonl, line 3"]


def test_a_file_without_texts_is_refused_by_name(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text('{"label": []}\n')
    with pytest.raises(UserError, match=r"d\.jsonl, line 1"):
        list(importing.formats()["doccano"].read(path))


# ---- what we write


def test_entities_and_relations_stand_where_the_text_says(tmp_path):
    given = of_gold()
    (line,) = exported(given, "doccano", tmp_path).read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    at = {one["id"]: one for one in row["entities"]}
    quotes = {(row["text"][one["start_offset"] : one["end_offset"]], one["label"])
              for one in at.values()}  # fmt: skip
    assert quotes == {(one.quote, one.label) for one in given.articles[0].spans}
    assert len(row["relations"]) == 80
    assert all({one["from_id"], one["to_id"]} <= at.keys() for one in row["relations"])


def test_a_line_separator_does_not_end_a_line(tmp_path):
    said = exported(HARD["line separators"], "doccano", tmp_path).read_text(encoding="utf-8")
    assert len(said.splitlines()) == 1


def test_overlaps_are_told_because_a_project_must_allow_them():
    told = exporting.report(HARD["nested"], "doccano")
    assert any("must allow them" in one.what for one in told)
    told = exporting.report(corpus(article("one two", (0, 3, "claim"), (4, 7, "claim"))), "doccano")
    assert told == ()
