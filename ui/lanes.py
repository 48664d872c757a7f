"""Where the tracks of a line lie: nested and overlapping spans stacked, inner ones first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST_LANES = 6
GAP = 2.0
"""Least pixels between two tracks, or tags, of one lane."""


class Reach(NamedTuple):
    """A span inside one paragraph, `[start, end)` in Qt's units from the paragraph's start."""

    start: int
    end: int
    key: str
    begins: bool
    """Whether the span itself begins here, and not in an earlier paragraph."""
    ends: bool
    outermost: bool
    """Among equals, the one that encloses the others: a claim."""
    whose: int = 0
    """Among equals of several people, the place of its person in their order."""


class Piece(NamedTuple):
    """What one line holds of a span, in pixels; `tags` are tag widths, widest first."""

    key: str
    left: float
    right: float
    tags: tuple[float, ...] = ()
    leftwards: bool = False
    """The tag hangs from the right end and grows to the left."""


class Place(NamedTuple):
    """Where a piece was put: its lane from 0 (next to the text), and which of its tags fits."""

    piece: int
    lane: int
    tag: int
    """Index into the piece's `tags`; -1 when it has none."""


def inner_first(reaches: Iterable[Reach]) -> list[Reach]:
    return sorted(reaches, key=lambda one: (
        one.end - one.start, one.outermost, one.start, one.whose, one.key
    ))  # fmt: skip


def by_line(reaches: Iterable[Reach], starts: Sequence[int]) -> list[list[Reach]]:
    """The reaches that touch each line, order kept; `starts` are the lines' first positions."""
    lines: list[list[Reach]] = [[] for _ in starts]
    for reach in reaches:
        first = max(0, bisect_right(starts, reach.start) - 1)
        for line in range(first, bisect_left(starts, reach.end, lo=first)):
            lines[line].append(reach)
    return lines


def stack(pieces: Sequence[Piece], most: int = MOST_LANES) -> tuple[list[Place], int]:
    """Put the pieces (given inner first) on lanes; also, how many found no lane.

    Nothing overlaps in a lane, tags included, and whatever encloses a piece lies further out."""
    lanes: list[_Lane] = []
    placed: list[Place] = []
    hidden = 0
    for index, piece in enumerate(pieces):
        for number in range(_lowest(lanes, piece), most):
            if number == len(lanes):
                lanes.append(_Lane())
            tag = lanes[number].take(piece)
            if tag is not None:
                placed.append(Place(index, number, tag))
                break
        else:
            hidden += 1
    return placed, hidden


def _lowest(lanes: list[_Lane], piece: Piece) -> int:
    for number in range(len(lanes) - 1, -1, -1):
        if lanes[number].holds_inside(piece):
            return number + 1
    return 0


class _Lane:
    """The stretches taken in one lane, sorted and apart."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float]] = []
        self._tracks: list[tuple[float, float]] = []

    def holds_inside(self, piece: Piece) -> bool:
        at = bisect_left(self._tracks, (piece.left, piece.left))
        return at < len(self._tracks) and self._tracks[at][1] <= piece.right

    def take(self, piece: Piece) -> int | None:
        """The index of the widest tag that fits, -1 without a tag, None when there is no room."""
        at = bisect_right(self._taken, (piece.left, float("inf")))
        low = self._taken[at - 1][1] + GAP if at else float("-inf")
        high = self._taken[at][0] - GAP if at < len(self._taken) else float("inf")
        for tag, width in enumerate(piece.tags) if piece.tags else ((-1, 0.0),):
            left = min(piece.left, piece.right - width) if piece.leftwards else piece.left
            right = piece.right if piece.leftwards else max(piece.right, piece.left + width)
            if left >= low and right <= high:
                insort(self._taken, (left, right))
                insort(self._tracks, (piece.left, piece.right))
                return tag
        return None
