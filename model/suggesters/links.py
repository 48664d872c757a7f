"""Suggests links: a claim to its source, figures and verification; members to their list."""

from __future__ import annotations

from bisect import bisect_left
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

_NEAR = 400
"""Code points; an actor that a source lies in begins at most so far before it."""
_CLAIMS = 8
"""Claims before words of checking that are looked at for one with a source (rule G21)."""
_OBJECT = 3
"""Tokens between words of checking and the "reports" or "claims" that they judge."""
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
    """Words of checking judge the claim that they introduce, else the nearest one before them."""
    claims = _at(spans, "claim")
    introduced = _introduced(doc, claims)
    attributed = {claims.get(doc.span(*one.content)) for one in doc.sayings.every if one.source}
    ended = sorted((end, -start, at) for (start, end), at in claims.items())
    for at, one in enumerate(spans):
        if one.role != "verified":
            continue
        places = range(doc.place(one.start), doc.place(one.end - 1) + 1)
        told = sorted({claim for place in places for claim in introduced.get(place, ())})
        for claim in told:
            yield Joined(LINKS["verified"], claim, at, "link-status-introduced")
        before = bisect_left(ended, (one.start + 1, -len(doc.text), 0))
        if told or not before:
            continue
        near = [at_claim for _, _, at_claim in ended[max(0, before - _CLAIMS) : before]
                if _sentences_apart(doc, spans[at_claim], one) <= REACH]  # fmt: skip
        beside = near and not _sentences_apart(doc, spans[near[-1]], one)
        judged = [claim for claim in near if beside or claim in attributed] or near
        if judged:
            apart = _sentences_apart(doc, spans[judged[-1]], one)
            yield Joined(LINKS["verified"], judged[-1], at, f"link-status-{min(apart, 1)}")


def _introduced(doc: Doc, claims: dict[Range, int]) -> dict[int, list[int]]:
    """The claims that a token's words of saying introduce."""
    found: dict[int, list[int]] = {}
    for saying in doc.sayings.every:
        claim = claims.get(doc.span(*saying.content))
        if claim is None or saying.cue is None:
            continue
        first = saying.cue[0] - (_OBJECT if saying.kind == "noun" else 0)
        for place in range(first, saying.cue[1]):
            found.setdefault(place, []).append(claim)
    return found


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
    return doc.sentence_of(doc.place(one.start)) - doc.sentence_of(doc.place(claim.end - 1))


def _holds(outer: Placed, inner: Placed) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
