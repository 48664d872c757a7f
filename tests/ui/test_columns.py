"""A narrow window: panes give way to the article, can be asked for, and come back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from model import project
from tests import gold as gold_file
from ui.columns import ARTICLE, LIBRARY, SIDE, shares, that_fit
from ui.tools import LONG

LEAST = {LIBRARY: 147, SIDE: 278}
KEPT = {LIBRARY: 210, ARTICLE: 600, SIDE: 500}
READABLE = 400


@pytest.fixture
def window(window_on, tmp_path):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        gold_file.load(store)
    return window_on(path)


def resize(window, width):
    window.resize(width, 740)
    QApplication.processEvents()
    assert window.width() == width


def seen(window):
    return [name for name in window.annotate.panes if window.annotate.panes[name].isVisible()]


def article_width(window):
    return window.annotate.slots["reading"].width()


def widths(window):
    columns = (window.annotate.panes["library"], window.annotate.slots["reading"],
               window.annotate.side)  # fmt: skip
    return [column.width() for column in columns]


def test_in_half_a_small_screen_the_library_gives_way_to_the_article(window):
    resize(window, 683)
    assert seen(window) == ["claims", "inspector"]
    assert article_width(window) >= READABLE


def test_what_gave_way_comes_back_as_wide_as_it_was(window):
    resize(window, 1366)
    window.annotate.setSizes([190, 640, 520])
    QApplication.processEvents()
    before = widths(window)
    for narrow in (900, 683, 520, 700):
        resize(window, narrow)
        assert article_width(window) >= READABLE
    resize(window, 1366)
    assert widths(window) == before
    assert seen(window) == ["library", "claims", "inspector"]


def test_a_pane_that_gave_way_comes_by_its_keys_and_another_gives_way(window, qtbot):
    resize(window, 683)
    qtbot.keyClick(window.reading.reader, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert seen(window) == ["library"]
    assert window.library.list.hasFocus()
    assert article_width(window) >= READABLE
    qtbot.keyClick(window.library.list, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert seen(window) == ["claims", "inspector"]
    assert window.claims.table.hasFocus()


def test_a_pane_that_gave_way_is_a_button_above_the_article(window, qtbot):
    resize(window, 683)
    found = window.annotate.findChildren(QToolButton)
    button = next(one for one in found if one.text() == "Library" and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen(window) == ["library"]
    assert not button.isVisible()
    resize(window, 1366)
    assert not any(one.isVisible() for one in found if one.text() in ("Library", "Claims"))


def test_the_menu_ticks_what_is_to_be_seen(window):
    resize(window, 1366)
    assert window.actions_["view.library"].isChecked()
    resize(window, 683)
    assert not window.actions_["view.library"].isChecked()
    window.actions_.run("view.library")
    assert seen(window) == ["library"]


def test_keys_go_to_the_article_when_their_pane_gives_way(window):
    resize(window, 1366)
    window.library.list.setFocus()
    resize(window, 683)
    assert window.reading.reader.hasFocus()


def test_closing_the_window_while_it_is_narrow_loses_no_pane(window, window_on):
    resize(window, 1366)
    window.annotate.setSizes([190, 640, 520])
    path = window.desk.project.path
    resize(window, 683)
    window.close()
    again = window_on(path)
    resize(again, 1366)
    assert seen(again) == ["library", "claims", "inspector"]
    assert again.annotate.sizes() == [190, 640, 520]


def test_an_article_that_was_set_narrow_stays_so_only_in_that_window(window):
    resize(window, 1366)
    window.annotate.setSizes([210, 336, 810])
    QApplication.processEvents()
    assert widths(window) == [210, 336, 810]
    resize(window, 1000)
    assert article_width(window) >= READABLE
    resize(window, 1366)
    assert widths(window) == [210, 336, 810]


def test_a_pane_that_was_closed_stays_closed_however_wide_the_window(window):
    resize(window, 1366)
    window.toggle_pane("library")
    for width in (683, 1366):
        resize(window, width)
        assert "library" not in seen(window)
        assert sum(widths(window)[1:]) + window.annotate.handleWidth() == width


@pytest.mark.parametrize("asked", ["", LIBRARY, SIDE])
def test_the_columns_fill_the_room_and_leave_the_article_what_it_needs(asked):
    for width in range(520, 2000):
        shown = that_fit(width, {LIBRARY, SIDE}, LEAST, 5, asked)
        room = width - 5 * (len(shown) - 1)
        given = shares(room, shown, KEPT, LEAST)
        assert sum(given.values()) == room
        assert given.keys() == shown
        assert given[ARTICLE] >= READABLE or (asked == SIDE and width < 683) or width < 552
        assert all(given[name] >= LEAST[name] for name in shown - {ARTICLE})


def test_every_tool_and_workspace_has_room_in_half_a_small_screen(window):
    tools, workspaces = window.tools.switcher.parentWidget(), window.tools.switcher.buttons
    for width, named in ((1366, True), (683, False)):
        resize(window, width)
        more = tools.findChild(QToolButton, "qt_toolbar_ext_button")
        assert not more.isVisible()
        assert all(button.isVisible() for button in workspaces)
        assert window.tools.switcher.geometry().right() <= width
        is_named = [button.toolButtonStyle() == LONG for button in workspaces]
        assert is_named == [named] * len(workspaces)
        assert all(button.toolTip() and button.defaultAction().text() for button in workspaces)
