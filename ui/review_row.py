"""How what waits for review looks in the queue: a span, or an article."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from model.review_queue import Pile, Waiting
from ui import queue_words
from ui.desk import Desk
from ui.icons import icon
from ui.standing import STANDINGS, WAITS, standing_tones
from ui.theme import tones
from ui.two_lines import Lines, TwoLines

OF_PILES = {
    "": ("mdi6.circle-outline", "gutter"),
    "approved": ("mdi6.seal", "good"),
    "returned": ("mdi6.undo-variant", "warning"),
    "several": ("mdi6.account-multiple-outline", "gutter"),
}
"""The sign of an article, and its colour in the theme."""


class QueueRow(TwoLines):
    """A span with its label, whose it is and how long it waits; an article with what is left."""

    def __init__(self, view: QListView, desk: Desk, verdicts: Mapping[str, str]) -> None:
        super().__init__(view)
        self._desk = desk
        self.verdicts = verdicts

    def lines(self, record: object) -> Lines | None:
        if isinstance(record, Waiting):
            return self._of_span(record)
        return self._of_pile(record) if isinstance(record, Pile) else None

    def sign(self, painter: QPainter, record: object, box: QRect) -> None:
        name, colour = self.sign_of(record)
        drawn = icon(name, self.theme, colour=colour)
        drawn.paint(painter, box.adjusted(-2, -1, 2, 3))

    def sign_of(self, record: object) -> tuple[str, str]:
        """Icon and colour."""
        if isinstance(record, Pile):
            usual = "several" if record.readings > 1 else ""
            name, colour = OF_PILES[self.verdicts.get(record.article_id, usual)]
            return name, getattr(self.theme, colour)
        assert isinstance(record, Waiting)
        stands = self.verdicts.get(record.span_id, WAITS)
        if stands == WAITS:
            return STANDINGS[WAITS].icon, self.theme.gutter
        return STANDINGS[stands].icon, standing_tones(stands, self.theme).ink

    def _of_span(self, one: Waiting) -> Lines:
        label = self._desk.labels.get(one.label_id)
        return Lines(
            one.quote, " · ".join(queue_words.of_span(one)), label.name if label else "?",
            tones(label.colour, self.theme).ink if label else self.theme.muted,
            quiet=one.span_id in self.verdicts,
        )  # fmt: skip

    def _of_pile(self, one: Pile) -> Lines:
        verdict = self.verdicts.get(one.article_id, "")
        facts = queue_words.of_pile(one, verdict)
        return Lines(one.title, " · ".join(facts), quiet=bool(verdict))
