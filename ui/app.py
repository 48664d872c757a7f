"""Starting the desktop: the application, its window, and a picture of it without a screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from model import places
from model.settings import Settings
from ui import crash
from ui.desk import Desk
from ui.window import Window

PICTURE_SIZE = (1366, 768)


def application() -> QApplication:
    """The one QApplication, named so that desktops know its windows."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("attesta")
    app.setApplicationDisplayName("Attesta")
    app.setDesktopFileName("attesta")
    app.setWindowIcon(QIcon(str(places.resources() / "icons" / "attesta.svg")))
    return app


def run(path: Path | None) -> int:
    """The desktop on `path`, or on the sample project; returns the exit code."""
    app = application()
    window = Window(Desk(Settings()))
    crash.install(places.state() / "logs", on_quit=window.close)
    if window.desk.settings.trouble:
        window.desk.tell(window.desk.settings.trouble, "warning")
    window.show()
    QTimer.singleShot(0, lambda: window.projects.open(path) if path else window.projects.open_last())
    return app.exec()


def picture(project: Path, png: Path, *, theme: str = "light", scale: float = 1.0) -> Path:
    """A picture of the window with `project` in it, drawn without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    settings = Settings(png.with_suffix(".settings.json"))
    settings.set(theme=theme)
    window = Window(Desk(settings))
    window.resize(*(round(side * scale) for side in PICTURE_SIZE))
    window.projects.open(project, read_only=True)
    window.show()
    for _ in range(20):
        app.processEvents()
    window.grab().save(str(png))
    window.close()
    png.with_suffix(".settings.json").unlink(missing_ok=True)
    return png
