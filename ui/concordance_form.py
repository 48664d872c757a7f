"""What to look for: words or a pattern, and what spans must or must not say of each place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.concordance import Query
from model.records import SPAN_STATES
from ui.desk import Desk

PAUSE = 400
"""Milliseconds without a key before the search begins by itself."""
ANY, NONE = "", "none"
LABEL = 14
"""Characters of a label that are shown at least."""
SEARCH, STOP = "Search", "Stop"


class ConcordanceForm(QWidget):
    """`wanted` comes when the search should begin: a while after typing, at once with Enter."""

    wanted = Signal()
    stopped = Signal()
    """The search that goes on should end: by the button, or Esc."""
    left = Signal()
    """Enter once more: the keys go to the places found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.text = QLineEdit(placeholderText="Words to find in all articles")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("Words to look for in all articles")
        self.whole = QCheckBox("Whole words", checked=True)
        self.case = QCheckBox("Match case")
        self.pattern = QCheckBox("Regular expression")
        self.label = QComboBox()
        self.label.setAccessibleName("Label at the place")
        self.label.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.label.setMinimumContentsLength(LABEL)
        self.state = QComboBox()
        self.state.setAccessibleName("State of the span")
        self.state.addItem("Accepted and suggested", "")
        for state in SPAN_STATES:
            self.state.addItem(state.capitalize(), state)
        self.attribute = QLineEdit(placeholderText="Attribute, such as stance=unconfirmed")
        self.attribute.setAccessibleName("Attribute of the span, as name or name=value")
        self.button = QPushButton(SEARCH, autoDefault=True)
        self._is_running = False
        self._typing = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self.show_labels()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.text, 1)
        for part in (self.whole, self.case, self.pattern, self.button):
            first.addWidget(part)
        second.addWidget(self.label, 2)
        second.addWidget(self.state, 2)
        second.addWidget(self.attribute, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.wanted)
        for line in (self.text, self.attribute):
            line.textEdited.connect(lambda _: self._typing.start())
            line.returnPressed.connect(self._enter)
        for box in (self.whole, self.case, self.pattern):
            box.toggled.connect(lambda _: self._now())
        for choice in (self.label, self.state):
            choice.activated.connect(lambda _: self._now())
        self.button.clicked.connect(self._press)

    @property
    def query(self) -> Query | None:
        """None while there is nothing to look for."""
        label = self.label.currentData() or ANY
        query = Query(
            self.text.text().strip("\n"), self.pattern.isChecked(), self.whole.isChecked(),
            self.case.isChecked(), "" if label == NONE else label, self.state.currentData(),
            self.attribute.text().strip(), label == NONE,
        )  # fmt: skip
        if not query.text.strip():
            narrowed = query.label_id or query.state or query.attribute
            return Query(
                label_id=query.label_id, state=query.state, attribute=query.attribute
            ) if narrowed else None  # fmt: skip
        return query

    def show_running(self, is_running: bool) -> None:
        """Whether a search goes on, which the button stops."""
        self._is_running = is_running
        self.button.setText(STOP if is_running else SEARCH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_running:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)

    def look_for(self, words: str) -> None:
        """Search for words as they stand, whatever was chosen before."""
        self.text.setText(words)
        self.pattern.setChecked(False)
        self._now()

    def show_labels(self) -> None:
        kept = self.label.currentData()
        self.label.clear()
        self.label.addItem("Any label, or none", ANY)
        self.label.addItem("No label", NONE)
        for label in self._desk.labels.values():
            if not label.retired:
                self.label.addItem(label.name, label.id)
        self.label.setCurrentIndex(max(0, self.label.findData(kept)))

    def _press(self) -> None:
        if self._is_running:
            self.stopped.emit()
        else:
            self._now()

    def _enter(self) -> None:
        if self._typing.isActive():
            self._now()
        else:
            self.left.emit()

    def _now(self) -> None:
        self._typing.stop()
        self.wanted.emit()
