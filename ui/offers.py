"""The rows of the strip of links: what stands, what is likely, what else is near; and settling."""

from __future__ import annotations

from dataclasses import dataclass

from model import links, proposals
from model.proposals import CUE, SURE, Proposal
from model.records import LINKS, Span
from ui import changing
from ui.desk import Desk

HOLLOW = "suggested"
"""What a row says of a span that nobody has accepted yet."""
WORDS = {LINKS["actor"]: "said by", LINKS["figure"]: "figure", LINKS["verified"]: "verified",
         CUE: "words of saying"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: a link that stands (`link_id`), one that is proposed, or both: a link between spans
    of which one is only suggested stands once it is confirmed."""

    text: str
    ticked: bool
    link_id: str = ""
    proposal: Proposal | None = None


def likely(desk: Desk, span: Span) -> list[Offer]:
    """What is proposed for a span just marked, with what was suggested as linked to it; nothing
    unless something is likely."""
    hollow = [one for one in _standing(desk, span) if one.proposal is not None]
    found = [*hollow, *_proposed(desk, span, nearby=False)]
    return found if any(one.ticked for one in found) else []


def all_around(desk: Desk, span: Span) -> list[Offer]:
    """The links that stand, ticked; then what is likely, then every other span near by."""
    return [*_standing(desk, span), *_proposed(desk, span, nearby=True)]


def settle(desk: Desk, span: Span, rows: list[Offer], ticked: list[bool]) -> bool:
    """Link what is ticked and unlink what no longer is, as one edit; False when it failed."""
    pairs = list(zip(rows, ticked, strict=True))
    wanted = [row.proposal for row, on in pairs if on and row.proposal is not None]
    unlinked = [row.link_id for row, on in pairs if row.link_id and not on]
    if not wanted and not unlinked:
        return True
    return changing.relink(desk, span, wanted, unlinked)


def _standing(desk: Desk, span: Span) -> list[Offer]:
    is_claim = desk.role(span) == "claim"
    found = []
    for link in links.of_span(desk.project, span.id):
        mine = link.head if is_claim else link.child
        other = desk.spans.get(link.child if is_claim else link.head)
        if mine == span.id and other is not None and link.kind in LINKS.values():
            words = WORDS[link.kind] if is_claim else "claim"
            hollow = HOLLOW in (span.state, other.state)
            one = Proposal(link.kind, other.id, other.quote, "linked", 1.0, other.start, other.end)
            found.append(Offer(_row(desk, one, words), ticked=True, link_id=link.id,
                               proposal=one if hollow else None))  # fmt: skip
    return found


def _proposed(desk: Desk, span: Span, *, nearby: bool) -> list[Offer]:
    shown = not (desk.here.hides or desk.reviewing)
    if desk.role(span) == "claim":
        found = proposals.propose(desk.project, span.id, nearby=nearby, suggested=shown)
        return [_offer(desk, one, WORDS[one.kind]) for one in found]
    if desk.role(span) in LINKS:
        found = proposals.propose_for(desk.project, span.id, nearby=nearby, suggested=shown)
        return [_offer(desk, one, "claim") for one in found]
    return []


def _offer(desk: Desk, one: Proposal, words: str) -> Offer:
    return Offer(_row(desk, one, words), ticked=one.score >= SURE, proposal=one)


def _row(desk: Desk, one: Proposal, words: str) -> str:
    other = desk.spans.get(one.span_id)
    hollow = f", {HOLLOW}" if other is not None and other.state == HOLLOW else ""
    return f"{words}{hollow}:  {' '.join(one.quote.split())}   ({one.reason})"
