"""The undo and redo stacks, read from the log: unlimited, and the same after a restart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Step(NamedTuple):
    """An edit that can be undone or redone."""

    id: str
    title: str


class History:
    """What stands on each stack; the top is the last entry."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    @classmethod
    def replayed(cls, log: Iterable[tuple[str, str, str, str]]) -> History:
        """From (id, kind, target, title) of every edit, oldest first."""
        history = cls()
        for id_, kind, target, title in log:
            history.note(id_, kind, target, title)
        return history

    def note(self, id_: str, kind: str, target: str, title: str) -> None:
        """Follow one more edit of the log."""
        if kind == "do":
            self.done.append(Step(id_, title))
            self.undone.clear()
        elif kind == "undo":
            self._move(self.done, self.undone, target)
        elif kind == "redo":
            self._move(self.undone, self.done, target)

    @staticmethod
    def _move(source: list[Step], to: list[Step], target: str) -> None:
        for index in range(len(source) - 1, -1, -1):
            if source[index].id == target:
                to.append(source.pop(index))
                return
