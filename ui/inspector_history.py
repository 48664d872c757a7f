"""The history of what the inspector shows: who did what, when; closed until asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from model import audit, provenance, spans, trust
from model.store import Store
from ui import plain
from ui.dialog import emptied

MOST = 40
Line = tuple[str, tuple[str, ...]]
"""What happened, and the details below it."""


class History(QWidget):
    """A heading that opens and closes a list of plain lines, which `tell` gives of a row's id."""

    def __init__(self, title: str, tell: Callable[[Store, str], Iterable[Line]]) -> None:
        super().__init__()
        self._tell = tell
        self.heading = QToolButton(checkable=True, text=title)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setArrowType(Qt.ArrowType.RightArrow)
        self.heading.toggled.connect(self._toggle)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(8, 0, 0, 0)
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._lines)
        self._of: tuple[Store, str] | None = None

    def show_row(self, store: Store, row_id: str) -> None:
        self._of = (store, row_id)
        self._fill()

    def _toggle(self, shown: bool) -> None:
        self.heading.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._fill()

    def _fill(self) -> None:
        emptied(self._lines)
        if self._of is None or not self.heading.isChecked():
            return
        for line, details in self._tell(*self._of):
            self._lines.addWidget(plain.selectable(line))
            for detail in details:
                self._lines.addWidget(plain.selectable(detail, name="note"))


def of_span() -> History:
    """Why a span is gold, and how it came to be."""
    return History("Is this gold, and why?", _story)


def of_article() -> History:
    return History("History", _edits)


def _story(store: Store, span_id: str) -> Iterable[Line]:
    if spans.one(store, span_id) is not None:
        yield trust.why(store, span_id), ()
    for event in provenance.story(store, span_id)[-MOST:]:
        yield event.told, event.details


def _edits(store: Store, row_id: str) -> Iterable[Line]:
    """The newest first."""
    for entry in audit.of_row(store, row_id, most=MOST):
        yield f"{provenance.when(entry.at)}  {entry.person}: {entry.title}", entry.details
