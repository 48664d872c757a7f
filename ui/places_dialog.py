"""Very many places changed: beside the window, with a way back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from model import orders
from model.bulk import Done
from model.errors import UserError
from model.orders import Order
from model.plurals import many
from ui.away import AS_IT_WAS, WayBackDialog
from ui.steps import Stepper

if TYPE_CHECKING:
    from ui.window import Window


WORDS = {orders.ACCEPT: ("Accept", "Accepting", "suggestion"),
         orders.CLEAR: ("Clear", "Clearing", "suggestion")}  # fmt: skip
"""Of the orders that are not about places: what is done, what is being done, and with what."""


class PlacesDialog(WayBackDialog):
    """Writes an order down, in short steps, and has it carried out."""

    def __init__(self, window: Window, order: Order, on_done: Callable[[Done], object]) -> None:
        verb, doing, noun = WORDS.get(order.verb, ("Change", "Changing", "place"))
        said = f"{doing} {many(order.size, noun)} in one step…"
        super().__init__(window, f"{verb} {noun}s", said)
        self._on_done = on_done
        self._folder = tempfile.TemporaryDirectory(prefix="attesta-places-")
        self._stepper = Stepper(self)
        self.finished.connect(lambda _: self._folder.cleanup())
        self._stepper.start(self._send(order), lambda _: None, self.failed)

    def came_back(self, found: object) -> None:
        assert isinstance(found, dict)
        self.accept()
        self._on_done(Done(**found))

    def reject(self) -> None:
        """Leave; what is not handed over yet is not begun at all."""
        if self._stepper.running:
            self._stepper.stop()
            self.stopped()
        else:
            super().reject()

    def _send(self, order: Order) -> Iterator[None]:
        path = Path(self._folder.name, "order.json")
        try:
            yield from orders.writing(order, path)
        except OSError as error:
            raise UserError(
                f"The places could not be written down for the change: {error.strerror}.",
                safe=AS_IT_WAS, hint="See whether the disk for temporary files is full, and try "
                "again.",
            ) from error  # fmt: skip
        if self.desk.store is None:
            self.stopped()
        else:
            self.away.send("change-places", str(path))
