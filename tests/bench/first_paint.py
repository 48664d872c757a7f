"""A child process: opens the desktop or a bare window, and says when it was painted.

Moments are milliseconds since `started`, which the parent read from the same clock."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

moments: dict[str, float] = {}


def say(name: str, started: float) -> None:
    moments.setdefault(name, (time.monotonic() - started) * 1000)


def bare(started: float) -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Attesta"))
    window.resize(1366, 768)
    watcher = watch_paints(started, lambda: "painted")
    window.centralWidget().installEventFilter(watcher)
    window.show()
    app.exec()


def desktop(started: float, path: Path) -> None:
    """As `main.py PATH` does, with one more pair of eyes on the reader."""
    import gc

    import main

    gc.disable()  # as `main` does before it
    from ui import lazily, qt

    lazily.begin()
    qt.import_lean()
    from ui import app

    real = app.Window  # what is promised of the modules runs here
    say("main imported", started)

    def watched(desk):
        say("application", started)
        window = real(desk)
        say("window made", started)
        desk.project_changed.connect(lambda: say("project open", started))
        model, viewport = window.library.model, window.reading.reader.viewport()

        def shown() -> str:
            full = bool(desk.text and model.rowCount() and window.isVisible())
            return "painted" if full else "first frame"

        viewport.installEventFilter(watch_paints(started, shown, viewport))
        return window

    app.Window = watched
    main.main([str(path)])


def watch_paints(started: float, shown, parent=None):
    """An event filter that notes the end of the turn in which a paint was asked for."""
    from PySide6.QtCore import QEvent, QObject, Qt, Signal
    from PySide6.QtWidgets import QApplication

    class Watcher(QObject):
        asked = Signal(str)

        def eventFilter(self, _watched, event) -> bool:
            if event.type() == QEvent.Type.Paint:
                self.asked.emit(shown())
            return False

        def note(self, name: str) -> None:
            say(name, started)
            if name == "painted":
                QApplication.closeAllWindows()
                QApplication.quit()

    watcher = Watcher(parent)
    watcher.asked.connect(watcher.note, Qt.ConnectionType.QueuedConnection)
    return watcher


if __name__ == "__main__":
    start, path = float(sys.argv[1]), sys.argv[2]
    say("python", start)
    if path:
        desktop(start, Path(path))
    else:
        bare(start)
    print(json.dumps(moments))
