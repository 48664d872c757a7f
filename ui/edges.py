"""Where an edge of a span goes by the arrow keys: words or characters on, as seen on the screen."""

from __future__ import annotations

from model import graphemes, tokens
from ui import display
from ui.desk import Desk

HINT = "Moving the {edge}: ← → by words, Alt+← → by characters, Esc when done"
LEFTWARDS = (
    "Moving the {edge}: ← onwards and → back by words, with Alt by characters, Esc when done"
)


def hint(desk: Desk) -> str:
    """What the arrow keys do to the armed edge of the chosen span."""
    return (LEFTWARDS if _goes_on_leftwards(desk) else HINT).format(edge=desk.edge)


def target(desk: Desk, step: int, *, by_character: bool) -> int:
    """Where the armed edge gets by one step to the left (-1) or to the right (1) on the screen."""
    at, way = _at(desk), -step if _goes_on_leftwards(desk) else step
    if by_character:
        return graphemes.neighbour(desk.text, at, way)
    return tokens.next_edge(desk.text, at, way, desk.edge)


def _at(desk: Desk) -> int:
    span = desk.span
    assert span is not None
    return span.start if desk.edge == "start" else span.end


def _goes_on_leftwards(desk: Desk) -> bool:
    return desk.span is not None and display.goes_on_leftwards(desk.text, _at(desk))
