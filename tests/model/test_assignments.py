"""Who works on what: plans that can be looked at, the moves of an assignment, and people."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import (
    articles,
    assignments,
    check,
    claims,
    labels,
    links,
    moves,
    people,
    project,
    spans,
    suggestions,
    unfinished,
)
from model.claims import ClaimFilter
from model.claims_index import ClaimsIndex
from model.drafts import Draft
from model.errors import UserError
from model.records import ARTICLE_STATES
from tests.proof import dump


@pytest.fixture
def desk(store):
    """Ten articles and three people; the articles' ids."""
    added = articles.add(store, [Draft(f"Kyiv said {n} fled.", f"No {n}") for n in range(10)])
    for name in ("Ben", "Cem"):
        people.add(store, name)
    return added.new


def everybody(store):
    return [one.id for one in people.everyone(store)]


def holders(store):
    return Counter(row[0] for row in store.rows("SELECT article_id FROM assignment"))


def test_a_plan_is_shown_before_it_is_carried_out(store, desk):
    before = dump(store)
    plan = assignments.by_overlap(store, desk, everybody(store), times=2, share=0.2)
    assert dump(store) == before
    assert plan.passes == {1: 8, 2: 2}
    assert sorted(plan.each.values()) == [4, 4, 4]
    assert assignments.carry_out(store, plan) == 12
    assert store.history.done[-1].title == "Assign 10 articles"
    assert sorted(holders(store).values()) == [1] * 8 + [2] * 2
    assert articles.one(store, desk[0]).state == "new"
    store.undo()
    assert dump(store) == before


def test_two_machines_make_the_same_rows(desk, store):
    plan = assignments.by_overlap(store, desk, everybody(store), times=3, seed=4)
    again = assignments.by_overlap(store, desk, everybody(store), times=3, seed=4)
    assert plan == again
    assignments.carry_out(store, plan)
    ids = {row[0] for row in store.rows("SELECT id FROM assignment")}
    assert ids == {moves.id_of(article, person, "annotator") for article, person in plan.pairs}


@given(many=st.integers(1, 12), hands=st.integers(1, 5), data=st.data())
def test_work_is_shared_out_evenly(many, hands, data):
    times = data.draw(st.integers(1, hands))
    share = data.draw(st.sampled_from([0, 0.2, 0.5, 1]))
    with project.in_memory() as store:
        ids = articles.add(store, [Draft(f"Text {n}.", str(n)) for n in range(many)]).new
        team = [people.add(store, f"P{n}") for n in range(hands)]
        plan = assignments.by_overlap(store, ids, team, times=times, share=share, seed=many)
        assert max(plan.each.values()) - min(plan.each[one] for one in team) <= 1
        assert set(plan.passes) <= {1, times}
        assert plan.passes.get(times, 0) >= (1 if share else 0)
        assignments.carry_out(store, plan)
        assert not assignments.by_overlap(
            store, ids, team, times=times, share=share, seed=many).pairs  # fmt: skip


def test_what_is_assigned_counts(store, desk):
    ana, ben, cem = everybody(store)
    assignments.carry_out(store, assignments.by_hand(store, desk[:2], [ana]))
    plan = assignments.round_robin(store, desk, [ben, cem])
    assert len(plan.pairs) == 8
    both = assignments.by_hand(store, desk[:3], [ana, ben])
    assert (len(both.pairs), both.known) == (4, 2)


def test_a_curator_rather_did_not_annotate(store, desk):
    ana, ben, cem = everybody(store)
    assignments.carry_out(store, assignments.by_hand(store, desk, [ana]))
    plan = assignments.round_robin(store, desk, [ana, ben], "curator")
    assert plan.each == {ben: 10}
    assignments.carry_out(store, plan)
    with pytest.raises(UserError, match="Ben reviews some of these"):
        assignments.by_hand(store, desk[:1], [cem], "curator")


@pytest.mark.parametrize(("times", "share"), [(4, 1), (0, 1), (2, 1.5)])
def test_impossible_plans_are_refused(store, desk, times, share):
    with pytest.raises(UserError, match="Nothing was assigned") as caught:
        assignments.by_overlap(store, desk, everybody(store), times=times, share=share)
    assert caught.value.hint


def test_what_is_begun_is_not_taken_by_accident(store, desk, label):
    ana = people.id_of("Ana")
    assignments.carry_out(store, assignments.by_hand(store, desk[:2], [ana]))
    spans.mark(store, desk[0], 0, 4, label["actor"])
    assert assignments.unassign(store, desk, ana) == 1
    with pytest.raises(UserError, match="Ana has begun all of these"):
        assignments.unassign(store, desk, ana)
    assert assignments.unassign(store, desk, ana, begun=True) == 1
    assert spans.of_article(store, desk[0])
    assert check.project(store) == []


def test_everyone_is_counted(store, desk, label):
    ana, ben, _ = everybody(store)
    assignments.carry_out(store, assignments.by_hand(store, desk[:3], [ana, ben]))
    spans.mark(store, desk[0], 0, 4, label["actor"])
    articles.submit(store, desk[0])
    first, second, third = assignments.loads(store)
    assert (first.name, first.annotating, first.spans) == ("Ana", {"submitted": 1, "new": 2}, 1)
    assert (second.annotating, third.annotating) == ({"new": 3}, {})
    assert assignments.unassigned(store) == list(desk[3:])


