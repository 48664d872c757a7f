"""Packets: the edits of a project as a file of plain text, to be handed to a colleague.

One JSON value a line: a manifest, the texts that the edits need, the edits, and at the end the
SHA-256 of all that stands before. It can be read, searched and compared with any tool.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from model import exchange, garbage, holdings, packet_rows, targets, text
from model.disk import to_disk
from model.edits import decode, encode
from model.errors import UserError
from model.exchange import NO_SEAL, Passed, sealed
from model.holdings import Holding
from model.packet_rows import Test, is_count, is_id, is_moment, is_person, is_text
from model.store import Store

SUFFIX = ".attesta-packet"
VERSION = 1
LARGEST = 1_000_000_000
"""Bytes above which a packet is refused; one edit may fill it, such as a large import."""
_SEAL = re.compile("[0-9a-f]{64}")
_EDIT: Mapping[str, Test] = {
    "id": is_id, "kind": lambda value: value in ("do", "undo", "redo"), "title": is_text,
    "person": is_person, "device": is_text, "seq": is_count, "at": is_moment, "changes": is_text,
    "prior": lambda value: value == "" or is_id(value),
    "seal": lambda value: isinstance(value, str) and bool(_SEAL.fullmatch(value)),
}  # fmt: skip
_MANIFEST: Mapping[str, Test] = {
    "project": is_text, "name": is_text, "from": is_text, "since": is_text, "texts": is_count,
    "edits": is_count, "known": is_count, "spans": lambda value: isinstance(value, dict),
    "has": lambda value: value is None or holdings.is_runs(value),
}  # fmt: skip
"""What an edit and a manifest must hold, and of which kind it is."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet that was read and found whole; `edits` stand in the order of the fold."""

    path: Path
    manifest: Mapping[str, Any]
    texts: Mapping[str, str]
    """By SHA-256."""
    edits: tuple[Passed, ...]

    @property
    def sender(self) -> str:
        return str(self.manifest["from"])

    @property
    def holding(self) -> Holding:
        """What its sender had."""
        return holdings.said_by(self.manifest, self.edits)


# ---- writing


def write(store: Store, to: Path, *, since: str = "",
          lacking: Sequence[Holding] = (), empty: bool = False) -> Mapping[str, Any]:  # fmt: skip
    """Write all edits that the project knows to `to`; or those since a day (`2024-11-06`); or those
    that a colleague, at any of their machines, was not seen to have; or none, to say no more than
    what is here.

    Returns the manifest. An older file of that name is replaced as a whole, unless it is a project.
    Raises `UserError`.
    """
    edits = sorted([*exchange.own(store), *exchange.foreign(store)], key=lambda one: one.order)
    seen = [holdings.covered(one.runs, edits) for one in lacking]
    had = set[str].intersection(*seen) if seen else set()
    chosen = [one for one in edits if one.at >= since and one.id not in had and not empty]
    texts = _texts(store, chosen)
    manifest = _manifest(store, edits, chosen, texts, since) | {
        "for": lacking[0].person if lacking else "", "has": holdings.runs_of(edits),
    }  # fmt: skip
    part = to.with_name(f".{to.name}.part")
    try:
        targets.refuse(to, store.path)
        with part.open("wb") as file:
            _put(file, manifest, texts, chosen)
        to_disk(part)
        os.replace(part, to)
        to_disk(to.parent)
    except OSError as error:
        raise UserError(
            f"{to} could not be written: {error.strerror or error}.",
            safe="The project is untouched.", hint="Choose another folder, or free some space.",
        ) from error  # fmt: skip
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return manifest


def spans_of(store: Store) -> dict[str, dict[str, int]]:
    """Accepted spans by person and label, by their ids: what both sides count after a merge."""
    found: dict[str, dict[str, int]] = {}
    for person, label, many in store.rows(
        "SELECT person_id, label_id, count(*) FROM span WHERE state = 'accepted'"
        " GROUP BY person_id, label_id ORDER BY person_id, label_id"
    ):
        found.setdefault(person, {})[label] = many
    return found


def _manifest(store: Store, known: list[Passed], chosen: list[Passed],
              texts: Mapping[str, str], since: str) -> dict[str, Any]:  # fmt: skip
    return {
        "attesta": "packet", "version": VERSION, "project": store.uuid,
        "name": str(store.value("SELECT value FROM project WHERE id = 'name'")),
        "from": store.person, "device": store.device, "since": since,
        "made": max((one.at for one in known), default=""),
        "texts": len(texts), "edits": len(chosen), "known": len(known),
        "people": dict(Counter(one.person for one in chosen)),
        "spans": spans_of(store), "changed": dict(Counter(
            change.table for one in chosen for change in decode(one.changes)
        )),
    }  # fmt: skip


def _texts(store: Store, edits: Iterable[Passed]) -> dict[str, str]:
    """The texts of the articles that the edits bring in, by hash."""
    wanted = {
        str(change.after["body"])
        for one in edits for change in decode(one.changes)
        if change.table == "article" and change.after is not None
    }  # fmt: skip
    return {
        digest: str(store.value("SELECT text FROM body WHERE hash = ?", (digest,)))
        for digest in sorted(wanted)
    }


