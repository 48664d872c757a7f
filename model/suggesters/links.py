"""Suggests links: a claim to its source, figures and verification; members to their list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.records import LINKS
from model.suggesters import _scores
from model.suggesters._document import Doc
from model.suggesters._members import members
from model.suggesters._statuses import statuses
from model.tokens import Range

NAME = "links"
LABEL = ""
VERSION = "4"

_NEAR = 400
"""Code points; an actor that a source lies in begins at most so far before it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What a link needs to know of a suggested span: the role of its label and its place."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A link between two places in the list of spans."""

    kind: str
    head: int
    child: int
    part: str
    """Of this rule, which found it; its precision is the score."""

    @property
    def score(self) -> float:
        return _scores.of(self.part)


def link(doc: Doc, spans: Sequence[Placed]) -> list[Joined]:
    """Links among suggested spans, in the order of their heads."""
    found = [*_sources(doc, spans), *_figures(spans), *_statuses(doc, spans), *_members(doc, spans)]
    return sorted(found, key=lambda one: (one.head, one.kind, one.child))


def _at(spans: Sequence[Placed], role: str) -> dict[Range, int]:
    return {(one.start, one.end): at for at, one in enumerate(spans) if one.role == role}


def _sources(doc: Doc, spans: Sequence[Placed]) -> Iterator[Joined]:
    claims, actors = _at(spans, "claim"), _at(spans, "actor")
    listed = sorted((start, end, at) for (start, end), at in actors.items())
    starts = [start for start, _, _ in listed]
    for saying in doc.sayings.every:
        claim = claims.get(doc.span(*saying.content))
        if claim is None or saying.source is None:
            continue
        place = doc.span(*saying.source)
        actor = actors.get(place)
        if actor is None:
            begun = bisect_left(starts, place[0] - _NEAR)
            held = [at for begin, end, at in listed[begun : bisect_left(starts, place[1])]
                    if min(end, place[1]) > max(begin, place[0])]  # fmt: skip
            actor = held[0] if held else None
        if actor is not None:
            yield Joined(LINKS["actor"], claim, actor, f"link-source-{saying.kind}")


def _figures(spans: Sequence[Placed]) -> Iterator[Joined]:
    """The figures inside a claim; part of another figure there is the base of a ratio."""
    figures = sorted((one.start, at) for at, one in enumerate(spans) if one.role == "figure")
    for claim, whole in enumerate(spans):
        if whole.role != "claim":
            continue
        near = figures[
            bisect_left(figures, (whole.start, 0)) : bisect_left(figures, (whole.end, 0))
        ]
        inside = [at for _, at in near if _holds(whole, spans[at])]
        for at in inside:
            if not any(_holds(spans[other], spans[at]) for other in inside if other != at):
                yield Joined(LINKS["figure"], claim, at, "link-figure")


def _statuses(doc: Doc, spans: Sequence[Placed]) -> Iterator[Joined]:
    claims, checks = _at(spans, "claim"), _at(spans, "verified")
    for claim, check, part in statuses(doc, claims, checks):
        yield Joined(LINKS["verified"], claim, check, part)


def _members(doc: Doc, spans: Sequence[Placed]) -> Iterator[Joined]:
    actors = _at(spans, "actor")
    for saying in doc.sayings.every:
        whole = actors.get(doc.span(*saying.source)) if saying.source else None
        if whole is None or saying.source is None:
            continue
        for member in members(doc, saying.source):
            part = actors.get(doc.span(*member))
            if part is not None and part != whole:
                yield Joined("member_of", part, whole, "link-member")


def _holds(outer: Placed, inner: Placed) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
