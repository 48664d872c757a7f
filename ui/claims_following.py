"""What an edit or a choice elsewhere means for the rows of the claims table."""

from __future__ import annotations

from collections.abc import Mapping

from model import links, sight
from model.edits import Edit, Row
from model.records import LINKS, Label
from ui.desk import Desk

_MATTERS = ("link", "article", "label", "assignment", "person")
"""The tables whose every change can show in a row; a span's only sometimes."""

_OF_ONE_ARTICLE = {"span", "link", "suggested"}
"""The tables whose rows belong to a text, and say nothing of another."""

_PLACE = ("start", "end", "label_id", "state")


def concerns(edit: Edit, article_id: str | None, desk: Desk) -> bool:
    """Whether a row of the article, or of any where that is None, may look otherwise now."""
    return shows_in_rows(edit, desk.labels) and not is_elsewhere(edit, article_id, desk)


def shows_in_rows(edit: Edit, labels: Mapping[str, Label]) -> bool:
    """Whether a row may look otherwise now; a span that comes or goes unlinked shows in none."""
    return edit.touches(*_MATTERS) or any(
        _is_claim(row, labels) or (change.before and change.after)
        for change in edit.of("span")
        for row in (change.before, change.after) if row is not None
    )  # fmt: skip


def is_elsewhere(edit: Edit, article_id: str | None, desk: Desk) -> bool:
    """Whether only spans and links of other articles changed; never where the whole project is
    shown (None)."""
    if article_id is None or edit.is_large or not edit.counts.keys() <= _OF_ONE_ARTICLE:
        return False
    if article_id in articles_of(edit):
        return False
    heads = {str((change.after or change.before or {})["head"]) for change in edit.of("link")}
    return not heads or not links.start_in(desk.project, article_id, heads)


def _is_claim(row: Row, labels: Mapping[str, Label]) -> bool:
    label = labels.get(str(row["label_id"]))
    return label is None or label.role == "claim"


def moves_claims(edit: Edit, labels: Mapping[str, Label]) -> bool:
    """Whether there may be other claims after the edit, or the same in another order of place."""
    if edit.touches("label", "article"):
        return True
    for change in edit.of("span"):
        rows = [row for row in (change.before, change.after) if row is not None]
        of_claim = any(_is_claim(row, labels) for row in rows)
        if of_claim and (len(rows) == 1 or any(rows[0][name] != rows[1][name] for name in _PLACE)):
            return True
    return False


def keeps_others(edit: Edit, desk: Desk) -> bool:
    """Whether the edit leaves other articles' rows: their order, and whose claims are seen."""
    others = edit.touches("assignment", "decision", "project") and sight.are_several(desk.project)
    return not edit.touches("label", "article") and not others


def place_of_article(edit: Edit, shown: list[str], fresh: list[str]) -> tuple[int, int] | None:
    """The rows that an article's claims took before the edit, as first row and count.

    `shown` are all rows in the order of the texts, `fresh` the article's claims after the edit;
    None when no claim that stayed tells the place.
    """
    came = {change.id for change in edit.of("span") if change.before is None}
    stayed = [id_ for id_ in fresh if id_ not in came]
    if not stayed or stayed[0] not in shown:
        return None
    known = set(stayed) | {change.id for change in edit.of("span")}
    first = last = shown.index(stayed[0])
    while first > 0 and shown[first - 1] in known:
        first -= 1
    while last + 1 < len(shown) and shown[last + 1] in known:
        last += 1
    return first, last + 1 - first


def articles_of(edit: Edit) -> set[str]:
    """The articles whose spans the edit changed."""
    rows = (change.after or change.before or {} for change in edit.of("span"))
    return {str(row["article_id"]) for row in rows}


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
