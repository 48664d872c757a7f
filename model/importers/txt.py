"""Plain text: one file, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from model import encodings
from model.drafts import Draft
from model.importers._bytes import decoded
from model.languages import guess

NAME = "txt"
SUFFIXES = (".txt", ".text")
TITLE = "Plain text"
HOLDS = ("text",)
ENCODED = True

LONGEST_TITLE = 120
_ENDS = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]]*\Z")


def sniff(path: Path, head: bytes) -> float:
    """Any text is plain text, but everything that says more about itself comes first."""
    if (not head and path.is_dir()) or not encodings.reads_as_text(head):
        return 0.0
    return 0.2 if path.suffix.lower() in SUFFIXES else 0.05


def read(path: Path, *, encoding: str = "") -> Iterator[Draft]:
    """The file's article. Raises `UserError` naming the file when it is no text."""
    found = decoded(path, encoding)
    yield Draft(
        text=found.text, title=title_of(found.text) or tidy(path.stem),
        language=guess(found.text), encoding=found.encoding, is_guess=found.is_guess,
    )  # fmt: skip


def title_of(text: str) -> str:
    """The first line when it reads like a title and more follows; else ''."""
    first, _, rest = text.strip().partition("\n")
    line = " ".join(first.split())
    fits = 0 < len(line) <= LONGEST_TITLE and not _ENDS.search(line)
    return line if fits and rest.strip() else ""


def tidy(stem: str) -> str:
    """A file's name as a title: `kursk-troops` becomes `Kursk troops`."""
    words = re.sub(r"[-_\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or stem
