"""What is written, read and written again is the same to the byte, for every lossless pair."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import exporting, importing, text
from model.corpus import CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._folder import read_article
from model.exporters._tsv_units import trimmed
from model.records import ARTICLE_STATES, SPAN_STATES
from tests.corpora import corpus

PAIRS = {
    "UIMA XMI": ("uima", {"form": "XMI"}, ".xmi"),
    "CAS JSON": ("uima", {"form": "CAS JSON"}, ".cas.json"),
    "W3C": ("w3c", {}, ".jsonld"),
    "WebAnno TSV": ("webanno", {}, ".tsv"),
}
SIGNS = "ab. \n\t🪖é\u0301\u00a0\u2028\x0b\x1c\x85\u200d👩[]|_->;*\\\"<&'{}#=7,.。ا"
WORDS = st.text(st.sampled_from(SIGNS), max_size=12)
NAMES = st.text(string.ascii_letters + " _|*é", min_size=1, max_size=8).filter(str.strip)
VALUES = st.one_of(WORDS, st.booleans(), st.integers(-(2**60), 2**60),
                   st.floats(allow_nan=False, allow_infinity=False))  # fmt: skip


@st.composite
def articles(draw):
    body = text.normalise(draw(st.text(st.sampled_from(SIGNS), min_size=1, max_size=80)))
    places = draw(st.lists(st.tuples(st.integers(0, len(body)), st.integers(0, len(body))),
                           max_size=6))  # fmt: skip
    spans = []
    for number, (one, other) in enumerate(places):
        start, end = sorted((one, other))
        span = CorpusSpan(
            id=f"s{number}", start=start, end=end, label=draw(NAMES), quote=body[start:end],
            state=draw(st.sampled_from(SPAN_STATES)), origin=draw(st.sampled_from(
                ("person", "rule:x@1", "model:y@2"))),
            score=draw(st.none() | st.floats(0, 1)), note=draw(WORDS), person=draw(NAMES),
            attributes=draw(st.dictionaries(NAMES, VALUES, max_size=2)),
        )  # fmt: skip
        if place := trimmed(body, span):
            start, end = place
            spans.append(replace(span, start=start, end=end, quote=body[start:end]))
    spans.sort(key=lambda span: (span.start, -span.end, span.id))
    ids = [span.id for span in spans]
    links = []
    if len(ids) > 1:
        ends = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
        for head, child in draw(st.lists(ends, max_size=4, unique_by=tuple)):
            links.append(CorpusLink(draw(NAMES), head, child))
    return CorpusArticle(
        id="an-article", title=draw(NAMES), text=body, body=text.digest(body),
        source=draw(NAMES), date="2026-01-02", language=draw(st.sampled_from(("en", "ar"))),
        state=draw(st.sampled_from(ARTICLE_STATES)), spans=tuple(spans), links=tuple(links),
    )  # fmt: skip


def drafts(name, folder, suffix):
    importer = importing.formats()[name]
    if importer.sniff(folder, b"") > 0:
        return list(importer.read(folder))
    files = sorted(file for file in folder.iterdir() if file.name.endswith(suffix))
    return [draft for file in files for draft in importer.read(file)]


def contents(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.mark.parametrize("pair", PAIRS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60,
          deadline=None)  # fmt: skip
@given(given_=articles())
def test_written_read_and_written_again_is_the_same(tmp_path_factory, pair, given_):
    name, options, suffix = PAIRS[pair]
    place = tmp_path_factory.mktemp("pair")
    exporter = exporting.formats()[name]
    exporter.export(corpus(given_), place / "one", lambda _done, _total: None, **options)
    (draft,) = drafts(name, place / "one", suffix)
    assert draft.text == given_.text
    assert all(draft.text[one.start : one.end] == one.quote for one in draft.spans)
    meta = {"id": given_.id, "split": given_.split, "state": draft.state or "new",
            "sha256": text.digest(draft.text)}  # fmt: skip
    again = corpus(read_article(draft, meta))
    exporter.export(again, place / "two", lambda _done, _total: None, **options)
    assert contents(place / "one") == contents(place / "two")
