"""Reading a text file's bytes: how large it may be, what it says when it cannot be read."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from model import encodings, text
from model.encodings import OfFile
from model.errors import UserError

LARGEST_FILE = 64_000_000
"""Bytes; the largest article in the widest encoding has 20 million."""

SAFE = "Nothing was imported from it."


def decoded(path: Path, encoding: str = "") -> text.Decoded:
    """The file as normalised text, with the encoding that was named or that it was found in.

    Raises `UserError` naming the file when it is no text, is empty, too large or unreadable.
    """
    read = text.decode(contents(path), path.name, encoding)
    return read._replace(text=text.normalise(read.text))


def contents(path: Path) -> bytes:
    """The file's bytes. Raises `UserError` naming it when it is too large or unreadable."""
    with opened(path) as file:
        return file.read()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, to be read. Raises `UserError` naming it when it is too large or unreadable."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UserError(f"{path.name} is not a file.", safe=SAFE)
        if found.st_size > LARGEST_FILE:
            raise UserError(
                f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.", safe=SAFE,
                hint="Split it into smaller files.",
            )  # fmt: skip
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}.", safe=SAFE) from error


class TextFile:
    """A text file that is read line by line, normalised, as often as wanted."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        """`encoding` is the one that a person has named; '' is to be found.

        Raises `UserError` naming the file when it is no text, too large or unreadable."""
        self._path = path
        with opened(path) as file:
            self._found = (encodings.told(encoding) if encoding
                           else encodings.found_in(OfFile(file), path.name))  # fmt: skip
        self.encoding, self.is_guess = self._found.name, self._found.is_guess

    def lines(self) -> Iterator[str]:
        """Lines by newline alone: other separators of lines may stand in a text."""
        with opened(self._path) as file:
            lines = TextIOWrapper(file, self._found.name, self._found.errors)
            yield from text.normalised_lines(lines)

    def head(self, many: int) -> str:
        """The first `many` characters."""
        found = ""
        for line in self.lines():
            found += line
            if len(found) >= many:
                break
        return found[:many]
