"""Signals of the system: SIGTERM, SIGHUP and Ctrl+C in the terminal close the window in order."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QSocketNotifier

NAMES = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Pair(NamedTuple):
    """Two connected ends, by their numbers, and what is done with them."""

    read_end: int
    write_end: int
    read: Callable[[], bytes]
    close: Callable[[], object]


class Listener(QObject):
    """Wakes Qt's loop at a signal, by a pair of connected ends; then calls `on_quit`, once."""

    def __init__(self, on_quit: Callable[[], object]) -> None:
        super().__init__()
        self._on_quit = on_quit
        self._pair = _sockets() if sys.platform == "win32" else _pipe()
        self._fd_before = signal.set_wakeup_fd(self._pair.write_end, warn_on_full_buffer=False)
        wanted = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
        self._before = {number: signal.signal(number, _noted) for number in wanted}
        self._numbers = {int(number) for number in wanted}
        self._notifier = QSocketNotifier(self._pair.read_end, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)

    def stop(self) -> None:
        """Have signals do again what they did before."""
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._pair.close()

    def _arrived(self) -> None:
        if self._numbers & set(self._pair.read()):
            self._on_quit()


def _noted(_number: int, _frame: object) -> None:
    """The byte that Python writes to the wake-up socket says all."""


def _pipe() -> Pair:
    """Spares a start the import of sockets."""
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    return Pair(*ends, lambda: os.read(ends[0], 64), lambda: list(map(os.close, ends)))


def _sockets() -> Pair:
    """Where signals, and Qt, know no pipes."""
    import socket

    ends = socket.socketpair()
    for end in ends:
        end.setblocking(False)
    read, write = ends
    return Pair(
        read.fileno(), write.fileno(), lambda: read.recv(64), lambda: [end.close() for end in ends]
    )
