"""Review: what a curator decides is their own reading, and nothing of anybody else's changes."""

from __future__ import annotations

import pytest

from model import articles, check, comments, decisions, links, people, readings, review, spans
from model.errors import UserError
from model.review import Fix
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
