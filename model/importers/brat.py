"""brat's standoff files: a folder, or one `.ann` with the `.txt` beside it."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from model import text
from model.drafts import Draft, DraftSpan
from model.errors import UserError
from model.importers import _json
from model.importers._brat import Standoff, Textbound
from model.importers._bytes import LARGEST_FILE, SAFE
from model.languages import guess
from model.records import ARTICLE_STATES

NAME = "brat"
SUFFIXES = (".ann",)
TITLE = "brat (folder, or .ann with .txt)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

SIDECAR = "articles.jsonl"
"""In our own export: what brat has no place for, a line for each article."""
_MARKS = ("T", "R", "E", "A", "M", "N", "#", "*")


def sniff(path: Path, head: bytes) -> float:
    """How sure it is of an .ann file with its text beside, or of a folder that holds one itself."""
    if not head:
        if path.is_dir():
            _, _, names = next(os.walk(path), ("", [], []))
            return 0.9 if any(name.lower().endswith(".ann") for name in names) else 0.0
        return 0.6 if path.suffix.lower() == ".ann" and path.with_suffix(".txt").is_file() else 0.0
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    id_, _, rest = first.partition("\t")
    if id_[:1] in _MARKS and (id_[1:].isdigit() or id_ == "*") and rest:
        return 0.9 if path.suffix.lower() == ".ann" else 0.4
    return 0.0


def read(path: Path) -> Iterator[Draft]:
    """An article for each pair; a pair that is not whole is told with the last one. Raises
    `UserError` when there is no article at all."""
    if not path.is_dir():
        yield _draft(path, _Sides().of(path))
        return
    told: list[str] = []
    sides, last = _Sides(), None
    for pair in _pairs(path):
        try:
            found = _draft(pair, sides.of(pair))
        except UserError as error:
            told.append(error.what)
            continue
        if last is not None:
            yield last
        last = found
    if last is None:
        raise UserError(" ".join(told[:3]) or f"{path.name} holds no .ann files.", safe=SAFE)
    yield replace(last, skipped=(*last.skipped, *told))


def _pairs(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files)
                    if name.lower().endswith(".ann") and not name.startswith("."))  # fmt: skip


def _draft(ann: Path, side: Mapping[str, Any]) -> Draft:
    txt = ann.with_suffix(".txt")
    lines = _exactly(ann)
    if not txt.is_file():
        raise UserError(f"{ann.name} has no {txt.name} beside it.", safe=SAFE,
                        hint="brat keeps the text in a .txt file of the same name.")  # fmt: skip
    body = _exactly(txt)
    found = Standoff(lines, body, ann.name)
    known = side["spans"] if isinstance(side.get("spans"), dict) else {}
    spans = tuple(_span(one, known.get(one.id, {}), found) for one in found.textbounds.values())
    state = side.get("state")
    return Draft(
        text=body, title=_json.title_for(side.get("title"), body, ann, 0).removesuffix(" 0"),
        source=_json.words(side.get("source")), date=_json.date_of(side.get("date")),
        language=_json.words(side.get("language")) or guess(body),
        note="\n".join(found.notes.get("", ())), spans=spans, links=tuple(found.links),
        state=state if state in ARTICLE_STATES and state != "new" else "",
        skipped=tuple(found.skipped),
    )  # fmt: skip


def _span(one: Textbound, said: object, found: Standoff) -> DraftSpan:
    """With what our own export keeps beside it, as long as it is still the same span."""
    if not isinstance(said, dict) or (said.get("type"), said.get("at")) != (
        one.type, [one.start, one.end]
    ):  # fmt: skip
        said = {}
    start, end = _exact(said.get("exact"), one)
    note, kept = "\n".join(found.notes.get(one.id, ())), said.get("note")
    as_kept = isinstance(kept, str) and kept.split() == note.split()
    origin = _json.words(said.get("origin"))
    return DraftSpan(
        start, end, _json.words(said.get("label")) or one.type, key=one.id,
        quote=one.quote if (start, end) == (one.start, one.end) else "",
        state=_json.words(said.get("state")) or "accepted",
        origin=origin if origin.startswith(("rule:", "model:")) else "",
        score=_json.number(said.get("score")), note=str(kept) if as_kept else note,
        person=_json.words(said.get("person")),
        attributes=dict(_json.flat(said.get("attributes"))) | found.attributes.get(one.id, {}),
        line=one.line,
    )  # fmt: skip


def _exact(said: object, one: Textbound) -> tuple[int, int]:
    """The places of a span whose line ends at its edges brat cannot hold."""
    if isinstance(said, list) and len(said) == 2:
        start, end = _json.whole(said[0]), _json.whole(said[1])
        if start is not None and end is not None and start <= one.start < one.end <= end:
            return start, end
    return one.start, one.end


class _Sides:
    """The side files of our own export, read along with the pairs, which lie in their order."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lines: Iterator[dict[str, Any]] = iter(())
        self._next: dict[str, Any] | None = None

    def of(self, ann: Path) -> Mapping[str, Any]:
        """What the side file says of a pair; {} without one."""
        if ann.parent != self._folder:
            self._folder = ann.parent
            self._lines = _sidecar(ann.parent / SIDECAR)
            self._next = next(self._lines, None)
        while self._next and str(self._next.get("file")) < ann.stem:
            self._next = next(self._lines, None)
        return self._next if self._next and self._next.get("file") == ann.stem else {}


def _sidecar(path: Path) -> Iterator[dict[str, Any]]:
    for record in _json.records(path) if path.is_file() else ():
        if isinstance(record.value, dict) and record.value.get("sidecar") == NAME:
            yield record.value


def _is_plain_utf8(data: bytes) -> bool:
    """What brat writes; controls in it are no sign of another kind of file then."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.startswith(codecs.BOM_UTF8)


def _exactly(path: Path) -> str:
    """Every character, the mark at the head and carriage returns too: brat counts them."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB.",
                            safe=SAFE, hint="Split it into smaller files.")  # fmt: skip
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}.", safe=SAFE) from error
    read = text.decode(data, path.name, "utf-8" if _is_plain_utf8(data) else "")
    marked = read.encoding == "utf-8-sig"
    return "\ufeff" * marked + read.text
