"""Whoever presses the key of a dialog twice gets one dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from model import project

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = {
    "Import articles": (Qt.Key.Key_I, CTRL),
    "Open project": (Qt.Key.Key_O, CTRL),
    "Export a corpus": (Qt.Key.Key_E, CTRL),
    "Settings": (Qt.Key.Key_Comma, CTRL),
}
"""By the title of the dialog."""


@pytest.fixture
def window(window_on, tmp_path):
    path = tmp_path / "desk.attesta"
    project.create(path, person="Ana").close()
    made = window_on(path)
    made.activateWindow()
    made.reading.reader.setFocus()
    return made


def shown(window):
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def close(window):
    for one in shown(window):
        one.close()
    window.activateWindow()
    QApplication.processEvents()


@pytest.mark.parametrize("title", KEYS)
def test_two_quick_presses_of_its_key_open_a_dialog_once(window, title, qtbot):
    for _ in range(2):
        QTest.keyClick(window, *KEYS[title])
    qtbot.waitUntil(lambda: bool(shown(window)))
    qtbot.wait(300)  # what a second one would have needed to come
    assert [one.windowTitle() for one in shown(window)] == [title]
    close(window)
    QTest.keyClick(window, *KEYS[title])
    qtbot.waitUntil(lambda: [one.windowTitle() for one in shown(window)] == [title])
    close(window)


def test_asked_for_again_from_elsewhere_an_open_dialog_comes_to_the_front(window, qtbot):
    for _ in range(2):
        window.show_dialog("history")
    QApplication.processEvents()
    assert [one.windowTitle() for one in shown(window)] == ["History"]
    close(window)


def test_one_that_is_still_coming_stays_away_when_another_was_opened_meanwhile(window, qtbot):
    QTest.keyClick(window, *KEYS["Import articles"])
    QTest.keyClick(window, *KEYS["Open project"])
    qtbot.wait(300)
    assert [one.windowTitle() for one in shown(window)] == ["Open project"]
    close(window)
