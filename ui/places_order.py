"""The order of a list of places by one of its columns, found in short steps."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from time import monotonic
from typing import TypeVar

from ui.steps import SPELL

T = TypeVar("T")
RUN = 1_000
"""Rows that are sorted at once, before all of them are merged."""


def ordered(
    rows: Sequence[T], key: Callable[[T], str], *, descending: bool
) -> Generator[None, None, list[int]]:
    """Where the rows stand now, in the order of their keys; equal ones keep their order. Rows that
    come while this goes on are left out."""
    keys: list[str] = []
    order: list[int] = []
    began = monotonic()
    for first in range(0, len(rows), RUN):
        keys += map(key, rows[first : first + RUN])
        run = range(first, len(keys))
        order += sorted(run, key=keys.__getitem__, reverse=descending)
        if monotonic() - began > SPELL:
            yield
            began = monotonic()
    order.sort(key=keys.__getitem__, reverse=descending)  # of sorted runs, which are merged
    return order
