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
from ui.away import AS_IT_WAS, GOING_BACK, AwayDialog

if TYPE_CHECKING:
    from ui.window import Window


class PlacesDialog(AwayDialog):
    """Carries out an order; Cancel leaves everything as it was."""

    def __init__(self, window: Window, order: Order, on_done: Callable[[Done], object]) -> None:
        super().__init__(
            window, "Change places", f"Changing {many(order.size, 'place')} in one step…"
        )
        self._on_done = on_done
        self._folder = tempfile.TemporaryDirectory(prefix="attesta-places-")
        self.column.addStretch(1)
        self.cancel_button = self.add_button("Cancel", self.reject, default=True)
        self.want_size(60, 8)
        path = Path(self._folder.name, "order.json")
        orders.write(order, path)
        self.away.send("change-places", str(path))

    def reject(self) -> None:
        """Leave; while it goes on, have it taken back first."""
        if self.away.running:
            self.cancel_button.setEnabled(False)
            self.said.setText(GOING_BACK)
            self.away.call_off()
        super().reject()

    def came_back(self, found: object) -> None:
        assert isinstance(found, dict)
        self._leave()
        self._on_done(Done(**found))

    def stopped(self) -> None:
        self.desk.tell(f"Stopped. {AS_IT_WAS}", "info")
        self._leave()

    def failed(self, why: str) -> None:
        self.desk.tell(why, "trouble")
        self._leave()

    def _leave(self) -> None:
        self._folder.cleanup()
        self.accept()
