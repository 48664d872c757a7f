"""W3C Web Annotation in JSON-LD: positions in code points, quotes, links; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from model.drafts import Draft
from model.importers import _w3c

NAME = "w3c"
SUFFIXES = (".jsonld",)
TITLE = "W3C Web Annotation (JSON-LD)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")


def sniff(path: Path, head: bytes) -> float:
    """Sure of what names the standard's context, or an annotation with a target."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start.startswith((b"{", b"[")):
        return 0.0
    if b"www.w3.org/ns/anno" in head:
        return 0.95
    known = b'"Annotation"' in head and b'"target"' in head and b'"selector"' in head
    return 0.7 if known else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The articles of a file. Raises `UserError` when it is no JSON or lacks the texts."""
    for found in _w3c.articles(path):
        yield found.draft
