"""Makes suggestions in a process of its own: what `main.py suggest-worker` does.

Requests come as JSON lines on standard input, each answered by parts of at most PART spans or
links and an end, or by an error. The only process of the desktop that may import spaCy.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from model.errors import UserError
from model.suggested import as_values
from model.suggestion_maker import Maker
from model.wishes import Wish
from ui.limits import limit, of_suggestions

PART = 500
"""Spans or links in one line: what the window can take without a stutter."""
MEMORY = 4 << 30
"""Bytes of address space; libraries for numbers reserve much more than they use."""


def main() -> int:
    """Answers requests until there are none; returns the exit code."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    maker = Maker()
    with contextlib.suppress(BrokenPipeError), out:
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            limit(MEMORY, of_suggestions(len(asked["text"])))
            for answer in _answers(maker, asked):
                _say(out, {"id": asked["id"], **answer})
    return 0


def _answers(maker: Maker, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    try:
        found = maker.make(Wish(**asked["wish"]), asked["text"])
    except UserError as error:
        yield {"error": str(error)}
        return
    except MemoryError:
        yield {"error": "The article needs more memory than suggestions may take."}
        return
    for name, values in zip(("spans", "links"), as_values(found), strict=True):
        for first in range(0, len(values), PART):
            yield {name: values[first : first + PART]}
    yield {"end": True, "notes": list(found.notes)}


def _say(out: BinaryIO, values: dict[str, Any]) -> None:
    out.write(json.dumps(values).encode("ascii") + b"\n")
    out.flush()
