"""The Corpus workspace: the project as a whole, its figures, its words, and the way out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QToolButton, QVBoxLayout, QWidget

from ui.corpus_dashboard import Dashboard
from ui.desk import Desk
from ui.jobs import Jobs
from ui.theme import Theme


class CorpusPage(QWidget):
    """A tab for each way of looking; `export` is at hand in all of them."""

    def __init__(self, desk: Desk, jobs: Jobs, export: QAction) -> None:
        super().__init__()
        self.dashboard = Dashboard(desk, jobs)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setAccessibleName("Corpus")
        self.tabs.addTab(self.dashboard, "Dashboard")
        out = QToolButton(focusPolicy=Qt.FocusPolicy.TabFocus)
        out.setDefaultAction(export)
        out.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tabs.setCornerWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def set_theme(self, theme: Theme) -> None:
        self.dashboard.set_theme(theme)

    def focus_first(self) -> None:
        self.dashboard.focus_first()

    def focus_next(self) -> None:
        """From the tabs to what they show, and back."""
        bar = self.tabs.tabBar()
        if bar.hasFocus():
            self.focus_first()
        else:
            bar.setFocus()
