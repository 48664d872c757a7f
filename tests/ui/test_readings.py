"""Spans of several people in the reader: whose they are is said, and who sees what."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from model import articles, assignments, labels, people, spans
from ui.inspector import Inspector
from ui.status import StatusBar
from ui.theme import LIGHT

WORDS = (10, 40)


@pytest.fixture
def sheet(sample, reading):
    """The reading pane on the sample, with its labels."""
    reading.set_theme(LIGHT)
    return sample


@pytest.fixture
def two(sheet):
    """Ben and Cem have marked the same words; Ana, who has not begun, looks at them."""
    sample = sheet
    claim = labels.named(sample.project, "claim").id
    for person in ("Ben", "Cem"):
        sample.project.person = person
        spans.mark(sample.project, sample.article_id, *WORDS, claim)
        articles.submit(sample.project, sample.article_id)
    sample.project.person = "Ana"
    show_again(sample)
    return sample


def show_again(desk) -> None:
    here = desk.article_id
    desk.show(None)
    desk.show(here)


def marks(reading):
    """The tags shown under the first line of the words, and the tops of their tracks."""
    stage = reading.reader._stage  # noqa: SLF001
    found = stage.galley.paragraph(stage.page.block_at(WORDS[0])).marks
    return [(mark.tag, mark.track) for mark in found if mark.begins]


def test_words_that_two_people_marked_alike_show_one_below_the_other_with_their_signs(
    two, reading, qtbot
):
    (first, upper), (second, lower) = sorted(marks(reading), key=lambda one: one[1])
    assert [first, second] == ["CLAIM · BE", "CLAIM · CE"]
    assert lower - upper > 5
    by_ben = next(one for one in two.spans.values() if two.here.people[one.person_id] == "Ben")
    inspector, status = Inspector(two), StatusBar(two, run=print)
    qtbot.addWidget(inspector)
    qtbot.addWidget(status)
    two.choose(by_ben.id)
    inspector.refresh()
    assert inspector.span.by.text() == "Marked by Ben."
    qtbot.waitUntil(lambda: status.selection.text().startswith("claim by Ben \u2068“"))
    reading.reader.hover_span(by_ben.id)
    tip = reading.reader.viewport().toolTip()
    assert "claim by Ben" in tip
    assert "claim by Cem" in tip
    assert reading.heading.facts.text().endswith("spans of Ben, Cem")


def test_it_is_said_to_whom_an_article_is_given(sheet, reading):
    store = sheet.project
    everybody = [people.add(store, "Ben"), people.add(store, "Cem"), people.id_of("Ana")]
    for who, said in ((everybody[:2], "given to Ben and Cem"), (everybody[2:], "new")):
        assignments.carry_out(store, assignments.by_hand(store, [sheet.article_id], who))
        assert reading.heading.facts.text().endswith(said)


def test_what_the_status_bar_has_no_room_for_is_elided_and_told_by_its_tip(two, qtbot):
    status = StatusBar(two, run=print)
    qtbot.addWidget(status)
    status.resize(420, 30)
    status.show()
    two.choose(next(iter(two.spans.values())).id)
    qtbot.waitUntil(lambda: "…" in status.selection.text())
    assert f"{WORDS[0]}–{WORDS[1]}" in status.selection.toolTip()
    status.resize(1200, 30)
    qtbot.waitUntil(lambda: status.selection.text().endswith(f"{WORDS[0]}–{WORDS[1]}"))
    assert status.selection.toolTip() == ""


def test_whoever_begins_sees_their_own_spans_only_and_undo_shows_all_again(two, reading, qtbot):
    status = StatusBar(two, run=print)
    qtbot.addWidget(status)
    show_again(two)
    two.select(*WORDS)
    qtbot.keyClick(reading.reader, "1")
    assert [one.person_id for one in two.spans.values()] == [people.id_of("Ana")]
    assert [tag for tag, _ in marks(reading)] == ["CLAIM"]
    assert two.chosen in two.spans, "the new span, not Ben's or Cem's equal one"
    assert reading.heading.facts.text().endswith("your spans only, until you submit")
    qtbot.waitUntil(lambda: status.spans.text() == "1 here · 1 span")
    two.project.undo()
    assert len(two.spans) == 2
    assert sorted(tag for tag, _ in marks(reading)) == ["CLAIM · BE", "CLAIM · CE"]
    qtbot.waitUntil(lambda: status.spans.text() == "2 here · 2 spans")


@pytest.mark.parametrize("width", [1200, 500, 340])
def test_title_and_facts_share_the_line_however_narrow_it_is(two, reading, width):
    articles.change(two.project, two.article_id, title="Troops in Kursk " * 6, source="RFE/RL")
    heading = reading.heading
    reading.resize(width, 400)
    QApplication.processEvents()
    title, facts = heading.title, heading.facts
    assert title.text().startswith("Troops")
    assert facts.text().startswith("RFE/RL")
    assert title.geometry().right() < facts.geometry().left()
    assert facts.geometry().right() <= heading.width() - 8
    assert title.width() >= heading.width() // 2 - 40
    assert facts.accessibleDescription().endswith("spans of Ben, Cem")
    for label in (title, facts):
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


def test_one_person_alone_is_not_named(sheet, reading, qtbot):
    sample = sheet
    sample.select(*WORDS)
    qtbot.keyClick(reading.reader, "1")
    assert [tag for tag, _ in marks(reading)] == ["CLAIM"]
    assert "spans" not in reading.heading.facts.text()
    assert sample.here.called(sample.span, sample.labels) == "claim"


def test_gold_is_shown_to_those_who_have_submitted(two, reading):
    two.project.person = "Ben"
    articles.approve(two.project, two.article_id)
    two.project.person = "Cem"
    show_again(two)
    assert [two.project.value("SELECT name FROM person WHERE id = ?", (one.person_id,))
            for one in two.spans.values()] == ["Ben"]  # fmt: skip
    assert reading.heading.facts.text().endswith("approved work of Ben")
