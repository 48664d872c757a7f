"""The review queue: which spans and articles wait for a curator, in what order, and how many.

Ids come first, for the whole queue, and rows for the page that is shown. The place in the queue is
the id of a span: `onward` finds it again after what changed. Nobody finds in it what they still
annotate themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from model import decisions, dice, people, policies
from model.moves import is_done
from model.records import of_curator
from model.store import Store

REVIEW, CURATION = "review", "curation"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; an empty field asks for nothing."""

    people: tuple[str, ...] = ()
    """Ids of the annotators."""
    without: tuple[str, ...] = ()
    """Ids of annotators whose spans are left out, such as the reviewer's own."""
    labels: tuple[str, ...] = ()
    """Ids of labels."""
    articles: tuple[str, ...] = ()
    states: tuple[str, ...] = ("submitted",)
    """'submitted': everyone who was to annotate the article is done. 'in progress' and 'returned':
    somebody is done, and somebody else is not."""
    kind: str = ""
    """'review': articles with one finished reading; 'curation': with several."""
    before: str = ""
    """Submitted before this moment or day, ISO 8601."""
    share: float = 1.0
    """A sample of about so much of the spans, 0 to 1: the same `seed` draws the same ones, however
    many are decided on meanwhile."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A span that waits, as a row of the list."""

    span_id: str
    article_id: str
    article: str
    label_id: str
    quote: str
    start: int
    end: int
    person_id: str
    person: str
    score: float | None
    since: str
    """When its reading was submitted."""
    readings: int
    """Finished readings of the article."""
    same: int
    """How many of them have the very same span, this one included."""
    remarks: int
    """Comments on it."""


@dataclass(frozen=True, slots=True)
class Pile:
    """An article to be reviewed or curated."""

    article_id: str
    title: str
    readings: int
    """Finished ones; several are a matter of curation."""
    left: int
    """Spans that wait under the wish; with 0 the article can be approved."""
    since: str
    """When its first reading was submitted."""
    agreement: float | None
    """Pairwise F1 of exactly equal spans; None with one reading."""


# ---- which spans, in what order

_READINGS = (
    "(SELECT count(*) FROM assignment AS pass WHERE pass.article_id = article.id"  # noqa: S608
    f" AND pass.role = 'annotator' AND {is_done('pass')})"
)
_STATE = (
    "(SELECT CASE min(CASE pass.state WHEN 'returned' THEN 0 WHEN 'new' THEN 1"
    " WHEN 'in progress' THEN 1 ELSE 2 END) WHEN 0 THEN 'returned' WHEN 1 THEN 'in progress'"
    " ELSE 'submitted' END FROM assignment AS pass WHERE pass.article_id = article.id"
    " AND pass.role = 'annotator')"
)
_SAME = (
    "(SELECT count(*) FROM span AS other CROSS JOIN assignment AS pass"  # noqa: S608
    " ON pass.article_id = other.article_id AND pass.person_id = other.person_id"
    f" AND pass.role = 'annotator' AND {is_done('pass')}"
    " WHERE other.article_id = span.article_id AND other.start = span.start"
    ' AND other."end" = span."end" AND other.label_id = span.label_id'
    f" AND other.state = 'accepted' AND NOT {of_curator('other')})"
)
_PLACE = (
    'article.position, article.id, span.start, span."end" DESC,'
    " (SELECT name FROM person WHERE id = span.person_id) COLLATE NOCASE, span.person_id, span.id"
)
_CONTRADICTS = (
    "span.id NOT IN (SELECT head FROM link WHERE kind = 'contradicts' UNION ALL"
    " SELECT child FROM link WHERE kind = 'contradicts' UNION ALL"
    " SELECT value FROM json_each(:contradicting))"
)
_VERIFIED = (
    "span.label_id NOT IN (SELECT id FROM label WHERE role = 'figure') OR span.id IN ("
    "SELECT has.child FROM link AS has JOIN link AS is_said ON is_said.head = has.head"
    " AND is_said.kind = 'has_status' WHERE has.kind = 'has_figure')"
)
ORDERS = {
    "place": "",
    "agreement": f"CASE WHEN {_READINGS} > 1 THEN {_SAME} * 1.0 / {_READINGS} END NULLS LAST, ",
    "score": "span.score NULLS LAST, ",
    "contradictions": f"{_CONTRADICTS}, ",
    "figures": f"{_VERIFIED}, ",
    "oldest": "work.changed, ",
}
"""By name: what comes first. 'agreement': spans that the fewest readings have; 'contradictions':
claims that contradict others; 'figures': figures whose claim nothing says was checked."""


