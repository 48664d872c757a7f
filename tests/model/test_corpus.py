"""What each selection takes, what it leaves out and says so, and that it stays frozen."""

from __future__ import annotations

import multiprocessing
from dataclasses import FrozenInstanceError

import pytest

from model import articles, corpus, labels, links, project, spans
from model.corpus import Selection
from model.drafts import Draft
from model.errors import UserError
from model.stories import SIMILAR
from tests import gold


@pytest.fixture
def desk(store):
    """Five articles: never looked at, suggested only, in progress, submitted empty, approved."""
    texts = ("new one", "guessed two", "begun three", "empty four", "good five")
    ids = articles.add(store, [Draft(one, one.split()[0]) for one in texts]).new
    actor, claim = (labels.named(store, name).id for name in ("actor", "claim"))
    with store.edit("Suggest") as edit:
        store_suggestion(edit, store, ids[2], actor)
    spans.mark(store, ids[2], 6, 11, actor)
    articles.submit(store, ids[3])
    head = spans.mark(store, ids[4], 0, 9, claim)
    child = spans.mark(store, ids[4], 5, 9, actor)
    links.add(store, head, [child])
    articles.submit(store, ids[4])
    articles.approve(store, ids[4])
    return store


def store_suggestion(edit, store, article_id, label_id):
    text = articles.text_of(store, article_id)
    for start, end, state in ((0, 5, "suggested"), (0, 11, "rejected")):
        spans.insert(edit, article_id, text,
                     spans.NewSpan(start, end, label_id, state=state, origin="rule:r@1",
                                   score=0.4))  # fmt: skip


def titles(found):
    return [one.title for one in found.articles]


def test_accepted_takes_what_was_worked_on(desk):
    found = corpus.snapshot(desk, Selection())
    assert titles(found) == ["begun", "empty", "good"]
    assert [len(one.spans) for one in found.articles] == [1, 0, 2]
    assert found.left_out == {
        "articles nobody has looked at": 2, "suggestions not judged": 1, "suggestions rejected": 1,
    }  # fmt: skip


def test_gold_takes_approved_articles_only(desk):
    found = corpus.snapshot(desk, Selection("gold"))
    assert titles(found) == ["good"]
    assert found.left_out["articles without gold"] == 4


def test_all_takes_everything_and_tells_states_apart(desk):
    found = corpus.snapshot(desk, Selection("all"))
    assert titles(found) == ["new", "guessed", "begun", "empty", "good"]
    begun = found.articles[2]
    assert {(one.state, one.origin) for one in begun.spans} == {
        ("accepted", "person"), ("suggested", "rule:r@1"), ("rejected", "rule:r@1"),
    }  # fmt: skip
    assert not found.articles[0].looked_at
    assert found.articles[0].split == ""


def test_submitted_and_empty_differs_from_begun_and_empty(store):
    ids = articles.add(store, [Draft("one", "one"), Draft("two", "two")]).new
    actor = labels.named(store, "actor").id
    for id_ in ids:
        spans.delete(store, [spans.mark(store, id_, 0, 3, actor)])
    articles.submit(store, ids[1])
    found = corpus.snapshot(store, Selection())
    assert titles(found) == ["two"]
    assert found.left_out == {"articles begun, with nothing marked yet": 1}


def test_labels_narrow_spans_and_links(desk):
    found = corpus.snapshot(desk, Selection(labels=("ACTOR",)))
    assert [label.name for label in found.labels] == ["actor"]
    assert {one.label for article in found.articles for one in article.spans} == {"actor"}
    assert not any(article.links for article in found.articles)
    assert found.left_out["spans of other labels"] == 1


def test_an_unknown_label_is_refused(desk):
    with pytest.raises(UserError, match="no label"):
        corpus.snapshot(desk, Selection(labels=("nonsense",)))


def test_the_stream_gives_what_the_snapshot_gives_again_and_again(desk):
    many = 2 * corpus.BATCH
    articles.add(desk, [Draft(f"text {number}", "more") for number in range(many)])
    streamed = corpus.stream(desk, Selection("all")).articles
    frozen = corpus.snapshot(desk, Selection("all")).articles
    assert tuple(streamed) == tuple(streamed) == frozen
    assert len(streamed) == len(frozen) == 5 + many


def test_a_snapshot_is_frozen_and_crosses_processes(store):
    gold.load(store)
    found = corpus.snapshot(store, Selection())
    with pytest.raises(FrozenInstanceError):
        found.head = ""
    before = found.head
    articles.add(store, [Draft("later", "later")])
    assert found.head == before != corpus.snapshot(store, Selection()).head
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_count, (found,)) == (1, 87, 80)


def _count(found):
    return (len(found.articles), sum(len(one.spans) for one in found.articles),
            sum(len(one.links) for one in found.articles))  # fmt: skip


def test_the_window_goes_on_while_a_frozen_copy_is_read(tmp_path):
    path = tmp_path / "p.attesta"
    with project.create(path) as window:
        gold.load(window)
        with project.frozen(path) as copy:
            articles.add(window, [Draft("written meanwhile", "later")])
            assert len(articles.every(copy)) == 1
            assert copy.read_only
        with project.frozen(path) as copy:
            assert len(articles.every(copy)) == 2


