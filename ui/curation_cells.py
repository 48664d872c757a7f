"""How the cells of a unit are drawn: a bar and a sign for its standing, the label, the words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.curation_model import UnitsModel
from ui.standing import STANDINGS, standing_tones
from ui.theme import LIGHT, mix

EDGE, BAR = 8, 5
Index = QModelIndex | QPersistentModelIndex


class UnitCells(QStyledItemDelegate):
    """One delegate for the whole table."""

    def __init__(self, view: QTableView, units: UnitsModel) -> None:
        super().__init__(view)
        self._view, self._units = view, units
        self.theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self.theme, QRect(option.rect)
        span, stands = self._units.span_at(index), self._units.stands_at(index)
        in_row = index.row() == self._view.currentIndex().row()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(box)
        ink = standing_tones(stands, theme)
        if here or in_row:
            ground = theme.selection if here else mix(theme.base, theme.selection, 0.45)
            painter.fillRect(box, QColor(ground))
        elif stands and not self._units.unit(index.row()).is_decided:
            painter.fillRect(box, QColor(mix(theme.base, ink.tint, 0.6)))
        if stands:
            painter.fillRect(QRect(box.left(), box.top(), BAR, box.height() - 1), QColor(ink.line))
        painter.setPen(QColor(mix(theme.base, theme.border, 0.6)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if here:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        inner = box.adjusted(EDGE + BAR, 0, -EDGE, 0)
        if span is None:
            self._write(painter, option.font, theme.muted, inner, "–")
        else:
            quiet = self._units.unit(index.row()).is_decided and bool(stands) and not here
            self._say(painter, option.font, inner, index, theme.muted if quiet else theme.text)
        painter.restore()

    def _say(self, painter: QPainter, font: QFont, box: QRect, index: Index, colour: str) -> None:
        span, stands = self._units.span_at(index), self._units.stands_at(index)
        assert span is not None
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        ink = standing_tones(stands, self.theme)
        sign = f"{STANDINGS[stands].sign}  " if stands else ""
        self._write(painter, bold, ink.ink if stands else colour, box, sign)
        left = box.adjusted(QFontMetrics(bold).horizontalAdvance(sign), 0, 0, 0)
        self._write(painter, font, colour, left, self._units.words(span))

    def _write(self, painter: QPainter, font: QFont, colour: str, box: QRect, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        end = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, end, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
