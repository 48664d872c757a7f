"""PDF documents: their text in paragraphs, without running heads; scans hold none and say so."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from model import dates, languages, text
from model.drafts import Draft
from model.errors import UserError
from model.importers import _pdf_lines, _pdf_paragraphs
from model.importers._bytes import SAFE, contents
from model.importers._quiet import quiet
from model.importers.txt import LONGEST_TITLE, tidy, title_of

if TYPE_CHECKING:
    from pypdf import PdfReader

NAME = "pdf"
SUFFIXES = (".pdf",)
TITLE = "PDF document"
HOLDS = ("text", "meta")

MOST_PAGES = 500
_TOLD = 8
"""So many kinds of running heads are named in the report, the rest counted."""
_DULL_TITLE = re.compile(r"microsoft word -|untitled|.*\.(?:docx?|indd|rtf|odt|qxd|pdf)\Z", re.I)
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
    OSError, RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf, besides its own errors, raises for damaged files."""


def sniff(_path: Path, head: bytes) -> float:
    """How sure it is, from 0 to 1, that the file is a PDF."""
    return 0.98 if head.startswith(b"%PDF-") else 0.8 if b"%PDF-" in head[:1024] else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The document's article. Raises `UserError` naming the file when it is damaged, protected,
    too long, or holds pictures of text alone."""
    data = contents(path)
    if b"%PDF-" not in data[:1024]:
        raise UserError(f"{path.name} is not a PDF document.", safe=SAFE)
    with quiet("pypdf"):
        reader = _opened(data, path.name)
        pages, skipped = _pages(reader, path.name)
        about = _about(reader)
    pages, heads = _pdf_lines.without_heads(pages)
    body = text.normalise("\n".join(_pdf_paragraphs.joined(pages))) + "\n"
    if not body.strip():
        raise UserError(
            f"{path.name} holds no text, only pictures of pages.", safe=SAFE,
            hint="Have its text recognised (OCR) by another program first.",
        )  # fmt: skip
    yield Draft(
        text=body, title=_title(about.get("/Title", ""), body) or tidy(path.stem),
        source=about.get("/Author", ""), date=dates.iso(about.get("/CreationDate", "")[2:10]),
        language=languages.guess(body), skipped=(*skipped, *_told(heads)),
    )  # fmt: skip


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    locked = UserError(
        f"{name} is protected by a password.", safe=SAFE,
        hint="Save a copy without the password, and import that.",
    )  # fmt: skip
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        many = _said_pages(reader) or len(reader.pages)
    except DependencyError as error:
        raise locked from error
    except (PyPdfError, *_BROKEN) as error:
        raise UserError(f"{name} is damaged, or is not a PDF document.", safe=SAFE) from error
    if many > MOST_PAGES:
        raise UserError(
            f"{name} has {many:,} pages; {MOST_PAGES} at most are read.", safe=SAFE,
            hint="Split it into smaller files.",
        )  # fmt: skip
    return reader


def _said_pages(reader: PdfReader) -> int:
    """How many pages the document says it has, when those are too many to be gathered; else 0."""
    pages = reader.root_object["/Pages"].get_object()
    said = pages.get("/Count") if isinstance(pages, dict) else 0
    return int(said) if isinstance(said, int) and said > MOST_PAGES else 0


def _pages(reader: PdfReader, name: str) -> tuple[list[list[_pdf_lines.Line]], list[str]]:
    """The lines of every page, and a sentence for each that gave none."""
    from pypdf.errors import PyPdfError

    pages: list[list[_pdf_lines.Line]] = []
    skipped = []
    damaged = 0
    for number in range(1, len(reader.pages) + 1):
        lines: list[_pdf_lines.Line] = []
        try:
            lines = _pdf_lines.of_page(reader.pages[number - 1], number)
            if not lines:
                skipped.append(f"page {number} holds no text")
        except (PyPdfError, *_BROKEN):
            damaged += 1
            skipped.append(f"page {number} is damaged and was left out")
        pages.append(lines)
    if damaged and damaged == len(pages):
        raise UserError(f"{name} is damaged: none of its pages can be read.", safe=SAFE)
    return pages, skipped


def _about(reader: PdfReader) -> dict[str, str]:
    from pypdf.errors import PyPdfError

    try:
        found: Mapping[str, object] = reader.metadata or {}
        return {key: " ".join(str(found[key]).split()) for key in found if found[key]}
    except (PyPdfError, *_BROKEN):
        return {}


def _title(said: str, body: str) -> str:
    """What the document calls itself, unless that is a file's name; else its first line."""
    fits = 0 < len(said) <= 3 * LONGEST_TITLE and not _DULL_TITLE.match(said)
    return text.normalise(said) if fits else title_of(body)


def _told(heads: Mapping[str, int]) -> tuple[str, ...]:
    told = [
        f"running head or page number left out on {times} pages: “{head}”"
        for head, times in list(heads.items())[:_TOLD]
    ]
    if len(heads) > _TOLD:
        told.append(f"{len(heads) - _TOLD} more kinds of running heads left out")
    return tuple(told)
