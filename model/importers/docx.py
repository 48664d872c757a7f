"""Word documents: text by the paragraph, what tracked changes left of it, and who wrote when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from model import dates, languages, text
from model.drafts import Draft
from model.errors import UserError
from model.importers import _zip
from model.importers._bytes import SAFE
from model.importers._docx_lists import Lists, W, attribute
from model.importers._docx_text import Found, lines
from model.importers._xml import local
from model.importers._zip import OLD_OFFICE, Archive
from model.importers.txt import tidy, title_of

NAME = "docx"
SUFFIXES = (".docx", ".docm")
TITLE = "Word document"
HOLDS = ("text", "meta")

KIND = "a Word document (.docx)"
_DOCUMENT = "word/document.xml"
_DULL_TITLES = ("", "untitled", "document", "microsoft word", "word document")


def sniff(path: Path, head: bytes) -> float:
    """How sure it is, from 0 to 1, that the file is a Word document."""
    named = path.suffix.lower() in SUFFIXES
    if not head.startswith(b"PK\x03\x04"):
        return 0.5 * (named and head.startswith(OLD_OFFICE))
    if b"word/" in head:
        return 0.95
    return 0.6 if named else 0.2 if b"[Content_Types].xml" in head and b"xl/" not in head else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The document's article. Raises `UserError` naming the file when it cannot be read, holds
    no text, or unpacks to more than the limits of `_zip`."""
    with _zip.opened(path, KIND) as archive:
        yield _draft(archive, path)


def _draft(archive: Archive, path: Path) -> Draft:
    root = archive.xml(_DOCUMENT)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UserError(f"{path.name} is not {KIND}.", safe=SAFE)
    found = Found()
    lists = Lists(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
    said = list(lines(body, lists, found))
    said += _notes(archive, lists, found)
    full = text.normalise("\n".join(said)) + "\n"
    if not full.strip():
        raise UserError(f"{path.name} holds no text.", safe=SAFE)
    about = _about(archive.xml("docProps/core.xml"))
    title = about.get("title", "")
    dull = title.lower() in _DULL_TITLES or title.lower().startswith("microsoft word -")
    return Draft(
        text=full, title=(found.title if dull else title) or title_of(full) or tidy(path.stem),
        source=about.get("creator", ""), date=dates.iso(about.get("created", "")),
        language=languages.guess(full), skipped=_skipped(archive, found),
    )  # fmt: skip


def _notes(archive: Archive, lists: Lists, found: Found) -> Iterator[str]:
    """Footnotes and endnotes after the text, under the numbers that stand in it."""
    kinds = {kind for kind, _ in found.notes}
    pages = {kind: archive.xml(f"word/{kind}s.xml") for kind in sorted(kinds)}
    bodies = {
        (kind, attribute(note, "id")): note
        for kind, page in pages.items() if page is not None
        for note in page.iter(f"{W}{kind}")
    }  # fmt: skip
    for number, key in enumerate(tuple(found.notes), 1):
        said = list(lines(bodies[key], lists, found)) if key in bodies else []
        if said:
            yield f"[{number}] {said[0].strip()}"
            yield from said[1:]


def _about(core: Element | None) -> dict[str, str]:
    return {
        local(one): " ".join(one.text.split())
        for one in (() if core is None else core) if one.text
    }  # fmt: skip


def _skipped(archive: Archive, found: Found) -> tuple[str, ...]:
    heads = sum(_has_words(archive, name) for name in archive.names())
    left_out = {**found.left_out, "page header or footer": heads}
    return tuple(
        f"{count} {what}{'s' * (count > 1)} left out" for what, count in left_out.items() if count
    )


def _has_words(archive: Archive, name: str) -> bool:
    part = name.removeprefix("word/")
    if part == name or not part.startswith(("header", "footer")) or not part.endswith(".xml"):
        return False
    root = archive.xml(name)
    return root is not None and any((one.text or "").strip() for one in root.iter(f"{W}t"))
