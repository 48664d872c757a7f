"""The library pane: the articles with state and counts, filtered, searched, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from model import articles, assignments, search, sight
from model.edits import Edit
from model.records import ARTICLE_STATES, Article
from model.store import Store
from ui import plain
from ui.desk import Desk
from ui.library_row import ArticleRow, described
from ui.paged import PagedList
from ui.qt import introduce_viewport
from ui.theme import Theme

EMPTY = (
    "No articles yet.\n\nImport files with Ctrl+I, paste a text with Ctrl+Shift+V, or drop files "
    "here: texts, web pages, Word, PDF, tables, and other tools' projects."
)
NONE_FIT = "No article fits the search and the filter."


class LibraryModel(PagedList):
    """The articles as rows."""

    def title(self, record: object) -> str:
        assert isinstance(record, Article)
        return record.title

    def said(self, record: object) -> str:
        assert isinstance(record, Article)
        return f"{record.title}, {described(record)}"


class Library(QWidget):
    """Reads the store's articles; asks the desk to show the one chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._states: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self.search = QLineEdit(placeholderText="Search titles and texts")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Search the articles")
        self.filter = QComboBox()
        self.filter.setAccessibleName("Filter the articles")
        self.model = LibraryModel(self._fetch)
        self.list = QListView(
            uniformItemSizes=True, verticalScrollMode=QListView.ScrollMode.ScrollPerPixel
        )
        introduce_viewport(self.list)
        self.list.setAccessibleName("Articles")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self.model)
        self._row = ArticleRow(self.list)
        self.list.setItemDelegate(self._row)
        self.empty = plain.label(EMPTY, name="empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._arrange()
        self._typing = QTimer(self, singleShot=True, interval=180)
        self._connect()

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.filter)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        desk = self._desk
        desk.project_changed.connect(self.refresh)
        desk.article_changed.connect(self._follow_article)
        desk.changed.connect(self._follow)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._enter)
        self._typing.timeout.connect(self._look)
        self.filter.activated.connect(lambda _: self._select())
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(lambda _: desk.frame and desk.frame.focus_pane("reader"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.scrollTo(self.list.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the article shown in sight when there is less room, if it was."""
        super().resizeEvent(event)
        lost = event.oldSize().height() - event.size().height()
        row = self.list.visualRect(self.list.currentIndex())
        if row.top() >= 0 and row.bottom() < self.list.viewport().height() + lost:
            self.list.scrollTo(self.list.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        self._row.set_theme(theme)
        self.list.viewport().update()

    def refresh(self) -> None:
        """Everything anew: another project, or articles that came or went. What was looked for in
        a project that is lent is looked for again when it is back."""
        store = self._desk.store
        if store is None and self._desk.is_lent:
            return
        self._states = articles.states(store) if store else {}
        self._own = assignments.own(store) if store and sight.are_several(store) else {}
        if store is None:
            self.search.clear()
        self._count()
        self._look()

    def _fetch(self, wanted: Sequence[str]) -> dict[str, Article]:
        desk = self._desk
        if desk.article is not None and [*wanted] == [desk.article_id]:
            return {desk.article.id: desk.article}
        found = articles.some(desk.store, wanted) if desk.store else []
        return {one.id: one for one in (sight.counted(desk.store, found) if desk.store else [])}

    def _follow(self, edit: Edit) -> None:
        if any(change.before is None or change.after is None for change in edit.of("article")):
            self.refresh()
            return
        touched = {change.id for change in edit.of("article")}
        for change in (*edit.of("span"), *edit.of("assignment")):
            row = change.after or change.before or {}
            touched.add(str(row["article_id"]))
        if len(touched) > 50:
            self.refresh()
            return
        here = [*touched & self._states.keys()]
        for article_id in here:
            self.model.forget(article_id)
        if edit.touches("assignment"):
            fresh = self._fetch(here)
            self._states |= {id_: article.state for id_, article in fresh.items()}
            own = {id_: article.own for id_, article in fresh.items()}
            self._own = {id_: state for id_, state in (self._own | own).items() if state}
            self._count()

    def _count(self) -> None:
        """The filter's entries, with how many articles each holds."""
        kept = self.filter.currentData() or ""
        states = Counter(self._states.values())
        self.filter.clear()
        self.filter.addItem(f"All articles ({len(self._states):,})", "")
        self.filter.addItem(f"Unfinished ({_unfinished(states):,})", "unfinished")
        if 0 < len(self._own) < len(self._states):
            mine = _unfinished(Counter(self._own.values()))
            self.filter.addItem(f"Yours ({len(self._own):,})", "yours")
            self.filter.addItem(f"Yours, unfinished ({mine:,})", "yours unfinished")
        for state in ARTICLE_STATES:
            if many := states[state]:
                self.filter.addItem(f"{state.capitalize()} ({many:,})", state)
        self.filter.setCurrentIndex(max(0, self.filter.findData(kept)))

    def _look(self) -> None:
        self._desk.look_for(self.search.text().strip())
        self._select()

    def _enter(self) -> None:
        """Enter in the search field: show the first article found, at its first hit."""
        self._typing.stop()
        self._look()
        if self.model.row_of(self._desk.article_id) < 0 and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        self._desk.hit_wanted.emit(1)

    def _select(self) -> None:
        """Show what fits the filter and the search."""
        fitting = self.filter.currentData() or ""
        ids = list(self._states)
        store, query = self._desk.store, self.search.text().strip()
        if store is not None and query:
            ids = [id_ for id_ in _found(store, query) if id_ in self._states]
        self.model.show([id_ for id_ in ids if self._fits(id_, fitting)] if fitting else ids)
        self.empty.setText(NONE_FIT if self._states else EMPTY if store else "")
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._follow_article()

    def _fits(self, id_: str, fitting: str) -> bool:
        if fitting.startswith("yours"):
            state = self._own.get(id_, "")
            return state != "" and (fitting == "yours" or state not in articles.FINISHED)
        state = self._states[id_]
        return fitting == state or fitting == "unfinished" and state not in articles.FINISHED

    def _follow_article(self) -> None:
        """Show which article is shown; the list's own signal, which would show it again and
        bring it into sight, stays silent."""
        row = self.model.row_of(self._desk.article_id)
        here = self.model.index(row) if row >= 0 else QModelIndex()
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        self.list.setCurrentIndex(here)
        selection.blockSignals(False)
        self.list.scrollTo(here)
        self.list.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        article = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(article, Article):
            self._desk.show(article.id)


def _unfinished(states: Counter[str]) -> int:
    return sum(many for state, many in states.items() if state not in articles.FINISHED)


def _found(store: Store, query: str) -> tuple[str, ...]:
    return search.articles(store, query).articles
