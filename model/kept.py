"""Values kept in a file, a line of JSON each: gone through as often as wanted, and never in memory
as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

One = TypeVar("One")


class Kept(Collection[One]):
    """Values in the order they were appended. Within `with` they are written, from the first one
    on; they can be read at any time."""

    def __init__(self, file: Path, as_values: Callable[[One], Any],
                 from_values: Callable[[Any], One]) -> None:  # fmt: skip
        """`as_values` makes something of a value that JSON can hold, `from_values` the reverse."""
        self._file = file
        self._as_values = as_values
        self._from_values = from_values
        self._out: BinaryIO | None = None

    def __enter__(self) -> Kept[One]:
        self._out = self._file.open("wb")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._out is not None
        self._out.close()
        self._out = None

    def append(self, one: One) -> None:
        assert self._out is not None, "nothing is kept outside of `with`"
        self._out.write(json.dumps(self._as_values(one)).encode("ascii") + b"\n")

    def __iter__(self) -> Iterator[One]:
        for line in self._lines():
            yield self._from_values(json.loads(line))

    def __len__(self) -> int:
        return sum(1 for _ in self._lines())

    def __contains__(self, one: object) -> bool:
        return any(one == other for other in self)

    def _lines(self) -> Iterator[bytes]:
        if self._out is not None:
            self._out.flush()
        with self._file.open("rb") as lines:
            yield from lines
