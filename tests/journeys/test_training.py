"""A training beside the window: out of the way, still going on, and shown when asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model import articles, labels, project, spans
from model.articles import NewArticle
from model.spans import NewSpan
from ui import dialogs
from ui.models import STOPPED, ModelsDialog

PATIENCE = 60_000


@pytest.fixture
def window(make_window, tmp_path):
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        figure = labels.named(store, "figure").id
        new = [NewArticle(text=f"Police counted {100 + n} cars.", title=f"{n}") for n in range(12)]
        for article in articles.add(store, new).new:
            spans.mark_all(store, article, [NewSpan(15, 23, figure)], "Mark")
            articles.submit(store, article)
            articles.approve(store, article)
        articles.add(store, [NewArticle(text="Then 9 trucks went.", title="Open")])
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
