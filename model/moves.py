"""The states of an assignment: which there are, and who may move which one to which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from model import named_ids, people
from model.errors import UserError
from model.open_edit import OpenEdit, Rows
from model.records import ANNOTATOR, ARTICLE_STATES, CURATOR

STATES = ARTICLE_STATES
NEW, IN_PROGRESS, SUBMITTED, RETURNED, APPROVED = STATES
FINISHED = (SUBMITTED, APPROVED)
"""What of an annotator's work is done; others may see it."""
_ASSIGNMENTS = "0f4c4d0e-6a60-4d67-8b43-0f6d4c1c2f57"


def is_done(assignment: str = "assignment") -> str:
    """SQL: whether a row of the table or alias `assignment` is one of the finished ones."""
    return f"{assignment}.state IN {FINISHED}"


STANDING = (
    "CASE WHEN assignment.role = 'annotator' OR assignment.state = 'approved'"
    " THEN assignment.state WHEN assignment.state <> 'new' THEN 'submitted' END"
)
"""SQL: what an assignment says of its article's state. A curator at work leaves it submitted, one
who has not begun says nothing."""


class Move(NamedTuple):
    """One way from state to state; `by` is whose hand it takes, `refusal` why it is refused."""

    verb: str
    sources: tuple[str, ...]
    target: str
    by: str
    """'own': the assignment's person; 'curator': the article's curator."""
    refusal: str = ""
    hint: str = ""


MOVES = {
    ANNOTATOR: (
        Move("work", STATES, IN_PROGRESS, "own"),
        Move("submit", STATES, SUBMITTED, "own"),
        Move("reopen", STATES, IN_PROGRESS, "own"),
        Move("approve", FINISHED, APPROVED, "own", "is not submitted yet", "Submit it first."),
        Move("return", FINISHED, RETURNED, "curator", "is not submitted, so it cannot be returned"),
        Move("accept", FINISHED, APPROVED, "curator", "is not submitted yet"),
    ),
    CURATOR: (
        Move("work", STATES, IN_PROGRESS, "own"),
        Move("approve", STATES, APPROVED, "own"),
        Move("reopen", STATES, IN_PROGRESS, "own"),
    ),
}
"""By role. Work goes on from any state: whoever changes what was finished has reopened it. What
only changes what is open asks `is_finished` first."""


def id_of(article_id: str, person_id: str, role: str) -> str:
    """The id of an assignment: the same on every machine that makes it."""
    return named_ids.id_of(_ASSIGNMENTS, f"{article_id} {person_id} {role}")


def of_article(rows: Rows, article_id: str) -> dict[tuple[str, str], str]:
    """The states of an article's assignments, by person and role."""
    return {(row[0], row[1]): row[2] for row in rows.rows(
        "SELECT person_id, role, state FROM assignment WHERE article_id = ?", (article_id,)
    )}  # fmt: skip


def role_in(states: dict[tuple[str, str], str], person_id: str) -> str:
    """In which role a person works on an article: as annotator until that work is finished, then
    as curator where they are that."""
    if (person_id, CURATOR) not in states:
        return ANNOTATOR
    done = states.get((person_id, ANNOTATOR), APPROVED) in FINISHED
    return CURATOR if done else ANNOTATOR


def is_finished(states: dict[tuple[str, str], str], person_id: str) -> bool:
    """Whether a person's own work on an article, in the role they have there, is done: it is left
    as it is until they reopen it, by single changes and by those of many articles at once."""
    return states.get((person_id, role_in(states, person_id))) in FINISHED


def working(edit: OpenEdit, article_id: str) -> tuple[str, str]:
    """Note that the person edits this article: their assignment is in progress from now on.

    Returns the person's id and the role in which they work.
    """
    person = people.at_work(edit)
    role = role_in(of_article(edit, article_id), person)
    put(edit, article_id, person, role, IN_PROGRESS)
    return person, role


def require_own(edit: OpenEdit, person_id: str) -> None:
    """What one person marked is never changed by another. Raises `UserError` to the other."""
    if person_id != people.at_work(edit):
        name = people.name_of(edit, person_id)
        raise UserError(
            f"{name} marked that; only {name} can change it.", safe="Nothing was changed.",
            hint=f"Agree, fix or reject it in the review; or work as {name}, if that is you.",
        )  # fmt: skip


def move(edit: OpenEdit, verb: str, article_id: str, person_id: str, role: str) -> None:
    """Carry out a move of the table. Raises `UserError` when the state does not allow it, or it
    is not for the person at work to make."""
    found = next(one for one in MOVES[role] if one.verb == verb)
    states = of_article(edit, article_id)
    hand = people.at_work(edit)
    if hand != person_id if found.by == "own" else (hand, CURATOR) not in states:
        name = people.name_of(edit, person_id)
        raise UserError(
            f"Only {name} can {verb} that." if found.by == "own" else
            f"Only the article's curator can {verb} the work of {name}.",
            safe="Nothing was changed.",
        )  # fmt: skip
    if states.get((person_id, role), NEW) not in found.sources:
        title = edit.rows("SELECT title FROM article WHERE id = ?", (article_id,))[0][0]
        raise UserError(f"“{title}” {found.refusal}.", safe="Nothing was changed.",
                        hint=found.hint)  # fmt: skip
    put(edit, article_id, person_id, role, found.target)


def put(edit: OpenEdit, article_id: str, person_id: str, role: str, state: str) -> None:
    """Give an assignment this state; it is made where there is none."""
    assert state in STATES, state
    rows = edit.rows(
        "SELECT id, state FROM assignment WHERE article_id = ? AND person_id = ? AND role = ?",
        (article_id, person_id, role),
    )
    if not rows:
        edit.insert("assignment", id=id_of(article_id, person_id, role), article_id=article_id,
                    person_id=person_id, role=role, state=state, changed=edit.at)  # fmt: skip
    elif rows[0]["state"] != state:
        edit.update("assignment", rows[0]["id"], state=state, changed=edit.at)


def of_all(states: Iterable[str | None]) -> str:
    """An article's state, from what its assignments say (STANDING): the least finished decides,
    but work that was sent back comes first. While some have submitted and others have not begun,
    it is in progress; once approved, it no longer waits for those."""
    found = set(states)
    if {NEW, SUBMITTED} <= found and RETURNED not in found:
        return IN_PROGRESS
    for state in (RETURNED, IN_PROGRESS, SUBMITTED, APPROVED):
        if state in found:
            return state
    return NEW
