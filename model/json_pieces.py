"""Indented JSON in pieces: what is long is gone through, and not in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path


def pieces(value: object, pad: str = "") -> Iterator[str]:
    """What `json.dumps` with an indent of 2 makes of a value. Of an iterator, of a collection or
    mapping that Python has not built in, and of a dict that holds one, a member at a time."""
    if isinstance(value, Mapping) and (_is_long(value) or any(map(_is_long, value.values()))):
        ends, members = "{}", ((f"{_dumped(key)}: ", one) for key, one in value.items())
    elif isinstance(value, Iterator | Collection) and _is_long(value):
        ends, members = "[]", (("", one) for one in value)
    else:
        yield _dumped(value).replace("\n", f"\n{pad}")
        return
    before, inner = ends[0], f"{pad}  "
    for name, one in members:
        yield f"{before}\n{inner}{name}"
        yield from pieces(one, inner)
        before = ","
    yield f"\n{pad}{ends[1]}" if before == "," else ends


def plain(value: object) -> object:
    """What JSON can hold of a value that `json` does not know."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterator | Collection):
        return list(value)
    raise TypeError(type(value).__name__)


def _is_long(value: object) -> bool:
    return isinstance(value, Iterator | Collection) and not isinstance(
        value, str | list | tuple | dict
    )


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=plain)
