"""The line above the text: the article's title, and what is known about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from model.records import Article
from ui import plain


class Heading(QWidget):
    """Both are shortened to the room there is; the facts only to keep half of it for the title."""

    def __init__(self) -> None:
        super().__init__(objectName="readerHeading")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = plain.label(name="articleTitle")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.facts = plain.label(name="muted")
        self.facts.setMinimumWidth(1)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.title, 1)
        row.addWidget(self.facts)
        self._title = self._facts = ""

    def show_article(
        self, article: Article | None, whose: str = "", *, locked: bool = False
    ) -> None:
        """`whose` are the spans shown, when that is not plain."""
        if article is None:
            return
        facts = (article.source, article.date, article.state, "locked" * locked, whose)
        self._facts = "  ·  ".join(fact for fact in facts if fact)
        self._title = " ".join(article.title.split())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        sides = self._row.contentsMargins()
        room = self.width() - sides.left() - sides.right() - self._row.spacing()
        facts = _width(self.facts, self._facts)
        title = min(_width(self.title, self._title), max(room - facts, room // 2))
        for label, words, width in ((self.title, self._title, title),
                                    (self.facts, self._facts, room - title)):  # fmt: skip
            label.setText(label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width))
            plain.explain(label, words)
        self._row.activate()


def _width(label: QLabel, words: str) -> int:
    return label.fontMetrics().horizontalAdvance(words) + 2
