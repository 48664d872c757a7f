"""Guards the pin of PySide6: 6.12.0 on Python 3.11 gave away references to None and True.

There every void call took one reference from None and every emit one from True, so that the
program ended without an exception after an hour of work.
"""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

CALLS = 2_000
DRIFT = 50


class Sender(QObject):
    told = Signal(bool)


def test_pyside_is_the_series_that_counts_references_right():
    shared_objects_are_immortal = sys.version_info >= (3, 12)
    assert PySide6.__version_info__[:2] == (6, 11) or shared_objects_are_immortal


@pytest.mark.parametrize("shared", [None, True], ids=str)
def test_thousands_of_qt_calls_leave_references_alone(qtbot, shared):
    label, sender = QLabel(), Sender()
    qtbot.addWidget(label)
    before = sys.getrefcount(shared)
    for number in range(CALLS):
        label.setText(str(number))
        sender.told.emit(True)
    assert abs(sys.getrefcount(shared) - before) <= DRIFT
