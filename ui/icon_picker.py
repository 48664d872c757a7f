"""Choosing an icon: some that suit labels, or any of the icon font's by its name."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ui import icons, plain
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

MOST = 240
SIDE = 24

SUITED = tuple(f"mdi6.{name}" for name in (
    "label-outline", "tag-outline", "message-text-outline", "comment-quote-outline",
    "format-quote-open", "bullhorn-outline", "account-outline", "account-voice",
    "account-group-outline", "domain", "bank-outline", "flag-outline", "earth",
    "map-marker-outline", "numeric", "pound", "percent-outline", "scale-balance",
    "chart-line", "calendar-outline", "clock-outline", "check-decagram-outline",
    "shield-check-outline", "check-circle-outline", "close-circle-outline",
    "help-circle-outline", "alert-outline", "eye-outline", "magnify", "link-variant",
    "lightbulb-outline", "file-document-outline", "gavel", "currency-usd", "tank",
    "airplane", "hospital-box-outline", "school-outline", "leaf", "fire", "star-outline",
    "bookmark-outline",
))  # fmt: skip


class _Names(QAbstractListModel):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.names: list[str] = []

    def take(self, names: list[str]) -> None:
        self.beginResetModel()
        self.names = names
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        name = self.names[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(name, self._theme)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(name)
        return None


class IconPicker(QFrame):
    """A popup below `anchor`: type to search, arrows and Enter or a click to choose."""

    picked = Signal(str)

    def __init__(self, anchor: QWidget, theme: Theme, current: str) -> None:
        super().__init__(anchor, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Icons")
        self._anchor = anchor
        self._all = icons.names()
        self.line = QLineEdit(placeholderText=f"Search {len(self._all):,} icons")
        self.line.setAccessibleName("Search icons")
        self.model = _Names(theme, self)
        self.list = QListView(
            viewMode=QListView.ViewMode.IconMode, uniformItemSizes=True,
            resizeMode=QListView.ResizeMode.Adjust, movement=QListView.Movement.Static,
        )  # fmt: skip
        self.list.setAccessibleName("Icons found")
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setGridSize(QSize(SIDE + 18, SIDE + 18))
        self.list.setModel(self.model)
        self.list.activated.connect(lambda index: self._pick(index.row()))
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self._said = plain.label(name="note")
        self._said.setContentsMargins(10, 4, 10, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self.line, self.list, self._said):
            column.addWidget(part)
        self.line.textChanged.connect(self.look_for)
        self.list.selectionModel().currentChanged.connect(lambda index, _: self._say(index.row()))
        self.look_for("")
        if current in self.model.names:
            self.list.setCurrentIndex(self.model.index(self.model.names.index(current), 0))

    def open(self) -> None:
        self.resize(9 * (SIDE + 18) + 30, 6 * (SIDE + 18) + 80)
        at = self._anchor.mapToGlobal(self._anchor.rect().bottomLeft())
        room = self._anchor.screen().availableGeometry()
        at.setY(min(at.y(), room.bottom() - self.height()))
        at.setX(min(at.x(), room.right() - self.width()))
        self.move(at)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def look_for(self, query: str) -> None:
        """Icons whose names hold every word of `query`; some that suit labels for none."""
        words = query.casefold().split()
        known = set(self._all)
        found = [name for name in self._all if all(word in spoken(name) for word in words)]
        found.sort(key=len)
        shown = found[:MOST] if words else [name for name in SUITED if name in known]
        self.model.take(shown)
        if shown:
            self.list.setCurrentIndex(self.model.index(0, 0))
        more = f"{len(found):,} found; more letters narrow them." if len(found) > MOST else ""
        self._said.setText((more if words else "") or ("" if shown else "No icon of that name."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.currentIndex().row())
        elif event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _pick(self, place: int) -> None:
        if 0 <= place < len(self.model.names):
            self.picked.emit(self.model.names[place])
            self.close()

    def _say(self, place: int) -> None:
        if 0 <= place < len(self.model.names):
            self._said.setText(spoken(self.model.names[place]))


def spoken(name: str) -> str:
    """'mdi6.map-marker-outline' as 'map marker outline'."""
    return name.partition(".")[2].replace("-", " ")
