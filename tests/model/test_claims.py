"""The claims table's queries: which claims, in what order, and what each row says."""

import pytest

from model import articles, claims, labels, links, project, spans, suggestions
from model.claims import ClaimFilter
from model.drafts import Draft
from tests import gold as sample


@pytest.fixture
def store():
    with project.in_memory() as opened:
        yield opened


@pytest.fixture
def loaded(store):
    sample.load(store)
    return store


def gold_id(store, name):
    """The span that the gold calls `name`."""
    return next(span.id for span in spans.of_article(store, article_of(store))
                if span.attributes.get("gold") == name)  # fmt: skip


def article_of(store):
    return articles.every(store)[0].id


def row(store, name):
    return claims.rows(store, [gold_id(store, name)])[0]


def marked(store, article_id, quote, label, **attributes):
    start = articles.text_of(store, article_id).index(quote)
    label_id = labels.named(store, label).id
    return spans.mark(store, article_id, start, start + len(quote), label_id, attributes)


def new_article(store, text, title):
    return articles.add(store, [Draft(text=text, title=title)]).new[0]


def test_every_claim_has_a_row_in_the_order_of_the_text(loaded):
    found = claims.rows(loaded, claims.ids(loaded))
    assert [one.number for one in found] == list(range(1, 26))
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert claims.count(loaded) == 25


def test_a_row_says_what_the_links_say(loaded):
    first = row(loaded, "C1")
    assert first.actor == "Ukrainian Commander In Chief General Oleksandr Syrskiy"
    assert first.figures == "≈ 45,000 people (some 45,000 troops)"
    assert (first.stance, first.check_worthiness, first.cue) == ("unconfirmed", "yes", "said")
    assert (first.article, first.person, first.state) == ("Kursk troops", "Ana", "in progress")
    assert row(loaded, "C5").figures == "≈ 45,000 people (about 45,ooo troops)"
    assert row(loaded, "C12").figures == (
        "7,905 people (7,905 Russian soldiers); 12,220 people (12,220); 717 people (717)"
    )
    assert row(loaded, "C3").actor == ""


def test_roles_decide_and_not_names(loaded):
    for label in labels.every(loaded):
        labels.change(loaded, label.id, name=f"our {label.name}")
    assert row(loaded, "C4").actor == "Washington"
    assert row(loaded, "C4").stance == "confirmed"
    assert claims.count(loaded) == 25


def test_suggested_and_rejected_spans_are_no_part_of_it(loaded):
    source = next(link.child for link in links.of_span(loaded, gold_id(loaded, "C4"))
                  if link.kind == "attributed_to")  # fmt: skip
    suggestions.judge(loaded, [source], "rejected")
    suggestions.judge(loaded, [gold_id(loaded, "C1")], "suggested")
    assert row(loaded, "C4").actor == ""
    assert claims.count(loaded) == 24
    assert row(loaded, "C2").number == 1


def test_one_article_or_the_whole_project(loaded):
    other = new_article(loaded, "Kyiv said 5 drones were lost.", "Drones")
    marked(loaded, other, "5 drones were lost", "claim")
    assert len(claims.ids(loaded)) == 26
    assert len(claims.ids(loaded, article_id=other)) == 1
    assert claims.rows(loaded, claims.ids(loaded, article_id=other))[0].number == 1
    assert claims.ids(loaded)[-1] == claims.ids(loaded, article_id=other)[0]


@pytest.mark.parametrize("order", [name for name in claims.ORDERS if name != "place"])
@pytest.mark.parametrize("descending", [False, True])
def test_each_column_sorts_both_ways_with_empty_cells_last(loaded, order, descending):
    spans.set_note(loaded, gold_id(loaded, "C7"), "ask the desk")
    spans.set_attributes(loaded, gold_id(loaded, "C7"), {"verdict": "refuted"})
    found = claims.rows(loaded, claims.ids(loaded, order=order, descending=descending))
    assert len(found) == 25
    filled = [bool(getattr(one, order)) for one in found]
    assert filled == sorted(filled, reverse=True)


