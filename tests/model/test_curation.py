"""Curation: several readings side by side, settled unit by unit, by hand or by pre-merge."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import (
    articles,
    assignments,
    check,
    comments,
    corrections,
    curation,
    decisions,
    differences,
    disagreements,
    labels,
    links,
    people,
    premerge,
    project,
    readings,
    review,
    review_queue,
    spans,
    units,
)
from model.drafts import Draft
from model.errors import UserError
from model.premerge import AGREEING, COMPLETE, THRESHOLD, Strategy
from model.records import Span
from model.review import Fix
from model.review_queue import Wish
from tests.proof import dump

BODY = "Kyiv said 45,000 troops fought near Kursk. Moscow denied it. Rome and Bonn were silent."
ANA, BEN = people.id_of("Ana"), people.id_of("Ben")


def read(store, article, person, *marks, ties=()):
    """A person's reading, submitted: marks are (start, end, label[, attributes]); ids in order."""
    store.person = person
    by_name = {one.name: one.id for one in labels.every(store)}
    ids = [spans.mark(store, article, start, end, by_name[name], *more)
           for start, end, name, *more in marks]  # fmt: skip
    for head, child in ties:
        links.add(store, ids[head], [ids[child]])
    articles.submit(store, article)
    return ids


@pytest.fixture
def two(store):
    """An article read by Ana and by Ben, with every kind of difference; Cem curates."""
    (article,) = articles.add(store, [Draft(BODY, "Two")]).new
    ana = read(store, article, "Ana", (10, 41, "claim"), (0, 4, "actor"), (10, 23, "figure"),
               (43, 49, "actor"), (61, 65, "actor"), (70, 74, "actor", {"entity": "Bonn"}),
               ties=[(0, 1), (0, 2)])  # fmt: skip
    ben = read(store, article, "Ben", (10, 41, "claim"), (0, 4, "actor"), (10, 16, "figure"),
               (43, 49, "verified"), (70, 74, "actor", {"entity": "Germany"}),
               ties=[(0, 1)])  # fmt: skip
    store.person = "Cem"
    return article, ana, ben


def kinds(store, article):
    return {unit.spans[min(unit.spans)].quote if len(unit.spans) < 2 else
            unit.spans[ANA].quote: unit.differences
            for unit in curation.board(store, article).units}  # fmt: skip


def test_what_follows_from_another_label_and_what_nobody_reads_is_not_told(store):
    def span(label, **said):
        return Span("s", "a", 0, 4, label, "Kyiv", "accepted", "person", "p", "", attributes=said)

    names = {"c": "claim", "f": "figure"}
    claim = span("c", cue="said", cue_start=5, cue_end=9, quotation="direct", verdict="true")
    figure = span("f", value=3, unit="club", approximate=False, verdict="false")
    assert [one.what for one in differences.changes(claim, figure, names)] == ["", "verdict"]
    elsewhere = span("c", cue="says", cue_start=6, cue_end=10, quotation="direct", verdict="true")
    assert [one.what for one in differences.changes(claim, elsewhere, names)] == ["cue"]
    again = replace(elsewhere, attributes={**elsewhere.attributes, "cue": "said"})
    assert [(one.what, one.was, one.now) for one in differences.changes(claim, again, names)] == [
        ("cue_start", "5", "6"),
    ]  # fmt: skip


def test_differences_are_told_by_kind(store, two):
    article, *_ = two
    assert kinds(store, article) == {
        "Kyiv": (), BODY[10:41]: ("links",), "45,000 troops": ("edges", "links"),
        "Moscow": ("label",), "Rome": ("missing",), "Bonn": ("attributes",),
    }  # fmt: skip
    board = curation.board(store, article)
    standing = [(unit.stands(ANA), unit.stands(BEN)) for unit in board.units]
    assert standing == [("agree", "agree"), ("differ", "differ"), ("differ", "differ"),
                        ("differ", "differ"), ("incomplete", ""), ("differ", "differ")]  # fmt: skip


def test_every_unit_can_be_settled_in_its_own_way(store, two):
    article, ana, ben = two
    assert curation.take_agreed(store, article) == 1
    curation.take(store, ana[0])
    label = {one.name: one.id for one in labels.every(store)}
    curation.make(store, ben[2], spans.NewSpan(10, 23, label["figure"], {"value": 45000}))
    curation.take(store, ben[3])
    curation.reject(store, ana[4], "not a source")
    assert curation.take_label(store, article, BEN, label["actor"]) == 1
    board = curation.board(store, article)
    assert board.left == []
    assert [(unit.stands(ANA), unit.stands(BEN)) for unit in board.units] == [
        ("agreed", "agreed"), ("agreed", "fixed"), ("fixed", "fixed"),
        ("fixed", "agreed"), ("rejected", ""), ("fixed", "agreed"),
    ]  # fmt: skip
    review.approve(store, article)
    gold = readings.gold(store, article)
    assert [(one.quote, one.attributes) for one in gold] == [
        ("Kyiv", {}), (BODY[10:41], {}), ("45,000 troops", {"value": 45000}), ("Moscow", {}),
        ("Bonn", {"entity": "Germany"}),
    ]  # fmt: skip
    assert set(gold[0].sources) == {ana[1], ben[1]}
    claim = gold[1].id
    ends = {one.child for one in links.of_article(store, article) if one.head == claim}
    assert ends == {gold[0].id, gold[2].id}  # Ana's claim was taken, with its links
    assert check.project(store) == []


