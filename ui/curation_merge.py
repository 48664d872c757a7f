"""Merging by a strategy: which one, and what it would take, before it is carried out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from model import premerge
from model.errors import UserError
from model.premerge import AGREEING, COMPLETE, THRESHOLD, Strategy
from ui import plain, taking
from ui.case import Case
from ui.desk import Desk
from ui.fields import Chooser

NAMES = (("Complete and agreeing: all have the same", COMPLETE),
         ("Agreeing: all that have it have the same", AGREEING),
         ("By threshold: enough have the same, no tie", THRESHOLD))  # fmt: skip
NARROWEST = 20
"""Characters of a strategy that are shown at least."""


class MergeForm(QFrame):
    """Hidden until it is asked for; what is decided already stays as it is."""

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__(objectName="strip")
        self.setAccessibleName("Merge by a strategy")
        self._desk, self._case = desk, case
        self.strategy = Chooser()
        self.strategy.setAccessibleName("Strategy")
        for text, name in NAMES:
            self.strategy.addItem(text, name)
        self.strategy.setMinimumWidth(NARROWEST * self.fontMetrics().averageCharWidth())
        self.votes = QSpinBox(minimum=1, maximum=99, value=2)
        self.share = QSpinBox(minimum=0, maximum=100, value=50, suffix=" %")
        self.top = QSpinBox(minimum=1, maximum=9, value=1)
        self.preview = plain.label(wrap=True)
        self.go = QPushButton("Merge")
        self.cancel = QPushButton("Not now")
        self._arrange()
        self.strategy.activated.connect(lambda _: self.refresh())
        for box in (self.votes, self.share, self.top):
            box.valueChanged.connect(lambda _: self.refresh())
        self.go.clicked.connect(self._merge)
        self.cancel.clicked.connect(self._leave)
        case.changed.connect(self._follow)
        self.hide()

    def _arrange(self) -> None:
        self._numbers = QWidget()
        self._numbers.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self._numbers)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for parts in (
            (("at least", self.votes), ("readings and", self.share)),
            (("of them; versions of one unit", self.top),),
        ):
            row = QHBoxLayout()
            rows.addLayout(row)
            for name, box in parts:
                box.setAccessibleName(name)
                row.addWidget(plain.label(name, name="muted"))
                row.addWidget(box)
            row.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.strategy, 0, 0, 1, 3)
        grid.addWidget(self._numbers, 1, 0, 1, 3)
        grid.addWidget(self.preview, 2, 0)
        grid.addWidget(self.cancel, 2, 1)
        grid.addWidget(self.go, 2, 2)

    def ask(self) -> None:
        self.show()
        self.refresh()
        self.strategy.setFocus()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Say what the strategy would take."""
        board = self._case.board
        self._numbers.setVisible(self.strategy.currentData() == THRESHOLD)
        if board is None:
            self.hide()
            return
        try:
            merge = premerge.plan(board, self._wanted())
        except UserError as error:
            self.preview.setText(str(error))
            self.go.setEnabled(False)
            return
        taken = len(merge.chosen)
        self.preview.setText(
            f"Settles {taken:,} of {len(board.units):,} units; {merge.left:,} stay for you, "
            f"{merge.kept:,} are decided already and stay as they are."
        )
        self.go.setText(f"Merge {taken:,}")
        self.go.setEnabled(bool(taken) and self._desk.writable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.go.isEnabled():
                self._merge()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _wanted(self) -> Strategy:
        return Strategy(str(self.strategy.currentData()), self.votes.value(),
                        self.share.value() / 100, self.top.value())  # fmt: skip

    def _merge(self) -> None:
        if taking.merge(self._desk, self._wanted()):
            self._leave()

    def _leave(self) -> None:
        self.hide()
        if self._desk.frame is not None:
            self._desk.frame.focus_pane("reader")
