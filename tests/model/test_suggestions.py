"""Suggestions in a project: put in, judged, remembered; links that stand once both ends do."""

from __future__ import annotations

import pytest

from model import (
    already,
    articles,
    bulk,
    check,
    claims,
    keystrokes,
    labels,
    links,
    people,
    project,
    readings,
    registry,
    spans,
    suggesters,
    suggesting,
    suggestion_intake,
    suggestions,
    wishes,
)
from model.drafts import Draft
from model.settings import Settings
from model.suggested import Suggested, SuggestedLink, Suggestions, as_values, from_values

TEXT = "Kyiv said 45,000 troops had left. Nobody could confirm it."
ACTOR, CLAIM, FIGURE = (0, 4), (10, 32), (10, 23)


def made(*, edge=0):
    """An actor, a claim and its figure, with the claim's links."""
    return Suggestions(
        [
            Suggested("actor", *ACTOR, 0.9, "rule:actors@1"),
            Suggested("claim", CLAIM[0], CLAIM[1] + edge, 0.7, "rule:claims@1"),
            Suggested("figure", *FIGURE, 0.95, "rule:figures@1", {"value": 45000}),
        ],
        [
            SuggestedLink("attributed_to", 1, 0, 0.8),
            SuggestedLink("has_figure", 1, 2, 0.9),
        ],
    )


@pytest.fixture
def store():
    with project.in_memory(person="Ana") as opened:
        yield opened


@pytest.fixture
def article(store):
    return articles.add(store, [Draft(text=TEXT, title="One")]).new[0]


def put(store, article, found=None, wish=None):
    body = articles.one(store, article).body
    return suggestion_intake.put(store, article, body, found or made(), wish)


def states(store, article):
    return [(one.quote, one.state) for one in spans.of_article(store, article)]


def cleared(store, article):
    waiting = [one.id for one in suggestions.own(store, article) if one.state == "suggested"]
    return bulk.clear(store, waiting)


def called(store, article, role):
    by_id = labels.by_id(store)
    return next(s.id for s in spans.of_article(store, article) if by_id[s.label_id].role == role)


def test_one_that_a_person_marks_unseen_is_theirs_and_does_not_stay_beside_it(store, article):
    put(store, article)
    figure = called(store, article, "figure")
    label = spans.one(store, figure).label_id
    mine = spans.mark(store, article, *FIGURE, label, {"unit": "soldier"})
    assert states(store, article).count(("45,000 troops", "accepted")) == 1
    assert ("45,000 troops", "suggested") not in states(store, article)
    marked = spans.one(store, mine)
    assert (marked.origin, dict(marked.attributes)) == (
        "person",
        {"value": 45000, "unit": "soldier"},
    )
    assert called(store, article, "claim") in {one.head for one in links.of_span(store, mine)}
    store.undo()
    assert ("45,000 troops", "suggested") in states(store, article)
    assert check.project(store) == []


def test_they_wait_in_the_article_which_stays_new(store, article):
    assert put(store, article) == 3
    assert {state for _, state in states(store, article)} == {"suggested"}
    assert articles.one(store, article).state == "new"
    assert readings.gold(store, article) == []
    assert check.project(store) == []


def test_one_undo_takes_all_of_them_back(store, article):
    put(store, article)
    store.undo()
    assert states(store, article) == []


def test_putting_them_again_changes_nothing(store, article):
    put(store, article)
    ids = {one.id for one in spans.of_article(store, article)}
    assert put(store, article) == 0
    assert {one.id for one in spans.of_article(store, article)} == ids


def test_earlier_ones_that_are_not_made_again_go(store, article):
    put(store, article)
    put(store, article, Suggestions(made().spans[:1]))
    assert states(store, article) == [("Kyiv", "suggested")]


def test_those_for_another_text_are_dropped(store, article):
    assert suggestion_intake.put(store, article, "0" * 64, made()) == 0
    assert states(store, article) == []


def test_what_is_rejected_is_not_proposed_again(store, article):
    put(store, article)
    suggestions.judge(store, [called(store, article, "claim")], "rejected")
    assert put(store, article, made(edge=1)) == 0
    assert [state for quote, state in states(store, article) if quote.startswith("45,000 troops h")
            ] == ["rejected"]  # fmt: skip


def test_what_a_person_has_marked_is_not_proposed(store, article):
    figure = labels.named(store, "figure").id
    spans.mark(store, article, FIGURE[0], FIGURE[1], figure)
    assert put(store, article) == 2
    linked = links.of_span(store, called(store, article, "figure"))
    assert [link.kind for link in linked] == ["has_figure"]


