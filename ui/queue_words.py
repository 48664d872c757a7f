"""What waits for review in words: what stands below its title, and what is said of it."""

from __future__ import annotations

from model.plurals import many
from model.review_queue import Pile, Waiting
from ui.ages import age


def of_span(one: Waiting) -> tuple[str, ...]:
    """Whose it is, how many have the same, and since when it waits."""
    facts = (
        one.person,
        f"{one.same} of {one.readings}" if one.readings > 1 else "",
        f"score {one.score:.2f}" if one.score is not None else "",
        many(one.remarks, "comment") if one.remarks else "",
        one.article,
        age(one.since),
    )
    return tuple(filter(None, facts))


def of_pile(one: Pile, verdict: str) -> tuple[str, ...]:
    """What is left in an article, and how far its readings agree. `verdict` is 'approved',
    'returned', or '' while it waits."""
    facts = (
        f"{many(one.left, 'span')} left" if one.left else verdict or "nothing left, not approved",
        f"agreement {one.agreement:.2f}" if one.agreement is not None else "",
        f"{one.readings} readings" if one.readings > 1 else "",
        age(one.since),
    )
    return tuple(filter(None, facts))
