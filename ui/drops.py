"""What is dropped onto the window: a project, packets of colleagues, or articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from model import packet, project
from ui import packets
from ui.importing import import_drop

if TYPE_CHECKING:
    from ui.window import Window


def take(window: Window, dropped: QMimeData) -> None:
    """Open a project; else merge packets, or import the rest, into the project that is open."""
    found = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    wanted = [path for path in found if path.suffix == project.SUFFIX]
    if wanted:
        window.projects.open(wanted[0])
    elif not window.desk.writable:
        window.desk.tell("Open a project first, then drop articles or packets into it.")
    elif found and all(path.suffix == packet.SUFFIX for path in found):
        packets.merge(window, found)
    else:
        import_drop(window.desk, found, dropped, window)