def suggested(store, article, place, label):
    new = spans.NewSpan(*place, label, state="suggested", origin="rule:x@1")
    return spans.mark_all(store, article, [new], "Suggest")[0]


def test_one_that_is_changed_into_what_is_marked_goes_up_in_it(store, article):
    actor, claim = (labels.named(store, name).id for name in ("actor", "claim"))
    mine = spans.mark(store, article, *ACTOR, actor)
    spans.relabel(store, suggested(store, article, ACTOR, claim), actor)
    spans.set_note(store, suggested(store, article, ACTOR, actor), "the city")
    assert [(one.id, one.note) for one in spans.of_article(store, article)] == [(mine, "the city")]
    assert check.project(store) == []


def test_a_finished_reading_gets_none(store, article):
    spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
    articles.submit(store, article)
    assert put(store, article) == 0


def test_they_are_wanted_where_work_is_open(store, article):
    other = articles.add(store, [Draft(text="Another 7 trucks.", title="Two")]).new[0]
    assert suggestions.wanted(store) == [article, other]
    spans.mark(store, other, 8, 16, labels.named(store, "figure").id)
    assert suggestions.wanted(store) == [article, other]
    articles.submit(store, other)
    assert suggestions.wanted(store) == [article]
    for one in (article, other):
        assert suggestions.are_wanted(store, one) == (one in suggestions.wanted(store))


def test_accepting_begins_the_work_and_links_stand_when_both_ends_do(store, article):
    put(store, article)
    claim, actor = called(store, article, "claim"), called(store, article, "actor")
    suggestions.judge(store, [claim], "accepted")
    assert articles.one(store, article).state == "in progress"
    ids = claims.ids(store)
    assert claims.rows(store, ids)[0].actor == ""
    suggestions.judge(store, [actor], "accepted")
    assert claims.rows(store, ids)[0].actor == "Kyiv"


def test_a_claim_is_accepted_with_all_that_is_linked(store, article):
    put(store, article)
    claim = called(store, article, "claim")
    tied = suggestions.tied(store, claim)
    suggestions.judge(store, [claim, *tied], "accepted")
    assert {state for _, state in states(store, article)} == {"accepted"}
    store.undo()
    assert {state for _, state in states(store, article)} == {"suggested"}


def test_a_rejected_one_has_no_links_and_undo_brings_them_back(store, article):
    put(store, article)
    claim = called(store, article, "claim")
    suggestions.judge(store, [claim], "rejected")
    assert links.of_article(store, article) == []
    store.undo()
    assert len(links.of_article(store, article)) == 2


def test_moving_an_edge_accepts_what_was_changed(store, article):
    put(store, article)
    claim = called(store, article, "claim")
    spans.move(store, claim, CLAIM[0], CLAIM[1] - 5)
    changed = spans.one(store, claim)
    assert (changed.state, changed.origin) == ("accepted", "rule:claims@1")
    store.undo()
    assert spans.one(store, claim).state == "suggested"


def test_labels_that_the_project_lacks_are_left_out(store, article):
    cue = Suggested("cue", 5, 9, 0.9, "rule:cues@1")
    assert put(store, article, Suggestions([cue])) == 0


def test_keystrokes_saved_are_counted_when_accepted(store, article):
    put(store, article)
    assert keystrokes.saved(store) == 0
    suggestions.judge(store, [called(store, article, "claim")], "accepted")
    words = len(TEXT[slice(*CLAIM)].split())
    assert keystrokes.saved(store) >= words + 1 - 2


def test_they_travel_as_plain_values():
    assert from_values(*as_values(made())) == made()


def test_a_suggested_claim_is_a_row_for_the_person_asked_alone(store, article):
    put(store, article)
    me = people.whoever(store)
    assert claims.ids(store, article_id=article) == []
    (row,) = claims.rows(store, claims.ids(store, article_id=article, proposed_to=me))
    assert row.proposed
    assert (row.claim, row.actor) == (TEXT[slice(*CLAIM)], "Kyiv")
    assert "45,000" in row.figures
    assert claims.count(store, article_id=article, proposed_to=me) == 1
    assert claims.ids(store, article_id=article, proposed_to="somebody else") == []


def test_the_cells_of_an_accepted_claim_stay_hollow_until_what_they_show_is_accepted(
    store, article
):
    put(store, article)
    me = people.whoever(store)
    found = spans.of_article(store, article)
    claim = next(one.id for one in found if one.quote == TEXT[slice(*CLAIM)])
    actor = next(one.id for one in found if one.quote == "Kyiv")
    suggestions.judge(store, [claim], "accepted")
    (row,) = claims.rows(store, [claim], proposed_to=me)
    assert (row.proposed, row.actor, row.hollow) == (False, "Kyiv", {"actor", "figures"})
    (row,) = claims.rows(store, [claim])
    assert (row.actor, row.figures, row.hollow) == ("", "", frozenset())
    suggestions.judge(store, [actor], "accepted")
    (row,) = claims.rows(store, [claim], proposed_to=me)
    assert (row.actor, row.hollow) == ("Kyiv", {"figures"})


