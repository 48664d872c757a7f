"""What is written, read and written again is the same to the byte, for every lossless pair."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import exporting, importing, text
from model.anchors import settle
from model.corpus import CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._folder import read_article
from model.exporters._tsv_units import trimmed
from model.records import ARTICLE_STATES, SPAN_STATES
from tests.corpora import corpus, label

PAIRS = {
    "UIMA XMI": ("uima", {"form": "XMI"}, "uima"),
    "CAS JSON": ("uima", {"form": "CAS JSON"}, "uima"),
    "W3C": ("w3c", {}, "w3c"),
    "WebAnno TSV": ("webanno", {}, "webanno"),
    "JSON lines": ("jsonl", {}, "jsonl"),
    "Label Studio": ("label-studio", {}, "label-studio"),
    "brat": ("brat", {}, "brat"),
}
"""The exporter, its options, and the importer of what holds everything."""
REDUCED = {
    "doccano": ("doccano", {}, "doccano"),
    "CoNLL": ("conll", {}, "conll"),
    "spaCy": ("spacy", {}, "docbin"),
}
"""Those that hold less: what came back once comes back the same ever after."""
SIGNS = "ab. \n\t🪖é\u0301\u00a0\u2028\x0b\x1c\x85\u200d👩[]|_->;*\\\"<&'{}#=7,.。ا"
PLAIN = "Kyiv said that 7,905 men fell near Kursk in May. " * 6
"""So much that what stands around it does not make the whole look like no text."""
WORDS = st.text(st.sampled_from(SIGNS), max_size=12)
NAMES = st.text(string.ascii_letters + " _|*é", min_size=1, max_size=8)
NAMES = NAMES.map(lambda said: " ".join(said.split())).filter(bool)
LABELS = st.sampled_from(("claim", "actor")) | NAMES
VALUES = st.one_of(WORDS, st.booleans(), st.integers(-(2**60), 2**60),
                   st.floats(allow_nan=False, allow_infinity=False))  # fmt: skip


@st.composite
def articles(draw):
    said = draw(st.text(st.sampled_from(SIGNS), max_size=80))
    body = text.normalise(f"{said}{PLAIN}{draw(WORDS)}")
    places = draw(st.lists(st.tuples(st.integers(0, len(body)), st.integers(0, len(body))),
                           max_size=6))  # fmt: skip
    spans = []
    for number, (one, other) in enumerate(places):
        start, end = sorted((one, other))
        state = draw(st.sampled_from(SPAN_STATES))
        origins = ("rule:x@1", "model:y@2", "person")[: 3 if state == "accepted" else 2]
        span = CorpusSpan(
            id=f"s{number}", start=start, end=end, label=draw(LABELS), quote=body[start:end],
            state=state, origin=draw(st.sampled_from(origins)),
            score=draw(st.none() | st.floats(0, 1)), note=draw(WORDS), person=draw(NAMES),
            attributes=draw(st.dictionaries(NAMES, VALUES, max_size=2)),
        )  # fmt: skip
        if place := trimmed(body, span):
            start, end = place
            spans.append(replace(span, start=start, end=end, quote=body[start:end]))
    spans.sort(key=lambda span: (span.start, -span.end, span.id))
    looked = any(span.state == "accepted" for span in spans)
    ids = [span.id for span in spans]
    links = []
    if len(ids) > 1:
        ends = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
        for head, child in draw(st.lists(ends, max_size=4, unique_by=tuple)):
            links.append(CorpusLink(draw(NAMES), head, child))
    return CorpusArticle(
        id="an-article", title=draw(NAMES), text=body, body=text.digest(body),
        source=draw(NAMES), date="2026-01-02", language=draw(st.sampled_from(("en", "ar"))),
        state=draw(st.sampled_from(ARTICLE_STATES[looked:])), spans=tuple(spans),
        links=tuple(links),
        people=tuple(sorted({span.person for span in spans})),
    )  # fmt: skip


def there_and_back(way, given_, path):
    """Every file of an export of the article, and the article that is read from it."""
    name, options, reader = way
    exporter = exporting.formats()[name]
    path = path.with_suffix(exporter.SUFFIX)
    names = sorted({span.label for span in given_.spans})
    whole = replace(corpus(given_), labels=tuple(map(label, names)))
    exporter.export(whole, path, lambda _done, _total: None, **options)
    importer = importing.formats()[reader]
    if path.is_dir() and not importer.sniff(path, b""):
        given = next(one for one in path.iterdir() if one.suffix in importer.SUFFIXES)
    else:
        given = path
    draft = settle(next(iter(importer.read(given)))).draft
    assert draft.text == given_.text
    assert all(draft.text[one.start : one.end] == one.quote for one in draft.spans)
    meta = {"id": given_.id, "split": given_.split, "state": draft.state or "new",
            "sha256": text.digest(draft.text)}  # fmt: skip
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [one.read_bytes() for one in files if one.is_file()], read_article(draft, meta)


@pytest.mark.parametrize("pair", PAIRS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30,
          deadline=None)  # fmt: skip
@given(given_=articles())
def test_written_read_and_written_again_is_the_same(tmp_path_factory, pair, given_):
    place = tmp_path_factory.mktemp("pair")
    once, came = there_and_back(PAIRS[pair], given_, place / "one")
    again, _ = there_and_back(PAIRS[pair], came, place / "two")
    assert once == again


@pytest.mark.parametrize("pair", REDUCED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15,
          deadline=None)  # fmt: skip
@given(given_=articles())
def test_what_a_lesser_format_holds_stays_the_same(tmp_path_factory, pair, given_):
    place = tmp_path_factory.mktemp("pair")
    _, held = there_and_back(REDUCED[pair], given_, place / "held")
    once, came = there_and_back(REDUCED[pair], held, place / "one")
    again, _ = there_and_back(REDUCED[pair], came, place / "two")
    assert once == again
