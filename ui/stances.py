"""How a stance is shown: a sign and a colour, so that neither stands alone."""

from __future__ import annotations

from ui.theme import Theme, Tones, tones

SIGNS = {"confirmed": "✓", "unconfirmed": "?", "disputed": "≠", "refuted": "✗"}
_COLOURS = {"confirmed": "good", "unconfirmed": "warning", "disputed": "accent",
            "refuted": "danger"}  # fmt: skip


def named(stance: str) -> str:
    """'✓ confirmed'."""
    return f"{SIGNS.get(stance, '•')} {stance}"


def stance_tones(stance: str, theme: Theme) -> Tones:
    return tones(getattr(theme, _COLOURS.get(stance, "muted")), theme)
