"""Who works on which article: planned, looked at, and carried out as one edit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from model import dice, moves, people
from model.errors import UserError
from model.moves import NEW
from model.open_edit import OpenEdit
from model.records import ANNOTATOR, CURATOR, of_curator
from model.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """Assignments that are not made yet: (article, person) in one role."""

    role: str
    pairs: tuple[tuple[str, str], ...]
    each: Mapping[str, int]
    """By person: how many articles they are to get."""
    known: int
    """Assignments asked for that stand already."""
    passes: Mapping[int, int] = field(default_factory=dict)
    """How many articles will have so many people in this role, those they have counted."""
    back: bool = False
    """Whether the assignments are to be taken back; `known` are those that are begun, and stay."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has to do and has done."""

    person_id: str
    name: str
    annotating: Mapping[str, int]
    """Articles to annotate, by the state of their work."""
    reviewing: Mapping[str, int]
    """Articles to review, likewise."""
    spans: int
    """Accepted spans of theirs, as annotator."""
    decisions: int


# ---- planning


def by_hand(store: Store, article_ids: Sequence[str], people_ids: Sequence[str],
            role: str = ANNOTATOR) -> Plan:  # fmt: skip
    """Each of the people for each of the articles. One article has one curator.

    Raises `UserError` when there is nobody, nothing, or several curators for an article.
    """
    _require(article_ids, people_ids)
    has = _holders(store, role)
    if role == CURATOR:
        _require_one_curator(store, article_ids, people_ids, has)
    wanted = [(article, person) for article in article_ids for person in people_ids]
    return _plan(role, wanted, has, article_ids)


def round_robin(store: Store, article_ids: Sequence[str], people_ids: Sequence[str],
                role: str = ANNOTATOR, seed: int = 0) -> Plan:  # fmt: skip
    """One of the people for each article that nobody has in this role, evenly."""
    return _shared_out(store, article_ids, people_ids, dict.fromkeys(article_ids, 1), role, seed)


def by_overlap(store: Store, article_ids: Sequence[str], people_ids: Sequence[str], *,
               times: int = 2, share: float = 1.0, seed: int = 0) -> Plan:  # fmt: skip
    """A share of the articles for `times` annotators each, the others for one, evenly.

    Those who have an article already count. The same seed draws the same articles everywhere.
    Raises `UserError` when the people are fewer than `times`, or the share is none of 0 to 1.
    """
    if not 1 <= times <= len(set(people_ids)):
        raise UserError(f"{times} annotators for an article need at least as many people.",
                        safe="Nothing was assigned.", hint="Choose more people.")  # fmt: skip
    if not 0 <= share <= 1:
        raise UserError(f"{share:.0%} is no share of the articles.", safe="Nothing was assigned.",
                        hint="Give a share from 0 to 100 %.")  # fmt: skip
    several = dice.sample(seed, article_ids, share)
    passes = {article: times if article in several else 1 for article in article_ids}
    return _shared_out(store, article_ids, people_ids, passes, ANNOTATOR, seed)


def back(store: Store, article_ids: Sequence[str], people_ids: Sequence[str],
         role: str = ANNOTATOR) -> Plan:  # fmt: skip
    """Take from the people what of the articles they have not begun.

    Raises `UserError` when there is nobody, or nothing.
    """
    _require(article_ids, people_ids)
    states = {(row[0], row[1]): row[2] for row in store.rows(
        "SELECT article_id, person_id, state FROM assignment WHERE role = ?", (role,)
    )}  # fmt: skip
    asked = [(article, person) for article in article_ids for person in people_ids
             if (article, person) in states]  # fmt: skip
    pairs = [pair for pair in asked if states[pair] == NEW]
    has, gone = _holders(store, role), Counter(article for article, _ in pairs)
    passes = Counter(len(has.get(article, ())) - gone[article] for article in set(article_ids))
    return Plan(role, tuple(pairs), Counter(person for _, person in pairs),
                len(asked) - len(pairs), dict(sorted(passes.items())), back=True)  # fmt: skip


def _shared_out(store: Store, article_ids: Sequence[str], people_ids: Sequence[str],
                passes: Mapping[str, int], role: str, seed: int) -> Plan:  # fmt: skip
    """Each article goes to whoever has got least so far; a curator rather did not annotate it."""
    _require(article_ids, people_ids)
    has, marked = _holders(store, role), _holders(store, ANNOTATOR)
    load: Counter[str] = Counter()
    wanted: list[tuple[str, str]] = []
    for article in article_ids:
        there = has.get(article, set())
        free = [one for one in dict.fromkeys(people_ids) if one not in there]
        free.sort(key=lambda one, article=article: (  # type: ignore[misc]
            role == CURATOR and one in marked.get(article, ()), load[one],
            dice.place(seed, article, one), one,
        ))  # fmt: skip
        chosen = free[: max(0, passes[article] - len(there))]
        load.update(chosen)
        wanted += [(article, one) for one in chosen]
    return _plan(role, wanted, has, article_ids)


def _plan(role: str, wanted: Sequence[tuple[str, str]], has: Mapping[str, set[str]],
          article_ids: Sequence[str]) -> Plan:  # fmt: skip
    pairs = [(article, person) for article, person in dict.fromkeys(wanted)
             if person not in has.get(article, ())]  # fmt: skip
    new = Counter(article for article, _ in pairs)
    passes = Counter(new[article] + len(has.get(article, ())) for article in set(article_ids))
    each = Counter(person for _, person in pairs)
    return Plan(
        role, tuple(pairs), each, len(set(wanted)) - len(pairs), dict(sorted(passes.items()))
    )


