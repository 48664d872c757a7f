"""The workspaces: keys that switch, pages made late, and nothing done to what cannot be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model.settings import Settings
from ui.desk import Desk
from ui.window import Window

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_window(qtbot):
    made = []

    def open_one():
        window = Window(Desk(Settings()))
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.projects.open_sample()
        QApplication.processEvents()
        made.append(window)
        return window

    yield open_one
    for window in made:
        window.close()


def press(qtbot, key, modifiers=CTRL):
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


def test_keys_switch_and_the_page_gets_the_focus(open_window, qtbot):
    window = open_window()
    assert list(window.workspaces.pages) == ["annotate"]
    for key, name in ((Key.Key_2, "review"), (Key.Key_3, "corpus"), (Key.Key_1, "annotate")):
        press(qtbot, key)
        assert window.workspaces.shown == name
        page = window.workspaces.pages[name]
        assert page is QApplication.focusWidget() or page.isAncestorOf(QApplication.focusWidget())
        assert window.actions_[f"workspace.{name}"].isChecked()


def test_what_is_out_of_sight_is_left_alone(open_window, qtbot):
    window = open_window()
    window.desk.select(0, 6)
    press(qtbot, Key.Key_3)
    press(qtbot, Key.Key_1, Qt.KeyboardModifier.NoModifier)
    press(qtbot, Key.Key_Return)
    window.actions_.run("mark.1")
    assert window.desk.spans == {}
    assert window.desk.article.state == "new"
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_1, Qt.KeyboardModifier.NoModifier)
    assert [span.quote for span in window.desk.spans.values()] == ["Russia"]


def test_a_key_of_a_pane_brings_its_workspace_back(open_window, qtbot):
    window = open_window()
    press(qtbot, Key.Key_3)
    press(qtbot, Key.Key_F)
    assert window.workspaces.shown == "annotate"
    assert QApplication.focusWidget() is window.library.search


def test_the_workspace_is_there_again_at_the_next_start(open_window, qtbot):
    window = open_window()
    press(qtbot, Key.Key_3)
    window.close()
    assert open_window().workspaces.shown == "corpus"


@pytest.mark.parametrize("name", ["dashboard", "concordance", "consistency", "agreement"])
def test_a_part_that_is_asked_for_by_name_has_the_keys(open_window, qtbot, name):
    window = open_window()
    window.actions_.run("concordance")
    window.focus_pane(name)
    QApplication.processEvents()
    page = window.workspaces.pages["corpus"]
    part = page.parts[name]
    assert page.tabs.tabText(page.tabs.currentIndex()) == name.capitalize()
    focused = QApplication.focusWidget()
    assert focused is part or part.isAncestorOf(focused)


def test_a_tab_that_is_clicked_gives_the_keys_to_what_it_shows(open_window, qtbot):
    window = open_window()
    press(qtbot, Key.Key_3)
    page = window.workspaces.pages["corpus"]
    bar = page.tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    qtbot.waitUntil(lambda: page.parts["concordance"].form.text.hasFocus())
    press(qtbot, Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert bar.hasFocus()
    press(qtbot, Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    assert bar.hasFocus()
    press(qtbot, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert page.parts["consistency"].button.hasFocus()


def test_the_keys_come_back_to_where_they_were_in_a_list(open_window, qtbot):
    window = open_window()
    window.actions_.run("concordance")
    part = window.workspaces.pages["corpus"].parts["concordance"]
    part.form.look_for("Kursk")
    qtbot.waitUntil(lambda: len(part.model.rows) > 2)
    part.table.go_first()
    press(qtbot, Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    press(qtbot, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert window.workspaces.shown == "annotate"
    press(qtbot, Key.Key_3)
    assert part.table.hasFocus()
    assert part.table.currentIndex().row() == 1
    window.actions_.run("concordance")
    assert part.form.text.hasFocus()


def test_the_status_bar_speaks_of_what_corpus_shows_and_of_the_article_again(open_window, qtbot):
    window = open_window()
    status, no = window.statusBar(), Qt.KeyboardModifier.NoModifier

    def says(text):
        qtbot.waitUntil(lambda: status.selection.text().replace("\u2068", "").replace(
            "\u2069", "") == text)  # fmt: skip

    window.desk.select(0, 6)
    says("“Russia” 0–6, 6 characters")
    qtbot.waitUntil(lambda: status.spans.text() == "0 here · 0 spans")
    press(qtbot, Key.Key_3)
    says("The whole project: 1 article")
    assert status.spans.text() == "0 spans"
    window.focus_pane("consistency")
    says("Consistency: nothing is listed yet")
    window.actions_.run("concordance")
    part = window.workspaces.pages["corpus"].parts["concordance"]
    part.form.look_for("Syrskiy")
    qtbot.waitUntil(lambda: not part.work.running)
    many = len(part.model.rows)
    says(f"{many} places · 0 ticked")
    part.table.go_first()
    hit = part.model.rows[0].hit
    says(f"Place 1 of {many}: “Syrskiy” {hit.start}–{hit.end} in “{hit.article}” · 0 ticked")
    press(qtbot, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Key.Key_Space, no)
    says(f"2 of {many} places selected · 2 ticked")
    press(qtbot, Key.Key_1)
    says("“Russia” 0–6, 6 characters")
    assert status.spans.text() == "0 here · 0 spans"


def test_a_menu_shows_which_switches_are_on(open_window):
    window = open_window()
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Suggest")
    switch = window.actions_["suggest.after"]
    window.actions_.complete()
    menu.popup(window.pos())

    def look():
        return menu.grab(menu.actionGeometry(switch)).toImage()

    off = look()
    switch.setChecked(True)
    assert look() != off
    menu.close()
