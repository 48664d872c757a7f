"""Every place of words, patterns and labels, in context; and many of them changed at one stroke."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import articles, bulk, concordance, labels, project, spans, suggestions
from model.concordance import Hit, Query
from model.drafts import Draft
from model.errors import UserError

TEXTS = {
    "One": "Kyiv said 45,000 troops fought. KYIV denied it.\nTroops left Kyiv.",
    "Two": "Zoe\u0308 met Zoë 💩 in Kyivan Rus. The trooper said 5% left.",
    "Three": "日本 said 5% 日本.",
}


@pytest.fixture
def desk():
    with project.in_memory(person="Ana") as store:
        articles.add(store, [Draft(text, title) for title, text in TEXTS.items()])
        yield store


def look(store, text="", **more) -> list[Hit]:
    steps = list(concordance.find(store, Query(text, **more)))
    assert steps[-1].done == steps[-1].total
    return [hit for step in steps for hit in step.hits]


def words(store, text="", **more):
    return [(hit.article, hit.words) for hit in look(store, text, **more)]


def label(store, name):
    return labels.named(store, name).id


def place(hit):
    return hit.article_id, hit.start, hit.end


def ids(hits):
    return [span.id for hit in hits for span in hit.spans]


def test_a_word_is_found_whole_without_regard_to_case(desk):
    assert words(desk, "kyiv") == [("One", "Kyiv"), ("One", "KYIV"), ("One", "Kyiv")]
    assert words(desk, "kyiv", whole_words=False)[-1] == ("Two", "Kyivan")
    assert words(desk, "KYIV", case=True) == [("One", "KYIV")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zoe", ["Zoe\u0308", "Zoë"]),
        ("5%", ["5%", "5%"]),
        ("45,000  troops", ["45,000 troops"]),
        ("日本", ["日本", "日本"]),
        ("💩", ["💩"]),
        ("it.\nTroops", ["it. Troops"]),
        ('"', []),
        ("nowhere", []),
    ],
)
def test_words_are_found_as_they_are_typed(desk, text, found):
    assert [hit.words for hit in look(desk, text)] == found


def test_context_and_offsets_are_code_points(desk):
    hit = look(desk, "Kyivan")[0]
    assert TEXTS["Two"][hit.start : hit.end] == "Kyivan"
    assert (hit.before, hit.after[:5]) == ("Zoe\u0308 met Zoë 💩 in ", " Rus.")


def test_what_is_around_a_place_ends_between_words_where_it_can():
    around = "seventeen " * 20
    with project.in_memory() as store:
        articles.add(store, [Draft(f"{around}Kyiv {around}", "Words"),
                             Draft(f"{'a' * 99}-Kyiv-{'b' * 99}", "One word")])  # fmt: skip
        (step,) = concordance.find(store, Query("Kyiv"))
    in_words, in_one = step.hits
    assert {*in_words.before.split(), *in_words.after.split()} == {"seventeen"}
    assert len(in_one.before) == len(in_one.after) == concordance.CONTEXT


def test_a_pattern_is_found_by_words_or_anywhere(desk):
    assert words(desk, r"\d+(,\d+)?", is_pattern=True) == [
        ("One", "45,000"), ("Two", "5"), ("Three", "5"),
    ]  # fmt: skip
    assert [w for _, w in words(desk, "^troop", is_pattern=True, whole_words=False)] == ["Troop"]
    assert look(desk, "x*", is_pattern=True, whole_words=False) == []


def test_a_pattern_that_is_none_says_why(desk):
    with pytest.raises(UserError, match="no regular expression.*position"):
        look(desk, "(a", is_pattern=True)


def test_a_pattern_that_takes_too_long_is_stopped_and_told(monkeypatch):
    monkeypatch.setattr(concordance, "PATIENCE", 0.3)
    with project.in_memory() as store:
        articles.add(store, [Draft(f"{n} {'a' * 4000}!", f"Nr {n}") for n in range(30)])
        steps = list(concordance.find(
            store, Query("(?:a+)+[bc]", is_pattern=True, whole_words=False), deadline=0.1,
        ))  # fmt: skip
    assert steps[-1].ended == "slow"
    assert steps[-1].slow[:2] == ("Nr 0", "Nr 1")


def test_places_are_narrowed_by_label_state_and_attribute(desk):
    one, two, _ = (article.id for article in articles.every(desk))
    start = TEXTS["One"].index("45,000")
    spans.mark(desk, one, 0, 4, label(desk, "actor"))
    spans.mark(desk, one, start, start + 13, label(desk, "figure"), {"unit": "troop"})
    made = spans.mark_all(
        desk, two,
        [spans.NewSpan(0, 4, label(desk, "actor"), {"role": "source"}, "suggested", "rule:a@1")],
        "Suggest",
    )  # fmt: skip
    assert words(desk, "Kyiv", label_id=label(desk, "actor")) == [("One", "Kyiv")]
    assert words(desk, "Kyiv", unlabelled=True) == [("One", "KYIV"), ("One", "Kyiv")]
    assert words(desk, label_id=label(desk, "actor")) == [("One", "Kyiv"), ("Two", "Zoe\u0308")]
    assert words(desk, state="suggested") == [("Two", "Zoe\u0308")]
    assert words(desk, attribute="unit=Troop") == [("One", "45,000 troops")]
    assert words(desk, attribute="role") == [("Two", "Zoe\u0308")]
    suggestions.judge(desk, made, "rejected")
    assert words(desk, attribute="role") == []
    assert words(desk, state="rejected") == [("Two", "Zoe\u0308")]


def test_places_are_labelled_as_one_edit_and_what_carries_the_label_stays(desk):
    hits = look(desk, "kyiv")
    spans.mark(desk, *place(hits[0]), label(desk, "actor"))
    done = bulk.label(desk, map(place, hits), label(desk, "actor"))
    assert (done.changed, done.same, done.articles) == (2, 1, 1)
    assert words(desk, label_id=label(desk, "actor")) == words(desk, "kyiv")
    assert desk.history.done[-1].title == "Label 2 places as actor"
    desk.undo()
    assert spans_of(desk) == ["Kyiv"]


def test_a_labelled_figure_has_its_numbers(desk):
    bulk.label(desk, map(place, look(desk, "45,000 troops")), label(desk, "figure"))
    assert look(desk, attribute="value=45000")[0].words == "45,000 troops"


def test_spans_are_relabelled_deleted_and_accepted_at_one_stroke(desk):
    bulk.label(desk, map(place, look(desk, "kyiv")), label(desk, "actor"))
    done = bulk.relabel(desk, ids(look(desk, "kyiv")), label(desk, "claim"))
    assert (done.changed, done.articles) == (3, 1)
    assert len(look(desk, "kyiv", label_id=label(desk, "claim"))) == 3
    assert bulk.unlabel(desk, ids(look(desk, "kyiv"))).changed == 3
    assert spans_of(desk) == []
    desk.undo()
    desk.undo()
    assert len(look(desk, "kyiv", label_id=label(desk, "actor"))) == 3


def test_what_somebody_else_marked_is_left_alone_and_counted(desk):
    bulk.label(desk, map(place, look(desk, "kyiv")), label(desk, "actor"))
    theirs = ids(look(desk, "kyiv"))
    desk.person = "Ben"
    assert bulk.relabel(desk, theirs, label(desk, "claim")).others == 3
    assert bulk.unlabel(desk, theirs).changed == 0
    assert len(spans_of(desk)) == 3


def test_articles_that_are_finished_are_left_out_of_every_bulk_change(desk):
    article = articles.every(desk)[0].id
    actor = label(desk, "actor")
    bulk.label(desk, map(place, look(desk, "kyiv")[:2]), actor)
    marked = ids(look(desk, "kyiv"))
    waiting = spans.of_article(desk, article)[0].id
    suggestions.judge(desk, [waiting], "suggested")
    articles.submit(desk, article)
    before = desk.head
    wish = bulk.Wish((article, 0, 4), (waiting,), "")
    for done in (
        bulk.label(desk, map(place, look(desk, "kyiv")), label(desk, "claim")),
        bulk.relabel(desk, marked, label(desk, "claim")),
        bulk.unlabel(desk, marked),
        bulk.accept(desk, [waiting]),
        bulk.settle(desk, [wish]),
    ):
        assert (done.changed, done.articles, done.finished) == (0, 0, 1)
    assert desk.head == before
    articles.reopen(desk, article)
    assert bulk.accept(desk, [waiting]).changed == 1
    assert bulk.unlabel(desk, marked).changed == 2


def test_what_is_finished_in_one_article_does_not_hold_up_the_others(desk):
    articles.add(desk, [Draft("Kyiv again.", "again")])
    first, *_, second = (one.id for one in articles.every(desk))
    articles.submit(desk, first)
    done = bulk.label(desk, map(place, look(desk, "kyiv")), label(desk, "actor"))
    assert (done.changed, done.articles, done.finished) == (1, 1, 1)
    assert [span.quote for span in spans.of_article(desk, second)] == ["Kyiv"]
    assert desk.history.done[-1].title == "Label 1 place as actor"


def test_what_a_person_has_finished_does_not_lock_it_for_others(desk):
    articles.submit(desk, articles.every(desk)[0].id)
    desk.person = "Ben"
    assert bulk.label(desk, map(place, look(desk, "kyiv")), label(desk, "actor")).changed == 3


def test_a_blind_annotator_finds_only_their_own_spans(desk):
    one = articles.every(desk)[0].id
    spans.mark(desk, one, 0, 4, label(desk, "actor"))
    desk.person = "Ben"
    spans.mark(desk, one, 5, 9, label(desk, "verified"))
    assert [hit.words for hit in look(desk, state="accepted")] == ["said"]
    assert look(desk, "Kyiv")[0].spans == ()


def spans_of(store):
    return [span.quote for one in articles.every(store) for span in spans.of_article(store, one.id)]


PIECES = st.lists(st.sampled_from(["Kyiv", "kyiv", "Zoë", "5%", "💩", "日本", "é", ",", " ", "\n"]),
                  min_size=1, max_size=12).map("".join)  # fmt: skip


@given(text=PIECES, query=PIECES)
@settings(max_examples=60)
def test_the_index_never_hides_a_place_that_the_text_has(text, query):
    """Whatever the full-text index leaves out has no match when the text itself is searched."""
    with project.in_memory() as store:
        if not text.strip() or not query.strip():
            return
        articles.add(store, [Draft(text, "T")])
        body = articles.text_of(store, articles.first(store))
        wanted = Query(query)
        plain = [match.span() for match in wanted.pattern.finditer(concordance.search.folded(body))]
        assert [(hit.start, hit.end) for hit in look(store, query)] == plain
