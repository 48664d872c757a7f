"""The Review workspace: the queue, the article with its units, and the decision, side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QSplitter,
    QTabBar,
    QWidget,
)

from ui.actions import Actions
from ui.case import Case
from ui.contradictions import Contradictions
from ui.desk import Desk
from ui.fields import chooses
from ui.jobs import Jobs
from ui.panes import Pane, Slot
from ui.review_list import QueueList
from ui.review_panel import DecisionPanel
from ui.theme import Theme

WIDTHS, HEIGHTS, SIDES = (275, 690, 385), (440, 230), (430, 240)
NARROW = 128
"""Characters of the page's width below which the queue stands above the decision."""
STACKED = (180, 330, 130)
"""Heights of queue, decision and inspector, then."""
LEAST = 47
"""Characters that the decision and the inspector need."""


FIELDS = ("inspector", "note", "figure", "stance", "verdict")


class Units(Protocol):
    """The units of an article, a widget."""

    def set_theme(self, theme: Theme) -> None: ...
    def focus_table(self) -> None: ...


class Fields(Protocol):
    """Where the keys can go in the inspector."""

    def focus(self, name: str) -> None: ...


class ReviewPage(QSplitter):
    """Made when it is first shown. The article and the inspector are those of Annotate."""

    def __init__(
        self, desk: Desk, case: Case, actions: Actions, units: Units, fields: Fields, jobs: Jobs
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, objectName="panes")
        self.case = desk.case = case
        self._desk, self._fields, self.units = desk, fields, units
        self.queue = QueueList(desk, case)
        self.contradictions = Contradictions(desk, jobs, case.queue)
        self.panel = DecisionPanel(desk, case, actions)
        self.slots: dict[str, Slot] = {"reading": Slot(), "inspector": Slot()}
        self.centre = _column(HEIGHTS, self.slots["reading"], cast(QWidget, units))
        self.panes = [
            Pane("Queue", self.queue, closes=False),
            Pane("Decision", self.panel, closes=False),
            Pane("Inspector", self.slots["inspector"], closes=False),
        ]
        self.side = _column(SIDES, self.panes[1], self.panes[2])
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.side.setMinimumWidth(LEAST * self.fontMetrics().averageCharWidth())
        self.addWidget(self.centre)
        self.addWidget(self.side)
        self._place_queue(is_above=False)
        self.panel.left.connect(self._to_reader)
        desk.readings_changed.connect(self._begin)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._begin)
        desk.project_changed.connect(self._soon.start)
        self.targets: dict[str, Callable[[], object]] = {
            "reader": self._to_reader,
            "queue": self.queue.focus_list,
            "library": self.queue.focus_list,
            "claims": self._to_units,
            "fields": self._to_fields,
            "decision": self.panel.focus_first,
            "units": units.focus_table,
            **{name: partial(fields.focus, name) for name in FIELDS},
        }

    def set_theme(self, theme: Theme) -> None:
        for part in (self.queue, self.panel, self.units):
            part.set_theme(theme)
        for pane in self.panes:
            pane.set_theme(theme)

    def focus(self, name: str) -> None:
        """Put the keys into a part of the page."""
        self.targets[name]()

    def focus_first(self) -> None:
        self._to_reader()

    def focus_next(self) -> None:
        """Queue, article, units, decision, inspector, and round."""
        units = cast(QWidget, self.units)
        parts = {"queue": self.queue, "reader": self.slots["reading"], "units": units,
                 "decision": self.panel, "inspector": self.slots["inspector"]}  # fmt: skip
        shown = [name for name, part in parts.items() if part.isVisible()]
        focused = QApplication.focusWidget()
        here = [n for n in shown if focused is not None and parts[n].isAncestorOf(focused)]
        self.focus(shown[(shown.index(here[0]) + 1) % len(shown) if here else 0])

    def event(self, event: QEvent) -> bool:
        """In a field that letters and digits choose in, they are no commands."""
        in_choice = (
            event.type() == QEvent.Type.ShortcutOverride and chooses(event)
            and isinstance(QApplication.focusWidget(), (QComboBox, QAbstractSpinBox, QTabBar))
        )  # fmt: skip
        if in_choice:
            event.accept()
            return True
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """That of the article beside the decision, with the queue above it."""
        beside = sum(max(part.minimumWidth(), part.minimumSizeHint().width())
                     for part in (self.centre, self.side))  # fmt: skip
        return QSize(beside + self.handleWidth(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_above = self.width() < NARROW * self.fontMetrics().averageCharWidth()
        if is_above != self.side.isAncestorOf(self.panes[0]):
            self._place_queue(is_above=is_above)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.case.queue.wake()
        self.contradictions.follow()
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.case.queue.sleep()
        self.contradictions.follow()
        self.case.set_fixing(False)

    # ---- inside

    def _place_queue(self, *, is_above: bool) -> None:
        """The queue above the decision in a narrow page, else as a column of its own."""
        queue, focused = self.panes[0], QApplication.focusWidget()
        (self.side if is_above else self).insertWidget(0, queue)
        queue.show()
        if is_above:
            self.side.setSizes(STACKED)
            self.setSizes((self.width() - self.side.minimumWidth(), self.side.minimumWidth()))
        else:
            self.setSizes(WIDTHS)
            self.side.setSizes(SIDES)
        for part in (queue, self.side):
            self.setStretchFactor(self.indexOf(part), 0)
        self.setStretchFactor(self.indexOf(self.centre), 1)
        if focused is not None and queue.isAncestorOf(focused):
            focused.setFocus()

    def _begin(self) -> None:
        """Go on where the review was left, else at the first that waits."""
        case, queue = self.case, self.case.queue
        if not self._desk.reviewing or not self.isVisible() or case.span is not None:
            return
        at = queue.place if queue.rows.row_of(queue.place) >= 0 else queue.following(None)
        case.go_to_row(at)

    def _to_reader(self) -> None:
        self._fields.focus("reader")

    def _to_units(self) -> None:
        """The table below the article; with one reading there is none, and the decision takes the
        keys."""
        self.focus("units" if cast(QWidget, self.units).isVisible() else "decision")

    def _to_fields(self) -> None:
        """The field that the span's role has, else the first."""
        span = self._desk.span
        role = self._desk.role(span) if span else ""
        names = {"figure": "figure", "verified": "stance", "claim": "verdict"}
        self._fields.focus(names.get(role, "inspector"))


def _column(sizes: tuple[int, int], *parts: QWidget) -> QSplitter:
    made = QSplitter(Qt.Orientation.Vertical, objectName="panes")
    made.setChildrenCollapsible(False)
    made.setHandleWidth(5)
    for part in parts:
        made.addWidget(part)
    made.setStretchFactor(0, 3)
    made.setStretchFactor(1, 2)
    made.setSizes(sizes)
    return made
