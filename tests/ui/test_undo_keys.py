"""Ctrl+Z takes back what one did last; the suggestions that came by themselves are not that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model import articles, labels, project, spans
from model.drafts import Draft
from tests.ui.asking import PATIENCE, TEXT, waiting

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def actions(reading):
    return reading.window().actions_


def press(reading, key, modifiers):
    QTest.keyClick(reading.reader, key, modifiers)


def opened(qtbot, keeper, desk, article_id):
    """Show an article and wait until its suggestions have come; what they are."""
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        desk.show(article_id)
    assert "45,000 troops" in waiting(desk)
    return waiting(desk)


def test_after_an_import_it_takes_back_the_import(qtbot, reading, actions, keeper, sample):
    before = sorted(articles.states(sample.project))
    new = articles.add(sample.project, [Draft(text=TEXT, title="Two")]).new[0]
    found = opened(qtbot, keeper, sample, new)
    assert actions["undo"].text() == "Undo Import articles"
    press(reading, Key.Key_Z, CTRL)
    assert sorted(articles.states(sample.project)) == before
    assert actions["redo"].text() == "Redo Import articles"
    press(reading, Key.Key_Z, CTRL | SHIFT)
    sample.show(new)
    assert waiting(sample) == found


def test_it_takes_back_a_mark_and_leaves_suggestions_that_came_since(
    qtbot, reading, keeper, sample
):
    one, other = articles.add(sample.project, [
        Draft(text=TEXT, title="Two"), Draft(text=f"{TEXT} Again.", title="Three"),
    ]).new  # fmt: skip
    spans.mark(sample.project, one, 0, 4, labels.named(sample.project, "actor").id)
    found = opened(qtbot, keeper, sample, other)
    press(reading, Key.Key_Z, CTRL)
    assert spans.of_article(sample.project, one) == []
    sample.show(other)
    assert waiting(sample) == found


def test_it_takes_back_the_suggestions_that_one_has_asked_for(
    qtbot, reading, actions, keeper, sample
):
    sample.settings.set(suggest=False)
    sample.show(articles.add(sample.project, [Draft(text=TEXT, title="Two")]).new[0])
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        sample.suggestions_wanted.emit()
    assert waiting(sample)
    assert actions["undo"].text() == "Undo Suggest spans"
    press(reading, Key.Key_Z, CTRL)
    assert waiting(sample) == []


def test_the_last_article_undone_by_its_key_comes_back_by_its_key(qtbot, window_on, tmp_path):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft(text=TEXT, title="Two")])
    window = window_on(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.reading.reader.setFocus()
    QTest.keyClick(window.focusWidget(), Key.Key_U)
    assert window.desk.article is None
    assert window.focusWidget() is window.reading.empty
    QTest.keyClick(window.focusWidget(), Key.Key_U, SHIFT)
    assert articles.states(window.desk.project)
    window.focus_pane("library")
    window.desk.show(articles.first(window.desk.project))
    assert window.focusWidget() is window.library.list, "what comes does not take the keys"
    window.focus_pane("reader")
    assert window.focusWidget() is window.reading.reader
