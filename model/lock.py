"""One writer per project: a sidecar lock file that also says who holds it."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from model import machine
from model.errors import LockedProject

if sys.platform == "win32":
    import msvcrt

    FAR_AWAY = 1 << 30
    """Windows locks bytes, and who holds the project stands in the first ones."""

    def _take(handle: int) -> None:
        os.lseek(handle, FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ProjectLock:
    """Held from opening to closing; `unclean` says that the last holder did not close."""

    def __init__(self, project: Path, *, take_over: bool = False) -> None:
        """Raises `LockedProject` when a living window, or another machine, holds the project."""
        self.path = project.with_name(project.name + ".lock")
        self._handle = self._locked_handle()
        holder = self._holder()
        self.unclean = bool(holder)
        if holder.get("host", machine.name()) != machine.name() and not take_over:
            os.close(self._handle)
            raise LockedProject(
                f"The project was opened on {holder['host']} {_since(holder)} "
                "and not closed there.",
                hint="Close it there first. If that window is gone, open it here as the only one.",
            )
        self._sign()

    def release(self, *, closed: bool = True) -> None:
        """Give the project free; a lock file that is no longer ours stays as it is.

        Not `closed` leaves the file, for the next one to see that nobody closed the project.
        """
        ours = closed and self._is_current(self._handle)
        if sys.platform == "win32":
            os.close(self._handle)
        if ours:
            with contextlib.suppress(OSError):
                self.path.unlink()
        if sys.platform != "win32":
            os.close(self._handle)

    def _locked_handle(self) -> int:
        while True:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _take(handle)
            except (BlockingIOError, PermissionError):
                os.close(handle)
                raise self._refusal() from None
            except OSError:
                os.close(handle)
                raise
            if self._is_current(handle):
                return handle
            os.close(handle)

    def _is_current(self, handle: int) -> bool:
        """False when the former holder removed the file between our opening and our locking."""
        try:
            return os.path.samestat(os.fstat(handle), os.stat(self.path))
        except OSError:
            return False

    def _holder(self) -> dict[str, str]:
        try:
            said = json.loads(self.path.read_text(encoding="utf-8") or "{}")
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}

    def _refusal(self) -> LockedProject:
        holder = self._holder()
        where = f" (process {holder['pid']} on {holder['host']})" if "pid" in holder else ""
        return LockedProject(
            f"The project is already open in another window{where}, {_since(holder)}.",
            hint="Go on in that window, or close it first. You can also open it read-only.",
        )

    def _sign(self) -> None:
        """Say who holds it; on a full disk nobody is named, but the lock holds all the same."""
        mine = {
            "pid": str(os.getpid()),
            "host": machine.name(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, json.dumps(mine).encode())


def is_held(project: Path) -> bool:
    """Whether a living window on this machine has the project open."""
    try:
        handle = os.open(project.with_name(project.name + ".lock"), os.O_RDWR)
    except OSError:
        return False
    try:
        _take(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _since(holder: dict[str, str]) -> str:
    """In words: `since 2024-11-06 14:02 UTC`."""
    if "since" not in holder:
        return "since a moment ago"
    return f"since {holder['since'][:16].replace('T', ' ')} UTC"
