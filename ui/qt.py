"""Imports Qt without the watch that PySide sets on every import after its own."""

from __future__ import annotations

import builtins


def import_unwatched() -> None:
    """Import PySide; what is imported later is not searched for it.

    PySide puts a function of its own in the place of `__import__`, which reads the source of every
    module imported from then on, to offer `from __feature__ import snake_case`. Nothing here asks
    for that, and it makes a start longer by a seventh."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain
