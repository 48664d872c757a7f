"""What is to be done with many places at once, as a plain value: carried out here, or by another
process that reads it from a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from model import bulk
from model.bulk import Done, Progress, Wish
from model.concordance import Place
from model.store import Store

PIECE = 1_000
"""Places that are written in one step."""
LABEL, RELABEL, UNLABEL = "label", "relabel", "unlabel"
ACCEPT, CLEAR, SETTLE = "accept", "clear", "settle"


class Order(NamedTuple):
    """`verb` is one of the above, and has what the function of its name in `bulk` takes."""

    verb: str
    places: tuple[Place, ...] = ()
    span_ids: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    label_id: str = ""

    @property
    def size(self) -> int:
        """How many places or spans it is about."""
        return len(self.places) + len(self.span_ids) + len(self.wishes)


def carry_out(store: Store, order: Order, on_progress: Progress = bulk.unheard) -> Done:
    """As one edit; what `on_progress` raises takes all of it back."""
    if order.verb == LABEL:
        return bulk.label(store, order.places, order.label_id, on_progress)
    if order.verb == RELABEL:
        return bulk.relabel(store, order.span_ids, order.label_id, on_progress)
    if order.verb == UNLABEL:
        return bulk.unlabel(store, order.span_ids, on_progress)
    if order.verb == ACCEPT:
        return bulk.accept(store, order.span_ids, on_progress)
    if order.verb == CLEAR:
        return bulk.clear(store, order.span_ids, on_progress)
    assert order.verb == SETTLE, order.verb
    return bulk.settle(store, order.wishes, on_progress)


def writing(order: Order, path: Path) -> Iterator[None]:
    """Write it for another process, some of it at each step."""
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"verb": order.verb, "label_id": order.label_id}) + "\n")
        for name, listed in (("places", order.places), ("span_ids", order.span_ids),
                             ("wishes", order.wishes)):  # fmt: skip
            for first in range(0, len(listed), PIECE):
                file.write(json.dumps({name: listed[first : first + PIECE]}) + "\n")
                yield


def read(path: Path) -> Order:
    """What `writing` has written, to its end."""
    with path.open(encoding="utf-8") as file:
        said = json.loads(next(file))
        parts: dict[str, list[Any]] = {"places": [], "span_ids": [], "wishes": []}
        for line in file:
            ((name, listed),) = json.loads(line).items()
            parts[name] += listed
    return Order(
        said["verb"], tuple(map(_place, parts["places"])), tuple(parts["span_ids"]),
        tuple(Wish(_place(place), tuple(span_ids), label_id)
              for place, span_ids, label_id in parts["wishes"]),
        said["label_id"],
    )  # fmt: skip


def _place(said: list[str | int]) -> Place:
    article_id, start, end = said
    return str(article_id), int(start), int(end)
