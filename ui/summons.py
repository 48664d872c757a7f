"""A second start on a project: the window that has it open comes forward instead.

Whoever holds a project listens on a local socket in a folder of the user's own. All that is ever
sent is the project's path; whatever else arrives is dropped unread.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LONGEST = 4096
"""Bytes of a message: as long as a path can be."""
CALLERS = 4
"""Callers listened to at a time."""
PATIENCE = 1_000
"""Milliseconds that either end waits for the other."""
AFTER_OPENING = 300
"""Milliseconds, so that nothing of this holds up the first picture of the window."""
ANSWER = b"here\n"


def call(path: Path) -> bool:
    """Ask whichever window of this user has `path` open to come forward; False without one."""
    where = address(path)
    if not where or not (sys.platform == "win32" or os.path.exists(where)):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(_message(path))
    heard = b""
    while len(heard) < len(ANSWER) and socket.waitForReadyRead(PATIENCE):
        heard += bytes(socket.read(len(ANSWER) - len(heard)).data())
    return heard == ANSWER


def address(path: Path) -> str:
    """The name of the socket for this project; '' where there is no safe place for one."""
    name = "attesta-" + hashlib.sha256(_message(path)).hexdigest()[:24]
    if sys.platform == "win32":
        return name
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir(),
                  f"attesta-{os.getuid()}")  # fmt: skip
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return ""
    ours = found.st_uid == os.getuid() and found.st_mode & 0o170077 == 0o040000
    return str(folder / name) if ours else ""


class Summons(QObject):
    """Listens for `window` as long as the desk holds a project for writing."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []
        self._expected = b""
        self._later = QTimer(self, singleShot=True, interval=AFTER_OPENING)
        self._later.timeout.connect(self._listen)
        desk.project_changed.connect(self._another_project)

    @property
    def listening(self) -> bool:
        return self._server is not None and self._server.isListening()

    def _another_project(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server, self._callers = None, []
        store = self._desk.store
        if store is None or store.path is None or store.read_only:
            self._later.stop()
        else:
            self._later.start()

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        store = self._desk.store
        if store is None or store.path is None:
            return
        where = address(store.path)
        if not where:
            return
        self._expected = _message(store.path)
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(CALLERS)
        server.newConnection.connect(self._answer)
        QLocalServer.removeServer(where)  # left by a window that was killed: the lock is ours
        server.listen(where)

    def _answer(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()):
            if len(self._callers) >= CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.append(caller)
            caller.setReadBufferSize(LONGEST + 1)
            caller.readyRead.connect(self._read)
            caller.disconnected.connect(self._left)
            QTimer.singleShot(PATIENCE, caller, caller.abort)
            if caller.bytesAvailable():
                self._hear(caller)

    def _read(self) -> None:
        caller = self.sender()
        if caller in self._callers:
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        said = bytes(caller.peek(LONGEST + 1).data())
        if not self._expected.startswith(said):
            caller.abort()
        elif said == self._expected:
            caller.readAll()
            caller.write(ANSWER)
            caller.flush()
            caller.disconnectFromServer()
            come_forward(self._window)

    def _left(self) -> None:
        caller = self.sender()
        if caller in self._callers:
            self._callers.remove(caller)
            caller.deleteLater()


def come_forward(window: QWidget) -> None:
    """Bring a window, or the dialog that it waits for, before the person's eyes."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    asked = QApplication.activeModalWidget() or window
    for each in (window, asked):
        each.show()
        each.raise_()
    asked.activateWindow()
    QApplication.alert(window)


def _message(path: Path) -> bytes:
    """The project's real path, as the lock beside it knows it, in one line."""
    return os.fsencode(os.path.realpath(path)) + b"\n"
