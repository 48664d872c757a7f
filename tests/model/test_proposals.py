"""What a newly marked claim is proposed to be linked to, measured against the sample's gold."""

import pytest

from model import articles, labels, links, project, proposals, spans, suggestions
from model.drafts import Draft
from model.records import LINKS
from tests import gold as sample


@pytest.fixture
def store():
    with project.in_memory() as opened:
        yield opened


@pytest.fixture
def unlinked(store):
    """The sample's spans without their links and cues, and the links that were there."""
    article_id = sample.load(store)
    standing = links.of_article(store, article_id)
    truth = {(link.kind, link.head, link.child) for link in standing
             if link.kind in LINKS.values()}  # fmt: skip
    cues = {span.id: span.attributes.get("cue") for span in of_role(store, "claim")}
    links.remove(store, [link.id for link in standing])
    for span in of_role(store, "claim"):
        spans.set_attributes(store, span.id, {"cue": None})
    return truth, cues


def of_role(store, role):
    roles = {label.id: label.role for label in labels.every(store)}
    everywhere = (spans.of_article(store, article.id) for article in articles.every(store))
    return [span for found in everywhere for span in found if roles[span.label_id] == role]


def ticked(store, claim):
    return {(one.kind, claim.id, one.span_id) for one in proposals.propose(store, claim.id)
            if one.score >= proposals.SURE and one.kind != "cue"}  # fmt: skip


def test_on_the_sample_what_is_ticked_is_right_and_little_is_missed(store, unlinked):
    truth, _ = unlinked
    found = set().union(*(ticked(store, claim) for claim in of_role(store, "claim")))
    assert found <= truth
    missed = truth - found
    # Two claims far above the one sentence that doubts them all.
    assert {kind for kind, _, _ in missed} == {"has_status"}
    assert len(missed) == 2


def test_on_the_sample_the_words_of_saying_are_found(store, unlinked):
    _, cues = unlinked
    offered = {
        claim.id: one.quote
        for claim in of_role(store, "claim")
        for one in proposals.propose(store, claim.id)
        if one.kind == "cue"
    }
    assert offered == {id_: cue for id_, cue in cues.items() if cue}


def test_a_span_marked_after_its_claim_finds_the_claim(store, unlinked):
    truth, _ = unlinked
    found = {
        (one.kind, one.span_id, span.id)
        for role in LINKS
        for span in of_role(store, role)
        for one in proposals.propose_for(store, span.id)
        if one.score >= proposals.SURE
    }
    assert found <= truth
    assert len(truth - found) == 2


# ---- single sentences


def marked(store, text, **quotes):
    """The ids of spans marked in a new article: `claim="…"`, `actor_2="…"` and so on."""
    article_id = articles.add(store, [Draft(text=text, title=text[:20])]).new[0]
    return {
        name: spans.mark(store, article_id, text.index(quote), text.index(quote) + len(quote),
                         labels.named(store, name.split("_")[0]).id)
        for name, quote in quotes.items()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claim", "actor", "cue"),
    [
        ("The bridge was closed, Kyiv said.", "The bridge was closed", "Kyiv", "said"),
        ("According to Kyiv, the bridge was closed.", "the bridge was closed", "Kyiv",
         "According to"),
        ("The bridge was closed, according to Kyiv.", "The bridge was closed", "Kyiv",
         "according to"),
        ("\"The bridge was closed. It burned,\" said Ana Roe.", "It burned", "Ana Roe", "said"),
        ("“The bridge was closed,” Ana Roe told reporters.", "The bridge was closed", "Ana Roe",
         "told"),
        ("Ana Roe, the mayor of Sumy, said that it burned.", "it burned", "Ana Roe", "said"),
        ("Kyiv has also reported that 3 drones were lost.", "3 drones were lost", "Kyiv",
         "has also reported"),
    ],
)  # fmt: skip
def test_a_source_is_found_on_either_side(store, text, claim, actor, cue):
    ids = marked(store, text, claim=claim, actor=actor)
    found = proposals.propose(store, ids["claim"])
    sure = [(one.kind, one.span_id) for one in found if one.score >= proposals.SURE]
    assert ("attributed_to", ids["actor"]) in sure
    assert next(one.quote for one in found if one.kind == "cue") == cue


