"""The strip above the claims table: this article or the whole project, search, filters, columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.claims import ClaimFilter
from model.records import ARTICLE_STATES, STANCES, VERDICTS, Person
from ui import plain
from ui.claims_columns import COLUMNS
from ui.icons import icon
from ui.stances import named
from ui.theme import Theme

TYPING = 160
"""Milliseconds after the last key before the search is carried out."""

SEARCH = 110
"""Pixels that the search needs beside the tools."""


class ClaimsHeader(QWidget):
    """Holds what is asked for; the table reads `filters` and `whole_project`."""

    changed = Signal()
    """Another scope, search or filter."""
    column_toggled = Signal(str, bool)
    entered = Signal()
    """Enter or ↓ in the search field."""

    def __init__(self) -> None:
        super().__init__()
        self.people: Callable[[], Sequence[Person]] = tuple
        self.is_shown: Callable[[str], bool] = lambda _: True
        self._chosen = ClaimFilter()
        self._theme: Theme | None = None
        self.article = Segment("This article", "Article")
        self.project = Segment("Whole project", "Project")
        self._scope = QButtonGroup(self)
        self._scope.addButton(self.article)
        self._scope.addButton(self.project)
        self.article.setChecked(True)
        self.search = QLineEdit(placeholderText="Search claims")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Search the claims")
        self.search.setMinimumWidth(SEARCH)
        self.filter = _tool("Filter the claims")
        self.columns = _tool("Choose the columns")
        self.found = plain.label(name="note")
        self.clear = QToolButton(text="Clear", autoRaise=True)
        self.clear.setAccessibleName("Clear search and filters")
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._arrange()
        self._connect()

    @property
    def whole_project(self) -> bool:
        return self.project.isChecked()

    @property
    def filters(self) -> ClaimFilter:
        return self._chosen._replace(text=self.search.text().strip())

    def set_scope(self, *, whole_project: bool) -> None:
        (self.project if whole_project else self.article).setChecked(True)

    def reset(self) -> None:
        """Ask for everything again."""
        self._chosen = ClaimFilter()
        self.search.clear()
        self._typing.stop()
        self._tell()

    def show_count(self, shown: int, of: int) -> None:
        """`of` is what there is without search and filters."""
        noun = "claim" if of == 1 else "claims"
        self.search.setPlaceholderText(f"Search {of:,} {noun}" if of else "Search claims")
        self.found.setText(f"{shown:,} of {of:,} {noun}")
        self._found_row.setVisible(self.filters.any)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.columns.setIcon(icon("mdi6.view-column-outline", theme))
        self._tint_filter()
        base = f"border: 1px solid {theme.border}; padding: 2px 8px;"
        self.article.setStyleSheet(_SEGMENT.format(base=base, radius="5px 0 0 5px", **_of(theme)))
        self.project.setStyleSheet(_SEGMENT.format(base=base, radius="0 5px 5px 0", **_of(theme)))

    def minimumSizeHint(self) -> QSize:
        """With the search in a line of its own."""
        tools = (self.article, self.project, self.filter, self.columns)
        sides = self._tools.contentsMargins()
        gaps = sides.left() + sides.right() + self._tools.spacing() * (len(tools) - 2)
        width = gaps + sum(tool.minimumSizeHint().width() for tool in tools)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.minimumSizeHint().width() + self._tools.spacing() + SEARCH
        self._place_search(beside=self.width() >= needed)

    # ---- inside

    def _place_search(self, *, beside: bool) -> None:
        """Between the tools, or below them."""
        row, other = (self._tools, self._below) if beside else (self._below, self._tools)
        if row.indexOf(self.search) >= 0:
            return
        other.removeWidget(self.search)
        row.insertWidget(1 if beside else 0, self.search, 1)
        self._below.setContentsMargins(8, 0, 6, 0 if beside else 6)

    def _arrange(self) -> None:
        scope = QHBoxLayout()
        scope.setSpacing(0)
        scope.addWidget(self.article)
        scope.addWidget(self.project)
        self._tools = row = QHBoxLayout()
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(6)
        row.addLayout(scope)
        row.addStretch(0)
        row.addWidget(self.filter)
        row.addWidget(self.columns)
        self._below = QHBoxLayout()
        self._place_search(beside=True)
        found = QHBoxLayout()
        found.setContentsMargins(10, 0, 6, 4)
        found.addWidget(self.found, 1)
        found.addWidget(self.clear)
        self._found_row = QWidget()
        self._found_row.setLayout(found)
        self._found_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(self._below)
        column.addWidget(self._found_row)

    def _connect(self) -> None:
        self._scope.buttonClicked.connect(lambda _: self.changed.emit())
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._enter)
        self._typing.timeout.connect(self.changed)
        self.clear.clicked.connect(self.reset)
        for button, fill in ((self.filter, self._fill_filters), (self.columns, self._fill_columns)):
            menu = QMenu(button)
            menu.aboutToShow.connect(lambda menu=menu, fill=fill: fill(menu))
            button.setMenu(menu)

    def _enter(self) -> None:
        self._typing.stop()
        self.changed.emit()
        self.entered.emit()

    def _tell(self) -> None:
        self._tint_filter()
        self.changed.emit()

    def _tint_filter(self) -> None:
        if self._theme is None:
            return
        active = self._chosen.any
        name = "mdi6.filter-check" if active else "mdi6.filter-variant"
        self.filter.setIcon(icon(name, self._theme, colour=self._theme.accent if active else ""))

    # ---- the menus

    def offer_columns(self, at: QPoint) -> None:
        """Let the person choose columns in a menu at this place of the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_columns(menu)
        menu.popup(at)

    def _fill_columns(self, menu: QMenu) -> None:
        menu.clear()
        for column in COLUMNS:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(self.is_shown(column.key))
            action.setEnabled(column.key != "claim")
            action.toggled.connect(lambda on, key=column.key: self.column_toggled.emit(key, on))

    def _fill_filters(self, menu: QMenu) -> None:
        menu.clear()
        unlinked = menu.addAction("Without an actor")
        unlinked.setCheckable(True)
        unlinked.setChecked(self._chosen.unlinked)
        unlinked.toggled.connect(lambda on: self._choose(unlinked=on))
        self._add_choices(menu, "Stance", "stance", [(one, named(one)) for one in STANCES])
        self._add_choices(menu, "Verdict", "verdict", [(one, one) for one in VERDICTS])
        self._add_choices(menu, "Article", "state", [(one, one) for one in ARTICLE_STATES])
        people = [(one.id, one.name) for one in self.people()]
        if len(people) > 1:
            self._add_choices(menu, "Person", "person", people)
        menu.addSeparator()
        clear = menu.addAction("Clear search and filters", self.reset)
        clear.setEnabled(self.filters.any)

    def _add_choices(self, menu: QMenu, title: str, key: str,
                     values: list[tuple[str, str]]) -> None:  # fmt: skip
        inner = menu.addMenu(title)
        chosen = getattr(self._chosen, key)
        for value, text in values:
            action = inner.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.toggled.connect(lambda on, value=value: self._toggle(key, value, on))

    def _toggle(self, key: str, value: str, on: bool) -> None:
        kept = [one for one in getattr(self._chosen, key) if one != value]
        self._choose(**{key: tuple([*kept, value] if on else kept)})

    def _choose(self, **fields: object) -> None:
        self._chosen = self._chosen._replace(**fields)  # type: ignore[arg-type]
        self._tell()


_SEGMENT = """
QToolButton {{ {base} border-radius: 0; background: {raised}; color: {text}; }}
QToolButton:checked {{ background: {selection}; border-color: {accent}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}
"""


def _of(theme: Theme) -> dict[str, str]:
    return {name: getattr(theme, name) for name in ("raised", "text", "selection", "accent")}


class Segment(QToolButton):
    """One of a row of choices, which says it shorter where there is little room."""

    def __init__(self, words: str, short: str) -> None:
        super().__init__(text=words, checkable=True)
        self._words, self._short = words, short
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._hint(self._words)

    def minimumSizeHint(self) -> QSize:
        return self._hint(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self._hint(self._words).width() <= self.width()
        self.setText(self._words if fits else self._short)

    def _hint(self, words: str) -> QSize:
        wide, measure = super().sizeHint(), self.fontMetrics().horizontalAdvance
        return QSize(wide.width() + measure(words) - measure(self.text()), wide.height())


def _tool(name: str) -> QToolButton:
    button = QToolButton(autoRaise=True, iconSize=QSize(18, 18))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setAccessibleName(name)
    plain.explain(button, name)
    button.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
    return button
