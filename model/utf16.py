"""Offsets of formats that count UTF-16 units, to and from code points."""

from __future__ import annotations

import re
from bisect import bisect_left

_BEYOND = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """The two ways of counting in one text: a character beyond U+FFFF is two units."""

    def __init__(self, text: str) -> None:
        self._points = [match.start() for match in _BEYOND.finditer(text)]
        self._units = [point + place + 1 for place, point in enumerate(self._points)]

    def of(self, point: int) -> int:
        """The unit at which the code point `point` begins."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """The code point that begins at `unit`, or that `unit` is the second half of."""
        return unit - bisect_left(self._units, unit + 1)
