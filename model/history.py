"""The undo and redo stacks, read from the log: unlimited, and the same after a restart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

BY_ITSELF = "by itself"
"""The target of an edit that nobody asked for: undo and redo pass it over."""


class Step(NamedTuple):
    """What a person did with one edit, and can undo or redo."""

    id: str
    """Of that edit."""
    title: str
    last: str
    """Id of the edit that took the step last, forth or back: the one to be turned round."""


class History:
    """What stands on each stack; the top is the last entry."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.came: set[str] = set()
        """Ids of the edits that came by themselves, which are on neither."""

    @classmethod
    def replayed(cls, log: Iterable[tuple[str, str, str, str]]) -> History:
        """From (id, kind, target, title) of every edit, oldest first."""
        history = cls()
        for id_, kind, target, title in log:
            history.note(id_, kind, target, title)
        return history

    def note(self, id_: str, kind: str, target: str, title: str) -> None:
        """Follow one more edit of the log."""
        if target == BY_ITSELF:
            self.came.add(id_)
        elif kind == "do":
            self.done.append(Step(id_, title, id_))
            self.undone.clear()
        elif kind == "undo":
            self._move(self.done, self.undone, target, id_)
        elif kind == "redo":
            self._move(self.undone, self.done, target, id_)

    @staticmethod
    def _move(source: list[Step], to: list[Step], target: str, by: str) -> None:
        for index in range(len(source) - 1, -1, -1):
            if source[index].id == target:
                to.append(source.pop(index)._replace(last=by))
                return
