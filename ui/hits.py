"""The hits of a search in the article shown: their highlight, and going from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from model import search
from ui.desk import Desk
from ui.reader import Reader


class Hits:
    """Follows the desk's search; `select` puts the selection on `[start, end)`."""

    def __init__(self, desk: Desk, reader: Reader, select: Callable[[int, int], None]) -> None:
        self._desk, self._reader, self._select = desk, reader, select
        self._places: list[tuple[int, int]] = []
        desk.search_changed.connect(self.show)
        desk.hit_wanted.connect(self._go)

    def show(self) -> None:
        """Look again: the search or the article is another."""
        desk = self._desk
        self._places = search.hits(desk.text, desk.search) if desk.search else []
        self._reader.set_hits(self._places)

    def _go(self, step: int) -> None:
        if not self._places:
            return
        at = self._desk.range[0] if self._desk.range else self._desk.caret - 1
        later = [place for place in self._places if place[0] > at]
        before = [place for place in self._places if place[0] < at]
        found = (later or self._places)[0] if step > 0 else (before or self._places)[-1]
        self._select(*found)
