"""What an export takes of reviewed work: the curator's reading or the annotators', never both."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from model import articles, corpus, exporting, importing, links, project, review, spans
from model.corpus import Selection
from model.drafts import Draft
from model.review import Fix
from tests.model.conftest import MIXED
from ui import cli

CURATED = "spans of annotators, for which their curator's stand"


@pytest.fixture
def read(store, article, label):
    """Ana and Ben have marked and submitted: a claim and its actor alike, each one thing alone."""
    for person, alone in (("Ana", (12, 25)), ("Ben", (31, 37))):
        store.person = person
        claim = spans.mark(store, article, 10, 43, label["claim"])
        actor = spans.mark(store, article, 0, 4, label["actor"])
        spans.mark(store, article, *alone, label["figure"])
        links.add(store, claim, [actor])
        articles.submit(store, article)
    return store


@pytest.fixture
def reviewed(read, article):
    """Chloe keeps Ana's claim and actor, moves an edge of Ben's figure, and rejects the rest."""
    read.person = "Chloe"
    own = {(span.person_id, span.start): span.id for span in spans.of_article(read, article)}
    ana, ben = (articles.people.id_of(name) for name in ("Ana", "Ben"))
    review.agree(read, [own[ana, 10], own[ana, 0]])
    review.fix(read, own[ben, 31], Fix(end=43))
    review.reject(read, [own[ana, 12], own[ben, 10], own[ben, 0]], "not marked alike")
    return read


def taken(store, choice="accepted", **more):
    found = corpus.snapshot(store, Selection(choice, **more))
    places = [
        (person, span.start, span.end)
        for one in found.articles for span in one.spans
        for person in [span.person] if span.state == "accepted"
    ]  # fmt: skip
    return sorted(places), found


CHLOES = [("Chloe", 0, 4), ("Chloe", 10, 43), ("Chloe", 31, 43)]
ANAS = [("Ana", 0, 4), ("Ana", 10, 43), ("Ana", 12, 25)]
BENS = [("Ben", 0, 4), ("Ben", 10, 43), ("Ben", 31, 37)]


@pytest.mark.parametrize("choice", ["accepted", "submitted", "all"])
def test_until_the_curator_approves_the_annotators_count(reviewed, choice):
    places, found = taken(reviewed, choice)
    assert places == ANAS + BENS
    assert found.left_out == {"spans of curators who have not approved them": 3}
    assert taken(reviewed, "gold")[1].left_out == {"articles without gold": 1}


@pytest.mark.parametrize("choice", ["accepted", "submitted", "gold", "all"])
def test_an_approved_curator_stands_for_everybody(reviewed, article, choice):
    review.approve(reviewed, article)
    places, found = taken(reviewed, choice)
    assert places == CHLOES
    assert max(Counter(place[1:] for place in places).values()) == 1
    (one,) = found.articles
    assert (one.state, one.people) == ("approved", ("Chloe",))
    assert [link.kind for link in one.links] == ["attributed_to"]
    assert found.left_out == {CURATED: 6}


def test_a_person_chosen_gives_their_own_reading(reviewed, article):
    assert taken(reviewed, people=("Ana",))[0] == ANAS
    assert taken(reviewed, people=("Ben", "Ana"))[0] == ANAS + BENS
    assert taken(reviewed, people=("Chloe",))[0] == CHLOES
    assert taken(reviewed, people=("Chloe", "Ana"))[0] == ANAS
    review.approve(reviewed, article)
    assert taken(reviewed, people=("Ben",))[0] == BENS
    assert taken(reviewed, people=("Chloe", "Ana"))[0] == CHLOES
    assert taken(reviewed, "gold", people=("Chloe",))[0] == CHLOES
    places, found = taken(reviewed, "gold", people=("Ana",))
    assert places == []
    assert found.left_out == {"articles that the people chosen have not worked on": 1}


def test_without_a_curator_gold_is_what_was_approved(read, article):
    read.person = "Ben"
    articles.approve(read, article)
    places, found = taken(read, "gold")
    assert places == BENS
    assert found.articles[0].state == "approved"
    assert found.left_out == {"spans that are not gold": 3}
    assert taken(read, "submitted")[0] == ANAS + BENS


def test_gold_from_which_everything_was_rejected_is_reviewed_and_empty(read, article):
    read.person = "Chloe"
    review.reject(read, [span.id for span in spans.of_article(read, article)], "wrong label")
    review.approve(read, article)
    places, found = taken(read, "gold")
    assert places == []
    assert [(one.state, one.looked_at) for one in found.articles] == [("approved", True)]
    assert taken(read)[0] == []


def test_suggestions_stay_beside_what_was_curated(reviewed, article, label):
    with reviewed.edit("Suggest") as edit:
        spans.insert(edit, article, MIXED, spans.NewSpan(
            38, 43, label["actor"], state="suggested", origin="rule:r@1"))  # fmt: skip
    review.approve(reviewed, article)
    places, found = taken(reviewed, "all")
    assert places == CHLOES
    assert [(s.start, s.origin) for s in found.articles[0].spans_of("suggested")] == [
        (38, "rule:r@1")]  # fmt: skip


def test_what_two_people_marked_alike_is_told(read):
    told = {loss.what: loss.count for loss in exporting.report(taken(read)[1], "jsonl")}
    assert told["Spans that somebody else has marked alike: each person's is there."] == 2


def test_another_project_brings_its_gold_once(tmp_path):
    path = tmp_path / "theirs.attesta"
    with project.create(path, person="Ana") as store:
        id_ = articles.add(store, [Draft(MIXED, "Mixed")]).new[0]
        names = {label.name: label.id for label in corpus.snapshot(store, Selection("all")).labels}
        span = spans.mark(store, id_, 0, 4, names["actor"])
        articles.submit(store, id_)
        store.person = "Chloe"
        review.agree(store, [span])
        review.approve(store, id_)
    with project.in_memory(person="Dee") as mine:
        assert importing.read_files(mine, [path]).went_well
        for choice in ("accepted", "gold"):
            assert taken(mine, choice)[0] == [("Chloe", 0, 4)]


def test_gold_on_the_command_line(tmp_path, capsys):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        id_ = articles.add(store, [Draft(MIXED, "Mixed")]).new[0]
        label = corpus.snapshot(store, Selection("all")).labels[0].id
        span = spans.mark(store, id_, 0, 4, label)
        articles.submit(store, id_)
        store.person = "Chloe"
        review.fix(store, span, Fix(end=9))
        review.approve(store, id_)
    to = tmp_path / "gold.jsonl"
    assert cli.main(["export", str(path), "--format", "jsonl", "--spans", "gold",
                     "--to", str(to)]) == 0  # fmt: skip
    assert "spans of annotators, for which" in capsys.readouterr().out.casefold()
    (task,) = map(json.loads, to.read_text(encoding="utf-8").splitlines())
    assert [(one["start"], one["end"], one["person"]) for one in task["spans"]] == [(0, 9, "Chloe")]
