"""Where the review was left in each project: what its queue was asked for, and the place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from model.review_queue import ORDERS, Wish

SPANS, ARTICLES = KINDS = ("spans", "articles")
MOST_KEPT = 20
"""Projects whose place in the queue is kept."""


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """What a queue lists, in what order, and the row that the reviewer is at."""

    kind: str = SPANS
    order: str = "place"
    wish: Wish = Wish()
    place: str | None = None


class QueuePlaces:
    """By the projects' ids; plain values go out and come in, to be kept between two starts."""

    def __init__(self) -> None:
        self._kept: dict[str, object] = {}

    def put(self, project: str, place: QueuePlace) -> None:
        self._kept.pop(project, None)
        self._kept[project] = asdict(place)

    def of(self, project: str) -> QueuePlace:
        """Where the review of a project was left; what is not understood is as at first."""
        kept = self._kept.get(project)
        if not isinstance(kept, dict):
            return QueuePlace()
        wish = _understood(kept.get("wish"))
        if kept.get("kind") not in KINDS or kept.get("order") not in ORDERS:
            return QueuePlace(wish=wish)
        place = str(kept["place"]) if kept.get("place") else None
        return QueuePlace(kept["kind"], kept["order"], wish, place)

    def state(self) -> dict[str, object]:
        """Those that were put last."""
        return dict([*self._kept.items()][-MOST_KEPT:])

    def restore(self, kept: Mapping[str, object]) -> None:
        """Take up what `state` gave."""
        self._kept = dict(kept)


def _understood(wish: object) -> Wish:
    """A wish as it was kept; the usual one when it cannot be read."""
    usual = asdict(Wish())
    if not isinstance(wish, dict) or not wish.keys() <= usual.keys():
        return Wish()
    fitting: dict[str, Any] = {
        key: tuple(map(str, value)) if isinstance(value, list) else value
        for key, value in wish.items()
    }
    fits = all(isinstance(value, type(usual[key])) for key, value in fitting.items())
    return replace(Wish(), **fitting) if fits else Wish()
