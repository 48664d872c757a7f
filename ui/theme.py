"""Colours: the three themes, and a label's readable tones in each, at 4.5:1 or better."""

from __future__ import annotations

import colorsys
from functools import lru_cache
from typing import NamedTuple

READABLE = 4.5
"""Least contrast of text (WCAG 2.2, success criterion 1.4.3)."""
GLOW = 6.5
"""Least contrast of a track on dark paper, where a colour that just reads looks dull."""


class Theme(NamedTuple):
    """Colours as `#rrggbb`; `base` is paper (reader, tables), `window` what surrounds it."""

    name: str
    dark: bool
    base: str
    window: str
    raised: str
    text: str
    muted: str
    gutter: str
    border: str
    accent: str
    on_accent: str
    selection: str
    caret: str
    hit: str
    danger: str
    warning: str
    good: str
    readable: float = READABLE


class Tones(NamedTuple):
    """A label's colours on one theme: `line` for tracks, `ink` on `tint` for its tag,
    `on_solid` on `line` for a selected tag, `band` behind a claim's text."""

    line: str
    tint: str
    ink: str
    on_solid: str
    band: str


LIGHT = Theme(
    name="light", dark=False, base="#ffffff", window="#f3f4f6", raised="#ffffff",
    text="#1b1f24", muted="#5a6472", gutter="#666f7d", border="#d5d9e0",
    accent="#2b5fd0", on_accent="#ffffff", selection="#cfe1ff", caret="#0b0d10",
    hit="#ffe58a", danger="#b3261e", warning="#8a5300", good="#1a6f45",
)  # fmt: skip
DARK = Theme(
    name="dark", dark=True, base="#171a1f", window="#1f2329", raised="#272c34",
    text="#e4e7eb", muted="#a0a9b6", gutter="#8b94a1", border="#3a414c",
    accent="#86a8ff", on_accent="#10141b", selection="#1f4272", caret="#ffe3c2",
    hit="#6b5510", danger="#ff8a80", warning="#f0b45a", good="#5fd39b",
)  # fmt: skip
CONTRAST = Theme(
    name="contrast", dark=True, base="#000000", window="#000000", raised="#0d0d0d",
    text="#ffffff", muted="#d6d6d6", gutter="#a6a6a6", border="#ffffff",
    accent="#ffe600", on_accent="#000000", selection="#0a3fa8", caret="#ffe600",
    hit="#665700", danger="#ffb3ad", warning="#ffd28a", good="#8cffc2", readable=7.0,
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, by WCAG 2.2's formula (relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` stirred in."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return _hex(tuple(a + (b - a) * share for a, b in pairs))


@lru_cache(maxsize=512)
def tones(colour: str, theme: Theme) -> Tones:
    """The chosen `colour` made readable on `theme`: hue kept, lightness moved until it reads."""
    line = readable(colour, theme.base, theme, max(theme.readable, GLOW if theme.dark else 0))
    tint = mix(theme.base, line, 0.14 if not theme.dark else 0.24)
    return Tones(
        line=line,
        tint=tint,
        ink=readable(line, tint, theme),
        on_solid=max((theme.base, theme.text), key=lambda ink: contrast(ink, line)),
        band=mix(theme.base, line, 0.07 if not theme.dark else 0.14),
    )


def readable(colour: str, ground: str, theme: Theme, least: float = 0) -> str:
    """`colour` moved towards white (dark themes) or black until it reads on `ground`,
    at the theme's contrast or at `least`."""
    least = least or theme.readable
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = 0.01 if theme.dark else -0.01
    while contrast(_hex(colorsys.hls_to_rgb(hue, lightness, saturation)), ground) < least:
        if not 0 < lightness + step < 1:
            return theme.text
        lightness += step
    return _hex(colorsys.hls_to_rgb(hue, lightness, saturation))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(1, max(0, c)) * 255):02x}" for c in channels)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