def test_taking_a_span_brings_its_own_links_only(store, two):
    article, ana, ben = two
    for span_id in (ben[0], ana[1], ana[2]):
        curation.take(store, span_id)
    claim = curation.board(store, article).unit_of(ana[0]).results[0]
    assert len(links.of_span(store, claim.id)) == 2  # Ana's figure was taken with its link
    store.undo()
    curation.take(store, ben[2])
    assert len(links.of_span(store, claim.id)) == 1


def test_each_annotator_sees_what_became_of_their_work(store, two):
    article, ana, ben = two
    curation.take(store, ana[3])
    curation.take(store, ben[5 - 1])
    curation.take(store, ana[4])
    for_ben = {one.result.quote if one.result else one.span.quote: one
               for one in corrections.of(store, article, BEN)}  # fmt: skip
    assert for_ben["Moscow"].verdict == "fixed"
    assert for_ben["Moscow"].changes == (
        differences.Change("label", "", "verified", "actor"),)  # fmt: skip
    assert for_ben["Bonn"].verdict == "agreed"
    assert for_ben["Rome"].verdict == "added"
    (bonn,) = [one for one in corrections.of(store, article, ANA) if one.span.quote == "Bonn"]
    assert bonn.changes == (differences.Change("attributes", "entity", "Bonn", "Germany"),)
    assert bonn.person == "Cem"


def test_what_was_decided_can_be_changed(store, two):
    article, ana, ben = two
    before = dump(store)
    verbs = (
        lambda: curation.take(store, ana[2]),
        lambda: curation.take(store, ben[2]),
        lambda: curation.reject(store, ben[2], "wrong label"),
        lambda: curation.reopen(store, ana[2]),
        lambda: curation.take_agreed(store, article),
        lambda: curation.take_label(store, article, ANA, spans.one(store, ana[0]).label_id),
        lambda: premerge.carry_out(store, article, Strategy(AGREEING)),
        lambda: curation.make(store, ana[2], spans.NewSpan(10, 30, spans.one(
            store, ana[2]).label_id)),
    )  # fmt: skip
    for verb in verbs:
        here = dump(store)
        verb()
        after = dump(store)
        assert after != here
        store.undo()
        assert dump(store) == here
        store.redo()
        assert dump(store) == after
        assert check.project(store) == []
    for _ in verbs:
        store.undo()
    assert dump(store) == before


@pytest.mark.parametrize(
    ("strategy", "merged"),
    [
        (Strategy(COMPLETE), {"Kyiv", BODY[10:41]}),
        (Strategy(AGREEING), {"Kyiv", BODY[10:41], "Rome"}),
        (Strategy(THRESHOLD), {"Kyiv", BODY[10:41]}),
        (Strategy(THRESHOLD, votes=1, confidence=0), {"Kyiv", BODY[10:41]}),
        (Strategy(THRESHOLD, votes=3), set()),
    ],
)
def test_pre_merge_takes_what_its_strategy_says(store, two, strategy, merged):
    article, *_ = two
    plan = premerge.plan(curation.board(store, article), strategy)
    assert (len(plan.chosen), plan.left, plan.kept) == (len(merged), 6 - len(merged), 0)
    assert premerge.carry_out(store, article, strategy) == len(merged)
    board = curation.board(store, article)
    assert {span.quote for unit in board.units for span in unit.results} == merged
    made = {one.id for unit in board.units for one in unit.results}
    tied = [one for one in board.links if one.head in made]
    assert len(tied) == (1 if merged else 0)  # the actor's link, which both have


def test_a_merge_again_keeps_what_was_decided(store, two):
    article, ana, ben = two
    curation.reject(store, ana[1], "not a source")
    premerge.carry_out(store, article, Strategy(COMPLETE))
    unit = curation.board(store, article).unit_of(ana[1])
    assert unit.results == ()
    assert unit.is_decided
    assert premerge.carry_out(store, article, Strategy(COMPLETE)) == 0


def test_a_correction_of_a_taken_span_shows_as_one(store, two):
    article, ana, _ = two
    made = curation.take(store, ana[1])
    store.person = "Cem"
    spans.set_attributes(store, made, {"entity": "Ukraine"})
    verdicts = decisions.of_article(store, article)
    assert verdicts[ana[1]].verdict == "fixed"
    review.fix(store, ana[1], Fix(attributes={"entity": None}))
    assert decisions.of_article(store, article)[ana[1]].verdict == "agreed"


