"""WebAnno TSV 3: one file, one article; offsets are UTF-16 units, `[n]` ties rows together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model.drafts import Draft
from model.importers import _several, _tsv, _tsv_manifest

NAME = "webanno"
SUFFIXES = (".tsv",)
TITLE = "WebAnno TSV 3"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")


def sniff(path: Path, head: bytes) -> float:
    """Sure of its first line, and of a folder of our own export."""
    if not head:
        return 0.9 if (path / _tsv_manifest.NAME).is_file() and any(path.glob("*.tsv")) else 0.0
    return 0.98 if head.lstrip(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno TSV 3") else 0.0


def read(path: Path) -> Iterator[Draft]:
    """A file's article, or those of a folder's files. Raises `UserError` naming file and line."""
    if path.is_dir():
        yield from _several.drafts(sorted(path.glob("*.tsv")), read, path.name)
        return
    yield _tsv.draft(path, _tsv_manifest.of(path.parent).get(path.name, {}))
