"""Curation: the readings of an article side by side, unit by unit, settled into one reading.

What is settled are decisions on spans, as in review: so undo, gold and what annotators see of it
are the same. Every verb is one edit; `review.approve` ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model import decisions, links, people, readings, spans, units
from model.differences import ties_of
from model.errors import UserError
from model.readings import Reading
from model.records import CURATOR, Decision, Link, Span
from model.sitting import Sitting
from model.store import Store
from model.units import Unit


@dataclass(frozen=True, slots=True)
class Board:
    """What a curator has before them."""

    article_id: str
    readings: tuple[Reading, ...]
    """The finished ones."""
    units: tuple[Unit, ...]
    """In reading order."""
    added: tuple[Span, ...]
    """The curator's spans that come from none of the readings."""
    links: tuple[Link, ...]
    """All links of the article."""

    @property
    def left(self) -> list[Unit]:
        """What is not decided yet."""
        return [unit for unit in self.units if not unit.is_decided]

    def unit_of(self, span_id: str) -> Unit | None:
        """The unit that a span of a reading, or of the curator's, belongs to."""
        for unit in self.units:
            if any(span.id == span_id for span in (*unit.spans.values(), *unit.results)):
                return unit
        return None


def board(store: Store, article_id: str) -> Board:
    """The article as its curator, the person at work, has it before them.

    Raises `UserError` for somebody who still annotates it blind.
    """
    me = people.whoever(store)
    if readings.view(store, article_id).why == readings.BLIND:
        raise UserError("You are still annotating this article yourself.",
                        safe="Nothing was shown.", hint="Submit your own work first.")  # fmt: skip
    passes = readings.finished(store, article_id)
    readers = [one.person_id for one in passes]
    marked = [span for span in spans.of_article(store, article_id) if span.state == "accepted"]
    own = {one.person_id: [span for span in marked if one.holds(span)] for one in passes}
    curated = {span.id: span for span in marked
               if (span.person_id, span.role) == (me, CURATOR)}  # fmt: skip
    tied = links.of_article(store, article_id)
    found = units.groups(own)
    named = {span.id: min(group.values(), key=units.place).id
             for group in found for span in group.values()}  # fmt: skip
    ties = ties_of(tied, named)
    decided = _in_force(store, article_id, me)
    return Board(
        article_id, tuple(passes),
        tuple(units.build(group, readers, decided, curated, ties) for group in found),
        tuple(span for span in curated.values() if not set(span.sources) & set(named)),
        tuple(tied),
    )  # fmt: skip


def _in_force(store: Store, article_id: str, me: str) -> dict[str, Decision]:
    waiting = set(decisions.undecided(store, article_id, me))
    made = decisions.of_article(store, article_id, me)
    return {span_id: one for span_id, one in made.items() if span_id not in waiting}


# ---- settling


def take(store: Store, span_id: str) -> str:
    """Take one reading's span, with its links, for its whole unit; returns the curator's span."""
    span = spans.one(store, span_id)
    if span is None:
        raise UserError("That span is no longer there.", safe="Nothing was changed.")
    unit = _unit(store, span.article_id, span_id)
    with store.edit("Take span") as edit:
        return settle(Sitting(store, edit, span.article_id), unit, [[span]])[0]


def take_label(store: Store, article_id: str, person_id: str, label_id: str) -> int:
    """Take all spans of one label from one reading, where nothing is decided; returns how many."""
    return _take_all(store, article_id, "Take label from a reading", lambda unit: [
        span for person, span in unit.spans.items()
        if (person, span.label_id) == (person_id, label_id)
    ])  # fmt: skip


def take_agreed(store: Store, article_id: str) -> int:
    """Take whatever all readings agree on, links included; returns how many units."""
    return _take_all(store, article_id, "Take what all agree on", lambda unit: (
        [] if unit.differences else list(unit.spans.values())[:1]
    ))  # fmt: skip


def reject(store: Store, span_id: str, reason: str, comment: str = "") -> None:
    """Reject a whole unit: none of its spans is right. That decides it like anything else."""
    unit, article_id = _with_article(store, span_id)
    if not reason.strip():
        raise UserError("A rejection needs a reason.", safe="Nothing was changed.",
                        hint="Choose one of the list, or type your own.")  # fmt: skip
    with store.edit("Reject unit") as edit:
        sitting = Sitting(store, edit, article_id)
        for span in unit.spans.values():
            sitting.reject(span.id, " ".join(reason.split()), comment.strip())


def make(store: Store, span_id: str, new: spans.NewSpan) -> str:
    """Settle a unit by a span of the curator's own; links that all its readings have are kept."""
    unit, article_id = _with_article(store, span_id)
    with store.edit("Make a span of one's own") as edit:
        sitting = Sitting(store, edit, article_id)
        made = sitting.make([span.id for span in unit.spans.values()], new)
        sitting.vote([made], lambda votes, both: votes == both)
        return made


def reopen(store: Store, span_id: str) -> None:
    """Take the decisions on a unit back."""
    unit, article_id = _with_article(store, span_id)
    with store.edit("Reopen unit") as edit:
        sitting = Sitting(store, edit, article_id)
        for span in unit.spans.values():
            sitting.withdraw(span.id)


def settle(sitting: Sitting, unit: Unit, chosen: Sequence[Sequence[Span]], *,
           voted: bool = False) -> list[str]:  # fmt: skip
    """Take the first span of each of these versions; the unit's other spans became the first one.

    Returns the curator's spans.
    """
    for span in unit.spans.values():
        sitting.withdraw(span.id)
    made = [sitting.agree(same[0].id, voted=voted) for same in chosen]
    for same, result in zip(chosen, made, strict=True):
        for span in same[1:]:
            sitting.become(span.id, result)
    taken = {span.id for same in chosen for span in same}
    for span in unit.spans.values():
        if span.id not in taken:
            sitting.become(span.id, made[0])
    return made


# ---- inside


def _take_all(store: Store, article_id: str, title: str,
              choose: Callable[[Unit], Sequence[Span]]) -> int:  # fmt: skip
    wanted = [(unit, choose(unit)) for unit in board(store, article_id).left]
    wanted = [(unit, found) for unit, found in wanted if found]
    if not wanted:
        return 0
    with store.edit(title) as edit:
        sitting = Sitting(store, edit, article_id)
        for unit, found in wanted:
            settle(sitting, unit, [found[:1]])
    return len(wanted)


def _with_article(store: Store, span_id: str) -> tuple[Unit, str]:
    span = spans.one(store, span_id)
    if span is None:
        raise UserError("That span is no longer there.", safe="Nothing was changed.")
    return _unit(store, span.article_id, span_id), span.article_id


def _unit(store: Store, article_id: str, span_id: str) -> Unit:
    found = board(store, article_id).unit_of(span_id)
    if found is None:
        raise UserError("That span is in no finished reading.", safe="Nothing was changed.",
                        hint="Wait until it is submitted.")  # fmt: skip
    return found
