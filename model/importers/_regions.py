"""The regions and relations of one Label Studio annotation or prediction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from model.drafts import DraftLink, DraftSpan
from model.importers import _json
from model.records import SPAN_STATES

LABELS = ("labels", "hypertextlabels")
PER_REGION = ("choices", "textarea", "number", "rating", "datetime", "taxonomy")
Point = Callable[[int], int | None]


class Result:
    """What a `result` list holds; `read` fills it."""

    def __init__(self, *, person: str = "", state: str = "accepted", origin: str = "",
                 score: float | None = None, prefix: str = "") -> None:  # fmt: skip
        self._person, self._state, self._origin = person, state, origin
        self._score, self._prefix = score, prefix
        self._keys: dict[str, str] = {}
        self.spans: list[DraftSpan] = []
        self.links: list[DraftLink] = []
        self.skipped: list[str] = []

    def read(self, regions: Sequence[Mapping[str, Any]], body: str, point: Point,
             line: int) -> None:  # fmt: skip
        said = self._said(regions)
        for number, one in enumerate(regions):
            if one.get("type") in LABELS:
                self._region(one, number, body, point, line, said)
        for one in regions:
            kind = one.get("type")
            if kind == "relation":
                self._relation(one)
            elif kind not in LABELS and not (
                kind in PER_REGION and str(one.get("id")) in self._keys
            ):  # fmt: skip
                self.skipped.append(f"a result of the kind “{_json.words(kind)}”: left out")

    def _region(self, one: Mapping[str, Any], number: int, body: str, point: Point, line: int,
                said: Mapping[str, dict[str, Any]]) -> None:  # fmt: skip
        id_ = str(one.get("id") or f"region-{number}")
        value = one["value"] if isinstance(one.get("value"), dict) else {}
        names = value.get("labels") or value.get("hypertextlabels") or value.get("textlabels")
        labels = [_json.words(name) for name in names] if isinstance(names, list) else []
        place = _place(value, body, point)
        if place is None or not any(labels):
            why = "has no place in the plain text" if place is None else "has no label"
            self.skipped.append(f"region {id_} {why}")
            return
        start, end, quote = place
        meta = one["meta"] if isinstance(one.get("meta"), dict) else {}
        for label in filter(None, labels):
            key = self._prefix + id_ + (f":{label}" if id_ in self._keys else "")
            self._keys.setdefault(id_, key)
            self.spans.append(DraftSpan(
                start, end, label, key=key, quote=quote,
                state=self._state_of(meta), origin=self._origin_of(meta),
                score=self._score_of(one, meta),
                note=_note(meta), person=_json.words(meta.get("person")) or self._person,
                attributes=dict(_json.flat(meta.get("attributes"))) | said.get(id_, {}), line=line,
            ))  # fmt: skip

    def _state_of(self, meta: Mapping[str, Any]) -> str:
        """Only a prediction may say another one of itself: never does it become gold."""
        state = meta.get("state")
        fits = state in SPAN_STATES and (state == "accepted") == (self._state == "accepted")
        return str(state) if fits else self._state

    def _origin_of(self, meta: Mapping[str, Any]) -> str:
        said = _json.words(meta.get("origin"))
        return said if said.startswith(("rule:", "model:")) else "" if said else self._origin

    def _score_of(self, one: Mapping[str, Any], meta: Mapping[str, Any]) -> float | None:
        found = _json.number(one.get("score", meta.get("score")))
        return self._score if found is None and "score" not in meta else found

    def _said(self, regions: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """What choices, texts and numbers say of each region, by its id."""
        found: dict[str, dict[str, Any]] = {}
        for one in regions:
            kind, name = one.get("type"), _json.words(one.get("from_name"))
            value = one.get("value")
            if kind in PER_REGION and name and isinstance(value, dict):
                said = value.get("text" if kind == "textarea" else str(kind))
                if isinstance(said, list):
                    said = "; ".join(str(part) for part in said)
                if isinstance(said, (str, int, float)):
                    found.setdefault(str(one.get("id")), {})[name] = said
        return found

    def _relation(self, one: Mapping[str, Any]) -> None:
        ends = [self._keys.get(str(one.get(end))) for end in ("from_id", "to_id")]
        if one.get("direction") == "left":
            ends.reverse()
        head, child = ends
        listed = one.get("labels")
        kinds = [str(name) for name in listed] if isinstance(listed, list) else []
        if head is None or child is None:
            self.skipped.append(f"relation {one.get('from_id')} → {one.get('to_id')}: "
                                "it does not join two regions")  # fmt: skip
            return
        if one.get("direction") == "bi":
            self.skipped.append("a relation in both directions: kept in one")
        self.links += [DraftLink(kind, head, child) for kind in kinds or ["relation"]]


def _place(value: Mapping[str, Any], body: str, point: Point) -> tuple[int, int, str] | None:
    """Start, end and the words that are said to stand there; None without a place.

    Some tools count code points: numbers that are no place in UTF-16 units are left as they are
    when there are words to hold them against.
    """
    first, last = _json.whole(value.get("start")), _json.whole(value.get("end"))
    if first is None or last is None:
        return None
    start, end = point(first), point(last)
    said = value["text"] if isinstance(value.get("text"), str) else ""
    if start is not None and end is not None and start < end:
        return start, end, _quote(said, body[start:end])
    return (first, last, said) if said and first < last else None


def _quote(said: str, there: str) -> str:
    """The words, unless Label Studio cut or escaped them while the place is right: those that are
    a part of what stands there, blanks apart, say nothing against it."""
    folded = "".join(said.replace("\\n", "\n").split())
    return "" if folded in "".join(there.split()) else said


def _note(meta: Mapping[str, Any]) -> str:
    found = meta.get("text")
    if isinstance(found, list):
        return "\n".join(str(one) for one in found)
    return found if isinstance(found, str) else ""
