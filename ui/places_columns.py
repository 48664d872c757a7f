"""The columns of lists of places: the words in context, what they carry here and elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ui.desk import Desk
from ui.places_model import Column, Row


def of_concordance(desk: Desk) -> Sequence[Column]:
    return (
        *_context(18),
        Column("label", "Label", lambda row: carried(desk, row), 12, share=1),
        Column("article", "Article", lambda row: row.hit.article, 14, share=1),
    )


def of_consistency(desk: Desk) -> Sequence[Column]:
    return (
        Column("usual", "Usually", lambda row: usual(desk, row), 16, share=1),
        Column("label", "Here", lambda row: carried(desk, row) or NO_LABEL, 11, share=1),
        *_context(13),
        Column("article", "Article", lambda row: row.hit.article, 12, share=1),
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


def _context(least: int) -> Sequence[Column]:
    """The words, and what is around them, of which so many characters are shown at least."""
    return (
        Column("before", "Before", lambda row: row.hit.before, least,
               lambda row: row.hit.before.casefold().rstrip()[::-1], share=4),
        Column("words", "Words", lambda row: row.hit.words, 16, share=2),
        Column("after", "After", lambda row: row.hit.after, least, share=4),
    )  # fmt: skip
