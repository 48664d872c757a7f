"""Label Studio: UTF-16 units, several annotators, predictions, choices, and the labeling config."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from defusedxml import ElementTree

from model import importing
from model.anchors import settle
from model.errors import UserError
from tests.corpora import HARD, LABELS, article, corpus, of_gold
from tests.there_and_back import drafts, exported

TEXT = "🪖👧 Syrskiy said 7,905 men fell."


def region(id_, start, end, label, **more):
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels",
            "value": {"start": start, "end": end, "labels": [label], **more}}  # fmt: skip


def read(tmp_path, *tasks, name="export.json"):
    path = tmp_path / name
    path.write_text(json.dumps(list(tasks)), encoding="utf-8")
    assert importing.plan([path]).formats == {path: "label-studio"}
    return list(importing.formats()["label-studio"].read(path))


def task(*results, text=TEXT, **more):
    annotations = [{"result": result, "completed_by": n} for n, result in enumerate(results, 1)]
    return {"data": {"text": text}, "annotations": annotations, **more}


def marked(draft):
    return [(draft.text[one.start : one.end], one.label) for one in draft.spans]


def test_units_of_browsers_become_code_points(tmp_path):
    actor = region("a", 5, 12, "ACTOR", text="Syrskiy")
    others = region("b", 18, 23, "FIGURE"), region("c", 0, 2, "HELMET")
    (found,) = read(tmp_path, task([actor, *others]))
    assert marked(found) == [("Syrskiy", "ACTOR"), ("7,905", "FIGURE"), ("🪖", "HELMET")]


def test_half_a_character_and_places_outside_are_told(tmp_path):
    wrong = region("a", 1, 4, "X"), region("b", 5, 99, "X"), region("c", 9, 9, "X")
    (found,) = read(tmp_path, task([*wrong, region("d", 5, 12, "ACTOR")]))
    assert marked(found) == [("Syrskiy", "ACTOR")]
    assert len(found.skipped) == 3


@pytest.mark.parametrize("said", ["Syrski", "yrskiy", " Syrskiy ", "Syrskiy\\n"])
def test_a_place_counts_more_than_words_that_were_cut_or_escaped(tmp_path, said):
    (found,) = read(tmp_path, task([region("a", 5, 12, "ACTOR", text=said)]))
    settled = settle(found)
    assert (settled.moved, settled.draft.spans[0].quote) == ((), "Syrskiy")


def test_other_words_than_stand_there_are_looked_for(tmp_path):
    (found,) = read(tmp_path, task([region("a", 6, 13, "ACTOR", text="Syrskiy")]))
    settled = settle(found)
    assert [one.quote for one in settled.draft.spans] == ["Syrskiy"]
    assert len(settled.moved) == 1


def test_code_points_are_understood_where_they_are_no_units(tmp_path):
    (found,) = read(tmp_path, task([region("a", 3, 10, "ACTOR", text="Syrskiy")]))
    settled = settle(found)
    assert (settled.moved, [one.quote for one in settled.draft.spans]) == ((), ["Syrskiy"])


def test_relations_have_directions(tmp_path):
    tie = {"type": "relation", "from_id": "a", "to_id": "b"}
    (found,) = read(tmp_path, task([
        region("a", 18, 30, "CLAIM"), region("b", 5, 12, "ACTOR"),
        {**tie, "direction": "right", "labels": ["said_by"]},
        {**tie, "direction": "left", "labels": ["says"]}, {**tie, "to_id": "gone"},
    ]))  # fmt: skip
    assert [(one.kind, one.head, one.child) for one in found.links] == [
        ("said_by", "a", "b"), ("says", "b", "a"),
    ]  # fmt: skip
    assert any("gone" in line for line in found.skipped)


def test_several_labels_of_a_region_are_several_spans(tmp_path):
    both = region("a", 5, 12, "ACTOR")
    both["value"]["labels"] = ["ACTOR", "SOURCE"]
    (found,) = read(tmp_path, task([both]))
    assert marked(found) == [("Syrskiy", "ACTOR"), ("Syrskiy", "SOURCE")]
    assert len({one.key for one in found.spans}) == 2


def test_choices_numbers_and_texts_of_a_region_become_attributes(tmp_path):
    def said(type_, name, value):
        return {"id": "a", "from_name": name, "to_name": "text", "type": type_, "value": value}

    (found,) = read(tmp_path, task([
        region("a", 18, 23, "FIGURE"), said("choices", "kind", {"choices": ["men", "killed"]}),
        said("number", "value", {"number": 7905}), said("textarea", "why", {"text": ["stated"]}),
    ]))  # fmt: skip
    assert found.spans[0].attributes == {"kind": "men; killed", "value": 7905, "why": "stated"}
    assert found.skipped == ()


def test_skipped_annotations_are_no_gold_and_predictions_are_suggestions(tmp_path):
    one = task([region("a", 5, 12, "ACTOR")])
    one["annotations"][0]["was_cancelled"] = True
    one["predictions"] = [{"model_version": "m1", "score": 0.7, "result": [
        region("p", 18, 23, "FIGURE"), {**region("q", 0, 2, "X"), "score": 0.2}]}]  # fmt: skip
    (found,) = read(tmp_path, one)
    assert found.state == ""
    assert {(span.state, span.origin, span.score) for span in found.spans} == {
        ("suggested", "model:m1", 0.7), ("suggested", "model:m1", 0.2)}  # fmt: skip
    assert any("skipped by its annotator" in line for line in found.skipped)


def test_a_prediction_cannot_call_itself_accepted(tmp_path):
    sly = {**region("p", 18, 23, "FIGURE"), "meta": {"state": "accepted"}}
    (found,) = read(tmp_path, {"data": {"text": TEXT}, "predictions": [{"result": [sly]}]})
    assert found.spans[0].state == "suggested"


def test_two_annotators_are_told_apart_and_do_not_double(tmp_path):
    actor, figure = region("a", 5, 12, "ACTOR"), region("b", 18, 23, "FIGURE")
    (found,) = read(tmp_path, task([actor], [actor, figure]))
    assert [(one.label, one.person) for one in found.spans] == [("ACTOR", "1"), ("FIGURE", "2")]
    assert any("marked alike" in line for line in found.skipped)
    assert found.state == "submitted"


def test_the_small_export_without_ids_is_read_too(tmp_path):
    label = {"start": 5, "end": 12, "text": "Syrskiy", "labels": ["ACTOR"]}
    small = {"text": TEXT, "id": 3, "annotation_id": 9, "annotator": 1, "label": [label]}
    (found,) = read(tmp_path, small)
    assert marked(found) == [("Syrskiy", "ACTOR")]


def test_regions_of_pages_have_no_place_in_plain_text(tmp_path):
    page = {"type": "hypertextlabels", "id": "h",
            "value": {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 0,
                      "endOffset": 4, "hypertextlabels": ["ACTOR"]}}  # fmt: skip
    (found,) = read(tmp_path, task([page]))
    assert found.spans == ()
    assert "has no place in the plain text" in found.skipped[0]


def test_a_list_that_breaks_off_keeps_what_was_whole(tmp_path):
    path = tmp_path / "cut.json"
    said = json.dumps([task([region("a", 5, 12, "ACTOR")]), task([])])
    path.write_text(said[:-40], encoding="utf-8")
    (found,) = importing.formats()["label-studio"].read(path)
    assert marked(found) == [("Syrskiy", "ACTOR")]
    assert "cut.json is not JSON" in found.skipped[-1]
    path.write_text("[", encoding="utf-8")
    with pytest.raises(UserError, match=r"cut\.json is not JSON"):
        list(importing.formats()["label-studio"].read(path))


def test_a_first_task_longer_than_the_head_is_recognised(tmp_path):
    long = "word " * 5000 + TEXT
    (found,) = read(tmp_path, task([region("a", 25005, 25012, "ACTOR")], text=long), name="x.data")
    assert marked(found) == [("Syrskiy", "ACTOR")]


# ---- what we write


def tasks(folder):
    return json.loads((folder / "tasks.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ["emoji", "the gold", "nested", "line separators"])
def test_start_and_end_count_utf16_units(tmp_path, case):
    many = 0
    for one in tasks(exported(HARD[case], "label-studio", tmp_path)):
        wide = one["data"]["text"].encode("utf-16-le")
        for said in one["annotations"][0]["result"]:
            if "value" in said:
                value = said["value"]
                assert wide[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == (
                    value["text"])  # fmt: skip
                many += 1
    assert many >= len(HARD[case].articles[0].spans)


def test_every_name_stands_in_the_config(tmp_path):
    folder = exported(of_gold(), "label-studio", tmp_path)
    config = ElementTree.parse(folder / "config.xml").getroot()
    assert "pre-wrap" in config.get("style")
    controls = {one.get("name"): one for one in config.iter() if one.get("toName")}
    known = {name: {value.get("value") for value in one} for name, one in controls.items()}
    relations = {one.get("value") for one in config.iter("Relation")}
    assert config.find("Text").attrib == {"name": "text", "value": "$text"}
    for said in tasks(folder)[0]["annotations"][0]["result"]:
        if said["type"] == "relation":
            assert set(said["labels"]) <= relations
        else:
            assert set(said["value"][said["type"]]) <= known[said["from_name"]]
            assert said["to_name"] == "text"


def test_hostile_names_do_not_break_the_config(tmp_path):
    name = 'a "b" <c> & d'
    given = replace(
        corpus(article("ten men", (0, 3, name))), labels=(replace(LABELS[0], name=name),)
    )
    folder = exported(given, "label-studio", tmp_path)
    config = ElementTree.parse(folder / "config.xml").getroot()
    assert config.find("Labels/Label").get("value") == name
    assert drafts("label-studio", folder)[0].spans[0].label == name


def test_suggestions_are_predictions_with_version_and_score(tmp_path):
    (one,) = tasks(exported(HARD["suggested and rejected"], "label-studio", tmp_path))
    assert [said["value"]["text"] for said in one["annotations"][0]["result"]] == ["a"]
    versions = {said["model_version"]: said.get("score") for said in one["predictions"]}
    assert versions == {"rule:r@1": 0.5, "person (rejected)": None}


def test_an_unread_article_has_no_annotation_and_an_empty_one_has_one(tmp_path):
    given = corpus(*HARD["reviewed and empty"].articles, *HARD["never looked at"].articles)
    empty, unread = tasks(exported(given, "label-studio", tmp_path))
    assert [one["result"] for one in empty["annotations"]] == [[]]
    assert unread["annotations"] == []
