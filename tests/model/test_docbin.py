"""Reading spaCy's DocBin: groups, entities, what their absence says, and files made to harm."""

from __future__ import annotations

import zlib

import pytest

from model import exporting
from model.errors import UserError
from model.importers import docbin
from tests import gold
from tests.corpora import HARD, article, corpus, of_gold

TEXT = "🪖 Syrskiy said 7,905 men fell"


@pytest.fixture
def saved(tmp_path):
    """Saves docs that `change` is applied to, and reads them by the importer."""
    import spacy
    from spacy.tokens import DocBin

    def save(*changes, **options):
        nlp = spacy.blank("en")
        docs = []
        for change in changes:
            doc = nlp.make_doc(TEXT)
            change(doc)
            docs.append(doc)
        file = tmp_path / "docs.spacy"
        file.write_bytes(DocBin(docs=docs, **options).to_bytes())
        return list(docbin.read(file))

    return save


def test_the_gold_comes_back_with_people_links_and_attributes(tmp_path):
    exporting.export(of_gold(), "spacy", tmp_path / "s")
    file = tmp_path / "s" / "train.spacy"
    assert docbin.sniff(file, file.read_bytes()[:8192]) > 0.9
    (draft,) = docbin.read(file)
    assert draft.text == gold.gold()["text"]
    found = {(s.key, s.start, s.end, s.label, s.quote) for s in draft.spans}
    assert found == {
        (s["id"], s["start"], s["end"], s["label"], s["text"]) for s in gold.gold()["spans"]
    }
    assert len(draft.spans) == 87
    assert len(draft.links) == 80
    assert draft.state == "approved"
    of_first = next(s for s in draft.spans if s.attributes.get("value") == 45000)
    assert of_first.attributes["gold"] == of_first.key


def test_a_missing_group_is_unread_and_an_empty_one_is_reviewed(saved):
    def empty(doc):
        doc.spans["sc"] = []

    def known_none(doc):
        doc.ents = []

    def partly(doc):
        doc.set_ents([doc.char_span(2, 9, "actor")], default="missing")

    drafts = saved(lambda doc: None, empty, known_none, partly)
    assert [draft.state for draft in drafts] == ["", "submitted", "submitted", ""]
    assert [len(draft.spans) for draft in drafts] == [0, 0, 0, 1]


def test_nested_groups_and_entities_come_as_spans_each_once(saved):
    def mark(doc):
        doc.spans["sc"] = [doc.char_span(15, 24, "claim"), doc.char_span(15, 20, "figure")]
        doc.spans["people"] = [doc.char_span(2, 9, "actor", span_id="who", kb_id="Q7")]
        doc.ents = [doc.char_span(2, 9, "actor"), doc.char_span(21, 24, "unit")]

    (draft,) = saved(mark)
    assert [(s.label, s.quote, s.start) for s in draft.spans] == [
        ("claim", "7,905 men", 15), ("figure", "7,905", 15), ("actor", "Syrskiy", 2),
        ("unit", "men", 21),
    ]  # fmt: skip
    assert draft.spans[2].key == "who"
    assert draft.spans[2].attributes == {"kb_id": "Q7"}
    assert len({s.key for s in draft.spans}) == 4


def test_scores_are_kept_and_only_what_is_marked_is_a_suggestion(saved):
    from spacy.tokens import SpanGroup

    def mark(doc):
        span = [doc.char_span(2, 9, "actor")]
        doc.spans["sc"] = SpanGroup(doc, name="sc", spans=span, attrs={"scores": [0.5]})
        doc.spans["suggested"] = [doc.char_span(15, 20, "figure")]

    (draft,) = saved(mark)
    assert [(s.state, s.score) for s in draft.spans] == [("accepted", 0.5), ("suggested", None)]


def test_suggestions_of_our_own_export_stay_suggestions(tmp_path):
    exporting.export(HARD["suggested and rejected"], "spacy", tmp_path / "s")
    (draft,) = docbin.read(tmp_path / "s" / "train.spacy")
    assert [(s.state, s.origin, s.score) for s in draft.spans] == [
        ("accepted", "", None), ("suggested", "rule:r@1", 0.5), ("rejected", "", None),
    ]  # fmt: skip


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    packing = zlib.compressobj(9)
    data = b"".join(packing.compress(bytes(1_000_000)) for _ in range(100)) + packing.flush()
    (tmp_path / "b.spacy").write_bytes(data)
    with pytest.raises(UserError, match=r"b\.spacy unpacks to far more than its size"):
        list(docbin.read(tmp_path / "b.spacy"))


@pytest.mark.parametrize("change", [
    lambda data: data[: len(data) // 2],
    lambda data: zlib.compress(b"not msgpack at all"),
    lambda data: zlib.compress(zlib.decompress(data).replace(b"lengths", b"strengt")),
    lambda data: zlib.compress(zlib.decompress(data)[:-40]),
    lambda data: b"text",
])  # fmt: skip
def test_damage_is_told_by_name(tmp_path, change):
    exporting.export(corpus(article("Ann said no.", (0, 3, "actor"))), "spacy", tmp_path / "s")
    file = tmp_path / "d.spacy"
    file.write_bytes(change((tmp_path / "s" / "train.spacy").read_bytes()))
    with pytest.raises(UserError, match=r"d\.spacy"):
        list(docbin.read(file))
