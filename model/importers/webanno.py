"""WebAnno TSV 3: one file, one article; offsets are UTF-16 units, `[n]` ties rows together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model.drafts import Draft
from model.importers import _tsv

NAME = "webanno"
SUFFIXES = (".tsv",)
TITLE = "WebAnno TSV 3"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")


def sniff(path: Path, head: bytes) -> float:
    """Sure of its first line."""
    return 0.98 if head.lstrip(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno TSV 3") else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The file's article. Raises `UserError` naming the file and the line."""
    yield _tsv.draft(path, _tsv.manifest(path.parent).get(path.name, {}))
