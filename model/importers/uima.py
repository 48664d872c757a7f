"""UIMA: XMI with its TypeSystem.xml (a file, a folder, a zip) and CAS JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from model.drafts import Draft
from model.errors import UserError
from model.importers import _several, _uima, _xml, _zip
from model.importers._bytes import SAFE, contents
from model.importers._json import words
from model.importers._zip import Archive
from model.importers.txt import tidy, title_of
from model.languages import guess

if TYPE_CHECKING:
    from cassis import TypeSystem

NAME = "uima"
SUFFIXES = (".xmi",)
TITLE = "UIMA (XMI, CAS JSON)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

TYPE_SYSTEMS = ("TypeSystem.xml", "typesystem.xml", "typeSystem.xml")
JSON = ".cas.json"
_ZIP = b"PK\x03\x04"
_UNKNOWN = "x-unspecified"


def sniff(path: Path, head: bytes) -> float:
    """Sure of what names UIMA's own words; a folder needs the types beside an XMI."""
    if not head:
        return 0.9 if path.is_dir() and _is_whole(path) else 0.0
    if head.startswith(_ZIP):
        return 0.9 if b".xmi" in head or b"TypeSystem.xml" in head else 0.0
    if head.lstrip(_uima.BLANKS).startswith(b"{"):
        return 0.95 if b'"%TYPES"' in head or b'"%FEATURE_STRUCTURES"' in head else 0.0
    return 0.95 if b"http://www.omg.org/XMI" in head and b"uima" in head else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The articles of a file, folder or zip. Raises `UserError` naming what cannot be read."""
    if path.is_dir():
        yield from _folder(path)
        return
    data = contents(path)
    if data.startswith(_ZIP):
        with _zip.opened(path, "a zip of XMI files") as archive:
            yield from _parts(archive)
    elif data.lstrip(_uima.BLANKS).startswith(b"{"):
        yield _draft(data, path.name, None)
    else:
        _guarded(data, path.name)
        yield _draft(data, path.name, _types_beside(path))


def _is_whole(folder: Path) -> bool:
    names = {inner.name for inner in folder.iterdir()}
    xmi = any(name.endswith(".xmi") for name in names) and not names.isdisjoint(TYPE_SYSTEMS)
    return xmi or any(name.endswith(JSON) for name in names)


def _folder(folder: Path) -> Iterator[Draft]:
    types: TypeSystem | None = None

    def one(file: Path) -> Iterator[Draft]:
        nonlocal types
        data = contents(file)
        if file.suffix == ".xmi":
            _guarded(data, file.name)
            types = types or _types_beside(file)
        yield _draft(data, file.name, types)

    wanted = (file for file in sorted(folder.iterdir()) if _is_cas(file.name))
    yield from _several.drafts(wanted, one, folder.name)


def _parts(archive: Archive) -> Iterator[Draft]:
    names = sorted(archive.names())
    held = next((name for name in names if _last(name) in TYPE_SYSTEMS), None)
    types = None
    if held is not None:
        data = archive.read(held) or b""
        _guarded(data, f"{archive.name} ({held})")
        types = _uima.types_of(data)

    def one(name: str) -> Iterator[Draft]:
        data = archive.read(name) or b""
        if name.endswith(".xmi"):
            _guarded(data, _last(name))
            if types is None:
                raise UserError(f"{archive.name} lacks TypeSystem.xml.", safe=SAFE)
        yield _draft(data, _last(name), types)

    yield from _several.drafts(filter(_is_cas, names), one, archive.name)


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _is_cas(name: str) -> bool:
    return name.endswith((".xmi", JSON)) and not _last(name).startswith(".")


def _draft(data: bytes, name: str, types: TypeSystem | None) -> Draft:
    cas = _uima.loaded(data, name, types)
    found = _uima.own(cas, name)
    if found is not None:
        return found.draft
    text = _uima.text_of(cas, name)
    spans, links, skipped = _uima.foreign(cas, name)
    language = words(cas.document_language)
    return Draft(
        text=text, title=title_of(text) or tidy(name.partition(".")[0]),
        language=guess(text) if language in ("", _UNKNOWN) else language,
        spans=tuple(spans), links=tuple(links), skipped=tuple(skipped),
    )  # fmt: skip


def _types_beside(file: Path) -> TypeSystem:
    for name in TYPE_SYSTEMS:
        if (there := file.with_name(name)).is_file():
            data = contents(there)
            _guarded(data, there.name)
            return _uima.types_of(data)
    raise UserError(f"{file.name} needs its TypeSystem.xml in the same folder.", safe=SAFE)


def _guarded(data: bytes, name: str) -> None:
    """Refuse entities, document types and endless nesting before cassis reads it."""
    _xml.parsed(data, name)
