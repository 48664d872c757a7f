"""Review: what a curator decides is their own reading, and nothing of anybody else's changes."""

from __future__ import annotations

import pytest

from model import (
    articles,
    check,
    claims,
    comments,
    corrections,
    decisions,
    labels,
    links,
    people,
    policies,
    readings,
    review,
    sight,
    spans,
    stats,
)
from model.differences import Change
from model.errors import UserError
from model.review import Fix
from tests.model.conftest import MIXED
from tests.proof import dump

ANA, BEN = people.id_of("Ana"), people.id_of("Ben")


@pytest.fixture
def marked(store, article, label):
    """Ana's claim with its actor and figure, linked and submitted; the ids by name."""
    found = {
        "claim": spans.mark(store, article, 10, 43, label["claim"]),
        "actor": spans.mark(store, article, 0, 4, label["actor"]),
        "figure": spans.mark(store, article, 12, 25, label["figure"]),
    }
    links.add(store, found["claim"], [found["actor"], found["figure"]])
    articles.submit(store, article)
    store.person = "Ben"
    return found


def own(store, article):
    """Ana's rows."""
    return [span for span in spans.of_article(store, article) if span.role == "annotator"]


def says(span):
    return span.start, span.end, span.label_id, span.quote, span.attributes


def test_what_is_agreed_becomes_gold_with_its_links(store, article, marked):
    before = own(store, article)
    for span_id in marked.values():
        review.agree(store, [span_id])
    assert readings.gold(store, article) == []
    review.approve(store, article)
    gold = readings.gold(store, article)
    assert [says(span) for span in gold] == [says(span) for span in before]
    assert {span.sources for span in gold} == {(span.id,) for span in before}
    assert own(store, article) == before
    ends = {span.id: span.sources[0] for span in gold}
    made = {(ends[one.head], ends[one.child], one.kind) for one in links.of_article(store, article)
            if one.head in ends}  # fmt: skip
    assert made == {(marked["claim"], marked["actor"], "attributed_to"),
                    (marked["claim"], marked["figure"], "has_figure")}  # fmt: skip
    assert {one.verdict for one in decisions.of_article(store, article).values()} == {"agreed"}
    assert articles.one(store, article).state == "approved"
    assert check.project(store) == []


def test_a_fix_keeps_the_original_and_says_so(store, article, marked, label):
    made = review.fix(store, marked["claim"], Fix(end=30), "too much or too little text")
    assert spans.one(store, marked["claim"]).end == 43
    assert (spans.one(store, made).start, spans.one(store, made).end) == (10, 30)
    decision = decisions.of_article(store, article)[marked["claim"]]
    assert (decision.verdict, decision.result) == ("fixed", made)
    again = review.fix(store, marked["claim"], Fix(end=43))
    assert again == made
    assert decisions.of_article(store, article)[marked["claim"]].verdict == "agreed"


def test_every_verb_can_be_undone(store, article, marked, label):
    for verb in (
        lambda: review.agree(store, [marked["claim"]]),
        lambda: review.fix(store, marked["figure"], Fix(label_id=label["actor"], start=14)),
        lambda: review.reject(store, [marked["actor"]], "wrong label", "Not a source."),
        lambda: review.link(store, marked["claim"], marked["figure"], "has_figure"),
        lambda: review.unlink(store, links.of_span(store, marked["actor"])[0].id),
        lambda: review.reconsider(store, list(marked.values())),
        lambda: review.agree_rest(store, article),
        lambda: review.comment(store, article, "Well done.", marked["claim"]),
        lambda: review.answer(store, comments.of_article(store, article)[0].id, "Thanks."),
        lambda: review.approve(store, article),
        lambda: review.return_(store, article, "Look at the actor again."),
    ):
        before = dump(store)
        verb()
        after = dump(store)
        assert after != before
        store.undo()
        assert dump(store) == before
        store.redo()
        assert dump(store) == after
    assert check.project(store) == []


