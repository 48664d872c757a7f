"""Figures of a project: what the status bar, the dashboard and `stats` report."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from statistics import median

from model import articles, keystrokes, people, review_queue, sight, worklog
from model.moves import is_done
from model.records import AGREED, ANNOTATOR, ARTICLE_STATES, CURATOR, FIXED, REJECTED
from model.spans import MARKED
from model.standing import GOLD, Standing
from model.store import Store
from model.worklog import Work

AGES = (("today", 1), ("2–3 days", 3), ("4–7 days", 7), ("2–4 weeks", 28), ("longer", None))
"""How long work has waited for review: a name, and the first number of days that is longer."""


def of_project(store: Store, *, now: datetime | None = None) -> dict[str, object]:
    """Counts, progress, the people's figures and what waits; every value is plain JSON."""
    now = now or datetime.now(UTC)
    return {
        **counts(store),
        "labels": progress_by_label(store),
        "progress": by_day(store),
        "backlog": backlog(store, now),
        "people": by_person(store),
        "pause_minutes": worklog.PAUSE.total_seconds() / 60,
    }


def counts(store: Store) -> dict[str, object]:
    """Articles by state, spans by label and state, links by kind, edits.

    Spans and links are what annotators have marked; curators' copies are not counted beside them,
    nor what others have marked in articles on which the person at work still works blind.
    """
    states = Counter(articles.states(store).values())
    marked, asked = _marked(store)
    return {
        "project": store.value("SELECT value FROM project WHERE id = 'name'"),
        "articles": states.total(),
        "articles_by_state": {state: states[state] for state in ARTICLE_STATES},
        "characters": store.value("SELECT coalesce(sum(length), 0) FROM article"),
        "spans": sight.total(store),
        "spans_by_label": {one["label"]: one["accepted"] for one in by_label(store)},
        "spans_by_state": dict(
            tuple(row) for row in store.rows(
                f"SELECT state, count(*) FROM span WHERE {marked} GROUP BY state", asked  # noqa: S608
            )
        ),
        "links": dict(
            tuple(row) for row in store.rows(
                "SELECT kind, count(*) FROM link CROSS JOIN span ON span.id = link.head"  # noqa: S608
                f" WHERE {marked} GROUP BY kind ORDER BY kind", asked,
            )
        ),
        "edits": store.value("SELECT count(*) FROM edit"),
        "keystrokes_saved": keystrokes.saved(store),
    }  # fmt: skip


def by_label(store: Store) -> list[dict[str, object]]:
    """Each label with its colour, and its spans by state, in the order of the label set."""
    marked, asked = _marked(store)
    return [dict(row) for row in store.rows(
        "SELECT name AS label, colour,"  # noqa: S608
        " count(*) FILTER (WHERE state = 'accepted') AS accepted,"
        " count(*) FILTER (WHERE state = 'suggested') AS suggested,"
        " count(*) FILTER (WHERE state = 'rejected') AS rejected"
        f" FROM label LEFT JOIN span ON span.label_id = label.id AND {marked}"
        " GROUP BY label.id ORDER BY label.position", asked,
    )]  # fmt: skip


def progress_by_label(store: Store) -> list[dict[str, object]]:
    """The same, with how many spans are gold, and how many accepted ones stand in articles that
    have no gold yet (`open`)."""
    standing = Standing(store, GOLD)
    may_count, asked = sight.told(store)
    gold: Counter[str] = Counter()
    open_: Counter[str] = Counter()
    for article_id, person_id, curated, name, many in map(tuple, store.rows(
        f"SELECT article_id, person_id, NOT {MARKED}, label.name, count(*) FROM span"  # noqa: S608
        f" JOIN label ON label.id = label_id WHERE state = 'accepted' AND {may_count}"
        " GROUP BY 1, 2, 3, 4", asked,
    )):  # fmt: skip
        whose = standing.in_article(article_id).whose
        if (person_id, CURATOR if curated else ANNOTATOR) in whose:
            gold[name] += many
        elif not whose and not curated:
            open_[name] += many
    return [
        {**one, "gold": gold[str(one["label"])], "open": open_[str(one["label"])]}
        for one in by_label(store)
    ]


