"""The links of a span in the inspector: what it is tied to; go there, or untie."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model import links
from model.records import Link, Span
from ui import changing, plain
from ui.desk import Desk
from ui.icons import icon
from ui.link_words import called
from ui.theme import Theme, tones

MOST_ROWS = 5


class Links(QWidget):
    """A list by key and mouse: Enter goes to the other span, Delete unties."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._theme: Theme | None = None
        self._ids: list[tuple[str, str]] = []
        self.list = _List()
        self.list.setAccessibleName("Links")
        self.list.go.connect(self._go)
        self.list.untie.connect(self.untie)
        self.list.left.connect(self.left)
        self.empty = plain.label("Not linked.", name="note")
        self.add = QPushButton("Link… (L)")
        self.add.clicked.connect(desk.link_wanted)
        self.remove = QPushButton("Unlink")
        self.remove.clicked.connect(self.untie)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.empty)
        column.addWidget(self.list)
        column.addLayout(buttons)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_span(self, span: Span) -> None:
        kept = self.list.currentRow()
        self.list.clear()
        self._ids = []
        for link in links.of_span(self._desk.project, span.id):
            self._add(link, span.id)
        many = len(self._ids)
        self.list.setVisible(bool(many))
        self.empty.setVisible(not many)
        self.remove.setVisible(bool(many))
        self.remove.setEnabled(self._desk.writable)
        self.add.setEnabled(self._desk.writable)
        if many:
            self.list.setCurrentRow(min(max(0, kept), many - 1))
            row = self.list.sizeHintForRow(0)
            self.list.setFixedHeight(row * min(many, MOST_ROWS) + 2 * self.list.frameWidth() + 2)

    def _add(self, link: Link, span_id: str) -> None:
        other = self._desk.spans.get(link.child if link.head == span_id else link.head)
        if other is None:
            return
        words = called(link.kind, is_head=link.head == span_id)
        item = QListWidgetItem(f"{words}:  {' '.join(other.quote.split())}")
        label = self._desk.labels[other.label_id]
        if self._theme is not None:
            item.setIcon(
                icon(label.icon, self._theme, colour=tones(label.colour, self._theme).line)
            )
        self.list.addItem(item)
        self._ids.append((link.id, other.id))

    def _go(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._ids):
            self._desk.choose(self._ids[row][1])
            self.left.emit()

    def untie(self) -> None:
        """Take the chosen link away."""
        row = self.list.currentRow()
        if 0 <= row < len(self._ids) and self._desk.writable:
            changing.unlink(self._desk, self._ids[row][0])


class _List(QListWidget):
    go = Signal()
    untie = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.itemDoubleClicked.connect(lambda _: self.go.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        asked = {key.Key_Return: self.go, key.Key_Enter: self.go, key.Key_Delete: self.untie,
                 key.Key_Backspace: self.untie, key.Key_Escape: self.left}  # fmt: skip
        if event.key() in asked:
            asked[Qt.Key(event.key())].emit()
        else:
            super().keyPressEvent(event)
