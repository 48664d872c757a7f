"""What an edit or a choice elsewhere means for the rows of the claims table."""

from __future__ import annotations

from collections.abc import Mapping

from model import links
from model.edits import Edit
from model.records import LINKS, Label
from ui.desk import Desk

MATTERS = ("span", "link", "article", "label", "assignment", "person")
"""The tables whose changes can show in a row."""

_PLACE = ("start", "end", "label_id", "state")


def moves_claims(edit: Edit, labels: Mapping[str, Label]) -> bool:
    """Whether there may be other claims after the edit, or the same in another order of place."""
    if edit.touches("label", "article"):
        return True
    for change in edit.of("span"):
        rows = [row for row in (change.before, change.after) if row is not None]
        of_claim = any(
            str(row["label_id"]) not in labels or labels[str(row["label_id"])].role == "claim"
            for row in rows
        )
        if of_claim and (len(rows) == 1 or any(rows[0][name] != rows[1][name] for name in _PLACE)):
            return True
    return False


def claims_of_choice(desk: Desk) -> list[str]:
    """The chosen claim, or the claims that the chosen span is linked to."""
    span = desk.span
    if span is None:
        return []
    if desk.role(span) == "claim":
        return [span.id]
    kinds = set(LINKS.values())
    return [link.head for link in links.of_span(desk.project, span.id)
            if link.child == span.id and link.kind in kinds]  # fmt: skip
