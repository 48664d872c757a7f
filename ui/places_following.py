"""Keeps a list of places true: what they carry after each edit, and articles that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from model import concordance
from model.edits import Edit
from ui.desk import Desk
from ui.places_model import PlacesModel
from ui.steps import Stepper

AT_ONCE = 5_000
"""Rows that are gone through in one step."""


class Following(QObject):
    """Looks at the touched articles again in short steps; places never move, as texts do not."""

    lost = Signal()
    """The list is of another project, or of what another person saw."""

    def __init__(self, desk: Desk, model: PlacesModel) -> None:
        super().__init__()
        self._desk = desk
        self._model = model
        self._stepper = Stepper(self)
        self._waiting: set[str] = set()
        """Articles to look at."""
        self._touched: set[str] = set()
        """Articles that are no longer as they were when the list was made."""
        self._since: set[str] = set()
        """Those that have changed since another list was begun."""
        self._is_rewritten = False
        desk.changed.connect(self._follow)
        desk.rewritten.connect(self._note_rewriting)
        desk.project_changed.connect(self._read_anew)
        model.layoutChanged.connect(lambda *_: self._begin())
        model.modelReset.connect(self._look_anew)

    @property
    def is_true(self) -> bool:
        """Whether nothing was changed since the list was begun."""
        return not self._touched

    def stop(self) -> None:
        """A list is made anew: what has been changed so far is in it."""
        self._waiting.clear()
        self._touched.clear()
        self._stepper.stop()

    def begin_anew(self) -> None:
        """Another list is being made: what changes from now on may not be in it."""
        self._since.clear()

    def exchange(self) -> None:
        """The list that was begun is shown next."""
        self._touched = {*self._since}

    # ---- inside

    def _follow(self, edit: Edit) -> None:
        gone = {change.id for change in edit.of("article") if change.after is None}
        found = {
            str((change.after or change.before or {})["article_id"])
            for table in ("span", "assignment", "decision") for change in edit.of(table)
        }  # fmt: skip
        self._look_at(found - gone, gone)

    def _note_rewriting(self) -> None:
        self._is_rewritten = True

    def _read_anew(self) -> None:
        """After a large edit every article of the list may be another, or gone."""
        is_lent = self._desk.is_lent
        if is_lent and self._desk.store is None:
            self._stepper.stop()
            return
        if not (self._is_rewritten or is_lent):
            self.stop()
            self.lost.emit()
            return
        self._is_rewritten = False
        listed = {row.hit.article_id for row in self._model.rows}
        gone = concordance.gone_among(self._desk.project, listed)
        self._look_at(listed - gone, gone)

    def _look_at(self, found: set[str], gone: set[str]) -> None:
        self._touched = (self._touched | found) - gone
        self._since = (self._since | found) - gone
        self._waiting = (self._waiting | found) - gone
        if gone:
            self._model.drop(gone)
        self._begin()

    def _look_anew(self) -> None:
        """Rows have come that may be as they were before an edit."""
        self._waiting |= self._touched
        self._begin()

    def _begin(self) -> None:
        """From the beginning, too, when the rows have come to stand elsewhere."""
        if self._waiting and self._model.rows:
            self._stepper.start(self._look_again(), lambda _: None, lambda _: None)
        else:
            self._stepper.stop()

    def _look_again(self) -> Iterator[None]:
        """Show what the places of these articles carry now, an article at each step."""
        rows: dict[str, list[int]] = defaultdict(list)
        for first in range(0, len(self._model.rows), AT_ONCE):
            for at, row in enumerate(self._model.rows[first : first + AT_ONCE], first):
                if row.hit.article_id in self._waiting:
                    rows[row.hit.article_id].append(at)
            yield
        self._waiting &= rows.keys()
        for article_id, places in rows.items():
            now = concordance.spans_at(self._desk.project, article_id)
            for at in places:
                hit = self._model.rows[at].hit
                self._model.put(at, hit._replace(spans=now.get((hit.start, hit.end), ())))
            self._waiting.discard(article_id)
            yield
