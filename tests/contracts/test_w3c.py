"""W3C Web Annotation: what the standard asks of every annotation, and files of other makers."""

from __future__ import annotations

import json
import re

import pytest

from model import exporting
from model.errors import UserError
from model.importers import w3c
from tests import gold
from tests.corpora import HARD, article, corpus, of_gold

URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def exported(given, tmp_path):
    exporting.export(given, "w3c", tmp_path / "w")
    return sorted((tmp_path / "w").glob("*.jsonld"))


def items(file):
    return json.loads(file.read_text(encoding="utf-8"))["first"]["items"]


def written(tmp_path, value):
    file = tmp_path / "doc.jsonld"
    file.write_text(json.dumps(value), encoding="utf-8")
    return file


def annotation(selector, label="CLAIM", **more):
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
        "body": {"type": "TextualBody", "value": label, "purpose": "classifying"},
        "target": {"source": "https://example.org/a", "selector": selector}, **more,
    }  # fmt: skip


def test_the_file_is_a_collection_that_keeps_the_standard(tmp_path):
    (file,) = exported(of_gold(), tmp_path)
    said = json.loads(file.read_text(encoding="utf-8"))
    assert said["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (said["type"], said["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    found = said["first"]["items"]
    assert said["total"] == len(found) == 87 + 80
    assert len({one["id"] for one in found}) == len(found)
    assert all(URN.fullmatch(one["id"]) for one in found)
    assert {one["type"] for one in found} == {"Annotation"}
    assert {one["motivation"] for one in found} == {"classifying", "linking"}
    assert "code points" in said["attesta:offsets"]


def test_every_span_has_a_position_and_a_quote_in_the_text_that_is_inside(tmp_path):
    (file,) = exported(of_gold(), tmp_path)
    said = json.loads(file.read_text(encoding="utf-8"))
    body, home = said["attesta:article"]["value"], said["attesta:article"]["id"]
    assert body == gold.gold()["text"]
    for one in items(file):
        if one["motivation"] == "linking":
            continue
        place, quote = one["target"]["selector"]
        assert one["target"]["source"] == home
        assert body[place["start"] : place["end"]] == quote["exact"]
        assert body[: place["start"]].endswith(quote["prefix"])
        assert body[place["end"] :].startswith(quote["suffix"])


def test_links_lead_from_annotation_to_annotation(tmp_path):
    (file,) = exported(of_gold(), tmp_path)
    ids = {one["id"]: one.get("attesta:id") for one in items(file)}
    found = {
        (one["body"][0]["value"], ids[one["target"]], ids[one["body"][1]["source"]])
        for one in items(file) if one["motivation"] == "linking"
    }  # fmt: skip
    assert found == {
        (one["label"], one["head_id"], one["child_id"]) for one in gold.gold()["relations"]
    }


def test_a_uuid_is_its_own_name_and_positions_are_code_points(tmp_path):
    one = article("🪖 Syrskiy said 7,905", (15, 20, "figure"))
    (file,) = exported(corpus(one), tmp_path)
    (item,) = items(file)
    assert item["target"]["selector"][0] == {
        "type": "TextPositionSelector", "start": 15, "end": 20,
    }  # fmt: skip
    again = exported(corpus(one), tmp_path)
    assert items(again[0])[0]["id"] == item["id"]


def test_a_suggestion_is_made_by_software_and_says_its_state(tmp_path):
    (file,) = exported(HARD["suggested and rejected"], tmp_path)
    found = {one["attesta:id"]: one for one in items(file) if one["motivation"] != "linking"}
    assert found["actor-2-3"]["attesta:state"] == "suggested"
    assert found["actor-2-3"]["generator"] == {"type": "Software", "name": "rule:r@1"}
    assert found["actor-0-1"]["attesta:state"] == "accepted"


def test_annotations_of_others_take_their_text_from_beside(tmp_path):
    text = "🪖 Syrskiy said 7,905 men. Syrskiy said no."
    (tmp_path / "doc.txt").write_text(text, encoding="utf-8")
    file = written(tmp_path, [
        annotation({"type": "TextPositionSelector", "start": 2, "end": 9}, "actor",
                   creator={"type": "Person", "nickname": "ann1"}, id="http://x/1"),
        annotation({"type": "TextQuoteSelector", "exact": "said", "prefix": "Syrskiy ",
                    "suffix": " no"}, "cue", id="http://x/2"),
        annotation({"type": "FragmentSelector", "value": "char=15,20"}, "figure",
                   id="http://x/3"),
        annotation({"type": "XPathSelector", "value": "/p[1]", "refinedBy":
                    {"type": "TextPositionSelector", "start": 21, "end": 24}}, "x"),
        {"type": "Annotation", "motivation": "linking", "target": "http://x/3",
         "body": [{"type": "TextualBody", "value": "said_by"}, "http://x/1"]},
        annotation({"type": "XPathSelector", "value": "/p[2]"}),
        annotation(None, target=[{"source": "https://example.org/a", "selector": {}}] * 2),
    ])  # fmt: skip
    assert w3c.sniff(file, file.read_bytes()) > 0.9
    (draft,) = w3c.read(file)
    assert draft.text == text
    places = [(s.label, text[s.start : s.end], s.person) for s in draft.spans]
    assert places == [
        ("actor", "Syrskiy", "ann1"), ("figure", "7,905", ""), ("x", "men", ""),
    ]  # fmt: skip
    assert [(x.kind, x.head, x.child) for x in draft.links] == [
        ("said_by", "http://x/3", "http://x/1")
    ]
    told = "\n".join(draft.skipped)
    assert "annotation 2: it does not say where" in told
    assert "annotation 6: it does not say where" in told
    assert "annotation 7: it has 2 targets, for one span" in told


def test_a_quote_is_enough_where_the_text_is_inside(tmp_path):
    source = {"id": "https://example.org/a", "type": "Text", "value": "Ann said no. Bo said yes."}
    item = annotation({"type": "TextQuoteSelector", "exact": "said", "prefix": "Bo ",
                       "suffix": " yes"}, "cue")  # fmt: skip
    item["target"]["source"] = source
    (draft,) = w3c.read(written(tmp_path, item))
    assert [(s.start, s.end, s.quote) for s in draft.spans] == [(16, 20, "said")]
    assert draft.source == "https://example.org/a"


def test_without_the_text_it_says_where_to_put_it(tmp_path):
    file = written(tmp_path, annotation({"type": "TextPositionSelector", "start": 0, "end": 1}))
    with pytest.raises(UserError, match=r"doc\.txt"):
        list(w3c.read(file))


@pytest.mark.parametrize("said", ["[" * 200_000, '{"a": NaN}', '{"type": "Annotation"', "no"])
def test_what_is_no_json_is_refused_by_name(tmp_path, said):
    (tmp_path / "doc.jsonld").write_text(said)
    with pytest.raises(UserError, match=r"doc\.jsonld is not JSON"):
        list(w3c.read(tmp_path / "doc.jsonld"))


def test_states_tell_unread_from_empty(tmp_path):
    given = corpus(article("Nothing here."), article("Nobody read this.", state="new", split=""))
    drafts = [draft for file in exported(given, tmp_path) for draft in w3c.read(file)]
    assert [draft.state for draft in drafts] == ["submitted", ""]
