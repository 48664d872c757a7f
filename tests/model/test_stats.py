"""What the figures say of work: time without pauses, results per day, backlog, progress."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from model import (
    articles,
    assignments,
    labels,
    links,
    people,
    policies,
    project,
    review,
    spans,
    stats,
    suggestions,
)
from model.drafts import Draft
from model.records import CURATOR

TEXT = "Kyiv said some 45,000 troops fought near Kursk."
WORDS = ((0, 4, "actor"), (10, 28, "figure"), (41, 46, "actor"))


class Clock:
    """Stands still until it is moved; begins at noon, here."""

    def __init__(self):
        self.now = datetime(2026, 3, 2, 12, 0).astimezone().astimezone(UTC)

    def __call__(self):
        return self.now

    def wait(self, **much):
        self.now += timedelta(**much)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(clock):
    with project.in_memory(person="Ana", clock=clock) as store:
        articles.add(store, [Draft(f"{n} {TEXT}", f"Nr {n}") for n in range(3)])
        yield store


def ids(store):
    return [one.id for one in articles.every(store)]


def mark(store, article_id, word=0):
    start, end, name = WORDS[word]
    return spans.mark(store, article_id, start + 2, end + 2, labels.named(store, name).id)


def of(store, name, **more):
    return next(one for one in stats.of_project(store, **more)["people"] if one["person"] == name)


def test_time_between_edits_counts_and_pauses_do_not(desk, clock):
    first, second, _ = ids(desk)
    clock.wait(hours=1)
    mark(desk, first)
    for word in (1, 2):
        clock.wait(minutes=2)
        mark(desk, first, word)
    clock.wait(minutes=5, seconds=1)
    mark(desk, second)
    clock.wait(minutes=5)
    articles.submit(desk, second)
    ana = of(desk, "Ana")
    assert (ana["minutes"], ana["articles_timed"]) == (9.0, 2)
    assert ana["minutes_per_article"] == 4.5


def test_the_time_of_two_people_is_not_mixed(desk, clock):
    first, second, _ = ids(desk)
    mark(desk, first)
    clock.wait(minutes=1)
    desk.person = "Ben"
    mark(desk, second)
    clock.wait(minutes=1)
    desk.person = "Ana"
    mark(desk, first, 1)
    assert of(desk, "Ana")["minutes"] == 2.0
    assert of(desk, "Ben")["minutes"] == 0


def test_results_are_counted_by_day(desk, clock):
    first, second, _ = ids(desk)
    mark(desk, first)
    mark(desk, first, 1)
    articles.submit(desk, first)
    clock.wait(days=2)
    mark(desk, second)
    ana = of(desk, "Ana")
    assert (ana["spans"], ana["articles"], ana["days"]) == (3, 1, 2)
    assert (ana["spans_per_day"], ana["articles_per_day"]) == (1.5, 0.5)
    assert [(day, one["spans"], one["articles"]) for day, one in ana["by_day"].items()] == [
        ("2026-03-02", 2, 1), ("2026-03-04", 1, 0),
    ]  # fmt: skip


def test_what_was_undone_or_is_bulk_work_is_no_result(desk, clock):
    first, second, third = ids(desk)
    mark(desk, first)
    desk.undo()
    spans.mark_all(
        desk, third,
        [spans.NewSpan(2, 6, labels.named(desk, "actor").id, origin="import:brat")], "Import",
    )  # fmt: skip
    with desk.edit("Label 2 places") as edit:
        for article_id in (first, second):
            spans.insert(edit, article_id, articles.text_of(desk, article_id),
                         spans.NewSpan(2, 6, labels.named(desk, "actor").id))  # fmt: skip
    assert of(desk, "Ana")["spans"] == 0
    assert spans.total(desk) == 3


def test_an_accepted_suggestion_is_the_work_of_who_judged_it(desk):
    first = ids(desk)[0]
    made = spans.mark_all(
        desk, first,
        [spans.NewSpan(2, 6, labels.named(desk, "actor").id, state="suggested", origin="rule:a@1")],
        "Suggest",
    )  # fmt: skip
    desk.person = "Ben"
    suggestions.judge(desk, made, "accepted")
    assert (of(desk, "Ana")["spans"], of(desk, "Ben")["spans"]) == (0, 1)


def test_the_backlog_says_how_long_work_has_waited(desk, clock):
    first, second, third = ids(desk)
    mark(desk, first)
    articles.submit(desk, first)
    clock.wait(days=5)
    articles.submit(desk, second)
    articles.submit(desk, third)
    articles.approve(desk, third)
    waiting = stats.of_project(desk, now=clock.now + timedelta(hours=1))["backlog"]
    assert (waiting["articles"], waiting["spans"]) == (2, 1)
    assert {name: many for name, many in waiting["by_age"].items() if many} == {
        "today": 1, "4–7 days": 1,
    }  # fmt: skip
    assert waiting["oldest"].startswith("2026-03-0")


def test_progress_adds_up_to_what_there_is(desk, clock):
    first, second, _ = ids(desk)
    mark(desk, first)
    clock.wait(days=1)
    mark(desk, second)
    articles.submit(desk, second)
    days = stats.of_project(desk)["progress"]
    assert days == [
        {"day": "2026-03-02", "spans": 1, "articles": 0},
        {"day": "2026-03-03", "spans": 2, "articles": 1},
    ]


def test_labels_are_counted_by_state(desk):
    first = ids(desk)[0]
    mark(desk, first)
    suggestions.judge(desk, [mark(desk, first, 2)], "rejected")
    actor = next(one for one in stats.by_label(desk) if one["label"] == "actor")
    assert (actor["accepted"], actor["suggested"], actor["rejected"]) == (1, 0, 1)


def test_an_empty_project_has_figures():
    with project.in_memory() as store:
        said = stats.of_project(store)
    assert (said["articles"], said["progress"], said["backlog"]["articles"]) == (0, [], 0)
    assert said["people"][0]["minutes_per_article"] is None


def test_what_review_corrected_is_told_of_each_person(desk):
    first = ids(desk)[0]
    made = [mark(desk, first, word) for word in range(3)]
    articles.submit(desk, first)
    desk.person = "Cleo"
    assignments.carry_out(
        desk, assignments.by_hand(desk, [first], [people.add(desk, "Cleo")], CURATOR)
    )
    review.agree(desk, made[:1])
    review.fix(desk, made[1], review.Fix(start=17))
    review.reject(desk, made[2:], "wrong label")
    ana = of(desk, "Ana")
    assert (ana["reviewed"], ana["fixed"], ana["rejected"]) == (3, 1, 1)
    assert ana["correction_rate"] == 66.7
    assert of(desk, "Cleo")["correction_rate"] is None
    labelled = {one["label"]: one for one in stats.progress_by_label(desk)}
    assert (labelled["actor"]["gold"], labelled["actor"]["open"]) == (0, 2)
    review.approve(desk, first)
    labelled = {one["label"]: one for one in stats.progress_by_label(desk)}
    assert (labelled["actor"]["gold"], labelled["actor"]["open"]) == (1, 0)
    assert (labelled["figure"]["gold"], labelled["actor"]["accepted"]) == (1, 2)


def counted(store):
    """Every number of spans that the figures tell."""
    said = stats.of_project(store)
    return {
        "all": said["spans"], "by label": sum(said["spans_by_label"].values()),
        "by state": said["spans_by_state"]["accepted"], "links": sum(said["links"].values()),
        "in the plot": sum(one["accepted"] for one in said["labels"]),
        "open": sum(one["open"] + one["gold"] for one in said["labels"]),
        "by day": said["progress"][-1]["spans"],
        "by person": sum(one["spans"] for one in said["people"]),
        "reviewed": sum(one["reviewed"] for one in said["people"]),
    }  # fmt: skip


def test_spans_of_others_are_not_counted_while_one_works_blind_on_their_article(desk):
    first, second, _ = ids(desk)
    claim = spans.mark(desk, first, 2, 49, labels.named(desk, "claim").id)
    links.add(desk, claim, [mark(desk, first)])
    made = mark(desk, second)
    articles.submit(desk, first)
    desk.person = "Cleo"
    review.agree(desk, [claim])
    every = counted(desk)
    assert every == {**dict.fromkeys(every, 3), "links": 1, "reviewed": 1}
    desk.person = "Ben"
    mark(desk, first, 2)
    own = counted(desk)
    assert own == {**dict.fromkeys(own, 2), "links": 0, "reviewed": 0}, "theirs, and of the second"
    desk.person = "Ana"
    assert counted(desk)["all"] == counted(desk)["by label"] == 4
    policies.set_blind(desk, False)
    desk.person = "Ben"
    assert counted(desk)["all"] == counted(desk)["by person"] == 4
    assert made


def test_keystrokes_that_others_saved_are_not_told_while_one_works_blind_on_their_article(desk):
    first = ids(desk)[0]
    label = labels.named(desk, "claim").id
    offered = spans.NewSpan(2, 49, label, state="suggested", origin="rule:claims@1")
    suggestions.judge(desk, spans.mark_all(desk, first, [offered], "Suggest"), "accepted")
    assert stats.of_project(desk)["keystrokes_saved"] > 0
    articles.submit(desk, first)
    desk.person = "Ben"
    mark(desk, first, 2)
    assert stats.of_project(desk)["keystrokes_saved"] == 0
