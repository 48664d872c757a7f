"""UIMA as other tools see it: UTF-16 in the file, code points by cassis, nothing unsafe read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import cassis
import pytest

from model import exporting, importing
from model.errors import UserError
from model.importers import uima
from tests import gold
from tests.corpora import HARD, article, corpus, of_gold

FORMS = {"XMI": ".xmi", "CAS JSON": ".cas.json"}


def exported(given, tmp_path, form="XMI"):
    exporting.export(given, "uima", tmp_path / "u", {"form": form})
    return sorted(file for file in (tmp_path / "u").iterdir() if file.name.endswith(FORMS[form]))


def cas_of(file: Path):
    with file.open("rb") as source:
        if file.suffix == ".json":
            return cassis.load_cas_from_json(source)
        with file.with_name("TypeSystem.xml").open("rb") as types:
            return cassis.load_cas_from_xmi(source, typesystem=cassis.load_typesystem(types))


@pytest.mark.parametrize("form", FORMS)
def test_cassis_reads_the_gold_whole(form, tmp_path):
    (file,) = exported(of_gold(), tmp_path, form)
    cas = cas_of(file)
    assert cas.sofa_string == gold.gold()["text"]
    found = {(s.begin, s.end, s.label, s.id) for s in cas.select("attesta.Span")}
    assert found == {(s["start"], s["end"], s["label"], s["id"]) for s in gold.gold()["spans"]}
    links = {(x.kind, x.head.id, x.child.id) for x in cas.select("attesta.Link")}
    assert links == {
        (x["label"], x["head_id"], x["child_id"]) for x in gold.gold()["relations"]
    }  # fmt: skip
    assert len(links) == 80


@pytest.mark.parametrize("form", FORMS)
def test_the_file_counts_utf16_after_an_emoji(form, tmp_path):
    (file,) = exported(corpus(article("🪖 Syrskiy said 7,905 men", (15, 20, "figure"))), tmp_path,
                       form)  # fmt: skip
    said = file.read_text(encoding="utf-8")
    assert ('begin="16" end="21"' if form == "XMI" else '"begin": 16, "end": 21') in said
    (span,) = cas_of(file).select("attesta.Span")
    assert (span.begin, span.end, span.get_covered_text()) == (15, 20, "7,905")


def test_xml_keeps_line_ends_tabs_and_signs(tmp_path):
    (file,) = exported(corpus(article('a\n<b>&\t"c"\u2028\x85d', (4, 5, "actor"))), tmp_path)
    assert 'sofaString="a&#10;&lt;b&gt;&amp;&#9;&quot;c&quot;' in file.read_text(encoding="utf-8")
    assert cas_of(file).sofa_string == 'a\n<b>&\t"c"\u2028\x85d'


def test_control_characters_are_told_replaced_and_come_back(tmp_path):
    given = corpus(article("one\x0btwo\x1cthree \ufffe", (4, 7, "actor")))
    assert any("control characters" in loss.what for loss in exporting.report(given, "uima"))
    (file,) = exported(given, tmp_path)
    cas = cas_of(file)
    assert cas.sofa_string == "one two three  "
    (draft,) = uima.read(tmp_path / "u")
    assert draft.text == "one\x0btwo\x1cthree \ufffe"
    assert draft.spans[0].quote == "two"


def test_an_altered_text_is_not_overruled_by_what_it_was(tmp_path):
    (file,) = exported(corpus(article("one\x0btwo")), tmp_path)
    file.write_text(file.read_text().replace('sofaString="one two"', 'sofaString="one six"'))
    (draft,) = uima.read(tmp_path / "u")
    assert draft.text == "one six"


def test_suggestions_are_of_another_type(tmp_path):
    (file,) = exported(HARD["suggested and rejected"], tmp_path)
    cas = cas_of(file)
    assert [span.id for span in cas.select("attesta.Span")] == ["actor-0-1"]
    assert {span.state for span in cas.select("attesta.Suggestion")} == {"suggested", "rejected"}


def inception_cas():
    """As INCEpTION writes it: named entities, a custom relation, tokens and sentences."""
    types = cassis.TypeSystem()
    entity = types.create_type("de.tudarmstadt.ukp.ner.NamedEntity")
    types.create_feature(entity, "value", "uima.cas.String")
    types.create_feature(entity, "identifier", "uima.cas.String")
    tie = types.create_type("webanno.custom.SaidBy")
    types.create_feature(tie, "Governor", "uima.tcas.Annotation")
    types.create_feature(tie, "Dependent", "uima.tcas.Annotation")
    types.create_feature(tie, "label", "uima.cas.String")
    sentence = types.create_type("de.tudarmstadt.ukp.segmentation.Sentence")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = "🪖 Syrskiy said 7,905 men.\nNo more."
    cas.sofa_mime = "text/plain"
    who = entity(begin=2, end=9, value="PER", identifier="Q1")
    many = entity(begin=15, end=20, value="NUM")
    cas.add(who)
    cas.add(many)
    cas.add(tie(begin=2, end=9, Governor=many, Dependent=who, label="said_by"))
    cas.add(sentence(begin=0, end=25))
    return cas


def test_another_tools_annotations_become_spans_and_links(tmp_path):
    cas = inception_cas()
    (tmp_path / "doc.xmi").write_text(cas.to_xmi())
    (tmp_path / "TypeSystem.xml").write_text(cas.typesystem.to_xml())
    (draft,) = uima.read(tmp_path / "doc.xmi")
    assert [(s.label, s.quote, s.start) for s in draft.spans] == [
        ("PER", "Syrskiy", 2), ("NUM", "7,905", 15),
    ]  # fmt: skip
    assert draft.spans[0].attributes == {"identifier": "Q1"}
    keys = {s.key: s.label for s in draft.spans}
    assert [(x.kind, keys[x.head], keys[x.child]) for x in draft.links] == [
        ("said_by", "NUM", "PER")
    ]
    assert any("1 × Sentence" in line for line in draft.skipped)
    (again,) = uima.read(tmp_path)
    assert again.spans == draft.spans


def test_cas_json_and_zips_of_another_tool_are_read(tmp_path):
    cas = inception_cas()
    (tmp_path / "doc.json").write_text(cas.to_json())
    with zipfile.ZipFile(tmp_path / "doc.zip", "w") as archive:
        archive.writestr("ana.xmi", cas.to_xmi())
        archive.writestr("TypeSystem.xml", cas.typesystem.to_xml())
    for name in ("doc.json", "doc.zip"):
        file = tmp_path / name
        assert uima.sniff(file, file.read_bytes()[:8192]) > 0.8
        (draft,) = uima.read(file)
        assert [s.quote for s in draft.spans] == ["Syrskiy", "7,905"]


def test_an_xmi_without_its_types_says_what_is_missing(tmp_path):
    (tmp_path / "doc.xmi").write_text(inception_cas().to_xmi())
    with pytest.raises(UserError, match=r"doc\.xmi needs its TypeSystem\.xml"):
        list(uima.read(tmp_path / "doc.xmi"))


@pytest.mark.parametrize("where", ["doc.xmi", "TypeSystem.xml"])
def test_entities_are_refused_and_no_file_is_read(tmp_path, where):
    cas = inception_cas()
    (tmp_path / "secret").write_text("canary")
    (tmp_path / "doc.xmi").write_text(cas.to_xmi())
    (tmp_path / "TypeSystem.xml").write_text(cas.typesystem.to_xml())
    evil = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    said = (tmp_path / where).read_text()
    head, _, rest = said.partition("?>") if said.startswith("<?xml") else ("", "", said)
    (tmp_path / where).write_text((f"{head}?>" if head else "") + evil + rest)
    with pytest.raises(UserError, match=f"{where} declares a document type"):
        list(uima.read(tmp_path / "doc.xmi"))


def test_nesting_and_swelling_are_refused(tmp_path):
    deep = tmp_path / "deep.json"
    deep.write_text('{"%TYPES":' + "[" * 200_000)
    with pytest.raises(UserError, match=r"deep\.json is no CAS"):
        list(uima.read(deep))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("TypeSystem.xml", " " * 60_000_000)
        archive.writestr("a.xmi", "x")
    with pytest.raises(UserError, match=r"bomb\.zip unpacks to far more"):
        list(uima.read(tmp_path / "bomb.zip"))


def test_one_bad_file_of_a_folder_loses_no_other(tmp_path):
    given = corpus(*(article(f"Number {n} fell", (0, 8, "actor"), id=f"{n}") for n in range(3)))
    files = exported(given, tmp_path)
    files[1].write_text("<broken")
    drafts = list(importing.formats()["uima"].read(tmp_path / "u"))
    assert [draft.text for draft in drafts] == ["Number 0 fell", "Number 2 fell"]
    assert any(files[1].name in line for draft in drafts for line in draft.skipped)


def test_states_tell_unread_from_empty(tmp_path):
    given = corpus(article("Nothing here."), article("Nobody read this.", state="new", split=""))
    for form in FORMS:
        (tmp_path / form).mkdir()
        exported(given, tmp_path / form, form)
        assert [draft.state for draft in uima.read(tmp_path / form / "u")] == ["submitted", ""]


def test_json_has_every_character_as_it_was(tmp_path):
    (file,) = exported(corpus(article("one\x0btwo")), tmp_path, "CAS JSON")
    sofa = json.loads(file.read_text())["%FEATURE_STRUCTURES"][0]
    assert sofa["sofaString"] == "one\x0btwo"
