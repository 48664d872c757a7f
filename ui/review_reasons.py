"""Why a span is rejected: a list whose numbers choose, and a line for what else there is to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model import policies
from ui import plain
from ui.desk import Desk

MOST_ROWS = 7
HINT = "A number rejects at once · Enter takes the row · Esc leaves it"


class Reasons(QWidget):
    """Hidden until it is asked for. A reason typed in the line below counts as one of the list."""

    chosen = Signal(str, str)
    """The reason, and a comment or ''."""
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reasons: tuple[str, ...] = ()
        self.list = _Numbered()
        self.comment = QLineEdit(placeholderText="Comment, or another reason (0)")
        self.comment.setAccessibleName("Comment or another reason")
        self.reject = QPushButton("Reject")
        self.cancel = QPushButton("Not now")
        hint: QLabel = plain.label(HINT, name="note", wrap=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reject)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (plain.label("Why is it rejected?", name="section"), self.list, self.comment,
                     hint):  # fmt: skip
            column.addWidget(part)
        column.addLayout(buttons)
        self.list.picked.connect(self._pick)
        self.list.left.connect(self._leave)
        self.comment.returnPressed.connect(self._take)
        self.reject.clicked.connect(self._take)
        self.cancel.clicked.connect(self._leave)
        self.hide()

    def ask(self) -> None:
        """Show the list, and take the keys."""
        self._reasons = policies.reasons(self._desk.project)
        self.list.clear()
        for number, reason in enumerate(self._reasons, 1):
            self.list.addItem(f"{number}   {reason}" if number < 10 else f"     {reason}")
        self.list.setCurrentRow(0)
        row = self.list.sizeHintForRow(0)
        shown = min(len(self._reasons), MOST_ROWS)
        self.list.setFixedHeight(row * shown + 2 * self.list.frameWidth() + 2)
        self.comment.clear()
        self.show()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _pick(self, row: int) -> None:
        """A number of the list; 0 stands for a reason that is to be typed."""
        if row < 0:
            self.list.setCurrentRow(-1)
            self.comment.setFocus()
        elif row < len(self._reasons):
            self.list.setCurrentRow(row)
            self._take()

    def _take(self) -> None:
        row, typed = self.list.currentRow(), self.comment.text().strip()
        if row >= 0:
            self.chosen.emit(self._reasons[row], typed)
        else:
            self.chosen.emit(typed, "")

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


class _Numbered(QListWidget):
    picked = Signal(int)
    """A row from 0; -1 for the key 0."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Reasons for rejecting")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(lambda item: self.picked.emit(self.row(item)))

    def event(self, event: QEvent) -> bool:
        """Letters and digits are for the list while it has the keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if bare and event.text().isalnum():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            self.picked.emit(int(event.text()) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(max(0, self.currentRow()))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
