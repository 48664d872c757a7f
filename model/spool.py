"""The spool: what was read of many files, and what became of them, in a folder of its own until it
is taken in and told. Nothing of it is in memory but the file that is looked at."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import findings, import_report
from model.drafts import Draft
from model.errors import UserError
from model.findings import Found
from model.import_report import FileResult
from model.kept import Kept
from model.recognising import Passed

DRAFTS = "drafts.jsonl"


@dataclass(frozen=True, slots=True)
class Brought:
    """The files that were read, in order, those that were not, and where the drafts lie."""

    folder: Path
    found: Collection[Found]
    rest: Collection[Passed] = ()

    @property
    def articles(self) -> int:
        return sum(one.articles for one in self.found)

    def files(self) -> Iterator[tuple[Found, Iterator[Draft]]]:
        """Each file with its drafts, one at a time; both must be walked in this order."""
        with (self.folder / DRAFTS).open("rb") as lines:
            for found in self.found:
                yield found, (_draft(lines.readline()) for _ in range(found.articles))

    def first_title(self) -> str:
        """Of the first article; '' when there is none."""
        return next((one.title for _, drafts in self.files() for one in drafts), "")

    @property
    def changes(self) -> int:
        """Rows that taking all of it in adds, or a few less."""
        return sum(one.articles + one.spans + one.links for one in self.found)

    @property
    def size(self) -> int:
        """Bytes of the drafts."""
        return (self.folder / DRAFTS).stat().st_size

    def not_read(self) -> Iterator[FileResult]:
        return (FileResult(one.path, one.outcome, one.why) for one in self.rest)


def planned_in(folder: Path) -> Kept[tuple[Path, str]]:
    """The files to read, each with its format's name."""
    return Kept(folder / "planned.jsonl", lambda one: [str(one[0]), one[1]],
                lambda said: (Path(said[0]), said[1]))  # fmt: skip


def found_in(folder: Path) -> Kept[Found]:
    return Kept(folder / "found.jsonl", findings.as_values, findings.from_values)


def rest_in(folder: Path) -> Kept[Passed]:
    return Kept(folder / "rest.jsonl", lambda one: [str(one.path), one.outcome, one.why],
                lambda said: Passed(Path(said[0]), *said[1:]))  # fmt: skip


def results_in(folder: Path) -> Kept[FileResult]:
    return Kept(folder / "results.jsonl", import_report.as_values, import_report.from_values)


def read_into(folder: Path) -> Brought:
    """What another process has read into the folder; the findings are in memory, to be shown."""
    return Brought(folder, tuple(found_in(folder)), tuple(rest_in(folder)))


def request(folder: Path, values: dict[str, Any]) -> Path:
    """Write down what a process is to do: a command line would be too short for many files."""
    path = folder / "request.json"
    path.write_text(json.dumps(values), encoding="ascii")
    return path


def _draft(line: bytes) -> Draft:
    try:
        return findings.from_line(line)
    except ValueError as error:
        raise UserError(
            "What was read of the files is no longer there.", safe="Nothing was imported.",
            hint="Import them again.",
        ) from error  # fmt: skip
