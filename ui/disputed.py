"""What the last merge of a project left to look at, as long as the window is open."""

from __future__ import annotations

from typing import Any

from model.store import Store

Conflicts = list[dict[str, Any]]
"""`model.conflicts.Told`, as plain values."""


class Disputed:
    """By project: it is closed and opened again meanwhile, and another one may be looked at."""

    def __init__(self) -> None:
        self._found: dict[str, Conflicts] = {}

    def note(self, store: Store, found: Conflicts) -> None:
        self._found[store.uuid] = found

    def of(self, store: Store | None) -> Conflicts:
        return self._found.get(store.uuid, []) if store is not None and self._found else []
