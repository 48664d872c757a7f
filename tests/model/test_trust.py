"""Every span answers why it is gold, or why not yet, and tells who did what to it."""

from __future__ import annotations

import pytest

from model import (
    articles,
    assignments,
    audit,
    comments,
    decisions,
    labels,
    people,
    project,
    provenance,
    review,
    spans,
    suggestions,
    trust,
)
from model.drafts import Draft
from model.records import CURATOR

TEXT = "Kyiv said some 45,000 troops fought near Kursk."


@pytest.fixture
def desk():
    with project.in_memory(person="Ana") as store:
        articles.add(store, [Draft(TEXT, "One")])
        yield store


def article(store):
    return articles.first(store)


def mark(store, start=0, end=4, label="actor"):
    return spans.mark(store, article(store), start, end, labels.named(store, label).id)


def as_curator(store, name="Cleo"):
    store.person = name
    cleo = people.add(store, name)
    assignments.carry_out(store, assignments.by_hand(store, [article(store)], [cleo], CURATOR))


def told(store, span_id):
    return [f"{one.person} {one.said}" for one in provenance.story(store, span_id)]


def result(store, span_id):
    return decisions.of_span(store, span_id)[0].result


def test_work_in_progress_is_not_gold_yet(desk):
    made = mark(desk)
    assert trust.why(desk, made) == "Not gold yet: Ana still works on it."
    articles.submit(desk, article(desk))
    assert "waits for review" in trust.why(desk, made)


def test_work_that_its_own_annotator_approved_says_that_nobody_else_looked(desk):
    made = mark(desk)
    articles.submit(desk, article(desk))
    articles.approve(desk, article(desk))
    why = trust.why(desk, made)
    assert why.startswith("Gold: Ana approved the article on 20")
    assert "Nobody else reviewed it" in why


def test_a_curated_span_names_everybody_on_whom_it_rests(desk):
    kept, wrong, bad = mark(desk), mark(desk, 10, 28, "figure"), mark(desk, 41, 46, "claim")
    comments.add(desk, article(desk), "Is Kursk a claim?", bad)
    articles.submit(desk, article(desk))
    as_curator(desk)
    assert trust.why(desk, kept) == "Not gold yet: Cleo has not decided on it."
    review.agree(desk, [kept])
    review.fix(desk, wrong, review.Fix(start=15), "too much or too little text")
    review.reject(desk, [bad], "wrong label", "It is a place.")
    assert "has not approved" in trust.why(desk, result(desk, kept))
    assert "copy" in trust.why(desk, kept)
    assert trust.why(desk, bad) == "Not gold: Cleo rejected it (wrong label)."
    review.approve(desk, article(desk))
    assert trust.why(desk, result(desk, kept)).startswith(
        "Gold: Ana marked it, Cleo agreed, and Cleo approved the article on 20"
    )
    assert "Cleo corrected it" in trust.why(desk, result(desk, wrong))
    assert told(desk, result(desk, wrong)) == [
        "Ana marked “some 45,000 troops” as figure",
        "Ana submitted the article",
        "Cleo corrected it in review: too much or too little text",
        "Cleo took “45,000 troops” as figure over in review",
        "Cleo approved the article",
    ]
    assert told(desk, bad)[1] == "Ana commented: “Is Kursk a claim?”"
    assert "Cleo rejected it in review: wrong label “It is a place.”" in told(desk, bad)


def test_every_change_is_told_with_what_it_was_before(desk):
    made = mark(desk)
    spans.move(desk, made, 0, 9)
    spans.relabel(desk, made, labels.named(desk, "claim").id)
    spans.set_note(desk, made, "sure?")
    desk.undo()
    story = provenance.story(desk, made)
    assert [one.said for one in story] == [
        "marked “Kyiv” as actor", "moved its edges", "relabelled it", "wrote a note",
        "undid: Note on span",
    ]  # fmt: skip
    assert story[1].details == ("end: 4 → 9",)
    assert story[2].details == ("label: actor → claim",)
    assert story[0].told.endswith("Ana marked “Kyiv” as actor")


def test_a_suggestion_says_what_made_it_and_who_judged_it(desk):
    actor = labels.named(desk, "actor").id
    (made,) = spans.mark_all(
        desk, article(desk),
        [spans.NewSpan(0, 4, actor, state="suggested", origin="rule:actors@2", score=0.87)],
        "Suggest",
    )  # fmt: skip
    assert trust.why(desk, made) == (
        "Not gold: the rule actors (2, score 0.87) suggested it, and nobody has judged it."
    )
    suggestions.judge(desk, [made], "rejected")
    assert "kept as a negative" in trust.why(desk, made)
    assert told(desk, made) == [
        "Ana got “Kyiv” as actor suggested by the rule actors (2, score 0.87)",
        "Ana rejected it as a suggestion",
    ]


def test_history_takes_one_span_out_of_an_edit_of_many(desk):
    actor = labels.named(desk, "actor").id
    made = spans.mark_all(
        desk, article(desk), [spans.NewSpan(at, at + 1, actor) for at in range(20)], "Mark many"
    )
    (touch,) = audit.touches(desk, made[7])
    assert [change.id for change in touch.changes] == [made[7]]


def test_a_span_that_never_was_has_no_story(desk):
    assert provenance.story(desk, "nothing") == []
    with pytest.raises(KeyError):
        trust.why(desk, "nothing")
