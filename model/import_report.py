"""The report of an import: what became of every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file."""

    path: Path
    outcome: str
    """'new', 'known' (the project holds these very texts), 'failed', or 'passed over'."""
    why: str = ""
    title: str = ""
    """Of its first article."""
    encoding: str = ""
    is_guess: bool = False
    """Whether nothing in the file says that this is its encoding."""
    article_id: str = ""
    """Of its first article, new or known."""
    format: str = ""
    new: tuple[str, ...] = ()
    """Ids of the articles added."""
    known: int = 0
    """Articles that were there already."""
    spans: int = 0
    """Spans added; those that were there already are not among them."""
    links: int = 0
    skipped: tuple[str, ...] = ()
    """What was not taken and why, a line each."""
    moved: tuple[str, ...] = ()
    """Spans that stand elsewhere than the file says, a line each."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every file, in the order they were read."""

    results: tuple[FileResult, ...]

    def those(self, outcome: str) -> tuple[FileResult, ...]:
        return tuple(one for one in self.results if one.outcome == outcome)

    @property
    def new(self) -> tuple[str, ...]:
        """Ids of the articles added."""
        return tuple(chain.from_iterable(one.new for one in self.results))

    @property
    def known(self) -> int:
        """Articles that were there already."""
        return sum(one.known for one in self.results)

    @property
    def spans(self) -> int:
        return sum(one.spans for one in self.results)

    @property
    def links(self) -> int:
        return sum(one.links for one in self.results)

    @property
    def remarks(self) -> int:
        """Lines about what was not taken, or not where its file has it."""
        return sum(len(one.skipped) + len(one.moved) for one in self.results)

    @property
    def went_well(self) -> bool:
        return not self.those("failed")


def as_values(result: FileResult) -> dict[str, Any]:
    return {**{name: getattr(result, name) for name in _FIELDS}, "path": str(result.path)}


def from_values(values: Mapping[str, Any]) -> FileResult:
    """The reverse of `as_values`."""
    lists = {name: tuple(values[name]) for name in ("new", "skipped", "moved")}
    return FileResult(**{**values, **lists, "path": Path(values["path"])})


_FIELDS = tuple(one.name for one in fields(FileResult))