def ids(store: Store, wish: Wish | None = None, order: str = "place",
        contradicting: Collection[str] = ()) -> list[str]:  # fmt: skip
    """The ids of all spans that wait, in order; what is equal in it stands by place, and what
    several people have marked at one place in the order of their names.

    `contradicting` are spans found to contradict others by their figures: with those that are
    linked so, they come first in the order 'contradictions'.
    """
    wish = wish or Wish()
    body, parameters = _waiting(store, wish)
    # One long text comes out of SQLite in half the time of as many rows.
    found = store.value(
        f"SELECT group_concat(id) FROM (SELECT span.id AS id {body}"  # noqa: S608
        f" ORDER BY {ORDERS[order]}{_PLACE})",
        parameters | {"contradicting": _json(contradicting)},
    )
    listed = str(found).split(",") if found else []
    return listed if wish.share >= 1 else [
        id_ for id_ in listed if dice.is_drawn(wish.seed, id_, wish.share)
    ]  # fmt: skip


def onward(before: Sequence[str], now: Sequence[str], span_id: str) -> str | None:
    """Where to go on in the queue `now` for whoever was at `span_id` in the queue `before`: there,
    else at what followed it and still waits, else at what stood before it; None when all is done.
    """
    still = set(now)
    if span_id in still:
        return span_id
    at = before.index(span_id) if span_id in before else len(before)
    for id_ in (*before[at:], *reversed(before[:at])):
        if id_ in still:
            return id_
    return now[0] if now else None


def count(store: Store, wish: Wish | None = None) -> int:
    """How many spans wait; of a sample, how many of those drawn."""
    wish = wish or Wish()
    if wish.share < 1:
        return len(ids(store, wish))
    body, parameters = _waiting(store, wish)
    return int(str(store.value(f"SELECT count(*) {body}", parameters)))


def rows(store: Store, span_ids: Sequence[str]) -> list[Waiting]:
    """The rows of these spans, in the order given, whether or not they still wait; ids that are
    gone are left out."""
    found = {row[0]: Waiting(*row) for row in store.rows(
        "SELECT span.id, article.id, article.title, span.label_id, span.quote, span.start,"  # noqa: S608
        ' span."end", person.id, person.name, span.score,'
        " coalesce(work.changed, ''),"
        f" {_READINGS}, {_SAME}, (SELECT count(*) FROM comment WHERE comment.span_id = span.id)"
        " FROM json_each(:ids) CROSS JOIN span ON span.id = json_each.value"
        " CROSS JOIN article ON article.id = span.article_id"
        " CROSS JOIN person ON person.id = span.person_id"
        " LEFT JOIN assignment AS work ON work.article_id = span.article_id"
        " AND work.person_id = span.person_id AND work.role = 'annotator'",
        {"ids": _json(span_ids)},
    )}  # fmt: skip
    return [found[id_] for id_ in span_ids if id_ in found]


# ---- which articles


def articles(store: Store, wish: Wish | None = None, order: str = "place") -> list[Pile]:
    """The articles to be reviewed or curated, not only those with spans that wait: what was
    submitted empty, and what is decided and not approved yet, are among them with `left` 0.

    `order` is 'place', 'agreement' (lowest first), 'oldest' or 'left' (fewest first).
    """
    wish = wish or Wish()
    conditions, parameters = _of_articles(store, wish)
    waiting, asked = _waiting(store, wish)
    found = store.rows(
        f"WITH open AS (SELECT article.id AS id, count(*) AS many {waiting} GROUP BY article.id)"  # noqa: S608
        f" SELECT article.id, title, {_READINGS}, coalesce(open.many, 0), (SELECT min(changed)"
        " FROM assignment WHERE article_id = article.id AND state = 'submitted'"
        " AND role = 'annotator') AS since FROM article LEFT JOIN open ON open.id = article.id"
        f" WHERE {' AND '.join(conditions)} ORDER BY position, article.id",
        asked | parameters,
    )
    agreed = _agreement(store, [row[0] for row in found if row[2] > 1])
    piles = [
        Pile(row[0], row[1], row[2], row[3], row[4], agreed.get(row[0])) for row in found
        if not wish.before or row[4] < wish.before
    ]  # fmt: skip
    return sorted(piles, key=_PILES[order])


