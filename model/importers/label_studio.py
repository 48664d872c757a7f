"""Label Studio's JSON: tasks with annotations and predictions; its offsets count UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from model.drafts import Draft, DraftLink, DraftSpan
from model.importers import _json
from model.importers._json import Record
from model.importers._regions import Result
from model.languages import guess
from model.plurals import many
from model.records import ARTICLE_STATES
from model.utf16 import Offsets

NAME = "label-studio"
SUFFIXES = (".json",)
TITLE = "Label Studio"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

TASKS = "tasks.json"
"""The file of our own export's folder; `config.xml` lies beside."""


def sniff(path: Path, head: bytes) -> float:
    """How sure it is that the file, or the folder of our own export, is one of these."""
    if not head:
        both = (path / TASKS, path / "config.xml")
        return 0.95 if path.is_dir() and all(one.is_file() for one in both) else 0.0
    found = _json.first_value(path, head)
    if isinstance(found, dict):
        tasks = isinstance(found.get("data"), dict) and not {"%TYPES", "@graph"} & found.keys()
        return 0.95 if tasks and {"annotations", "predictions", "completions"} & found.keys() else (
            0.6 if tasks else 0.9 if _is_min(found) else 0.0
        )  # fmt: skip
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return 0.7 if start in (b"[", b"{") and b'"data"' in head and (
        b'"annotations"' in head or b'"from_name"' in head) else 0.0  # fmt: skip


def read(path: Path) -> Iterator[Draft]:
    """The file's articles. Raises `UserError` naming the file when no task of it is one."""
    path = path / TASKS if path.is_dir() else path
    yield from _json.drafts(
        path, _problem, lambda record, skipped: _draft(path, record, skipped),
        "Export the project from Label Studio as JSON.",
    )  # fmt: skip


def _problem(value: object) -> str:
    if not isinstance(value, dict):
        return "not a task"
    if value.get("@type") == "ClaimReview":
        return "a published review (ClaimReview), in which the article's text is not"
    return "" if (_body(value) or "").strip() else "the task has no text"


def _draft(path: Path, record: Record, skipped: tuple[str, ...]) -> Draft:
    task: dict[str, Any] = record.value
    data = task["data"] if isinstance(task.get("data"), dict) else task
    meta = data["meta"] if isinstance(data.get("meta"), dict) else {}
    body = _body(task)
    assert body is not None
    reading = _Task(task, body, record.line)
    reading.walk()
    for link in meta.get("suggested_links") or ():
        if isinstance(link, list) and len(link) == 3:
            reading.links.append(DraftLink(*map(str, link)))
    said = meta.get("state")
    return Draft(
        text=body,
        title=_json.title_for(meta.get("title") or data.get("title"), body, path, record.line),
        source=_json.words(meta.get("source") or data.get("source") or data.get("url")),
        date=_json.date_of(meta.get("date"), data.get("date")),
        language=_json.words(meta.get("language") or data.get("language")) or guess(body),
        spans=tuple(reading.spans), links=tuple(reading.links),
        state=said if said in ARTICLE_STATES and said != "new"
        else "submitted" if reading.reviewed and not said else "",
        skipped=(*skipped,
                 *(f"{path.name}, line {record.line}: {why}." for why in reading.skipped)),
    )  # fmt: skip


class _Task:
    """The spans and links of one task, of everybody who annotated it."""

    def __init__(self, task: Mapping[str, Any], body: str, line: int) -> None:
        self._task = task
        self._body = body
        self._units = Offsets(body)
        self._line = line
        self.spans: list[DraftSpan] = []
        self.links: list[DraftLink] = []
        self.skipped: list[str] = []
        self.reviewed = False

    def walk(self) -> None:
        taken = 0
        for one in _dicts(self._task.get("annotations") or self._task.get("completions")):
            if one.get("was_cancelled") or one.get("skipped"):
                self.skipped.append("an annotation that was skipped by its annotator: left out")
                continue
            self.reviewed = True
            prefix = f"{taken}:" if taken else ""
            self._take(one, Result(person=_person(one), prefix=prefix))
            taken += 1
        for number, one in enumerate(_dicts(self._task.get("predictions"))):
            made = Result(
                state="suggested", origin=_origin(one), score=_json.number(one.get("score")),
                prefix="" if "suggested_links" in self._meta() else f"p{number}:",
            )  # fmt: skip
            self._take(one, made)
        if _is_min(self._task):
            self.reviewed = True
            regions = [{"type": "labels", "value": one} for one in _dicts(self._task["label"])]
            self._take({"result": regions}, Result(person=_person(self._task)))

    def _take(self, one: Mapping[str, Any], into: Result) -> None:
        into.read(_dicts(one.get("result")), self._body, self._point, self._line)
        self.skipped += into.skipped
        there = {(span.start, span.end, span.label) for span in self.spans}
        said = [span for span in into.spans if span.state == "accepted"]
        alike = [span for span in said if (span.start, span.end, span.label) in there]
        if alike:
            self.skipped.append(f"{many(len(alike), 'span')} that another annotator marked alike")
        self.spans += [span for span in into.spans if span not in alike]
        self.links += [
            link for link in into.links
            if not {link.head, link.child} & {span.key for span in alike}
        ]  # fmt: skip

    def _point(self, unit: int) -> int | None:
        """None outside the text, and between the halves of one character."""
        point = self._units.from_utf16(unit)
        inside = 0 <= point <= len(self._body) and self._units.to_utf16(point) == unit
        return point if inside else None

    def _meta(self) -> Mapping[str, Any]:
        data = self._task.get("data")
        meta = data.get("meta") if isinstance(data, dict) else None
        return meta if isinstance(meta, dict) else {}


def _body(task: Mapping[str, Any]) -> str | None:
    """The text: `text`, else the only string among the task's data."""
    data = task["data"] if isinstance(task.get("data"), dict) else task
    if isinstance(data.get("text"), str):
        return str(data["text"])
    strings = [value for value in data.values() if isinstance(value, str)]
    return max(strings, key=len) if strings and data is not task else None


def _is_min(task: Mapping[str, Any]) -> bool:
    """JSON-MIN: the data's own fields beside a list of regions."""
    label = task.get("label")
    return (
        isinstance(task.get("text"), str) and isinstance(label, list) and bool(label)
        and all(isinstance(one, dict) and "labels" in one for one in label)
    )  # fmt: skip


def _person(one: Mapping[str, Any]) -> str:
    by = one.get("completed_by", one.get("annotator"))
    if isinstance(by, dict):
        return _json.words(by.get("email")) or str(by.get("id", ""))
    return "" if by is None else str(by)


def _origin(one: Mapping[str, Any]) -> str:
    version = _json.words(one.get("model_version"))
    return version if version.startswith(("rule:", "model:")) else f"model:{version or 'unnamed'}"


def _dicts(found: object) -> list[Mapping[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
