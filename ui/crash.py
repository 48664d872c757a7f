"""What happens to a bug: caught everywhere, written to the log, told once, and work goes on."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from model import logs
from ui import signals

if TYPE_CHECKING:
    from ui.crash_dialog import CrashDialog

FAULTS = "fault.txt"
PAUSE = 10.0
"""Seconds after a dialog or message in which further bugs are only logged."""
AGAIN = "That did not work, for the reason reported before. The log has the details."
LOGGED = 200
"""Reports written to the log in one session; a broken `paintEvent` raises many a second."""

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger(f"{logs.NAME}.crash")
_qt_log = logging.getLogger(f"{logs.NAME}.qt")


class Reporter(QObject):
    """Takes exceptions from every hook and thread to one dialog on the window's thread."""

    caught = Signal(str, bool)
    """A report, or the words of a `UserError` (True): described on the thread that raised it."""
    told = Signal(str)
    """To be shown as a message."""

    def __init__(self, log_folder: Path, on_quit: Callable[[], object]) -> None:
        super().__init__()
        self.dialog: CrashDialog | None = None
        self.last_fault = _last_fault(log_folder)
        """What the run before left when it died of a fault in compiled code, or ''."""
        self._folder = log_folder
        self._on_quit = on_quit
        self._shown: set[str] = set()
        self._seen = 0
        self._told_at = -PAUSE
        self._at_work: set[int] = set()
        self._logged = 0
        self._file = _fault_file(log_folder)
        self._was_enabled = faulthandler.is_enabled()
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self.caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Put the hooks in place."""
        sys.excepthook = lambda _, error, trace: self.take(error)
        threading.excepthook = lambda given: self.take(given.exc_value)
        sys.unraisablehook = lambda given: self.take(given.exc_value)
        self._qt_before = qInstallMessageHandler(_from_qt)
        if self._file is not None:
            faulthandler.enable(self._file)
        self._signals = signals.Listener(self._on_quit)

    def stop(self) -> None:
        """Put back what was there before `start`."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt_before)
        self._signals.stop()
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
        if self._was_enabled and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        if self.dialog is not None:
            self.dialog.close()

    def take(self, error: BaseException | None) -> None:
        """Log an exception and have it told; safe on any thread, and while it is at work."""
        thread = threading.get_ident()
        if error is None or thread in self._at_work:
            return
        if isinstance(error, KeyboardInterrupt):
            self._on_quit()
            return
        self._at_work.add(thread)
        try:
            self._note(error)
        finally:
            self._at_work.discard(thread)

    def _note(self, error: BaseException) -> None:
        for_people = logs.is_for_people(error)
        report = logs.described(error)
        if self._logged < LOGGED:
            self._logged += 1
            _log.error("%s\n%s", "told" if for_people else "bug", report)
        self.caught.emit(str(error) if for_people else report, for_people)

    def _tell(self, text: str, for_people: bool) -> None:
        if for_people:
            self.told.emit(text)
            return
        self._seen += 1
        if self.dialog is not None:
            self.dialog.count(self._seen)
        elif time.monotonic() - self._told_at < PAUSE:
            return
        elif text in self._shown:
            self._told_at = time.monotonic()
            self.told.emit(AGAIN)
        else:
            self._show(text)

    def _show(self, report: str) -> None:
        from ui.crash_dialog import CrashDialog

        self._shown.add(report)
        self.dialog = CrashDialog(logs.SESSION, report, self._folder, QApplication.activeWindow())
        self.dialog.quit_wanted.connect(self._on_quit)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self._told_at = time.monotonic()
        self.dialog = None


def install(
    log_folder: Path,
    on_quit: Callable[[], object],
    on_told: Callable[[str], object] | None = None,
) -> Reporter:
    """Catch what nobody caught, from now on. `on_quit` closes the window in good order,
    `on_told` shows the words of a `UserError`. Needs a QApplication; keep what is returned."""
    with contextlib.suppress(OSError):
        log_folder.mkdir(parents=True, exist_ok=True)
    reporter = Reporter(log_folder, on_quit)
    if on_told is not None:
        reporter.told.connect(on_told)
    reporter.start()
    return reporter


def _fault_file(folder: Path) -> TextIO | None:
    """Kept open: the handler of a fault cannot open files."""
    try:
        return (folder / FAULTS).open("w", encoding="utf-8")
    except OSError:
        return None


def _last_fault(folder: Path) -> str:
    """What the last run wrote as it died, kept as `last-fault.txt`."""
    try:
        text = (folder / FAULTS).read_text(encoding="utf-8", errors="replace").strip()
        if text:
            os.replace(folder / FAULTS, folder / f"last-{FAULTS}")
    except OSError:
        return ""
    return text


def _from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    category = context.category or "default"
    _qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s: %s", category, text[:300])
