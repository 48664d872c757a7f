"""doccano's JSON lines: `label`/`labels` as triples, or `entities` with `relations`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from model.drafts import Draft, DraftLink, DraftSpan
from model.importers import _json
from model.importers._json import Record
from model.languages import guess
from model.records import ARTICLE_STATES

NAME = "doccano"
SUFFIXES = (".jsonl",)
TITLE = "doccano"
HOLDS = ("text", "meta", "spans", "links", "states")

TRIPLES = ("label", "labels")


def sniff(path: Path, head: bytes) -> float:
    """How sure it is that the file is one of these."""
    found = _json.first_value(path, head)
    if not isinstance(found, dict) or _text(found) is None:
        return 0.0
    entities = found.get("entities")
    if isinstance(entities, list) and (not entities or _is_entity(entities[0])):
        return 0.95
    for key in TRIPLES:
        listed = found.get(key)
        if isinstance(listed, list) and (not listed or any(map(_is_triple, listed))):
            return 0.95 if listed else 0.85
    annotations = found.get("annotations")
    return 0.9 if isinstance(annotations, list) and annotations and _is_entity(
        annotations[0]) else 0.0  # fmt: skip


def read(path: Path) -> Iterator[Draft]:
    """The file's articles. Raises `UserError` naming the file when no line of it is one."""
    yield from _json.drafts(
        path, _problem, lambda record, skipped: _draft(path, record, skipped),
        "Each line should be a JSON object with a “text”.",
    )  # fmt: skip


def _problem(value: object) -> str:
    if not isinstance(value, dict):
        return "not a JSON object"
    return "" if (_text(value) or "").strip() else "it has no “text”"


def _draft(path: Path, record: Record, skipped: tuple[str, ...]) -> Draft:
    value: dict[str, Any] = record.value
    body = _text(value)
    assert body is not None
    lost: list[str] = []
    spans = tuple(_spans(value, record.line, lost))
    links = tuple(_links(value, {span.key for span in spans}, lost))
    state = _json.words(value.get("state"))
    comments = value.get("Comments") or value.get("comments") or []
    meta = value["meta"] if isinstance(value.get("meta"), dict) else {}
    return Draft(
        text=body,
        title=_json.title_for(value.get("title") or meta.get("title"), body, path, record.line),
        source=_json.words(value.get("source") or meta.get("source")),
        date=_json.date_of(value.get("date"), meta.get("date")),
        language=_json.words(value.get("language")) or guess(body),
        note="\n".join(filter(None, (_comment(one) for one in comments)))
        if isinstance(comments, list) else "",
        spans=spans, links=links,
        state=state if state in ARTICLE_STATES and state != "new" else "",
        skipped=(*skipped, *(f"{path.name}, line {record.line}: {why}." for why in lost)),
    )  # fmt: skip


def _spans(value: Mapping[str, Any], line: int, lost: list[str]) -> Iterator[DraftSpan]:
    for number, (start, end, label, key) in enumerate(_places(value)):
        if _json.whole(start) is None or _json.whole(end) is None or not _json.words(label):
            lost.append(f"span {number + 1} has no place or no label")
            continue
        yield DraftSpan(start, end, _json.words(label), key=key, line=line)


def _places(value: Mapping[str, Any]) -> Iterator[tuple[Any, Any, Any, str]]:
    for place in ("entities", "annotations"):
        for one in _dicts(value, place):
            yield one.get("start_offset"), one.get("end_offset"), one.get("label"), _key(one)
    for place in TRIPLES:
        listed = value.get(place)
        for one in listed if isinstance(listed, list) else ():
            start, end, label = one if _is_triple(one) else (None, None, None)
            yield start, end, label, ""


def _links(value: Mapping[str, Any], known: set[str], lost: list[str]) -> Iterator[DraftLink]:
    for one in _dicts(value, "relations"):
        kind, head, child = _json.words(one.get("type")), *map(str, (one.get("from_id"),
                                                                     one.get("to_id")))  # fmt: skip
        if kind and head != child and {head, child} <= known:
            yield DraftLink(kind, head, child)
        else:
            lost.append(f"link “{kind}” does not join two spans")


def _text(value: Mapping[str, Any]) -> str | None:
    """The article; a project may call the column `data`."""
    for key in ("text", "data"):
        if isinstance(value.get(key), str):
            return str(value[key])
    return None


def _key(one: Mapping[str, Any]) -> str:
    return str(one["id"]) if "id" in one else ""


def _comment(one: object) -> str:
    return _json.words(one.get("text") if isinstance(one, dict) else one)


def _dicts(value: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = value.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _is_entity(one: object) -> bool:
    return isinstance(one, dict) and "start_offset" in one


def _is_triple(one: object) -> bool:
    return isinstance(one, list) and len(one) == 3 and isinstance(one[2], str)
