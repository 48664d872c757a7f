"""The project in other hands: closed in the window while a process of ours makes a large change to
it, so that the window never waits; then open again, where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QProgressBar

from model import articles
from ui import plain
from ui.dialog import Dialog
from ui.jobs import Job

if TYPE_CHECKING:
    from ui.window import Window


class AwayDialog(Dialog):
    """Says what is being done. Whoever closes the window meanwhile has called the work off, and the
    window closes as soon as the project is whole."""

    def __init__(self, window: Window, title: str, said: str) -> None:
        super().__init__(window.desk, window, title)
        store = window.desk.project
        assert store.path is not None, "only a project with a file can be changed elsewhere"
        self._window = window
        self._path, self._person = store.path, store.person
        self._article = window.desk.article_id
        self._job: Job | None = None
        self._leaving = False
        self.said = plain.label(said, name="heading", wrap=True)
        self.progress = QProgressBar(textVisible=False, maximumHeight=6, accessibleName=title)
        self.progress.setRange(0, 0)
        self.column.addWidget(self.said)
        self.column.addWidget(self.progress)

    @property
    def running(self) -> bool:
        return self._job is not None and self._job.running

    @property
    def process_id(self) -> int:
        """Of who does the work; 0 when nobody does."""
        return self._job.process_id if self._job is not None else 0

    def send(self, command: str, *arguments: str) -> None:
        """Close the project, and run a command of ours on it; `came_back` or `failed` follows."""
        self._window.projects.lend()
        self._window.installEventFilter(self)
        self._job = self._window.jobs.run(
            ["--person", self._person, command, str(self._path), *arguments, "--json-lines"],
            self._show, self._done, self._failed,
        )  # fmt: skip

    def call_off(self) -> None:
        """Have the work taken back, if that can still be done."""
        if self._job is not None and self.running:
            self._job.call_off()

    def came_back(self, found: object) -> None:
        """The work is done, and the project open again."""

    def failed(self, why: str) -> None:
        """The work was not done: `why`. The project is open again, as it was."""

    def reject(self) -> None:
        if not self.running:
            super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.running:
            event.ignore()
            self._leaving = True
            self.said.setText("Attesta closes as soon as the project is whole…")
            self.call_off()
            return True
        return super().eventFilter(watched, event)

    # ---- inside

    def _show(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _done(self, found: object) -> None:
        if self._reopened(examined=True):
            self.came_back(found)

    def _failed(self, why: str) -> None:
        if self._reopened():
            self.failed(why)

    def _reopened(self, *, examined: bool = False) -> bool:
        """Open the project again; False when the window closes instead."""
        self._window.removeEventFilter(self)
        self.progress.hide()
        self._window.projects.take_back(self._path, examined=examined, reopen=not self._leaving)
        if self._leaving:
            self._window.close()
            return False
        store = self.desk.store
        if store is not None and articles.still_there(store, self._article):
            self.desk.show(self._article)
        return True
