"""Paints a paragraph: bands, tints, text, tags, tracks, caret; the one place with its colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from model.records import Label
from ui.inks import Colours
from ui.look import Metrics, ReaderLook
from ui.page import Page
from ui.paragraph import Mark, SetParagraph, x_of
from ui.tags import TagPictures
from ui.theme import Theme

Ranges = Sequence[tuple[int, int]]
BACKGROUND = {"light": 0.42, "dark": 0.5, "contrast": 0.8}
"""How opaque, by theme, the marks are that step back behind those that are singled out."""


@dataclass(slots=True)
class Moment:
    """What changes from one moment to the next while the text stays."""

    hovered: str = ""
    chosen: str = ""
    caret: int = -1
    """In Qt's units; -1 hides it."""
    focused: bool = False
    singled: frozenset[str] | None = None
    """The spans that stand out beside the chosen one while all others step back; None: none do."""

    def stands_out(self, span_id: str) -> bool:
        singled = self.singled
        return singled is None or span_id in singled or span_id in (self.chosen, self.hovered)

    def layers(self, marks: list[Mark], theme: Theme) -> list[tuple[float, list[Mark]]]:
        """The marks by how opaque they are, those that step back first."""
        if self.singled is None:
            return [(1.0, marks)]
        back = [mark for mark in marks if not self.stands_out(mark.span.id)]
        front = [mark for mark in marks if self.stands_out(mark.span.id)]
        return [(BACKGROUND[theme.name], back), (1.0, front)]


