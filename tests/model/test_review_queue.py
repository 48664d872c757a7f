"""The review queue: what waits, under which wishes, in which order, and where one was in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model import articles, links, people, review, review_queue, spans
from model.drafts import Draft
from model.review_queue import CURATION, REVIEW, Wish

ANA, BEN = people.id_of("Ana"), people.id_of("Ben")
BODY = "Kyiv said 45,000 troops fought near Kursk. Moscow denied it."
PLACES = {"actor": (0, 4), "claim": (10, 41), "figure": (10, 23)}


def mark(store, label, article, person, *names, shift=0):
    """A person's spans on an article, submitted; their ids by name."""
    store.person = person
    made = {name: spans.mark(store, article, PLACES[name][0], PLACES[name][1] - shift, label[name])
            for name in names}  # fmt: skip
    articles.submit(store, article)
    return made


@pytest.fixture
def desk(store, label):
    """Three articles: Ana's alone, one of Ana's and Ben's, and one that Ben works on."""
    new = [Draft(f"{BODY} {n}", f"No {n}") for n in range(3)]
    ids = articles.add(store, new).new
    marked = [mark(store, label, ids[0], "Ana", "actor", "claim", "figure")]
    marked.append(mark(store, label, ids[1], "Ana", "actor", "claim"))
    marked.append(mark(store, label, ids[1], "Ben", "actor", "figure", shift=1))
    spans.mark(store, ids[2], 0, 4, label["actor"])
    store.person = "Cem"
    return ids, marked


def test_submitted_spans_wait_until_they_are_decided_on(store, desk):
    ids, (alone, *_) = desk
    waiting = review_queue.ids(store)
    assert len(waiting) == 7
    assert waiting[:3] == [alone["actor"], alone["claim"], alone["figure"]]
    review.agree(store, [alone["actor"]])
    review.reject(store, [alone["claim"]], "wrong label")
    assert review_queue.ids(store) == waiting[2:]
    assert review_queue.count(store) == 5
    store.undo()
    assert review_queue.ids(store) == waiting[1:]
    review.agree_rest(store, ids[0])
    review.approve(store, ids[0])
    assert review_queue.ids(store, Wish(articles=(ids[0],))) == []


def test_a_row_says_what_a_reviewer_needs(store, desk):
    ids, (alone, first, second) = desk
    review.comment(store, ids[0], "Is this right?", alone["claim"])
    row, shared, other = review_queue.rows(store, [alone["claim"], first["actor"], "gone",
                                                   second["actor"]])  # fmt: skip
    assert (row.article, row.quote, row.person) == ("No 0", BODY[10:41], "Ana")
    assert (row.readings, row.same, row.remarks) == (1, 1, 1)
    assert (shared.readings, shared.same, other.same) == (2, 1, 1)


@pytest.mark.parametrize(
    ("wish", "many"),
    [
        (Wish(people=(BEN,)), 2), (Wish(without=(ANA,)), 2), (Wish(kind=REVIEW), 3),
        (Wish(kind=CURATION), 4), (Wish(before="2001-01-01"), 0), (Wish(before="9999"), 7),
        (Wish(states=("in progress", "returned")), 0), (Wish(share=0.0), 0),
    ],
)  # fmt: skip
def test_wishes_narrow_it(store, desk, wish, many):
    found = review_queue.ids(store, wish)
    assert len(found) == many == review_queue.count(store, wish)


def test_labels_and_unfinished_articles_can_be_wished_for(store, desk, label):
    ids, (alone, *_) = desk
    assert review_queue.ids(store, Wish(labels=(label["claim"],)))[0] == alone["claim"]
    store.person = "Ben"
    spans.mark(store, ids[0], 44, 50, label["actor"])
    store.person = "Cem"
    assert len(review_queue.ids(store)) == 4
    assert len(review_queue.ids(store, Wish(states=("in progress",)))) == 3


def test_orders(store, desk, label):
    ids, (alone, first, second) = desk
    assert review_queue.ids(store, order="agreement")[-3:] == list(alone.values())
    with store.edit("Score") as edit:
        edit.update("span", second["figure"], score=0.1)
        edit.update("span", alone["figure"], score=0.7)
    assert review_queue.ids(store, order="score")[:2] == [second["figure"], alone["figure"]]
    assert review_queue.ids(store, order="figures")[:2] == [alone["figure"], second["figure"]]
    assert review_queue.ids(store, order="oldest")[-1] == second["figure"]
    store.person = "Ana"
    links.add(store, first["claim"], [first["actor"]], kind="contradicts")
    articles.submit(store, ids[1])
    assert set(review_queue.ids(store, order="contradictions")[:2]) == set(first.values())
    assert review_queue.ids(store, order="contradictions", contradicting=[alone["figure"]])[0] == (
        alone["figure"])  # fmt: skip


def test_a_verified_figure_can_wait(store, label):
    (article,) = articles.add(store, [Draft(BODY, "One")]).new
    made = mark(store, label, article, "Ana", "figure", "claim")
    said = spans.mark(store, article, 43, 56, label["verified"])
    links.add(store, made["claim"], [made["figure"], said])
    articles.submit(store, article)
    (other,) = articles.add(store, [Draft(BODY + ".", "Two")]).new
    bare = mark(store, label, other, "Ana", "figure")
    assert review_queue.ids(store, order="figures")[0] == bare["figure"]


def test_a_sample_stays_the_same_while_it_is_worked_through(store, desk):
    wish = next(one for seed in range(50) if 2 <= len(review_queue.ids(
        store, one := Wish(share=0.4, seed=seed))) <= 4)  # fmt: skip
    drawn = review_queue.ids(store, wish)
    review.agree(store, drawn[:1])
    assert review_queue.ids(store, wish) == drawn[1:]
    others = {tuple(review_queue.ids(store, replace(wish, seed=seed))) for seed in range(9)}
    assert len(others) > 1


def test_the_place_is_kept():
    before = ["a", "b", "c", "d"]
    assert review_queue.onward(before, ["d", "c", "b"], "b") == "b"
    assert review_queue.onward(before, ["a", "d"], "b") == "d"
    assert review_queue.onward(before, ["a"], "c") == "a"
    assert review_queue.onward(before, ["x"], "c") == "x"
    assert review_queue.onward(before, [], "c") is None


def test_articles_wait_even_when_they_are_empty(store, desk):
    ids, _ = desk
    (empty,) = articles.add(store, [Draft("Nothing.", "Empty")]).new
    store.person = "Ana"
    articles.submit(store, empty)
    piles = review_queue.articles(store)
    assert [(one.title, one.readings, one.left) for one in piles] == [
        ("No 0", 1, 3), ("No 1", 2, 4), ("Empty", 1, 0),
    ]  # fmt: skip
    assert [one.agreement for one in piles] == [None, 0.0, None]
    assert review_queue.articles(store, order="left")[0].title == "Empty"
    assert [one.title for one in review_queue.articles(store, Wish(kind=CURATION))] == ["No 1"]
    store.person = "Cem"
    review.approve(store, empty)
    assert len(review_queue.articles(store)) == 2
