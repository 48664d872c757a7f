"""The reader's colours, made ready to paint with once for a theme and a set of labels."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QBrush, QColor, QTextCharFormat

from model.records import Label
from ui.theme import Theme, Tones, mix, readable, tones

UNKNOWN = "#6b7280"
"""The colour of a span whose label is not (yet) known."""


class Ink:
    """One label's colours on one theme."""

    def __init__(self, tones: Tones, theme: Theme) -> None:
        self.line = QColor(tones.line)
        self.tint = QColor(tones.tint)
        self.ink = QColor(tones.ink)
        self.on_solid = QColor(tones.on_solid)
        self.band = QColor(tones.band)
        self.hovered = _faded(tones.line, 0.18 if theme.dark else 0.12)
        self.chosen = _faded(tones.line, 0.36 if theme.dark else 0.25)
        self.fading = tuple(_faded(tones.line, strength) for strength in (0.8, 0.55, 0.3))


class Colours:
    """What one theme gives the reader, and each label's own ink on it."""

    def __init__(self, theme: Theme, labels: Mapping[str, Label]) -> None:
        self._theme = theme
        self._labels = labels
        self._inks: dict[str, Ink] = {}
        self.text, self.muted = QColor(theme.text), QColor(theme.muted)
        self.gutter = QColor(readable(theme.gutter, theme.base, theme))
        self.border = QColor(theme.border)
        self.hit, self.caret = QColor(theme.hit), QColor(theme.caret)
        self.selection = QTextCharFormat()
        self.selection.setBackground(QBrush(QColor(theme.selection)))
        self.sign = QTextCharFormat()
        """Of characters that stand as signs, so that nobody takes them for text."""
        self.sign.setBackground(QBrush(QColor(mix(theme.base, theme.warning, 0.2))))
        self.sign.setForeground(QBrush(QColor(theme.warning)))

    def ink(self, label_id: str) -> Ink:
        ink = self._inks.get(label_id)
        if ink is None:
            label = self._labels.get(label_id)
            ink = Ink(tones(label.colour if label else UNKNOWN, self._theme), self._theme)
            self._inks[label_id] = ink
        return ink


def _faded(colour: str, strength: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(strength)
    return faded
