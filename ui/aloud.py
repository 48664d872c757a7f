"""What assistive tools are told in words, beside what they read off the widgets."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QObject


def say(widget: QObject, words: str, *, urgently: bool = False) -> None:
    """Have `words` spoken; `urgently` breaks into what is being spoken."""
    event = QtGui.QAccessibleAnnouncementEvent(widget, words)
    if urgently:
        event.setPoliteness(QtGui.QAccessible.AnnouncementPoliteness.Assertive)
    QtGui.QAccessible.updateAccessibility(event)
