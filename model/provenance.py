"""The story of a span, in words: who marked, changed, judged, reviewed and merged it, and when.

That of a curator's span begins with those of the spans that it was made from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from model import audit, comments, moves, people, spans
from model.audit import Touch
from model.edits import Row, RowChange
from model.moves import APPROVED, RETURNED, SUBMITTED
from model.records import AGREED, ANNOTATOR, CURATED, CURATOR, FIXED, Span
from model.store import Store

MOST = 200
"""Edits of one row that are told."""
APPROVES = "approved the article"


@dataclass(frozen=True, slots=True)
class Event:
    """`person` did `said` at `at`; `details` are lines such as `end: 36 → 31`."""

    at: str
    """UTC, ISO 8601."""
    person: str
    said: str
    details: tuple[str, ...] = ()
    position: int = 0
    """In the log: what comes first of several at one moment."""

    @property
    def told(self) -> str:
        """In one line, by the clock of this machine."""
        return f"{when(self.at)}  {self.person} {self.said}"


def story(store: Store, span_id: str) -> list[Event]:
    """Everything that was done to a span and said of it, the earliest first; for a curator's span
    also all that was done to its sources. Empty for a span that never was."""
    teller = _Teller(store)
    found: list[Event] = []
    span = spans.one(store, span_id)
    for source in span.sources if span is not None else ():
        found += teller.of_span(source)
    found += teller.of_span(span_id)
    if span is not None:
        found += teller.of_article(span)
    return sorted(dict.fromkeys(found), key=lambda one: (one.at, one.position))


def came_from(span: Span) -> str:
    """Where a span came from, in words: `rule figures (1)`, `an import from brat`."""
    kind, _, rest = span.origin.partition(":")
    name, _, version = rest.partition("@")
    if kind in ("rule", "model"):
        score = f", score {span.score:.2f}" if span.score is not None else ""
        return f"the {kind} {name}{f' ({version}{score})' if version else score}"
    return f"an import from {rest}" if kind == "import" else "a person"


class _Teller:
    """Puts changes of the log into sentences."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labels = audit.label_names(store)
        self._people = {one.id: one.name for one in people.everyone(store)}

    def of_span(self, span_id: str) -> Iterator[Event]:
        for touch in audit.touches(self._store, span_id, most=MOST):
            if touch.is_merge:
                said = f"took it in: {touch.title}"
                yield Event(touch.at, touch.person, said, position=touch.position)
            for change in touch.changes:
                said = self._said(span_id, change)
                if said:
                    yield self._event(touch, change, said)
        row = self._store.row("SELECT article_id FROM span WHERE id = ?", (span_id,))
        for one in comments.of_article(self._store, row["article_id"], span_id) if row else ():
            said = f"{'answered' if one.answers else 'commented'}: “{one.text}”"
            for touch in audit.touches(self._store, one.id, most=MOST):
                yield from (self._event(touch, change, said) for change in touch.changes)

    def of_article(self, span: Span) -> Iterator[Event]:
        """How the work of everyone on whose reading the span rests was handed on."""
        who = [(span.person_id, span.role)]
        for source in span.sources:
            row = self._store.row("SELECT person_id FROM span WHERE id = ?", (source,))
            who += [(row["person_id"], ANNOTATOR)] if row else []
        for person_id, role in dict.fromkeys(who):
            id_ = moves.id_of(span.article_id, person_id, role)
            for touch in audit.touches(self._store, id_, most=MOST):
                for change in touch.changes:
                    said = self._moved(change)
                    if said and (role == span.role or said != APPROVES):
                        yield self._event(touch, change, said)

    def _event(self, touch: Touch, change: RowChange, said: str) -> Event:
        details = audit.differences(change, self._labels) if change.table == "span" else []
        if touch.kind in ("undo", "redo"):
            said = f"{'undid' if touch.kind == 'undo' else 'did again'}: {_rest(touch.title)}"
        return Event(touch.at, touch.person, said, tuple(details), touch.position)

    def _said(self, span_id: str, change: RowChange) -> str:
        before, after = change.before, change.after
        if change.table == "span" and change.id == span_id:
            return self._span(before, after)
        if change.table == "link" and (before is None or after is None):
            return self._linked(span_id, change)
        if change.table == "decision":
            return self._decided(span_id, after)
        return ""

    def _span(self, before: Row | None, after: Row | None) -> str:
        if after is None:
            return "deleted it"
        if before is None:
            return self._came(after)
        if after["state"] != before["state"]:
            judged = {"accepted": "accepted it", "rejected": "rejected it as a suggestion"}
            return judged.get(str(after["state"]), "took the judgement back")
        if after["label_id"] != before["label_id"]:
            return "relabelled it"
        if (after["start"], after["end"]) != (before["start"], before["end"]):
            return "moved its edges"
        if after["note"] != before["note"]:
            return "wrote a note"
        old, new = (json.loads(str(row["attributes"])) for row in (before, after))
        names = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
        return f"set {', '.join(names).replace('_', ' ')}" if names else "changed it"

    def _came(self, row: Row) -> str:
        span = spans.from_row(row)
        label = self._labels.get(span.label_id, span.label_id)
        what = f"“{_short(span.quote)}” as {label}"
        if span.origin == CURATED:
            return f"added {what} in review"
        if span.role == CURATOR:
            return f"took {what} over in review"
        if span.state == "suggested":
            return f"got {what} suggested by {came_from(span)}"
        return (
            f"marked {what}"
            if span.origin == "person"
            else f"brought {what} in by {came_from(span)}"
        )

    def _linked(self, span_id: str, change: RowChange) -> str:
        row = change.after or change.before or {}
        other = row["child"] if row["head"] == span_id else row["head"]
        found = self._store.row("SELECT quote FROM span WHERE id = ?", (other,))
        words = f"“{_short(str(found['quote']))}”" if found else "a span that is gone"
        verb = "linked it with" if change.after is not None else "unlinked it from"
        return f"{verb} {words} ({str(row['kind']).replace('_', ' ')})"

    def _decided(self, span_id: str, after: Row | None) -> str:
        if after is None:
            return "took the decision on it back"
        if after["span_id"] != span_id:
            return ""
        verb = {AGREED: "agreed", FIXED: "corrected it"}.get(str(after["verdict"]), "rejected it")
        why = f": {after['reason']}" if after["reason"] else ""
        remark = f" “{after['comment']}”" if after["comment"] else ""
        return f"{verb} in review{why}{remark}"

    def _moved(self, change: RowChange) -> str:
        before = (change.before or {}).get("state")
        state = (change.after or {}).get("state")
        if state == before:
            return ""
        if state == APPROVED:
            return APPROVES
        whose = self._people.get(str((change.after or {}).get("person_id")), "the annotator")
        return {
            SUBMITTED: "submitted the article",
            RETURNED: f"returned the article to {whose}",
        }.get(str(state), "")


def when(at: str) -> str:
    """A moment of the log by the clock of this machine, to the minute."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _rest(title: str) -> str:
    return title.partition(" ")[2] or title


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
