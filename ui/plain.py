"""Labels and message boxes that show text as it is: never as HTML, whatever it contains."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


def label(text: str = "", parent: QWidget | None = None, *, name: str = "") -> QLabel:
    """A label for any text; `name` is its object name, by which style sheets know it."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if name:
        made.setObjectName(name)
    return made


def box(parent: QWidget | None, title: str, text: str, details: str = "") -> QMessageBox:
    """A message box, not yet shown."""
    made = QMessageBox(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWindowTitle(title)
    made.setText(text)
    made.setInformativeText(details)
    return made
