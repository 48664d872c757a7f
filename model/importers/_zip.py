"""Zip archives of office documents, read part by part under limits; never unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element

from model.errors import UserError
from model.importers import _bytes, _xml
from model.importers._bytes import SAFE

LARGEST_PART = 50_000_000
LARGEST_ALL = 200_000_000
MOST_PARTS = 2_000
HIGHEST_RATIO = 100
"""Bytes out for a byte in; checked from `FREE` bytes on, as blank sheets shrink that much too."""
FREE = 1_000_000

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How the formats before 2007 begin, and newer documents behind a password."""

_PIECE = 1 << 16
_ENTRY = b"PK\x01\x02"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    OSError, ValueError, OverflowError, KeyError, IndexError,
)  # fmt: skip


@contextmanager
def opened(path: Path, kind: str) -> Iterator[Archive]:
    """The archive, which is called a `kind` of file in messages."""
    with _bytes.opened(path) as file:
        yield Archive(file, path.name, kind)


class Archive:
    """The parts of one file. Every method raises `UserError` naming the file when it is damaged,
    encrypted or larger inside than the limits; sizes are counted, never believed."""

    def __init__(self, file: BinaryIO, name: str, kind: str) -> None:
        self.file, self.name, self.kind = file, name, kind
        if file.read(len(OLD_OFFICE)) == OLD_OFFICE:
            raise UserError(
                f"{self.name} is protected by a password, or in the format of before 2007.",
                safe=SAFE, hint=f"Save it as {kind} without a password.",
            )  # fmt: skip
        if _entries(file) > MOST_PARTS:
            raise UserError(f"{self.name} has more than {MOST_PARTS:,} parts.", safe=SAFE)
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise self._broken() from error
        self._left = LARGEST_ALL

    def names(self) -> list[str]:
        return self._zip.namelist()

    def read(self, part: str) -> bytes | None:
        """The bytes of the part of exactly this name; None when there is none."""
        return b"".join(self.pieces(part)) if part in self._zip.NameToInfo else None

    def pieces(self, part: str) -> Iterator[bytes]:
        """The same of a part that there is, piece by piece."""
        size = 0
        try:
            info = self._zip.getinfo(part)
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    self._left -= len(piece)
                    self._check(size, info.compress_size)
                    yield piece
        except _BROKEN as error:
            raise self._broken() from error

    def xml(self, part: str) -> Element | None:
        """The part as XML, without entities; None when there is none."""
        data = self.read(part)
        return None if data is None else _xml.parsed(data, f"{self.name} ({part})")

    def _check(self, size: int, packed: int) -> None:
        swollen = size > FREE and size > HIGHEST_RATIO * max(packed, 1)
        if size > LARGEST_PART or self._left < 0 or swollen:
            raise UserError(
                f"{self.name} unpacks to far more than its size, as files made to do harm do.",
                safe=SAFE,
            )

    def _broken(self) -> UserError:
        return UserError(f"{self.name} is damaged, or is not {self.kind}.", safe=SAFE)


def _entries(file: BinaryIO) -> int:
    """How many parts are listed, whatever the list says of its length."""
    many, end = 0, b""
    file.seek(0)
    while piece := file.read(_PIECE):
        many += (end + piece).count(_ENTRY)
        end = piece[1 - len(_ENTRY) :]
    return many
