"""Sizes and clocks that nobody expects (T33, T41): imported, opened, marked, exported, undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from model import (
    articles,
    check,
    corpus,
    exporting,
    labels,
    people,
    project,
    spans,
    stats,
    worklog,
)
from model.drafts import Draft
from model.errors import UserError

pytestmark = pytest.mark.faults


def exported(path, format_, target):
    with project.frozen(path) as store:
        found = corpus.stream(store, corpus.Selection(spans="all"))
        return exporting.export(found, format_, target)


@pytest.mark.parametrize(
    ("characters", "many"),
    [(20_000, 2_000), pytest.param(1_200_000, 50_000, marks=pytest.mark.slow)],
)
def test_a_very_large_article_with_very_many_spans(make_window, tmp_path, characters, many):
    path = tmp_path / "Desk.attesta"
    text = ("Kyiv said 💩 45,000 came. " * (characters // 25))[:characters]
    with project.create(path, person=project.default_person()) as store:
        (there,) = articles.add(store, [Draft(text, "Large")]).new
        known = [label.id for label in labels.every(store)]
        step = characters // many
        new = (spans.NewSpan(n * step, n * step + 4, known[n % 4]) for n in range(many))
        spans.mark_all(store, there, new, "Mark very many")
    assert exported(path, "jsonl", tmp_path / "out.jsonl").spans == many
    assert exported(path, "spacy", tmp_path / "out").spans > many / 10, "the rest cut its tokens"
    window = make_window()
    window.projects.open(path)
    desk = window.desk
    assert len(desk.spans) == many
    desk.select(characters - 9, characters - 5)
    window.actions_.run("mark.1")
    assert desk.span.end == characters - 5
    articles.submit(desk.project, there)
    desk.project.undo()
    desk.project.undo()
    window.close()
    with project.open_(path) as store:
        assert check.project(store) == []
        assert articles.one(store, there).spans == many


@pytest.mark.parametrize("text", ["", " \n\t\u00a0", "\ufeff"])
def test_an_article_of_nothing_is_refused_by_name(text):
    with project.in_memory() as store:
        with pytest.raises(UserError, match="“Nothing” holds no text"):
            articles.add(store, [Draft(text, "Nothing")])
        assert articles.every(store) == []


def test_a_project_whose_labels_are_all_retired_is_read_and_exported(make_window, tmp_path):
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        (there,) = articles.add(store, [Draft("Kyiv said so.", "Short")]).new
        spans.mark(store, there, 0, 4, labels.named(store, "actor").id)
        for label in labels.every(store):
            labels.retire(store, label.id)
    window = make_window()
    window.projects.open(path)
    assert len(window.desk.spans) == 1
    window.desk.select(5, 9)
    for key in "1234":
        window.actions_.run(f"mark.{key}")
    assert len(window.desk.spans) == 1
    window.close()
    assert exported(path, "jsonl", tmp_path / "out.jsonl").spans == 1


def test_a_clock_that_jumps_years_keeps_order_and_counts_no_negative_time(tmp_path):
    path, now = tmp_path / "Desk.attesta", [datetime(2024, 11, 6, 12, tzinfo=UTC)]
    project.create(path, person="Ana").close()
    with project.open_(path, person="Ana", clock=lambda: now[0]) as store:
        (there,) = articles.add(store, [Draft("Kyiv said so. " * 9, "a")]).new
        actor = labels.named(store, "actor").id
        jumps = (timedelta(minutes=1), timedelta(days=-400), timedelta(days=4000),
                 timedelta(days=-8000), timedelta(seconds=20))  # fmt: skip
        for start, jump in enumerate(jumps):
            now[0] += jump
            spans.mark(store, there, start, start + 4, actor)
        moments = [row["at"] for row in store.rows("SELECT at FROM edit ORDER BY position")]
        assert moments == sorted(moments)
        work = worklog.by_person(store)[people.id_of("Ana")]
        assert all(seconds >= 0 for seconds in work.seconds.values())
        assert stats.of_project(store, now=now[0])["backlog"]["articles"] == 0
        assert check.project(store) == []
        while store.undo() is not None:
            pass
        assert articles.every(store) == []
