"""Suggests links: a claim to its source, figures and verification; members to their list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.records import LINKS
from model.suggesters import _scores
from model.suggesters._document import Doc
from model.suggesters.actors import members
from model.tokens import Range

NAME = "links"
LABEL = ""
VERSION = "1"

REACH = 3
"""Sentences between a verified span and the claim before it that it may judge."""


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
    for saying in doc.sayings.every:
        claim = claims.get(doc.span(*saying.content))
        if claim is None or saying.source is None:
            continue
        place = doc.span(*saying.source)
        actor = actors.get(place)
        if actor is None:
            held = [at for (start, end), at in actors.items()
                    if min(end, place[1]) > max(start, place[0])]  # fmt: skip
            actor = held[0] if held else None
        if actor is not None:
            yield Joined(LINKS["actor"], claim, actor, f"link-source-{saying.kind}")


def _figures(spans: Sequence[Placed]) -> Iterator[Joined]:
    """The figures inside a claim; part of another figure there is the base of a ratio."""
    for claim, whole in enumerate(spans):
        if whole.role != "claim":
            continue
        inside = [at for at, one in enumerate(spans) if one.role == "figure" and _holds(whole, one)]
        for at in inside:
            if not any(_holds(spans[other], spans[at]) for other in inside if other != at):
                yield Joined(LINKS["figure"], claim, at, "link-figure")


def _statuses(doc: Doc, spans: Sequence[Placed]) -> Iterator[Joined]:
    """Words of checking judge the claim that they introduce, else the nearest one before them."""
    claims = _at(spans, "claim")
    said = [one for one in doc.sayings.every if doc.span(*one.content) in claims]
    for at, one in enumerate(spans):
        if one.role != "verified":
            continue
        introduced = [s for s in said if s.cue and _meet(doc.span(*s.cue), one)]
        if introduced:
            for saying in introduced:
                yield Joined(LINKS["verified"], claims[doc.span(*saying.content)], at,
                             "link-status-introduced")  # fmt: skip
            continue
        before = [claim for place, claim in claims.items() if place[1] <= one.start]
        near = [claim for claim in before if _sentences_apart(doc, spans[claim], one) <= REACH]
        if near:
            nearest = max(near, key=lambda claim: (spans[claim].end, -spans[claim].start))
            apart = _sentences_apart(doc, spans[nearest], one)
            yield Joined(LINKS["verified"], nearest, at, f"link-status-{min(apart, 1)}")


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


def _sentences_apart(doc: Doc, claim: Placed, one: Placed) -> int:
    first, last = doc.place(claim.end - 1), doc.place(one.start)
    return sum(first < sentence.end <= last for sentence in doc.sentences)


def _meet(place: Range, one: Placed) -> bool:
    return min(place[1], one.end) > max(place[0], one.start)


def _holds(outer: Placed, inner: Placed) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
