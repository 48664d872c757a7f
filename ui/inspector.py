"""The inspector: shows and edits whatever is chosen, a span, a range or the article itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from model.edits import Edit
from model.records import Article
from ui import plain
from ui.desk import Desk
from ui.inspector_article import ArticlePage, RangePage
from ui.inspector_span import SpanPage
from ui.theme import Theme

NOTHING = (
    "Nothing is chosen.\n\nOpen an article; then select words, or press Tab for its first span."
)


class Inspector(QWidget):
    """One page at a time; follows the desk's choice and every edit that touches it."""

    left = Signal()
    """The person is done here: the keys go back to the reader."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._about = ""
        """Id of the span or article that the page tells of."""
        self._shown_article: Article | None = None
        """As the page of the article shows it."""
        self.nothing = plain.label(NOTHING, name="empty", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.article = ArticlePage(desk)
        self.range = RangePage(desk)
        self.span = SpanPage(desk)
        self._pages = QStackedWidget()
        for page in (self.nothing, self.article, self.range, self.span):
            self._pages.addWidget(page)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.span.left.connect(self.left)
        self.article.left.connect(self.left)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        for signal in (desk.project_changed, desk.article_changed, desk.moved):
            signal.connect(self._later.start)
        desk.project_changed.connect(self.range.show_labels)
        desk.changed.connect(self._follow)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        self.range.set_theme(theme)
        self.span.set_theme(theme)
        self.refresh()

    def refresh(self) -> None:
        """Show the page of what is chosen now."""
        desk = self._desk
        if desk.span is not None:
            self.span.show_span(desk.span)
            self._turn_to(self.span, desk.span.id)
        elif desk.range is not None:
            self.range.show_range(*desk.range)
            self._turn_to(self.range)
        elif desk.article is not None:
            self._show_article(desk.article)
            self._turn_to(self.article, desk.article.id)
        else:
            self._turn_to(self.nothing)

    def _show_article(self, article: Article) -> None:
        """The desk's record is another one after every edit, and the same as the caret moves."""
        if article is not self._shown_article:
            self._shown_article = article
            self.article.show_article(article)

    def _turn_to(self, page: QWidget, about: str = "") -> None:
        """Only the page shown counts for the scroll bar's length. What is told of something else
        begins at its top, unless it is a copy of the same, made by what is typed further down."""
        turned, self._about = about != self._about, about
        if self._pages.currentWidget() is not page:
            turned = True
            kind = QSizePolicy.Policy
            for other in (self.nothing, self.article, self.range, self.span):
                fits = kind.Preferred if other is page else kind.Ignored
                other.setSizePolicy(fits, fits)
            self._pages.setCurrentWidget(page)
        focused = QApplication.focusWidget()
        if turned and not (focused is not None and page.isAncestorOf(focused)):
            self._scroll.verticalScrollBar().setValue(0)

    def _follow(self, edit: Edit) -> None:
        if edit.touches("label"):
            self.range.show_labels()
        self._later.start()

    # ---- where keys lead

    def focus_first(self) -> None:
        """The first field of the page shown."""
        page = self._shown()
        if page is self.span:
            self.span.label.setFocus()
        elif page is self.article:
            self.article.fields["title"].setFocus()
        else:
            self._scroll.setFocus()

    def focus_note(self) -> None:
        if self._shown() is self.span:
            self.span.note.setFocus()
            self._scroll.ensureWidgetVisible(self.span.note)

    def focus_figure(self) -> None:
        self._focus_role("figure")

    def focus_stance(self) -> None:
        self._focus_role("verified")

    def focus_verdict(self) -> None:
        self._focus_role("claim")

    def _focus_role(self, role: str) -> None:
        if self._shown() is self.span:
            self.span.focus_role(role)
            self._scroll.ensureWidgetVisible(self.span.roles[role])

    def _shown(self) -> QWidget | None:
        """The page after everything that is waiting to be shown."""
        self._later.stop()
        self.refresh()
        return self._pages.currentWidget()
