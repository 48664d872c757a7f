"""JSON lines: Prodigy's tokens, answers and relations, our own fields, plain records, odd lines."""

from __future__ import annotations

import json

import pytest

from model import importing
from model.errors import UserError
from tests.corpora import HARD, of_gold
from tests.there_and_back import drafts, exported

TEXT = "Syrskiy said 7,905 men fell."
TOKENS = [
    {"text": word, "start": TEXT.index(word), "end": TEXT.index(word) + len(word), "id": at}
    for at, word in enumerate(["Syrskiy", "said", "7,905", "men", "fell", "."])
]


def read(tmp_path, *rows, end="\n", mark=""):
    said = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path = tmp_path / "wire-copy.jsonl"
    path.write_bytes((mark + end.join([*said, ""])).encode())
    assert importing.plan([path]).formats == {path: "jsonl"}
    return list(importing.formats()["jsonl"].read(path))


def marked(draft):
    return [(draft.text[one.start : one.end], one.label) for one in draft.spans]


def test_plain_records_become_articles(tmp_path):
    meta = {"title": "Losses", "source": "Wire", "date": "2026-05-01T10:00:00Z", "state": "new"}
    one, two = read(tmp_path, {"text": TEXT, "meta": meta}, {"text": "Second."})
    assert (one.title, one.source, one.date, one.state) == ("Losses", "Wire", "2026-05-01", "")
    assert two.title == "Wire copy 2"


def test_token_end_is_inclusive(tmp_path):
    span = {"token_start": 2, "token_end": 4, "label": "CLAIM"}
    (found,) = read(tmp_path, {"text": TEXT, "tokens": TOKENS, "spans": [span]})
    assert marked(found) == [("7,905 men fell", "CLAIM")]


@pytest.mark.parametrize(
    ("answer", "many", "state"),
    [("accept", 1, "submitted"), ("reject", 0, ""), ("ignore", 0, ""), (None, 1, "")],
)
def test_only_accepted_answers_become_gold(tmp_path, answer, many, state):
    task = {"text": TEXT, "spans": [{"start": 0, "end": 7, "label": "ACTOR"}], "answer": answer}
    (found,) = read(tmp_path, task)
    assert (len(found.spans), found.state) == (many, state)
    assert bool(found.skipped) == (not many)


def test_relations_find_their_spans_by_place_or_by_last_token(tmp_path):
    actor = {"start": 0, "end": 7, "token_start": 0, "token_end": 0, "label": "ACTOR"}
    claim = {"start": 13, "end": 27, "token_start": 2, "token_end": 4, "label": "CLAIM"}
    tied = {"head": 4, "child": 0, "label": "said_by"}
    task = {"text": TEXT, "tokens": TOKENS, "spans": [actor, claim], "relations": [
        {**tied, "head_span": claim, "child_span": actor}, {**tied, "label": "by_token"},
        {**tied, "child": 3, "label": "bare_token"}]}  # fmt: skip
    (found,) = read(tmp_path, task)
    keys = {one.label: one.key for one in found.spans}
    assert [(one.kind, one.head, one.child) for one in found.links] == [
        ("said_by", keys["CLAIM"], keys["ACTOR"]), ("by_token", keys["CLAIM"], keys["ACTOR"]),
    ]  # fmt: skip
    assert any("bare_token" in line for line in found.skipped)


def test_a_line_separator_inside_a_string_does_not_end_the_line(tmp_path):
    text = "He\u2028said\x85no"
    (found,) = read(tmp_path, {"text": text, "spans": [{"start": 3, "end": 7, "label": "CUE"}]})
    assert (found.text, marked(found)) == (text, [("said", "CUE")])


def test_a_mark_at_the_head_and_carriage_returns_do_no_harm(tmp_path):
    rows = [{"text": f"Text {at}"} for at in range(3)]
    assert len(read(tmp_path, *rows, end="\r\n", mark="\ufeff")) == 3


def test_bad_lines_are_told_with_their_numbers_and_the_others_kept(tmp_path):
    one, two = read(tmp_path, {"text": "a b"}, "{broken", "[]", '{"text": 7}', '{"text": NaN}',
                    "[" * 10000, {"text": "c d"}, '"end"')  # fmt: skip
    assert (one.text, two.text) == ("a b", "c d")
    told = [said.removeprefix("wire-copy.jsonl, line ").split(":")[0] for said in two.skipped]
    assert told == ["2", "3", "4", "5", "6", "8"]


@pytest.mark.parametrize("listed", [False, True])
def test_what_readers_would_take_differently_is_refused_and_the_others_kept(listed, tmp_path):
    rows = ['{"text": "a b"}', '{"text": "x", "text": "y"}',
            '{"text": "x", "spans": [{"start": NaN, "end": 1, "label": "A"}]}',
            '{"text": "c d"}']  # fmt: skip
    path = tmp_path / "some.jsonl"
    path.write_text("[" + ",\n".join(rows) + "]" if listed else "\n".join(rows))
    one, two = importing.formats()["jsonl"].read(path)
    assert (one.text, two.text) == ("a b", "c d")
    told = two.skipped
    assert [f"line {line}:" in said for line, said in zip((2, 3), told, strict=True)] == [True] * 2
    assert "a name stands twice in one object" in told[0]


def test_a_file_of_bad_lines_is_refused_with_the_first(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": ""}\n{"no": 1}\n')
    with pytest.raises(UserError, match=r"bad\.jsonl, line 1: it has no “text”"):
        list(importing.formats()["jsonl"].read(path))


def test_half_a_surrogate_and_a_span_without_a_place_do_not_stop_it(tmp_path):
    row = '{"text": "x\\ud83d y", "spans": [{"label": "A"}, {"start": 3, "end": 4, "label": "B"}]}'
    (found,) = read(tmp_path, row)
    assert found.text == "x\ufffd y"
    assert marked(found) == [("y", "B")]
    assert len(found.skipped) == 1


def test_wide_files_and_lists_are_read_too(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "né"}\n{"text": "b"}\n'.encode("utf-16"))
    assert [one.text for one in importing.formats()["jsonl"].read(path)] == ["né", "b"]
    path.write_text('[\n {"text": "a"},\n {"text": "b", "spans": []}\n]\n')
    assert [one.text for one in importing.formats()["jsonl"].read(path)] == ["a", "b"]


def test_our_own_fields_come_back(tmp_path):
    (found,) = drafts("jsonl", exported(of_gold(), "jsonl", tmp_path))
    wanted = {one.id: one for one in of_gold().articles[0].spans}
    assert len(found.spans) == 87
    assert all(one.attributes == wanted[one.key].attributes for one in found.spans)
    (found,) = drafts("jsonl", exported(HARD["attributes"], "jsonl", tmp_path))
    assert (found.spans[0].note, found.spans[0].origin) == ("a\nb", "rule:x@1")


def test_a_first_line_longer_than_the_head_is_recognised(tmp_path):
    (found,) = read(tmp_path, {"text": "word " * 5000, "spans": [], "answer": "accept"})
    assert found.state == "submitted"
