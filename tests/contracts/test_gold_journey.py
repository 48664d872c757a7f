"""The gold from one project to another by way of files: every span, link and attribute arrives."""

from __future__ import annotations

import pytest

from model import corpus as corpora
from model import exporting, importing, project
from model.corpus import Selection
from tests import gold

WAYS = {
    "UIMA XMI": ("uima", {}),
    "CAS JSON": ("uima", {"form": "CAS JSON"}),
    "W3C": ("w3c", {}),
    "WebAnno TSV": ("webanno", {}),
    "spaCy": ("spacy", {}),
}


def all_of(store):
    """What an article says, whatever the ids of its spans are."""
    (article,) = corpora.snapshot(store, Selection(spans="all")).articles
    places = {span.id: (span.start, span.end, span.label) for span in article.spans}
    spans = sorted(
        (*places[span.id], span.quote, span.state, span.note, span.person,
         sorted(span.attributes.items()))
        for span in article.spans
    )  # fmt: skip
    links = sorted((x.kind, places[x.head], places[x.child]) for x in article.links)
    known = (article.title, article.source, article.date, article.language, article.state)
    return article.text, known, spans, links


@pytest.fixture
def mine():
    with project.in_memory(person="Ana") as store:
        gold.load(store, approved=True)
        yield store


@pytest.mark.parametrize("way", WAYS)
def test_the_gold_arrives_whole(way, mine, tmp_path):
    name, options = WAYS[way]
    exporting.export(corpora.snapshot(mine, Selection()), name, tmp_path / "out", options)
    with project.in_memory(person="Ben") as theirs:
        report = importing.read_files(theirs, [tmp_path / "out"])
        assert report.went_well
        assert all_of(theirs) == all_of(mine)
        assert (len(all_of(theirs)[2]), len(all_of(theirs)[3])) == (87, 80)


def test_another_project_arrives_whole(mine, tmp_path):
    path = tmp_path / "anas.attesta"
    with project.create(path, person="Ana") as store:
        gold.load(store, approved=True)
    with project.in_memory(person="Ben") as theirs:
        assert importing.read_files(theirs, [path]).went_well
        assert all_of(theirs) == all_of(mine)


@pytest.mark.parametrize("way", WAYS)
def test_a_second_import_brings_nothing_twice(way, mine, tmp_path):
    name, options = WAYS[way]
    exporting.export(corpora.snapshot(mine, Selection()), name, tmp_path / "out", options)
    with project.in_memory(person="Ben") as theirs:
        for _ in range(2):
            importing.read_files(theirs, [tmp_path / "out"])
        assert all_of(theirs) == all_of(mine)
