"""The undo and redo stacks, read from the log: unlimited, and the same after a restart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

BY_ITSELF = "by itself"
"""The target of an edit that nobody asked for: undo and redo pass it over."""


class Step(NamedTuple):
    """What a person did with one edit, or with several of one wish, and can undo or redo."""

    id: str
    """Of the first edit."""
    title: str
    last: tuple[str, ...]
    """Ids of the edits that took the step last, forth or back, oldest first: what is to be turned
    round."""


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
            self._do(id_, target, title)
        elif kind == "undo":
            self._move(self.done, self.undone, target, id_)
        elif kind == "redo":
            self._move(self.undone, self.done, target, id_)

    def stands(self, step_id: str) -> bool:
        """Whether a step was taken, and not undone."""
        return any(step.id == step_id for step in reversed(self.done))

    def newest(self, step_id: str) -> str:
        """The same id when that step stands above all others, so that an edit can go on with it;
        '' otherwise."""
        return step_id if self.done and self.done[-1].id == step_id else ""

    def _do(self, id_: str, target: str, title: str) -> None:
        """An edit that goes on with the newest step is part of it; once another stands above that,
        it is a step of its own, lest what it hangs on be undone before it."""
        self.undone.clear()
        newest = self.done[-1] if self.done else None
        if newest is not None and newest.id == target:
            self.done[-1] = newest._replace(last=(*newest.last, id_))
        else:
            self.done.append(Step(id_, title, (id_,)))

    @staticmethod
    def _move(source: list[Step], to: list[Step], target: str, by: str) -> None:
        for index in range(len(source) - 1, -1, -1):
            if source[index].id == target:
                to.append(source.pop(index)._replace(last=(by,)))
                return
