"""The links of a curator's reading: which links of the readings it takes over, and when."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping

from model import decisions, links
from model.open_edit import OpenEdit
from model.records import CURATED

Results = Mapping[str, str | None]
"""By source: the span of the curator's reading that it became; None for rejected."""
Wins = Callable[[int, int], bool]
"""Whether a link is taken over that so many readings have, of so many that have both its ends."""


def follow(edit: OpenEdit, results: Results, source: str, made: str) -> None:
    """Take over the links of a source whose other end has a result too.

    That holds for a link one of whose ends was taken from its own reading: the other reading's
    links do not come along with a span that was settled by somebody else's.
    """
    for row in edit.rows(
        "SELECT kind, head, child FROM link WHERE head = :id OR child = :id", {"id": source}
    ):
        head, child = results.get(row["head"]), results.get(row["child"])
        if not head or not child or head == child or not _fits(edit, row["kind"], child):
            continue
        if row["head"] == _taken_from(edit, head) or row["child"] == _taken_from(edit, child):
            links.insert(edit, row["kind"], head, child)
    decisions.follow(edit, [made, *links.beside(edit, made)])


def vote(edit: OpenEdit, results: Results, made: Collection[str], wins: Wins) -> None:
    """Take over, at these spans of the curator's, the links that enough readings have.

    `wins` is asked how many readings have a link, and how many have spans at both its ends.
    """
    sources: dict[str, set[str]] = {}
    people = {row[0]: row[1] for row in edit.rows(
        "SELECT id, person_id FROM span WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([source for source, result in results.items() if result]),),
    )}  # fmt: skip
    for source, person in people.items():
        if result := results.get(source):
            sources.setdefault(result, set()).add(person)
    votes: dict[tuple[str, str, str], set[str]] = {}
    for source in people:
        for row in edit.rows("SELECT kind, head, child FROM link WHERE head = ?", (source,)):
            head, child = results.get(source), results.get(row["child"])
            if head and child and head != child and (head in made or child in made):
                votes.setdefault((row["kind"], head, child), set()).add(people[source])
    for (kind, head, child), voters in votes.items():
        both = len(sources[head] & sources[child])
        if wins(len(voters), both) and _fits(edit, kind, child):
            links.insert(edit, kind, head, child)
    decisions.follow(edit, [*made, *(id_ for one in made for id_ in links.beside(edit, one))])


def _fits(edit: OpenEdit, kind: str, child: str) -> bool:
    """Whether a link of this kind can still lead to a span, whose label may be another now."""
    row = edit.current("span", child)
    label = edit.current("label", str(row["label_id"])) if row else None
    return label is not None and links.role_of(kind) in ("", label["role"])


def _taken_from(edit: OpenEdit, made: str) -> str:
    """The span that a curator's one was taken from; '' when it was voted for, or made anew."""
    row = edit.current("span", made)
    return str(row["origin"]).removeprefix(CURATED).split(",")[0] if row else ""
