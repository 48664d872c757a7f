"""What is to be done with many places at once, as a plain value: carried out here, or by another
process that reads it from a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from model import bulk
from model.bulk import Done, Progress, Wish
from model.concordance import Place
from model.store import Store

LABEL, RELABEL, UNLABEL, ACCEPT, SETTLE = "label", "relabel", "unlabel", "accept", "settle"


@dataclass(frozen=True, slots=True)
class Order:
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
    assert order.verb == SETTLE, order.verb
    return bulk.settle(store, order.wishes, on_progress)


def write(order: Order, path: Path) -> None:
    said = {
        "verb": order.verb, "places": order.places, "span_ids": order.span_ids,
        "wishes": [(wish.place, wish.span_ids, wish.label_id) for wish in order.wishes],
        "label_id": order.label_id,
    }  # fmt: skip
    path.write_text(json.dumps(said), encoding="utf-8")


def read(path: Path) -> Order:
    """What `write` has written."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return Order(
        said["verb"], tuple(map(_place, said["places"])), tuple(said["span_ids"]),
        tuple(Wish(_place(place), tuple(span_ids), label_id)
              for place, span_ids, label_id in said["wishes"]),
        said["label_id"],
    )  # fmt: skip


def _place(said: list[str | int]) -> Place:
    article_id, start, end = said
    return str(article_id), int(start), int(end)
