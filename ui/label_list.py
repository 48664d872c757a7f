"""The labels in their order: colour, key, icon, name and uses in one line each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from model.plurals import many
from model.records import Label
from ui.icons import icon
from ui.theme import LIGHT, Theme, tones

_ROLE = Qt.ItemDataRole.UserRole


class LabelList(QListWidget):
    """Rows are labels; Alt with the arrow keys moves the chosen one."""

    chosen = Signal(str)
    """Id of the label now current."""
    move_wanted = Signal(int)
    """Move the current label by so many places."""

    def __init__(self) -> None:
        super().__init__(uniformItemSizes=True)
        self.setAccessibleName("Labels")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = _Row(self)
        self.setItemDelegate(self._delegate)
        self.currentItemChanged.connect(lambda item, _: self.chosen.emit(_id(item)))
        self.installEventFilter(self)

    def fill(self, labels: Iterable[Label], uses: dict[str, int], current: str) -> None:
        """Show `labels`; the one with the id `current` is chosen again."""
        self.blockSignals(True)
        self.clear()
        for label in labels:
            item = QListWidgetItem(self)
            count = uses.get(label.id, 0)
            item.setData(_ROLE, (label, count))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(label, count))
            if label.id == current:
                self.setCurrentItem(item)
        if self.currentItem() is None and self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)
        self.chosen.emit(_id(self.currentItem()))

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and event.key() in steps:
                self.move_wanted.emit(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)


class _Row(QStyledItemDelegate):
    theme = LIGHT

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, round(option.fontMetrics.height() * 2))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        label, uses = index.data(_ROLE)
        theme = self.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        ink = QColor(theme.muted if label.retired and not chosen else theme.text)
        line = option.fontMetrics.height()
        room = QRectF(option.rect).adjusted(10, 0, -10, 0)
        room.setLeft(room.left() + _chip(painter, room, label, theme, line) + 10)
        room.setLeft(
            room.left() + _key(painter, room, "" if label.retired else label.key, ink, line) + 10
        )
        side = round(line * 1.1)
        picture = QRectF(room.left(), room.center().y() - side / 2, side, side)
        colour = theme.muted if label.retired else tones(label.colour, theme).line
        icon(label.icon, theme, colour=colour).paint(painter, picture.toRect())
        room.setLeft(picture.right() + 10)
        painter.setPen(ink if chosen else QColor(theme.muted))
        right = "retired" if label.retired else f"{uses:,}"
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        room.setRight(room.right() - option.fontMetrics.horizontalAdvance(right) - 10)
        painter.setPen(ink)
        name = option.fontMetrics.elidedText(
            label.name, Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


def _chip(painter: QPainter, room: QRectF, label: Label, theme: Theme, line: int) -> float:
    """A block of the label's colour, hollow when it is retired; its width."""
    side = line * 0.8
    chip = QRectF(room.left(), room.center().y() - side / 2, side, side)
    colour = QColor(tones(label.colour, theme).line)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush if label.retired else colour)
    painter.drawRoundedRect(chip, 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return side


def _key(painter: QPainter, room: QRectF, key: str, ink: QColor, line: int) -> float:
    side = line * 1.25
    if key:
        cap = QRectF(room.left(), room.center().y() - side / 2, side, side)
        painter.setPen(ink)
        painter.drawRoundedRect(cap, 4, 4)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    return side


def _id(item: QListWidgetItem | None) -> str:
    return "" if item is None else str(item.data(_ROLE)[0].id)


def _spoken(label: Label, uses: int) -> str:
    key = f"key {label.key}" if label.key and not label.retired else "no key"
    state = "retired" if label.retired else many(uses, "span")
    return f"{label.name}, {key}, {state}"
