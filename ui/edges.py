"""Where an edge of a span goes by the arrow keys: words or characters on, as seen on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from model import graphemes, tokens
from model.records import CURATOR, Span
from ui import display
from ui.desk import Desk

HINT = "Moving the {edge}: ← → by words, Alt+← → by characters, Esc when done"
LEFTWARDS = "Moving the {edge}: ← on, → back by words, with Alt by characters, Esc when done"


def hint(desk: Desk) -> str:
    """What the arrow keys do to the armed edge of the chosen span."""
    leftwards = desk.span is not None and _goes_on_leftwards(desk, desk.span)
    return (LEFTWARDS if leftwards else HINT).format(edge=desk.edge)


def target(desk: Desk, span: Span, step: int, *, by_character: bool) -> tuple[int, int] | None:
    """`[start, end)` of the chosen span after one step of its armed edge to the left (-1) or to the
    right (1) on the screen; None where there is no such step.

    A place that another span of its label has is passed over, unless there is none behind it."""
    places = _places(desk, span, step, by_character)
    first = next(places, None)
    if first is None:
        return None
    taken = _taken(desk, span)
    return next((place for place in chain([first], places) if place not in taken), first)


def _places(desk: Desk, span: Span, step: int, by_character: bool) -> Iterator[tuple[int, int]]:
    """One step after the other, as long as something of the span is left."""
    way = -step if _goes_on_leftwards(desk, span) else step
    at = _at(desk, span)
    while True:
        before, at = at, _next(desk, at, way, by_character)
        start, end = (at, span.end) if desk.edge == "start" else (span.start, at)
        if at == before or start >= end:
            return
        yield start, end


def _next(desk: Desk, at: int, way: int, by_character: bool) -> int:
    if by_character:
        return graphemes.neighbour(desk.text, at, way)
    return tokens.next_edge(desk.text, at, way, desk.edge)


def _taken(desk: Desk, span: Span) -> set[tuple[int, int]]:
    """Where accepted spans of its label stand that the armed edge could meet."""
    stays = int(desk.edge == "start")
    near = [
        desk.spans[id_]
        for id_, place in desk.spans.places.items()
        if place[stays] == (span.start, span.end)[stays] and id_ != span.id
    ]
    return {(one.start, one.end) for one in near if _is_in_its_way(desk, span, one)}


def _is_in_its_way(desk: Desk, span: Span, other: Span) -> bool:
    """Whether the other is of its label and reading; in a review, of the reviewer's, in which what
    is changed is a copy."""
    whose = (CURATOR, other.person_id) if desk.reviewing else (span.role, span.person_id)
    alike = other.label_id == span.label_id and other.state == "accepted"
    return alike and (other.role, other.person_id) == whose


def _at(desk: Desk, span: Span) -> int:
    return span.start if desk.edge == "start" else span.end


def _goes_on_leftwards(desk: Desk, span: Span) -> bool:
    return display.goes_on_leftwards(desk.text, _at(desk, span))
