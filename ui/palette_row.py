"""One row of the command palette as it is painted: icon, text with the matched letters, keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

GAP = 10


class RowDelegate(QStyledItemDelegate):
    """Paints letter by letter run, so that no text is ever taken for markup."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, round(option.fontMetrics.height() * 1.7))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        palette = QGuiApplication.palette()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        group = QPalette.ColorGroup.Normal if row.enabled else QPalette.ColorGroup.Disabled
        ink = palette.color(group, QPalette.ColorRole.Text)
        quiet = ink if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(room.adjusted(4, 1, -4, -1), 5, 5)
        room.adjust(GAP + 2, 0, -GAP - 4, 0)
        side = round(option.fontMetrics.height() * 1.05)
        if row.icon is not None and not row.icon.isNull():
            mode = QIcon.Mode.Normal if row.enabled else QIcon.Mode.Disabled
            place = QRectF(room.left(), room.center().y() - side / 2, side, side)
            row.icon.paint(painter, place.toRect(), Qt.AlignmentFlag.AlignCenter, mode)
        room.setLeft(room.left() + side + GAP)
        room.setRight(room.right() - _keys(painter, room, row.keys, option.font, quiet))
        if row.menu:
            room.setRight(room.right() - _right(painter, room, row.menu, option.font, quiet))
        painter.setPen(ink)
        _marked(painter, room, row.text, set(row.at), option.font)
        painter.restore()


def _right(painter: QPainter, room: QRectF, text: str, font: QFont, ink: object) -> float:
    """Draw `text` flush right; the width it takes, its gap included."""
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    return QFontMetricsF(font).horizontalAdvance(text) + GAP


def _keys(painter: QPainter, room: QRectF, keys: str, font: QFont, ink: object) -> float:
    """Draw the shortcut as a key cap; every row leaves the same room for it."""
    measure = QFontMetricsF(font)
    widest = measure.horizontalAdvance("Ctrl+Shift+Return") + GAP
    if keys:
        wide = measure.horizontalAdvance(keys) + 12
        high = measure.height() + 2
        cap = QRectF(room.right() - wide, room.center().y() - high / 2, wide, high)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
    return widest


def _marked(painter: QPainter, room: QRectF, text: str, at: set[int], font: QFont) -> None:
    """Draw `text` with the letters `at` bold and underlined, cut with an ellipsis at the end."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    bold.setUnderline(True)
    left = room.left()
    for part, marked in _runs(text, at):
        face = bold if marked else font
        measure = QFontMetricsF(face)
        rest = room.right() - left
        shown = measure.elidedText(part, Qt.TextElideMode.ElideRight, rest)
        painter.setFont(face)
        painter.drawText(
            QRectF(left, room.top(), rest, room.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        left += measure.horizontalAdvance(part)
        if shown != part:
            return


def _runs(text: str, at: set[int]) -> list[tuple[str, bool]]:
    """`text` in pieces that are marked or not."""
    pieces: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        marked = place in at
        if pieces and pieces[-1][1] == marked:
            pieces[-1] = (pieces[-1][0] + letter, marked)
        else:
            pieces.append((letter, marked))
    return pieces
