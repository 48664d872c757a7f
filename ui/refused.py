"""A project that was not opened: why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from model.errors import DamagedProject, LockedProject, ReadOnlyProject, UserError
from ui import plain, summons
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.projects import Projects


def answer(projects: Projects, desk: Desk, window: QWidget, path: Path, error: UserError) -> None:
    """Offer what there is to do; where there is nothing, tell why."""
    if isinstance(error, LockedProject):
        if not _summoned(desk, path):
            _ask_read_only(window, error, lambda: projects.open(path, read_only=True),
                           lambda: projects.open(path, take_over=True))  # fmt: skip
    elif isinstance(error, ReadOnlyProject):
        projects.open(path, read_only=True)
    elif isinstance(error, DamagedProject):
        projects.recover(path, str(error))
    else:
        desk.tell(str(error), "trouble")


def _summoned(desk: Desk, path: Path) -> bool:
    """Whether another window on this machine, which has the project open, came forward."""
    came = summons.call(path)
    if came:
        desk.tell(f"{path.stem} is open in another window, which was brought forward.")
    return came


def _ask_read_only(window: QWidget, error: UserError, read: Callable[[], None],
                   take_over: Callable[[], None]) -> None:  # fmt: skip
    """Offer to `read` a project in use; to `take_over` only what another machine holds."""
    box = plain.box(window, "Project in use", error.what, error.hint)
    reading = box.addButton("Open read-only", QMessageBox.ButtonRole.AcceptRole)
    alone = None
    if "was opened on" in error.what:
        alone = box.addButton("Open it here alone", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)

    def answered() -> None:
        if box.clickedButton() is reading:
            read()
        elif alone is not None and box.clickedButton() is alone:
            take_over()

    box.finished.connect(answered)
    box.open()
