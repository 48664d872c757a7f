"""The window's only place with processes: runs our own command line beside it, and stops it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from model import places
from model.store import Store

Progress = Callable[[int, int], None]
Result = Callable[[object], None]
Error = Callable[[str], None]
Note = Callable[[str], None]

LONGEST_LINE = 64_000_000
"""Bytes without a line end after which a child is taken to be out of its mind."""
GRACE = 1000
"""Milliseconds that a child has to end by itself when it is told to."""
SAID_AT_THE_END = 400
"""Characters of a crashed child's last words that are kept."""
QUICK = 1_500_000
"""Bytes of a project's file up to which all of it is looked at in some 20 ms."""
TOO_MUCH = "It said more than can be read."


def is_quick(store: Store) -> bool:
    """Whether what looks at the whole project is so soon done here that it needs no process."""
    return store.path is None or store.path.stat().st_size <= QUICK


class Child(QObject):
    """A process of our own program that speaks JSON lines, an object each."""

    said = Signal(object)
    """A dict, on the window's thread."""
    ended = Signal(str)
    """Why it ended, in words; '' after a normal end. Not told after `kill`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._unfinished = b""
        self._killed = False
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)

    def start(self, arguments: Sequence[str]) -> None:
        """Run `main.py` with `arguments`."""
        self._process.start(sys.executable, [str(places.root() / "main.py"), *arguments])

    @property
    def process_id(self) -> int:
        """In the system; 0 unless it runs."""
        return int(self._process.processId())

    def ask(self, request: Mapping[str, object]) -> None:
        """Hand it a line; it is read when the child comes to it."""
        self._process.write(json.dumps(request).encode("ascii") + b"\n")

    def hang_up(self) -> None:
        """Say nothing more to it; one that listens takes back what it was doing, and ends."""
        self._process.closeWriteChannel()

    def kill(self) -> None:
        """End it, so that it can still end what it has started; nothing is told any more."""
        self._killed = True
        for end in (self._process.terminate, self._process.kill):
            if self._process.state() != QProcess.ProcessState.NotRunning:
                end()
                self._process.waitForFinished(GRACE)

    # ---- inside

    def _read(self) -> None:
        self._unfinished += self._process.readAllStandardOutput().data()
        *lines, self._unfinished = self._unfinished.split(b"\n")
        for line in lines:
            self._take(line)
        if len(self._unfinished) > LONGEST_LINE and not self._killed:
            self.kill()
            self.ended.emit(TOO_MUCH)

    def _take(self, line: bytes) -> None:
        try:
            value = json.loads(line)
        except ValueError:
            return
        if isinstance(value, dict) and not self._killed:
            self.said.emit(value)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        if self._killed:
            return
        well = code == 0 and status == QProcess.ExitStatus.NormalExit
        self.ended.emit("" if well else f"The work stopped unexpectedly. {self._last_words()}")

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and not self._killed:
            self.ended.emit(f"The work could not be started: {self._process.errorString()}.")

    def _last_words(self) -> str:
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        return said.splitlines()[-1][:SAID_AT_THE_END] if said else ""


def let_go(arguments: Sequence[str]) -> None:
    """Run `main.py` with `arguments`; it outlives this program, and nobody hears of it."""
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments([str(places.root() / "main.py"), *arguments])
    for silence in (process.setStandardOutputFile, process.setStandardErrorFile):
        silence(QProcess.nullDevice())
    process.startDetached()


class Job(QObject):
    """One piece of work of a child. Its callbacks come on the window's thread; exactly one of
    result and error comes, last, unless the job was cancelled: then none does."""

    def __init__(self, parent: QObject, on_progress: Progress, on_result: Result,
                 on_error: Error, on_note: Note) -> None:  # fmt: skip
        super().__init__(parent)
        self._on_progress = on_progress
        self._on_note = on_note
        self._on_result = on_result
        self._on_error = on_error
        self._ended = False
        self._answer: tuple[str, object] | None = None
        self._child = Child(self)
        self._child.said.connect(self._take)
        self._child.ended.connect(self._finish)
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(
            lambda: self._stop("The work took too long and was stopped.")
        )

    @property
    def running(self) -> bool:
        return not self._ended

    @property
    def process_id(self) -> int:
        """In the system; 0 unless it runs."""
        return self._child.process_id

    @property
    def crashed(self) -> bool:
        """Whether it has ended without a word about how it went."""
        return self._ended and self._answer is None

    def start(self, arguments: Sequence[str], deadline: float | None) -> None:
        if deadline is not None:
            self._deadline.start(round(deadline * 1000))
        self._child.start(arguments)

    def call_off(self) -> None:
        """Ask the child to take its work back; what came of it is told as ever."""
        self._child.hang_up()

    def cancel(self) -> None:
        """Stop the child; nothing is told any more. What it wrote is for the caller to clean up.

        A job that has ended may be cancelled still, even when Qt has let go of it.
        """
        if not self._ended:
            self._end()
            self._child.kill()

    # ---- inside

    def _take(self, said: dict[str, Any]) -> None:
        if self._ended:
            return
        if "progress" in said:
            self._on_progress(*said["progress"])
        elif "note" in said:
            self._on_note(str(said["note"]))
        elif "result" in said:
            self._answer = ("result", said["result"])
        elif "error" in said:
            self._answer = ("error", str(said["error"]))

    def _finish(self, why: str) -> None:
        kind, value = self._answer or ("", None)
        if kind == "error":
            self._fail(str(value))
        elif kind == "result" and not why:
            tell = self._on_result
            self._end()
            tell(value)
        else:
            self._fail((why or "The work stopped unexpectedly.").strip())

    def _stop(self, why: str) -> None:
        if self._ended:
            return
        tell = self._on_error
        self.cancel()
        tell(why)

    def _fail(self, why: str) -> None:
        if not self._ended:
            tell = self._on_error
            self._end()
            tell(why)

    def _end(self) -> None:
        """Let go of the callbacks: the last of them may hold what owns this job."""
        self._ended = True
        self._on_progress = self._on_note = self._on_result = self._on_error = _nothing
        self._deadline.stop()


def _nothing(*_: object) -> None:
    """What an ended job calls."""


class Jobs(QObject):
    """Starts jobs and stops all of them when the window goes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []

    def run(
        self, arguments: Sequence[str], on_progress: Progress, on_result: Result,
        on_error: Error, *, on_note: Note = _nothing, deadline: float | None = None,
    ) -> Job:  # fmt: skip
        """Run `main.py` with `arguments`, which must ask for JSON lines; `deadline` in seconds."""
        self._forget_ended()
        job = Job(self, on_progress, on_result, on_error, on_note)
        self._jobs.append(job)
        job.start(arguments, deadline)
        return job

    def stop_all(self) -> None:
        for job in self._jobs:
            job.cancel()
        self._forget_ended()

    def _forget_ended(self) -> None:
        for job in [job for job in self._jobs if not job.running]:
            self._jobs.remove(job)
            job.deleteLater()
