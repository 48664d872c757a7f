"""Very many places changed from their list: the window lives, and the list stays what it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from model import articles, project, spans
from model.drafts import Draft
from ui import places_acting
from ui.places_dialog import PlacesDialog

Key = Qt.Key
PATIENCE = 60_000


@pytest.fixture
def window(qtbot, window_on, tmp_path, monkeypatch):
    """The concordance of a word in forty articles, all of it ticked; more than ten are many."""
    monkeypatch.setattr(places_acting, "AT_ONCE", 10)
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft(f"{n}: Kyiv said so.", f"Nr {n}") for n in range(40)])
    made = window_on(path)
    made.activateWindow()
    made.workspaces.show_part("concordance")
    kwic = list_of(made)
    kwic.form.look_for("Kyiv")
    qtbot.waitUntil(lambda: not kwic.work.running)
    kwic.table.go_first()
    kwic.model.tick_all(True)
    return made


def list_of(window):
    return window.workspaces.pages["corpus"].parts["concordance"]


def dialog_of(window):
    return window.findChildren(PlacesDialog)[-1]


def back(qtbot, window):
    """The project was lent, and is here again."""
    qtbot.waitUntil(lambda: window.projects.lent)
    assert window.desk.store is None
    qtbot.waitUntil(lambda: not window.projects.lent, timeout=PATIENCE)


def said(window):
    """What was told last."""
    return window.told[-1].text if window.told else ""


def carried(window):
    kwic = list_of(window)
    at = next(n for n, one in enumerate(kwic.model.columns, 1) if one.key == "label")
    return [kwic.model.index(row, at).data() for row in range(kwic.model.rowCount())]


def marked(window):
    store = window.desk.project
    return sum(len(spans.of_article(store, one.id)) for one in articles.every(store))


def test_many_places_are_labelled_beside_the_window_and_stay_listed(window, qtbot):
    kwic = list_of(window)
    for _ in range(3):
        qtbot.keyClick(kwic.table, Key.Key_Down)
    qtbot.keyClick(kwic.table, Key.Key_3)
    assert dialog_of(window).isModal()
    assert "40 places" in dialog_of(window).said.text()
    back(qtbot, window)
    assert marked(window) == 40
    qtbot.waitUntil(lambda: carried(window) == ["actor"] * 40)
    assert window.told[-1].text == "Labelled 40 places in 40 articles."
    assert (kwic.model.many_chosen, kwic.table.currentIndex().row()) == (40, 3)
    assert window.focusWidget() is kwic.table
    assert len(window.desk.project.history.done) == 2
    window.desk.project.undo()
    qtbot.waitUntil(lambda: carried(window) == [""] * 40)
    assert marked(window) == 0


def test_cancel_leaves_every_place_as_it_was(window, qtbot):
    qtbot.keyClick(list_of(window).table, Key.Key_3)
    qtbot.waitUntil(lambda: window.projects.lent)
    dialog_of(window).cancel_button.click()
    back(qtbot, window)
    assert (marked(window), carried(window)) == (0, [""] * 40)
    assert window.told[-1].text == "Stopped. Everything is as it was."
    assert list_of(window).model.many_chosen == 40


def test_cancel_before_anything_is_begun_leaves_every_place_as_it_was(window, qtbot):
    qtbot.keyClick(list_of(window).table, Key.Key_3)
    dialog_of(window).cancel_button.click()
    assert window.told[-1].text == "Stopped. Everything is as it was."
    qtbot.waitUntil(lambda: window.focusWidget() is list_of(window).table)
    assert (window.projects.lent, marked(window)) == (False, 0)
    assert list_of(window).model.many_chosen == 40


def test_what_cannot_be_written_down_is_said_and_nothing_is_begun(window, qtbot):
    qtbot.keyClick(list_of(window).table, Key.Key_3)
    Path(dialog_of(window)._folder.name).rmdir()  # noqa: SLF001
    qtbot.waitUntil(lambda: "could not be written down" in said(window))
    assert "Everything is as it was." in window.told[-1].text
    assert (window.projects.lent, marked(window)) == (False, 0)


def test_few_places_are_labelled_at_once(window, qtbot):
    kwic = list_of(window)
    kwic.model.tick_all(False)
    kwic.model.toggle(range(10))
    qtbot.keyClick(kwic.table, Key.Key_3)
    assert marked(window) == 10


def test_a_search_that_goes_on_is_begun_again_when_the_project_is_back(window, qtbot):
    kwic = list_of(window)
    path = window.desk.project.path
    kwic.form.look_for("said")
    assert kwic.work.running
    window.projects.lend()
    assert not kwic.work.running
    window.projects.take_back(path, None, lambda: None, examined=True)
    qtbot.waitUntil(lambda: len(kwic.model.rows) == 40 and not kwic.work.running)
    assert kwic.model.rows[0].hit.words == "said"
