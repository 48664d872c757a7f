"""The only bridge between windows and the model: store, article, selection, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from model import articles, labels, spans
from model.edits import Edit
from model.errors import DamagedProject, UserError
from model.records import Article, Label, Span
from model.settings import Settings, Value
from model.store import Store
from ui.disputed import Disputed
from ui.news import News, topic_of
from ui.open_article import OpenArticle
from ui.unsaved import Unsaved

if TYPE_CHECKING:
    from ui.away import Away
    from ui.case import Case


class Frame(Protocol):
    """What commands may ask of the window: dialogs and panes, by name."""

    def show_dialog(self, name: str) -> None: ...
    def toggle_pane(self, name: str) -> None: ...
    def pane_shown(self, name: str) -> bool: ...
    def focus_pane(self, name: str) -> None: ...
    def show_workspace(self, name: str) -> None: ...
    def workspace_shown(self, name: str) -> bool: ...
    def away(self, parent: QObject) -> Away: ...
    def quit(self) -> None: ...


class Desk(News):
    """What is open and what is chosen. Views read it and follow its signals; commands act on it."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.frame: Frame | None = None
        self.store: Store | None = None
        self.chosen: str | None = None
        """Id of the chosen span."""
        self.range: tuple[int, int] | None = None
        """Selected code points, half-open, never empty."""
        self.caret, self.search = 0, ""
        self.edge, self.step = "", ""
        """'start' or 'end' while arrow keys move that edge, and the step of undo that goes on."""
        self.offering = False
        """Whether links are offered that Enter would make."""
        self.is_lent = False
        """Whether a process has the project, which is closed here meanwhile."""
        self.reviewing = False
        """Whether the article is before a reviewer: changes are fixes, in copies of their own."""
        self.subject = ""
        """Id of the annotator's span under review."""
        self.case: Case | None = None
        """What is under review, once there was a reason to look."""
        self.unsaved, self.disputed = Unsaved(self), Disputed()
        self._take(OpenArticle())
        self._labels: dict[str, Label] = {}

    # ---- project and article

    def open(self, store: Store | None, article_id: str | None = None) -> None:
        """Work on `store` from now on, first on this article; close the one before unseen."""
        self.show(None)
        if self.store is not None:
            self.store.close()
        self.store, self.search = store, ""
        self.unsaved.clear()
        if store is not None:
            store.listen(self._follow)
        self.read_anew(article_id)

    def read_anew(self, article_id: str | None) -> None:
        """Read the project from its beginning, and show this article."""
        self._forget_article()
        self._labels = labels.by_id(self.store) if self.store is not None else {}
        self.project_changed.emit()
        if article_id is None:
            self.article_changed.emit()
        self.show(article_id)

    def show(self, article_id: str | None) -> None:
        """Show an article in the reader."""
        if article_id == self.article_id:
            return
        self._forget_article()
        self._take(self._opened(article_id))
        self.article_changed.emit()
        self.moved.emit()

    def review(self, reviewing: bool) -> None:
        """Show the article as a reviewer has it before them, or as its annotator."""
        if reviewing == self.reviewing:
            return
        self.reviewing = reviewing
        self.chosen, self.edge = None, ""
        self._take(self._opened(self.article_id))
        self.readings_changed.emit()
        self.moved.emit()

    def reveal(self, span_id: str) -> None:
        """Show the article of a span and choose it."""
        span = spans.one(self.project, span_id)
        if span is not None:
            self.show(span.article_id)
            self.choose(span_id)

    @property
    def project(self) -> Store:
        """The open store; commands that need one are disabled without it."""
        assert self.store is not None
        return self.store

    @property
    def article(self) -> Article | None:
        """The article shown, with its state and counts."""
        return self.here.record

    @property
    def writable(self) -> bool:
        return self.store is not None and not self.store.read_only

    @property
    def labels(self) -> dict[str, Label]:
        """Every label by id, retired ones too."""
        return self._labels

    def label_for_key(self, key: str) -> Label | None:
        alive = (label for label in self._labels.values() if not label.retired)
        return next((label for label in alive if label.key == key), None)

    def role(self, span: Span) -> str:
        return self._labels[span.label_id].role

    # ---- selection

    @property
    def span(self) -> Span | None:
        """The chosen span."""
        return self.spans.get(self.chosen) if self.chosen else None

    def choose(self, span_id: str | None) -> None:
        """Choose a span (or none); a selected range gives way to it."""
        if span_id == self.chosen and self.range is None:
            return
        self.chosen = span_id
        self.edge = ""
        if span_id is not None:
            self.range = None
        self.moved.emit()

    def set_range(self, selected: tuple[int, int] | None, caret: int) -> None:
        """What the reader says of its caret and selection."""
        if (selected, caret) == (self.range, self.caret):
            return
        if selected is not None or caret != self.caret:
            self.chosen, self.edge = None, ""
        self.range, self.caret = selected, caret
        self.moved.emit()

    def select(self, start: int, end: int) -> None:
        """Have the reader select `[start, end)`."""
        self.range_wanted.emit(start, end)

    def arm(self, edge: str, step: str = "") -> None:
        self.edge, self.step = edge, step
        self.moved.emit()

    def set_offering(self, offering: bool) -> None:
        if offering != self.offering:
            self.offering = offering
            self.moved.emit()

    # ---- searching, trying

    def look_for(self, query: str) -> None:
        if query != self.search:
            self.search = query
            self.search_changed.emit()

    def attempt(self, work: Callable[[], object], *, edits: bool = True) -> bool:
        """Do `work`; a `UserError` is told, until the next edit if it `edits`. True when done."""
        try:
            work()
        except UserError as error:
            self.tell(str(error), "trouble", topic=topic_of(error) if edits else "")
            return False
        return True

    def change_settings(self, **values: Value) -> None:
        """Put settings in force, keep them, and have every view follow."""
        self.settings.set(**values)
        self.settings_changed.emit()

    # ---- inside

    def _follow(self, edit: Edit) -> None:
        if edit.is_large:
            self.rewritten.emit(edit)
            self.read_anew(articles.still_there(self.project, self.article_id))
            return
        others = self.here.follow(edit)
        if edit.touches("label"):
            self._labels = labels.by_id(self.project)
        gone = {change.id for change in edit.changes if change.after is None}
        if self.article_id in gone:
            self._forget_article()
            self.article_changed.emit()
        if self.chosen in gone or (self.chosen and self.span is None):
            self.chosen, self.edge = None, ""
            self.moved.emit()
        self.changed.emit(edit)
        if others:
            self.readings_changed.emit()

    def _opened(self, article_id: str | None) -> OpenArticle:
        hides = self.settings.on("suggest_after") and not self.reviewing
        try:
            return OpenArticle(self.store, article_id, hides=hides, reviewing=self.reviewing)
        except DamagedProject as error:
            self.tell(str(error), "trouble", "check")
            return OpenArticle()

    def _take(self, here: OpenArticle) -> None:
        self.here = here
        self.article_id, self.text, self.spans = here.id, here.text, here.spans

    def _forget_article(self) -> None:
        self._take(OpenArticle())
        self.chosen, self.range, self.caret, self.edge, self.subject = None, None, 0, "", ""
