"""Children of the command line: reads files by a process that can be killed, and starts it anew.

Beside `ui.jobs` the only place with processes: this one works without Qt.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from model import findings, places, spool
from model.errors import UserError
from model.findings import Found
from model.kept import Kept
from model.recognising import Passed
from model.spool import Brought
from ui.import_child import Limits, size_of

Progress = Callable[[int, int], None]

CALLED_OFF = {"called off": True}
"""The result of a process whose work was called off in time, so that nothing came of it."""
LONGEST_LINE = 64_000_000
"""Bytes of one draft; more than that and the child is taken to be out of its mind."""
PLANNING = 300
"""Seconds of computing for looking at the beginnings of all files."""
GROWTH = 20
"""A file may become so many times its size, as drafts."""
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Each thread of a number library takes address space, which is limited."""
WALL = 3
"""Seconds by the clock for each second of computing that a child is allowed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be read, and as what; see `recognising.plan`."""

    paths: Sequence[Path]
    format: str = ""
    chosen: Mapping[Path, str] = field(default_factory=dict)
    own: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of every table: which column holds which field; see `findings.read`."""
    of_one: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    """The same of one table."""
    encoding: str = ""
    """Of every text; '' is to be found."""
    encodings: Mapping[Path, str] = field(default_factory=dict)
    """The same of one text."""

    def as_values(self) -> dict[str, Any]:
        return {
            "paths": [str(path.absolute()) for path in self.paths], "format": self.format,
            "chosen": {str(path): name for path, name in self.chosen.items()}, "own": self.own,
            "columns": dict(self.columns),
            "of_one": {str(path): dict(columns) for path, columns in self.of_one.items()},
            "encoding": self.encoding,
            "encodings": {str(path): name for path, name in self.encodings.items()},
        }  # fmt: skip

    @staticmethod
    def from_values(values: Mapping[str, Any]) -> Wish:
        """The reverse of `as_values`."""
        return Wish(
            [Path(path) for path in values["paths"]], values["format"],
            {Path(path): name for path, name in values["chosen"].items()},
            tuple(values["own"]) if values["own"] else None, values["columns"],
            {Path(path): columns for path, columns in values["of_one"].items()},
            values["encoding"],
            {Path(path): name for path, name in values["encodings"].items()},
        )  # fmt: skip

    def columns_of(self, path: Path) -> dict[str, str]:
        return {**self.columns, **self.of_one.get(path, {})}


def read(wish: Wish, folder: Path, on_progress: Progress = lambda _done, _total: None,
         limits: Limits | None = None) -> Brought:  # fmt: skip
    """Read files and folders by a child into `folder`. One file that hangs or crashes its reader,
    or becomes too large, has failed; the others go on.

    Raises `UserError` for a format that there is not.
    """
    with (
        spool.planned_in(folder) as planned, spool.rest_in(folder) as rest,
        spool.found_in(folder) as found, (folder / spool.DRAFTS).open("wb") as drafts,
        _Child(limits or Limits()) as child,
    ):  # fmt: skip
        child.plan(wish, planned, rest)
        total = len(planned)
        on_progress(0, total)
        for done, (path, format_) in enumerate(planned, 1):
            begun = drafts.tell()
            one = child.read(path, format_, wish, drafts)
            found.append(one)
            if not one.articles:
                drafts.truncate(drafts.seek(begun))
            on_progress(done, total)
    return Brought(folder, found, rest)


def ends_in_order() -> None:
    """Have this process, when it is asked to end, leave by an exception: what it was making is
    taken away, and what it has started ends too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def run(command: Sequence[str], folder: Path, on_line: Callable[[str], None]) -> int:
    """Run a command in a folder and hand over what it says, line by line; returns its exit code.

    It ends with this process, when that `ends_in_order`.
    """
    process = subprocess.Popen(  # noqa: S603 - a program of this environment, by its own path
        list(command), cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert process.stdout is not None
    try:
        for line in process.stdout:
            on_line(line.rstrip())
        return process.wait()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class CalledOff(Exception):
    """Whoever started this process has hung up, or is gone."""


def until_called_off(tell: Progress) -> Progress:
    """`tell`, which raises `CalledOff` once whoever started this process has hung up or is gone."""
    gone = threading.Event()

    def listen() -> None:
        while os.read(0, 1024):
            pass
        gone.set()

    def progress(done: int, total: int) -> None:
        if gone.is_set():
            raise CalledOff
        tell(done, total)

    threading.Thread(target=listen, daemon=True).start()
    return progress


class _Child:
    """One reading process at a time; the next one is started when it is needed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def plan(self, wish: Wish, files: Kept[tuple[Path, str]], rest: Kept[Passed]) -> None:
        """Tells the files to read, with their formats, from those that will not be."""

        def keep(line: bytes) -> None:
            path, *said = json.loads(line[1:])
            if len(said) == 1:
                files.append((Path(path), said[0]))
            else:
                rest.append(Passed(Path(path), *said))

        try:
            answer = self._ask({"plan": wish.as_values()}, PLANNING, keep)
        except _Ended as error:
            raise UserError(f"The files cannot be looked at: {error}.") from error
        values = json.loads(answer[1:])
        if "error" in values:
            what, safe, hint = values["error"]
            raise UserError(what, safe=safe, hint=hint)

    def read(self, path: Path, format_: str, wish: Wish, drafts: BinaryIO) -> Found:
        """The file's drafts go to `drafts`, a line each; those of a file that fails may go too."""
        size = size_of(path)
        room = max(self._limits.room, GROWTH * size)

        def keep(line: bytes) -> None:
            nonlocal room
            room -= drafts.write(line[1:])
            if room < 0:
                raise _Ended("it becomes much larger by being read than it is")

        try:
            request = {"read": str(path), "format": format_, "columns": wish.columns_of(path),
                       "encoding": wish.encodings.get(path, wish.encoding)}  # fmt: skip
            answer = self._ask(request, self._limits.allowance(size), keep)
        except _Ended as error:
            why = f"{path.name} was given up: {error}. Nothing was imported from it."
            return Found(path, format_, "failed", why)
        if answer.startswith(b"L"):
            self._end()
        return findings.from_values(json.loads(answer[1:]))

    def _ask(self, request: dict[str, Any], seconds: int,
             on_line: Callable[[bytes], None] = lambda _line: None) -> bytes:  # fmt: skip
        """The answer's last line; raises _Ended when the child does, or has taken too long."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        self._late = False
        request |= {"seconds": seconds, "memory": self._limits.memory}
        clock = threading.Timer(WALL * seconds, self._too_late, (process,))
        clock.daemon = True
        clock.start()
        try:
            process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            process.stdin.flush()
            while (line := process.stdout.readline(LONGEST_LINE)).startswith(b"D"):
                if not line.endswith(b"\n"):
                    break
                on_line(line)
            if not line.endswith(b"\n"):
                raise _Ended(self._why(process, spoke=bool(line)))
        except BrokenPipeError as error:
            why = self._why(process, spoke=False)
            self._end()
            raise _Ended(why) from error
        except BaseException:
            self._end()
            raise
        finally:
            clock.cancel()
        return line

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(places.root() / "main.py"), "read-file"]
        self._process = subprocess.Popen(  # noqa: S603 - our own program, by its own path
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD},
        )  # fmt: skip
        return self._process

    def _too_late(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def _why(self, process: subprocess.Popen[bytes], spoke: bool) -> str:
        """Why the child has ended, or must."""
        if spoke and process.poll() is None:
            return "an article of it is too large"
        code = process.wait()
        if self._late or code == -getattr(signal, "SIGXCPU", 0):
            return "reading it took too long"
        return "its reader crashed"

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)


class _Ended(Exception):
    """The child has ended, or must, before its answer did."""


def _close(pipe: Any) -> None:  # noqa: ANN401
    try:
        pipe.close()
    except BrokenPipeError:
        return
