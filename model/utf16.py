"""The one place where code points (ours) and UTF-16 units (Qt's, and those of several formats) are
turned into each other."""

from __future__ import annotations

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Positions of one text, in both counts; equal unless the text leaves the first plane."""

    def __init__(self, text: str) -> None:
        same = text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
        self._wide = [] if same else [match.start() for match in _WIDE.finditer(text)]
        self._wide_units = [position + nth for nth, position in enumerate(self._wide)]

    def to_utf16(self, position: int) -> int:
        """UTF-16 units before the code point at `position`."""
        return position + bisect_left(self._wide, position)

    def from_utf16(self, unit: int) -> int:
        """Code points before `unit`; inside a surrogate pair, those before its character."""
        return unit - bisect_left(self._wide_units, unit)
