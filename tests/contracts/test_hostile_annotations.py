"""Annotation files that somebody has tampered with are read as far as they fit, or refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import exporting
from model.errors import UserError
from model.importers import docbin, uima, w3c, webanno
from tests.corpora import article, corpus

GIVEN = corpus(article("🪖 Syrskiy said 7,905 men fell. No, he said.", (2, 9, "actor"),
                       (15, 20, "figure"), (15, 24, "claim")))  # fmt: skip
JUNK = (None, [], {}, "x", -1, 10**30, 1.5, True, [1], {"a": 1}, "", "\ud800", {"value": 3})
FILES = {
    "xmi": (uima, "uima", {"form": "XMI"}, "*.xmi"),
    "cas": (uima, "uima", {"form": "CAS JSON"}, "*.cas.json"),
    "w3c": (w3c, "w3c", {}, "*.jsonld"),
    "tsv": (webanno, "webanno", {}, "*.tsv"),
    "spacy": (docbin, "spacy", {}, "train.spacy"),
}


@pytest.fixture(params=FILES, scope="module")
def made(request, tmp_path_factory):
    """An importer, a file of its format, and the file's bytes as they were."""
    module, name, options, pattern = FILES[request.param]
    folder = tmp_path_factory.mktemp("made") / "out"
    exporting.export(GIVEN, name, folder, options)
    (file,) = folder.glob(pattern)
    return module, file, file.read_bytes()


def tampered(value, draw):
    if draw.random() < 0.01:
        return draw.choice(JUNK)
    if isinstance(value, dict):
        return {key: tampered(one, draw) for key, one in value.items() if draw.random() > 0.005}
    if isinstance(value, list):
        return [tampered(one, draw) for one in value]
    return value


def bent(data, draw):
    bytes_ = bytearray(data)
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(bytes_))
        if draw.random() < 0.5:
            bytes_[at] = draw.randrange(256)
        else:
            del bytes_[at : at + draw.randint(1, 30)]
    return bytes(bytes_)


@settings(max_examples=40)
@given(draw=st.randoms(use_true_random=False))
def test_nothing_but_what_fits_comes_through(made, draw):
    module, file, data = made
    is_json = data[:1] == b"{"
    changed = json.dumps(tampered(json.loads(data), draw)).encode() if is_json else bent(data, draw)
    file.write_bytes(changed)
    found, refusal = [], file.name
    try:
        found = list(module.read(file))
    except UserError as error:
        refusal = str(error)
    assert file.name in refusal
    for draft in found:
        words = [draft.text, draft.title, draft.source, draft.language, draft.state]
        for span in draft.spans:
            words += [span.key, span.label, span.note, span.person, span.origin]
            assert isinstance(span.start, int)
            assert isinstance(span.end, int)
        assert all(isinstance(one, str) for one in words)


@pytest.mark.parametrize("name", ["uima", "webanno", "spacy"])
def test_an_exported_folder_is_one_corpus(tmp_path, name):
    exporting.export(GIVEN, name, tmp_path / "out")
    module = {"uima": uima, "webanno": webanno, "spacy": docbin}[name]
    assert module.sniff(tmp_path / "out", b"") > 0.8
    assert module.sniff(tmp_path, b"") == 0
    assert {draft.text for draft in module.read(tmp_path / "out")} == {GIVEN.articles[0].text}
