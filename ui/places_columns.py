"""The columns of lists of places: the words in context, what they carry here and elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ui.desk import Desk
from ui.places_model import Column, Row


def of_concordance(desk: Desk) -> Sequence[Column]:
    return (
        *_context(),
        Column("label", "Label", lambda row: carried(desk, row), 18),
        Column("article", "Article", lambda row: row.hit.article, 20),
    )


def of_consistency(desk: Desk) -> Sequence[Column]:
    return (
        Column("usual", "Usually", lambda row: usual(desk, row), 22),
        Column("label", "Here", lambda row: carried(desk, row) or NO_LABEL, 18),
        *_context(),
        Column("article", "Article", lambda row: row.hit.article, 18),
    )


NO_LABEL = "no label"


def carried(desk: Desk, row: Row) -> str:
    """What the spans of a place say: `figure ×3, claim (suggested)`."""
    known = desk.labels
    said = Counter(
        f"{known[span.label_id].name}{'' if span.state == 'accepted' else f' ({span.state})'}"
        for span in row.hit.spans
        if span.label_id in known
    )
    return ", ".join(f"{name} ×{many:,}" if many > 1 else name for name, many in said.items())


def usual(desk: Desk, row: Row) -> str:
    """How the words of a place are labelled most often: `actor, 12 of 14`."""
    if row.group is None:
        return ""
    (way, many), total = row.group.counts[0], row.group.total
    return f"{named(desk, way)}, {many:,} of {total:,}"


def named(desk: Desk, way: Iterable[str]) -> str:
    """Labels by name: `actor + claim`."""
    names = (desk.labels[id_].name for id_ in way if id_ in desk.labels)
    return " + ".join(sorted(names)) or NO_LABEL


def _context() -> Sequence[Column]:
    return (
        Column("before", "Before", lambda row: row.hit.before, 12,
               lambda row: row.hit.before.casefold().rstrip()[::-1], share=3),
        Column("words", "Words", lambda row: row.hit.words, 20, share=1),
        Column("after", "After", lambda row: row.hit.after, 12, share=3),
    )  # fmt: skip
