"""Articles: known again by their text, their state computed, and taken out without a trace lost."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import articles, check, labels, links, search, spans, text
from model.drafts import Draft
from model.errors import UserError
from tests.proof import dump

New = Draft


@pytest.fixture
def three(store):
    """Ids of three articles, in order."""
    return articles.add(store, [New(f"Text {n}.", f"a{n}") for n in range(3)]).new


def test_the_same_text_is_known_again_whatever_it_is_called(store):
    first = articles.add(store, [New("Kyiv.\r\nSaid\r.", "one")])
    again = articles.add(store, [New("\ufeffKyiv.\nSaid\n.", "two", source="B"), New("More.", "m")])
    assert again.known == first.new
    assert len(again.new) == 1
    assert [article.title for article in articles.every(store)] == ["one", "m"]


def test_twice_in_one_import_is_once(store):
    added = articles.add(store, [New("Same.", "a"), New("Same.", "b")])
    assert added.new == added.known


def test_importing_only_what_is_there_is_no_step(store, three):
    articles.add(store, [New("Text 1.", "a1")])
    assert len(store.history.done) == 1


@pytest.mark.parametrize(
    ("content", "saying"),
    [
        ("", "holds no text"),
        (" \r\n\t ", "holds no text"),
        ("\ufeff", "holds no text"),
        ("x" * (text.LARGEST + 1), "has 5,000,001 characters"),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_of_the_import_stays(store, content, saying):
    before = dump(store)
    with pytest.raises(UserError, match=saying) as caught:
        articles.add(store, [New("Good.", "good"), New(content, "bad one")])
    assert "“bad one”" in caught.value.what
    assert dump(store) == before


def test_the_state_is_computed_from_the_work(store, three, label):
    first = three[0]

    def state():
        return articles.one(store, first).state

    assert state() == "new"
    articles.text_of(store, first)
    assert state() == "new"
    spans.mark(store, first, 0, 4, label["actor"])
    assert state() == "in progress"
    articles.submit(store, first)
    assert state() == "submitted"
    store.person = "Ben"
    articles.reopen(store, first)
    assert state() == "in progress"
    articles.submit(store, first)
    articles.approve(store, first)
    assert state() == "submitted"
    store.person = "Ana"
    articles.approve(store, first)
    assert state() == "approved"
    for _ in range(6):
        store.undo()
    assert state() == "new"


def test_submitted_and_empty_is_not_the_same_as_never_looked_at(store, three):
    articles.submit(store, three[0])
    looked, never, _ = articles.every(store)
    assert (looked.spans, never.spans) == (0, 0)
    assert (looked.state, never.state) == ("submitted", "new")


@pytest.mark.parametrize(
    ("states", "computed"),
    [
        ([], "new"),
        ([""], "new"),
        (["approved"], "approved"),
        (["approved", "submitted"], "submitted"),
        (["in progress", "submitted", "returned"], "returned"),
    ],
)
def test_the_least_finished_work_decides(states, computed):
    assert articles.state_of(states) == computed


def test_the_next_unfinished_article_comes_round(store, three):
    first, second, third = three
    articles.submit(store, second)
    assert articles.next_unfinished(store, first) == third
    assert articles.next_unfinished(store, third) == first
    assert articles.next_unfinished(store, third, -1) == first
    assert articles.next_unfinished(store, first, -1) == third
    assert articles.next_unfinished(store, None) == first
    assert articles.next_unfinished(store, None, -1) == third
    articles.submit(store, first)
    assert articles.next_unfinished(store, third) is None
    articles.submit(store, third)
    assert articles.next_unfinished(store, first) is None


def test_counts_tell_accepted_from_suggested(store, article, label):
    spans.mark(store, article, 0, 4, label["actor"])
    new = [spans.NewSpan(5, 9, label["claim"], state=state) for state in ("suggested", "rejected")]
    spans.mark_all(store, article, new, "Suggest")
    listed = articles.one(store, article)
    assert (listed.spans, listed.suggestions) == (1, 1)


def test_removing_an_article_takes_everything_of_it_and_undo_brings_it_back(store, article, label):
    claim = spans.mark(store, article, 12, 20, label["claim"])
    actor = spans.mark(store, article, 0, 4, label["actor"])
    links.add(store, claim, [actor])
    articles.submit(store, article)
    before = dump(store)
    articles.remove(store, article)
    assert articles.every(store) == []
    assert search.articles(store, "troops").total == 0
    assert check.project(store) == []
    assert store.undo().title == "Undo Remove article Mixed"
    assert dump(store) == before
    assert search.articles(store, "troops").articles == (article,)
    assert check.project(store) == []


def test_a_removed_text_can_be_imported_again(store, article):
    whole = articles.text_of(store, article)
    articles.remove(store, article)
    (again,) = articles.add(store, [New(whole, "again")]).new
    assert articles.one(store, again).title == "again"
    assert articles.text_of(store, again) == whole


def test_removing_what_a_correction_supersedes_keeps_the_correction(store, three):
    with store.edit("Correct") as edit:
        edit.update("article", three[1], supersedes=three[0])
    before = dump(store)
    articles.remove(store, three[0])
    assert articles.one(store, three[1]).supersedes is None
    store.undo()
    assert dump(store) == before


def test_what_is_known_of_an_article_can_be_changed(store, article):
    articles.change(store, article, title=" New ", date="2024-11-06", boilerplate=[3, 1])
    changed = articles.one(store, article)
    assert (changed.title, changed.date, changed.boilerplate) == ("New", "2024-11-06", (1, 3))
    with pytest.raises(UserError, match="needs a title"):
        articles.change(store, article, title="  ")
    store.undo()
    assert articles.one(store, article).title == "Mixed"


def test_an_article_that_is_not_there_is_no_article(store):
    with pytest.raises(KeyError):
        articles.one(store, "gone")
    with pytest.raises(KeyError):
        articles.text_of(store, "gone")


@given(st.text(st.characters() | st.sampled_from("\r\n\0\ufeff\ud800\udfff\u2028\xa0")))
def test_normalising_follows_its_rules_and_is_done_once(raw):
    once = text.normalise(raw)
    assert text.normalise(once) == once
    assert not set(once) & set("\r\0\ud800\udfff")
    assert not once.startswith("\ufeff")
    assert text.digest(once) == hashlib.sha256(once.encode()).hexdigest()
    assert once.count("\u2028") == raw.count("\u2028")
    assert once.count("\xa0") == raw.count("\xa0")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_the_encoding_is_found(encoding):
    said = "Zoë said “some 45,000 troops” fought – not confirmed.\nMüller denied it.\n" * 20
    decoded = text.decode(said.encode(encoding), "a.txt")
    assert text.normalise(decoded.text) == said


def test_one_odd_byte_late_in_a_long_text_is_found_quickly():
    data = b"Plain words, all of them.\n" * 40_000 + "Zoë said so.".encode("cp1252")
    assert text.decode(data, "a.txt").text.endswith("Zoë said so.")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"PK\x03\x04", b"\x89PNG\r\n", bytes(range(256)) * 9]
)
def test_bytes_that_are_no_text_are_refused_by_name(data):
    with pytest.raises(UserError, match="odd.txt is not a text file"):
        text.decode(data * 3, "odd.txt")


def test_labels_in_use_are_counted(store, article, label):
    spans.mark(store, article, 0, 4, label["actor"])
    assert labels.uses(store) == {label["actor"]: 1}
