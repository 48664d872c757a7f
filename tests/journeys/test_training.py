"""A training beside the window: out of the way, still going on, and shown when asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from model import articles, labels, project, spans
from model.drafts import Draft
from model.spans import NewSpan
from ui import dialogs
from ui.beside import STAY
from ui.models import GOES_ON, GONE, LEAVING, STOPPED, TRAINED, ModelsDialog

PATIENCE = 60_000


@pytest.fixture
def window(make_window, tmp_path):
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        figure = labels.named(store, "figure").id
        new = [Draft(text=f"Police counted {100 + n} cars.", title=f"{n}") for n in range(12)]
        for article in articles.add(store, new).new:
            spans.mark_all(store, article, [NewSpan(15, 23, figure)], "Mark")
            articles.submit(store, article)
            articles.approve(store, article)
        articles.add(store, [Draft(text="Then 9 trucks went.", title="Open")])
    made = make_window()
    made.projects.open(path)
    return made


def shown(window):
    dialogs.show(window, "models")
    [dialog] = [one for one in window.findChildren(ModelsDialog) if one.isVisible()]
    return dialog


def test_a_training_that_was_left_is_found_again(window, qtbot):
    dialog = shown(window)
    qtbot.waitUntil(dialog.train_button.isEnabled, timeout=PATIENCE)
    dialog.train_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    store = window.desk.project
    assert spans.mark(store, window.desk.article_id, 5, 13, labels.named(store, "figure").id)
    again = shown(window)
    assert again is dialog
    again.close_button.click()
    assert again.said.text() == STOPPED
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert shown(window) is not again


def trains(window, qtbot, steps=2000):
    """The dialog, out of the way, while it trains."""
    dialog = shown(window)
    qtbot.waitUntil(dialog.train_button.isEnabled, timeout=PATIENCE)
    dialog.steps.setValue(steps)
    dialog.train_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    return dialog


def messages(window):
    return [one.text.text() for one in window.messages.shown]


def asked(window):
    """The question that is open, and its buttons by their words."""
    [box] = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    return box, {one.text(): one for one in box.buttons()}


def test_who_closes_the_window_over_a_training_is_asked_first(window, qtbot):
    dialog = trains(window, qtbot)
    window.close()
    assert window.isVisible()
    box, buttons = asked(window)
    assert box.text() == LEAVING
    assert box.defaultButton().text() == STAY
    window.close()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (window.isVisible(), dialog.running) == (True, True)
    window.close()
    _, buttons = asked(window)
    buttons["Stop and close"].click()
    assert (window.isVisible(), dialog.running) == (False, False)


def test_without_a_training_the_window_closes_at_once(window, qtbot):
    shown(window)
    window.close()
    assert not window.isVisible()


def test_what_a_training_out_of_sight_has_brought_is_told_with_a_button_to_it(window, qtbot):
    dialog = trains(window, qtbot, steps=10)
    assert messages(window) == [GOES_ON]
    qtbot.waitUntil(lambda: not dialog.running, timeout=2 * PATIENCE)
    [message] = window.messages.shown
    assert message.text.text().startswith(TRAINED)
    message.button.click()
    assert shown(window) is dialog
    assert dialog.list.currentRow() == 1
    assert dialog.said.text().startswith(TRAINED)
    assert messages(window) == []


def test_a_training_that_ends_with_its_project_says_so(window, qtbot):
    dialog = trains(window, qtbot)
    window.projects.close()
    assert not dialog.running
    assert messages(window) == [GONE]


def test_a_project_that_is_only_lent_does_not_end_a_training(window, qtbot):
    dialog = trains(window, qtbot)
    path = window.desk.project.path
    window.projects.lend()
    assert dialog.running
    window.projects.take_back(path, None, lambda: None, examined=True)
    qtbot.waitUntil(lambda: window.desk.store is not None)
    assert dialog.running
    dialog.stop_work()
