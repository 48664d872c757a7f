"""Where the reviewer stood at each of their decisions: undo and redo lead back there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from model import spans
from model.edits import Edit
from ui.desk import Desk
from ui.queue import Queue


class Stood(QObject):
    """Knows the decisions since the window was opened; of older ones, what they were on."""

    def __init__(self, desk: Desk, queue: Queue) -> None:
        super().__init__()
        self._desk, self._queue = desk, queue
        self._spans: dict[str, str] = {}
        """By edit, the span that was under review."""
        desk.changed.connect(self._note)

    def span_of(self, edit: Edit) -> str | None:
        """The span to bring before the reviewer after `edit` has undone or redone a decision:
        where they stood then, else the first that it was on; None when all of them are gone."""
        decided = {str((change.after or change.before or {})["span_id"])
                   for change in edit.of("decision")}  # fmt: skip
        store = self._desk.project
        stood = self._spans.get(edit.target, "")
        if decided and stood and spans.one(store, stood) is not None:
            return stood
        found = [span for id_ in decided if (span := spans.one(store, id_)) is not None]
        row_of = self._queue.span_rows.row_of
        found.sort(key=lambda one: (row_of(one.id) < 0, row_of(one.id), one.start, -one.end))
        return found[0].id if found else None

    def _note(self, edit: Edit) -> None:
        desk = self._desk
        if desk.reviewing and desk.subject and edit.kind == "do" and edit.touches("decision"):
            self._spans[edit.id] = desk.subject
