"""What lies beside our WebAnno files: what TSV has no place for, and the blanks at their heads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from model.errors import UserError
from model.importers import _json

NAME = "articles.json"

Notes = Mapping[str, str]


class Manifest(Mapping[str, Notes]):
    """The notes on each file by its name, kept as text: one of ten thousand is wanted at a time."""

    def __init__(self, file: Path) -> None:
        self._said = {notes["file"]: json.dumps(notes) for notes in _notes(file)}

    def __getitem__(self, name: str) -> Notes:
        notes: Notes = json.loads(self._said[name])
        return notes

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


def in_order(folder: Path) -> Iterator[Notes]:
    """The notes on one file after the other, as they were written."""
    return _notes(folder / NAME)


def of(folder: Path) -> Mapping[str, Notes]:
    """What our exporter noted of each file, by name; empty where it did not write."""
    file = folder / NAME
    try:
        found = file.stat()
        return _read(file, found.st_mtime_ns, found.st_size)
    except (OSError, UserError):
        return {}


@lru_cache(maxsize=1)
def _read(file: Path, _changed: int, _size: int) -> Manifest:
    return Manifest(file)


def _notes(file: Path) -> Iterator[Notes]:
    for record in _json.records(file):
        one = record.value
        if isinstance(one, dict) and "file" in one and "lead" in one:
            yield {str(key): str(value) for key, value in one.items()}
