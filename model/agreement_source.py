"""What agreement is measured on: the finished readings of each article, read batch by batch."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from model import labels, tokens
from model.matching import Range
from model.moves import is_done
from model.records import LINKS, of_curator
from model.store import Store

BATCH = 200
_SAID = ("claim", "verified")
"""Roles of which attributes are looked at."""


@dataclass(slots=True)
class Pass:
    """One person's accepted spans of one article."""

    ranges: dict[str, list[Range]] = field(default_factory=dict)
    """By label, in reading order; `ids` stand in the same order."""
    ids: dict[str, list[str]] = field(default_factory=dict)
    verdict: dict[str, str] = field(default_factory=dict)
    """By claim."""
    stance: dict[str, str] = field(default_factory=dict)
    """By verified span."""
    linked: dict[str, set[str]] = field(default_factory=dict)
    """By claim: the spans of the claims table's kinds of link."""


@dataclass(frozen=True, slots=True)
class Passes:
    """An article as several people have it."""

    article_id: str
    people: tuple[str, ...]
    """Their ids, in the order of their names."""
    by_person: dict[str, Pass]
    tokens: Sequence[Range]
    paragraphs: Sequence[int]
    """Where each paragraph begins."""
    claims: Collection[str]
    """Ids of the labels of claims."""
    children: Collection[str]
    """Ids of the labels of what a claim is linked to in the claims table."""


def read(
    store: Store, article_ids: Collection[str], people_ids: Collection[str],
    on_progress: Callable[[int, int], None] | None,
) -> Iterator[tuple[Passes, str]]:  # fmt: skip
    """Every article that two or more have finished, with its title, in the library's order."""
    found = store.rows(
        "SELECT article.id, title, body, group_concat(person.id, ' ') AS people FROM article"  # noqa: S608
        " JOIN assignment ON assignment.article_id = article.id AND role = 'annotator'"
        f" AND {is_done()} JOIN person ON person.id = person_id"
        " WHERE (:all OR article.id IN (SELECT value FROM json_each(:articles)))"
        " AND (:everyone OR person.id IN (SELECT value FROM json_each(:people)))"
        " GROUP BY article.position, article.id HAVING count(*) > 1"
        " ORDER BY article.position, article.id",
        {"all": not article_ids, "articles": json.dumps(list(article_ids)),
         "everyone": not people_ids, "people": json.dumps(list(people_ids))},
    )  # fmt: skip
    order = {row[0]: row[1] for row in store.rows("SELECT id, name FROM person")}
    roles = {id_: label.role for id_, label in labels.by_id(store).items()}
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        passes = _passes(store, [row["id"] for row in batch], roles)
        for row in batch:
            who = sorted(row["people"].split(" "), key=lambda one: (order[one], one))
            own = {one: passes.get((row["id"], one), Pass()) for one in who}
            body = str(store.value("SELECT text FROM body WHERE hash = ?", (row["body"],)))
            yield Passes(
                row["id"], tuple(who), own, tokens.tokens(body),
                [at for at, _ in tokens.paragraphs(body)],
                [id_ for id_, role in roles.items() if role == "claim"],
                [id_ for id_, role in roles.items() if role in LINKS],
            ), row["title"]  # fmt: skip
        if on_progress is not None:
            on_progress(start + len(batch), len(found))


def _passes(store: Store, article_ids: Sequence[str], roles: dict[str, str]) -> (
    dict[tuple[str, str], Pass]
):  # fmt: skip
    found: dict[tuple[str, str], Pass] = {}
    home: dict[str, Pass] = {}
    asked = (json.dumps(article_ids),)
    for id_, article, person, label, start, end, said in map(tuple, store.rows(
        'SELECT id, article_id, person_id, label_id, start, "end", attributes FROM span'  # noqa: S608
        " WHERE article_id IN (SELECT value FROM json_each(?)) AND +state = 'accepted'"
        f' AND NOT {of_curator()} ORDER BY start, "end", id', asked,
    )):  # fmt: skip
        own = found.get((article, person))
        if own is None:
            own = found[article, person] = Pass()
        own.ranges.setdefault(label, []).append((start, end))
        own.ids.setdefault(label, []).append(id_)
        if roles[label] in _SAID:
            home[id_] = own
            told = json.loads(said) if said != "{}" else {}
            own.verdict[id_] = str(told.get("verdict", "unchecked"))
            own.stance[id_] = str(told.get("stance", ""))
    for head, child in map(tuple, store.rows(
        "SELECT head, child FROM span CROSS JOIN link ON link.head = span.id"  # noqa: S608
        " WHERE span.article_id IN (SELECT value FROM json_each(?)) AND kind IN"
        f" ({', '.join(repr(kind) for kind in LINKS.values())})", asked,
    )):  # fmt: skip
        if head in home:
            home[head].linked.setdefault(head, set()).add(child)
    return found
