"""Where two people disagree: the units of their readings that differ, article by article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from model import articles, labels, links, people, policies, readings, units
from model.agreement_source import BATCH
from model.differences import Change, Tie, changes, ties_of
from model.store import Store
from model.units import Unit


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


def between(store: Store, one: str, other: str, *, label_id: str = "",
            article_ids: Collection[str] = ()) -> Iterator[Disagreement]:  # fmt: skip
    """Every unit in which the readings of two people differ, in articles that both have finished,
    in the library's order; only those with a span of a label, if it is given.

    Articles that the person at work still annotates blind are left out.
    """
    names = {label.id: label.name for label in labels.every(store)}
    wanted = _finished_by_both(store, one, other, set(article_ids))
    for start in range(0, len(wanted), BATCH):
        for article in articles.some(store, wanted[start : start + BATCH]):
            for unit, said in _differing(store, article.id, (one, other), names):
                if label_id in ("", *(span.label_id for span in unit.spans.values())):
                    yield Disagreement(article.id, article.title, unit, said)


def _finished_by_both(store: Store, one: str, other: str, among: set[str]) -> list[str]:
    found = [row[0] for row in store.rows(
        "SELECT article.id FROM article JOIN assignment ON assignment.article_id = article.id"
        " WHERE role = 'annotator' AND state IN ('submitted', 'approved')"
        " AND person_id IN (:one, :other) AND NOT (:blind AND EXISTS ("
        " SELECT 1 FROM assignment AS own WHERE own.article_id = article.id"
        " AND own.person_id = :me AND own.role = 'annotator'"
        " AND own.state NOT IN ('submitted', 'approved')))"
        " GROUP BY article.id HAVING count(*) = 2 ORDER BY article.position, article.id",
        {"one": one, "other": other, "me": people.whoever(store),
         "blind": policies.is_blind(store)},
    )]  # fmt: skip
    return [id_ for id_ in found if not among or id_ in among]


def _differing(store: Store, article_id: str, pair: tuple[str, str], names: Mapping[str, str]) -> (
    list[tuple[Unit, tuple[Change, ...]]]
):  # fmt: skip
    own = {
        person: [span for span in readings.spans_of(store, article_id, person)
                 if span.state == "accepted"]
        for person in pair
    }  # fmt: skip
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
