"""Readings: one person's spans of one article, in one role; which ones are gold, and who sees what.

Everything that shows, counts or exports spans follows the rules of this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from model import decisions, moves, people, policies, spans
from model.moves import APPROVED, FINISHED, NEW
from model.open_edit import Rows
from model.records import ANNOTATOR, CURATOR, Span, of_curator
from model.store import Store

BLIND, GOLD, REVIEW, OWN, EVERYBODY = "blind", "gold", "review", "own", "everybody"
Whose = frozenset[tuple[str, str]]
"""Readings of one article, as (id of the person, role)."""


class Reading(NamedTuple):
    """`person_id`'s pass over an article in `role`; the spans are those of `holds`."""

    article_id: str
    person_id: str
    role: str
    state: str
    changed: str

    def holds(self, span: Span) -> bool:
        return (span.person_id, span.role) == (self.person_id, self.role)


class View(NamedTuple):
    """What a person sees of an article, and why."""

    why: str
    """'blind': their own, until they submit. 'gold': there is some. 'review': they are the curator:
    their decisions, and what is not decided yet. 'own': their own. 'everybody': every annotator's,
    as they have none."""
    whose: Whose
    undecided: frozenset[str] = frozenset()
    """Ids of spans that a curator still has to decide on."""

    def holds(self, span: Span) -> bool:
        return self.sees((span.person_id, span.role)) or span.id in self.undecided

    def sees(self, reading: tuple[str, str]) -> bool:
        """Whether a whole reading is seen, given as (id of the person, role)."""
        return reading[1] == ANNOTATOR if self.why == EVERYBODY else reading in self.whose


# ---- readings


def of_article(store: Rows, article_id: str) -> list[Reading]:
    """Every reading that was assigned or begun: annotators first, in the order of their names."""
    return [Reading(*row) for row in store.rows(
        "SELECT article_id, person_id, role, state, changed FROM assignment"
        " JOIN person ON person.id = person_id WHERE article_id = ?"
        " ORDER BY role, name COLLATE NOCASE, person.id",
        (article_id,),
    )]  # fmt: skip


def finished(store: Rows, article_id: str) -> list[Reading]:
    """The annotators' readings that were submitted, approved ones included."""
    return [one for one in of_article(store, article_id)
            if one.role == ANNOTATOR and one.state in FINISHED]  # fmt: skip


def spans_of(store: Store, article_id: str, person_id: str, role: str = ANNOTATOR) -> list[Span]:
    """The spans of one reading, in reading order."""
    return [span for span in spans.of_article(store, article_id)
            if (span.person_id, span.role) == (person_id, role)]  # fmt: skip


# ---- gold


def gold_among(readings: Iterable[Reading]) -> Whose:
    """Whose spans are the article's gold; nobody's when there is none.

    An approved curator's reading is; where nobody reviews the article, every annotator's that was
    approved. Of several curators, which only a merge can bring, the latest to approve counts.
    """
    readings = list(readings)
    curators = [one for one in readings if one.role == CURATOR and one.state != NEW]
    approved = [one for one in curators if one.state == APPROVED]
    if approved:
        latest = max(approved, key=lambda one: (one.changed, one.person_id))
        return frozenset({(latest.person_id, CURATOR)})
    if curators:
        return frozenset()
    return frozenset((one.person_id, ANNOTATOR) for one in readings if one.state == APPROVED)


def gold_of(store: Rows, article_id: str) -> Whose:
    return gold_among(of_article(store, article_id))


def gold(store: Store, article_id: str) -> list[Span]:
    """The accepted spans of the article's gold, in reading order; none without a gold."""
    whose = gold_of(store, article_id)
    return [span for span in spans.of_article(store, article_id)
            if span.state == "accepted" and (span.person_id, span.role) in whose]  # fmt: skip


# ---- who sees what


def view(store: Store, article_id: str, person_id: str = "") -> View:
    """What a person, the one at work unless another is named, sees of an article."""
    me = person_id or people.whoever(store)
    return view_among(
        of_article(store, article_id), me, blind=policies.is_blind(store),
        has_spans=_has_spans(store, article_id, me),
        undecided=lambda: decisions.undecided(store, article_id, me),
    )  # fmt: skip


def view_among(readings: Iterable[Reading], me: str, *, blind: bool, has_spans: bool,
               undecided: Callable[[], Iterable[str]]) -> View:  # fmt: skip
    """What `me` sees of an article with these readings; `has_spans` says whether any are theirs,
    `undecided` which spans they still have to decide on as its curator."""
    readings = list(readings)
    states = {(one.person_id, one.role): one.state for one in readings}
    mine = states.get((me, ANNOTATOR))
    own: Whose = frozenset({(me, ANNOTATOR)})
    if blind and mine is not None and mine not in FINISHED:
        return View(BLIND, own)
    if whose := gold_among(readings):
        return View(GOLD, whose)
    if (me, CURATOR) in states:
        return View(REVIEW, frozenset({(me, CURATOR)}), frozenset(undecided()))
    if mine is not None or has_spans:
        return View(OWN, own)
    return View(EVERYBODY, frozenset())


def under_review(store: Store, article_id: str) -> View:
    """What a reviewer has before them: what the article's curator, or they, have decided, and what
    of the finished readings waits for that."""
    me = people.whoever(store)
    curators = [one.person_id for one in of_article(store, article_id) if one.role == CURATOR]
    curator = me if me in curators or not curators else curators[0]
    undecided = decisions.undecided(store, article_id, curator)
    return View(REVIEW, frozenset({(curator, CURATOR)}), frozenset(undecided))


def is_locked(store: Store, article_id: str) -> bool:
    """Whether the person at work has finished the article: before they change anything, they
    reopen it."""
    return moves.is_finished(moves.of_article(store, article_id), people.whoever(store))


def shown(store: Store, article_id: str, person_id: str = "") -> list[Span]:
    """The spans that a person sees in an article, in reading order; suggestions are for the person
    who asked for them alone."""
    me = person_id or people.whoever(store)
    seen = view(store, article_id, me)
    return [span for span in spans.of_article(store, article_id)
            if seen.holds(span)
            and (span.state != "suggested" or span.person_id == me)]  # fmt: skip


def _has_spans(store: Rows, article_id: str, person_id: str) -> bool:
    return bool(store.rows(
        "SELECT 1 FROM person CROSS JOIN span ON article_id = ? AND person_id = person.id"  # noqa: S608
        f" AND NOT {of_curator()} WHERE person.id = ? LIMIT 1",
        (article_id, person_id),
    ))  # fmt: skip
