"""How a stance is shown, and that there is none: a sign and a colour, so that neither stands
alone."""

from __future__ import annotations

from ui.theme import Theme, Tones, tones

SIGNS = {"confirmed": "✓", "unconfirmed": "?", "disputed": "≠", "refuted": "✗"}
UNSAID = "○"
"""The sign of a verified span that has no stance yet."""
NONE = "no stance"
_COLOURS = {"confirmed": "good", "unconfirmed": "warning", "disputed": "accent",
            "refuted": "danger"}  # fmt: skip


def sign(stance: str) -> str:
    return SIGNS.get(stance, "•" if stance else UNSAID)


def named(stance: str) -> str:
    """'✓ confirmed', '○ no stance'."""
    return f"{sign(stance)} {stance or NONE}"


def stance_tones(stance: str, theme: Theme) -> Tones:
    return tones(getattr(theme, _COLOURS.get(stance, "muted")), theme)