def _require(article_ids: Sequence[str], people_ids: Sequence[str]) -> None:
    if not article_ids or not people_ids:
        raise UserError(
            "There are no articles to assign." if people_ids else "There is nobody to assign to.",
            safe="Nothing was assigned.",
            hint="Choose some articles." if people_ids else "Choose one person at least.",
        )


def _require_one_curator(store: Store, article_ids: Sequence[str], people_ids: Sequence[str],
                         has: Mapping[str, set[str]]) -> None:  # fmt: skip
    taken = {one for article in article_ids for one in has.get(article, ())} - set(people_ids)
    if len(set(people_ids)) > 1 or taken:
        raise UserError(
            f"{people.name_of(store, min(taken))} reviews some of these articles already."
            if taken else "An article has one curator.", safe="Nothing was assigned.",
            hint="Choose one person, and articles without a curator.",
        )  # fmt: skip


def _holders(store: Store, role: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in store.rows("SELECT article_id, person_id FROM assignment WHERE role = ?", (role,)):
        found.setdefault(row[0], set()).add(row[1])
    return found


# ---- carrying out


def carry_out(store: Store, plan: Plan) -> int:
    """Make the assignments of a plan, or take them back, as one edit; returns how many."""
    articles = _articles(len({article for article, _ in plan.pairs}))
    with store.edit(f"{'Unassign' if plan.back else 'Assign'} {articles}") as edit:
        for article, person in plan.pairs:
            (_take_back if plan.back else _make)(edit, article, person, plan.role)
        return edit.many


def _make(edit: OpenEdit, article: str, person: str, role: str) -> None:
    there = moves.of_article(edit, article)
    taken = role == CURATOR and any(other == CURATOR for _, other in there)
    if (person, role) not in there and not taken:
        moves.put(edit, article, person, role, NEW)


def _take_back(edit: OpenEdit, article: str, person: str, role: str) -> None:
    """Unless it was begun since the plan was made."""
    for row in edit.rows(
        "SELECT id FROM assignment WHERE article_id = ? AND person_id = ? AND role = ?"
        " AND state = ?", (article, person, role, NEW),
    ):  # fmt: skip
        edit.delete("assignment", row["id"])


def unassign(store: Store, article_ids: Iterable[str], person_id: str, role: str = ANNOTATOR, *,
             begun: bool = False) -> int:  # fmt: skip
    """Take articles from a person, as one edit; returns how many.

    What they have begun is left to them unless `begun`; their spans stay in any case, and count
    again when they get the article back. Raises `UserError` when nothing could be taken.
    """
    name = people.name_of(store, person_id)
    states = {row["article_id"]: row for row in store.rows(
        "SELECT id, article_id, state FROM assignment WHERE person_id = ? AND role = ?"
        " AND article_id IN (SELECT value FROM json_each(?))",
        (person_id, role, json.dumps(list(article_ids))),
    )}  # fmt: skip
    taken = [row["id"] for row in states.values() if begun or row["state"] == NEW]
    if not taken:
        raise UserError(
            f"{name} has begun all of these." if states else f"{name} has none of these.",
            safe="Nothing was changed.",
        )
    with store.edit(
        f"Unassign {'article' if len(taken) == 1 else f'{len(taken)} articles'}"
    ) as edit:
        for id_ in taken:
            edit.delete("assignment", id_)
    return len(taken)


def _articles(many: int) -> str:
    return "article" if many == 1 else f"{many} articles"


# ---- counting


def own(store: Store, among: Sequence[str] | None = None) -> dict[str, str]:
    """The articles, of these or of all, that the person at work annotates, with the state of that
    work."""
    where = "true" if among is None else f"article_id IN ({', '.join('?' * len(among))})"
    return {row[0]: row[1] for row in store.rows(
        "SELECT article_id, state FROM assignment"  # noqa: S608
        f" WHERE person_id = ? AND role = ? AND {where}",
        (people.whoever(store), ANNOTATOR, *(among or ())),
    )}  # fmt: skip


def unassigned(store: Store) -> list[str]:
    """Articles that nobody annotates or has annotated, in the library's order."""
    return [row[0] for row in store.rows(
        "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM assignment"
        " WHERE article_id = article.id AND role = 'annotator') ORDER BY position, id"
    )]  # fmt: skip


def loads(store: Store) -> list[Load]:
    """What everyone has to do and has done, by name."""
    work: dict[tuple[str, str], dict[str, int]] = {}
    for person, role, state, many in map(tuple, store.rows(
        "SELECT person_id, role, state, count(*) FROM assignment GROUP BY person_id, role, state"
    )):  # fmt: skip
        work.setdefault((person, role), {})[state] = many
    spans = dict(map(tuple, store.rows(
        "SELECT person_id, count(*) FROM span WHERE state = 'accepted'"  # noqa: S608
        f" AND NOT {of_curator()} GROUP BY person_id"
    )))  # fmt: skip
    decided = dict(map(tuple, store.rows(
        "SELECT person_id, count(*) FROM decision GROUP BY person_id"
    )))  # fmt: skip
    return [
        Load(one.id, one.name, work.get((one.id, ANNOTATOR), {}), work.get((one.id, CURATOR), {}),
             spans.get(one.id, 0), decided.get(one.id, 0))
        for one in people.everyone(store)
    ]  # fmt: skip
