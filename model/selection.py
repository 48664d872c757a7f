"""What to export: which articles and spans are chosen, and what that leaves out."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from model import articles, labels, people, splits
from model.errors import UserError
from model.records import ARTICLE_STATES, CURATED, Article, Label, of_curator
from model.standing import HIDDEN, Standing
from model.store import Store

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
SPANS = ("accepted", "submitted", "gold", "all")
BATCH = 200
"""Articles looked at at a time."""
BEGUN = ("in progress", "returned")
FINISHED = {"submitted": ("submitted", "approved"), "gold": ("approved",)}
"""The states of the articles that a choice of spans asks for."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export.

    `accepted`: the accepted spans of articles that were worked on. `submitted`: of those that were
    submitted or approved. `gold`: the gold of those that have one. `all`: every article;
    suggestions and rejected ones too, told apart by state. Whatever is empty asks for nothing.
    Whose spans are taken of an article that was curated, `Standing` says.
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
    standing: Standing
    """Whose spans are wanted."""
    articles: tuple[Article, ...]
    """The articles wanted; of gold and of people chosen, in the state of that work."""
    label_names: Mapping[str, frozenset[str]]
    """By text (SHA-256): the labels of the accepted spans wanted in it."""
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
    chosen = [people.named(store, name).id for name in selection.people]
    standing = Standing(store, selection.spans, chosen, me=people.whoever(store))
    listed = articles.every(store)
    _refuse_unknown(selection, listed)
    if selection.people or selection.spans == "gold":
        listed = [replace(one, state=standing.in_article(one.id).state) for one in listed]
    look = _Look(store, selection, kept, standing)
    wanted = []
    for article in listed:
        if reason := _why_not(article, selection):
            look.left_out[reason] += 1
        else:
            wanted.append(article)
    done = [one for start in range(0, len(wanted), BATCH)
            for one in look.over(wanted[start : start + BATCH])]  # fmt: skip
    return Chosen(selection, kept, everyone, standing, tuple(done), look.label_names,
                  dict(sorted(look.left_out.items())))  # fmt: skip


def is_day(text: str) -> bool:
    """Whether `since` and `until` can be this: a day, a month or a year, as in `2024-11`."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _labels(store: Store, selection: Selection) -> dict[str, Label]:
    if not selection.labels:
        return labels.by_id(store)
    named = [labels.named(store, name) for name in selection.labels]
    return {label.id: label for label in sorted(named, key=lambda one: one.position)}


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
        return ("articles without gold" if selection.spans == "gold"
                else "articles nobody has looked at")  # fmt: skip
    if article.state not in FINISHED.get(selection.spans, ARTICLE_STATES):
        return "articles not submitted"
    return ""


class _Look:
    """Looks at the spans of articles, some at a time so that memory stays flat."""

    def __init__(self, store: Store, selection: Selection, kept: Mapping[str, Label],
                 standing: Standing) -> None:  # fmt: skip
        self._store = store
        self._everything = selection.spans == "all"
        self._kept = kept
        self._standing = standing
        self._same: dict[frozenset[str], frozenset[str]] = {}
        self.left_out: Counter[str] = Counter()
        self.label_names: dict[str, frozenset[str]] = {}

    def over(self, batch: Sequence[Article]) -> Iterator[Article]:
        """Those that are wanted, after counting what is left out of them."""
        found: dict[str, list[sqlite3.Row]] = {article.id: [] for article in batch}
        for row in self._store.rows(
            "SELECT article_id, label_id, state, person_id, count(*) AS many,"  # noqa: S608
            f" CASE WHEN {of_curator()} THEN '{CURATED}' ELSE '' END AS origin"
            " FROM span WHERE article_id IN (SELECT value FROM json_each(?))"
            " GROUP BY article_id, label_id, state, person_id, 6",
            (json.dumps(list(found)),),
        ):
            found[row["article_id"]].append(row)
        for article in batch:
            yield from self._one(article, found[article.id])

    def _one(self, article: Article, rows: Sequence[sqlite3.Row]) -> Iterator[Article]:
        why = [self._standing.why_not(article.id, row["person_id"], row["origin"], row["state"])
               for row in rows]  # fmt: skip
        marked = any(row["state"] == "accepted" and not reason
                     for row, reason in zip(rows, why, strict=True))  # fmt: skip
        if article.state in BEGUN and not marked and not self._everything:
            # That nothing is marked yet does not say that nothing is there.
            self.left_out["articles begun, with nothing marked yet"] += 1
            if hidden := sum(row["many"] for row, reason in zip(rows, why, strict=True)
                             if reason == HIDDEN):  # fmt: skip
                self.left_out[HIDDEN] += hidden
            return
        names = set()
        for row, reason in zip(rows, why, strict=True):
            label = self._kept.get(row["label_id"])
            said = "spans of other labels" if label is None else reason or self._unasked(row)
            if said:
                self.left_out[said] += row["many"]
            elif label is not None and row["state"] == "accepted":
                names.add(label.name)
        both = self.label_names.get(article.body, frozenset()) | names
        self.label_names[article.body] = self._same.setdefault(both, both)
        yield article

    def _unasked(self, row: sqlite3.Row) -> str:
        if self._everything or row["state"] == "accepted":
            return ""
        return "suggestions not judged" if row["state"] == "suggested" else "suggestions rejected"
