"""One-to-one matching of two people's spans: as many pairs as there can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Range = tuple[int, int]
"""`[start, end)` in code points."""
Edges = Mapping[int, Sequence[int]]


def overlaps(ones: Sequence[Range], others: Sequence[Range]) -> list[tuple[float, int, int]]:
    """Every pair of ranges that share a code point: its intersection over union, and the places of
    both in their lists; those that overlap most first."""
    starts = sorted(
        [(at, 0, place) for place, (at, _) in enumerate(ones)]
        + [(at, 1, place) for place, (at, _) in enumerate(others)]
    )
    lists = (ones, others)
    active: tuple[list[int], list[int]] = ([], [])
    found = []
    for at, side, place in starts:
        facing = active[1 - side]
        facing[:] = [one for one in facing if lists[1 - side][one][1] > at]
        for one in facing:
            pair = (place, one) if side == 0 else (one, place)
            found.append((_shared(ones[pair[0]], others[pair[1]]), *pair))
        active[side].append(place)
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def maximum(pairs: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    """Of these pairs (weight, one, other), as many as can stand beside each other, one to one.

    Pairs are taken in the order given, then rearranged along augmenting paths (Berge 1957; the
    Hungarian method of Kuhn 1955 without weights) until no more fit. Returns other by one.
    """
    edges: dict[int, list[int]] = {}
    for _, one, other in pairs:
        edges.setdefault(one, []).append(other)
    taken: dict[int, int] = {}
    by_other: dict[int, int] = {}
    for _, one, other in pairs:
        if one not in taken and other not in by_other:
            taken[one], by_other[other] = other, one
    for one in edges:
        if one not in taken:
            _augment(one, edges, taken, by_other)
    return taken


def _augment(start: int, edges: Edges, taken: dict[int, int], by_other: dict[int, int]) -> None:
    """Match `start` too, where a path of alternating pairs leads from it to a free partner."""
    came: dict[int, int] = {}
    queue = [start]
    for one in queue:
        for other in edges[one]:
            if other in came:
                continue
            came[other] = one
            if other not in by_other:
                _turn(other, came, taken, by_other)
                return
            queue.append(by_other[other])


def _turn(other: int, came: Mapping[int, int], taken: dict[int, int],
          by_other: dict[int, int]) -> None:  # fmt: skip
    """Change over every pair on the path that ends at `other`."""
    free: int | None = other
    while free is not None:
        one = came[free]
        before = taken.get(one)
        taken[one], by_other[free] = free, one
        free = before


def _shared(one: Range, other: Range) -> float:
    """Intersection over union: 1 for equal ranges."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0]))
