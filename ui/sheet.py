"""The shortcut sheet: every command with keys, by menu, made from the rows that fire them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import plain
from ui.dialog import emptied
from ui.placing import keep_inside

COLUMN = 44
"""Characters that one column of the sheet needs."""

CAPS = 16
"""Characters of keys that stand side by side; more would leave a command no room for its words."""

WHERE = "Keys without Ctrl or Alt work while the article has the focus."


OTHER = "At the chosen span"
"""Over the keys that stand in no menu."""


@dataclass(frozen=True, slots=True)
class Line:
    menu: str
    text: str
    keys: tuple[str, ...]


class ShortcutSheet(QDialog):
    """Read it, or type to find a key; the columns follow the width of the window."""

    def __init__(self, rows: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines = lines(rows)
        self.shown: list[Line] = []
        self._columns = 0
        self.search = QLineEdit(placeholderText="Find a command or a key", clearButtonEnabled=True)
        self.search.setAccessibleName("Find a command or a key")
        self.search.textChanged.connect(self._fill)
        self._sheet = QWidget()
        self._row = QHBoxLayout(self._sheet)
        self._row.setContentsMargins(4, 4, 12, 4)
        self._row.setSpacing(36)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setWidget(self._sheet)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = QPushButton("Close", autoDefault=False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(plain.label(WHERE, name="note", wrap=True), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        measure = self.fontMetrics()
        self.resize(3 * (COLUMN + 4) * measure.averageCharWidth() + 60, 46 * measure.height())
        keep_inside(self)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the search first, then closes."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        super().keyPressEvent(event)

    def _fitting(self) -> int:
        return max(1, (self.width() - 60) // (COLUMN * self.fontMetrics().averageCharWidth()))

    def _fill(self) -> None:
        query = self.search.text().strip()
        self.shown = [line for line in self.lines if _answers(line, query)]
        self._columns = self._fitting()
        emptied(self._row)
        if not self.shown:
            self._row.addWidget(plain.label("No command is called like that.", name="muted"))
            return
        for members in _shared_out(self.shown, self._columns):
            column = QVBoxLayout()
            column.setSpacing(18)
            for menu, group in members:
                column.addLayout(_section(menu, group))
            column.addStretch(1)
            self._row.addLayout(column, 1)


def lines(rows: Iterable[QAction]) -> list[Line]:
    """What the sheet lists: commands with keys; `undo.key` adds its key to `undo`'s line."""
    made: dict[str, Line] = {}
    for action in filter(QAction.isVisible, rows):
        keys = tuple(
            keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts()
        )
        name = action.objectName() or f"row {len(made)}"
        base = made.get(name.removesuffix(".key"))
        if base is not None:
            made[name.removesuffix(".key")] = Line(base.menu, base.text, (*base.keys, *keys))
        else:
            text = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            made[name] = Line(str(action.property("menu") or OTHER), text, keys)
    return sorted((line for line in made.values() if line.keys), key=lambda one: one.menu == OTHER)


def _answers(line: Line, query: str) -> bool:
    """Whether every word of `query` stands in the command, its menu or its keys."""
    said = " ".join((line.text, line.menu, *line.keys)).casefold()
    return all(word in said for word in query.casefold().split())


def _shared_out(found: list[Line], columns: int) -> list[list[tuple[str, list[Line]]]]:
    """The menus in their order, in columns of about the same height; no menu is torn apart."""
    groups: dict[str, list[Line]] = {}
    for line in found:
        groups.setdefault(line.menu, []).append(line)
    whole = sum(len(members) + 2 for members in groups.values())
    shared: list[list[tuple[str, list[Line]]]] = [[]]
    high = 0.0
    for menu, members in groups.items():
        middle = high + (len(members) + 2) / 2
        if shared[-1] and middle > whole / columns * len(shared) and len(shared) < columns:
            shared.append([])
        shared[-1].append((menu, members))
        high += len(members) + 2
    return shared


def _section(menu: str, members: list[Line]) -> QVBoxLayout:
    section = QVBoxLayout()
    section.setSpacing(6)
    section.addWidget(plain.label(menu, name="heading"))
    section.addWidget(plain.rule())
    for line in members:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(plain.label(line.text, wrap=True), 1)
        row.addLayout(_caps(line))
        section.addLayout(row)
    return section


def _caps(line: Line) -> QVBoxLayout:
    """The keys of a command, as many in a row as there is room for."""
    rows: list[list[str]] = []
    for keys in line.keys:
        if not rows or len("".join(rows[-1])) + len(keys) > CAPS:
            rows.append([])
        rows[-1].append(keys)
    below = QVBoxLayout()
    below.setSpacing(4)
    for beside in rows:
        caps = QHBoxLayout()
        caps.setSpacing(4)
        caps.addStretch(1)
        for keys in beside:
            cap = plain.label(keys, name="keycap")
            cap.setAccessibleName(f"{line.text}: {keys}")
            caps.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        below.addLayout(caps)
    return below
