"""The small tags under the text, drawn once each and kept as pictures."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from ui.inks import Ink
from ui.look import Metrics

CORNER = 3.5


class TagPictures:
    """Tags as pictures, by text, colours, state and pixel ratio."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, str, float], QPixmap] = {}

    def clear(self) -> None:
        self._known.clear()

    def get(self, tag: str, ink: Ink, state: str, metrics: Metrics, ratio: float) -> QPixmap:
        """`state` is 'tinted', 'solid' (chosen, hovered) or 'outlined' (suggested)."""
        key = (tag, ink.line.rgba(), state, ratio)
        picture = self._known.get(key)
        if picture is None:
            picture = self._known[key] = _draw(tag, ink, state, metrics, ratio)
        return picture


def _draw(tag: str, ink: Ink, state: str, metrics: Metrics, ratio: float) -> QPixmap:
    width, height = metrics.tag_width(tag), metrics.tag
    picture = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hanging = QRectF(0, -5, width, height + 5)
    if state == "outlined":
        pen = QPen(ink.line, 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(hanging.adjusted(0.5, 0, -0.5, -0.5), CORNER, CORNER)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.line if state == "solid" else ink.tint)
        painter.drawRoundedRect(hanging, CORNER, CORNER)
    painter.setFont(metrics.tag_font)
    painter.setPen(ink.on_solid if state == "solid" else ink.ink)
    painter.drawText(QRectF(0.3, 0, width, height), int(Qt.AlignmentFlag.AlignCenter), tag)
    painter.end()
    return picture
