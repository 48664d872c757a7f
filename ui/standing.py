"""How a reading's span stands in curation: the colours that INCEpTION uses, each with a word."""

from __future__ import annotations

from functools import lru_cache

from model.units import ACCEPTED, AGREE, DIFFER, INCOMPLETE, REJECTED
from ui.theme import Theme, Tones, tones

_COLOURS = {ACCEPTED: "#1f8a3b", REJECTED: "#0b8a99", AGREE: "#c26a00", DIFFER: "#c62828",
            INCOMPLETE: "#7b3fb5"}  # fmt: skip
SAID = {
    ACCEPTED: "taken",
    REJECTED: "not taken",
    AGREE: "all agree, nothing is decided",
    DIFFER: "the readings differ",
    INCOMPLETE: "somebody lacks it",
    "": "has nothing here",
}


@lru_cache(maxsize=64)
def standing_tones(stands: str, theme: Theme) -> Tones:
    """Readable tones of a standing in any theme."""
    return tones(_COLOURS.get(stands, theme.muted), theme)
