"""What all plots share: focus, the value chosen by keys or pointer, copying, words for it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import plain
from ui.chart import Chart, as_text
from ui.theme import LIGHT, Theme, tones

STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1,
}  # fmt: skip
GAP = 8
PATTERNS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.NoBrush)
"""Of the first, second and third series: filled, hatched, hollow. Colour is not the only sign."""


class Plot(QWidget):
    """Draws a chart by `draw`; arrow keys choose a category, Ctrl+C copies the whole chart."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.theme = LIGHT
        self.chosen = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        self.chart = chart
        self.chosen = min(self.chosen, len(chart.categories) - 1)
        self.setAccessibleName(chart.title)
        self._describe()
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def choose(self, category: int) -> None:
        """Point a value out; a screen reader says it."""
        if category != self.chosen and -1 <= category < len(self.chart.categories):
            self.chosen = category
            self._describe()
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
            self.update()

    # ---- what the kinds of plot add

    def draw(self, painter: QPainter) -> None:
        raise NotImplementedError

    def category_at(self, point: QPointF) -> int:
        """The category under a point, or -1."""
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        return QSize(24 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self.theme.accent))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def crisp(self, rect: QRectF) -> QRectF:
        """The rectangle with its edges on whole pixels of the screen, whatever its scale."""
        scale = self.devicePixelRatioF()
        left, top = round(rect.left() * scale) / scale, round(rect.top() * scale) / scale
        right, bottom = round(rect.right() * scale) / scale, round(rect.bottom() * scale) / scale
        return QRectF(left, top, right - left, bottom - top)

    def fill(self, painter: QPainter, rect: QRectF, colour: str, pattern: int) -> None:
        """A bar, or the sign of its series in the legend."""
        line = QColor(tones(colour, self.theme).line if colour else self.theme.accent)
        style = PATTERNS[pattern % len(PATTERNS)]
        if style == Qt.BrushStyle.SolidPattern:
            painter.fillRect(self.crisp(rect), line)
            return
        inside = self.crisp(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(line, 1))
        painter.setBrush(QBrush(line, style))
        painter.drawRect(inside)

    def legend(self, painter: QPainter, top: float) -> None:
        """The names of the series in one line, each after its sign."""
        measure, side = self.fontMetrics(), self.fontMetrics().ascent()
        x = float(GAP)
        for at, series in enumerate(self.chart.series):
            self.fill(painter, QRectF(x, top + measure.descent(), side, side), series.colour, at)
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(QPointF(x + side + 5, top + measure.ascent()), series.name)
            x += side + 5 + measure.horizontalAdvance(series.name) + 2 * GAP

    @property
    def legend_height(self) -> float:
        return self.fontMetrics().height() + GAP if self.chart.is_stacked else 0

    # ---- keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self.chart.categories) - 1
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(as_text(self.chart.rows()))
        elif key in STEPS:
            self.choose(max(0, min(last, self.chosen + STEPS[key])))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        category = self.category_at(event.position())
        self.choose(category)
        told = self.chart.told(category) if category >= 0 else ""
        QToolTip.showText(event.globalPosition().toPoint(), plain.plain_tip(told))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.choose(-1)
        self.update()

    def _describe(self) -> None:
        chart = self.chart
        told = [chart.told(at) for at in range(len(chart.categories))]
        every = chart.empty if chart.is_empty else "; ".join(told)
        self.setAccessibleDescription(told[self.chosen] if self.chosen >= 0 else every)
