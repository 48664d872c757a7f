"""Suggestions in a project: where they are wanted, judging them, and what hangs on them.

A suggestion is a span in the state `suggested` in the reading of the person who asked for it; a
link with such an end is proposed too, and stands once both its ends are accepted. What a person
has marked or rejected is never proposed to them again.
"""

from __future__ import annotations

from collections.abc import Iterable

from model import already, links, moves, people, spans, twins
from model.open_edit import OpenEdit
from model.records import ANNOTATOR, Span
from model.store import Store


def are_wanted(store: Store, article_id: str) -> bool:
    """Whether the person at work would use suggestions here: their reading is unfinished, or
    nobody has one."""
    states = moves.of_article(store, article_id)
    mine = states.get((people.whoever(store), ANNOTATOR))
    return not states if mine is None else mine not in moves.FINISHED


def wanted(store: Store) -> list[str]:
    """The ids of all articles of which `are_wanted` holds, in the library's order."""
    mine = f"person_id = ? AND role = '{ANNOTATOR}'"
    done = ", ".join(f"'{state}'" for state in moves.FINISHED)
    of_article = "SELECT 1 FROM assignment WHERE article_id = article.id"
    return [str(row[0]) for row in store.rows(
        f"SELECT id FROM article WHERE NOT EXISTS ({of_article})"  # noqa: S608
        f" OR EXISTS ({of_article} AND {mine} AND state NOT IN ({done})) ORDER BY position, id",
        (people.whoever(store),),
    )]  # fmt: skip


def own(store: Store, article_id: str) -> list[Span]:
    """The spans of the person's own reading of an article, suggested and judged."""
    me = people.whoever(store)
    return [one for one in spans.of_article(store, article_id)
            if one.person_id == me and one.role == ANNOTATOR]  # fmt: skip


def judge(store: Store, span_ids: Iterable[str], state: str) -> None:
    """Accept or reject suggestions, as one edit.

    Links stand between spans that are accepted; a rejected one is kept as a negative, without its
    links.
    """
    verb = {"accepted": "Accept", "rejected": "Reject", "suggested": "Unjudge"}[state]
    chosen = [spans.existing(store, span_id) for span_id in span_ids]
    noun = "suggestion" if len(chosen) == 1 else f"{len(chosen)} suggestions"
    with store.edit(f"{verb} {noun}") as edit:
        for span in chosen:
            _judge(edit, span, state)


def tied(store: Store, span_id: str) -> set[str]:
    """The suggestions that are linked with a span, either way."""
    return {str(row[0]) for row in store.rows(
        "SELECT id FROM span WHERE state = 'suggested' AND id IN ("
        "SELECT child FROM link WHERE head = :id UNION SELECT head FROM link WHERE child = :id)",
        {"id": span_id},
    )}  # fmt: skip


def take_away(edit: OpenEdit, store: Store, article_id: str, span_ids: Iterable[str]) -> None:
    """Take suggestions of an article away, with their links; none come by themselves any more."""
    for span_id in span_ids:
        links.cut(edit, span_id)
        edit.delete("span", span_id)
    already.decline(edit, store, article_id)


# ---- inside


def _judge(edit: OpenEdit, span: Span, state: str) -> None:
    if span.state != "suggested":
        moves.require_own(edit, span.person_id)
    if state == "rejected":
        links.cut(edit, span.id)
    twins.judge(edit, span.id, state)
