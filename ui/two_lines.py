"""Rows of lists with a sign at the left, a line in front and a quiet one below it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui import display
from ui.theme import LIGHT, Theme

EDGE, GAP, SIGN = 8, 3, 11


class Lines(NamedTuple):
    """What a row says; `lead` stands before the second line in a colour of its own."""

    first: str
    second: str
    lead: str = ""
    colour: str = ""
    quiet: bool = False
    """The first line steps back too."""


class TwoLines(QStyledItemDelegate):
    """Draws the record under `UserRole`; subclasses say what of it, and draw the sign."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme

    def lines(self, record: object) -> Lines | None:
        """What a row says; None leaves it blank."""
        raise NotImplementedError

    def sign(self, painter: QPainter, record: object, box: QRect) -> None:
        """Draw the row's state: shape and colour both say it."""
        raise NotImplementedError

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        first, second = _fonts(option)
        height = QFontMetrics(first).height() + QFontMetrics(second).height() + GAP + 2 * 7
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:  # fmt: skip
        record = index.data(Qt.ItemDataRole.UserRole)
        said = self.lines(record)
        if said is None:
            return
        painter.save()
        theme, box = self.theme, QRect(option.rect)
        # Not by `option.state`: see `style.FUSION`.
        chosen = self._view.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(box, QColor(theme.selection))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
        elif self._is_under_mouse(box):
            painter.fillRect(box, QColor(theme.window))
        first, second = _fonts(option)
        inner = box.adjusted(EDGE + SIGN + 7, 7, -EDGE, -7)
        high = QFontMetrics(first).height()
        self.sign(painter, record, QRect(box.left() + EDGE, inner.top() + (high - SIGN) // 2,
                                         SIGN, SIGN))  # fmt: skip
        above = QRect(inner.left(), inner.top(), inner.width(), high)
        back = theme.muted if said.quiet and not chosen else theme.text
        _text(painter, first, back, above, said.first)
        below = QRect(inner.left(), above.bottom() + 1 + GAP, inner.width(),
                      QFontMetrics(second).height())  # fmt: skip
        if said.lead:
            below.setLeft(_lead(painter, second, said, below, theme.text if chosen else ""))
        _text(painter, second, theme.text if chosen else theme.muted, below, said.second)
        painter.restore()

    def _is_under_mouse(self, box: QRect) -> bool:
        viewport = self._view.viewport()
        return viewport.underMouse() and box.contains(viewport.mapFromGlobal(QCursor.pos()))


def _lead(painter: QPainter, font: QFont, said: Lines, box: QRect, colour: str) -> int:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    _text(painter, bold, colour or said.colour, box, said.lead)
    return box.left() + QFontMetrics(bold).horizontalAdvance(said.lead + "  ")


def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
    first, second = QFont(option.font), QFont(option.font)
    first.setWeight(QFont.Weight.Medium)
    second.setPointSizeF(max(7.0, option.font.pointSizeF() * 0.88))
    return first, second


def _text(painter: QPainter, font: QFont, colour: str, box: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flat = " ".join(text.split())
    shown = QFontMetrics(font).elidedText(flat, Qt.TextElideMode.ElideRight, box.width())
    painter.setLayoutDirection(display.direction(shown))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, left | Qt.AlignmentFlag.AlignVCenter, shown)
