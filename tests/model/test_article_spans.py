"""An article's spans by id: whatever is read or not yet, they are those of the store."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import articles, labels, project, spans
from model.article_spans import ArticleSpans
from model.drafts import Draft
from model.errors import UserError

WORDS = "Kyiv said so. " * 2_000


@pytest.fixture(scope="module")
def marked():
    """An article with a span every 28 characters, and its project."""
    store = project.in_memory()
    (article_id,) = articles.add(store, [Draft(WORDS, "Long")]).new
    actor = labels.named(store, "actor").id
    new = [spans.NewSpan(start, start + 4, actor, origin="import:x",
                         state=("accepted", "suggested", "rejected")[start // 28 % 3])
           for start in range(0, len(WORDS), 28)]  # fmt: skip
    spans.mark_all(store, article_id, new, "Mark")
    return store, article_id


def read(marked) -> tuple[dict, ArticleSpans]:
    store, article_id = marked
    whole = {one.id: one for one in spans.of_article(store, article_id)}
    return whole, ArticleSpans.of(store, article_id, lambda span: True)


def test_each_is_the_stores_own_wherever_one_looks_first(marked):
    whole, found = read(marked)
    middle = [*whole][len(whole) // 2]
    assert found[middle] == whole[middle]
    assert found == whole
    assert list(found.values()) == list(whole.values())


def test_places_and_states_are_told_of_all_before_one_is_read(marked):
    whole, found = read(marked)
    assert found.places == {i: (s.start, s.end, s.state, s.person_id) for i, s in whole.items()}
    assert found.states["rejected"] == sum(one.state == "rejected" for one in whole.values())
    assert [*found] == [*whole]
    assert "no such id" not in found
    with pytest.raises(KeyError):
        found["no such id"]


def test_only_those_are_held_that_are_to_be(marked):
    store, article_id = marked
    whole, _ = read(marked)
    found = ArticleSpans.of(store, article_id, lambda span: span.state == "suggested")
    assert found == {i: one for i, one in whole.items() if one.state == "suggested"}


places = st.integers(0, len(WORDS) - 400).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, start + 400))
)
steps = st.lists(st.one_of(
    st.tuples(st.just("mark"), places),
    st.tuples(st.just("move"), st.integers(0, 99), places),
    st.tuples(st.just("delete"), st.integers(0, 99)),
    st.tuples(st.sampled_from(["undo", "redo", "look at all"])),
    st.tuples(st.just("look"), st.integers(0, 99)),
), max_size=12)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(places, min_size=1, max_size=30), steps)
def test_it_is_the_dictionary_of_the_spans_whatever_happens_before_they_are_read(first, steps):
    store = project.in_memory()
    (article_id,) = articles.add(store, [Draft(WORDS, "Long")]).new
    actor = labels.named(store, "actor").id
    new = [spans.NewSpan(*place, actor, origin="import:x") for place in first]
    spans.mark_all(store, article_id, new, "Mark")
    plain = {one.id: one for one in spans.of_article(store, article_id)}
    found = ArticleSpans.of(store, article_id, lambda span: True)
    beside = found.shown()
    late = ArticleSpans.of(store, article_id, lambda span: True)

    def follow(edit):
        for change in edit.of("span"):
            if change.after is None:
                gone = plain.pop(change.id)
                late.drop(change.id)
                for each in (found, beside):
                    assert each.drop(change.id)[:2] == (gone.start, gone.end)
            else:
                plain[change.id] = spans.from_row(change.after)
                late.put(plain[change.id])
                found.put(plain[change.id])
                beside.put(plain[change.id])

    store.listen(follow)
    for name, *words in steps:
        act(store, article_id, actor, found, [*plain], name, *words)
        assert [*found] == [*plain]
        assert found.states["accepted"] == len(plain)
    assert list(found.items()) == list(plain.items())
    assert dict(late) == plain
    assert late.states == found.states
    assert [*found.values()] == [*beside.values()] == [*plain.values()]


def act(store, article_id, actor, found, ids, name, *words):
    if name == "mark":
        spans.mark(store, article_id, *words[0], actor)
    elif name == "redo":
        store.redo()
    elif not ids:
        return
    elif name == "undo":
        store.undo()
    elif name == "look at all":
        found.values()
    elif name == "look":
        found[ids[words[0] % len(ids)]]
    elif name == "delete":
        spans.delete(store, [ids[words[0] % len(ids)]])
    elif name == "move":
        with contextlib.suppress(UserError):  # where the same is marked already
            spans.move(store, ids[words[0] % len(ids)], *words[1])


def test_a_span_that_the_store_has_no_more_is_let_go_of_unread():
    store = project.in_memory()
    (article_id,) = articles.add(store, [Draft(WORDS, "Long")]).new
    gone = spans.mark(store, article_id, 0, 4, labels.named(store, "actor").id)
    kept = spans.mark(store, article_id, 5, 9, labels.named(store, "actor").id)
    found = ArticleSpans.of(store, article_id, lambda span: True)
    assert len(found) == 2
    spans.delete(store, [gone])
    assert found.get(gone) is None
    assert [one.id for one in found.values()] == [kept]
    assert found.drop(gone)[:3] == (0, 4, "accepted")
    assert found.drop(gone) is None
    assert [*found] == [kept]


def test_those_shown_leave_out_the_rejected_and_stand_apart(marked):
    whole, found = read(marked)
    shown = found.shown()
    assert shown == {i: one for i, one in whole.items() if one.state != "rejected"}
    assert shown.states["rejected"] == 0
    shown.drop(next(iter(shown)))
    assert len(found) == len(whole)