def test_an_actor_inside_the_claim_is_never_its_source(store):
    ids = marked(store, "Moscow seeks soldiers, Kyiv said.", claim="Moscow seeks soldiers",
                 actor_1="Moscow", actor_2="Kyiv")  # fmt: skip
    found = {one.span_id for one in proposals.propose(store, ids["claim"], nearby=False)}
    assert ids["actor_2"] in found
    assert ids["actor_1"] not in found
    everything = {one.span_id for one in proposals.propose(store, ids["claim"], nearby=True)}
    assert ids["actor_1"] in everything


def test_a_source_of_the_next_sentence_is_not_ticked(store):
    ids = marked(store, "The bridge is closed. Kyiv said the road is open.",
                 claim="The bridge is closed", actor="Kyiv")  # fmt: skip
    found = [one for one in proposals.propose(store, ids["claim"]) if one.span_id == ids["actor"]]
    assert [one.score < proposals.SURE for one in found] == [True]


def test_a_figure_that_is_part_of_another_is_left_unticked(store):
    ids = marked(store, "They hit 38 of the 63 drones.", claim="hit 38 of the 63 drones",
                 figure_1="38 of the 63 drones", figure_2="63 drones")  # fmt: skip
    scores = {one.span_id: one.score for one in proposals.propose(store, ids["claim"])}
    assert scores[ids["figure_1"]] >= proposals.SURE > scores[ids["figure_2"]]


def test_what_is_linked_already_is_not_proposed_again(store):
    ids = marked(store, "Kyiv said 3 drones were lost.", claim="3 drones were lost", actor="Kyiv",
                 figure="3 drones")  # fmt: skip
    links.add(store, ids["claim"], [ids["actor"]])
    found = proposals.propose(store, ids["claim"])
    assert [one.span_id for one in found if one.kind != "cue"] == [ids["figure"]]


def test_settling_links_and_unlinks_in_one_edit(store):
    ids = marked(store, "Kyiv said 3 drones were lost.", claim="3 drones were lost", actor="Kyiv",
                 figure="3 drones")  # fmt: skip
    links.add(store, ids["claim"], [ids["figure"]])
    (standing,) = links.of_span(store, ids["claim"])
    chosen = [one for one in proposals.propose(store, ids["claim"]) if one.score > 0.5]
    steps = len(store.history.done)
    proposals.settle(store, ids["claim"], chosen, [standing.id])
    assert [link.child for link in links.of_span(store, ids["claim"])] == [ids["actor"]]
    claim = spans.one(store, ids["claim"])
    assert (claim.attributes["cue"], claim.attributes["cue_start"]) == ("said", 5)
    assert len(store.history.done) == steps + 1
    store.undo()
    assert [link.child for link in links.of_span(store, ids["claim"])] == [ids["figure"]]
    assert "cue" not in spans.one(store, ids["claim"]).attributes


# ---- what is only suggested


def suggest(store, article_id, text, **quotes):
    """The ids of spans suggested to the person at work."""
    new = [
        spans.NewSpan(text.index(quote), text.index(quote) + len(quote),
                      labels.named(store, name.split("_")[0]).id, None, "suggested", "rule:x@1")
        for name, quote in quotes.items()
    ]  # fmt: skip
    return dict(zip(quotes, spans.mark_all(store, article_id, new, "Suggest"), strict=True))


LOST = "Kyiv said 3 drones and 2 tanks were lost. It could not be verified."


@pytest.fixture
def guessed(store):
    """A claim among an actor, two figures and a verified span that are only suggested."""
    ids = marked(store, LOST, claim="3 drones and 2 tanks were lost")
    article_id = spans.one(store, ids["claim"]).article_id
    return ids | suggest(store, article_id, LOST, actor="Kyiv", figure_1="3 drones",
                         figure_2="2 tanks", verified="could not be verified")  # fmt: skip


def sure(store, claim_id):
    found = proposals.propose(store, claim_id, suggested=True)
    return [one for one in found if one.score >= proposals.SURE]


def states(store, ids):
    return {name: getattr(spans.one(store, id_), "state", "gone") for name, id_ in ids.items()}


