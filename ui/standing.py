"""How a span stands in review and curation: one sign, colour and word each, the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from model.corrections import ADDED
from model.records import AGREED, FIXED, REJECTED
from model.units import AGREE, DIFFER, INCOMPLETE
from ui.theme import Theme, Tones, tones


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells it: never the colour alone."""

    sign: str
    icon: str
    """The same sign, where a list draws one."""
    colour: str
    """INCEpTION's, before `standing_tones` makes it readable; '' for muted."""
    said: str


WAITS = ""
STANDINGS = {
    AGREED: Sign("✓", "mdi6.check-bold", "#1f8a3b", "agreed"),
    FIXED: Sign("✎", "mdi6.pencil", "#2b5fd0", "fixed"),
    REJECTED: Sign("✗", "mdi6.close-thick", "#0b8a99", "rejected"),
    ADDED: Sign("+", "mdi6.plus-thick", "#1f8a3b", "added"),
    AGREE: Sign("=", "mdi6.equal", "#c26a00", "all agree, nothing is decided"),
    DIFFER: Sign("≠", "mdi6.not-equal-variant", "#c62828", "the readings differ"),
    INCOMPLETE: Sign("∅", "mdi6.circle-off-outline", "#7b3fb5", "somebody lacks it"),
    WAITS: Sign("○", "mdi6.circle-outline", "", "not decided yet"),
}
"""By verdict; before one, by how the readings of a unit stand to each other."""


@lru_cache(maxsize=64)
def standing_tones(stands: str, theme: Theme) -> Tones:
    """Readable tones of a standing in any theme."""
    return tones(STANDINGS[stands].colour or theme.muted, theme)
