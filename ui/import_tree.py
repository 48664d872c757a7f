"""The list of an import's files: what each holds or has become, with the lines about it below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from model.choices import file_called
from model.plurals import many
from ui.icons import icon
from ui.theme import Theme

MARKS = {
    "failed": ("mdi6.close-circle-outline", "danger", "Failed"),
    "remarks": ("mdi6.alert-outline", "warning", "With remarks"),
    "fine": ("mdi6.check-circle-outline", "good", "Fine"),
    "passed over": ("mdi6.minus-circle-outline", "muted", "Passed over"),
}
"""Icon, colour of the theme and word of each kind of row, in the order of the list."""
MOST_ROWS = 1000
FILE, FORMAT, FIRST_NUMBER = 0, 1, 2
HEADS = ("File", "Read as", "Articles", "Spans", "Links")
INDENT = 22
MARGIN = 8
"""Around a line's words, in both directions."""
Index = QModelIndex | QPersistentModelIndex
LINES = 9
"""Of height, however much else there is to be seen."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Row:
    """One file: `mark` is a key of MARKS, `numbers` its articles, spans and links."""

    path: Path
    mark: str
    format: str = ""
    numbers: Sequence[int] = ()
    lines: Sequence[str] = field(default=())


class _Wrapped(QStyledItemDelegate):
    """A line about a file is as high as its words need: what to do stands at its end."""

    def __init__(self, tree: ImportTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        if not index.parent().isValid():
            return hint
        room = self._tree.viewport().width() - 2 * INDENT - MARGIN
        words = self._tree.fontMetrics().boundingRect(
            QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(hint.width(), words.height() + MARGIN)


class ImportTree(QTreeWidget):
    """Files with trouble come first and are open."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(alternatingRowColors=True, uniformRowHeights=False, indentation=INDENT)
        self._theme = theme
        self._rows: list[Row] = []
        self.setAccessibleName("Files")
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setHeaderLabels(HEADS)
        self.setAllColumnsShowFocus(True)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        self.setMinimumHeight(LINES * self.fontMetrics().height())
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        for column in range(FORMAT, len(HEADS)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in range(FIRST_NUMBER, len(HEADS)):
            self.headerItem().setTextAlignment(column, RIGHT)

    def show_rows(self, rows: Iterable[Row]) -> None:
        order = list(MARKS)
        self._rows = sorted(rows, key=lambda row: order.index(row.mark))
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def chosen(self) -> list[Path]:
        """The files that are selected, in the list's order."""
        paths = [item.data(FILE, Qt.ItemDataRole.UserRole) for item in self.selectedItems()]
        return list(dict.fromkeys(path for path in paths if path is not None))

    def shown_lines(self) -> list[str]:
        """Everything in the list as text, a line each."""
        found = []
        for row in self._rows:
            said = ", ".join(_counted(row))
            kind = f" ({row.format})" if row.format else ""
            found.append(f"{MARKS[row.mark][2]}: {file_called(row.path)}{kind}"
                         + f": {said}" * bool(said))  # fmt: skip
            found += [f"    {line}" for line in row.lines]
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # ---- inside

    def _fill(self) -> None:
        self.clear()
        for row in self._rows[:MOST_ROWS]:
            item = self._item(row)
            self.addTopLevelItem(item)
            item.setExpanded(row.mark == "failed" or (row.mark == "remarks" and len(row.lines) < 5))
            for at in range(item.childCount()):
                if (line := item.child(at)) is not None:
                    line.setFirstColumnSpanned(True)
        if len(self._rows) > MOST_ROWS:
            more = len(self._rows) - MOST_ROWS
            self.addTopLevelItem(QTreeWidgetItem([f"… and {many(more, 'more file')}"]))

    def _item(self, row: Row) -> QTreeWidgetItem:
        name, colour, word = MARKS[row.mark]
        numbers = [f"{number:,}" if number else "" for number in row.numbers]
        item = QTreeWidgetItem([file_called(row.path), row.format, *numbers])
        item.setData(FILE, Qt.ItemDataRole.UserRole, row.path)
        item.setData(FILE, Qt.ItemDataRole.AccessibleTextRole, f"{word}: {file_called(row.path)}")
        item.setIcon(FILE, icon(name, self._theme, colour=getattr(self._theme, colour)))
        for column in range(FIRST_NUMBER, len(HEADS)):
            item.setTextAlignment(column, RIGHT)
        muted = QBrush(QColor(self._theme.muted))
        for line in row.lines:
            child = QTreeWidgetItem([_visible(line)])
            child.setForeground(FILE, muted)
            child.setData(FILE, Qt.ItemDataRole.UserRole, row.path)
            item.addChild(child)
        return item


def _counted(row: Row) -> list[str]:
    named = zip(row.numbers, ("article", "span", "link"), strict=False)
    return [many(number, noun) for number, noun in named if number]


def _visible(line: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in line)
