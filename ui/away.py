"""The project in other hands: closed in the window while a process of ours makes a large change to
it, so that the window never waits; then open again, where it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QProgressBar

from ui import plain
from ui.children import CALLED_OFF
from ui.dialog import Dialog

if TYPE_CHECKING:
    from ui.jobs import Job
    from ui.window import Window

GOING_BACK = "Going back to how it was…"
AS_IT_WAS = "Everything is as it was."
DONE_BY_THEN = "By then it was done, though: look at the history."
LEAVING = "Attesta closes as soon as the project is whole…"


class Away(QObject):
    """Lends the project to a process of ours. One of `done`, `stopped` and `failed` is told at the
    end, when it is open again; or `left`, when the window closes instead.

    Whoever closes the window meanwhile has called the work off."""

    progressed = Signal(int, int)
    leaving = Signal()
    """The window was asked to close, which it does as soon as the project is whole."""
    done = Signal(object)
    """What the process has said."""
    stopped = Signal()
    """The work was called off in time: the project is as it was."""
    failed = Signal(str)
    """Why the work was not done, and what is safe."""
    left = Signal()

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        store = window.desk.project
        assert store.path is not None, "only a project with a file can be changed elsewhere"
        self._window = window
        self._path, self._person, self._head = store.path, store.person, store.head
        self._article, self._caret = window.desk.article_id, window.desk.caret
        self._job: Job | None = None
        self._leaving = False

    @property
    def running(self) -> bool:
        return self._job is not None and self._job.running

    @property
    def process_id(self) -> int:
        """Of who does the work; 0 when nobody does."""
        return self._job.process_id if self._job is not None else 0

    def send(self, command: str, *arguments: str) -> None:
        """Close the project, and run a command of ours on it."""
        self._window.projects.lend()
        self._window.installEventFilter(self)
        self._job = self._window.jobs.run(
            ["--person", self._person, command, str(self._path), *arguments, "--json-lines"],
            self.progressed.emit, self._done, self._failed,
        )  # fmt: skip

    def call_off(self) -> None:
        """Have the work taken back, if that can still be done."""
        if self._job is not None and self.running:
            self._job.call_off()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.running:
            event.ignore()
            self._leaving = True
            self.leaving.emit()
            self.call_off()
            return True
        return super().eventFilter(watched, event)

    # ---- inside

    def _done(self, found: object) -> None:
        tell = self.stopped.emit if found == CALLED_OFF else partial(self.done.emit, found)
        self._come_back(tell, examined=True)

    def _failed(self, why: str) -> None:
        self._come_back(lambda: self.failed.emit(self._and_safe(why)), examined=False)

    def _and_safe(self, why: str) -> str:
        """With what has become of the project, where the process could not say so itself."""
        assert self._job is not None
        store = self._window.desk.store
        if store is None or not self._job.crashed:
            return why
        return f"{why} {AS_IT_WAS if store.head == self._head else DONE_BY_THEN}"

    def _come_back(self, tell: Callable[[], object], *, examined: bool) -> None:
        """`examined` says that the process has looked through the file and closed it in order."""
        window = self._window
        window.removeEventFilter(self)
        if self._leaving:
            window.projects.lent = False
            self.left.emit()
            window.close()
        else:
            window.projects.take_back(self._path, self._article, lambda: self._told(tell),
                                      examined=examined)  # fmt: skip

    def _told(self, tell: Callable[[], object]) -> None:
        """The person finds themselves where they were reading."""
        if self._window.desk.article_id == self._article:
            self._window.reading.reader.place_caret(self._caret)
        tell()


class AwayDialog(Dialog):
    """Says what is done with the project meanwhile, and how far that is."""

    def __init__(self, window: Window, title: str, said: str) -> None:
        super().__init__(window.desk, window, title)
        self.said = plain.label(said, name="heading", wrap=True)
        self.progress = QProgressBar(textVisible=False, maximumHeight=6, accessibleName=title)
        self.progress.setRange(0, 0)
        self.column.addWidget(self.said)
        self.column.addWidget(self.progress)
        self.away = away = Away(window, self)
        away.progressed.connect(self._show)
        away.leaving.connect(lambda: self.said.setText(LEAVING))
        for end in (away.done, away.stopped, away.failed):
            end.connect(self.progress.hide)
        away.done.connect(self.came_back)
        away.stopped.connect(self.stopped)
        away.failed.connect(self.failed)

    def came_back(self, found: object) -> None:
        """The work is done, and the project open again."""

    def stopped(self) -> None:
        """The work was called off, and the project is open again, as it was."""

    def failed(self, why: str) -> None:
        """The work was not done: `why`. The project is open again, as it was."""

    def reject(self) -> None:
        if not self.away.running:
            super().reject()

    def _show(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)


class WayBackDialog(AwayDialog):
    """One whose Cancel leaves everything as it was; it goes when the work has ended."""

    def __init__(self, window: Window, title: str, said: str) -> None:
        super().__init__(window, title, said)
        self.column.addStretch(1)
        self.cancel_button = self.add_button("Cancel", self.reject, default=True)
        self.want_size(60, 8)

    def reject(self) -> None:
        """Leave; while it goes on, have it taken back first."""
        if self.away.running:
            self.cancel_button.setEnabled(False)
            self.said.setText(GOING_BACK)
            self.away.call_off()
        super().reject()

    def stopped(self) -> None:
        self.desk.tell(f"Stopped. {AS_IT_WAS}", "info")
        self.accept()

    def failed(self, why: str) -> None:
        self.desk.tell(why, "trouble")
        self.accept()
