"""Choosing a label's colour: swatches that read everywhere, any other, and how it will look."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from model.records import Label
from ui import plain
from ui.placing import keep_inside
from ui.theme import THEMES, Theme, contrast, tones

COLOURS = {
    "#3b5bdb": "Blue", "#c2560c": "Orange", "#9c36b5": "Purple", "#0b7a57": "Green",
    "#c92a2a": "Red", "#0b7285": "Teal", "#8a6100": "Ochre", "#6741d9": "Violet",
    "#c2255c": "Raspberry", "#3f7d20": "Leaf", "#495057": "Slate", "#7b4b2a": "Brown",
}  # fmt: skip
"""Colours far enough apart to be told from each other, by name."""

ALIKE = 60.0
"""Distance of two colours (red, green, blue, 0 to 255) below which they are easily confused."""

NAMES = {"light": "light", "dark": "dark", "contrast": "high contrast"}


class ColourPicker(QWidget):
    """Swatches and a button for any colour; `note` says how it reads, and is placed by others."""

    picked = Signal(str)
    """`#rrggbb`."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""
        self._swatches: dict[str, QToolButton] = {}
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, (colour, name) in enumerate(COLOURS.items()):
            button = QToolButton(checkable=True, autoExclusive=False)
            button.setAccessibleName(f"Colour {name}")
            plain.explain(button, f"{name}, {colour}")
            button.clicked.connect(lambda _=False, colour=colour: self.picked.emit(colour))
            self._swatches[colour] = button
            grid.addWidget(button, place // 6, place % 6)
        self.more = QPushButton("Other…", autoDefault=False)
        self.more.setAccessibleName("Another colour")
        self.more.clicked.connect(self._ask)
        self.note = plain.label(name="note", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(grid)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    def show_colour(self, colour: str, others: list[Label], theme: Theme) -> None:
        """Mark `colour` among the swatches and say how it reads, and whom it resembles."""
        self._colour = colour
        side = round(self.fontMetrics().height() * 1.1)
        for one, button in self._swatches.items():
            button.setIcon(_swatch(tones(one, theme).line, side, self.devicePixelRatioF()))
            button.setIconSize(QSize(side, side))
            button.setChecked(one.casefold() == colour.casefold())
        self.note.setText(reading(colour) + resembling(colour, others))

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        keep_inside(dialog)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self.picked.emit(colour.name()))
        dialog.open()


class Preview(QWidget):
    """The label as the reader shows it, on the paper of every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._label: Label | None = None
        self.setAccessibleName("How the label looks")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label | None) -> None:
        self._label = label
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, round(self.fontMetrics().height() * 5.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._label is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 8
        wide = (self.width() - gap * (len(THEMES) - 1)) / len(THEMES)
        for place, theme in enumerate(THEMES.values()):
            card = QRectF(place * (wide + gap), 0, wide, self.height())
            _draw(painter, card.adjusted(0.5, 0.5, -0.5, -0.5), self._label, theme, self.font())


def reading(colour: str) -> str:
    """How a label of this colour reads on each theme, in words."""
    ratios = [
        f"{contrast(shade.ink, shade.tint):.1f} : 1 in {NAMES[theme.name]}"
        for theme in THEMES.values()
        for shade in (tones(colour, theme),)
    ]
    return f"Its tag reads at {', '.join(ratios)}; each theme takes the shade that does."


def resembling(colour: str, others: list[Label]) -> str:
    close = [label.name for label in others if _distance(colour, label.colour) < ALIKE]
    return f" Hard to tell from “{close[0]}”." if close else ""


def next_colour(taken: list[str]) -> str:
    """The first colour that is easily told from all that labels have, else the one that is most
    easily told."""

    def nearest(colour: str) -> float:
        return min((_distance(colour, other) for other in taken), default=ALIKE)

    clear = (colour for colour in COLOURS if nearest(colour) >= ALIKE)
    return next(clear, max(COLOURS, key=nearest))


def _distance(one: str, other: str) -> float:
    first, second = QColor(one), QColor(other)
    parts = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return float(sum((a - b) ** 2 for a, b in parts) ** 0.5)


def _swatch(colour: str, side: int, ratio: float) -> QIcon:
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(0, 0, side, side), 4, 4)
    painter.end()
    return QIcon(picture)


def _draw(painter: QPainter, card: QRectF, label: Label, theme: Theme, font: QFont) -> None:
    shade = tones(label.colour, theme)
    painter.setPen(QColor(theme.border))
    painter.setBrush(QColor(theme.base))
    painter.drawRoundedRect(card, 6, 6)
    measure = QFontMetricsF(font)
    inner = card.adjusted(12, 10, -12, -8)
    words = measure.elidedText("marked", Qt.TextElideMode.ElideRight, inner.width())
    line = QRectF(inner.left(), inner.top(), measure.horizontalAdvance(words), measure.height())
    painter.fillRect(line.adjusted(-2, -1, 2, 4), QColor(shade.band))
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
    painter.fillRect(QRectF(line.left(), line.bottom() + 2, line.width(), 3), QColor(shade.line))
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    small.setWeight(QFont.Weight.Bold)
    top = line.bottom() + 7
    for ground, ink in ((shade.tint, shade.ink), (shade.line, shade.on_solid)):
        room = card.right() - 8 - line.left()
        top = _tag(painter, line.left(), top, room, label.name.upper(), small, QColor(ground),
                   QColor(ink))  # fmt: skip


def _tag(
    painter: QPainter, left: float, top: float, room: float, name: str, font: QFont, ground: QColor,
    ink: QColor,
) -> float:  # fmt: skip
    """Draw one tag; where the next may begin below it."""
    measure = QFontMetricsF(font)
    shown = measure.elidedText(name, Qt.TextElideMode.ElideRight, room - 10)
    box = QRectF(left, top, measure.horizontalAdvance(shown) + 10, measure.height() + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    return box.bottom() + 4
