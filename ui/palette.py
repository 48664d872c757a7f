"""The command palette: type a few letters of any command, or `@` and those of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ui import fuzzy, plain
from ui.palette_row import RowDelegate

Articles = Callable[[], Sequence[tuple[str, Callable[[], object]]]]

Index = QModelIndex | QPersistentModelIndex

MOST = 200
"""Rows listed at a time; more letters narrow them."""

ROWS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the palette; `at` are the letters that the query matched."""

    text: str
    run: Callable[[], object]
    menu: str = ""
    keys: str = ""
    enabled: bool = True
    icon: QIcon | None = None
    at: tuple[int, ...] = ()


class Rows(QAbstractListModel):
    """The rows that answer the query, as the list shows them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def take(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "" if row.enabled else "not available now"
            return ", ".join(part for part in (row.text, row.menu, row.keys, state) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        enabled = self.rows[index.row()].enabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if enabled else (
            Qt.ItemFlag.NoItemFlags
        )  # fmt: skip


class CommandPalette(QFrame):
    """A popup over `window`; Enter runs the chosen row, Escape or a click elsewhere closes it."""

    def __init__(
        self, rows: Iterable[QAction], window: QWidget, articles: Articles | None = None
    ) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("All commands")
        self._window = window
        self._commands = [_row(action) for action in rows if action.isVisible()]
        self._articles = articles
        self._titles: list[Row] | None = None
        self.line = QLineEdit(placeholderText=(
            "Type a command, or @ and a title" if articles else "Type a command"
        ))  # fmt: skip
        self.line.setAccessibleName("Command")
        self.line.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.rows = Rows(self)
        self.list = QListView(uniformItemSizes=True, focusPolicy=Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Commands found")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self.run(index.row()))
        self.nothing = plain.label("Nothing found. Try fewer letters.", name="muted")
        self.nothing.setContentsMargins(12, 10, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self.line, self.list, self.nothing):
            column.addWidget(part)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.look_for)
        self.look_for("")

    def open(self) -> None:
        """Show it near the top of the window, ready to be typed in."""
        room = self._window.size()
        wide = min(room.width() - 40, 76 * self.fontMetrics().averageCharWidth())
        self.resize(wide, self._height(room.height()))
        at = self._window.mapToGlobal(QPoint((room.width() - wide) // 2, room.height() // 10))
        self.move(at)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def look_for(self, query: str) -> None:
        """List what `query` means: the best first, what cannot be done now last."""
        if query.startswith("@") and self._articles is not None:
            found = _found(query[1:], self._all_titles())
        else:
            found = _found(query, self._commands)
        self.rows.take(found[:MOST])
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._choose(next((at for at, row in enumerate(self.rows.rows) if row.enabled), -1))

    def run(self, place: int) -> None:
        """Close, then do what row `place` says, if it can be done."""
        if not 0 <= place < len(self.rows.rows) or not self.rows.rows[place].enabled:
            return
        work = self.rows.rows[place].run
        self.close()
        QTimer.singleShot(0, self._window, work)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and (
            event.type() == QEvent.Type.KeyPress
        ):  # fmt: skip
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        page = ROWS_SHOWN - 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page,
                 Qt.Key.Key_PageUp: -page, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}  # fmt: skip
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif key in steps:
            self._step(steps[key])
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Move over the rows that can be run; a single step goes round."""
        places = [at for at, row in enumerate(self.rows.rows) if row.enabled]
        if not places:
            return
        now = self.list.currentIndex().row()
        at = (places.index(now) if now in places else -1) + by
        self._choose(places[at % len(places) if abs(by) == 1 else max(0, min(at, len(places) - 1))])

    def _choose(self, place: int) -> None:
        self.list.setCurrentIndex(self.rows.index(place, 0))
        self.list.scrollTo(self.rows.index(max(0, place), 0))

    def _all_titles(self) -> list[Row]:
        if self._titles is None:
            given = self._articles() if self._articles is not None else ()
            self._titles = [Row(title, run, "Article") for title, run in given]
        return self._titles

    def _height(self, room: int) -> int:
        row = max(1, self.list.sizeHintForRow(0))
        return min(int(room * 0.8), self.line.sizeHint().height() + row * ROWS_SHOWN + 8)


def _row(action: QAction) -> Row:
    return Row(
        action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"),
        action.trigger,
        str(action.property("menu") or ""),
        action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
        action.isEnabled(),
        action.icon(),
    )


def _found(query: str, rows: Iterable[Row]) -> list[Row]:
    """The rows that match, the best first; the menu's name may be part of what is typed."""
    ranked = []
    for place, row in enumerate(rows):
        hit = fuzzy.match(query, f"{row.text} {row.menu}")
        if hit is not None:
            at = tuple(letter for letter in hit.at if letter < len(row.text))
            shown = Row(row.text, row.run, row.menu, row.keys, row.enabled, row.icon, at)
            ranked.append((not row.enabled, -hit.score if query else 0, place, shown))
    return [shown for *_, shown in sorted(ranked, key=lambda one: one[:3])]
