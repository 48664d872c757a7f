"""What a claim is probably linked to, judged by place and by the words of saying around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from model import articles, cues, decisions, links, moves, spans, twins
from model.open_edit import OpenEdit
from model.records import LINKS, Span
from model.scenes import Scene, holds, within
from model.store import Store
from model.tokens import Range

SURE = 0.5
"""Proposals of this score and more are right more often than not: offered with a tick."""

CUE = "cue"
_ONLY_SIGNS = re.compile(r"[ ,:;\"“”'’«»\-–—]*(?:the |a |an )?", re.IGNORECASE)
_RANKED = dict.fromkeys((LINKS["actor"], CUE, *LINKS.values()))
_ORDER = {kind: rank for rank, kind in enumerate(_RANKED)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One link that may be right; for the kind 'cue', the words of saying, which are no span."""

    kind: str
    """'attributed_to', 'has_figure', 'has_status' or 'cue'."""
    span_id: str
    """The span to link; when a span's claims are asked for, the claim's. '' for a cue."""
    quote: str
    reason: str
    score: float
    """0 to 1; SURE and more deserves a tick."""
    start: int
    end: int


def propose(store: Store, claim_id: str, *, nearby: bool = False, suggested: bool = False,
            role: str = "", near: Scene | None = None) -> list[Proposal]:  # fmt: skip
    """What a claim may be linked to: the source first, then its words, figures, verification.

    What is linked already is left out. `nearby` adds every other span of a fitting role in the
    sentences around, with a score of 0, to choose from; `suggested` judges those that are only
    suggested to the person as if they had accepted them. With a `role`, only spans of that one are
    judged. `near` is a scene of the same article.
    """
    claim = spans.one(store, claim_id)
    if claim is None:
        return []
    scene = Scene(store, claim, near, suggested=suggested)
    finders = (_FINDERS[role],) if role else _FINDERS.values()
    found = [one for find in finders for one in find(scene)]
    if nearby:
        known = {one.span_id for one in found}
        found += [
            _proposal(kind, span, "nearby", 0.0)
            for role, kind in LINKS.items() for span in scene.of_role(role) if span.id not in known
        ]  # fmt: skip
    linked = {link.child: link.kind for link in links.of_span(store, claim_id)
              if link.kind in _ORDER}  # fmt: skip
    found = [one for one in found if one.span_id not in linked]
    if LINKS["actor"] in linked.values():
        found = [replace(one, score=min(one.score, SURE / 2)) if one.kind == LINKS["actor"] else one
                 for one in found]  # fmt: skip
    if claim.attributes.get(CUE):
        found = [one for one in found if one.kind != CUE]
    return sorted(found, key=lambda one: (_ORDER[one.kind], -one.score, one.start))


def propose_for(store: Store, span_id: str, *, nearby: bool = False,
                suggested: bool = False) -> list[Proposal]:  # fmt: skip
    """The claims that an actor, a figure or a verified span probably belongs to, surest first."""
    span = spans.one(store, span_id)
    if span is None:
        return []
    found = []
    scene = Scene(store, span, suggested=suggested)
    role = scene.known[span_id][1] if span_id in scene.known else ""
    for claim in scene.of_role("claim") if role in _FINDERS else ():
        if role == "figure" and not nearby and not holds(claim, span):
            continue  # figures are proposed inside their claim only
        for one in propose(store, claim.id, nearby=nearby, suggested=suggested, role=role,
                           near=scene):  # fmt: skip
            if one.span_id == span_id:
                found.append(replace(one, span_id=claim.id, quote=claim.quote, start=claim.start,
                                     end=claim.end))  # fmt: skip
    return sorted(found, key=lambda one: (-one.score, abs(one.start - span.start)))


def settle(store: Store, claim_id: str, chosen: Iterable[Proposal],
           unlinked: Sequence[str] = ()) -> None:  # fmt: skip
    """Link a claim to what was chosen, keep its cue, take the links `unlinked` away: one edit.

    What is linked and was only suggested is accepted with it.
    """
    chosen = list(chosen)
    count = sum(one.kind != CUE for one in chosen) + len(unlinked)
    with store.edit("Link claim" if count < 2 else f"Link claim: {count} changes") as edit:
        for link_id in unlinked:
            links.take_away(edit, link_id)
        for one in chosen:
            if one.kind != CUE:
                links.insert(edit, one.kind, claim_id, one.span_id)
                continue
            row = edit.current("span", claim_id)
            assert row is not None
            moves.require_own(edit, str(row["person_id"]))
            said = {**spans.from_row(row).attributes, CUE: one.quote, "cue_start": one.start,
                    "cue_end": one.end}  # fmt: skip
            edit.update("span", claim_id, attributes=twins.packed(said))
        if chosen:
            _accept(edit, [claim_id, *(one.span_id for one in chosen)])
        row = edit.current("span", claim_id)
        if row is not None and edit.many:
            decisions.follow(edit, [claim_id])
            articles.working(edit, str(row["article_id"]))


