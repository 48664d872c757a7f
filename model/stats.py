"""Figures of a project: what the status bar, the dashboard and `stats` report."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from statistics import median

from model import articles, people, worklog
from model.records import ARTICLE_STATES
from model.store import Store
from model.worklog import Work

AGES = (("today", 1), ("2–3 days", 3), ("4–7 days", 7), ("2–4 weeks", 28), ("longer", None))
"""How long work has waited for review: a name, and the first number of days that is longer."""


def of_project(store: Store, *, now: datetime | None = None) -> dict[str, object]:
    """Counts, progress, the people's figures and what waits; every value is plain JSON."""
    now = now or datetime.now(UTC)
    return {
        **counts(store),
        "labels": by_label(store),
        "progress": by_day(store),
        "backlog": backlog(store, now),
        "people": by_person(store),
        "pause_minutes": worklog.PAUSE.total_seconds() / 60,
    }


def counts(store: Store) -> dict[str, object]:
    """Articles by state, spans by label and state, links by kind, edits."""
    states = Counter(articles.states(store).values())
    return {
        "project": store.value("SELECT value FROM project WHERE id = 'name'"),
        "articles": states.total(),
        "articles_by_state": {state: states[state] for state in ARTICLE_STATES},
        "characters": store.value("SELECT coalesce(sum(length), 0) FROM article"),
        "spans": spans(store),
        "spans_by_label": {one["label"]: one["accepted"] for one in by_label(store)},
        "spans_by_state": dict(
            tuple(row) for row in store.rows("SELECT state, count(*) FROM span GROUP BY state")
        ),
        "links": dict(
            tuple(row) for row in store.rows(
                "SELECT kind, count(*) FROM link GROUP BY kind ORDER BY kind"
            )
        ),
        "edits": store.value("SELECT count(*) FROM edit"),
    }  # fmt: skip


def spans(store: Store) -> int:
    """Accepted spans of the whole project."""
    return int(str(store.value("SELECT count(*) FROM span WHERE state = 'accepted'")))


def by_label(store: Store) -> list[dict[str, object]]:
    """Each label with its colour, and its spans by state, in the order of the label set."""
    return [dict(row) for row in store.rows(
        "SELECT name AS label, colour,"
        " count(*) FILTER (WHERE state = 'accepted') AS accepted,"
        " count(*) FILTER (WHERE state = 'suggested') AS suggested,"
        " count(*) FILTER (WHERE state = 'rejected') AS rejected"
        " FROM label LEFT JOIN span ON span.label_id = label.id"
        " GROUP BY label.id ORDER BY label.position"
    )]  # fmt: skip


def by_day(store: Store) -> list[dict[str, object]]:
    """The days on which something was added, and how much there was at the end of each: accepted
    spans by when they were made, and articles submitted or approved by when that was last said."""
    made, finished = (Counter(dict(tuple(row) for row in store.rows(sql))) for sql in (
        "SELECT date(created, 'localtime'), count(*) FROM span WHERE state = 'accepted' GROUP BY 1",
        "SELECT day, count(*) FROM (SELECT date(max(changed), 'localtime') AS day FROM assignment"
        " GROUP BY article_id HAVING sum(state IN ('submitted', 'approved')) = count(*))"
        " GROUP BY 1",
    ))  # fmt: skip
    days, spans_by_then, articles_by_then = [], 0, 0
    for day in sorted(made.keys() | finished.keys()):
        spans_by_then += made[day]
        articles_by_then += finished[day]
        days.append({"day": day, "spans": spans_by_then, "articles": articles_by_then})
    return days


def backlog(store: Store, now: datetime) -> dict[str, object]:
    """What was submitted and waits for review: articles, their spans, and for how long."""
    waiting = store.rows(
        "SELECT article_id, min(changed) AS since, (SELECT count(*) FROM span"
        " WHERE span.article_id = assignment.article_id AND span.state = 'accepted') AS spans"
        " FROM assignment GROUP BY article_id"
        " HAVING sum(state = 'submitted') > 0"
        " AND sum(state IN ('in progress', 'returned', 'new')) = 0"
    )
    ages = Counter(_age(row["since"], now) for row in waiting)
    return {
        "articles": len(waiting),
        "spans": sum(row["spans"] for row in waiting),
        "oldest": min((row["since"] for row in waiting), default=""),
        "by_age": {name: ages[name] for name, _ in AGES},
    }


def _age(since: str, now: datetime) -> str:
    days = (now - datetime.fromisoformat(since)).days
    return next(name for name, below in AGES if below is None or days < below)


def by_person(store: Store) -> list[dict[str, object]]:
    """What each person of the project has done, by name."""
    work = worklog.by_person(store)
    return [
        {"person": person.name, **_figures(work.get(person.id, Work()))}
        for person in people.everyone(store)
    ]


def _figures(work: Work) -> dict[str, object]:
    """Per day: per day on which they marked or submitted something. Times leave pauses out."""
    active = [day for day in work.days.values() if day.spans or day.articles]
    marked = sum(day.spans for day in active)
    submitted = {article for day in active for article in day.articles}
    times = [seconds / 60 for seconds in work.seconds.values() if seconds > 0]
    return {
        "spans": marked,
        "articles": len(submitted),
        "days": len(active),
        "spans_per_day": _rounded(marked / len(active)) if active else None,
        "articles_per_day": _rounded(len(submitted) / len(active)) if active else None,
        "minutes": _rounded(sum(times)),
        "minutes_per_article": _rounded(median(times)) if times else None,
        "articles_timed": len(times),
        "by_day": {
            day.isoformat(): {
                "spans": done.spans, "articles": len(done.articles),
                "minutes": _rounded(done.seconds / 60),
            }
            for day, done in sorted(work.days.items())
        },
    }  # fmt: skip


def _rounded(value: float) -> float:
    return round(value, 1)
