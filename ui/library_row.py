"""How an article looks in the library: state sign, title, and a line of facts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from model.moves import FINISHED
from model.plurals import many
from model.records import Article
from ui.two_lines import Lines, TwoLines


def described(article: Article) -> str:
    """'in progress · 12 spans · Reuters · 2024-11-06', as far as it is known. Where one's own part
    of the work is at another point than the whole, it is that: 'yours submitted · 12 spans'."""
    marks = "" if article.suggestions and not article.spans else many(article.spans, "span")
    waiting = f"{article.suggestions:,} suggested" if article.suggestions else ""
    state = article.state
    if article.own and article.own != state:
        state = f"yours {article.own}"
    empty = (article.own or article.state) in FINISHED and not article.spans
    facts = (state, "nothing marked" if empty else marks, waiting, article.source,
             article.date)  # fmt: skip
    return " · ".join(fact for fact in facts if fact)


class ArticleRow(TwoLines):
    """The sign at the left says the state."""

    def lines(self, record: object) -> Lines | None:
        if not isinstance(record, Article):
            return None
        return Lines(record.title, described(record))

    def sign(self, painter: QPainter, record: object, box: QRect) -> None:
        """○ new · half-filled in progress · filled submitted · ✓ approved · ↩ returned."""
        assert isinstance(record, Article)
        theme, state = self.theme, record.own or record.state
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
