"""Readings: what each person sees of an article; lists, counts and the claims table agree."""

from __future__ import annotations

import pytest

from model import articles, claims, moves, people, policies, proposals, readings, sight, spans
from model.drafts import Draft
from model.store import Store

ANA, BEN, CHLOE = (people.id_of(name) for name in ("Ana", "Ben", "Chloe"))


def mark(store: Store, person: str, article: str, label_id: str, place: tuple[int, int]) -> str:
    store.person = person
    return spans.mark(store, article, *place, label_id)


@pytest.fixture
def two(store, article, label):
    """Ana and Ben have marked the same words as a claim, Ben another one too; both still work."""
    mark(store, "Ana", article, label["claim"], (10, 30))
    mark(store, "Ben", article, label["claim"], (10, 30))
    mark(store, "Ben", article, label["claim"], (35, 40))
    return store


def told(store: Store) -> int | None:
    """How many spans the project has, for the person at work."""
    return [*sight.counting(store)][-1]


def submit(store: Store, person: str, article: str, *, approve: bool = False) -> None:
    store.person = person
    articles.submit(store, article)
    if approve:
        articles.approve(store, article)


def seen(store: Store, person: str, article: str) -> list[tuple[str, int]]:
    """Person and start of the claims seen; library and table agree with the rule each time."""
    store.person = person
    found = readings.shown(store, article)
    (listed,) = sight.counted(store, [articles.one(store, article)])
    assert listed.spans == sum(one.state == "accepted" for one in found)
    assert listed.suggestions == sum(one.state == "suggested" for one in found)
    unseen = sight.unseen(store)
    ids = claims.ids(store, unseen=unseen)
    assert ids == claims.ids(store, article_id=article, unseen=sight.unseen(store, [article]))
    assert sorted(ids) == sorted(one.id for one in found if one.state == "accepted")
    assert claims.count(store, unseen=unseen) == len(ids)
    numbers = [row.number for row in claims.rows(store, ids, unseen=unseen)]
    assert numbers == [*range(1, len(ids) + 1)]
    return sorted((one.person_id, one.start) for one in found)


def test_marking_what_another_person_has_marked_makes_a_span_of_ones_own(two, article, label):
    first, second, _ = spans.of_article(two, article)
    assert {first.person_id, second.person_id} == {ANA, BEN}
    assert (first.start, first.end, first.label_id) == (second.start, second.end, second.label_id)
    mine = mark(two, "Ana", article, label["claim"], (10, 30))
    assert spans.one(two, mine).person_id == ANA, "marking again gives the span that is there"
    assert len(spans.of_article(two, article)) == 3


def test_whoever_works_on_an_article_sees_only_their_own_reading(two, article):
    assert seen(two, "Ana", article) == [(ANA, 10)]
    assert seen(two, "Ben", article) == sorted([(BEN, 10), (BEN, 35)])
    assert len(seen(two, "Chloe", article)) == 3, "who has no reading sees everybody's"


def test_after_submitting_they_see_their_own_until_there_is_gold(two, article):
    submit(two, "Ana", article)
    assert seen(two, "Ana", article) == [(ANA, 10)]
    submit(two, "Ben", article, approve=True)
    gold = sorted([(BEN, 10), (BEN, 35)])
    assert seen(two, "Ana", article) == seen(two, "Chloe", article) == gold


def test_a_curator_sees_what_is_undecided_and_their_work_once_it_is_approved_is_seen_by_all(
    two, article, label
):
    submit(two, "Ana", article)
    submit(two, "Ben", article)
    with two.edit("Assign") as edit:
        edit.insert("person", id=CHLOE, name="Chloe")
        moves.put(edit, article, CHLOE, "curator", "new")
    assert len(seen(two, "Chloe", article)) == 3
    mark(two, "Chloe", article, label["claim"], (10, 30))
    assert (CHLOE, 10) in seen(two, "Chloe", article)
    assert seen(two, "Ana", article) == [(ANA, 10)]
    two.person = "Chloe"
    with two.edit("Approve") as edit:
        moves.move(edit, "approve", article, CHLOE, "curator")
    for person in ("Ana", "Ben", "Chloe", "Dee"):
        assert seen(two, person, article) == [(CHLOE, 10)]


def test_where_work_is_not_blind_the_first_reading_to_be_approved_is_seen_by_all(two, article):
    submit(two, "Ben", article, approve=True)
    assert seen(two, "Ana", article) == [(ANA, 10)]
    policies.set_blind(two, blind=False)
    assert seen(two, "Ana", article) == sorted([(BEN, 10), (BEN, 35)])


def test_suggestions_belong_to_the_reading_of_whoever_asked_for_them(two, article, label):
    with two.edit("Suggest") as edit:
        edit.insert("person", id=CHLOE, name="Chloe")
        edit.insert("span", article_id=article, start=0, end=4, label_id=label["claim"],
                    quote="Kyiv", state="suggested", origin="rule:claims@1", person_id=CHLOE,
                    created=edit.at, score=0.5, note="", attributes="{}")  # fmt: skip
    assert seen(two, "Ana", article) == [(ANA, 10)]
    assert seen(two, "Chloe", article) == [(CHLOE, 0)]
    assert len(seen(two, "Dee", article)) == 3, "who has no reading sees everybody's marks only"
    with two.edit("Assign") as edit:
        moves.put(edit, article, CHLOE, "curator", "new")
    assert seen(two, "Chloe", article) == [], "a curator sees no suggestions made for an annotator"


def test_links_are_proposed_within_one_reading(two, article, label):
    mark(two, "Ben", article, label["actor"], (0, 4))
    claim = mark(two, "Ana", article, label["claim"], (10, 30))
    assert not any(one.span_id for one in proposals.propose(two, claim, nearby=True))
    actor = mark(two, "Ana", article, label["actor"], (0, 4))
    found = proposals.propose(two, claim, nearby=True)
    assert [one.span_id for one in found if one.span_id] == [actor]


def test_initials_tell_people_apart():
    names = {"1": "Anna Schmidt", "2": "Ben", "3": "Alba Sanz", "4": "de la Cruz", "5": "陳"}
    signs = people.initials(names)
    assert signs == {"1": "AS2", "2": "BE", "3": "AS1", "4": "DLC", "5": "陳"}
    assert people.initials({}) == {}


def test_not_even_the_number_of_others_spans_is_told_to_whoever_still_works(two, article, label):
    two.person = "Ana"
    assert told(two) == 1
    mark(two, "Ana", article, label["claim"], (50, 60))
    assert told(two) == 2
    two.person = "Ben"
    assert told(two) == 2
    two.person = "Chloe"
    assert told(two) == spans.total(two) == 4, "who has none of their own sees everybody's"
    submit(two, "Ana", article)
    assert told(two) == 4
    policies.set_blind(two, False)
    two.person = "Ben"
    assert told(two) == 4


def test_spans_of_many_articles_are_counted_in_steps(two, label, monkeypatch):
    others = articles.add(two, [Draft(f"Kyiv said {n} troops left.", f"{n}")
                                for n in range(3)]).new  # fmt: skip
    for one in others:
        mark(two, "Ana", one, label["claim"], (0, 4))
        mark(two, "Ben", one, label["claim"], (0, 9))
    monkeypatch.setattr(sight, "A_STEP", 1)
    two.person = "Ana"
    assert [*sight.counting(two)] == [None, None, None, None, 4]
