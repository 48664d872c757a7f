"""The shortcut sheet: all keys by menu, from the rows that fire them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from ui.commands import COMMANDS
from ui.sheet import ShortcutSheet, lines


@pytest.fixture
def actions(desk):
    made = []
    for command in COMMANDS:
        text = command.text if isinstance(command.text, str) else command.text(desk)
        action = QAction(text.replace("&", "&&"), desk)
        action.setObjectName(command.id)
        action.setProperty("menu", command.menu)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        made.append(action)
    return made


@pytest.fixture
def sheet(actions, qtbot):
    made = ShortcutSheet(actions)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(sheet):
    QApplication.processEvents()
    return [label.text() for label in sheet.findChildren(QLabel) if not label.isHidden()]


def test_every_key_of_the_command_table_is_on_the_sheet(sheet):
    listed = {keys for line in sheet.shown for keys in line.keys}
    native = QKeySequence.SequenceFormat.NativeText
    wanted = {QKeySequence(keys).toString(native) for one in COMMANDS for keys in one.keys}
    assert listed == wanted
    assert wanted <= set(texts(sheet))


def test_a_second_key_stands_with_its_command(actions):
    undo = next(line for line in lines(actions) if line.text.startswith("Undo"))
    assert set(undo.keys) == {"Ctrl+Z", "U"}
    assert undo.menu == "Edit"


def test_it_is_searched_by_words_and_by_keys(sheet):
    QTest.keyClicks(sheet.search, "ctrl+k")
    assert [line.text for line in sheet.shown] == ["All commands…"]
    sheet.search.setText("label tags settings nothing")
    assert sheet.shown == []
    assert "No command is called like that." in texts(sheet)
    sheet.search.setText("reject")
    assert [line.text for line in sheet.shown] == ["Reject suggestion", "Reject…"]


def test_escape_empties_the_search_first(sheet):
    sheet.search.setText("reject")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.search.text() == ""
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_narrow_sheet_has_fewer_columns_and_loses_nothing(sheet):
    sheet.resize(3000, 600)
    wide = set(texts(sheet))
    sheet.resize(360, 600)
    assert set(texts(sheet)) == wide


def test_many_keys_leave_a_command_room_for_its_words(desk, qtbot):
    action = QAction("Redo Set check-worthiness", desk)
    action.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Shift+Z", "Ctrl+Y", "Shift+U")])
    made = ShortcutSheet([action])
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.resize(380, 400)
    made.show()
    QApplication.processEvents()
    words = next(one for one in made.findChildren(QLabel) if one.text() == action.text())
    assert words.width() > words.fontMetrics().horizontalAdvance("Set check-worthiness")
    caps = {one.text(): one.geometry() for one in made.findChildren(QLabel, "keycap")}
    assert caps["Ctrl+Shift+Z"].bottom() < caps["Ctrl+Y"].top()
    assert caps["Ctrl+Y"].top() == caps["Shift+U"].top()
