"""Carries out what is to be done with ticked places: here, or beside the window when it is long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from model import orders
from model.bulk import Done
from model.orders import Order
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.window import Window

AT_ONCE = 200
"""Places that are changed, and shown as changed, within some 50 ms."""


def carry_out(desk: Desk, order: Order, on_done: Callable[[Done], object]) -> None:
    """`on_done` hears of it, unless it fails or is taken back; then the desk tells why."""
    if order.size > AT_ONCE and desk.project.path is not None and desk.frame is not None:
        if desk.unsaved.count:
            desk.tell("Something is not saved yet. Save it first.", "warning", "edit.retry")
        else:
            from ui.places_dialog import PlacesDialog  # only where very many are changed

            PlacesDialog(cast("Window", desk.frame), order, on_done).open()
        return
    done: list[Done] = []
    if desk.attempt(lambda: done.append(orders.carry_out(desk.project, order))):
        on_done(done[0])
