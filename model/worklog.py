"""The log of edits read as work: who worked on which article, when, for how long, with what result.

The rule of time: between two edits of one person the time counts when it is PAUSE at most, and it
belongs to the article of the later edit. A longer gap is a pause and counts nothing, so the first
edit after one begins a new sitting. An edit that names no article, such as a link, belongs to the
article before it. An edit of more than one article (an import, a packet, all places of a word) is
bulk work: it counts neither time nor spans, and what comes after it begins a new sitting.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from operator import itemgetter

from model import exchange, people, sight
from model.edits import RowChange, decode
from model.parts import IS_ONE
from model.records import CURATED
from model.store import Store

PAUSE = timedelta(minutes=5)

LARGEST = 2_000_000
"""Characters of an edit's changes above which it is bulk work, without being looked into."""
_CHANGES = f"CASE WHEN {IS_ONE} AND length(changes) <= {LARGEST} THEN changes END AS changes"
PAGE = 5_000
"""Edits read at a time."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one edit says of work; `at` has this machine's time zone."""

    person_id: str
    at: datetime
    articles: frozenset[str]
    is_bulk: bool
    marked: int = 0
    """Spans that became accepted ones of the person, by hand or by judging a suggestion; less
    than 0 where that was undone."""
    submitted: frozenset[str] = frozenset()
    """Articles whose assignment was submitted."""
    withdrawn: frozenset[str] = frozenset()
    """Articles whose submission was undone."""


@dataclass(slots=True)
class Day:
    """One day of one person, by the calendar of this machine."""

    spans: int = 0
    articles: set[str] = field(default_factory=set)
    """Submitted on that day."""
    seconds: float = 0


@dataclass(slots=True)
class Work:
    """All the work of one person."""

    days: dict[date, Day] = field(default_factory=lambda: defaultdict(Day))
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """By article."""


def by_person(store: Store) -> dict[str, Work]:
    """The work of everybody who made an edit, by the person's id; without the number of spans of
    others in articles on which the person at work still works blind."""
    me, blind = people.whoever(store), sight.blind_at(store)
    found: dict[str, Work] = defaultdict(Work)
    last: dict[str, tuple[datetime, str]] = {}
    for step in steps(store):
        work, day = found[step.person_id], step.at.date()
        if step.is_bulk:
            last.pop(step.person_id, None)
            continue
        before, article = last.get(step.person_id, (None, ""))
        article = next(iter(step.articles), article)
        last[step.person_id] = (step.at, article)
        if before is not None and article and step.at - before <= PAUSE:
            spent = (step.at - before).total_seconds()
            work.seconds[article] += spent
            work.days[day].seconds += spent
        if step.person_id == me or not step.articles & blind:
            work.days[day].spans += step.marked
        work.days[day].articles |= step.submitted
        for one in work.days.values() if step.withdrawn else ():
            one.articles -= step.withdrawn
    return dict(found)


def steps(store: Store) -> Iterator[Step]:
    """Every edit as a step by its moment, those that came by a merge too, as they were made; the
    merge itself is nobody's work."""
    named = cache(people.resolver(store))
    for row in heapq.merge(_own(store), _foreign(store), key=itemgetter("at")):
        yield _step(named(row["person"]), row["at"], row["kind"], row["changes"])


def _own(store: Store) -> Iterator[sqlite3.Row]:
    first = 0
    while rows := store.rows(
        f"SELECT position, kind, person, at, {_CHANGES} FROM edit"  # noqa: S608
        f" WHERE position > ? AND {exchange.OWN} ORDER BY position LIMIT ?",
        (first, PAGE),
    ):
        yield from rows
        first = rows[-1]["position"]


def _foreign(store: Store) -> Iterator[sqlite3.Row]:
    last = ("", "")
    stands = json.dumps(sorted(exchange.standing_merges(store)))
    while rows := store.rows(
        f"SELECT id, kind, person, at, {_CHANGES} FROM foreign_edit"  # noqa: S608
        f" WHERE (at, id) > (?, ?) AND {exchange.STANDING} ORDER BY at, id LIMIT ?",
        (*last, stands, PAGE),
    ):
        yield from rows
        last = (rows[-1]["at"], rows[-1]["id"])


def _step(id_: str, at: str, kind: str, changes: str | None) -> Step:
    moment = datetime.fromisoformat(at).astimezone()
    if changes is None:
        return Step(id_, moment, frozenset(), is_bulk=True)
    made = decode(changes)
    touched = frozenset(filter(None, map(_article, made)))
    if len(touched) > 1:
        return Step(id_, moment, touched, is_bulk=True)
    # An undo takes back what the edit, turned round, had brought.
    undone = kind == "undo"
    done = _in_all([change.inverse() for change in reversed(made)] if undone else made)
    marked = sum(_is_marked(change, id_) for change in done)
    submitted = frozenset(_article(change) for change in done if _is_submitted(change, id_))
    return Step(
        id_, moment, touched, False, -marked if undone else marked,
        frozenset() if undone else submitted, submitted if undone else frozenset(),
    )  # fmt: skip


def _in_all(changes: Iterable[RowChange]) -> list[RowChange]:
    """What became of each row, where an edit has written it more than once."""
    found: dict[tuple[str, str], RowChange] = {}
    for change in changes:
        first = found.get((change.table, change.id), change)
        found[change.table, change.id] = change._replace(before=first.before)
    return [*found.values()]


def _article(change: RowChange) -> str:
    """The article that a change belongs to, or ''."""
    if change.table == "article":
        return change.id
    return str((change.after or change.before or {}).get("article_id") or "")


def _is_marked(change: RowChange, person_id: str) -> bool:
    after, before = change.after, change.before
    return (
        change.table == "span"
        and after is not None
        and after["state"] == "accepted"
        and after["person_id"] == person_id
        and not str(after["origin"]).startswith("import:")
        and not _is_copy(str(after["origin"]))
        and (before is None or before["state"] != "accepted")
    )


def _is_copy(origin: str) -> bool:
    """Whether a curator's span was made from an annotator's: that is a decision, not marking."""
    return origin.startswith(CURATED) and origin != CURATED


def _is_submitted(change: RowChange, person_id: str) -> bool:
    after, before = change.after, change.before
    return (
        change.table == "assignment"
        and after is not None
        and after["state"] == "submitted"
        and after["person_id"] == person_id
        and (before is None or before["state"] != "submitted")
    )
