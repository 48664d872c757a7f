"""Submitting by key: what may be forgotten is told once, and finished work is locked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model import articles, assignments, labels, people, spans
from model.drafts import Draft
from ui.submitting import SubmitStrip

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def told(desk):
    found = []
    desk.told.connect(found.append)
    return found


@pytest.fixture
def strip(desk, reading):
    made = SubmitStrip(desk)
    reading.add_below(made)
    reading.window().actions_.attach("annotate", reading)
    return made


@pytest.fixture
def press(reading, qtbot):
    def pressed(key, modifiers=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget() or reading.reader, key, modifiers)
        QApplication.processEvents()

    return pressed


@pytest.fixture
def careless(sample):
    """A claim without an actor and a figure without a value, in that order."""
    by = {label.name: label.id for label in labels.every(sample.project)}
    return [
        spans.mark(sample.project, sample.article_id, *place, by[name])
        for place, name in (((0, 131), "claim"), ((18, 36), "figure"))
    ]


def rows(strip):
    return [strip.list.item(row).text() for row in range(strip.list.count())]


def test_work_without_gaps_is_submitted_at_once(sample, strip, press):
    press(Key.Key_Return, CTRL)
    assert sample.article.state == "submitted"
    assert not strip.isVisible()


def test_what_may_be_forgotten_is_told_and_the_same_key_submits_anyway(
    sample, careless, strip, press
):
    press(Key.Key_Return, CTRL)
    assert sample.article.state == "in progress"
    assert [text.split(":")[0] for text in rows(strip)] == [
        "claim without an actor", "figure without a value",
    ]  # fmt: skip
    assert "1 claim has no actor" in strip.heading.text()
    press(Key.Key_Return, CTRL)
    assert sample.article.state == "submitted"
    assert not strip.isVisible()


def test_verified_words_without_a_stance_are_told(sample, strip, press):
    verified = labels.named(sample.project, "verified").id
    span = spans.mark(sample.project, sample.article_id, 0, 6, verified)
    press(Key.Key_Return, CTRL)
    assert rows(strip) == ["verified span without a stance:  Russia"]
    assert "1 verified span has no stance" in strip.heading.text()
    spans.set_attributes(sample.project, span, {"stance": "disputed"})
    assert rows(strip) == []


def test_the_keys_of_the_strip_can_be_read_in_a_narrow_window(
    sample, careless, strip, press, reading
):
    reading.window().resize(560, 700)
    press(Key.Key_Return, CTRL)
    QApplication.processEvents()
    for shown in (strip.heading, strip.hint):
        measured = shown.fontMetrics().boundingRect(
            0, 0, shown.width(), 1000, Qt.TextFlag.TextWordWrap, shown.text()
        )
        assert measured.width() <= shown.width()
        assert measured.height() <= shown.height()
    assert strip.hint.y() > strip.heading.y()


def test_keys_go_to_what_is_forgotten_and_mending_it_takes_it_off_the_list(
    sample, careless, strip, press, reading
):
    press(Key.Key_Return, CTRL)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert sample.chosen == careless[1]
    reading.reader.setFocus()
    press(Key.Key_F8)
    assert sample.chosen == careless[0]
    spans.set_attributes(sample.project, careless[1], {"value": 11000})
    assert len(rows(strip)) == 1
    press(Key.Key_Delete)
    assert rows(strip) == []
    assert "Nothing is forgotten now" in strip.hint.text()
    press(Key.Key_Return, CTRL)
    assert sample.article.state == "submitted"


def test_escape_in_the_list_is_not_now(sample, careless, strip, press):
    press(Key.Key_Return, CTRL)
    press(Key.Key_Escape)
    assert not strip.isVisible()
    assert sample.article.state == "in progress"


def test_finished_work_is_locked_until_it_is_reopened(
    sample, careless, press, reading, strip, told
):
    claim = careless[0]
    articles.submit(sample.project, sample.article_id)
    sample.choose(claim)
    for key in (Key.Key_3, Key.Key_Delete):
        press(key)
    press(Key.Key_BracketRight)
    press(Key.Key_Right)
    assert len(sample.spans) == 2
    assert (sample.spans[claim].end, sample.role(sample.spans[claim])) == (131, "claim")
    assert sample.article.state == "submitted"
    assert {(notice.kind, notice.action) for notice in told} == {("info", "article.reopen")}
    press(Key.Key_R, CTRL)
    press(Key.Key_Delete)
    assert claim not in sample.spans
    assert sample.article.state == "in progress"


def test_whoever_is_through_is_not_told_that_an_article_is_left(sample, strip, press, told):
    store = sample.project
    other = articles.add(store, [Draft("Kyiv denied it.", "Denial")]).new
    ben = people.add(store, "Ben")
    assignments.carry_out(store, assignments.by_hand(store, other, [ben]))
    press(Key.Key_Return, CTRL)
    assert "Nothing more waits for you" in told[-1].text
    store.person = "Ben"
    articles.submit(store, other[0])
    press(Key.Key_Down, CTRL)
    assert told[-1].text == "Every article is finished."
