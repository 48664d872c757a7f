"""How the columns of Annotate share the width there is: the article keeps what it needs to be read,
and panes give way to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

LIBRARY, ARTICLE, SIDE = "library", "article", "side"
ORDER = (LIBRARY, ARTICLE, SIDE)
"""From left to right."""
READABLE = 400
"""Pixels that an article needs, its numbers and margins included."""
EASY = 360
"""Pixels that the side keeps until the library is as narrow as it can be."""
SPREAD = {ARTICLE: 3, SIDE: 2}
"""How what is left over, or lacking, is divided."""


def that_fit(
    room: int, wanted: Collection[str], least: Mapping[str, int], border: int, asked: str = ""
) -> set[str]:
    """Which columns have room beside a readable article: the side stays longer than the library,
    and what was asked for last stays in any case. `border` is the width between two of them."""
    shown, needed = {ARTICLE}, READABLE
    for name in sorted((SIDE, LIBRARY), key=lambda name: name != asked):
        if name not in wanted:
            continue
        needed += least[name] + border
        if needed > room and name != asked:
            break
        shown.add(name)
    return shown


def shares(
    room: int, shown: Collection[str], kept: Mapping[str, int], least: Mapping[str, int]
) -> dict[str, int]:
    """The widths of the columns shown, `room` pixels in all, as near to those kept as can be: the
    same in the room in which they were set, and with a readable article in any other."""
    widths = {name: kept[name] for name in ORDER if name in shown}
    if room != sum(widths.values()):
        widths[ARTICLE] = max(widths[ARTICLE], READABLE)
    spare = room - sum(widths.values())
    if spare >= 0:
        side = spare * SPREAD[SIDE] // sum(SPREAD.values()) if SIDE in widths else 0
        widths[SIDE] = widths.get(SIDE, 0) + side
        widths[ARTICLE] += spare - side
        return {name: width for name, width in widths.items() if name in shown}
    floors = {**least, ARTICLE: READABLE}
    easy = floors | {SIDE: max(EASY, least[SIDE])}
    for givers, low in ((tuple(SPREAD), easy), ((LIBRARY,), floors), ((SIDE,), floors)):
        spare += _take(widths, [name for name in givers if name in widths], -spare, low)
    widths[ARTICLE] += spare
    return widths


def _take(
    widths: dict[str, int], givers: Sequence[str], lacking: int, floors: Mapping[str, int]
) -> int:
    """Take what is lacking from these, none below its floor; what could be taken comes back."""
    slack = {name: max(0, widths[name] - floors[name]) for name in givers}
    taken = min(lacking, sum(slack.values()))
    left = taken
    for nth, name in enumerate(givers):
        share = taken * SPREAD.get(name, 1) // sum(SPREAD.get(one, 1) for one in givers)
        others = sum(slack[one] for one in givers[nth + 1 :])
        mine = min(slack[name], max(share, left - others)) if others else left
        widths[name] -= mine
        left -= mine
    return taken
