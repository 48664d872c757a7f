"""Long work on the window's own thread in short steps, between which everything else goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from model.errors import UserError

T = TypeVar("T")
TURN = 1
"""Milliseconds until the window's next turn: with 0, what waits to be painted would come after."""
SPELL = 0.01
"""Seconds of work after which a step ends."""
PAUSE = 0.1
"""Seconds between two sights of how far something is."""
MANY = 800
"""Changes of one edit for which the window would have to wait: they are made beside it."""


class Stepper(QObject):
    """Takes one generator at a time, a step at each turn of the event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[Any] | None = None
        self._on_step: Callable[[Any], object] = _nothing
        self._on_trouble: Callable[[str], object] = _nothing
        self._on_end: Callable[[], object] = _nothing
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._step)

    @property
    def running(self) -> bool:
        return self._work is not None

    def start(
        self, work: Iterator[Any], on_step: Callable[[Any], object],
        on_trouble: Callable[[str], object], on_end: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Take up `work` instead of what was going on; `on_trouble` gets a `UserError` in words."""
        self._work, self._on_step, self._on_trouble = work, on_step, on_trouble
        self._on_end = on_end or _nothing
        self._next.start()

    def begin(self, work: Iterator[None], on_end: Callable[[], object] | None = None) -> None:
        """The same, with the first step at once: what is small is done on return."""
        self.start(work, _nothing, _nothing, on_end)
        self._step()

    def stop(self) -> None:
        self._next.stop()
        self._work = None

    def _step(self) -> None:
        work = self._work
        if work is None:
            return
        try:
            said = next(work)
        except StopIteration:
            self.stop()
            self._on_end()
        except UserError as error:
            self.stop()
            self._on_trouble(str(error))
        else:
            self._on_step(said)


class Pace:
    """Says when it is time again to show how far something is: painting costs more than a step."""

    def __init__(self) -> None:
        self._shown = -PAUSE

    def begin(self) -> None:
        """What comes next is shown at once."""
        self._shown = -PAUSE

    def is_due(self) -> bool:
        now = monotonic()
        if now - self._shown < PAUSE:
            return False
        self._shown = now
        return True


def in_spells(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists, each with as many as can be made in the time of a step."""
    made: list[T] = []
    began = monotonic()
    for item in items:
        made.append(item)
        if monotonic() - began > SPELL:
            yield made
            made, began = [], monotonic()
    yield made


def in_steps(work: Iterator[object], parent: QObject, then: Callable[[], object]) -> None:
    """Go through `work` a step at each turn, and do what comes then, as long as `parent` lives."""
    stepper = Stepper(parent)

    def end() -> None:
        stepper.deleteLater()
        then()

    stepper.start(work, _nothing, _nothing, end)


def _nothing(*_: object) -> None:
    """Until work begins."""
