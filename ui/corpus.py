"""The Corpus workspace: the project as a whole, its figures, its words, and the way out of it."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QToolButton, QVBoxLayout, QWidget

from ui.concordance import Concordance
from ui.consistency import Consistency
from ui.corpus_agreement import AgreementView
from ui.corpus_dashboard import Dashboard
from ui.desk import Desk
from ui.figures_view import FiguresView
from ui.jobs import Jobs
from ui.theme import Theme


class Part(Protocol):
    """What one tab shows, a widget."""

    def set_theme(self, theme: Theme) -> None: ...

    def focus_first(self) -> None: ...


class CorpusPage(QWidget):
    """A tab for each way of looking; `export` is at hand in all of them."""

    def __init__(self, desk: Desk, jobs: Jobs, export: QAction) -> None:
        super().__init__()
        self._desk = desk
        self.dashboard = Dashboard(desk, jobs)
        self.concordance = Concordance(desk)
        self.consistency = Consistency(desk)
        self.figures = FiguresView(desk, jobs)
        self.agreement = AgreementView(desk, jobs)
        self.parts: dict[str, Part] = {
            "dashboard": self.dashboard, "concordance": self.concordance,
            "consistency": self.consistency, "figures": self.figures,
            "agreement": self.agreement,
        }  # fmt: skip
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setAccessibleName("Corpus")
        for name, part in self.parts.items():
            self.tabs.addTab(cast(QWidget, part), name.capitalize())
        out = QToolButton(focusPolicy=Qt.FocusPolicy.TabFocus)
        out.setDefaultAction(export)
        out.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tabs.setCornerWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        for part in (self.concordance, self.consistency, self.agreement):
            part.place_wanted.connect(self._show_place)
        self.figures.span_wanted.connect(self._show_span)

    def set_theme(self, theme: Theme) -> None:
        for part in self.parts.values():
            part.set_theme(theme)

    def show_part(self, name: str) -> None:
        """Turn to a part; the concordance takes up the words that are selected in the article."""
        self.tabs.setCurrentWidget(cast(QWidget, self.parts[name]))
        desk = self._desk
        if name == "concordance" and desk.range is not None:
            self.concordance.form.look_for(desk.text[slice(*desk.range)])
        self.focus_first()

    def focus_first(self) -> None:
        list(self.parts.values())[self.tabs.currentIndex()].focus_first()

    def focus_next(self) -> None:
        """From the tabs to what they show, and back."""
        bar = self.tabs.tabBar()
        if bar.hasFocus():
            self.focus_first()
        else:
            bar.setFocus()

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
