"""Export, import, export: the same bytes for every pair that loses nothing; and the gold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import corpus as corpora
from model import exporting, importing, project, text
from model.corpus import CorpusArticle, CorpusLink, CorpusSpan
from model.records import ARTICLE_STATES
from tests import gold
from tests.corpora import HARD, LABELS, corpus, of_gold
from tests.there_and_back import as_corpus, contents, drafts, exported, placed, tied

WHOLE = ("jsonl", "label-studio", "brat")
"""Formats of ours that lose nothing."""
FORMATS = (*WHOLE, "doccano", "conll")
LETTERS = "aB7, .\"'\\<&\t\n\u00a0\u0308é\u2028\x85\u200d日🪖👧"
WORDS = st.text(LETTERS, max_size=8)
VALUES = st.one_of(WORDS, st.integers(-(2**60), 2**60), st.booleans(), st.none(),
                   st.sampled_from(["confirmed", "≈", "plain", "a-b"]))  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["stance", "value", "comparator", "entity", "a b", "é"]), VALUES, max_size=3
)


@st.composite
def spans(draw, body, number, *, plain):
    start = draw(st.integers(0, len(body) - 1))
    end = draw(st.integers(start + 1, len(body)))
    state = "accepted" if plain else draw(st.sampled_from(["accepted", "suggested", "rejected"]))
    origin, score = "person", None
    if state == "suggested":
        origin = draw(st.sampled_from(["rule:r@1", "model:m@2"]))
        score = draw(st.sampled_from([None, 0.25, 0.5]))
    said = {} if plain else {
        "note": draw(WORDS).strip(), "person": draw(st.sampled_from(["", "Ana"])),
        "attributes": draw(ATTRIBUTES),
    }  # fmt: skip
    return CorpusSpan(f"s{number}", start, end, draw(st.sampled_from(LABELS)).name,
                      body[start:end], state, origin, score, **said)  # fmt: skip


@st.composite
def articles(draw, *, plain=False):
    """`plain`: only what people marked, and nothing said of it."""
    body = text.normalise(draw(st.text(LETTERS, min_size=1, max_size=40).filter(str.strip)))
    state = draw(st.sampled_from(ARTICLE_STATES))
    if state == "new":
        return CorpusArticle("a", "New", body, text.digest(body), state="new", split="")
    found = [draw(spans(body, number, plain=plain)) for number in range(draw(st.integers(0, 5)))]
    found = [one for one in found if one.quote.strip()]
    pairs = [(a.id, b.id) for a in found for b in found if a.id != b.id]
    links = draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else []
    return CorpusArticle(
        "a", "A “title”", body, text.digest(body), source="Wire", date="2026-01-02", state=state,
        spans=tuple(sorted(found, key=lambda one: (one.start, -one.end, one.id))),
        links=tuple(CorpusLink("has_figure", head, child) for head, child in links),
    )  # fmt: skip


def same_again(wanted, format_, folder):
    first = exported(wanted, format_, folder / "one")
    again = as_corpus(wanted, drafts(format_, first))
    second = exported(again, format_, folder / "two")
    assert contents(first) == contents(second)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("trips")


@pytest.mark.parametrize("format_", WHOLE)
@given(found=st.lists(articles(), min_size=1, max_size=3))
def test_the_same_bytes_come_out_again(format_, found, folder):
    listed = (CorpusArticle(**{name: getattr(one, name) for name in one.__slots__} | {"id": str(n)})
              for n, one in enumerate(found))  # fmt: skip
    same_again(corpus(*listed), format_, folder)


@given(one=articles(plain=True))
def test_the_same_bytes_come_out_of_doccano_again(one, folder):
    same_again(corpus(one), "doccano", folder)


@pytest.mark.parametrize("case", [case for case in HARD if case != "no articles"])
@pytest.mark.parametrize("format_", FORMATS)
def test_hard_cases_come_back_by_the_importer(format_, case, tmp_path):
    wanted = HARD[case]
    path = exported(wanted, format_, tmp_path)
    reader = exporting.formats()[format_].read_back(path)
    for was, held, draft in zip(wanted.articles, reader, drafts(format_, path), strict=True):
        assert (draft.text, draft.title, draft.state) == (
            was.text, was.title, "" if was.state == "new" else was.state)  # fmt: skip
        assert placed(draft) == placed(held)
        assert tied(draft) == tied(held)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_gold_goes_through_and_back_into_a_project(format_, tmp_path):
    with project.in_memory() as store:
        gold.load(store, approved=True)
        wanted = corpora.snapshot(store, corpora.Selection())
    path = exported(wanted, format_, tmp_path)
    with project.in_memory() as other:
        report = importing.read_files(other, [path])
        came = corpora.snapshot(other, corpora.Selection(spans="all"))
    (result,) = report.results
    assert result.format == format_
    assert (report.spans, report.links) == ((73, 0) if format_ == "conll" else (87, 80))
    assert result.moved == ()
    was, now = wanted.articles[0], came.articles[0]
    assert (now.text, now.title) == (was.text, was.title)
    assert placed(now) <= placed(was)
    assert tied(now) == (set() if format_ == "conll" else tied(was))
    if format_ in WHOLE:
        said = {(one.start, one.end, one.label): dict(one.attributes) for one in was.spans}
        assert said == {(one.start, one.end, one.label): dict(one.attributes) for one in now.spans}


@pytest.mark.parametrize("format_", FORMATS)
def test_reviewed_and_empty_is_told_from_never_looked_at(format_, tmp_path):
    found = [*HARD["reviewed and empty"].articles, *HARD["never looked at"].articles]
    states = [one.state for one in drafts(format_, exported(corpus(*found), format_, tmp_path))]
    assert states == ["submitted", ""]


@pytest.mark.parametrize("format_", FORMATS)
def test_suggestions_never_come_back_as_gold(format_, tmp_path):
    path = exported(HARD["suggested and rejected"], format_, tmp_path)
    (found,) = drafts(format_, path)
    assert [one.quote for one in found.spans if one.state == "accepted"] == ["a"]
    if format_ in WHOLE:
        suggested = next(one for one in found.spans if one.state == "suggested")
        assert (suggested.origin, suggested.score) == ("rule:r@1", 0.5)


@pytest.mark.parametrize("format_", FORMATS)
def test_each_is_recognised_by_its_content(format_, tmp_path):
    path = exported(of_gold(), format_, tmp_path)
    if path.is_file():
        path = path.rename(path.with_suffix(".data"))
    assert importing.plan([path]).formats == {path: format_}
