"""Words labelled differently, or here and not elsewhere: found, ranked, and settled in one edit."""

from __future__ import annotations

import pytest

from model import articles, bulk, check, concordance, consistency, labels, project
from model.drafts import Draft

TEXTS = (
    "Kyiv spoke. The Kyiv government spoke.",
    "KYIV spoke to Moscow. Officials spoke.",
    "Kyiv spoke to Moscow, officials said: 5 tanks.",
    "Nobody has begun this one about Kyiv.",
)


@pytest.fixture
def desk():
    with project.in_memory(person="Ana") as store:
        articles.add(store, [Draft(t, f"Nr {n}") for n, t in enumerate(TEXTS)])
        for words in ("Kyiv", "Moscow"):
            mark(store, words, "actor", (0, 2))
        begun = articles.every(store)[1].id
        articles.submit(store, begun)
        articles.reopen(store, begun)
        yield store


def mark(store, words, label, numbers):
    ids = [one.id for one in articles.every(store)]
    found = [
        (hit.article_id, hit.start, hit.end)
        for step in concordance.find(store, concordance.Query(words))
        for hit in step.hits
        if ids.index(hit.article_id) in numbers
    ]
    bulk.label(store, found, labels.named(store, label).id)


def groups(store):
    *_, last = consistency.find(store)
    assert last.done == last.total
    return {group.words: group for group in last.groups}


def told(store, group):
    names = {one.id: one.name for one in labels.every(store)}
    return [("+".join(names[id_] for id_ in variant), many) for variant, many in group.counts]


def test_words_that_are_labelled_elsewhere_are_listed(desk):
    found = groups(desk)
    assert list(found) == ["Kyiv", "Moscow"]
    assert told(desk, found["Kyiv"]) == [("actor", 3), ("", 1)]
    assert [(hit.article, hit.words) for hit in found["Kyiv"].odd] == [("Nr 1", "KYIV")]
    assert found["Kyiv"].odd[0].after == " spoke to Moscow. Officials spoke."


def test_words_that_are_labelled_differently_are_listed(desk):
    mark(desk, "Kyiv", "verified", (1,))
    assert told(desk, groups(desk)["Kyiv"]) == [("actor", 3), ("verified", 1)]


def test_words_inside_a_longer_span_of_the_label_are_labelled(desk):
    mark(desk, "officials", "actor", (2,))
    mark(desk, "officials spoke", "actor", (1,))
    assert "officials" not in groups(desk)


def test_parts_of_words_and_numbers_are_left_alone(desk):
    mark(desk, "5", "figure", (2,))
    articles.add(desk, [Draft("Kyivan tales of 55 tanks.", "Tale")])
    articles.submit(desk, articles.every(desk)[-1].id)
    found = groups(desk)
    assert "5" not in found
    assert found["Kyiv"].total == 4


def test_words_that_mostly_carry_no_label_come_last(desk):
    mark(desk, "spoke", "actor", (2,))
    assert list(groups(desk))[-1] == "spoke"


def test_odd_places_are_settled_as_one_edit(desk):
    mark(desk, "Moscow", "verified", (1,))
    wishes = [
        bulk.Wish(
            (hit.article_id, hit.start, hit.end),
            tuple(span.id for span in hit.spans),
            group.usual[0],
        )  # fmt: skip
        for group in groups(desk).values()
        for hit in group.odd
    ]
    done = bulk.settle(desk, wishes)
    assert (done.changed, done.articles, done.finished) == (2, 2, 0)
    assert groups(desk) == {}
    assert check.project(desk) == []
    desk.undo()
    assert set(groups(desk)) == {"Kyiv", "Moscow"}


def test_a_label_too_many_is_taken_away(desk):
    mark(desk, "spoke", "actor", (2,))
    odd = groups(desk)["spoke"].odd
    wish = bulk.Wish((odd[0].article_id, odd[0].start, odd[0].end), (odd[0].spans[0].id,), "")
    bulk.settle(desk, [wish])
    assert "spoke" not in groups(desk)


def test_a_project_without_spans_is_consistent():
    with project.in_memory() as store:
        assert groups(store) == {}