def test_nothing_is_approved_while_something_waits(store, article, marked):
    review.agree(store, [marked["claim"]])
    with pytest.raises(UserError, match="2 spans are not decided yet"):
        review.approve(store, article)
    assert review.agree_rest(store, article) == 2
    review.approve(store, article)


def test_who_may_review(store, article, marked):
    store.person = "Ana"
    articles.reopen(store, article)
    with pytest.raises(UserError, match="still annotating"):
        review.agree(store, [marked["claim"]])
    store.person = "Ben"
    with pytest.raises(UserError, match="Ana has not submitted"):
        review.agree(store, [marked["claim"]])
    store.person = "Ana"
    articles.submit(store, article)
    store.person = "Ben"
    review.agree(store, [marked["claim"]])
    store.person = "Eve"
    with pytest.raises(UserError, match="Ben reviews"):
        review.agree(store, [marked["actor"]])
    with pytest.raises(UserError, match="Ana marked that; only Ana can change it"):
        spans.delete(store, [marked["claim"]])
    store.person = "Ana"
    with pytest.raises(UserError, match="Ben reviews"):
        articles.approve(store, article)


def test_what_was_changed_after_its_return_waits_again(store, article, marked):
    review.agree_rest(store, article)
    review.return_(store, article, "The claim is too long.")
    assert articles.one(store, article).state == "returned"
    store.person = "Ana"
    spans.move(store, marked["claim"], 10, 30)
    articles.submit(store, article)
    store.person = "Ben"
    assert decisions.undecided(store, article, BEN) == [marked["claim"]]
    made = review.agree(store, [marked["claim"]])
    assert spans.one(store, made[0]).end == 30
    review.approve(store, article)
    assert [span.end for span in readings.gold(store, article)] == [4, 30, 25]


# ---- what others make of it


def test_counts_and_tables_never_hold_a_copy_beside_its_original(store, article, marked):
    before = stats.counts(store), spans.total(store)
    review.agree_rest(store, article)
    after = stats.counts(store), spans.total(store)
    for one, other in zip(before[0].items(), after[0].items(), strict=True):
        assert one == other or one[0] == "edits"
    assert before[1] == after[1] == 3
    for person in ("Ana", "Ben", "Eve"):
        store.person = person
        assert len(claims.ids(store, unseen=sight.unseen(store))) == 1
        assert len(readings.shown(store, article)) == 3
    store.person = "Ben"
    review.approve(store, article)
    (listed,) = sight.counted(store, articles.every(store))
    assert (listed.spans, listed.state) == (3, "approved")
    (row,) = claims.rows(store, claims.ids(store, unseen=sight.unseen(store)))
    assert (row.person, row.state, row.actor) == ("Ben", "approved", "Kyiv")


def test_the_state_of_an_article_under_review_is_submitted(store, article, marked):
    review.agree(store, [marked["claim"]])
    (row,) = claims.rows(store, [marked["claim"]])
    assert articles.one(store, article).state == row.state == "submitted"
    assert articles.states(store) == {article: "submitted"}
    found = claims.ids(store, filters=claims.ClaimFilter(state=("submitted",)))
    assert marked["claim"] in found


def test_one_person_may_review_their_own_work(store, article, marked):
    store.person = "Ana"
    review.agree_rest(store, article)
    assert check.project(store) == []
    assert len(readings.shown(store, article)) == 3
    mine = spans.mark(store, article, 26, 30, spans.one(store, marked["actor"]).label_id)
    assert spans.one(store, mine).origin == "review:"
    review.approve(store, article)
    assert len(readings.gold(store, article)) == 4
    assert spans.total(store) == 3


