"""spaCy's DocBin: the docs of a .spacy file with their span groups, entities and links."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError
from model.importers import _several
from model.importers._bytes import SAFE, contents
from model.importers._json import date_of, flat, number, words
from model.importers._zip import LARGEST_ALL
from model.importers.txt import tidy, title_of
from model.languages import guess
from model.records import SPAN_STATES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NAME = "docbin"
SUFFIXES = (".spacy",)
TITLE = "spaCy DocBin (.spacy)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

HIGHEST_RATIO = 300
"""Bytes out for a byte in; a DocBin is mostly noughts and shrinks to a twentieth or so."""
FREE = 1_000_000
MARKED = {"suggested": "suggested", "suggestions": "suggested", "rejected": "rejected"}
"""Span groups whose name says that nobody has accepted what is in them."""

_PIECE = 1 << 16
_BROKEN = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, OverflowError,
    zlib.error, RecursionError, MemoryError,
)  # fmt: skip


def sniff(path: Path, head: bytes) -> float:
    """Sure of a compressed file whose first words are those of a DocBin, and of a folder that
    spaCy trains on."""
    if not head:
        return 0.9 if all((path / f"{name}.spacy").exists() for name in ("train", "dev")) else 0.0
    if head[:1] != b"\x78":
        return 0.0
    try:
        start = zlib.decompressobj().decompress(head, 4096)
    except zlib.error:
        return 0.0
    return 0.95 if b"attrs" in start and b"tokens" in start else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The docs of a file, or of a folder's files. Raises `UserError` naming it when it is damaged
    or unpacks to too much. Needs spaCy, which it loads."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*.spacy") if file.is_file())
        yield from _several.drafts(files, read, path.name)
        return
    data = contents(path)
    _require_reasonable(data, path.name)
    import spacy
    from spacy.tokens import DocBin

    try:
        docs = DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab)
        for place, doc in enumerate(docs, 1):
            yield _draft(doc, path, place)
    except _BROKEN as error:
        raise UserError(f"{path.name} is damaged, or no DocBin.", safe=SAFE) from error


def _require_reasonable(data: bytes, name: str) -> None:
    """Unpack piece by piece, keeping nothing, and stop where a file made to do harm shows."""
    unpacking = zlib.decompressobj()
    size, rest = 0, data
    try:
        while rest and not unpacking.eof:
            size += len(unpacking.decompress(rest, _PIECE))
            rest = unpacking.unconsumed_tail
            if size > LARGEST_ALL or (size > FREE and size > HIGHEST_RATIO * len(data)):
                raise UserError(f"{name} unpacks to far more than its size, as files made to do "
                                "harm do.", safe=SAFE)  # fmt: skip
    except zlib.error as error:
        raise UserError(f"{name} is damaged, or no DocBin.", safe=SAFE) from error
    if not unpacking.eof:
        raise UserError(f"{name} breaks off, or is no DocBin.", safe=SAFE)


def _draft(doc: Doc, path: Path, place: int) -> Draft:
    held = doc.user_data.get("attesta")
    said: Mapping[str, Any] = held if isinstance(held, Mapping) else {}
    told = said.get("spans")
    details: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    spans = list(_spans(doc, details))
    body = doc.text
    return Draft(
        text=body, title=words(said.get("title")) or title_of(body) or f"{tidy(path.stem)} {place}",
        source=words(said.get("source")), date=date_of(said.get("date")),
        language=words(said.get("language")) or guess(body), spans=tuple(spans),
        links=tuple(_links(said.get("links"), {span.key for span in spans})),
        state=_state(doc, said),
    )  # fmt: skip


def _spans(doc: Doc, details: Mapping[str, Any]) -> Iterator[DraftSpan]:
    """Those of every group, then the entities that no group has."""
    seen: set[tuple[int, int, str]] = set()
    for name, group in doc.spans.items():
        scores = group.attrs.get("scores")
        for nth, span in enumerate(group):
            score = scores[nth] if scores is not None and len(scores) == len(group) else None
            seen.add((span.start_char, span.end_char, span.label_))
            yield _span(span, f"{name}/{nth}", details, MARKED.get(name, "accepted"), score)
    for nth, span in enumerate(doc.ents):
        if (span.start_char, span.end_char, span.label_) not in seen:
            yield _span(span, f"ents/{nth}", details, "accepted", None)


def _span(span: Span, key: str, details: Mapping[str, Any], state: str,
          score: object) -> DraftSpan:  # fmt: skip
    found = details.get(span.id_) if span.id_ else None
    more: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    said = more.get("state")
    origin = words(more.get("origin"))
    attributes = dict(flat(more.get("attributes")))
    if span.kb_id_:
        attributes.setdefault("kb_id", span.kb_id_)
    return DraftSpan(
        start=span.start_char, end=span.end_char, label=span.label_, key=span.id_ or key,
        quote=span.text, state=said if said in SPAN_STATES else state,
        origin="" if origin == "person" else origin,
        score=number(more.get("score")) if more else None if score is None else float(score),  # type: ignore[arg-type]
        note=str(more.get("note") or ""), person=words(more.get("person")), attributes=attributes,
    )  # fmt: skip


def _links(said: object, keys: set[str]) -> Iterator[DraftLink]:
    for one in said if isinstance(said, (list, tuple)) else ():
        if isinstance(one, (list, tuple)) and len(one) == 3:
            link = DraftLink(*map(str, one))
            if {link.head, link.child} <= keys:
                yield link


def _state(doc: Doc, said: Mapping[str, Any]) -> str:
    """'submitted' where there being no spans is said: a group that is there, though empty, or
    entities that are known to be none. A doc without either was not looked at."""
    if known := words(said.get("state")):
        return "" if known == "new" else known
    groups = any(MARKED.get(name, "") == "" for name in doc.spans)
    return "submitted" if groups or (len(doc) and not _missing(doc)) else ""


def _missing(doc: Doc) -> bool:
    return any(token.ent_iob == 0 for token in doc)
