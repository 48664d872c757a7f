"""Undo and redo of a large edit: beside the window, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.away import AS_IT_WAS, GOING_BACK, AwayDialog

if TYPE_CHECKING:
    from ui.window import Window

DOING = {"undo": "Undoing", "redo": "Redoing"}
DONE = {"undo": "Undid", "redo": "Redid"}


class TurnDialog(AwayDialog):
    """Undoes or redoes; Cancel leaves everything as it was."""

    def __init__(self, window: Window, kind: str) -> None:
        """`kind` is 'undo' or 'redo'."""
        history = window.desk.project.history
        self._step = (history.done if kind == "undo" else history.undone)[-1]
        super().__init__(window, kind.capitalize(), f"{DOING[kind]} “{self._step.title}”…")
        self._kind = kind
        self.column.addStretch(1)
        self.cancel_button = self.add_button("Cancel", self.reject, default=True)
        self.want_size(60, 8)
        self.away.send(kind, "--step", self._step.id)

    def reject(self) -> None:
        """Leave; while it goes on, have it taken back first."""
        if self.away.running:
            self.cancel_button.setEnabled(False)
            self.said.setText(GOING_BACK)
            self.away.call_off()
        super().reject()

    def came_back(self, _found: object) -> None:
        self.desk.tell(f"{DONE[self._kind]} “{self._step.title}”.", "done")
        self.accept()

    def stopped(self) -> None:
        self.desk.tell(f"Stopped. {AS_IT_WAS}", "info")
        self.accept()

    def failed(self, why: str) -> None:
        self.desk.tell(why, "trouble")
        self.accept()
