"""What lies in a folder; making sure that it is on the disk, and not only on its way there."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path


def to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are kept. Raises OSError.

    Windows keeps folders by itself and cannot be asked to.
    """
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Files(Collection[Path]):
    """The files in a folder, however deep, in the order of their paths; looked for each time they
    are gone through. None for a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __iter__(self) -> Iterator[Path]:
        return (path for path in everything_in(self._folder) if path.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, path: object) -> bool:
        return any(path == one for one in self)


def everything_in(folder: Path) -> Iterator[Path]:
    """Files and folders, each folder before what is in it."""
    if folder.is_dir():
        for name in sorted(os.listdir(folder)):
            yield folder / name
            yield from everything_in(folder / name)
