"""Noun phrases without a parser: read leftwards from their end, or rightwards from their start."""

from __future__ import annotations

from model.suggesters._document import Doc
from model.suggesters._leftwards import Leftwards
from model.suggesters._rightwards import Rightwards


class Phrases:
    """Reads phrases of one document; places count tokens, half-open."""

    def __init__(self, doc: Doc) -> None:
        self._left = Leftwards(doc)
        self._right = Rightwards(doc)

    def before(self, end: int, floor: int) -> tuple[int, int] | None:
        """The subject that ends at `end`, not going left of `floor`; its apposition included."""
        return self._left.before(end, floor)

    def after(self, start: int, ceiling: int) -> tuple[int, int] | None:
        """The phrase that begins at `start`, not going right of `ceiling`; with its apposition."""
        return self._right.after(start, ceiling)