class MarkPainter:
    """Everything drawn inside a paragraph, in document pixels."""

    def __init__(self, look: ReaderLook, theme: Theme) -> None:
        self.metrics = Metrics(look)
        self.moment = Moment()
        self._pictures = TagPictures()
        self._labels: Mapping[str, Label] = {}
        self.set_theme(theme)

    def set_look(self, look: ReaderLook) -> None:
        self.metrics = Metrics(look)
        self._pictures.clear()

    def set_labels(self, labels: Mapping[str, Label]) -> None:
        self._labels = labels
        self._pictures.clear()
        self.__dict__.pop("_colours", None)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.set_labels(self._labels)

    @cached_property
    def _colours(self) -> Colours:
        return Colours(self.theme, self._labels)

    def paint(
        self,
        painter: QPainter,
        page: Page,
        block: int,
        paragraph: SetParagraph,
        origin: QPointF,
        clip: QRectF,
        selected: Ranges,
    ) -> None:
        """Paint one laid out block whose corner is `origin`; `selected` in Qt's units."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(origin)
        seen = clip.translated(-origin)
        if paragraph.folded:
            self._paint_fold(painter, paragraph)
            painter.restore()
            return
        marks = _within(paragraph.marks, seen)
        self._paint_grounds(painter, page, block, paragraph, marks)
        _paint_number(painter, paragraph, page.numbers[block], self.metrics, self._colours)
        painter.setPen(self._colours.muted if block in page.muted else self._colours.text)
        formats = self._formats(page, block, paragraph, selected)
        layout = paragraph.layout
        layout.draw(painter, -layout.position(), formats, seen)
        for opacity, layer in self.moment.layers(marks, self.theme):
            painter.setOpacity(opacity)
            self._paint_tags(painter, layer)
            for mark in layer:
                self._paint_track(painter, mark)
        _paint_hidden(painter, paragraph, self.metrics, self._colours)
        self._paint_caret(painter, paragraph)
        painter.restore()

    def _paint_grounds(
        self, painter: QPainter, page: Page, block: int, paragraph: SetParagraph, marks: list[Mark]
    ) -> None:
        for mark in marks:
            if mark.banded and not mark.suggested and self.moment.stands_out(mark.span.id):
                painter.fillRect(
                    _band(mark).toAlignedRect(), self._colours.ink(mark.span.label_id).band
                )
        self._paint_hits(painter, page, block, paragraph)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in marks:
            tint = self._tint(mark)
            if tint is not None:
                painter.setBrush(tint)
                painter.drawRoundedRect(mark.text_box.adjusted(-1.5, 0, 1.5, 1), 3, 3)

    def _tint(self, mark: Mark) -> QColor | None:
        if mark.span.id in (self.moment.chosen, *(self.moment.singled or ())):
            return self._colours.ink(mark.span.label_id).chosen
        if mark.span.id == self.moment.hovered:
            return self._colours.ink(mark.span.label_id).hovered
        return None

    def _paint_hits(
        self, painter: QPainter, page: Page, block: int, paragraph: SetParagraph
    ) -> None:
        for start, end in page.hits_in(block) if page.hits else ():
            left = page.offsets.to_utf16(start) - paragraph.from_qt
            right = page.offsets.to_utf16(end) - paragraph.from_qt
            for box in paragraph.boxes(left, right):
                painter.fillRect(box.adjusted(-1, 1, 1, 0), self._colours.hit)

    def _formats(
        self, page: Page, block: int, paragraph: SetParagraph, selected: Ranges
    ) -> list[QTextLayout.FormatRange]:
        first, length = paragraph.from_qt, paragraph.length
        found = []
        for offset in page.signs_in(block):
            at = page.offsets.to_utf16(offset) - first
            found.append(_range(at, at + 1, self._colours.sign))
        for start, end in selected:
            if start < end and start <= first + length and end > first:
                found.append(
                    _range(
                        max(0, start - first), min(length + 1, end - first), self._colours.selection
                    )
                )
        return found

    def _paint_tags(self, painter: QPainter, marks: list[Mark]) -> None:
        ratio = painter.device().devicePixelRatioF()
        for mark in marks:
            state = self._state(mark)
            if not mark.tag or (self.metrics.compact and state != "solid"):
                continue
            picture = self._pictures.get(
                mark.tag, self._colours.ink(mark.span.label_id), state, self.metrics, ratio
            )
            painter.drawPixmap(QPointF(mark.tag_left, mark.track + self.metrics.track), picture)

    def _state(self, mark: Mark) -> str:
        if mark.span.id in (self.moment.chosen, self.moment.hovered):
            return "solid"
        return "outlined" if mark.suggested else "tinted"

    def _paint_track(self, painter: QPainter, mark: Mark) -> None:
        ink, metrics = self._colours.ink(mark.span.label_id), self.metrics
        thickness = metrics.thin if mark.banded else metrics.track
        chosen = mark.span.id == self.moment.chosen
        bar = QRectF(mark.left, mark.track, mark.right - mark.left, thickness)
        if chosen:
            bar.adjust(0, -1, 0, 1 if mark.banded else 0.5)
        if mark.suggested:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(ink.line, bar.height() * 0.6, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3.2, 2.2])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            middle = bar.center().y()
            painter.drawLine(QPointF(bar.left(), middle), QPointF(bar.right(), middle))
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.line)
            painter.drawRoundedRect(bar, thickness / 2, thickness / 2)
        if mark.fades:
            size = metrics.track
            for nth, dot in enumerate(ink.fading):
                painter.setBrush(dot)
                left = mark.right + 2 + nth * (size + 1.5)
                if mark.leftwards:
                    left = mark.left - 2 - size - nth * (size + 1.5)
                painter.drawEllipse(QRectF(left, mark.track, size, size))

    def _paint_fold(self, painter: QPainter, paragraph: SetParagraph) -> None:
        metrics = self.metrics
        if not paragraph.height:
            return
        painter.setFont(metrics.number_font)
        painter.setPen(self._colours.muted)
        line = QRectF(0, 0, paragraph.width, metrics.line)
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        written = painter.drawText(line, middle, f"▸ {paragraph.folded}")
        painter.setPen(QPen(self._colours.border, 1))
        across = round(metrics.line / 2) + 0.5
        right = written.right() if isinstance(written, QRectF) else paragraph.width * 0.25
        painter.drawLine(QPointF(right + 10, across), QPointF(paragraph.width, across))

    def _paint_caret(self, painter: QPainter, paragraph: SetParagraph) -> None:
        at = self.moment.caret - paragraph.from_qt
        if self.moment.caret < 0 or not 0 <= at <= paragraph.length:
            return
        line = paragraph.layout.lineForTextPosition(at)
        if not line.isValid():
            return
        here = paragraph.lines[line.lineNumber()]
        left = round(x_of(line, at))
        box = QRectF(left - 1, here.top + 1, 2, here.text_height - 2)
        painter.fillRect(box, self._colours.caret if self.moment.focused else self._colours.gutter)


def _paint_number(
    painter: QPainter, paragraph: SetParagraph, number: int, metrics: Metrics, colours: Colours
) -> None:
    """Before the first word: left of the text, or right of one that runs from there."""
    if not number or not metrics.numbers:
        return
    painter.setFont(metrics.number_font)
    painter.setPen(colours.gutter)
    side = Qt.AlignmentFlag.AlignRight
    box = QRectF(-metrics.gutter, 0, metrics.gutter - metrics.number_gap, metrics.line)
    if paragraph.right_to_left:
        side = Qt.AlignmentFlag.AlignLeft
        box.moveLeft(paragraph.width + metrics.number_gap / 2)
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), str(number))


def _paint_hidden(
    painter: QPainter, paragraph: SetParagraph, metrics: Metrics, colours: Colours
) -> None:
    """How many tracks of a line found no room, behind its last word."""
    if not paragraph.hidden:
        return
    painter.setFont(metrics.number_font)
    painter.setPen(colours.muted)
    for top, count in paragraph.hidden:
        side = Qt.AlignmentFlag.AlignLeft
        box = QRectF(paragraph.width + 4, top - 4, metrics.margin, metrics.line)
        if paragraph.right_to_left:
            side = Qt.AlignmentFlag.AlignRight
            box.moveRight(-4)
        painter.drawText(box, int(side), f"+{count}")


def _band(mark: Mark) -> QRectF:
    """The ground of a claim: its text and the tracks nested in it, down to its own line."""
    return QRectF(mark.left, mark.top - 1, mark.right - mark.left, mark.track - mark.top + 2)


def _within(marks: list[Mark], seen: QRectF) -> list[Mark]:
    top, bottom = seen.top() - 8, seen.bottom() + 8
    return [mark for mark in marks if mark.bottom + 20 >= top and mark.top <= bottom]


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, look
    return found
