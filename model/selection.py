"""What to export: which articles and spans are chosen, and what that leaves out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from model import articles, labels, people, splits
from model.errors import UserError
from model.records import ARTICLE_STATES, Article, Label
from model.store import Store

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
SPANS = ("accepted", "submitted", "gold", "all")
FINISHED = {"submitted": ("submitted", "approved"), "gold": ("approved",)}
"""The states of the articles that a choice of spans asks for."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export.

    `accepted`: the accepted spans of articles that were worked on. `submitted`: of those that were
    submitted or approved. `gold`: of approved ones only. `all`: every article; suggestions and
    rejected ones too, told apart by state. Whatever is empty asks for nothing.
    """

    spans: str = "accepted"
    labels: tuple[str, ...] = ()
    """Names of labels."""
    shares: splits.Shares = splits.DEFAULT
    seed: int = 0
    people: tuple[str, ...] = ()
    """Names of people: their spans only, of articles they worked on, in the state of their work."""
    articles: tuple[str, ...] = ()
    """Ids of articles."""
    states: tuple[str, ...] = ()
    """States of articles."""
    matching: str = ""
    """Words that must all stand in an article's title or source, in any case."""
    since: str = ""
    """The first day, of the articles' dates: `2024-11-06`, `2024-11` or `2024`."""
    until: str = ""
    """The last day, likewise; `2024` includes the whole year."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection, looked up in a store."""

    selection: Selection
    labels: Mapping[str, Label]
    """By id."""
    people: Mapping[str, str]
    """Names of everyone by id."""
    whose: frozenset[str]
    """Ids of the people whose spans are wanted; empty for everyone's."""
    articles: tuple[Article, ...]
    """The articles wanted; where people are chosen, in the state of these people's work."""
    left_out: Mapping[str, int]

    @property
    def states(self) -> tuple[str, ...]:
        """The states of the spans wanted."""
        everything = ("suggested", "accepted", "rejected")
        return everything if self.selection.spans == "all" else ("accepted",)


def choose(store: Store, selection: Selection) -> Chosen:
    """Raises `UserError` for a label, a person, a state or an article that the project lacks."""
    assert selection.spans in SPANS, selection.spans
    kept = _labels(store, selection)
    everyone = {person.id: person.name for person in people.everyone(store)}
    whose = _people(everyone, selection)
    listed = articles.every(store)
    _refuse_unknown(selection, listed)
    if whose:
        listed = _as_seen_by(store, whose, listed)
    why: Counter[str] = Counter()
    wanted = []
    for article in listed:
        if reason := _why_not(article, selection):
            why[reason] += 1
        else:
            wanted.append(article)
    why.update(_spans_left_out(store, selection, kept, whose, {one.id for one in wanted}))
    return Chosen(selection, kept, everyone, whose, tuple(wanted), dict(sorted(why.items())))


def is_day(text: str) -> bool:
    """Whether `since` and `until` can be this: a day, a month or a year, as in `2024-11`."""
    return bool(_DAY.fullmatch(text))


def label_names(store: Store, chosen: Chosen) -> dict[str, set[str]]:
    """By text (SHA-256): the labels of the accepted spans wanted in it."""
    bodies = {article.id: article.body for article in chosen.articles}
    found: dict[str, set[str]] = {}
    for row in store.rows(
        "SELECT DISTINCT article_id, label_id, person_id FROM span WHERE state = 'accepted'"
    ):
        wanted = not chosen.whose or row["person_id"] in chosen.whose
        if wanted and row["article_id"] in bodies and row["label_id"] in chosen.labels:
            names = found.setdefault(bodies[row["article_id"]], set())
            names.add(chosen.labels[row["label_id"]].name)
    return found


def _labels(store: Store, selection: Selection) -> dict[str, Label]:
    if not selection.labels:
        return labels.by_id(store)
    named = [labels.named(store, name) for name in selection.labels]
    return {label.id: label for label in sorted(named, key=lambda one: one.position)}


