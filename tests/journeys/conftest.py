"""The whole window on real files, and hands that press its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from model.settings import Settings
from ui.desk import Desk
from ui.window import Window

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Hands:
    """Real key and mouse events on the window; `go` and `grasp` use arrow keys alone."""

    def __init__(self, window: Window, qtbot) -> None:
        self.window = window
        self.desk = window.desk
        self.reader = window.reading.reader
        self._qtbot = qtbot

    def press(self, *keys, at=None) -> None:
        """Keys one after the other, each a Key or a pair of Key and modifiers."""
        for key in keys:
            key, modifiers = key if isinstance(key, tuple) else (key, PLAIN)
            self._qtbot.keyClick(at or QApplication.focusWidget() or self.reader, key, modifiers)
            QApplication.processEvents()

    def go(self, offset: int) -> None:
        """Walk the caret to a code point by arrow keys."""
        for _ in range(10_000):
            here = self.desk.caret
            if here == offset:
                return
            key = Key.Key_Right if here < offset else Key.Key_Left
            self.press((key, CTRL if abs(offset - here) > 25 else PLAIN), at=self.reader)
        raise AssertionError(f"the caret never came to {offset}")

    def grasp(self, start: int, end: int) -> None:
        """Select `[start, end)` by arrow keys."""
        self.go(start)
        for _ in range(10_000):
            here = self.reader.caret()
            if here == end:
                return
            key = Key.Key_Right if here < end else Key.Key_Left
            self.press((key, SHIFT | CTRL if end - here > 25 else SHIFT), at=self.reader)
        raise AssertionError(f"the selection never came to {end}")

    def point_at(self, offset: int) -> QPoint:
        """Where a code point is drawn, in the viewport."""
        cursor = QTextCursor(self.reader.document())
        cursor.setPosition(offset)
        return self.reader.cursorRect(cursor).center()


@pytest.fixture
def make_window(qtbot):
    """Opens a window as a start of the program does; closing it is the test's or ours."""
    made: list[Window] = []

    def open_window(*, suggest: bool = False) -> Window:
        """`suggest` lets suggestions come by themselves, as they do unless switched off."""
        settings = Settings()
        settings.set(suggest=suggest)
        window = Window(Desk(settings))
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        made.append(window)
        return window

    yield open_window
    for window in made:
        window.close()


@pytest.fixture
def hands(make_window, qtbot):
    return Hands(make_window(), qtbot)
