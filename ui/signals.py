"""Signals of the system: SIGTERM, SIGHUP and Ctrl+C in the terminal close the window in order."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

NAMES = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Listener(QObject):
    """Wakes Qt's loop at a signal, by a pair of sockets; then calls `on_quit`, once."""

    def __init__(self, on_quit: Callable[[], object]) -> None:
        super().__init__()
        self._on_quit = on_quit
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._fd_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        wanted = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
        self._before = {number: signal.signal(number, _noted) for number in wanted}
        self._numbers = {int(number) for number in wanted}
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)

    def stop(self) -> None:
        """Have signals do again what they did before."""
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._read.close()
        self._write.close()

    def _arrived(self) -> None:
        if self._numbers & set(self._read.recv(64)):
            self._on_quit()


def _noted(_number: int, _frame: object) -> None:
    """The byte that Python writes to the wake-up socket says all."""
