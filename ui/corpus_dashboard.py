"""The dashboard: how far the project is, who did what, what waits; drawn, or as tables."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from model import stats
from ui import corpus_charts, plain
from ui.corpus_charts import Figures
from ui.corpus_figures import Source
from ui.desk import Desk
from ui.dialog import emptied
from ui.jobs import Jobs
from ui.plot_bars import BarPlot
from ui.plot_card import Card, FiguresTable
from ui.plot_lines import LinePlot
from ui.plots import Plot
from ui.steps import Stepper
from ui.theme import Theme

COLUMN = 62
"""Characters that one column of cards needs."""
BESIDE = 12
"""Pixels that are shown above and below the card that has the keys."""
NOTHING = (
    "No articles yet.\n\nImport some with Ctrl+I, paste a text with Ctrl+Shift+V, or drop files on "
    "the window. What is marked in them is counted here."
)


class Dashboard(QScrollArea):
    """Cards in as many columns as there is room for; counted while it is seen."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes through what it shows
        self.source = Source(desk, jobs, "stats", stats.of_project)
        self.stepper = Stepper(self)
        """Makes the cards."""
        self.articles = 0
        """Of the project, as they were counted last."""
        self.cards: dict[str, Card] = {}
        self._theme: Theme | None = None
        self._columns = 0
        self.as_tables = QCheckBox("Tables instead of plots")
        self.as_tables.toggled.connect(self._turn)
        self.said = plain.label("Counting…", name="muted", wrap=True)
        self.people = FiguresTable()
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(28)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._nothing = plain.label(NOTHING, name="empty", wrap=True)
        self._lay_out()
        self.source.counted.connect(self.show_figures)
        self.source.failed.connect(lambda why: self.said.setText(f"Not counted: {why}"))

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addLayout(self._tiles, 1)
        self._head.addWidget(self.said)
        self._head.addWidget(self.as_tables)
        self._people_card = QFrame(objectName="card")
        inside = QVBoxLayout(self._people_card)
        inside.setContentsMargins(14, 8, 10, 10)
        inside.addWidget(plain.label("People", name="section"))
        inside.addWidget(self.people)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._head)
        column.addWidget(self._nothing)
        column.addLayout(self._grid)
        column.addWidget(self._people_card)
        column.addStretch(1)
        self.setWidget(page)
        for part in (self._nothing, self._people_card, self.as_tables):
            part.hide()

    # ---- what it shows

    def show_figures(self, figures: Figures | None) -> None:
        """Every card anew; the one with the keys keeps them."""
        self.stepper.stop()
        self.said.clear()
        self.articles = figures["articles"] if figures else 0
        has_articles = bool(self.articles)
        self._nothing.setVisible(not has_articles)
        for part in (self.as_tables, *self.cards.values()):
            part.setVisible(has_articles)
        self._people_card.setVisible(has_articles and bool(self.cards))
        emptied(self._tiles)
        if not has_articles or figures is None:
            return
        for value, name in corpus_charts.tiles(figures):
            self._tiles.addWidget(_tile(value, name))
        self._tiles.addStretch(1)
        self.stepper.begin(self._fill(figures))

    def _fill(self, figures: Figures) -> Iterator[None]:
        """One new card at each step."""
        for make in corpus_charts.ORDER:
            chart = make(figures)
            if make.__name__ in self.cards:
                self.cards[make.__name__].show_chart(chart)
                continue
            kind = LinePlot if make in corpus_charts.LINES else BarPlot
            self._add(make.__name__, kind(chart))
            if self.hasFocus():
                self.focus_first()
            yield
        self.people.show_rows("People", corpus_charts.people(figures))
        self._people_card.show()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for card in self.cards.values():
            card.set_theme(theme)

    def focus_first(self) -> None:
        card = next(iter(self.cards.values()), None)
        (card.focus_target() if card is not None else self).setFocus()

    # ---- inside

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Show the whole card that the keys come to, not only a part of it."""
        moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        for card in (self._people_card, *self.cards.values()):
            if focused is not None and card.isAncestorOf(focused):
                self.ensureWidgetVisible(card, 0, BESIDE)
        return moved

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.cards:
            self.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.source.want(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.source.want(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _add(self, name: str, plot: Plot) -> None:
        card = self.cards[name] = Card(plot)
        card.show_as_table(self.as_tables.isChecked())
        if self._theme is not None:
            card.set_theme(self._theme)
        self._columns = 0
        self._place()
        QWidget.setTabOrder(card.table, self.people)

    def _place(self) -> None:
        """The cards, row by row, in as many columns as fit."""
        wide = COLUMN * self.fontMetrics().averageCharWidth()
        columns = max(1, min(3, self.viewport().width() // wide))
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if columns == 1 else direction.LeftToRight)
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _turn(self, as_tables: bool) -> None:
        for card in self.cards.values():
            card.show_as_table(as_tables)


def _tile(value: str, name: str) -> QWidget:
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(plain.label(value, name="title"))
    column.addWidget(plain.label(name, name="note"))
    return made
