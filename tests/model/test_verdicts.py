"""One key for one span: a verdict on a lone reading, or on the unit of several."""

from __future__ import annotations

import pytest

from model import (
    articles,
    check,
    decisions,
    figures,
    labels,
    links,
    people,
    proposals,
    readings,
    review,
    spans,
    verdicts,
)
from model.drafts import Draft
from model.errors import UserError
from model.review import Fix
from model.spans import NewSpan
from tests.proof import dump

BODY = "Kyiv said 45,000 troops fought near Kursk. Moscow denied it."
BEN = people.id_of("Ben")


def mark(store, article, person, *marks):
    store.person = person
    by_name = {one.name: one.id for one in labels.every(store)}
    made = [spans.mark(store, article, start, end, by_name[name]) for start, end, name in marks]
    articles.submit(store, article)
    return made


@pytest.fixture
def body(store):
    return articles.add(store, [Draft(BODY, "Two")]).new[0]


@pytest.fixture
def alone(store, body):
    """Ana's claim and actor, submitted; Cem reviews."""
    found = mark(store, body, "Ana", (10, 41, "claim"), (0, 4, "actor"))
    store.person = "Cem"
    return found


@pytest.fixture
def both(store, body, alone):
    """Ben has marked the claim too, one word shorter."""
    found = mark(store, body, "Ben", (10, 35, "claim"))
    store.person = "Cem"
    return alone, found


def undecided(store, article):
    return decisions.undecided(store, article, people.whoever(store))


def test_a_verdict_on_one_of_several_readings_settles_the_unit(store, body, both):
    (ana, actor), (ben,) = both
    made = verdicts.agree(store, ana)
    assert spans.one(store, made).end == 41
    assert decisions.verdicts(store, [ana, ben, actor]) == {ana: "agreed", ben: "fixed"}
    assert undecided(store, body) == [actor]
    verdicts.reconsider(store, ben)
    assert len(undecided(store, body)) == 3
    verdicts.reject(store, ana, "wrong label")
    assert decisions.verdicts(store, [ana, ben]) == {ana: "rejected", ben: "rejected"}
    assert check.project(store) == []


def test_a_fix_of_one_of_several_readings_settles_the_unit_in_one_edit(store, body, both):
    (ana, _), (ben,) = both
    before = dump(store)
    made = verdicts.change(store, ana, Fix(end=30))
    assert decisions.verdicts(store, [ana, ben]) == {ana: "fixed", ben: "fixed"}
    assert [span.end for span in spans.of_article(store, body) if span.id in (ana, ben)] == [41, 35]
    again = verdicts.change(store, made, Fix(end=35))
    assert again == made
    assert decisions.verdicts(store, [ana, ben]) == {ana: "fixed", ben: "agreed"}
    store.undo()
    store.undo()
    assert dump(store) == before


def test_a_figure_is_read_again_when_its_edges_are_fixed(store, body):
    (figure,) = mark(store, body, "Ana", (10, 23, "figure"))
    spans.set_attributes(store, figure, figures.attributes(BODY[10:23]))
    articles.submit(store, body)
    store.person = "Cem"
    read = spans.read_again(spans.one(store, figure), BODY[10:16])
    made = verdicts.change(store, figure, Fix(end=16))
    assert spans.one(store, made).attributes == read != spans.one(store, figure).attributes
    assert spans.one(store, figure).attributes["value"] == 45000


def test_what_was_missed_is_added_to_the_reviewers_reading(store, body, alone, label):
    made = verdicts.add(store, body, NewSpan(43, 49, label["actor"]))
    span = spans.one(store, made)
    assert (span.role, span.person_id, span.sources) == ("curator", people.whoever(store), ())
    assert verdicts.change(store, made, Fix(label_id=label["verified"])) == made
    assert spans.one(store, made).label_id == label["verified"]
    assert undecided(store, body) == [alone[1], alone[0]]


def test_a_span_of_ones_own_settles_the_unit_that_it_is_instead_of(store, body, both, label):
    (ana, _), (ben,) = both
    far = verdicts.add(store, body, NewSpan(43, 49, label["actor"]), instead=ana)
    assert decisions.verdicts(store, [ana, ben]) == {}
    near = verdicts.add(store, body, NewSpan(10, 23, label["claim"]), instead=ana)
    assert decisions.verdicts(store, [ana, ben]) == {ana: "fixed", ben: "fixed"}
    assert set(spans.one(store, near).sources) == {"", ana, ben} - {""}
    assert spans.one(store, far).sources == ()


def test_links_are_fixed_in_one_edit_and_the_ends_agreed_with(store, body, alone):
    claim, actor = alone
    before = dump(store)
    wanted = [one for one in proposals.propose(store, claim, nearby=True) if one.span_id == actor]
    verdicts.relink(store, claim, wanted, [])
    assert undecided(store, body) == []
    (link,) = (one for one in links.of_article(store, body))
    assert spans.one(store, link.head).sources == (claim,)
    verdicts.unlink(store, link.id)
    assert links.of_article(store, body) == []
    store.undo()
    store.undo()
    assert dump(store) == before


def test_only_the_articles_reviewer_has_it_before_them(store, body, alone):
    assert readings.under_review(store, body).undecided == {*alone}
    verdicts.agree(store, alone[0])
    store.person = "Dora"
    view = readings.under_review(store, body)
    assert view.whose == {(people.id_of("Cem"), "curator")}
    with pytest.raises(UserError, match="Cem reviews"):
        verdicts.agree(store, alone[1])


def test_finished_work_is_locked_for_its_annotator_until_it_is_reopened(store, body, alone):
    assert not readings.is_locked(store, body)
    store.person = "Ana"
    assert readings.is_locked(store, body)
    articles.reopen(store, body)
    assert not readings.is_locked(store, body)


def test_what_a_reviewer_approved_is_locked_outside_the_review_until_it_is_reopened(
    store, body, alone
):
    for span_id in alone:
        verdicts.agree(store, span_id)
    assert not readings.is_locked(store, body)
    review.approve(store, body)
    assert readings.is_locked(store, body)
    articles.reopen(store, body)
    assert not readings.is_locked(store, body)