def _put(file: BinaryIO, manifest: Mapping[str, Any], texts: Mapping[str, str],
         edits: Iterable[Passed]) -> None:  # fmt: skip
    digest = hashlib.sha256()

    def line(value: Mapping[str, Any]) -> None:
        data = json.dumps(value, ensure_ascii=False).encode() + b"\n"
        digest.update(data)
        file.write(data)

    line(manifest)
    for hash_, body in texts.items():
        line({"text": body, "hash": hash_})
    for one in edits:
        line(asdict(one))
    file.write(json.dumps({"end": digest.hexdigest()}).encode() + b"\n")


# ---- reading


def read(path: Path) -> Packet:
    """The packet in a file, with every hash and seal checked. Raises `UserError`."""
    with garbage.put_off():
        return _read(path)


def _read(path: Path) -> Packet:
    lines = _lines(path)
    manifest = next(lines, None)
    if not isinstance(manifest, dict) or manifest.get("attesta") != "packet":
        raise UserError(f"{path.name} is no packet of Attesta.", safe="Nothing was merged.",
                        hint="A packet is made with “Save a packet”.")  # fmt: skip
    if not all(test(manifest.get(name)) for name, test in _MANIFEST.items()):
        raise _altered(path, "its first line does not say what a packet says")
    if manifest.get("version") != VERSION:
        raise UserError(
            f"{path.name} was made by a newer Attesta.", safe="Nothing was merged.",
            hint="Update Attesta on this machine.",
        )  # fmt: skip
    texts: dict[str, str] = {}
    edits: list[Passed] = []
    for value in lines:
        if set(value) == {"text", "hash"} and is_text(value["text"]):
            if text.digest(value["text"]) != value["hash"]:
                raise _altered(path, "a text is not what its hash says")
            texts[str(value["hash"])] = value["text"]
        else:
            edits.append(_passed(path, value))
    if (len(texts), len(edits)) != (manifest.get("texts"), manifest.get("edits")):
        raise _altered(path, "it does not hold as many texts and edits as it says")
    return Packet(path, manifest, texts, tuple(sorted(edits, key=lambda one: one.order)))


def refuse_broken_seals(packet: Packet, known: Mapping[str, str]) -> None:
    """Raise `UserError` unless every edit is sealed to the one before it, which is `known` (seals
    by id) or in the packet too, and is what it was when it was seen before."""
    seals = {**{one.id: one.seal for one in packet.edits}, **known, "": NO_SEAL}
    for one in packet.edits:
        if one.prior not in seals:
            raise UserError(
                f"{packet.path.name} does not begin where this project ends: edits of"
                f" {one.person} before {one.at[:16].replace('T', ' ')} are missing.",
                safe="Nothing was merged.",
                hint="Ask for a packet of everything, or since an earlier day.",
            )
        if sealed(seals[one.prior], one) != one.seal or known.get(one.id, one.seal) != one.seal:
            raise _altered(packet.path, f"“{one.title}” by {one.person} is not as it was made")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Every line but the last, which must be the hash of those before."""
    digest, end = hashlib.sha256(), ""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise UserError(f"{path.name} is too large for a packet.",
                                safe="Nothing was merged.")  # fmt: skip
            while data := file.readline(LARGEST):
                value = _value(path, data)
                if end:
                    raise _altered(path, "something stands behind its end")
                if set(value) == {"end"}:
                    end = str(value["end"])
                    if end != digest.hexdigest():
                        raise _altered(path, "its content is not what its hash says")
                    continue
                digest.update(data)
                yield value
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.",
                        safe="Nothing was merged.") from error  # fmt: skip
    if not end:
        raise _altered(path, "its end is missing")


def _value(path: Path, data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not data.endswith(b"\n"):
        raise UserError(f"{path.name} is no packet of Attesta, or only a part of one.",
                        safe="Nothing was merged.", hint="Ask for it again.")  # fmt: skip
    return value


def _passed(path: Path, value: Mapping[str, Any]) -> Passed:
    if set(value) != set(_EDIT) or not all(_EDIT[name](value[name]) for name in _EDIT):
        raise _altered(path, "a line is no edit")
    try:
        changes = decode(value["changes"])
        is_canonical = encode(changes) == value["changes"]
    except (ValueError, TypeError, RecursionError):
        raise _altered(path, f"“{value['title']}” cannot be read") from None
    if not is_canonical:
        raise _altered(path, f"“{value['title']}” is not written as projects write")
    for change in changes:
        fault = packet_rows.fault(change)
        if fault:
            raise _altered(path, f"“{value['title']}” changes {fault}")
    return Passed(**value)


def _altered(path: Path, why: str) -> UserError:
    return UserError(
        f"{path.name} is damaged or was altered: {why}.", safe="Nothing was merged.",
        hint="Ask for it again.",
    )  # fmt: skip
