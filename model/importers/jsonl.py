"""JSON lines: Prodigy's tasks, our own export, and plain `{"text": …}` records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from model.drafts import Draft, DraftLink, DraftSpan
from model.importers import _json
from model.importers._json import Record
from model.languages import guess
from model.plurals import many
from model.records import ARTICLE_STATES

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")
TITLE = "JSON lines (Prodigy, plain)"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

LISTS = {"spans": "accepted", "suggestions": "suggested", "negatives": "rejected"}
"""Where spans stand in a line, and the state that the place gives them."""
RELATIONS = ("relations", "suggested_relations")
NOT_GOLD = ("reject", "ignore")


def sniff(path: Path, head: bytes) -> float:
    """How sure it is that the file is one of these."""
    found = _json.first_value(path, head)
    if not isinstance(found, dict) or "sidecar" in found:
        return 0.0
    listed = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"["
    if isinstance(found.get("text"), str):
        ours = "spans" in found or "answer" in found or set(found) <= {"text", "meta", "title"}
        return (0.9 if ours else 0.5) - 0.3 * listed
    return 0.0


def read(path: Path) -> Iterator[Draft]:
    """The file's articles. Raises `UserError` naming the file when no line of it is one."""
    yield from _json.drafts(
        path, _problem, lambda record, skipped: _draft(path, record, skipped),
        "Each line should be a JSON object with a “text”.",
    )  # fmt: skip


def _problem(value: object) -> str:
    if not isinstance(value, dict):
        return "not a JSON object"
    if not isinstance(value.get("text"), str) or not value["text"].strip():
        return "it has no “text”"
    return ""


def _draft(path: Path, record: Record, skipped: tuple[str, ...]) -> Draft:
    task: dict[str, Any] = record.value
    meta = task["meta"] if isinstance(task.get("meta"), dict) else {}
    body: str = task["text"]
    answer = _json.words(task.get("answer"))
    reading = _Task(task, record.line, path.name)
    spans = tuple(reading.spans(answer))
    links = tuple(reading.links(spans))
    return Draft(
        text=body,
        title=_json.title_for(meta.get("title") or task.get("title"), body, path, record.line),
        source=_json.words(meta.get("source") or task.get("source") or meta.get("url")),
        date=_json.date_of(meta.get("date"), task.get("date"), meta.get("published")),
        language=_json.words(meta.get("language") or task.get("language")) or guess(body),
        note=_json.words(meta.get("note")), spans=spans, links=links,
        state=_state(meta.get("state"), answer), skipped=(*skipped, *reading.skipped),
    )  # fmt: skip


def _state(said: object, answer: str) -> str:
    """What our own export says, else what Prodigy's answer means."""
    if isinstance(said, str) and said in ARTICLE_STATES:
        return "" if said == "new" else said
    return "submitted" if answer == "accept" else ""


class _Task:
    """The spans and links of one line."""

    def __init__(self, task: Mapping[str, Any], line: int, name: str) -> None:
        self._task = task
        self._line = line
        self._where = f"{name}, line {line}"
        self._tokens = [one for one in _listed(task, "tokens")]
        self._by_place: dict[tuple[object, ...], str] = {}
        self._by_token: dict[int, str] = {}
        self.skipped: list[str] = []

    def spans(self, answer: str) -> Iterator[DraftSpan]:
        for place, state in LISTS.items():
            listed = _listed(self._task, place)
            if listed and state == "accepted" and answer in NOT_GOLD:
                self._skip(f"{many(len(listed), 'span')} left out: the answer is “{answer}”")
                continue
            for number, said in enumerate(listed):
                made = self._span(said, state, f"{place}-{number}")
                if made is not None:
                    yield made

    def links(self, spans: tuple[DraftSpan, ...]) -> Iterator[DraftLink]:
        known = {span.key for span in spans}
        for said in (one for place in RELATIONS for one in _listed(self._task, place)):
            kind = _json.words(said.get("label"))
            ends = [self._end(said, end, known) for end in ("head", "child")]
            if kind and ends[0] and ends[1] and ends[0] != ends[1]:
                yield DraftLink(kind, ends[0], ends[1])
            else:
                self._skip(f"link “{kind}”: it does not join two spans")

    def _span(self, said: Mapping[str, Any], state: str, key: str) -> DraftSpan | None:
        edges = self._edges(said)
        label = _json.words(said.get("label"))
        if edges is None or not label:
            self._skip(f"a span without {'a place' if edges is None else 'a label'}")
            return None
        made = DraftSpan(
            *edges, label, key=_json.words(said.get("id")) or key,
            quote=said["text"] if isinstance(said.get("text"), str) else "",
            state=state, origin=_origin(said, state), score=_json.number(said.get("score")),
            note=said["note"] if isinstance(said.get("note"), str) else "",
            person=_json.words(said.get("person")) or _json.words(self._task.get("_annotator_id")),
            attributes=_json.flat(said.get("attributes")), line=self._line,
        )  # fmt: skip
        self._by_place.setdefault((*edges, label), made.key)
        last = _json.whole(said.get("token_end"))
        if last is not None:
            self._by_token.setdefault(last, made.key)
        return made

    def _edges(self, said: Mapping[str, Any]) -> tuple[int, int] | None:
        """In characters if it says so, else by tokens, of which the last one is meant too."""
        start, end = _json.whole(said.get("start")), _json.whole(said.get("end"))
        if start is not None and end is not None:
            return start, end
        first, last = _json.whole(said.get("token_start")), _json.whole(said.get("token_end"))
        if first is None or last is None or not 0 <= first <= last < len(self._tokens):
            return None
        start = _json.whole(self._tokens[first].get("start"))
        end = _json.whole(self._tokens[last].get("end"))
        return None if start is None or end is None else (start, end)

    def _end(self, said: Mapping[str, Any], end: str, known: set[str]) -> str:
        """The key of the span at one end: by id, by place, by its last token."""
        if (id_ := _json.words(said.get(f"{end}_id"))) in known:
            return id_
        place = said.get(f"{end}_span")
        if isinstance(place, Mapping) and (edges := self._edges(place)):
            label = _json.words(place.get("label"))
            return self._by_place.get((*edges, label), "")
        return self._by_token.get(_json.whole(said.get(end)) or 0, "")

    def _skip(self, what: str) -> None:
        self.skipped.append(f"{self._where}: {what}.")


def _origin(said: Mapping[str, Any], state: str) -> str:
    """'' for a person's work; Prodigy names the recipe or model of a span in `source`."""
    origin = _json.words(said.get("origin"))
    if origin.startswith(("rule:", "model:")):
        return origin
    source = _json.words(said.get("source"))
    return f"model:{source}" if source and state != "accepted" else ""


def _listed(task: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = task.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
