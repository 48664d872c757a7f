"""Reads foreign files in a process of its own, within limits: what `main.py read-file` does.

Requests come as JSON lines on standard input; a draft, and a file of a plan, is answered by a line
beginning with D, the end of a file by F, or by L when the process is not fit for another one, the
end of a plan by P.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from model import findings, recognising
from model.errors import UserError
from model.findings import Tally
from ui.limits import limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost. Beside them stands what an importer refuses by itself."""

    seconds: int = 15
    """Of computing, for a file of any size."""
    seconds_a_mb: int = 2
    """Of computing, in addition for each million bytes."""
    memory: int = 1 << 30
    """Bytes of address space."""
    room: int = 64_000_000
    """Bytes of drafts, or GROWTH times its size when that is more."""

    def allowance(self, size: int) -> int:
        """Seconds of computing that a file of `size` bytes may take."""
        return self.seconds + size * self.seconds_a_mb // 1_000_000


def main() -> int:
    """Answers requests until there are none; returns the exit code."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with contextlib.suppress(BrokenPipeError), out:
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            limit(asked["memory"], asked["seconds"])
            if "plan" in asked:
                _plan(asked["plan"], out)
                continue
            module = recognising.format_named(asked["format"])
            _read(Path(asked["read"]), module, asked["columns"], asked["encoding"], out)
    return 0


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    try:
        if path.is_dir():
            return sum(one.lstat().st_size for one in path.rglob("*"))
        return path.stat().st_size
    except OSError:
        return 0


def _plan(given: dict[str, Any], out: BinaryIO) -> None:
    """Each file with its format, and each that will not be read with its outcome and why."""
    chosen = {Path(path): name for path, name in given["chosen"].items()}
    own = tuple(given["own"]) if given["own"] else None
    try:
        planned = recognising.plan(
            map(Path, given["paths"]), format_=given["format"], chosen=chosen, own=own,
        )  # fmt: skip
    except UserError as error:
        _say(out, b"P", {"error": [error.what, error.safe, error.hint]})
        return
    for path in planned.files:
        _write(out, b"D", [str(path), planned.formats[path]])
    for one in planned.rest:
        _write(out, b"D", [str(one.path), one.outcome, one.why])
    _say(out, b"P", {})


def _read(path: Path, module: ModuleType, columns: dict[str, str], encoding: str,
          out: BinaryIO) -> None:  # fmt: skip
    tally = Tally(path, module.NAME)
    end = b"F"
    try:
        for draft in findings.read(path, module, tally, columns, encoding):
            out.write(b"D" + findings.as_line(draft).encode("ascii") + b"\n")
        found = tally.found()
    except BrokenPipeError:
        raise
    except UserError as error:
        found = tally.failed(str(error))
    except MemoryError:
        end = b"L"
        found = tally.failed(f"{path.name} needs more memory than an import may take.")
    except RecursionError:
        found = tally.failed(f"{path.name} is nested too deeply.")
    except Exception as error:  # foreign bytes: whatever a parser trips over costs one file alone
        found = tally.failed(
            f"{path.name} cannot be read as {module.TITLE}: {type(error).__name__}."
        )
    _say(out, end, findings.as_values(found))


def _say(out: BinaryIO, kind: bytes, values: dict[str, Any]) -> None:
    _write(out, kind, values)
    out.flush()


def _write(out: BinaryIO, kind: bytes, values: object) -> None:
    out.write(kind + json.dumps(values).encode("ascii") + b"\n")
