"""The command palette: found by a few letters, run by Enter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui import fuzzy
from ui.palette import CommandPalette

ROWS = (
    ("Undo Mark claim", "Edit", "Ctrl+Z", True), ("Redo", "Edit", "Ctrl+Y", False),
    ("Mark all matches", "Mark", "M", True), ("Labels…", "Project", "Ctrl+L", True),
    ("Next unfinished article", "Go", "Ctrl+Down", True), ("Search && find", "Edit", "", True),
)  # fmt: skip


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def ran():
    return []


@pytest.fixture
def opened(window, ran):
    def open_(**more):
        actions = []
        for text, menu, keys, enabled in ROWS:
            action = QAction(text, window)
            action.setProperty("menu", menu)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(enabled)
            action.triggered.connect(lambda _=False, text=text: ran.append(text))
            actions.append(action)
        palette = CommandPalette(actions, window, **more)
        palette.open()
        return palette

    return open_


def shown(palette):
    return [row.text for row in palette.rows.rows]


def test_it_lists_everything_and_what_cannot_be_done_last(opened):
    palette = opened()
    assert set(shown(palette)) == {text.replace("&&", "&") for text, *_ in ROWS}
    assert shown(palette)[-1] == "Redo"
    assert palette.line.hasFocus()


def test_a_few_letters_find_a_command_and_enter_runs_it(opened, ran, qtbot):
    palette = opened()
    QTest.keyClicks(palette.line, "mam")
    assert shown(palette)[0] == "Mark all matches"
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ran == ["Mark all matches"])
    assert not isValid(palette)


def test_the_matched_letters_are_known_for_painting(opened):
    palette = opened()
    palette.line.setText("lab")
    row = palette.rows.rows[0]
    assert (row.text, row.at, row.keys, row.menu) == ("Labels…", (0, 1, 2), "Ctrl+L", "Project")


def test_arrows_go_round_and_skip_what_cannot_be_done(opened, ran, qtbot):
    palette = opened()
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.rows.rows[palette.list.currentIndex().row()].text == "Search & find"
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    chosen = shown(palette)[1]
    QTest.keyClick(palette.line, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: ran == [chosen])


def test_what_cannot_be_done_does_not_run(opened, ran, qtbot):
    palette = opened()
    palette.line.setText("redo")
    assert shown(palette) == ["Redo"]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert ran == []


def test_escape_closes_and_runs_nothing(opened, ran):
    palette = opened()
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert ran == []


def test_nothing_found_is_said(opened):
    palette = opened()
    palette.line.setText("zzzz")
    assert shown(palette) == []
    assert not palette.list.isVisible()
    assert palette.nothing.isVisible()


def test_an_at_sign_finds_articles_by_title(opened, qtbot):
    gone = []
    titles = [
        ("Kursk <b>troops</b>", lambda: gone.append(1)),
        ("Elections", lambda: gone.append(2)),
    ]
    palette = opened(articles=lambda: titles)
    QTest.keyClicks(palette.line, "@kur")
    assert shown(palette) == ["Kursk <b>troops</b>"]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: gone == [1])


def test_ten_thousand_titles_are_asked_for_once_and_cut(opened):
    asked = []

    def titles():
        asked.append(1)
        return [(f"Article {number}", lambda: None) for number in range(10_000)]

    palette = opened(articles=titles)
    for query in ("@", "@a", "@ar", "@article 9999"):
        palette.line.setText(query)
    assert asked == [1]
    assert shown(palette)[0] == "Article 9999"


def test_it_is_painted_with_hostile_titles(opened):
    title = "<img src=x> & \u202e reversed \U0001f680 " + "long " * 60
    palette = opened(articles=lambda: [(title, lambda: None)])
    palette.line.setText("@long")
    assert not palette.grab().isNull()


def test_a_command_comes_before_what_undoes_it():
    ranked = [fuzzy.match("clear", text).score for text in ("Clear the suggestions that were made "
              "here", "Undo Clear suggestions")]  # fmt: skip
    assert ranked[0] > ranked[1]


def test_a_word_start_beats_the_middle_of_a_word():
    assert fuzzy.match("le", "Link edge").score > fuzzy.match("le", "Articles").score
    assert fuzzy.match("label", "Labels").score > fuzzy.match("label", "Relabel it").score
    assert fuzzy.match("xyz", "Labels") is None


@given(st.text(max_size=20), st.text(max_size=60))
def test_what_matches_is_in_the_text_in_order(query, text):
    found = fuzzy.match(query, text)
    if found is not None:
        assert list(found.at) == sorted(set(found.at))
        assert all(0 <= place < len(text) for place in found.at)


@given(st.text(min_size=1, max_size=40))
def test_a_text_is_found_by_itself(text):
    assert fuzzy.match(text, text) is not None
