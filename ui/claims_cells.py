"""How cells of the claims table are drawn and edited: two lines of text, stances as pills."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from model.records import ClaimRow
from model.utf16 import Offsets
from ui import display
from ui.claims_columns import COLUMNS, VERIFIED, text_of
from ui.fields import Choice
from ui.stances import named, stance_tones
from ui.theme import LIGHT, Theme, mix

Index = QModelIndex | QPersistentModelIndex
EDGE, LINES = 7, 2
MOST_TEXT = 400
"""Code points of a cell that are laid out: more never shows."""

QUIET = ("place", "state", "person", "article")
"""Columns in the muted colour: they place a claim, they do not tell what it says."""


class ClaimCells(QStyledItemDelegate):
    """One delegate for the whole table."""

    def __init__(self, view: QTableView, hovered: Callable[[], int]) -> None:
        super().__init__(view)
        self._view, self.hovered = view, hovered
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        strong = theme.name == "contrast"
        self._line = QColor(theme.border if strong else mix(theme.base, theme.border, 0.6))

    def row_height(self, font: QFont) -> int:
        return QFontMetrics(font).lineSpacing() * LINES + 10

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ClaimRow):
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, index, chosen)
        key = COLUMNS[index.column()].key
        hollow = row.proposed or key in row.hollow
        if hollow:
            self._hollow(painter, option.rect, index, alone=not row.proposed)
        inner = option.rect.adjusted(EDGE, 2, -EDGE + 2, -2)
        painter.setClipRect(option.rect)
        if index.column() == VERIFIED and row.verified:
            self._pills(painter, option.font, inner, row.stance.split(", "), hollow=hollow)
        else:
            quiet = key in QUIET or hollow
            colour = self._theme.muted if quiet and not chosen else self._theme.text
            two_lines(painter, option.font, colour, inner, text_of(row, key))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index,
                chosen: bool) -> None:  # fmt: skip
        theme, box = self._theme, option.rect
        if chosen:
            painter.fillRect(box, QColor(theme.selection))
            if self._view.horizontalHeader().visualIndex(index.column()) == 0:
                edge = QRect(box.left(), box.top(), 3, box.height())
                painter.fillRect(edge, QColor(theme.accent))
        elif index.row() == self.hovered():
            painter.fillRect(box, QColor(theme.window))
        painter.setPen(self._line)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused:
            edits = COLUMNS[index.column()].edits
            line = Qt.PenStyle.SolidLine if edits else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(theme.accent), 1, line))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _hollow(self, painter: QPainter, box: QRect, index: Index, *, alone: bool) -> None:
        """A dashed frame along the row, or around a cell: nobody has accepted it yet."""
        header = self._view.horizontalHeader()
        at, last = header.visualIndex(index.column()), header.count() - 1
        while last > 0 and header.isSectionHidden(header.logicalIndex(last)):
            last -= 1
        left, right = 3 if at == 0 or alone else -9, -3 if at == last or alone else 9
        frame = box.adjusted(left, 3, right, -4)
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(QColor(self._theme.muted), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        painter.restore()

    def _pills(self, painter: QPainter, font: QFont, box: QRect, stances: list[str], *,
               hollow: bool) -> None:  # fmt: skip
        """One under the other; what finds no room is counted. A hollow one is only suggested."""
        small = QFont(font)
        small.setPointSizeF(max(7.0, font.pointSizeF() * 0.9))
        metrics = QFontMetrics(small)
        height = metrics.height() + 2
        shown = stances if len(stances) <= LINES else [stances[0], f"+{len(stances) - 1} more"]
        top = box.top() + (box.height() - len(shown) * (height + 2) + 2) // 2
        painter.setFont(small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stance in shown:
            tones = stance_tones(stance, self._theme)
            words = metrics.elidedText(named(stance), Qt.TextElideMode.ElideRight, box.width() - 9)
            pill = QRectF(box.left(), top, metrics.horizontalAdvance(words) + 9, height)
            dash = Qt.PenStyle.DashLine if hollow else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(tones.line), 1, dash))
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QColor(tones.tint))
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
            painter.setPen(QColor(tones.ink))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
            top += height + 2

    # ---- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = COLUMNS[index.column()]
        if not column.choices:
            editor = QLineEdit(parent)
            editor.setAccessibleName(column.title)
            return editor
        box = Choice(column.title, column.choices)
        box.setParent(parent)
        box.committed.connect(lambda _: self._done(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _done(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        value = editor.currentData() if isinstance(editor, QComboBox) else None
        if isinstance(editor, QLineEdit):
            if not editor.isModified():
                return
            value = editor.text()
        index.model().setData(index, value or "")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem,
                             index: Index) -> None:  # fmt: skip
        editor.setGeometry(option.rect)


def two_lines(painter: QPainter, font: QFont, colour: str, box: QRect, text: str) -> None:
    """Text wrapped into `box`, in the middle of its height, at most LINES lines, then '…'."""
    if not text or box.width() <= 0:
        return
    metrics = QFontMetrics(font)
    lines = wrapped(text[:MOST_TEXT], font, box.width())
    step = metrics.lineSpacing()
    top = box.top() + (box.height() - step * len(lines)) / 2 + metrics.ascent()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    for number, line in enumerate(lines):
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, box.width())
        painter.setLayoutDirection(display.direction(shown))
        painter.drawText(QPointF(box.left(), top + number * step), shown)


def wrapped(text: str, font: QFont, width: int) -> list[str]:
    """At most LINES lines; the last one holds all the rest, and may be too long."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    offsets = Offsets(text)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(offsets.from_utf16(line.textStart()))
    layout.endLayout()
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    return option