def retie(store: Store, child: str, heads: Sequence[str], unlinked: Sequence[str] = ()) -> None:
    """Link several claims to one span and take the links `unlinked` away, as one edit; what is
    linked and was only suggested is accepted with it."""
    kind = links.kind_for(store, child)
    many = len(heads) + len(unlinked)
    with store.edit("Link claim" if many == 1 else f"Link claims: {many} changes") as edit:
        for link_id in unlinked:
            links.take_away(edit, link_id)
        for head in heads:
            links.insert(edit, kind, head, child)
        row = edit.current("span", child)
        if heads:
            _accept(edit, [*heads, child])
        if row is not None and edit.many:
            articles.working(edit, str(row["article_id"]))


def _accept(edit: OpenEdit, span_ids: Iterable[str]) -> None:
    for span_id in span_ids:
        row = edit.current("span", span_id) if span_id else None
        if row is not None and row["state"] == "suggested":
            twins.judge(edit, span_id, "accepted")


# ---- the source and its words


@dataclass(frozen=True, slots=True)
class _Source:
    actor: Span
    cue: Range | None
    score: float
    reason: str


def _sources(scene: Scene) -> list[Proposal]:
    actors = scene.of_role("actor")
    whole = [a for a in actors if not any(holds(b, a) and b != a for b in actors)]
    outside = [a for a in whole if a.end <= scene.centre.start or a.start >= scene.centre.end]
    judged = sorted(
        (_judged(scene, actor) for actor in outside),
        key=lambda one: (-one.score, _distance(one.actor, scene.centre)),
    )
    if not judged or judged[0].score <= 0:
        return []
    best = judged[0]
    found = [_proposal(LINKS["actor"], best.actor, best.reason, best.score)]
    cue = _cue_of(scene, best) if best.score >= SURE else None
    if cue is not None:
        quote = scene.text[cue[0] : cue[1]]
        found.append(Proposal(CUE, "", quote, "words of saying", best.score, *cue))
    return found


def _judged(scene: Scene, actor: Span) -> _Source:
    """How probably the actor is the claim's source."""
    text, claim = scene.text, scene.centre
    in_another = any(holds(other, actor) for other in scene.of_role("claim"))
    follows = cues.after(text, actor.end)
    cue = follows or cues.before(text, actor.start)
    same = within(actor, scene.sentence)
    near = same or within(actor, scene.paragraph) or within(actor, scene.following)
    if cue is not None and not in_another:
        for edges in _edges(scene):
            if actor.start >= edges[1] and _only_signs(text, edges[1], min(actor.start, cue[0])):
                return _Source(actor, cue, 0.9, f"“{text[slice(*cue)]}” after the claim")
        if actor.end <= claim.start and same and (follows or cues.is_phrase(text[slice(*cue)])):
            return _Source(actor, cue, 0.85, f"“{text[slice(*cue)]}” before the claim")
        quotation = scene.quotation()
        if quotation and actor.end < quotation[0] and _only_signs(text, cue[1], quotation[0]):
            return _Source(actor, cue, 0.85, f"“{text[slice(*cue)]}” before the quotation")
    if same and not in_another:
        return _Source(actor, None, 0.35, "same sentence")
    if near and cue is not None and not in_another:
        return _Source(actor, None, 0.3, "speaks nearby")
    return _Source(actor, None, 0.0, "")


def _edges(scene: Scene) -> list[Range]:
    """The stretches a source may stand beside: the claim, those around it, its quotation."""
    found = [(claim.start, claim.end) for claim in scene.around()]
    quotation = scene.quotation()
    return [*found, quotation] if quotation else found


def _only_signs(text: str, start: int, end: int) -> bool:
    return start <= end and _ONLY_SIGNS.fullmatch(text, start, end) is not None


def _cue_of(scene: Scene, source: _Source) -> Range | None:
    """The words of saying directly before the claim, else those at its source."""
    claim, text = scene.centre, scene.text
    close = cues.before(text, claim.start)
    if close is not None and close[0] >= scene.sentence[0]:
        return close
    if source.actor.end <= claim.start and (source.cue is None or source.cue[1] <= claim.start):
        return cues.last_within(text, (source.actor.end, claim.start)) or source.cue
    return source.cue


# ---- figures and verification


def _figures(scene: Scene) -> list[Proposal]:
    inside = [figure for figure in scene.of_role("figure") if holds(scene.centre, figure)]
    return [
        _proposal(LINKS["figure"], one, "part of another figure", 0.3)
        if any(holds(other, one) and other != one for other in inside)
        else _proposal(LINKS["figure"], one, "in the claim", 0.95)
        for one in inside
    ]


def _statuses(scene: Scene) -> list[Proposal]:
    """Verified words in the claim's sentence or the next one, unless another claim is closer."""
    found = []
    claims = scene.of_role("claim")
    for one in scene.of_role("verified"):
        own = within(one, scene.sentence)
        closer = any(_distance(other, one) < _distance(scene.centre, one) for other in claims)
        if closer or not (own or within(one, scene.following)):
            continue
        found.append(
            _proposal(LINKS["verified"], one, "same sentence", 0.85)
            if own
            else _proposal(LINKS["verified"], one, "next sentence", 0.7)
        )
    return found


def _distance(one: Span, other: Span) -> int:
    """Code points between two spans; 0 when they touch or overlap."""
    return max(0, one.start - other.end, other.start - one.end)


def _proposal(kind: str, span: Span, reason: str, score: float) -> Proposal:
    return Proposal(kind, span.id, span.quote, reason, score, span.start, span.end)


_FINDERS = {"actor": _sources, "figure": _figures, "verified": _statuses}
"""By role of the spans that they propose."""
