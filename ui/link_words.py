"""How a link is called, as seen from either of its ends."""

from __future__ import annotations

WORDS = {
    "attributed_to": ("said by", "source of"),
    "has_figure": ("figure", "figure of"),
    "has_status": ("verified", "status of"),
    "has_agent": ("agent", "agent in"),
    "has_party": ("party", "party in"),
    "member_of": ("member of", "has member"),
    "nested_in": ("inside", "around"),
    "restates": ("restates", "restated by"),
    "contradicts": ("contradicts", "contradicted by"),
    "same_as": ("same as", "same as"),
    "unit_from": ("unit from", "gives its unit to"),
    "verified_by": ("verified by", "verifies"),
}
"""How a link is called in the list of its head, and in that of its child."""


def called(kind: str, *, is_head: bool) -> str:
    """'said by' for the head of an attribution, 'source of' for its other end."""
    plainly = kind.replace("_", " ")
    head, child = WORDS.get(kind, (plainly, f"{plainly} of"))
    return head if is_head else child