def by_day(store: Store) -> list[dict[str, object]]:
    """The days on which something was added, and how much there was at the end of each: accepted
    spans by when they were made, and articles submitted or approved by when that was last said."""
    marked, asked = _marked(store)
    made, finished = (Counter(dict(tuple(row) for row in store.rows(*sql))) for sql in (
        (f"SELECT date(created, 'localtime'), count(*) FROM span"  # noqa: S608
         f" WHERE state = 'accepted' AND {marked} GROUP BY 1", asked),
        ("SELECT day, count(*) FROM (SELECT date(max(changed), 'localtime') AS day FROM assignment"  # noqa: S608
         " WHERE role = 'annotator' GROUP BY article_id"
         f" HAVING sum({is_done()}) = count(*)) GROUP BY 1",),
    ))  # fmt: skip
    days, spans_by_then, articles_by_then = [], 0, 0
    for day in sorted(made.keys() | finished.keys()):
        spans_by_then += made[day]
        articles_by_then += finished[day]
        days.append({"day": day, "spans": spans_by_then, "articles": articles_by_then})
    return days


def backlog(store: Store, now: datetime) -> dict[str, object]:
    """What waits in the review queue: articles, their undecided spans, and for how long."""
    waiting = review_queue.articles(store)
    ages = Counter(_age(pile.since, now) for pile in waiting)
    return {
        "articles": len(waiting),
        "spans": sum(pile.left for pile in waiting),
        "oldest": min((pile.since for pile in waiting), default=""),
        "by_age": {name: ages[name] for name, _ in AGES},
    }


def _marked(store: Store) -> tuple[str, dict[str, object]]:
    """That a span is an annotator's, and may be counted: SQL, and its parameters."""
    may_count, asked = sight.told(store)
    return f"{MARKED} AND {may_count}", asked


def _age(since: str, now: datetime) -> str:
    days = (now - datetime.fromisoformat(since)).days
    return next(name for name, below in AGES if below is None or days < below)


def by_person(store: Store) -> list[dict[str, object]]:
    """What each person of the project has done, by name; spans by the rule of `counts`."""
    work, judged = worklog.by_person(store), _verdicts(store)
    return [
        {
            "person": person.name, **_figures(work.get(person.id, Work())),
            **_corrections(judged.get(person.id, Counter())),
        }
        for person in people.everyone(store)
    ]  # fmt: skip


def _verdicts(store: Store) -> dict[str, Counter[str]]:
    """How often review has said what of each person's spans, by the person's id."""
    may_count, asked = sight.told(store)
    found: dict[str, Counter[str]] = {}
    for person_id, verdict, many in map(tuple, store.rows(
        "SELECT span.person_id, verdict, count(*) FROM decision"  # noqa: S608
        f" JOIN span ON span.id = decision.span_id WHERE {may_count} GROUP BY 1, 2", asked,
    )):  # fmt: skip
        found.setdefault(person_id, Counter())[verdict] = many
    return found


def _corrections(verdicts: Counter[str]) -> dict[str, object]:
    """The rate, in percent, is the share of a person's reviewed spans that were not agreed to."""
    reviewed, agreed = verdicts.total(), verdicts[AGREED]
    return {
        "reviewed": reviewed,
        "fixed": verdicts[FIXED],
        "rejected": verdicts[REJECTED],
        "correction_rate": _rounded(100 * (reviewed - agreed) / reviewed) if reviewed else None,
    }


def _figures(work: Work) -> dict[str, object]:
    """Per day: per day on which they marked or submitted something. Times leave pauses out."""
    active = [day for day in work.days.values() if day.spans > 0 or day.articles]
    marked = sum(day.spans for day in work.days.values())
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
