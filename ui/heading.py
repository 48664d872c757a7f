"""The line above the text: the article's title, and what is known about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from model.records import Article
from ui import plain


class Heading(QWidget):
    """The title is shortened to the room there is; the facts are always whole."""

    def __init__(self) -> None:
        super().__init__(objectName="readerHeading")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = plain.label(name="articleTitle")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.facts = plain.label(name="muted")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.title, 1)
        row.addWidget(self.facts)
        self._title = ""

    def show_article(
        self, article: Article | None, whose: str = "", *, locked: bool = False
    ) -> None:
        """`whose` are the spans shown, when that is not plain."""
        if article is None:
            return
        facts = (article.source, article.date, article.state, "locked" * locked, whose)
        self.facts.setText("  ·  ".join(fact for fact in facts if fact))
        self._title = " ".join(article.title.split())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._row.activate()
        fitting, end = QFontMetrics(self.title.font()), Qt.TextElideMode.ElideRight
        self.title.setText(fitting.elidedText(self._title, end, self.title.width()))
        plain.explain(self.title, self._title)