def _agreement(store: Store, article_ids: Collection[str]) -> dict[str, float]:
    """By article: pairwise F1 of the finished readings over exactly equal spans, all labels."""
    found = {row[0]: (row[1], row[2]) for row in store.rows(
        "WITH pass AS (SELECT article_id, person_id,"  # noqa: S608
        " count(*) OVER (PARTITION BY article_id) AS many FROM assignment"
        f" WHERE role = 'annotator' AND {is_done()}"
        " AND article_id IN (SELECT value FROM json_each(:ids)))"
        " SELECT article_id, sum(votes * (votes - 1)), sum(votes * (many - 1)) FROM"
        " (SELECT span.article_id, count(*) AS votes, min(many) AS many FROM pass CROSS JOIN span"
        " ON span.article_id = pass.article_id AND span.person_id = pass.person_id"
        f" WHERE +span.state = 'accepted' AND NOT {of_curator()}"
        ' GROUP BY span.article_id, start, "end", label_id) GROUP BY article_id',
        {"ids": _json(article_ids)},
    )}  # fmt: skip
    return {id_: found[id_][0] / found[id_][1] if id_ in found else 1.0 for id_ in article_ids}


_PILES: dict[str, Callable[[Pile], tuple[float | str, ...]]] = {
    "place": lambda pile: (),
    "agreement": lambda pile: (pile.agreement is None, pile.agreement or 0.0),
    "oldest": lambda pile: (pile.since,),
    "left": lambda pile: (pile.left,),
}


# ---- inside


def _waiting(store: Store, wish: Wish) -> tuple[str, dict[str, object]]:
    """FROM and WHERE of the spans that wait, with their parameters."""
    conditions, parameters = _of_articles(store, wish)
    for name, column in (("people", "span.person_id"), ("labels", "span.label_id")):
        if chosen := getattr(wish, name):
            conditions.append(f"{column} IN (SELECT value FROM json_each(:{name}))")  # noqa: S608
            parameters[name] = _json(chosen)
    if wish.without:
        conditions.append("span.person_id NOT IN (SELECT value FROM json_each(:without))")
        parameters["without"] = _json(wish.without)
    if wish.before:
        conditions.append("work.changed < :before")
        parameters["before"] = wish.before
    body = (
        # CROSS JOIN keeps articles outside, so that an index gives the spans in their order.
        "FROM article CROSS JOIN span ON span.article_id = article.id"
        " CROSS JOIN assignment AS work ON work.article_id = span.article_id"
        " AND work.person_id = span.person_id AND work.role = 'annotator'"
        f" AND work.state = 'submitted' WHERE {' AND '.join(conditions)}"
        f" AND {decisions.WAITS.format(by='')}"
    )
    return body, parameters


def _of_articles(store: Store, wish: Wish) -> tuple[list[str], dict[str, object]]:
    conditions = [
        "EXISTS (SELECT 1 FROM assignment AS done WHERE done.article_id = article.id"
        " AND done.state = 'submitted' AND done.role = 'annotator')",
        f"{_STATE} IN (SELECT value FROM json_each(:states))",  # noqa: S608
    ]
    parameters: dict[str, object] = {"states": _json(wish.states), "me": people.whoever(store)}
    if policies.is_blind(store):
        conditions.append(
            "NOT EXISTS (SELECT 1 FROM assignment AS own WHERE own.article_id = article.id"  # noqa: S608
            " AND own.person_id = :me AND own.role = 'annotator'"
            f" AND NOT {is_done('own')})"
        )
    if wish.kind:
        conditions.append(f"{_READINGS} {'> 1' if wish.kind == CURATION else '= 1'}")
    if wish.articles:
        conditions.append("article.id IN (SELECT value FROM json_each(:articles))")
        parameters["articles"] = _json(wish.articles)
    return conditions, parameters


def _json(values: Collection[str]) -> str:
    return json.dumps(list(values))
