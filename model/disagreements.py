"""Where two people disagree: the units of their readings that differ, article by article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic

from model import labels, links, people, policies, spans, units
from model.concordance import STEP
from model.differences import Change, Tie, changes, ties_of
from model.moves import is_done
from model.records import ANNOTATOR
from model.store import Store
from model.units import Unit

PAGE = 200
"""Articles that are listed at a time."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    article_id: str
    article: str
    """Its title."""
    unit: Unit
    """Of these two readings alone; nothing in it is decided."""
    changes: tuple[Change, ...] = ()
    """What the second says otherwise than the first, where both have a span; what is at the other
    end of a link is given by its words."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step has found; `done` of `total` articles are looked through."""

    found: list[Disagreement]
    done: int
    total: int


def between(store: Store, one: str, other: str, *, label_id: str = "",
            article_ids: Collection[str] = ()) -> Iterator[Step]:  # fmt: skip
    """Every unit in which the readings of two people differ, in articles that both have finished,
    in the library's order; only those with a span of a label, if it is given. However rare they
    are, a step takes some ten milliseconds.

    Articles that the person at work still annotates blind are left out.
    """
    names = {label.id: label.name for label in labels.every(store)}
    total = int(str(store.value("SELECT count(*) FROM article")))
    found: list[Disagreement] = []
    began = monotonic()
    for done, article_id, title, is_theirs in _articles(store, one, other):
        if is_theirs and (not article_ids or article_id in article_ids):
            found += [
                Disagreement(article_id, title, unit, said)
                for unit, said in _differing(store, article_id, (one, other), names)
                if label_id in ("", *(span.label_id for span in unit.spans.values()))
            ]
        if monotonic() - began > STEP:
            yield Step(found, done, total)
            found, began = [], monotonic()
    yield Step(found, total, total)


def _articles(store: Store, one: str, other: str) -> Iterator[tuple[int, str, str, bool]]:
    """Number from 1, id and title of every article in its order, and whether both people have
    finished it and the person at work may see that."""
    done, last = 0, (0, "")
    while rows := store.rows(
        "SELECT article.id, position, title, (SELECT count(*) FROM assignment"  # noqa: S608
        " WHERE article_id = article.id AND role = 'annotator' AND person_id IN (:one, :other)"
        f" AND {is_done()}) = 2 AND NOT (:blind AND EXISTS ("
        " SELECT 1 FROM assignment AS own WHERE own.article_id = article.id"
        " AND own.person_id = :me AND own.role = 'annotator'"
        f" AND NOT {is_done('own')})) AS is_theirs FROM article"
        " WHERE (position, article.id) > (:position, :id)"
        " ORDER BY position, article.id LIMIT :many",
        {"one": one, "other": other, "me": people.whoever(store),
         "blind": policies.is_blind(store), "position": last[0], "id": last[1], "many": PAGE},
    ):  # fmt: skip
        last = (rows[-1]["position"], rows[-1]["id"])
        for id_, _, title, is_theirs in rows:
            done += 1
            yield done, id_, title, bool(is_theirs)


def _differing(store: Store, article_id: str, pair: tuple[str, str], names: Mapping[str, str]) -> (
    list[tuple[Unit, tuple[Change, ...]]]
):  # fmt: skip
    every = [span for span in spans.of_article(store, article_id) if span.state == "accepted"]
    own = {
        person: [span for span in every if (span.person_id, span.role) == (person, ANNOTATOR)]
        for person in pair
    }
    found = units.groups(own)
    leading = [min(group.values(), key=units.place) for group in found]
    first = {span.id: lead for group, lead in zip(found, leading, strict=True)
             for span in group.values()}  # fmt: skip
    tied = links.of_article(store, article_id)
    ties = ties_of(tied, {id_: lead.id for id_, lead in first.items()})
    told = ties_of(tied, {id_: lead.quote for id_, lead in first.items()})
    built = (units.build(group, pair, {}, {}, ties) for group in found)
    return [(unit, _changes(unit, names, told)) for unit in built if unit.differences]


def _changes(unit: Unit, names: Mapping[str, str], ties: Mapping[str, set[Tie]]) -> (
    tuple[Change, ...]
):  # fmt: skip
    if unit.missing:
        return ()
    one, other = (unit.spans[person] for person in unit.readers)
    return changes(one, other, names, ties.get(one.id, ()), ties.get(other.id, ()))
