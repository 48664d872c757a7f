"""A large project that has to be looked through, or brought up to date, before it is opened: beside
the window, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from ui import plain
from ui.children import CALLED_OFF
from ui.desk import Desk
from ui.dialog import Dialog

if TYPE_CHECKING:
    from ui.projects import Projects
    from ui.window import Window


class ReadyDialog(Dialog):
    """One of `ready`, `damaged`, `failed` and `stopped` is told, when it has gone."""

    ready = Signal()
    """It can be opened at once."""
    damaged = Signal(str)
    failed = Signal(str)
    """Why it is not opened."""
    stopped = Signal(str)
    """It was called off: what has become of the project, in words."""

    def __init__(self, window: Window, path: Path, why: str, *, take_over: bool) -> None:
        """`why` says what is done; `take_over` is `project.open_`'s."""
        super().__init__(window.desk, window, "Open project")
        self._path = path
        said = plain.label(why, name="heading", wrap=True)
        bar = QProgressBar(textVisible=False, maximumHeight=6, accessibleName="Getting it ready")
        bar.setRange(0, 0)
        self.column.addWidget(said)
        self.column.addWidget(bar)
        self.column.addStretch(1)
        self.cancel_button = self.add_button("Cancel", self.reject, default=True)
        self.want_size(60, 9)
        words = ["make-ready", str(path), *(["--take-over"] if take_over else [])]
        self._job = window.jobs.run(words, lambda *_: None, self._ended, self._failed)

    @property
    def process_id(self) -> int:
        """Of who does the work; 0 when nobody does."""
        return self._job.process_id

    def reject(self) -> None:
        """Have it called off; that is over in a moment, and told then."""
        self.cancel_button.setEnabled(False)
        self._job.call_off()

    # ---- inside

    def _ended(self, found: object) -> None:
        assert isinstance(found, dict)
        self._leave()
        if found == CALLED_OFF:
            self.stopped.emit(f"Stopped. {self._path.name} was not opened, and is as it was.")
        elif "damaged" in found:
            self.damaged.emit(str(found["damaged"]))
        elif self.cancel_button.isEnabled():
            self.ready.emit()
        else:
            self.stopped.emit(f"Stopped. {self._path.name} was not opened; it is in order by now.")

    def _failed(self, why: str) -> None:
        self._leave()
        self.failed.emit(why)

    def _leave(self) -> None:
        super().reject()


def begin(projects: Projects, desk: Desk, window: Window, path: Path, why: str,
          again: Callable[[], object], then: Callable[[], object], *,
          take_over: bool) -> None:  # fmt: skip
    """Have done beside the window what a project needs, and open it `again`; or else do at once
    what comes `then`."""
    dialog = ReadyDialog(window, path, why, take_over=take_over)
    dialog.ready.connect(again)
    dialog.stopped.connect(desk.tell)
    dialog.failed.connect(lambda why: desk.tell(why, "trouble"))
    dialog.damaged.connect(lambda why: projects.recover(path, why))
    for end in (dialog.stopped, dialog.failed, dialog.damaged):
        end.connect(lambda *_: then())
    dialog.open()
