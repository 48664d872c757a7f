"""The spool: what was read of many files, kept in a folder of its own until it is taken in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import findings
from model.drafts import Draft
from model.errors import UserError
from model.findings import Found
from model.import_report import FileResult
from model.recognising import Passed

DRAFTS = "drafts.jsonl"


@dataclass(frozen=True, slots=True)
class Brought:
    """The files that were read, in order, those that were not, and where the drafts lie."""

    folder: Path
    found: tuple[Found, ...]
    rest: tuple[Passed, ...] = ()

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

    def not_read(self) -> list[FileResult]:
        return [FileResult(one.path, one.outcome, one.why) for one in self.rest]


def as_values(brought: Brought) -> dict[str, Any]:
    """What passes from the process that reads to the one that takes in."""
    return {
        "found": [findings.as_values(one) for one in brought.found],
        "rest": [[str(one.path), one.outcome, one.why] for one in brought.rest],
    }


def from_values(folder: Path, values: Any) -> Brought:  # noqa: ANN401
    """The reverse of `as_values`."""
    rest: Sequence[Sequence[str]] = values["rest"]
    return Brought(
        folder,
        tuple(findings.from_values(one) for one in values["found"]),
        tuple(Passed(Path(path), outcome, why) for path, outcome, why in rest),
    )


def request(folder: Path, values: dict[str, Any]) -> Path:
    """Write down what is to be read: a command line would be too short for many files."""
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
