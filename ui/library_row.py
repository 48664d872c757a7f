"""How an article looks in the library: state sign, title, and a line of facts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from model.records import Article
from ui.theme import LIGHT, Theme

EDGE, GAP, SIGN = 8, 3, 11


def described(article: Article) -> str:
    """'in progress · 12 spans · Reuters · 2024-11-06', as far as it is known."""
    marks = f"{article.spans:,} span{'s' if article.spans != 1 else ''}"
    waiting = f"{article.suggestions:,} suggested" if article.suggestions else ""
    empty = article.state in ("submitted", "approved") and not article.spans
    facts = (article.state, "nothing marked" if empty else marks, waiting, article.source,
             article.date)  # fmt: skip
    return " · ".join(fact for fact in facts if fact)


class ArticleRow(QStyledItemDelegate):
    """Two lines; the sign at the left says the state by shape and by colour."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        first, second = _fonts(option)
        height = QFontMetrics(first).height() + QFontMetrics(second).height() + GAP + 2 * 7
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:  # fmt: skip
        article = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(article, Article):
            return
        painter.save()
        theme, box = self._theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(theme.selection))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.window))
        first, second = _fonts(option)
        inner = box.adjusted(EDGE + SIGN + 7, 7, -EDGE, -7)
        line = QFontMetrics(first).height()
        self._sign(
            painter,
            article.state,
            QRect(box.left() + EDGE, inner.top() + (line - SIGN) // 2, SIGN, SIGN),
        )
        _text(
            painter,
            first,
            theme.text,
            QRect(inner.left(), inner.top(), inner.width(), line),
            article.title,
        )
        below = QRect(
            inner.left(), inner.top() + line + GAP, inner.width(), QFontMetrics(second).height()
        )
        _text(painter, second, theme.text if chosen else theme.muted, below, described(article))
        painter.restore()

    def _sign(self, painter: QPainter, state: str, box: QRect) -> None:
        """○ new · half-filled in progress · filled submitted · ✓ approved · ↩ returned."""
        theme = self._theme
        colour = QColor({"approved": theme.good, "submitted": theme.accent,
                         "returned": theme.warning}.get(state, theme.gutter))  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = box.adjusted(1, 1, -1, -1)
        if state in ("submitted", "approved"):
            painter.setBrush(colour)
        painter.drawEllipse(inner)
        if state == "in progress":
            painter.setBrush(colour)
            painter.drawPie(inner, 90 * 16, 180 * 16)
        if state == "approved":
            painter.setPen(QPen(QColor(theme.base), 1.6))
            painter.drawPolyline([box.topLeft() + step for step in _TICK])
        if state == "returned":
            painter.drawLine(
                inner.left() + 2, inner.center().y() + 1, inner.right() - 1, inner.center().y() + 1
            )


_TICK = (QPoint(3, 6), QPoint(5, 8), QPoint(8, 4))


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
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
