"""Bars across, one for each category; several series are stacked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from ui.chart import shown
from ui.plots import GAP, PATTERNS, Plot
from ui.theme import tones

NAMES_SHARE = 0.34
"""Of the width that the names may take."""
ROW = 1.7
"""Height of a row in lines of text."""


class BarPlot(Plot):
    """The name before each bar, its value behind it; what fits stands in the bar."""

    def sizeHint(self) -> QSize:
        rows = max(1, len(self.chart.categories))
        high = rows * self._row + self.legend_height + 4
        return QSize(60 * self.fontMetrics().averageCharWidth(), round(high))

    def category_at(self, point: QPointF) -> int:
        at = int((point.y() - 2) // self._row)
        return at if 0 <= at < len(self.chart.categories) else -1

    def draw(self, painter: QPainter) -> None:
        left, wide = self._bars()
        totals = (self._total(at) for at in range(len(self.chart.categories)))
        largest = max(self.chart.top, *totals, 0)
        for at, name in enumerate(self.chart.categories):
            row = QRectF(2, 2 + at * self._row, self.width() - 4, self._row)
            if at == self.chosen:
                painter.fillRect(self.crisp(row), QColor(self.theme.selection))
            self._text(painter, QRectF(row.left() + GAP, row.top(), left - 1.5 * GAP, row.height()),
                       name, self.theme.text)  # fmt: skip
            end = self._bar(painter, at, row, left, wide / largest if largest else 0)
            rest = QRectF(end + GAP, row.top(), self.width() - end - GAP - 2, row.height())
            self._text(painter, rest, self._said(at), self.theme.text)
        if self.chart.is_stacked:
            self._below(painter, self.height() - self.legend_height + GAP / 2)

    # ---- inside

    def _below(self, painter: QPainter, top: float) -> None:
        """What the parts of the bars are; of the chosen bar, how much each is."""
        if self.chosen < 0:
            self.legend(painter, top)
        else:
            room = QRectF(GAP, top, self.width() - 2 * GAP, self.fontMetrics().height())
            self._text(painter, room, self.chart.told(self.chosen), self.theme.text)

    @property
    def _row(self) -> float:
        return round(self.fontMetrics().height() * ROW)

    def _bars(self) -> tuple[float, float]:
        """Where bars begin, and how long the longest may be: its value needs room behind it."""
        measure = self.fontMetrics()
        names = max(map(measure.horizontalAdvance, self.chart.categories), default=0)
        left = min(names, self.width() * NAMES_SHARE) + 2.5 * GAP
        values = (self._said(at) for at in range(len(self.chart.categories)))
        behind = max(map(measure.horizontalAdvance, values), default=0) + 2 * GAP
        return left, max(10.0, self.width() - left - behind)

    def _total(self, category: int) -> float:
        return sum(one.values[category] or 0 for one in self.chart.series)

    def _said(self, category: int) -> str:
        values = [one.values[category] for one in self.chart.series]
        return self.chart.said(self._total(category) if self.chart.is_stacked else values[0])

    def _bar(
        self, painter: QPainter, category: int, row: QRectF, left: float, scale: float
    ) -> float:
        """Draw the parts of one bar; returns where it ends."""
        x, inset = left, row.height() * 0.18
        for at, series in enumerate(self.chart.series):
            value = series.values[category]
            if not value:
                continue
            colour = series.colour_of(category)
            part = QRectF(x, row.top() + inset, max(2.0, value * scale), row.height() - 2 * inset)
            self.fill(painter, part, colour, at)
            if self.chart.is_stacked:
                self._value_inside(painter, part, shown(value), colour, at)
            x = part.right() + (1 if self.chart.is_stacked else 0)
        return x

    def _value_inside(
        self, painter: QPainter, part: QRectF, said: str, colour: str, pattern: int
    ) -> None:
        """On hatching a value would not read: it stands on a plate of paper there."""
        room = self.fontMetrics().horizontalAdvance(said) + 8
        if room > part.width() - 4:
            return
        solid = PATTERNS[pattern % len(PATTERNS)] == Qt.BrushStyle.SolidPattern
        if not solid:
            plate = QRectF(part.center().x() - room / 2, part.top() + 2, room, part.height() - 4)
            painter.fillRect(self.crisp(plate), QColor(self.theme.base))
        ink = tones(colour, self.theme).on_solid if colour else self.theme.on_accent
        painter.setPen(QColor(ink if solid else self.theme.text))
        painter.drawText(part, Qt.AlignmentFlag.AlignCenter, said)

    def _text(self, painter: QPainter, room: QRectF, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        fitting = self.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
