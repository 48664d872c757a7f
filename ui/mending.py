"""A damaged project, met by the window: what can be done about it is offered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.desk import Desk

if TYPE_CHECKING:
    from ui.projects import Projects


def offer(projects: Projects, desk: Desk, window: QWidget, path: Path, why: str) -> None:
    """Offer to mend it, or to go back to a backup; it is closed for that. When the person wants
    neither, `why` it was refused is told."""
    from ui.recovery_dialog import RecoveryDialog

    store = desk.store
    was_open = store is not None and store.path == path
    if was_open:
        desk.open(None)
    dialog = RecoveryDialog(desk, path, window)

    def reopen(said: str) -> None:
        projects.open(path, trusted=True)
        desk.tell(said, "done")

    dialog.recovered.connect(reopen)
    dialog.backup_wanted.connect(lambda backup: projects.open(Path(backup), read_only=True))
    dialog.rejected.connect(lambda: projects.open(path) if was_open else None)
    dialog.rejected.connect(lambda: desk.tell(why, "trouble") if why else None)
    dialog.open()
