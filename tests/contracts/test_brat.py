"""brat folders: fragments at line ends, exact counting, and a reader that is not ours."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pybrat.parser import BratParser

from model import exporting, importing
from model.anchors import settle
from model.errors import UserError
from tests.corpora import HARD, LABELS, article, corpus, of_gold, span
from tests.there_and_back import drafts, exported

TEXT = "Syrskiy said 7,905 Russian soldiers were killed in May.\nIt could not be confirmed."
ANN = """\
T1\tActor 0 7\tSyrskiy
T2\tClaim 13 54\t7,905 Russian soldiers were killed in May
T3\tFigure 13 18\t7,905
R1\tSaidBy Arg1:T2 Arg2:T1\t
A1\tStatus T2 Unconfirmed
A2\tVague T3
#1\tAnnotatorNotes T2\tmonthly total
"""


def pair(folder, ann, text=TEXT):
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "a.ann").write_bytes(ann.encode() if isinstance(ann, str) else ann)
    return folder / "a.ann"


def read(folder, ann, text=TEXT):
    (found,) = importing.formats()["brat"].read(pair(folder, ann, text))
    return found


def test_spans_relations_attributes_and_notes_are_read(tmp_path):
    found = read(tmp_path, ANN)
    actor, claim, figure = found.spans
    assert [(one.start, one.end, one.label, one.quote) for one in found.spans] == [
        (0, 7, "Actor", "Syrskiy"), (13, 54, "Claim", TEXT[13:54]), (13, 18, "Figure", "7,905"),
    ]  # fmt: skip
    assert [(one.kind, one.head, one.child) for one in found.links] == [
        ("SaidBy", claim.key, actor.key)
    ]
    assert claim.attributes == {"Status": "Unconfirmed"}
    assert figure.attributes == {"Vague": True}
    assert (claim.note, claim.line) == ("monthly total", 2)
    assert found.skipped == ()


def test_a_span_in_pieces_is_joined_over_line_ends_and_reported_elsewhere(tmp_path):
    found = read(tmp_path, "T1\tClaim 0 3;4 7\tone two\nT2\tClaim 0 3;8 13\tone three\n",
                 "one\ntwo three")  # fmt: skip
    assert [(one.start, one.end) for one in found.spans] == [(0, 7)]
    assert len(found.skipped) == 1
    assert "line 2: T2 “one three” is in 2 pieces" in found.skipped[0]


def test_event_arguments_become_links(tmp_path):
    ann = ("T1\tSay 8 12\tsaid\nT2\tActor 0 7\tSyrskiy\nT3\tFigure 13 18\t7,905\n"
           "E1\tSay:T1 Speaker:T2 Theme2:E2\nE2\tFigure:T3\nE3\tSay:T9 Speaker:T2\n")  # fmt: skip
    found = read(tmp_path, ann)
    assert [(one.kind, one.head, one.child) for one in found.links] == [
        ("Speaker", "T1", "T2"), ("Theme", "T1", "T3"),
    ]  # fmt: skip
    assert any("E3" in line for line in found.skipped)


def test_bad_lines_are_named_and_do_not_stop_the_others(tmp_path):
    ann = (
        "nonsense\nT1\tActor 0 999\tx\nT2\tActor\tx\nN1\tReference T4 W:1\tx\n"
        "R1\tA Arg1:T4 Arg2:T77\nT4\tActor 0 7\tSyrskiy\nA1\tX R1 y\n"
    )
    found = read(tmp_path, ann)
    assert [one.key for one in found.spans] == ["T4"]
    lines = [re.search(r"line (\d+)", said)[1] for said in found.skipped]
    assert sorted(lines) == ["1", "2", "3", "4", "5", "7"]


def test_marks_at_the_head_and_carriage_returns_count(tmp_path):
    found = read(tmp_path, "T1\tActor 1 8\tSyrskiy\nT2\tCue 17 19\tno\n",
                 b"\xef\xbb\xbfSyrskiy\r\nsaid:\r\nno")  # fmt: skip
    settled = settle(found)
    assert settled.moved == ()
    assert [one.quote for one in settled.draft.spans] == ["Syrskiy", "no"]


def test_every_pair_of_a_folder_is_an_article_and_one_without_text_is_told(tmp_path):
    pair(tmp_path / "a", ANN)
    pair(tmp_path / "b", "")
    (tmp_path / "b" / "alone.ann").write_text("T1\tActor 0 7\tSyrskiy\n")
    one, two = importing.formats()["brat"].read(tmp_path)
    assert (len(one.spans), len(two.spans)) == (3, 0)
    assert "alone.ann has no alone.txt" in two.skipped[-1]
    with pytest.raises(UserError, match=r"alone\.ann has no alone\.txt"):
        list(importing.formats()["brat"].read(tmp_path / "b" / "alone.ann"))


# ---- what we write


def parsed(folder):
    """By a reader that we did not write; it minds two types at one place, which brat does not."""
    return BratParser(error="ignore").parse(str(folder))


def test_another_reader_finds_the_gold(tmp_path):
    (found,) = parsed(exported(of_gold(), "brat", tmp_path))
    given = of_gold().articles[0]
    assert found.text == given.text
    assert {(one.start, one.end, one.type) for one in found.entities} == {
        (one.start, one.end, one.label) for one in given.spans
    }
    assert all(found.text[one.start : one.end] == one.mention for one in found.entities)
    at = {one.id: (one.start, one.end) for one in given.spans}
    assert {(one.type, (one.arg1.start, one.arg1.end), (one.arg2.start, one.arg2.end))
            for one in found.relations} == {
        (one.kind, at[one.head], at[one.child]) for one in given.links}  # fmt: skip


def test_another_reader_counts_emoji_as_we_do(tmp_path):
    (found,) = parsed(exported(HARD["emoji"], "brat", tmp_path))
    assert [(one.start, one.end, one.mention) for one in found.entities] == [
        (2, 9, "Syrskiy"), (21, 26, "7,905"),
    ]  # fmt: skip


def test_no_piece_holds_a_line_end_and_none_touch(tmp_path):
    given = corpus(article("one\n\ntwo\u2028three\nfour", (0, 18, "claim"), (9, 19, "claim")))
    folder = exported(given, "brat", tmp_path)
    (ann,) = folder.glob("*.ann")
    lines = ann.read_text(encoding="utf-8").split("\n")
    assert lines[0] == "T1\tclaim 0 3;5 8;9 14;15 18\tone two three fou"
    assert [(one.start, one.end) for one in drafts("brat", folder)[0].spans] == [(0, 18), (9, 19)]


def test_edges_that_brat_cannot_hold_are_told_and_still_come_back(tmp_path):
    given = corpus(article("one\ntwo\n", (0, 4, "claim"), (3, 4, "claim")))
    harms = {loss.harm: loss.count for loss in exporting.report(given, "brat")}
    assert harms["lost"] == 1
    (found,) = drafts("brat", exported(given, "brat", tmp_path))
    assert [(one.start, one.end) for one in found.spans] == [(0, 4)]


def test_what_was_changed_in_brat_counts_not_what_lies_beside(tmp_path):
    folder = exported(of_gold(), "brat", tmp_path)
    (ann,) = folder.glob("*.ann")
    lines = ann.read_text(encoding="utf-8").split("\n")
    first = lines[0].split("\t")
    assert first[:2] == ["T1", "claim 0 131"]
    changed = [f"T1\tactor 0 6\t{first[2][:6]}", *lines[1:]]
    ann.write_text("\n".join(changed), encoding="utf-8", newline="\n")
    found = next(one for one in drafts("brat", folder)[0].spans if one.key == "T1")
    assert (found.label, found.end) == ("actor", 6)
    assert found.attributes["quotation"] == "indirect"
    assert "factuality" not in found.attributes


def test_the_configuration_knows_every_type_relation_and_attribute(tmp_path):
    given = corpus(*of_gold().articles, *HARD["suggested and rejected"].articles)
    folder = exported(given, "brat", tmp_path)
    said = (folder / "annotation.conf").read_text(encoding="utf-8")
    entities, rest = said.split("[relations]")
    for ann in folder.glob("*.ann"):
        for line in ann.read_text(encoding="utf-8").split("\n"):
            kind = line[:1]
            name = line.split("\t")[1].split(" ")[0] if kind in "TRA" and line else ""
            assert kind != "T" or f"\n{name}\n" in entities
            assert kind not in ("R", "A") or f"\n{name}\t" in rest
    assert "suggested-actor" in entities
    assert "claim\tfgColor:black, bgColor:#3b5bdb" in (folder / "visual.conf").read_text()


def test_label_names_become_types_and_come_back(tmp_path):
    names = ("a b", "A_b", "Zahl: %")
    spans = tuple(span("ten men", 0, 3, name) for name in names)
    one = replace(article("ten men"), spans=spans)
    given = replace(corpus(one), labels=tuple(replace(LABELS[0], name=name) for name in names))
    folder = exported(given, "brat", tmp_path)
    (ann,) = folder.glob("*.ann")
    types = [line.split("\t")[1].split(" ")[0] for line in ann.read_text().split("\n") if line]
    assert types == ["a_b", "A_b_2", "Zahl"]
    assert [one.label for one in drafts("brat", folder)[0].spans] == list(names)


def test_controls_in_a_text_do_not_make_it_another_kind_of_file(tmp_path):
    body = "Kyiv said so. \x1c\x1c\x1c\n"
    (tmp_path / "a.txt").write_text(body, encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tactor 0 4\tKyiv\n", encoding="utf-8")
    (draft,) = importing.formats()["brat"].read(tmp_path)
    assert (draft.text[:14], [one.start for one in draft.spans]) == (body[:14], [0])