# ---- selections beyond the state of spans


@pytest.fixture
def two_people(store):
    """Ana and Ben on the same article and on one each; dates and sources of all kinds."""
    ids = articles.add(store, [
        Draft("shared by both", "Shared", source="Reuters", date="2024-11-06"),
        Draft("ana alone", "Only Ana", source="AP", date="2024-12-01"),
        Draft("ben alone", "Only Ben", source="Reuters", date="2023"),
        Draft("nobody yet", "Nobody", source="AP"),
    ]).new  # fmt: skip
    actor, claim = (labels.named(store, name).id for name in ("actor", "claim"))
    store.person = "Ana"
    spans.mark(store, ids[0], 0, 6, actor)
    spans.mark(store, ids[1], 0, 3, actor)
    articles.submit(store, ids[0])
    store.person = "Ben"
    spans.mark(store, ids[0], 7, 9, claim)
    spans.mark(store, ids[2], 0, 3, actor)
    articles.submit(store, ids[2])
    store.person = "Chloe"
    return store


def test_what_others_marked_stays_out_of_an_export_while_one_annotates_the_article_oneself(
    two_people,
):
    two_people.person = "Ben"
    found = corpus.snapshot(two_people, Selection())
    assert {article.title: article.people for article in found.articles} == {
        "Shared": ("Ben",), "Only Ana": ("Ana",), "Only Ben": ("Ben",),
    }  # fmt: skip
    assert found.left_out["spans of others in articles that you still annotate"] == 1
    assert titles(corpus.snapshot(two_people, Selection(people=("Ana",)))) == ["Only Ana"]
    articles.submit(two_people, found.articles[0].id)
    whole = corpus.snapshot(two_people, Selection())
    assert whole.articles[0].people == ("Ana", "Ben")


def test_a_persons_work_is_their_spans_in_the_state_of_their_work(two_people):
    found = corpus.snapshot(two_people, Selection(people=("ana",)))
    assert titles(found) == ["Shared", "Only Ana"]
    assert [[one.quote for one in article.spans] for article in found.articles] == [
        ["shared"], ["ana"],
    ]  # fmt: skip
    assert found.left_out["spans of other people"] == 1
    assert found.left_out["articles that the people chosen have not worked on"] == 2
    finished = corpus.snapshot(two_people, Selection("submitted", people=("Ana",)))
    assert titles(finished) == ["Shared"]
    assert finished.articles[0].state == "submitted"


def test_submitted_takes_what_every_worker_on_it_has_finished(two_people):
    found = corpus.snapshot(two_people, Selection("submitted"))
    assert titles(found) == ["Only Ben"]
    assert found.left_out["articles not submitted"] == 2


def test_gold_and_submitted_never_bring_suggestions(desk):
    for spans_ in ("accepted", "submitted", "gold"):
        found = corpus.snapshot(desk, Selection(spans_))
        assert {one.state for article in found.articles for one in article.spans} == {"accepted"}


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        ("2024-11-06", "", ["Shared", "Only Ana"]),
        ("2024-11-07", "", ["Only Ana"]),
        ("", "2024-11", ["Shared", "Only Ben"]),
        ("2024", "2024", ["Shared", "Only Ana"]),
        ("2023-05", "2023-06", ["Only Ben"]),
    ],
)
def test_dates_narrow_and_articles_without_one_are_counted(two_people, since, until, wanted):
    found = corpus.snapshot(two_people, Selection("all", since=since, until=until))
    assert titles(found) == wanted
    assert found.left_out["articles without a date"] == 1


def test_words_states_and_ids_narrow(two_people):
    def chosen(**asked):
        return titles(corpus.snapshot(two_people, Selection("all", **asked)))

    assert chosen(matching="only REUTERS") == ["Only Ben"]
    assert chosen(states=("new",)) == ["Nobody"]
    wanted = articles.every(two_people)[1]
    assert chosen(articles=(wanted.id,)) == [wanted.title]


@pytest.mark.parametrize(
    "asked",
    [{"people": ("Zoe",)}, {"states": ("done",)}, {"articles": ("x",)}, {"since": "June"},
     {"until": "2024-1"}],
)  # fmt: skip
def test_what_the_project_does_not_have_is_refused(two_people, asked):
    with pytest.raises(UserError):
        corpus.snapshot(two_people, Selection(**asked))


def test_near_copies_are_one_story_on_one_side_whatever_is_selected(store):
    wire = " ".join(f"word{number}" for number in range(200))
    texts = [wire, *(f"alone {number} " * 40 for number in range(30)), "Kyiv. " + wire + " More."]
    ids = articles.add(store, [Draft(text, text[:12]) for text in texts]).new
    actor = labels.named(store, "actor").id
    for id_ in ids[1:]:
        spans.mark(store, id_, 0, 4, actor)
    found = corpus.snapshot(store, Selection())
    assert len(found.articles) == 31
    copy = found.articles[-1]
    assert copy.story == articles.every(store)[0].body
    spans.mark(store, ids[0], 0, 4, actor)
    both = corpus.snapshot(store, Selection())
    assert both.articles[0].story == both.articles[-1].story
    assert both.articles[0].split == both.articles[-1].split == copy.split
    assert all(pair.similarity < SIMILAR for pair in both.leaks)
