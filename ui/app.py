"""Starting the desktop: the application, its window, and a picture of it without a screen."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from model import logs, places, project
from model.settings import Settings
from ui import crash, recent, style, summons
from ui.desk import Desk
from ui.who import ask_gently
from ui.window import Window

PICTURE_SIZE = (1366, 768)


def application() -> QApplication:
    """The one QApplication, named so that desktops know its windows."""
    app = QApplication.instance()
    if app is None:
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
        app.setProperty(style.FUSION, True)
    assert isinstance(app, QApplication)
    app.setApplicationName("attesta")
    app.setApplicationDisplayName("Attesta")
    app.setDesktopFileName("attesta")
    app.setWindowIcon(QIcon(str(places.resources() / "icons" / "attesta.svg")))
    return app


def run(path: Path | None, *, sample: bool = False, debug: bool = False) -> int:
    """The desktop on `path`; without one on the project that was open last, and on the sample
    when there is none, or when `sample` asks for it. Returns the exit code."""
    app = application()
    first = path or (None if sample else recent.newest()) or project.sample_path()
    if summons.call(first):
        print(f"{first} is open already; its window was brought forward.")
        return 0
    logs.start(debug=debug)
    desk = Desk(Settings())
    style.prepare(app, desk.settings)
    window = Window(desk)
    desk.changed.connect(logs.edited)
    desk.rewritten.connect(logs.edited)
    reporter = crash.install(
        logs.folder(), on_quit=window.close, on_told=lambda said: desk.tell(said, "trouble")
    )
    if reporter.last_fault:
        desk.tell("Attesta ended unexpectedly the last time; the log has the details.", "warning",
                  "log")  # fmt: skip
    if desk.settings.trouble:
        desk.tell(desk.settings.trouble, "warning")
    window.show()
    QTimer.singleShot(0, lambda: _open_first(window, path, sample=sample))
    code = app.exec()
    reporter.stop()
    return code


def _open_first(window: Window, path: Path | None, *, sample: bool) -> None:
    """Open what was asked for; what is in memory by then stays, and need not be looked through
    for garbage ever again."""
    try:
        _open(window, path, sample=sample)
    finally:
        gc.freeze()
        gc.enable()


def _open(window: Window, path: Path | None, *, sample: bool) -> None:
    if path is not None:
        window.projects.open(path)
    elif sample:
        window.projects.open_sample()
    else:
        window.projects.open_last()
    ask_gently(window.desk)


def picture(project: Path, png: Path, *, theme: str = "light") -> Path:
    """A picture of the window with `project` in it, drawn without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    kept = png.with_suffix(".settings.json")
    settings = Settings(kept)
    settings.set(theme=theme)
    style.prepare(app, settings)
    window = Window(Desk(settings))
    window.resize(*PICTURE_SIZE)
    window.projects.open(project, read_only=True)
    window.messages.close_newest()
    window.show()
    for _ in range(20):
        app.processEvents()
    window.grab().save(str(png))
    window.close()
    kept.unlink(missing_ok=True)
    return png
