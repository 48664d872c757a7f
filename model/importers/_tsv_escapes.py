"""The escapes of WebAnno TSV 3: one set for values, one for the lines of a text."""

from __future__ import annotations

import re
from functools import lru_cache

_ESCAPED = {"\\": "\\\\", "[": "\\[", "]": "\\]", "|": "\\|", "_": "\\_", "->": "\\->",
            ";": "\\;", "\t": "\\t", "\n": "\\n", "\r": "\\r", "*": "\\*"}  # fmt: skip
_TO_ESCAPE = re.compile(r"[\\\[\]|_;\t\n\r*]|->")
_ESCAPE = re.compile(r"\\(->|.)", re.DOTALL)
_PLAIN = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_TEXT = {"\t": "\\t", "\f": "\\f", "\r": "\\r", "\b": "\\b", "\\": "\\\\"}
_TEXT_SIGNS = re.compile(r"[\\\x00-\x08\t\x0c-\x1f]")
_JAVA = re.compile(r"\\u([0-9a-fA-F]{4})")
_STACKED = re.compile(r"(?:\\.|[^\\|])+", re.DOTALL)
_NUMBERED = re.compile(r"((?:\\.|[^\\\[])*)(?:\[([\d_]+)\])?", re.DOTALL)


def escaped(value: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], value)


def unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda found: _PLAIN.get(found[1], found[1]), value)


def escaped_text(line: str) -> str:
    """A line of `#Text=`: backslashes, tabs and control characters."""
    return _TEXT_SIGNS.sub(lambda found: _TEXT.get(found[0], f"\\{found[0]}"), line)


def unescaped_text(line: str, minor: int) -> str:
    if minor < 2:
        line = _JAVA.sub(lambda found: chr(int(found[1], 16)), line)
    return unescaped(line)


@lru_cache(maxsize=1024)
def stacked(cell: str) -> tuple[tuple[str, str], ...]:
    """The values of a cell, still escaped, each with what stands in its `[n]`, or ''.

    Remembered, because every token of a span has the same cells."""
    found = []
    for one in _STACKED.findall(cell):
        match = _NUMBERED.fullmatch(one)
        found.append((match[1], match[2] or "") if match else (one, ""))
    return tuple(found)
