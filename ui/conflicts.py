"""The conflicts of the last merge: a list to come back to as long as the window is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.disputed import Conflicts

SHOWS = "Enter shows the span. What was not kept stays in the history."
_ROLE = Qt.ItemDataRole.UserRole


class ConflictList(QListWidget):
    """In words; Enter or a double-click shows the span that one is about, and says it again."""

    left = Signal()
    """A span is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(wordWrap=True, alternatingRowColors=True)
        self.setAccessibleName("Conflicts")
        self._desk = desk
        self.itemActivated.connect(self._show)

    def fill(self, found: Conflicts) -> None:
        for one in found:
            item = QListWidgetItem(said(one), self)
            item.setData(_ROLE, one["span_id"])
        self.setCurrentRow(0)

    def _show(self, item: QListWidgetItem) -> None:
        if span_id := item.data(_ROLE):
            self._desk.reveal(span_id)
            self._desk.tell(item.text(), "info", "packet.conflicts" if self.count() > 1 else "")
            self.left.emit()


class ConflictsDialog(Dialog):
    """The list again, where one left it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Conflicts of the last merge")
        self.list = ConflictList(desk)
        found = desk.disputed.of(desk.store)
        self.list.fill(found)
        self.list.setCurrentRow(_row_of(desk.chosen, found))
        self.list.left.connect(self.close)
        self.column.addWidget(plain.label(SHOWS, name="muted", wrap=True))
        self.column.addWidget(self.list, 1)
        self.add_button("Close", self.close)
        self.want_size(84, 22)
        self.list.setFocus()


def _row_of(chosen: str | None, found: Conflicts) -> int:
    """The conflict about the span that is chosen, else the first."""
    about = [one["span_id"] for one in found]
    return about.index(chosen) if chosen in about else 0


def said(one: Mapping[str, Any]) -> str:
    """'end of “Kyiv said”: Ben's later word “…said” was kept, not “…Kyiv”'."""
    if (one["kept"], one["lost"]) == ("changed", "deleted"):
        return f"{one['what']}: kept, as {one['person']} changed it; it was deleted elsewhere"
    if (one["kept"], one["lost"]) == ("deleted", "changed"):
        return f"{one['what']}: deleted, as {one['person']} wished; it was changed elsewhere"
    return f"{one['what']}: {one['person']}'s later word {one['kept']} was kept, not {one['lost']}"