def test_what_is_only_suggested_is_proposed_where_asked_for(store, guessed):
    assert proposals.propose(store, guessed["claim"], nearby=True) == []
    found = sure(store, guessed["claim"])
    assert [one.kind for one in found] == ["attributed_to", "cue", *["has_figure"] * 2,
                                           "has_status"]  # fmt: skip


def test_linking_accepts_what_was_suggested_in_the_same_edit(store, guessed):
    steps = len(store.history.done)
    chosen = [one for one in sure(store, guessed["claim"]) if one.span_id != guessed["figure_2"]]
    proposals.settle(store, guessed["claim"], chosen)
    assert states(store, guessed) == dict.fromkeys(guessed, "accepted") | {"figure_2": "suggested"}
    assert len(links.of_span(store, guessed["claim"])) == 3
    assert len(store.history.done) == steps + 1
    store.undo()
    assert states(store, guessed) == dict.fromkeys(guessed, "suggested") | {"claim": "accepted"}
    assert links.of_span(store, guessed["claim"]) == []


def test_a_suggestion_over_words_that_have_the_role_already_is_passed_over(store):
    text = "Kyiv said about 3 drones were lost."
    ids = marked(store, text, claim="about 3 drones were lost", figure="3 drones")
    article_id = spans.one(store, ids["claim"]).article_id
    wider = suggest(store, article_id, text, figure="about 3 drones", claim="3 drones were lost")
    assert [one.span_id for one in sure(store, ids["claim"])] == [ids["figure"]]
    found = proposals.propose_for(store, ids["figure"], nearby=True, suggested=True)
    assert [one.span_id for one in found] == [ids["claim"]]
    assert set(states(store, wider).values()) == {"suggested"}


def test_a_figure_in_a_suggested_claim_accepts_it_when_they_are_linked(store):
    text = "Kyiv said 3 drones were lost."
    ids = marked(store, text, figure="3 drones")
    article_id = spans.one(store, ids["figure"]).article_id
    ids |= suggest(store, article_id, text, claim="3 drones were lost")
    assert proposals.propose_for(store, ids["figure"], nearby=True) == []
    (one,) = proposals.propose_for(store, ids["figure"], suggested=True)
    assert one.score >= proposals.SURE
    proposals.retie(store, ids["figure"], [one.span_id])
    assert states(store, ids) == dict.fromkeys(ids, "accepted")
    store.undo()
    assert states(store, ids) == {"figure": "accepted", "claim": "suggested"}


def test_what_is_suggested_to_another_person_is_never_proposed(store, guessed):
    store.person = "Ben"
    assert proposals.propose(store, guessed["claim"], nearby=True, suggested=True) == []


def test_the_links_of_a_suggestion_that_was_marked_by_hand_are_not_proposed_again(store):
    text = "Kyiv said 3 drones were lost."
    article_id = articles.add(store, [Draft(text=text, title="Lost")]).new[0]
    ids = suggest(store, article_id, text, claim="3 drones were lost", figure="3 drones")
    with store.edit("Suggest a link") as edit:
        links.propose(edit, article_id, [("has_figure", ids["claim"], ids["figure"])])
    claim = marked_again(store, ids["claim"])
    assert proposals.propose(store, claim, nearby=True, suggested=True) == []
    suggestions.judge(store, [ids["figure"]], "accepted")
    assert [link.child for link in links.of_span(store, claim)] == [ids["figure"]]


def marked_again(store, span_id):
    """The same words marked by hand."""
    span = spans.one(store, span_id)
    return spans.mark(store, span.article_id, span.start, span.end, span.label_id)


@pytest.mark.parametrize(
    "text", ["Kyiv said 😀 it “burned”.", "“" * 40 + "x" + "said " * 40, "\n\n x \n said"]
)
def test_odd_texts_do_no_harm(store, text):
    article_id = articles.add(store, [Draft(text=text, title="odd")]).new[0]
    stored = articles.text_of(store, article_id)
    label = labels.named(store, "claim").id
    for start in range(0, len(stored), 7):
        claim = spans.mark(store, article_id, start, min(start + 3, len(stored)), label)
        proposals.propose(store, claim, nearby=True)
        proposals.propose_for(store, claim)
