"""The claims pane: the table of claims with its header, in step with the desk both ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from model import claims, people, sight, spans
from model.edits import Edit
from model.records import ClaimRow
from ui import changing
from ui.claims_answers import ClaimsAnswers
from ui.claims_columns import KEYS, how_to_write
from ui.claims_empty import ClaimsEmpty
from ui.claims_following import (
    articles_of,
    claims_of_choice,
    concerns,
    keeps_others,
    moves_claims,
    place_of_article,
)
from ui.claims_header import ClaimsHeader
from ui.claims_model import ClaimsModel
from ui.claims_table import ClaimsTable
from ui.desk import Desk
from ui.theme import Theme


class ClaimsView(QWidget):
    """Reads `model.claims`; what a person does here goes through the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._order, self._descending, self._unseen = "place", False, sight.ALL
        self._following = self._stale = False
        self.answers = ClaimsAnswers(desk, self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.header = ClaimsHeader()
        self.model = ClaimsModel(self._fetch)
        self.table = ClaimsTable(self.model)
        self.empty = ClaimsEmpty()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        desk, header, table = self._desk, self.header, self.table
        desk.project_changed.connect(self.answers.forget)
        desk.project_changed.connect(self.header.reset)
        desk.article_changed.connect(self._another_article)
        desk.readings_changed.connect(self.refresh)
        desk.changed.connect(self._follow)
        desk.moved.connect(self._follow_choice)
        header.people = lambda: people.everyone(desk.store) if desk.store else []
        header.is_shown = lambda key: not table.isColumnHidden(KEYS.index(key))
        header.project.toggled.connect(lambda on: table.show_scope(whole_project=on))
        header.changed.connect(self.refresh)
        header.entered.connect(self.focus_table)
        header.column_toggled.connect(table.show_column)
        self.empty.clear_wanted.connect(header.reset)
        table.sorted_by.connect(self._sort)
        table.columns_wanted.connect(header.offer_columns)
        table.nothing_to_edit.connect(lambda: desk.writable and desk.tell(how_to_write()))
        table.jump_wanted.connect(self._jump)
        table.delete_wanted.connect(lambda: delete(desk, table.chosen_ids()))
        table.clicked.connect(self._reveal)
        table.selectionModel().currentRowChanged.connect(lambda now, _: self._reveal(now))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._offer_menu)
        self.model.edited.connect(lambda *cell: store_cell(desk, *cell))

    # ---- what the window asks for

    def set_theme(self, theme: Theme) -> None:
        self.header.set_theme(theme)
        self.table.set_theme(theme)

    def focus_table(self) -> None:
        """Put the keys on the table; without rows, on the search."""
        if self.model.ids:
            if not self.table.currentIndex().isValid():
                self.table.choose_row(0)
            self.table.setFocus()
        else:
            self.header.search.setFocus()

    def layout_state(self) -> dict[str, object]:
        return {"columns": self.table.layout_state(), "whole": self.header.whole_project}

    def restore_layout(self, kept: dict[str, object]) -> None:
        columns = kept.get("columns")
        self.table.restore_layout(columns if isinstance(columns, list) else [])
        self.header.set_scope(whole_project=kept.get("whole") is True)
        self.refresh()

    # ---- what is shown

    @property
    def _scope(self) -> str | None:
        return None if self.header.whole_project else self._desk.article_id

    def _fetch(self, wanted: Sequence[str]) -> list[ClaimRow]:
        return self.answers.rows(wanted, self._unseen)

    def refresh(self) -> None:
        """Ask again which claims there are; selection and scroll stay where they can."""
        self._soon.stop()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        ids: list[str] = []
        if self._desk.store is not None and (self.header.whole_project or self._scope):
            self._unseen = sight.unseen(self._desk.store, [self._scope] if self._scope else None)
            ids = self.answers.ids(self._scope, self.header.filters, self._unseen, self._order,
                                   descending=self._descending)  # fmt: skip
        self._take(lambda: self.model.show(ids))

    def _take(self, change: Callable[[], None]) -> None:
        """Change the rows without taking what that selects for a choice."""
        self._following = True
        change()
        self._following = False
        self._show_count()

    def _show_count(self) -> None:
        """What follows from the rows shown: the count, what an empty table says, the choice."""
        ids, store, filters = self.model.ids, self._desk.store, self.header.filters
        self.model.writable = self._desk.writable
        of = len(ids)
        if store is not None and filters.any:
            of = self.answers.count(self._scope, self._unseen)
        self.header.show_count(len(ids), of)
        self._stack.setCurrentIndex(0 if ids else 1)
        if not ids:
            self.empty.explain(self._desk, of, whole_project=self.header.whole_project)
        self._follow_choice()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _sort(self, key: str, descending: bool) -> None:
        self._order, self._descending = key, descending
        self.refresh()

    # ---- following the desk

    def _another_article(self) -> None:
        """The article is painted first, then its claims."""
        if self.header.whole_project:
            self._follow_choice()
        else:
            self._soon.start()

    def _follow(self, edit: Edit) -> None:
        self.answers.follow(edit)
        if not concerns(edit, self._scope, self._desk):
            return
        plainly = self._order == "place" and not self.header.filters.any
        if not self.isVisible():
            self._stale = True
        elif self.header.whole_project and plainly and keeps_others(edit, self._desk):
            self._follow_in_place(edit)
        else:
            self.refresh()

    def _follow_in_place(self, edit: Edit) -> None:
        """The whole project in the texts' order: only one article's rows are looked up again."""
        if not moves_claims(edit, self._desk.labels):
            self.model.forget()
            return
        changed = articles_of(edit)
        at = changed.pop()
        fresh = claims.ids(self._desk.project, article_id=at, unseen=self._unseen)
        place = None if changed else place_of_article(edit, self.model.ids, fresh)
        if place is None:
            self.refresh()
            return
        self._take(lambda: self.model.splice(*place, fresh))

    def _follow_choice(self) -> None:
        """Select the row of the chosen claim, or of a claim that the chosen span belongs to."""
        if self._following or self._soon.isActive() or not self.isVisible():
            return
        rows = [row for row in map(self.model.row_of, claims_of_choice(self._desk)) if row >= 0]
        if self.table.is_chosen(rows) if rows else not self.table.chosen_ids():
            return
        self._following = True
        self.table.choose_row(rows[0] if rows else -1)
        self._following = False

    # ---- what a person does

    def _reveal(self, index: QModelIndex) -> None:
        if self._following or not index.isValid():
            return
        self._following = True
        try:
            self._desk.reveal(self.model.ids[index.row()])
        finally:
            self._following = False

    def _jump(self) -> None:
        self._reveal(self.table.currentIndex())
        if self._desk.frame is not None:
            self._desk.frame.focus_pane("reader")

    def _offer_menu(self, at: QPoint) -> None:
        menu = self.table.context_menu()
        menu.addSeparator()
        for text, run in (("Link…", self._desk.link_wanted.emit),
                          ("Delete\tDel", self.table.delete_wanted.emit)):  # fmt: skip
            menu.addAction(text, run).setEnabled(self._desk.writable)
        menu.popup(self.table.viewport().mapToGlobal(at))


def delete(desk: Desk, span_ids: Sequence[str]) -> None:
    """Delete claims with their links, as one edit."""
    if span_ids and desk.writable:
        changing.attempt(desk, lambda: spans.delete(desk.project, span_ids))


def store_cell(desk: Desk, span_id: str, key: str, value: str) -> None:
    """Store what was typed into a cell of the column `key`."""
    if key == "note":
        changing.attempt(desk, lambda: spans.set_note(desk.project, span_id, value))
    else:
        attributes = {key: value}
        changing.attempt(desk, lambda: spans.set_attributes(desk.project, span_id, attributes))