def test_only_what_is_submitted_is_curated(store, two):
    article, ana, ben = two
    store.person = "Ben"
    articles.reopen(store, article)
    store.person = "Cem"
    board = curation.board(store, article)
    assert [one.person_id for one in board.readings] == [ANA]
    with pytest.raises(UserError, match="in no finished reading"):
        curation.take(store, ben[0])
    with pytest.raises(UserError, match="thresholds"):
        premerge.plan(board, Strategy(THRESHOLD, votes=0))


def differing(store, one, other, **more):
    return [found for step in disagreements.between(store, one, other, **more)
            for found in step.found]  # fmt: skip


def test_disagreements_of_two_are_walked(store, two):
    article, ana, ben = two
    found = [*differing(store, ANA, BEN)]
    assert [one.unit.differences for one in found] == [
        ("links",), ("edges", "links"), ("label",), ("missing",), ("attributes",)]  # fmt: skip
    assert {one.article for one in found} == {"Two"}
    figure = spans.one(store, ana[2]).label_id
    (edges,) = differing(store, BEN, ANA, label_id=figure)
    assert edges.unit.differences == ("edges", "links")
    assert [*differing(store, ANA, BEN, article_ids=["gone"])] == []


def test_looking_for_disagreements_comes_up_for_breath_where_there_are_none(
    store, two, monkeypatch
):
    article, _, _ = two
    articles.add(store, [Draft(f"Nothing {n}.", f"Nr {n}") for n in range(7)])
    monkeypatch.setattr(disagreements, "STEP", 0)
    monkeypatch.setattr(disagreements, "PAGE", 3)
    steps = [*disagreements.between(store, ANA, BEN)]
    assert [(one.done, one.total) for one in steps] == [*((n, 8) for n in range(1, 9)), (8, 8)]
    assert [len(one.found) for one in steps] == [5, *[0] * 8]
    assert {one.article_id for one in steps[0].found} == {article}


def test_nobody_peeks_at_what_they_still_annotate(store, two):
    article, ana, _ = two
    review.comment(store, article, "Sure?", ana[0])
    review.comment(store, article, "Well done.")
    store.person = "Dan"
    assignments.carry_out(
        store,
        assignments.by_hand(store, [article], [people.id_of("Ana"), people.add(store, "Dan")]),
    )
    anything = Wish(states=("submitted", "in progress"))
    assert review_queue.ids(store, anything) == []
    assert [*differing(store, ANA, BEN)] == []
    assert [one.text for one in comments.shown(store, article)] == ["Well done."]
    with pytest.raises(UserError, match="still annotating"):
        curation.board(store, article)
    articles.submit(store, article)
    assert len(review_queue.ids(store, anything)) == 11
    assert len(comments.shown(store, article)) == 2
    assert len(curation.board(store, article).units) == 6


# ---- properties

MARKS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from(["claim", "actor"])),
    max_size=5, unique=True,
)  # fmt: skip


@given(st.lists(MARKS, min_size=2, max_size=4), st.sampled_from(premerge.STRATEGIES),
       st.integers(1, 3), st.sampled_from([0, 0.5, 0.67, 1]), st.integers(1, 2))  # fmt: skip
def test_pre_merge_is_never_a_tie(passes, name, votes, confidence, top):
    with project.in_memory() as store:
        (article,) = articles.add(store, [Draft(BODY, "Many")]).new
        for number, marks in enumerate(passes):
            read(store, article, f"P{number}", *((at, at + long, what) for at, long, what in marks))
        store.person = "Cem"
        strategy = Strategy(name, votes, confidence, top)
        before = curation.board(store, article)
        every = [span.id for unit in before.units for span in unit.spans.values()]
        assert len(every) == len(set(every)) == sum(
            len(readings.spans_of(store, article, people.id_of(f"P{n}")))
            for n in range(len(passes)))  # fmt: skip
        merge = premerge.plan(before, strategy)
        for unit, versions in merge.chosen:
            taken = [len(same) for same in versions]
            others = [len(same) for same in unit.versions[len(versions) :]]
            assert min(taken) > max(others, default=0)
            assert len(versions) <= (top if name == THRESHOLD else 1)
            if name == THRESHOLD:
                assert min(taken) > len(unit.missing)
                assert min(taken) >= max(votes, confidence * len(passes))
        start = dump(store)
        assert premerge.carry_out(store, article, strategy) == len(merge.chosen)
        assert check.project(store) == []
        again = premerge.plan(curation.board(store, article), strategy)
        assert again.chosen == ()
        if merge.chosen:
            store.undo()
        assert dump(store) == start


@given(MARKS, MARKS)
def test_units_do_not_depend_on_who_comes_first(one, other):
    def made(marks, who):
        return [spans.Span(f"{who}{n}", "a", at, at + long, what, "x" * long, "accepted", "person",
                           who, "") for n, (at, long, what) in enumerate(marks)]  # fmt: skip

    def grouped(*whose):
        named = {"P": made(one, "P"), "Q": made(other, "Q")}
        return {frozenset(span.id for span in group.values())
                for group in units.groups({who: named[who] for who in whose})}  # fmt: skip

    assert grouped("P", "Q") == grouped("Q", "P")
