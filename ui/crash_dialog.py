"""The dialog for a bug of ours: what happened, that work is safe, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import model
from ui import plain, style
from ui.placing import keep_inside

WHAT = "Something in Attesta did not work. This is a mistake in the program, not yours."
SAFE = (
    "Your saved work is safe: every change is stored the moment it is made. What you were just"
    " doing may not have been carried out."
)
PRIVATE = "The report says where in the program it happened. It holds no words of your articles."


class CrashDialog(QDialog):
    """Not modal for the whole program and never nested: further bugs only raise its count."""

    quit_wanted = Signal()

    def __init__(self, session: str, report: str, log_folder: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Attesta: a mistake in the program")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = log_folder
        self.report = f"Attesta {model.__version__}, session {session}\n\n{report}"
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(10)
        for text, name in ((WHAT, "heading"), (SAFE, ""), (PRIVATE, "note")):
            column.addWidget(plain.label(text, name=name, wrap=True))
        self.details = QPlainTextEdit(self.report, readOnly=True)
        self.details.setAccessibleName("Report")
        self.details.setTabChangesFocus(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        mono = self.font()
        mono.setFamilies(style.families("mono"))
        self.details.setFont(mono)
        column.addWidget(self.details, 1)
        self.counted = plain.label(name="note")
        self.counted.hide()
        column.addWidget(self.counted)
        column.addLayout(self._buttons())
        line = self.fontMetrics()
        self.resize(78 * line.averageCharWidth(), 22 * line.height())
        keep_inside(self)

    def count(self, many: int) -> None:
        """Say that it has happened `many` times by now."""
        self.counted.setText(f"It has happened {many} times since Attesta was opened.")
        self.counted.show()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy = QPushButton("Copy report", autoDefault=False)
        self.folder = QPushButton("Open log folder", autoDefault=False)
        self.leave = QPushButton("Quit", autoDefault=False)
        self.go_on = QPushButton("Continue", default=True)
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self._quit)
        self.go_on.clicked.connect(self.accept)
        row.addWidget(self.copy)
        row.addWidget(self.folder)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go_on)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy.setText("Copied")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _quit(self) -> None:
        self.reject()
        self.quit_wanted.emit()