def test_a_link_that_stands_already_is_not_made_twice(store, article):
    put(store, article)
    before = links.of_article(store, article)
    longer = made(edge=1)
    put(store, article, longer)
    put(store, article, longer)
    after = links.of_article(store, article)
    assert len(after) == len(before) == 2
    assert {one.person_id for one in after} == {people.whoever(store)}
    assert check.project(store) == []


# ---- which have them already


def left(store, **settings):
    chosen = Settings()
    chosen.set(**settings)
    there = already.there(store, wishes.of_project(store, chosen))
    return [one for one in suggestions.wanted(store) if one not in there]


def put_as_wished(store, article, found=None):
    return put(store, article, found, wishes.wish(store, Settings(), articles.one(store, article)))


@pytest.fixture
def two(store, article):
    return [article, *articles.add(store, [Draft(text=f"{TEXT} Twice.", title="Two")]).new]


def test_an_article_that_has_its_suggestions_needs_none_once_more(store, two):
    assert left(store) == two
    put_as_wished(store, two[0])
    assert left(store) == two[1:]
    assert suggestions.wanted(store) == two
    put_as_wished(store, two[1], Suggestions())
    assert left(store) == [], "nothing was found in the second, and nothing will be"
    assert check.project(store) == []


def test_judging_them_does_not_ask_for_them_again(store, two):
    put_as_wished(store, two[0])
    suggestions.judge(store, [called(store, two[0], "figure")], "rejected")
    assert left(store) == two[1:]


@pytest.mark.parametrize("change", [
    lambda store, one: articles.change(store, one, language="de"),
    lambda store, one: articles.change(store, one, boilerplate=[0]),
    lambda store, one: cleared(store, one),
    lambda store, one: store.undo(),
    lambda store, one: labels.add(store, "extent", key="9", colour="#445566", icon="mdi6.ruler",
                                  role="figure"),
    lambda store, one: setattr(store, "person", "Ben"),
])  # fmt: skip
def test_where_something_else_would_be_suggested_they_are_made_anew(store, two, change):
    put_as_wished(store, two[0])
    change(store, two[0])
    assert left(store) == two


def test_cleared_ones_are_declined_as_long_as_that_stands(store, two):
    one, other = two
    put_as_wished(store, one)
    assert not already.are_declined(store, one)
    cleared(store, one)
    assert already.are_declined(store, one)
    assert not already.are_declined(store, other)
    store.undo()
    assert not already.are_declined(store, one)
    store.redo()
    assert already.are_declined(store, one)
    put_as_wished(store, one)
    assert not already.are_declined(store, one), "they were asked for once more"


def test_those_asked_for_and_undone_are_declined_and_no_others(store, two):
    one, other = two
    put_as_wished(store, other)
    put_as_wished(store, one)
    store.undo()
    assert already.are_declined(store, one)
    assert not already.are_declined(store, other)
    store.redo()
    assert not already.are_declined(store, one)


def test_looking_again_without_finding_more_does_not_hide_an_undo(store, two):
    put_as_wished(store, two[0])
    put_as_wished(store, two[0])
    assert left(store) == two[1:]
    store.undo()
    assert left(store) == two


def test_the_choice_of_suggesters_counts(store, two):
    put_as_wished(store, two[0])
    assert left(store, suggest_claims=False) == two
    assert left(store, suggest_claims=True) == two[1:]


def test_a_newer_version_of_a_rule_has_everything_suggested_anew(store, two, monkeypatch, tmp_path):
    put_as_wished(store, two[0])
    (tmp_path / "figures.py").write_text('VERSION = "99"\n')
    monkeypatch.setattr(suggesters, "__path__", [*suggesters.__path__, str(tmp_path)])
    already.versions.cache_clear()
    newer = left(store)
    monkeypatch.undo()
    already.versions.cache_clear()
    assert (newer, left(store)) == (two, two[1:])


def test_the_versions_are_those_of_the_rules():
    rules = registry.load(suggesting.RULES)
    assert already.versions() == {name: rule.VERSION for name, rule in sorted(rules.items())}


def test_an_article_that_is_taken_out_and_brought_back_gets_them_again(store, two):
    put_as_wished(store, two[1], Suggestions())
    articles.remove(store, two[1])
    assert left(store) == two[:1]
    store.undo()
    assert left(store) == two
