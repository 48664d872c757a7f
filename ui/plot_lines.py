"""A line over days: where it began, where it stands, and any day by keys or pointer."""

from __future__ import annotations

import math
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.chart import Chart, shown
from ui.plots import GAP, Plot
from ui.theme import mix

LINES = 9
"""Height in lines of text."""
MARKED = 40
"""With more days than this the single days get no dots."""


class LinePlot(Plot):
    """The first series over `categories`, which are ISO days in order, at their true distances."""

    def show_chart(self, chart: Chart) -> None:
        self._days = [date.fromisoformat(day).toordinal() for day in chart.categories]
        largest = max((value or 0 for one in chart.series for value in one.values), default=0)
        self._ticks = ticks(largest)
        super().show_chart(chart)

    def sizeHint(self) -> QSize:
        measure = self.fontMetrics()
        return QSize(60 * measure.averageCharWidth(), LINES * measure.height())

    def category_at(self, point: QPointF) -> int:
        if not self.chart.categories:
            return -1
        across = [self._x(at) for at in range(len(self.chart.categories))]
        return min(range(len(across)), key=lambda at: abs(across[at] - point.x()))

    def draw(self, painter: QPainter) -> None:
        if not self.chart.categories:
            return
        self._grid(painter)
        self._ends(painter)
        values = self.chart.series[0].values
        points = [QPointF(self._x(at), self._y(value or 0)) for at, value in enumerate(values)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(self.theme.accent)
        painter.setPen(QPen(accent, 2, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        dots = points if len(points) <= MARKED else [points[-1]]
        for point in dots:
            painter.drawEllipse(point, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        told = self.chosen if self.chosen >= 0 else len(points) - 1
        self._tell(painter, told, points[told])

    # ---- inside

    @property
    def _plane(self) -> QRectF:
        measure = self.fontMetrics()
        left = measure.horizontalAdvance(shown(self._ticks[-1])) + 2 * GAP
        return QRectF(left, GAP + measure.height(), self.width() - left - 2 * GAP,
                      self.height() - 2 * GAP - 2.2 * measure.height())  # fmt: skip

    def _x(self, category: int) -> float:
        first, last = self._days[0], self._days[-1]
        share = (self._days[category] - first) / (last - first) if last > first else 1
        plane = self._plane
        return plane.left() + share * plane.width()

    def _y(self, value: float) -> float:
        return self._plane.bottom() - value / self._ticks[-1] * self._plane.height()

    def _grid(self, painter: QPainter) -> None:
        plane, measure = self._plane, self.fontMetrics()
        for tick in self._ticks:
            y = self.crisp(QRectF(0, self._y(tick), 1, 1)).top() + 0.5
            painter.setPen(QPen(QColor(mix(self.theme.base, self.theme.text, 0.14)), 1))
            painter.drawLine(QLineF(plane.left(), y, plane.right(), y))
            painter.setPen(QColor(self.theme.muted))
            room = QRectF(0, y - measure.height() / 2, plane.left() - GAP, measure.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                             shown(tick))  # fmt: skip

    def _ends(self, painter: QPainter) -> None:
        """The first and the last day under the plane; one day alone stands at the right."""
        names = self.chart.categories
        top = self._plane.bottom() + GAP / 2
        room = QRectF(self._plane.left(), top, self._plane.width(), self.fontMetrics().height())
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, names[-1])
        if names[0] != names[-1]:
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, names[0])

    def _tell(self, painter: QPainter, category: int, point: QPointF) -> None:
        """The value at a point, above it and inside the plot."""
        value = self.chart.said(self.chart.series[0].values[category])
        said = f"{self.chart.categories[category]}: {value}" if category == self.chosen else value
        wide, high = self.fontMetrics().horizontalAdvance(said) + 10, self.fontMetrics().height()
        left = max(self._plane.left(), min(point.x() - wide / 2, self.width() - wide - 2))
        plate = QRectF(left, point.y() - high - 6, wide, high)
        if category == self.chosen:
            painter.setPen(QPen(QColor(self.theme.gutter), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(point.x(), self._plane.top(), point.x(), self._plane.bottom()))
        painter.fillRect(plate, QColor(self.theme.base))
        painter.setPen(QColor(self.theme.text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, said)


def ticks(largest: float) -> list[float]:
    """Whole, round values from 0 to the first that is not below `largest`, two to six of them."""
    power = 10 ** math.floor(math.log10(max(largest, 1)))
    steps = (power / 5, power / 2, power, 2 * power)
    step = max(1.0, next(one for one in steps if largest / one <= 5))
    return [step * number for number in range(max(1, math.ceil(largest / step)) + 1)]
