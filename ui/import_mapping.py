"""What becomes of labels and links that the project does not know: a row with a choice for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from model.choices import ADD, LEAVE_OUT, Choices, Unknown
from model.links import KINDS
from model.plurals import many
from model.records import Label
from ui import plain
from ui.dialog import emptied

MOST_SEEN = 5
"""Rows that are seen at once; the others are scrolled to."""


class ImportMapping(QFrame):
    """Hidden when everything in the files is known."""

    def __init__(self) -> None:
        super().__init__(objectName="card")
        self.labels: dict[str, QComboBox] = {}
        self.links: dict[str, QComboBox] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 2)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 0, 14, 10)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("What becomes of unknown labels and links")
        self._scroll.setWidget(inside)
        head = plain.label("These are new to the project. Choose what each becomes:",
                           name="heading", wrap=True)  # fmt: skip
        head.setContentsMargins(14, 10, 14, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(head)
        outer.addWidget(self._scroll, 1)
        self.hide()

    def show_unknown(self, needed: Unknown, known: Iterable[Label]) -> None:
        """A row for each, most used first; choices that were made before stand."""
        before = self.choices()
        emptied(self._grid)
        names = [label.name for label in known]
        self.labels = {
            name: self._row(name, many(count, "span"), _label_choices(names), ADD)
            for name, count in _most_used_first(needed.labels)
        }
        self.links = {
            kind: self._row(kind, many(count, "link"), _link_choices(), LEAVE_OUT)
            for kind, count in _most_used_first(needed.links)
        }
        for listed, chosen in ((self.labels, before.labels), (self.links, before.links)):
            for name, box in listed.items():
                box.setCurrentIndex(max(box.findData(chosen.get(name, box.currentData())), 0))
        boxes = [*self.labels.values(), *self.links.values()]
        for before_it, box in zip((self._scroll, *boxes), boxes, strict=False):
            self.setTabOrder(before_it, box)
        line = QComboBox().sizeHint().height() + 6
        self._scroll.setFixedHeight(min(len(boxes), MOST_SEEN) * line + 16)
        self.setVisible(bool(needed))

    def choices(self) -> Choices:
        return Choices(
            {name: str(box.currentData()) for name, box in self.labels.items()},
            {kind: str(box.currentData()) for kind, box in self.links.items()},
        )

    def _row(self, name: str, count: str, offered: Iterable[tuple[str, str]], first: str
             ) -> QComboBox:  # fmt: skip
        row = self._grid.rowCount()
        box = QComboBox()
        for text, value in offered:
            box.addItem(text, value)
        box.setCurrentIndex(box.findData(first))
        box.setAccessibleName(f"What “{name}” becomes")
        self._grid.addWidget(plain.label(name, wrap=True), row, 0)
        self._grid.addWidget(plain.label(count, name="muted"), row, 1)
        self._grid.addWidget(box, row, 2)
        return box


def _most_used_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _label_choices(names: Iterable[str]) -> list[tuple[str, str]]:
    known = [(f"becomes {name}", name) for name in names]
    return [("is added as a new label", ADD), *known, ("is left out", LEAVE_OUT)]


def _link_choices() -> list[tuple[str, str]]:
    known = [(f"becomes {kind.replace('_', ' ')}", kind) for kind in KINDS]
    return [("is left out", LEAVE_OUT), *known]
