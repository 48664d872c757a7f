"""The Corpus workspace: the project as a whole, its figures, its words, and the way out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QVBoxLayout, QWidget

from ui.corpus_words import CorpusWords
from ui.desk import Desk
from ui.jobs import Jobs
from ui.theme import Theme


class Part(Protocol):
    """What one tab shows, a widget."""

    def set_theme(self, theme: Theme) -> None: ...

    def focus_first(self) -> None: ...


class Tabs(QTabBar):
    """Enter and Down lead into what the tab shows."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Corpus")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class CorpusPage(QWidget):
    """A tab for each way of looking, made when it is first shown; `export` is at hand in all."""

    told = Signal(object)
    """In words, what is shown; None when the page is shown no longer."""

    def __init__(self, desk: Desk, jobs: Jobs, export: QAction) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._theme: Theme | None = None
        self.parts: dict[str, Part] = {}
        """Those made so far."""
        self._makers: dict[str, Callable[[], Part]] = {
            "dashboard": self._dashboard, "concordance": self._concordance,
            "consistency": self._consistency, "figures": self._figures,
            "agreement": self._agreement,
        }  # fmt: skip
        self._words = CorpusWords(self)
        self._words.told.connect(lambda words: self.told.emit(words) if self.isVisible() else None)
        self._bar = Tabs()
        self.tabs = QTabWidget()
        self.tabs.setTabBar(self._bar)
        self.tabs.setDocumentMode(True)
        for name in self._makers:
            page = QWidget()
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(page, name.capitalize())
        self.tabs.currentChanged.connect(self._make)
        self._bar.entered.connect(self.focus_first)
        self._bar.tabBarClicked.connect(self._enter, Qt.ConnectionType.QueuedConnection)
        out = QToolButton(focusPolicy=Qt.FocusPolicy.TabFocus)
        out.setDefaultAction(export)
        out.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tabs.setCornerWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self._make(0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in self.parts.values():
            part.set_theme(theme)

    def show_part(self, name: str) -> None:
        """Turn to a part; the concordance takes up the words that are selected in the article."""
        self.tabs.setCurrentIndex(list(self._makers).index(name))
        self._make(self.tabs.currentIndex())
        desk, part = self._desk, self.parts[name]
        if name == "concordance" and desk.range is not None:
            from ui.concordance import Concordance

            cast(Concordance, part).form.look_for(desk.text[slice(*desk.range)])
        part.focus_first()

    def focus_first(self) -> None:
        """Where the keys were in the part that is shown, else where it begins."""
        part = self.parts[list(self._makers)[self.tabs.currentIndex()]]
        last = cast(QWidget, part).focusWidget()
        if last is not None and last.isVisible() and last.isEnabled():
            last.setFocus()
        else:
            part.focus_first()

    def focus_next(self) -> None:
        """From the tabs to what they show, and back."""
        if self._bar.hasFocus():
            self.focus_first()
        else:
            self._bar.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.told.emit(self._words.words)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.told.emit(None)

    def _enter(self, at: int) -> None:
        if at == self.tabs.currentIndex():
            self.focus_first()

    # ---- the parts

    def _make(self, at: int) -> None:
        name = list(self._makers)[at]
        if name not in self.parts:
            self._put_in(at, name)
        self._words.turn(name, self.parts[name])

    def _put_in(self, at: int, name: str) -> None:
        part = self.parts[name] = self._makers[name]()
        page = self.tabs.widget(at)
        layout = page.layout() if page is not None else None
        assert layout is not None
        layout.addWidget(cast(QWidget, part))
        if self._theme is not None:
            part.set_theme(self._theme)

    def _dashboard(self) -> Part:
        from ui.corpus_dashboard import Dashboard

        return Dashboard(self._desk, self._jobs)

    def _concordance(self) -> Part:
        from ui.concordance import Concordance

        made = Concordance(self._desk)
        made.place_wanted.connect(self._show_place)
        return made

    def _consistency(self) -> Part:
        from ui.consistency import Consistency

        made = Consistency(self._desk, self._jobs)
        made.place_wanted.connect(self._show_place)
        return made

    def _figures(self) -> Part:
        from ui.figures_view import FiguresView

        made = FiguresView(self._desk, self._jobs)
        made.span_wanted.connect(self._show_span)
        return made

    def _agreement(self) -> Part:
        from ui.corpus_agreement import AgreementView

        made = AgreementView(self._desk, self._jobs)
        made.place_wanted.connect(self._show_place)
        return made

    # ---- from here to an article

    def _show_place(self, article_id: str, start: int, end: int) -> None:
        desk = self._desk
        if desk.frame is not None:
            desk.frame.show_workspace("annotate")
        desk.show(article_id)
        desk.select(start, end)

    def _show_span(self, span_id: str) -> None:
        desk = self._desk
        if desk.frame is not None:
            desk.frame.show_workspace("annotate")
        desk.reveal(span_id)