def test_a_change_of_the_label_set_reopens_no_decision(store, article, marked, label):
    review.agree_rest(store, article)
    labels.merge(store, label["figure"], label["verified"])
    assert decisions.undecided(store, article, BEN) == []
    labels.change(store, label["actor"], role="cue")
    assert decisions.undecided(store, article, BEN) == []
    assert {one.verdict for one in decisions.of_article(store, article).values()} == {"agreed"}
    assert check.project(store) == []


def test_what_was_taken_away_is_no_decision_and_no_trouble(store, article, marked):
    made = review.agree(store, list(marked.values()))
    spans.delete(store, [made[0]])
    assert decisions.undecided(store, article, BEN) == [marked["claim"]]
    review.return_(store, article, "One too many.")
    review.comment(store, article, "Which one?", marked["actor"])
    store.person = "Ana"
    spans.delete(store, [marked["actor"]])
    assert comments.of_article(store, article)[-1].text == "Which one?"
    assert check.project(store) == []
    store.undo()
    assert decisions.of_article(store, article)[marked["actor"]].verdict == "agreed"


def test_the_annotator_sees_what_was_corrected_and_answers(store, article, marked, label):
    review.fix(store, marked["claim"], Fix(end=30), "too much or too little text")
    review.reject(store, [marked["actor"]], "wrong label", "A city.")
    review.agree(store, [marked["figure"]])
    spans.mark(store, article, 38, 43, label["actor"])
    asked = review.comment(store, article, "Are you sure?", marked["figure"])
    store.person = "Ana"
    review.answer(store, asked, "Yes.")
    told = {one.verdict: one for one in corrections.of(store, article)}
    assert list(told) == ["rejected", "fixed", "agreed", "added"]
    assert told["fixed"].changes[0] == Change("edges", "", MIXED[10:43], MIXED[10:30])
    assert (told["fixed"].reason, told["fixed"].person) == ("too much or too little text", "Ben")
    assert (told["rejected"].reason, told["rejected"].comment) == ("wrong label", "A city.")
    assert [one.text for one in told["agreed"].comments] == ["Are you sure?", "Yes."]
    assert told["added"].result.quote == MIXED[38:43]
    assert all(one.is_news for one in told.values())


def test_links_can_be_fixed_without_a_change_of_the_spans(store, article, marked):
    (link,) = [one for one in links.of_article(store, article) if one.child == marked["figure"]]
    review.unlink(store, link.id)
    verdicts = decisions.of_article(store, article)
    assert (verdicts[marked["claim"]].verdict, verdicts[marked["figure"]].verdict) == (
        "fixed", "fixed")  # fmt: skip
    (correction,) = [one for one in corrections.of(store, article, ANA)
                     if one.span.id == marked["claim"]]  # fmt: skip
    assert correction.changes == (Change("links", "has_figure", MIXED[12:25], ""),)
    review.link(store, marked["claim"], marked["figure"], "has_figure")
    assert decisions.of_article(store, article)[marked["claim"]].verdict == "agreed"
    assert link in links.of_article(store, article)


def test_the_desk_agrees_on_its_rules(store, article, marked):
    with pytest.raises(UserError, match="needs a reason"):
        review.reject(store, [marked["claim"]], "  ")
    policies.set_reasons(store, [" too  long ", "too long", ""])
    assert policies.reasons(store) == ("too long",)
    store.person = "Ana"
    articles.reopen(store, article)
    store.person = "Eve"
    spans.mark(store, article, 0, 4, spans.one(store, marked["actor"]).label_id)
    assert readings.view(store, article).why == "blind"
    policies.set_blind(store, False)
    assert readings.view(store, article).why == "own"
    store.undo()
    assert policies.is_blind(store)


def test_only_one_curator_and_only_with_something_submitted(store, article, marked):
    with pytest.raises(UserError, match="no comment to keep"):
        review.return_(store, article, " ")
    review.return_(store, article, "Again, please.")
    with pytest.raises(UserError, match="Nobody has submitted"):
        review.approve(store, article)
    assert comments.of_article(store, article)[0].text == "Again, please."
