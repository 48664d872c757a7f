"""What rows of a packet may hold. A packet is a stranger's file: its hashes show that nobody
altered it on the way, not that its sender meant well."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from model import labels, links, people
from model.edits import RowChange
from model.errors import UserError
from model.records import ANNOTATOR, ARTICLE_STATES, CURATOR, DECISIONS, ROLES, SPAN_STATES
from model.schema import LOGGED

Test = Callable[[Any], bool]

_UNFIT = re.compile("[\0\ud800-\udfff]")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.:-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_LAST_YEAR = "9000"
"""Moments are counted on from, so none may be the last that there is."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ICON = re.compile(r"mdi6\.[a-z0-9-]+")
_MODEL = re.compile(r"(\w[\w @+.-]*)?")
_FIXED = ("uuid", "normaliser")
"""What of a project never changes."""
_MOST = 2**53


def is_text(value: object) -> bool:
    """A text that can be stored and shown: no NUL, no half characters."""
    return isinstance(value, str) and not _UNFIT.search(value)


def is_id(value: object) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value))


def is_moment(value: object) -> bool:
    """UTC, ISO 8601, milliseconds."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value) or value > _LAST_YEAR:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_day(value: str) -> bool:
    """ISO 8601, as 2024-11-06."""
    return is_moment(f"{value}T00:00:00.000Z")


def is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST


def is_person(value: object) -> bool:
    return is_text(value) and _holds(_is_name, str(value))


@lru_cache(maxsize=256)
def _is_name(value: str) -> bool:
    return people.checked_name(value) == value


def fault(change: RowChange) -> str:
    """What of a change no project could have made; '' when all is well."""
    tests = _ROWS.get(change.table) if isinstance(change.table, str) else None
    if tests is None or not is_id(change.id):
        return "what a project does not have"
    rows = [row for row in (change.before, change.after) if row is not None]
    if not rows:
        return "nothing"
    for row in rows:
        if not isinstance(row, Mapping) or row.keys() != tests.keys() or row["id"] != change.id:
            return "what a project does not have"
        for column, test in tests.items():
            if not _holds(test, row[column]):
                return f"the {column.replace('_', ' ')} of a {change.table} to what cannot be"
    if change.table == "span" and any(not _fits_quote(row) for row in rows):
        return "a span to words that are not as long as it is"
    if change.table == "link" and any(row["head"] == row["child"] for row in rows):
        return "a link to one that leads to where it begins"
    return _project_fault(change) if change.table == "project" else ""


def _project_fault(change: RowChange) -> str:
    if change.id in _FIXED or change.after is None and change.id == "name":
        return "what makes the project itself"
    said = str((change.after or change.before or {})["value"])
    if change.id == "review_reasons" and not _is_list(said, str):
        return "the reasons to what cannot be"
    if change.id == "model" and not _MODEL.fullmatch(said):
        return "the model to what cannot be"
    return ""


def _fits_quote(row: Mapping[str, Any]) -> bool:
    return bool(row["end"] - row["start"] == len(row["quote"]) > 0)


def _holds(test: Test, value: object) -> bool:
    try:
        return bool(test(value))
    except (TypeError, ValueError, RecursionError, UserError):
        return False


def _one_of(*choices: object) -> Test:
    return lambda value: any(value == one and type(value) is type(one) for one in choices)


def _or_none(test: Test) -> Test:
    return lambda value: value is None or test(value)


def _like(pattern: re.Pattern[str]) -> Test:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _parsed(text: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    def refuse(said: str) -> None:
        raise ValueError(said)

    return json.loads(text, parse_constant=refuse) if is_text(text) else None  # type: ignore[arg-type]


def _is_list(text: object, kind: type) -> bool:
    """Whether a JSON text is a list of texts, or of counts."""
    found = _parsed(text)
    test = is_text if kind is str else is_count
    return isinstance(found, list) and all(test(one) for one in found)


def _is_attributes(text: object) -> bool:
    found = _parsed(text) if text != "{}" else {}
    return isinstance(found, dict) and all(
        is_text(name) and (value is None or isinstance(value, bool) or _is_plain(value))
        for name, value in found.items()
    )


def _is_plain(value: object) -> bool:
    return is_text(value) or (isinstance(value, int | float) and math.isfinite(value))


def _is_score(value: object) -> bool:
    return is_count(value) or (isinstance(value, float) and math.isfinite(value))


_ROWS: dict[str, dict[str, Test]] = {
    "project": {"id": is_id, "value": is_text},
    "person": {"id": is_id, "name": is_person},
    "label": {
        "id": is_id, "name": lambda value: labels.checked_name(value) == value,
        "role": _one_of(*ROLES), "key": _one_of("", *labels.KEYS), "colour": _like(_COLOUR),
        "icon": _like(_ICON), "definition": is_text, "examples": lambda text: _is_list(text, str),
        "position": is_count, "retired": _one_of(0, 1),
    },
    "article": {
        "id": is_id, "title": is_text, "source": is_text, "date": is_text, "language": is_text,
        "body": _like(_HASH), "length": is_count, "added": is_moment, "note": is_text,
        "boilerplate": lambda text: _is_list(text, int), "supersedes": _or_none(is_id),
        "position": is_count,
    },
    "span": {
        "id": is_id, "article_id": is_id, "start": is_count, "end": is_count, "label_id": is_id,
        "quote": is_text, "state": _one_of(*SPAN_STATES), "origin": is_text, "person_id": is_id,
        "created": is_moment, "score": _or_none(_is_score), "note": is_text,
        "attributes": _is_attributes,
    },
    "link": {
        "id": is_id, "kind": _one_of(*links.KINDS), "head": is_id, "child": is_id,
        "person_id": is_id, "created": is_moment,
    },
    "assignment": {
        "id": is_id, "article_id": is_id, "person_id": is_id, "role": _one_of(ANNOTATOR, CURATOR),
        "state": _one_of(*ARTICLE_STATES), "changed": is_moment,
    },
    "decision": {
        "id": is_id, "article_id": is_id, "span_id": is_id, "person_id": is_id,
        "verdict": _one_of(*DECISIONS), "reason": is_text, "comment": is_text,
        "result": _or_none(is_id), "decided": is_moment,
    },
    "comment": {
        "id": is_id, "article_id": is_id, "span_id": _or_none(is_id), "person_id": is_id,
        "text": is_text, "created": is_moment, "answers": _or_none(is_id),
    },
}  # fmt: skip
assert {table: tuple(tests) for table, tests in _ROWS.items()} == LOGGED
