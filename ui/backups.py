"""Backups from the window: when the person asks, every few minutes, and at closing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from model import backup
from model.errors import StoreTrouble
from model.store import Store
from ui.desk import Desk


class Backups(QObject):
    """Backs up what has changed since the last backup."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._backed_up = ""
        """Hash of the last edit that the newest backup holds."""
        self._told = False
        """Whether the person knows that backups do not work just now."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.quietly)
        desk.settings_changed.connect(self._set_pace)
        self._set_pace()

    def begin(self, store: Store) -> None:
        """Follow a project that has just been opened."""
        self._backed_up = store.head

    def now(self) -> None:
        """Back up, and say where."""
        store = self._desk.project
        self._desk.attempt(lambda: self._desk.tell(f"Backed up to {backup.make(store)}.", "done"))

    def quietly(self) -> None:
        """Back up when something has changed since the last backup; trouble is told when it
        begins, and not each time."""
        store = self._desk.store
        if store is None or store.read_only or store.path is None or store.busy:
            return
        head = store.head
        if head == self._backed_up:
            return
        self._backed_up = head
        try:
            backup.make(store)
            self._told = False
        except StoreTrouble as error:
            if not self._told:
                self._told = True
                self._desk.tell(f"The automatic backup did not work: {error}", "warning")

    def _set_pace(self) -> None:
        self._timer.start(self._desk.settings.whole("backup_minutes") * 60_000)
