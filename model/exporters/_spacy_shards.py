"""The docs of one split on the disk: a DocBin file, or a folder of them when they are many."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin

FULL = 200_000
"""Tokens of a shard: few enough for the memory, however many articles there are."""

ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE")
"""What is kept of a token: a third of what spaCy would keep, and all that anybody has said."""


class Shards:
    """Written while docs are added. What fits into one shard is a file called `path`; more is a
    folder of that name, which spaCy's reader of corpora takes as it takes the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._begin()
        self._written = 0
        self.docs = 0

    def _begin(self) -> None:
        from spacy.tokens import DocBin

        self._bin: DocBin = DocBin(attrs=ATTRIBUTES, store_user_data=True)
        self._tokens = 0

    def add(self, doc: Doc) -> None:
        if self._tokens and self._tokens + len(doc) > FULL:
            self._write()
        self._bin.add(doc)
        self._tokens += len(doc)
        self.docs += 1

    def close(self) -> None:
        """Write what is left; of no docs at all an empty file."""
        if self._written:
            self._write()
        else:
            self._path.write_bytes(self._bin.to_bytes())

    def _write(self) -> None:
        self._written += 1
        self._path.mkdir(exist_ok=True)
        (self._path / f"{self._written:05d}.spacy").write_bytes(self._bin.to_bytes())
        self._begin()


def files(path: Path) -> list[Path]:
    """The files that hold the docs of `path`, in their order."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def docs(path: Path) -> Iterator[Doc]:
    """The docs by spaCy's own reader; each file with a vocabulary of its own, which is freed."""
    import spacy
    from spacy.tokens import DocBin

    for file in files(path):
        yield from DocBin().from_disk(file).get_docs(spacy.blank("xx").vocab)


def repeat(path: Path, as_: Path) -> None:
    """The same docs once more, instead of the empty file that is there."""
    if path.is_dir():
        as_.unlink()
        shutil.copytree(path, as_)
    else:
        shutil.copyfile(path, as_)