def _people(everyone: Mapping[str, str], selection: Selection) -> frozenset[str]:
    found = frozenset(people.id_of(name) for name in selection.people)
    for name in selection.people:
        if people.id_of(name) not in everyone:
            raise UserError(
                f"Nobody called “{name}” has worked on this project.",
                hint=f"Choose among: {', '.join(sorted(everyone.values())) or 'nobody yet'}.",
            )
    return found


def _refuse_unknown(selection: Selection, listed: Sequence[Article]) -> None:
    for state in selection.states:
        if state not in ARTICLE_STATES:
            raise UserError(f"“{state}” is no state of an article.",
                            hint=f"Choose among: {', '.join(ARTICLE_STATES)}.")  # fmt: skip
    there = {article.id for article in listed}
    for id_ in selection.articles:
        if id_ not in there:
            raise UserError(f"The project has no article “{id_}”.",
                            hint="`list --json` shows the ids.")  # fmt: skip
    for day in filter(None, (selection.since, selection.until)):
        if not is_day(day):
            raise UserError(f"“{day}” is no date.", hint="Write it as 2024-11-06, or as 2024-11.")


def _as_seen_by(store: Store, whose: frozenset[str], listed: Sequence[Article]) -> list[Article]:
    """The articles, in the state of these people's assignments alone."""
    own: dict[str, list[str]] = {}
    for row in store.rows("SELECT article_id, person_id, state FROM assignment"):
        if row["person_id"] in whose:
            own.setdefault(row["article_id"], []).append(row["state"])
    by_whom = {tuple(row) for row in store.rows(
        "SELECT DISTINCT article_id, person_id FROM span WHERE state = 'accepted'"
    )}  # fmt: skip
    return [
        replace(article, state=articles.state_of(own.get(article.id, ())),
                spans=sum((article.id, one) in by_whom for one in whose))
        for article in listed
    ]  # fmt: skip


def _why_not(article: Article, selection: Selection) -> str:
    """Why an article is left out; '' when it is wanted."""
    if selection.articles and article.id not in selection.articles:
        return "articles that were not chosen"
    shown = f"{article.title}\n{article.source}".casefold()
    if not all(word in shown for word in selection.matching.casefold().split()):
        return "articles whose title and source lack the words asked for"
    if selection.since or selection.until:
        if not article.date:
            return "articles without a date"
        after = article.date >= selection.since[: len(article.date)]
        before = not selection.until or article.date[: len(selection.until)] <= selection.until
        if not (after and before):
            return "articles of other dates"
    if selection.states and article.state not in selection.states:
        return "articles in other states"
    if selection.people and article.state == "new":
        return "articles that the people chosen have not worked on"
    return _why_unfinished(article, selection)


def _why_unfinished(article: Article, selection: Selection) -> str:
    if selection.spans == "all":
        return ""
    if article.state == "new":
        return "articles nobody has looked at"
    if article.state not in FINISHED.get(selection.spans, ARTICLE_STATES):
        return "articles not approved" if selection.spans == "gold" else "articles not submitted"
    # That nothing is marked yet does not say that nothing is there.
    begun = article.state in ("in progress", "returned") and not article.spans
    return "articles begun, with nothing marked yet" if begun else ""


def _spans_left_out(store: Store, selection: Selection, kept: Mapping[str, Label],
                    whose: frozenset[str], inside: set[str]) -> Counter[str]:  # fmt: skip
    why: Counter[str] = Counter()
    for row in store.rows(
        "SELECT article_id, label_id, state, person_id, count(*) AS many FROM span"
        " GROUP BY article_id, label_id, state, person_id"
    ):
        if row["article_id"] not in inside:
            continue
        if row["label_id"] not in kept:
            why["spans of other labels"] += row["many"]
        elif whose and row["person_id"] not in whose:
            why["spans of other people"] += row["many"]
        elif selection.spans != "all" and row["state"] != "accepted":
            why["suggestions not judged" if row["state"] == "suggested"
                else "suggestions rejected"] += row["many"]  # fmt: skip
    return why
