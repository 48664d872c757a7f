"""Very many places changed: beside the window, with a way back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from model import orders
from model.bulk import Done
from model.orders import Order
from model.plurals import many
from ui.away import WayBackDialog

if TYPE_CHECKING:
    from ui.window import Window


class PlacesDialog(WayBackDialog):
    """Carries out an order."""

    def __init__(self, window: Window, order: Order, on_done: Callable[[Done], object]) -> None:
        super().__init__(
            window, "Change places", f"Changing {many(order.size, 'place')} in one step…"
        )
        self._on_done = on_done
        self._folder = tempfile.TemporaryDirectory(prefix="attesta-places-")
        self.finished.connect(lambda _: self._folder.cleanup())
        path = Path(self._folder.name, "order.json")
        orders.write(order, path)
        self.away.send("change-places", str(path))

    def came_back(self, found: object) -> None:
        assert isinstance(found, dict)
        self.accept()
        self._on_done(Done(**found))
