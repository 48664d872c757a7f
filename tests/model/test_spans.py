"""Spans and links: what an analyst marks, moves and ties together, and what cannot be."""

from __future__ import annotations

import pytest

from model import articles, audit, check, figures, links, people, spans, suggestions
from model.drafts import Draft
from model.errors import UserError
from model.text import occurrences
from tests.model.conftest import MIXED
from tests.proof import dump


@pytest.fixture
def claim(store, article, label):
    """A claim, linked to its actor and its figure: three ids."""
    ids = [
        spans.mark(store, article, start, start + 4, label[name])
        for start, name in ((12, "claim"), (0, "actor"), (17, "figure"))
    ]
    links.add(store, ids[0], ids[1:])
    return ids


def kinds(store, span):
    return sorted(link.kind for link in links.of_span(store, span))


def test_a_quote_is_what_the_text_says_in_code_points(store, article, label):
    start = MIXED.index("💩")
    span = spans.one(store, spans.mark(store, article, start, start + 8, label["figure"]))
    assert span.quote == "💩 45,000"
    family = MIXED.index("👨")
    joined = spans.one(store, spans.mark(store, article, family, family + 5, label["actor"]))
    assert joined.quote == "👨\u200d👩\u200d👧"
    accent = MIXED.index("Zoe")
    spans.move(store, joined.id, accent, accent + 4)
    assert spans.one(store, joined.id).quote == "Zoe\u0308"


@pytest.mark.parametrize("edges", [(5, 5), (6, 5), (-1, 4), (0, 10_000)])
def test_a_range_outside_the_text_is_refused(store, article, label, edges):
    span = spans.mark(store, article, 0, 4, label["actor"])
    before = dump(store)
    with pytest.raises(UserError, match="is no range of this text"):
        spans.mark(store, article, *edges, label["actor"])
    with pytest.raises(UserError, match="is no range of this text"):
        spans.move(store, span, *edges)
    assert dump(store) == before


def test_a_quote_that_lies_is_stopped_inside_the_transaction(store, article, label):
    span = spans.mark(store, article, 0, 4, label["actor"])
    before = dump(store)
    with pytest.raises(AssertionError, match="does not quote its text"), store.edit("Lie") as edit:
        edit.update("span", span, quote="Moscow")
    assert dump(store) == before


def test_marking_the_same_again_is_the_same_span(store, article, label):
    first = spans.mark(store, article, 0, 4, label["actor"])
    assert spans.mark(store, article, 0, 4, label["actor"]) == first
    new = [spans.NewSpan(0, 4, label["actor"]), spans.NewSpan(0, 4, label["claim"])]
    assert spans.mark_all(store, article, new, "Mark all")[0] == first
    assert len(spans.of_article(store, article)) == 2


def test_becoming_equal_to_another_span_is_refused(store, article, label):
    spans.mark(store, article, 0, 4, label["actor"])
    figure = spans.mark(store, article, 0, 4, label["figure"])
    near = spans.mark(store, article, 0, 5, label["actor"])
    before = dump(store)
    with pytest.raises(UserError, match="carry that label already"):
        spans.relabel(store, figure, label["actor"])
    with pytest.raises(UserError, match="carry that label already"):
        spans.move(store, near, 0, 4)
    assert dump(store) == before


def test_an_accepted_suggestion_goes_up_in_the_span_that_says_it_already(store, article, label):
    mine = spans.mark(store, article, 0, 4, label["actor"])
    suggested = spans.NewSpan(0, 4, label["actor"], state="suggested", origin="rule:actors@1")
    (other,) = spans.mark_all(store, article, [suggested], "Suggest")
    assert other != mine
    suggestions.judge(store, [other], "accepted")
    assert [span.id for span in spans.of_article(store, article)] == [mine]
    store.undo()
    assert spans.one(store, other).state == "suggested"


def test_deleting_a_claim_takes_its_links_and_undo_brings_them_back(store, article, claim):
    before = dump(store)
    spans.delete(store, [claim[0]])
    assert links.of_article(store, article) == []
    assert [span.id for span in spans.of_article(store, article)] == [claim[1], claim[2]]
    store.undo()
    assert dump(store) == before
    spans.delete(store, claim)
    store.undo()
    assert dump(store) == before


def test_a_figure_that_becomes_an_actor_is_linked_as_one(store, article, label, claim):
    before = dump(store)
    spans.relabel(store, claim[2], label["actor"])
    assert kinds(store, claim[2]) == ["attributed_to"]
    assert store.undo().title == "Undo Relabel as actor"
    assert dump(store) == before
    assert kinds(store, claim[2]) == ["has_figure"]


def test_a_figure_that_becomes_a_claim_loses_its_link(store, article, label, claim):
    spans.relabel(store, claim[2], label["claim"])
    assert links.of_span(store, claim[2]) == []
    store.undo()
    assert kinds(store, claim[2]) == ["has_figure"]


def test_a_claim_that_becomes_a_figure_has_no_actor_any_more(store, article, label, claim):
    spans.relabel(store, claim[0], label["figure"])
    assert links.of_article(store, article) == []


