"""Suggestions before they are in a project: spans and links as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from model.records import Attributes


@dataclass(frozen=True, slots=True)
class Suggested:
    """A span that a rule or a model proposes; `[start, end)` in code points."""

    label: str
    """A role ('claim', 'figure', 'actor', 'verified'), or the name of a label of the desk's own
    that a model was trained on."""
    start: int
    end: int
    score: float
    """0 to 1: how often a suggestion of this kind is right."""
    origin: str
    """'rule:NAME@VERSION' or 'model:NAME@VERSION'."""
    attributes: Attributes = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SuggestedLink:
    """A link between two spans of the same list, by their places in it."""

    kind: str
    head: int
    child: int
    score: float


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that is proposed for one text."""

    spans: Sequence[Suggested] = ()
    links: Sequence[SuggestedLink] = ()
    notes: Sequence[str] = ()
    """What a person should know of how they were made."""


def as_values(found: Suggestions) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Spans and links for JSON."""
    return (
        [asdict(one) | {"attributes": dict(one.attributes)} for one in found.spans],
        [asdict(one) for one in found.links],
    )


def from_values(spans: Sequence[Mapping[str, Any]], links: Sequence[Mapping[str, Any]],
                notes: Sequence[str] = ()) -> Suggestions:  # fmt: skip
    """The reverse of `as_values`."""
    return Suggestions(
        [Suggested(**one) for one in spans], [SuggestedLink(**one) for one in links], notes
    )
