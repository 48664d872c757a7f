"""Keeps the reader's eye on its line while paragraphs around it find their true height."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QTextEdit

from ui.galley import Galley

ROUNDS = 6
"""Laying out may bring more into view; after so many rounds it never did."""


class Scroller:
    """Moves the scroll bar when the galley moved under the view, and brings places into view."""

    def __init__(self, view: QTextEdit, galley: Galley) -> None:
        self._view = view
        self._galley = galley
        self.following = False
        galley.moved = self._follow

    @property
    def top(self) -> int:
        return self._view.verticalScrollBar().value()

    @property
    def height(self) -> int:
        return self._view.viewport().height()

    def settle(self, moved: int = 0) -> None:
        """Lay out all that is in view; `moved` pixels is how far its content just went down."""
        self._galley.anchor = self.top + moved if 0 < moved < self.height else self.top
        for _ in range(ROUNDS):
            if not self._galley.lay_out(self.top, self.top + self.height):
                break
        self._galley.anchor = self.top

    def start_over(self, *, keep: bool) -> None:
        """Lay out anew from the first line in view (`keep`) or from the top of the article."""
        galley, top = self._galley, self.top
        place = galley.unit_at(QPointF(0, top)) if keep and top else 0
        galley.fit(self._view.viewport().width())
        galley.anchor = 0
        galley.start_over()
        target = 0
        if place:
            box = galley.box(*[galley.page.offsets.from_utf16(place)] * 2)
            target = int(box.top())
        self._jump(target)
        self._view.viewport().update()

    def reveal(self, start: int, end: int) -> None:
        """Scroll as little as needed, or, from afar, so that the place lies a third down."""
        bar, margin = self._view.verticalScrollBar(), self._galley.metrics.line
        for _ in range(ROUNDS):
            box = self._galley.box(start, end)
            top, bottom = box.top() - margin, box.bottom() + 2 * margin
            room = self.height
            if bottom - top > room:
                bottom = top + room
            if bar.value() <= top and bottom <= bar.value() + room:
                return
            far = bottom < bar.value() or top > bar.value() + room
            target = top if top < bar.value() else bottom - room
            target = top - room / 3 if far else target
            before = bar.value()
            bar.setValue(round(target))
            if bar.value() == before:
                return

    def _jump(self, target: int) -> None:
        self.following = True
        self._view.verticalScrollBar().setValue(target)
        self.following = False
        self.settle()

    def _follow(self, pixels: int) -> None:
        self.following = True
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + pixels)
        self.following = False