def test_links_that_say_nothing_of_labels_stay(store, article, label, claim):
    other = spans.mark(store, article, 20, 24, label["claim"])
    links.add(store, claim[0], [other], kind="contradicts")
    spans.relabel(store, other, label["actor"])
    assert kinds(store, other) == ["contradicts"]


def test_linking_the_same_again_adds_nothing(store, article, claim):
    before = dump(store)
    links.add(store, claim[0], claim[1:])
    assert dump(store) == before


def test_what_cannot_be_linked_is_told(store, article, label, claim):
    more = articles.add(store, [Draft("Kyiv said.", "b")]).new[0]
    far = spans.mark(store, more, 0, 4, label["actor"])
    before = dump(store)
    for head, child, saying in (
        (claim[0], far, "of one article"),
        (claim[0], claim[0], "linked to an actor"),
        (claim[1], claim[2], "Only a claim is linked"),
    ):
        with pytest.raises(UserError, match=saying):
            links.add(store, head, [child])
    with pytest.raises(UserError, match="no longer there"):
        links.add(store, claim[0], ["gone"], kind="restates")
    assert dump(store) == before


def test_unlinking_two_is_one_step_and_reopens_a_submitted_article(store, article, claim):
    articles.submit(store, article)
    links.remove(store, [link.id for link in links.of_span(store, claim[0])])
    assert links.of_article(store, article) == []
    assert articles.one(store, article).state == "in progress"
    store.undo()
    assert len(links.of_span(store, claim[0])) == 2
    assert articles.one(store, article).state == "submitted"


def test_a_span_that_is_gone_is_told(store, article, label):
    span = spans.mark(store, article, 0, 4, label["actor"])
    spans.delete(store, [span])
    for verb, more in (
        (spans.relabel, label["claim"]),
        (spans.set_note, "x"),
        (spans.set_attributes, {}),
    ):
        with pytest.raises(UserError, match="no longer there"):
            verb(store, span, more)


def test_whole_words_are_found_everywhere(store):
    assert occurrences("Kursk, Kursk's; Kurskaya 💩Kursk", "Kursk") == [
        (0, 5), (7, 12), (26, 31),
    ]  # fmt: skip
    assert occurrences("a 5% b 15%", "5%") == [(2, 4)]
    assert occurrences("a.b axb", "a.b") == [(0, 3)]


def test_the_history_of_a_span_reads_like_sentences(store, article, label):
    span = spans.mark(store, article, 0, 4, label["actor"])
    people.rename(store, people.id_of("Ana"), "Ana Lee")
    store.person = "Ana Lee"
    spans.relabel(store, span, label["verified"])
    spans.set_attributes(store, span, {"stance": "confirmed"})
    spans.move(store, span, 0, 9)
    told = audit.of_row(store, span)
    assert [(entry.title, entry.person, entry.details) for entry in told] == [
        ("Move end of verified", "Ana Lee", ("end: 4 → 9",)),
        ("Set stance", "Ana Lee", ("stance: – → confirmed",)),
        ("Relabel as verified", "Ana Lee", ("label: actor → verified",)),
        ("Mark actor", "Ana", ()),
    ]
    assert [entry.title for entry in audit.newest(store, most=2)] == [
        "Move end of verified", "Set stance",
    ]  # fmt: skip


def test_a_link_stands_in_the_history_of_both_its_ends(store, article, claim):
    for span in claim:
        assert "Link 2 spans" in [entry.title for entry in audit.of_row(store, span)]
    spans.delete(store, [claim[0]])
    store.undo()
    assert audit.of_row(store, claim[1])[0].title == "Undo Delete claim"


@pytest.mark.parametrize(
    ("name", "same"), [("ana", True), (" Ana ", True), ("Anna", False), ("An\u0430", False)]
)
def test_a_person_is_known_again(name, same):
    assert (people.id_of(name) == people.id_of("Ana")) == same


def test_people_are_counted_once_however_their_name_is_composed(store, article, label):
    for start, name in enumerate(("Zoe\u0308", "Zo\u00eb", "zoë")):
        store.person = people.checked_name(name)
        spans.mark(store, article, start, start + 3, label["actor"])
    assert [person.name for person in people.everyone(store)] == ["Ana", "Zoë"]
    assert check.project(store) == []


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "\n"])
def test_nobody_is_no_person(name):
    with pytest.raises(UserError, match="needs a name"):
        people.checked_name(name)


def test_a_figures_numbers_follow_its_edges_until_a_person_has_set_them(store, label):
    text = "Russia has massed some 45,000 troops."
    article = articles.add(store, [Draft(text, "Kursk")]).new[0]
    start, end = text.index("some"), len(text) - 1
    read = figures.attributes("some 45")
    figure = spans.mark(store, article, start, start + 7, label["figure"], read)
    spans.move(store, figure, start, end)
    assert spans.one(store, figure).attributes["value"] == 45000
    spans.set_attributes(store, figure, {"value": 46000})
    spans.move(store, figure, start + 5, end)
    assert spans.one(store, figure).attributes["value"] == 46000
