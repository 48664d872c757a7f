"""Sight: what `readings.view` says of many articles at once, for lists, counts and tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from typing import NamedTuple

from model import assignments, decisions, moves, people, policies, readings, spans
from model.readings import Reading, View
from model.records import ANNOTATOR, CURATOR, Article, of_curator
from model.store import Store

READING = f"{{0}}.article_id || {{0}}.person_id || ({of_curator('{0}')})"
"""SQL, of a row of the table or alias put into it: its article, person and role as one key."""

A_STEP = 500
"""Articles whose spans are counted at a time."""


class Unseen(NamedTuple):
    """What a person does not see: whole readings, but for some of their spans."""

    readings: Mapping[str, tuple[str, ...]]
    """By article: whose, as the key that `READING` makes."""
    but: tuple[str, ...] = ()
    """Ids of spans."""

    def of(self, article_ids: Iterable[str]) -> Unseen:
        """What of it lies in these articles."""
        here = {one: self.readings[one] for one in article_ids if one in self.readings}
        return Unseen(here, self.but if here else ())

    def outside(self, span: str) -> tuple[str, list[object]]:
        """That a row of the table or alias `span` is seen: SQL, and its parameters."""
        if not self.readings:
            return "true", []
        among = "(SELECT value FROM json_each(?))"
        return (f"({READING.format(span)} NOT IN {among} OR {span}.id IN {among})",
                [json.dumps([*chain.from_iterable(self.readings.values())]), json.dumps(self.but)]
                )  # fmt: skip


ALL = Unseen({})
"""Everything is seen."""


def are_several(store: Store) -> bool:
    """Whether there can be more than one reading of an article: else one sees everything."""
    return bool(store.value(
        "SELECT (SELECT count(*) FROM person) > 1 OR EXISTS (SELECT 1 FROM person"
        " CROSS JOIN assignment ON person_id = person.id AND role = 'curator')"
    ))  # fmt: skip


def unseen(store: Store, among: Sequence[str] | None = None) -> Unseen:
    """What the person at work does not see of these articles, or of the whole project."""
    if not are_several(store):
        return ALL
    hidden: dict[str, tuple[str, ...]] = {}
    but: list[str] = []
    for article_id, (view, found) in _views(store, among).items():
        keys = tuple(
            f"{article_id}{one.person_id}{int(one.role == CURATOR)}"
            for one in found if not view.sees((one.person_id, one.role))
        )  # fmt: skip
        if keys:
            hidden[article_id] = keys
        but += view.undecided
    return Unseen(hidden, tuple(but))


def counted(store: Store, found: Sequence[Article]) -> list[Article]:
    """The articles, with the counts of those spans that the person at work sees, and how far they
    are with their own work; suggestions are for the person who asked for them alone."""
    if not found or not are_several(store):
        return [*found]
    ids = [one.id for one in found]
    condition, parameters = unseen(store, ids).outside("span")
    own = assignments.own(store, ids)
    marks = ", ".join("?" * len(found))
    many = {(row[0], row[1]): row[2] for row in store.rows(
        "SELECT article_id, state, count(*) FROM span"  # noqa: S608
        f" WHERE article_id IN ({marks}) AND {condition} AND (state <> 'suggested'"
        " OR person_id = ?) GROUP BY article_id, state",
        [*ids, *parameters, people.whoever(store)],
    )}  # fmt: skip
    return [
        replace(one, spans=many.get((one.id, "accepted"), 0),
                suggestions=many.get((one.id, "suggested"), 0), own=own.get(one.id, ""))
        for one in found
    ]  # fmt: skip


def total(store: Store) -> int:
    """Accepted spans of all annotators, without those of others in articles on which the person at
    work still works blind: not even their number is told."""
    return next(found for found in counting(store) if found is not None)


def counting(store: Store) -> Iterator[int | None]:
    """The same in short steps: each says None, but the last one how many there are."""
    me, blind = people.whoever(store), [*blind_at(store)]
    hidden = 0
    for first in range(0, len(blind), A_STEP):
        hidden += int(str(store.value(
            "SELECT count(*) FROM json_each(?) AS own CROSS JOIN span"  # noqa: S608
            " ON span.article_id = own.value AND span.person_id <> ?"
            f" WHERE span.state = 'accepted' AND {spans.MARKED}",
            (json.dumps(blind[first : first + A_STEP]), me),
        )))  # fmt: skip
        yield None
    yield spans.total(store) - hidden


def blind_at(store: Store, person_id: str = "") -> frozenset[str]:
    """Ids of the articles on which a person, the one at work unless another is named, still works
    blind."""
    if not policies.is_blind(store) or not are_several(store):
        return frozenset()
    return frozenset(row[0] for row in store.rows(
        "SELECT article_id FROM assignment WHERE person_id = ? AND role = 'annotator'"  # noqa: S608
        f" AND NOT {moves.is_done()}", (person_id or people.whoever(store),),
    ))  # fmt: skip


def told(store: Store) -> tuple[str, dict[str, object]]:
    """That a row of the table `span` may be counted for the person at work, by the rule of `total`:
    SQL, and its parameters."""
    blind = blind_at(store)
    if not blind:
        return "true", {}
    return (
        "(span.person_id = :me OR span.article_id NOT IN (SELECT value FROM json_each(:blind)))",
        {"me": people.whoever(store), "blind": json.dumps([*blind])},
    )


def _views(store: Store, among: Sequence[str] | None) -> dict[str, tuple[View, list[Reading]]]:
    """The view of every article with several readings or a curator's, with those readings: a
    lone annotator's is seen by everybody."""
    me, blind = people.whoever(store), policies.is_blind(store)
    where = "true" if among is None else f"article_id IN ({', '.join('?' * len(among))})"
    of_article: defaultdict[str, list[Reading]] = defaultdict(list)
    for row in store.rows(
        "WITH reading AS MATERIALIZED ("  # noqa: S608
        f"SELECT article_id, person_id, role, state, changed FROM assignment WHERE {where}"
        " UNION SELECT article_id, person_id, 'annotator', 'new', '' FROM span"
        f" WHERE state = 'suggested' AND {where} AND NOT EXISTS (SELECT 1 FROM assignment AS own"
        " WHERE own.article_id = span.article_id AND own.person_id = span.person_id"
        " AND own.role = 'annotator')"
        ") SELECT * FROM reading WHERE article_id IN (SELECT article_id FROM reading"
        " GROUP BY article_id HAVING count(*) > 1 OR max(role) = 'curator')",
        [*(among or ()), *(among or ())],
    ):
        of_article[row[0]].append(Reading(*row))
    every = cache(lambda: decisions.undecided_of_all(store, me))

    def left(article_id: str) -> list[str]:
        if among is None:
            return every().get(article_id, [])
        return decisions.undecided(store, article_id, me)

    return {
        article_id: (
            readings.view_among(
                [one for one in found if one.changed], me, blind=blind,
                has_spans=any((one.person_id, one.role) == (me, ANNOTATOR) for one in found),
                undecided=partial(left, article_id),
            ),
            found,
        )
        for article_id, found in of_article.items()
    }  # fmt: skip
