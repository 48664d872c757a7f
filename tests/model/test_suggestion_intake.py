"""Suggestions that are put in a part at a time come to the same as all at once, whatever a person
does meanwhile."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import (
    already,
    articles,
    check,
    labels,
    project,
    spans,
    suggestion_intake,
    suggestions,
    wishes,
)
from model.drafts import Draft
from model.errors import UserError
from model.history import History
from model.settings import Settings
from model.suggested import Suggested, SuggestedLink, Suggestions
from model.suggestion_intake import PART, TIES, Intake

TEXT = " ".join(f"word{number:03}" for number in range(120))
ROLES = ("actor", "claim", "figure", "verified")
ENDS = st.integers(0, len(TEXT) - 1)


def long_ones(seed):
    """More than two parts of suggestions, some of them tied."""
    chance = Random(seed)
    starts = [chance.randrange(len(TEXT)) for _ in range(250)]
    chosen = {
        (chance.choice(ROLES), start, min(start + chance.randint(1, 30), len(TEXT)))
        for start in starts
    }
    found = [Suggested(*place, 0.5, "rule:test@1") for place in sorted(chosen)]
    ties = {tuple(chance.sample(range(len(found)), 2)) for _ in range(chance.randint(0, 60))}
    return Suggestions(found, [SuggestedLink("restates", *two, 0.5) for two in sorted(ties)])


FOUND = st.integers(0, 2**32).map(long_ones)


def opened():
    store = project.in_memory(person="Ana")
    articles.add(store, [Draft(text=TEXT, title="One")])
    return store


def intake(store, article, found, wish=None, *, by_itself=True):
    return Intake(store, article.id, article.body, found, wish, by_itself=by_itself)


def logged(store):
    return [tuple(row) for row in store.rows("SELECT id, kind, target, title FROM edit"
                                             " ORDER BY position")]  # fmt: skip


def stacks(history):
    return history.done, history.undone


def places(store, article):
    """What stands in the article: every span, and every link by what it ties."""
    at = {
        span.id: (span.label_id, span.start, span.end, span.state)
        for span in spans.of_article(store, article.id)
    }
    names = {label.id: label.name for label in labels.every(store, retired=True)}
    at = {id_: (names[label], *rest) for id_, (label, *rest) in at.items()}
    tied = store.rows("SELECT kind, head, child FROM link")
    return Counter(at.values()), Counter((kind, at[head], at[child]) for kind, head, child in tied)


@settings(max_examples=15)
@given(found=FOUND)
def test_in_parts_they_come_to_the_same_as_at_once(found):
    with opened() as store, opened() as other:
        [article], [twin] = articles.every(store), articles.every(other)
        told = []
        store.listen(told.append)
        coming = intake(store, article, found)
        while not coming.go_on():
            pass
        new = suggestion_intake.put(other, twin.id, twin.body, found, by_itself=True)
        assert (coming.new, places(store, article)) == (new, places(other, twin))
        assert len(told) >= 3
        assert max(sum(edit.counts.values()) for edit in told) < PART + TIES
        assert [step.title for step in store.history.done] == ["Import articles"]
        assert check.project(store) == []


@settings(max_examples=15)
@given(found=FOUND, work=st.lists(st.sampled_from(["accept", "reject", "mark", "delete"]),
                                        min_size=1, max_size=3), at=ENDS)  # fmt: skip
def test_what_a_person_does_meanwhile_stands(found, work, at):
    with opened() as store:
        [article] = articles.every(store)
        coming, judged = intake(store, article, found), {}
        for deed in work:
            coming.go_on()
            waiting = [one for one in spans.of_article(store, article.id)
                       if one.state == "suggested"]  # fmt: skip
            one = waiting[at % len(waiting)]
            if deed == "mark":
                judged[spans.mark(store, article.id, one.start, one.end, one.label_id)] = "accepted"
            elif deed == "delete":
                spans.delete(store, [one.id])
            else:
                judged[one.id] = f"{deed}ed"
                suggestions.judge(store, [one.id], judged[one.id])
        while not coming.go_on():
            pass
        after = {one.id: one.state for one in spans.of_article(store, article.id)}
        assert {id_: after[id_] for id_ in judged} == judged
        assert suggestion_intake.put(store, article.id, article.body, found) == 0
        assert {one.id for one in spans.of_article(store, article.id)} == set(after)
        assert check.project(store) == []


@settings(max_examples=15)
@given(found=FOUND)
def test_those_that_were_asked_for_are_one_step_of_undo(found):
    with opened() as store:
        [article] = articles.every(store)
        wish = wishes.wish(store, Settings(), article)
        coming = intake(store, article, found, wish, by_itself=False)
        while not coming.go_on():
            pass
        came = places(store, article)
        assert [step.title for step in store.history.done] == ["Import articles", "Suggest spans"]
        assert already.there(store, wish) == {article.id}
        store.undo()
        assert spans.of_article(store, article.id) == []
        assert already.there(store, wish) == set()
        store.redo()
        assert places(store, article) == came
        assert already.there(store, wish) == {article.id}
        assert stacks(History.replayed(logged(store))) == stacks(store.history)
        assert check.project(store) == []


@settings(max_examples=25)
@given(found=FOUND, at=ENDS, work=st.lists(
    st.sampled_from(["part", "part", "accept", "reject", "mark", "elsewhere", "undo", "redo"]),
    max_size=9,
))  # fmt: skip
def test_whatever_is_done_meanwhile_undo_leads_back_step_by_step_and_redo_forth(found, work, at):
    with opened() as store:
        [article] = articles.every(store)
        coming = intake(store, article, found, by_itself=False)
        coming.go_on()
        for deed in work:
            waiting = suggestions.own(store, article.id)
            if deed == "redo":
                store.redo()
            elif deed == "undo":
                assert len(store.history.done) == 1 or store.undo()
            elif deed == "part":
                coming.go_on()
            elif deed == "mark":
                label = labels.named(store, "claim").id
                spans.mark(store, article.id, at, at + 1, label)
            elif deed == "elsewhere":
                articles.add(store, [Draft(text=f"{TEXT} {deed} {store.head}", title="Two")])
            elif waiting and (one := waiting[at % len(waiting)]).state == "suggested":
                suggestions.judge(store, [one.id], f"{deed}ed")
        while not coming.go_on():
            pass
        seen = [places(store, article)]
        while len(store.history.done) > 1:
            store.undo()
            seen.append(places(store, article))
        assert spans.of_article(store, article.id) == []
        while seen.pop() and seen:
            store.redo()
            assert places(store, article) == seen[-1]
        assert stacks(History.replayed(logged(store))) == stacks(store.history)
        assert check.project(store) == []


def test_those_that_are_undone_while_they_come_come_no_more(found):
    with opened() as store:
        [article] = articles.every(store)
        coming = intake(store, article, found, by_itself=False)
        coming.go_on()
        store.undo()
        assert coming.go_on()
        assert coming.is_undone
        assert spans.of_article(store, article.id) == []
        assert already.are_declined(store, article.id)


@pytest.fixture
def found():
    return Suggestions([
        Suggested("figure", start, start + 7, 0.5, "rule:test@1")
        for start in range(0, 8 * 120, 8)
    ])  # fmt: skip


def test_left_early_they_are_not_noted_as_there_and_not_put_in_twice(found):
    with opened() as store:
        [article] = articles.every(store)
        wish = wishes.wish(store, Settings(), article)
        assert not intake(store, article, found, wish).go_on()
        assert already.there(store, wish) == set()
        again = intake(store, article, found, wish)
        while not again.go_on():
            pass
        assert again.new == 20
        assert len(spans.of_article(store, article.id)) == 120
        assert already.there(store, wish) == {article.id}


def test_what_could_not_be_saved_is_put_in_when_it_can_be(found):
    with opened() as store:
        [article] = articles.every(store)
        coming = intake(store, article, found)
        coming.go_on()
        store.read_only = True
        with pytest.raises(UserError, match="read-only"):
            coming.go_on()
        store.read_only = False
        while not coming.go_on():
            pass
        assert (coming.new, len(spans.of_article(store, article.id))) == (120, 120)


def test_of_an_article_that_is_finished_meanwhile_no_more_come(found):
    with opened() as store:
        [article] = articles.every(store)
        coming = intake(store, article, found)
        coming.go_on()
        articles.submit(store, article.id)
        assert coming.go_on()
        assert len(spans.of_article(store, article.id)) == PART
