"""All rules over one text: what they propose, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from model import figures
from model.suggested import Suggested, Suggestions

ROLES = ("claim", "figure", "actor", "verified")
NAMES = ("figures", "actors", "claims", "verified", "links")


def suggest(text: str, boilerplate: Iterable[int] = (), off: Collection[str] = ()) -> Suggestions:
    """What the rules propose for an article; `boilerplate` are paragraphs that get nothing."""
    if "figures" in off:
        return Suggestions()
    return Suggestions([
        Suggested("figure", one.start, one.end, 0.9, "rule:figures@1", figures.attributes_of(one))
        for one in figures.parse_figures(text)
    ])  # fmt: skip
