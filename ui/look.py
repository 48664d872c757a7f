"""How the reader looks: what a person may choose, and the fonts and distances that follow."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from ui import style

_SAMPLE = "The governor said on Tuesday that 1,200 people had left the region, officials added. "


class ReaderLook(NamedTuple):
    """`size` in pixels, `measure` in characters a line, `spacing` as a factor of the line."""

    family: str = "sans"
    """'sans', 'serif', 'mono' or the name of an installed face."""
    size: int = 17
    measure: int = 84
    spacing: float = 1.5
    compact: bool = False
    """Tracks without tags, except the hovered and the chosen one's."""
    numbers: bool = True
    fold_boilerplate: bool = False


class Metrics:
    """Fonts and whole-pixel distances of one look."""

    def __init__(self, look: ReaderLook) -> None:
        size = max(8, look.size)
        self.compact = look.compact
        self.text_font = _font(look.family, size)
        self.tag_font = _font("sans", max(9, round(size * 0.58)))
        self.tag_font.setWeight(QFont.Weight.Bold)
        self.tag_font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        self.number_font = _font("sans", max(9, round(size * 0.68)))
        text, self._tag = QFontMetricsF(self.text_font), QFontMetricsF(self.tag_font)
        self.average = text.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.line = math.ceil(text.height())
        self.lead = round(size * max(0.0, look.spacing - 1))
        self.gap = round(size * 1.0)
        self.track = max(2, round(size * 0.17))
        self.thin = 2
        self.tag = math.ceil(self._tag.capHeight() + 6)
        self.lane_with_tag = self.track + self.tag + 2
        self.lane = self.track + 3
        self.gutter = round(size * 3.1) if look.numbers else 20
        self.numbers = look.numbers
        self.number_gap = round(size * 1.0)
        self.margin = 36
        """Right of the column, where the count of hidden tracks stands."""
        self.head = round(size * 1.2)
        """Above the first line."""
        self.foot = size * 4
        self.column = round(look.measure * self.average)
        self._widths: dict[str, float] = {}

    def tag_width(self, tag: str) -> float:
        width = self._widths.get(tag)
        if width is None:
            width = self._widths[tag] = math.ceil(self._tag.horizontalAdvance(tag) + 9)
        return width


def _font(family: str, size: int) -> QFont:
    font = QFont()
    kind = family in style.FACES
    font.setFamilies(style.families(family if kind else "sans"))
    if not kind:
        font.setFamilies([family, *font.families()])
    serif = family == "serif"
    font.setStyleHint(QFont.StyleHint.Serif if serif else QFont.StyleHint.SansSerif)
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
