"""Undo and redo of a large edit: beside the window, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.away import WayBackDialog

if TYPE_CHECKING:
    from ui.window import Window

DOING = {"undo": "Undoing", "redo": "Redoing"}
DONE = {"undo": "Undid", "redo": "Redid"}


class TurnDialog(WayBackDialog):
    """Undoes or redoes."""

    def __init__(self, window: Window, kind: str) -> None:
        """`kind` is 'undo' or 'redo'."""
        history = window.desk.project.history
        self._step = (history.done if kind == "undo" else history.undone)[-1]
        super().__init__(window, kind.capitalize(), f"{DOING[kind]} “{self._step.title}”…")
        self._kind = kind
        self.away.send(kind, "--step", self._step.id)

    def came_back(self, _found: object) -> None:
        self.desk.tell(f"{DONE[self._kind]} “{self._step.title}”.", "done")
        self.accept()
