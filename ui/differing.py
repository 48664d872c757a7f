"""Differences between two spans in words."""

from __future__ import annotations

from collections.abc import Mapping

from model.curation import Board
from model.differences import ATTRIBUTES, EDGES, LABEL, Change, Tie, changes, ties_of
from model.records import Label
from model.units import Unit, place
from ui.link_words import called
from ui.shortening import alike

NONE = "nothing"


def from_to(change: Change) -> str:
    """'label: figure → actor'."""
    was, now = _shown(change)
    return f"{_what(change)}: {was} → {now}"


def sides(change: Change) -> tuple[str, str]:
    """An attribute or a link as the one and as the other has it: `unit person` and `unit km`."""
    was, now = _shown(change)
    what = _what(change)
    if change.kind == ATTRIBUTES:
        return f"{what} {was}", f"{what} {now}"
    return (f"{what} {was}" if change.was else f"not {what} {now}",
            f"{what} {now}" if change.now else f"not {what} {was}")  # fmt: skip


def of_unit(unit: Unit, board: Board, labels: Mapping[str, Label]) -> dict[str, str]:
    """What each reading of a unit says otherwise than the first that has it, by the person's id."""
    names = {id_: label.name for id_, label in labels.items()}
    ties = _ties(board)
    first, *others = unit.spans.items()
    found = {}
    for person, span in others:
        said = changes(first[1], span, names, ties.get(first[1].id, ()), ties.get(span.id, ()))
        found[person] = " · ".join(map(_instead, said))
    return found


def _instead(change: Change) -> str:
    was, now = _shown(change)
    if change.kind not in (EDGES, LABEL, ATTRIBUTES):
        return f"also {_what(change)} {now}" if change.now else f"not {_what(change)} {was}"
    return f"{_what(change)} {now} instead of {was}"


def _what(change: Change) -> str:
    if change.kind == EDGES:
        return "words"
    if change.kind == LABEL:
        return "label"
    if change.kind == ATTRIBUTES:
        return change.what.replace("_", " ")
    return called(change.what, is_head=change.is_head)


def _shown(change: Change) -> tuple[str, str]:
    """What was said and what is, short enough to be compared at a glance."""
    pair = change.was or change.now, change.now or change.was
    was, now = alike(*pair)
    if change.kind not in (LABEL, ATTRIBUTES):
        was, now = f"“{was}”", f"“{now}”"
    return was if change.was else NONE, now if change.now else NONE


def _ties(board: Board) -> dict[str, set[Tie]]:
    """Every span's links; whatever is one thing in several readings has one name."""
    named: dict[str, str] = {}
    for unit in board.units:
        quote = min(unit.spans.values(), key=place).quote
        named |= {span.id: quote for span in unit.spans.values()}
    return ties_of(board.links, named)