def test_an_article_is_in_progress_until_all_who_have_it_are_through(store, desk, label):
    ana, ben, _ = everybody(store)
    assignments.carry_out(store, assignments.by_hand(store, desk[:1], [ana, ben]))
    claim = spans.mark(store, desk[0], 0, 4, label["claim"])
    index = ClaimsIndex(store)

    def states():
        """What the article's row, the list, the table and both filters say."""
        [*index.fill()]
        found = [articles.one(store, desk[0]).state, articles.states(store)[desk[0]]]
        found += [row.state for row in claims.rows(store, [claim])]
        for state in ARTICLE_STATES:
            wanted = ClaimFilter(state=(state,))
            found += [state for _ in claims.ids(store, filters=wanted)]
            found += [state for _ in index.ids(filters=wanted)]
        return found

    articles.submit(store, desk[0])
    assert states() == ["in progress"] * 5, "Ben has not begun"
    store.person = "Ben"
    articles.submit(store, desk[0])
    assert states() == ["submitted"] * 5


def test_ones_own_articles_come_next_first(store, desk):
    ana, ben, _ = everybody(store)
    assignments.carry_out(store, assignments.by_hand(store, desk[6:8], [ana]))
    assignments.carry_out(store, assignments.by_hand(store, desk[1:3], [ben]))
    seen, here = [], desk[0]
    while here := articles.next_unfinished(store, here):
        seen.append(here)
        articles.submit(store, here)
    assert seen == [desk[6], desk[7], desk[8], desk[9], desk[0], desk[3], desk[4], desk[5]]


# ---- moves


def test_only_moves_of_the_table_are_made(store, desk):
    with pytest.raises(UserError, match="“No 0” is not submitted yet") as caught:
        articles.approve(store, desk[0])
    assert caught.value.hint == "Submit it first."
    for role, table in moves.MOVES.items():
        for move in table:
            assert set(move.sources) <= set(moves.STATES), role
            assert move.target in moves.STATES
            assert move.by in ("own", "curator")


def test_moves_are_made_by_whom_they_are_for(store, desk):
    ana, ben = people.id_of("Ana"), people.id_of("Ben")
    articles.submit(store, desk[0])
    with store.edit("Try") as edit, pytest.raises(UserError, match="Only Ben can submit that"):
        moves.move(edit, "submit", desk[0], ben, "annotator")
    with store.edit("Try") as edit, pytest.raises(UserError, match="Only the article's curator"):
        moves.move(edit, "return", desk[0], ana, "annotator")


def test_opening_and_planning_begin_nothing(store, desk):
    assignments.carry_out(store, assignments.by_hand(store, desk[:1], [people.id_of("Ana")]))
    articles.text_of(store, desk[0])
    assert articles.one(store, desk[0]).state == "new"


# ---- people


def test_a_renamed_person_keeps_what_is_theirs(store, article, label):
    span = spans.mark(store, article, 0, 4, label["actor"])
    people.rename(store, people.id_of("Ana"), "Ana Lee")
    for name in ("ana lee", "Ana"):
        store.person = name
        spans.set_note(store, span, f"by {name}")
    assert [one.name for one in people.everyone(store)] == ["Ana Lee"]
    assert people.named(store, "ANA LEE").id == people.id_of("Ana")


def test_a_name_belongs_to_one_person(store):
    ben = people.add(store, " Ben ")
    with pytest.raises(UserError, match="somebody called “ben” already"):
        people.add(store, "ben")
    with pytest.raises(UserError, match="Somebody else is, or was, called “Ana”"):
        people.rename(store, ben, "Ana")
    people.rename(store, ben, "Benjamin")
    with pytest.raises(UserError, match="is, or was"):
        people.rename(store, people.id_of("Ana"), "Ben")
    with pytest.raises(UserError, match="nobody called “Eve”"):
        people.named(store, "Eve")


# ---- before submitting


def test_what_may_be_forgotten_is_told(store, article, label):
    claim = spans.mark(store, article, 10, 43, label["claim"])
    figure = spans.mark(store, article, 12, 25, label["figure"])
    verdict = spans.mark(store, article, 5, 9, label["verified"])
    new = spans.NewSpan(0, 4, label["actor"], state="suggested", origin="rule:x@1", score=0.5)
    (guess,) = spans.mark_all(store, article, [new], "Suggest")
    told = unfinished.before_submit(store, article)
    assert [(one.text, one.span_ids) for one in told] == [
        ("1 claim has no actor", (claim,)), ("1 suggestion is not judged", (guess,)),
        ("1 figure has no value", (figure,)), ("1 verified span has no stance", (verdict,)),
    ]  # fmt: skip
    with store.edit("Suggest a link") as edit:
        tie = links.insert(edit, "attributed_to", claim, guess)
    told = unfinished.before_submit(store, article)
    assert told[0].span_ids == (claim,), "an actor that is only suggested is none yet"
    suggestions.judge(store, [guess], "accepted")
    spans.set_attributes(store, verdict, {"stance": "confirmed"})
    assert [one.kind for one in unfinished.before_submit(store, article)] == ["valueless"]
    links.remove(store, [tie])
    spans.set_attributes(store, figure, {"value": 45000})
    store.person = "Ben"
    assert unfinished.before_submit(store, article) == []
    store.person = "Ana"
    assert [one.kind for one in unfinished.before_submit(store, article)] == ["unlinked"]
    assert labels.uses(store)[label["claim"]] == 1
