"""Keeps a list of places true: what they carry after each edit, and articles that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject

from model import concordance
from model.edits import Edit
from ui.desk import Desk
from ui.places_model import PlacesModel
from ui.steps import Stepper


class Following(QObject):
    """Looks at the touched articles again in short steps; places never move, as texts do not."""

    def __init__(self, desk: Desk, model: PlacesModel) -> None:
        super().__init__()
        self._desk = desk
        self._model = model
        self._stepper = Stepper(self)
        self._touched: set[str] = set()
        desk.changed.connect(self._follow)
        for moved in (model.layoutChanged, model.modelReset):
            moved.connect(lambda *_: self._begin())
        desk.project_changed.connect(self.stop)

    def stop(self) -> None:
        self._touched.clear()
        self._stepper.stop()

    def _follow(self, edit: Edit) -> None:
        gone = {change.id for change in edit.of("article") if change.after is None}
        if gone:
            self._model.drop(gone)
        for table in ("span", "assignment", "decision"):
            for change in edit.of(table):
                self._touched.add(str((change.after or change.before or {})["article_id"]))
        self._touched -= gone
        self._begin()

    def _begin(self) -> None:
        """From the beginning, too, when the rows have come to stand elsewhere."""
        if self._touched and self._model.rows:
            self._stepper.start(self._look_again(), lambda _: None, lambda _: None)
        else:
            self._stepper.stop()

    def _look_again(self) -> Iterator[None]:
        """Show what the places of the touched articles carry now, an article at each step."""
        rows: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(self._model.rows):
            if row.hit.article_id in self._touched:
                rows[row.hit.article_id].append(at)
        self._touched &= rows.keys()
        for article_id, places in rows.items():
            now = concordance.spans_at(self._desk.project, article_id)
            for at in places:
                hit = self._model.rows[at].hit
                self._model.put(at, replace(hit, spans=now.get((hit.start, hit.end), ())))
            self._touched.discard(article_id)
            yield
