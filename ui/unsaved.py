"""Changes that the disk did not take: kept, shown as not saved, and made once it takes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from model.errors import StoreTrouble, UserError
from model.records import Span

NOBODY = "unsaved"
"""Stands for the person of a span that is shown and not stored."""
TOPIC = "not saved"
"""Of what is told of them, which is taken back when all are saved."""
SIGN = "NOT SAVED"
"""What its tag says."""


class Kept(NamedTuple):
    """One change: what makes it, and the span to be shown for it meanwhile, if any."""

    work: Callable[[], object]
    span: Span | None


class Unsaved(QObject):
    """The changes in the order in which they were wanted."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: list[Kept] = []
        self._number = 0

    @property
    def count(self) -> int:
        return len(self._kept)

    def spans(self, article_id: str | None) -> list[Span]:
        """What to show of an article's unsaved marks: hollow, as suggestions are."""
        return [one.span for one in self._kept if one.span and one.span.article_id == article_id]

    def keep(self, work: Callable[[], object], span: Span | None) -> None:
        """Remember a change that could not be saved."""
        self._number += 1
        if span is not None:
            span = replace(span, id=f"{NOBODY}:{self._number}", person_id=NOBODY, state="suggested")
        self._kept.append(Kept(work, span))
        self.changed.emit()

    def retry(self) -> None:
        """Make the changes now, in their order. Raises the `UserError` that stops them; what was
        made by then is made, and a change that became impossible is let go with it."""
        if not self._kept:
            return
        try:
            while self._kept:
                try:
                    self._kept[0].work()
                except UserError as error:
                    if not is_trouble(error):
                        self._kept.pop(0)
                    raise
                self._kept.pop(0)
        finally:
            self.changed.emit()

    def drop_newest(self) -> bool:
        """Let go of the change wanted last; whether there was one."""
        if not self._kept:
            return False
        self._kept.pop()
        self.changed.emit()
        return True

    def clear(self) -> None:
        if self._kept:
            self._kept.clear()
            self.changed.emit()


def is_trouble(error: UserError) -> bool:
    """Whether the disk, and not the change, is what stands in the way."""
    return isinstance(error, StoreTrouble)