def test_text_is_sorted_by_the_alphabet_and_figures_by_their_value(loaded):
    by_actor = claims.rows(loaded, claims.ids(loaded, order="actor"))
    actors = [one.actor.casefold() for one in by_actor if one.actor]
    assert actors == sorted(actors)
    by_figure = claims.rows(loaded, claims.ids(loaded, order="figures", descending=True))
    assert by_figure[0].figures.startswith("≈ 45,000 people")
    by_check = claims.rows(loaded, claims.ids(loaded, order="check_worthiness"))
    assert [one.check_worthiness for one in by_check][:2] == ["yes", "yes"]
    assert by_check[-1].check_worthiness == "no"


@pytest.mark.parametrize(
    ("text", "found"),
    [("incursion preemptive", {"C10"}), ("WASHINGTON", {"C4"}), ("45000", {"C1", "C5"}),
     ("100%", set()), ("nothing_of_it", set()), ("counteroffensive Syrskiy", {"C1"})],
)  # fmt: skip
def test_the_search_looks_at_claim_actor_figure_and_note(loaded, text, found):
    ids = claims.ids(loaded, filters=ClaimFilter(text=text))
    assert {spans.one(loaded, id_).attributes["gold"] for id_ in ids} == found
    assert claims.count(loaded, filters=ClaimFilter(text=text)) == len(found)


def test_the_search_finds_notes_titles_and_other_alphabets_in_any_case(loaded):
    spans.set_note(loaded, gold_id(loaded, "C9"), "Перевірити у Києві")
    for text in ("перевірити", "ПЕРЕВІРИТИ", "києві"):
        ids = claims.ids(loaded, filters=ClaimFilter(text=text))
        assert ids == [gold_id(loaded, "C9")]
    assert len(claims.ids(loaded, filters=ClaimFilter(text="kursk TROOPS"))) == 25


def test_filters_narrow_and_combine(loaded):
    def names(**wanted):
        ids = claims.ids(loaded, filters=ClaimFilter(**wanted))
        return {spans.one(loaded, id_).attributes["gold"] for id_ in ids}

    assert names(unlinked=True) == {"C3", "C9", "C24"}
    assert names(stance=("confirmed",)) == {"C4"}
    assert names(stance=("unconfirmed", "confirmed")) == {"C1", "C4", "C5", "C12"}
    spans.set_attributes(loaded, gold_id(loaded, "C4"), {"verdict": "supported"})
    assert names(verdict=("supported",)) == {"C4"}
    assert names(verdict=("unchecked",), stance=("confirmed",)) == set()
    assert len(names(state=("in progress",))) == 25
    assert names(state=("new", "approved")) == set()
    person = loaded.value("SELECT id FROM person")
    assert len(names(person=(person,), text="drones")) == 4
    assert names(person=("nobody",)) == set()


def test_rows_come_in_the_order_asked_for_and_leave_out_what_is_gone(loaded):
    wanted = [gold_id(loaded, name) for name in ("C9", "C2", "C5")]
    spans.delete(loaded, [wanted[1]])
    assert [one.span_id for one in claims.rows(loaded, wanted)] == [wanted[0], wanted[2]]
    assert claims.rows(loaded, []) == []


def test_a_project_without_claims_has_no_rows(store):
    assert claims.ids(store) == []
    assert claims.count(store) == 0
    new_article(store, "Text.", "Title")
    assert claims.ids(store, order="actor", filters=ClaimFilter(text="a")) == []


def test_several_labels_may_be_claims(loaded):
    labels.add(loaded, "promise", "#3b5bdb", role="claim")
    marked(loaded, article_of(loaded), "Washington has confirmed", "promise")
    found = claims.rows(loaded, claims.ids(loaded))
    assert len(found) == 26
    assert [one.number for one in found] == list(range(1, 27))
