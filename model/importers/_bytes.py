"""Reading a text file's bytes: how large it may be, what it says when it cannot be read."""

from __future__ import annotations

import stat
from pathlib import Path

from model import text
from model.errors import UserError

LARGEST_FILE = 64_000_000
"""Bytes; the largest article in the widest encoding has 20 million."""

SAFE = "Nothing was imported from it."


def decoded(path: Path) -> text.Decoded:
    """The file as normalised text, with the encoding it was found in.

    Raises `UserError` naming the file when it is no text, is empty, too large or unreadable.
    """
    read = text.decode(contents(path), path.name)
    return text.Decoded(text.normalise(read.text), read.encoding)


def contents(path: Path) -> bytes:
    """The file's bytes. Raises `UserError` naming it when it is too large or unreadable."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UserError(f"{path.name} is not a file.", safe=SAFE)
        if found.st_size > LARGEST_FILE:
            raise UserError(
                f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.", safe=SAFE,
                hint="Split it into smaller files.",
            )  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}.", safe=SAFE) from error
