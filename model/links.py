"""Links between spans of one article: a claim's actor, figures and verification, and the rest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from model import articles, decisions, moves, named_ids, people
from model.errors import UserError
from model.open_edit import OpenEdit, Rows, new_id
from model.records import LINKS, OTHER_LINKS, Link
from model.store import Store

KINDS = (*LINKS.values(), *OTHER_LINKS)
_ROLE_OF = {kind: role for role, kind in LINKS.items()} | {"has_agent": "actor"}
"""What the kinds that lead from a claim say about the span at their other end."""
_LINKS = "7d0a3f0c-5a53-4a0b-9a3b-2f1f6f0e8c41"
_FIELDS = "link.id, link.kind, link.head, link.child, link.person_id, link.created"


def id_of(kind: str, head: str, child: str) -> str:
    """The id of a link: the same on every machine that makes it."""
    return named_ids.id_of(_LINKS, f"{kind} {head} {child}")


def start_in(store: Store, article_id: str, heads: Iterable[str]) -> bool:
    """Whether links with these heads are of this article."""
    asked = "SELECT 1 FROM span WHERE article_id = ? AND id IN (SELECT value FROM json_each(?))"
    return store.row(f"{asked} LIMIT 1", (article_id, json.dumps([*heads]))) is not None


def of_article(store: Store, article_id: str) -> list[Link]:
    return [Link(*row) for row in store.rows(
        f"SELECT {_FIELDS} FROM link JOIN span ON span.id = link.head"  # noqa: S608
        " WHERE span.article_id = ? ORDER BY span.start, link.kind, link.id",
        (article_id,),
    )]  # fmt: skip


def of_span(store: Store, span_id: str) -> list[Link]:
    """The links that begin or end at a span."""
    return [Link(*row) for row in store.rows(
        f"SELECT {_FIELDS} FROM link WHERE head = ? OR child = ? ORDER BY kind, id",  # noqa: S608
        (span_id, span_id),
    )]  # fmt: skip


def add(store: Store, head: str, children: Sequence[str], *, kind: str = "") -> list[str]:
    """Link a claim to spans, as one edit; the kind follows from each child's role unless given.

    Links that stand already are left. Raises `UserError` when the spans cannot be linked.
    """
    if not kind and _role(store, head) != "claim":
        raise UserError("Only a claim is linked to its actor, figures and verification.",
                        hint="Choose a claim first.")  # fmt: skip
    planned = [(kind or kind_for(store, child), child) for child in children]
    title = "Link claim" if len(planned) == 1 else f"Link {len(planned)} spans"
    with store.edit(title) as edit:
        made = [insert(edit, kind, head, child) for kind, child in planned]
        article = edit.current("span", head)
        if made and article is not None:
            articles.working(edit, str(article["article_id"]))
    return made


def insert(edit: OpenEdit, kind: str, head: str, child: str) -> str:
    """One link within an edit; returns the id, the standing link's when there is one."""
    assert kind in KINDS, kind
    claim, other = edit.current("span", head), edit.current("span", child)
    if claim is None or other is None:
        raise UserError("A span to be linked is no longer there.", safe="Nothing was linked.")
    if head == child or claim["article_id"] != other["article_id"]:
        raise UserError(
            "Only two different spans of one article can be linked.", safe="Nothing was linked."
        )
    for end in (claim, other):
        moves.require_own(edit, str(end["person_id"]))
    there = edit.rows(
        "SELECT id FROM link WHERE kind = ? AND head = ? AND child = ?", (kind, head, child)
    )
    if there:
        return str(there[0]["id"])
    made = _write(
        edit, kind, head, child, is_taken=lambda id_: edit.current("link", id_) is not None
    )
    decisions.follow(edit, [head, child])
    return made


def propose(edit: OpenEdit, article_id: str, ties: Iterable[tuple[str, str, str]]) -> None:
    """Many links within an edit, as (kind, head, child), between spans of the person's own in one
    article of which at least one is only suggested. Links that stand already are left."""
    rows = edit.rows(
        "SELECT link.id, kind, head, child FROM link JOIN span ON span.id = link.head"
        " WHERE span.article_id = ?", (article_id,),
    )  # fmt: skip
    there, taken = {tuple(row)[1:] for row in rows}, {row["id"] for row in rows}
    for tie in ties:
        if tie not in there:
            _write(edit, *tie, is_taken=taken.__contains__)
            there.add(tie)


def take_away(edit: OpenEdit, link_id: str) -> None:
    """One link of the person's own within an edit; nothing when it is gone already."""
    link = edit.current("link", link_id)
    head = edit.current("span", str(link["head"])) if link else None
    if link is None or head is None:
        return
    moves.require_own(edit, str(head["person_id"]))
    edit.delete("link", link_id)
    decisions.follow(edit, [str(link["head"]), str(link["child"])])
    articles.working(edit, str(head["article_id"]))


def remove(store: Store, link_ids: Sequence[str]) -> None:
    """Take links away, as one edit."""
    with store.edit("Unlink" if len(link_ids) == 1 else f"Unlink {len(link_ids)} spans") as edit:
        for id_ in link_ids:
            take_away(edit, id_)


def follow_role(edit: OpenEdit, span_id: str, role: str) -> int:
    """After a span took a label of another role: its links change their kind with it, or go.

    Returns how many went because they have no meaning any more.
    """
    gone = 0
    for row in _at(edit, span_id):
        if row["kind"] not in _ROLE_OF:
            continue
        if row["head"] == span_id:
            fits = row["kind"] if role == "claim" else None
        else:
            fits = row["kind"] if _ROLE_OF[row["kind"]] == role else LINKS.get(role)
        _become(edit, row["id"], fits, row["head"], row["child"])
        gone += fits is None
    return gone


def rehang(edit: OpenEdit, span_id: str, to: str) -> None:
    """Give the links of one span to another one, as far as it does not have them yet."""
    for row in _at(edit, span_id):
        ends = [to if row[end] == span_id else row[end] for end in ("head", "child")]
        _become(edit, row["id"], row["kind"] if ends[0] != ends[1] else None, *ends)


def cut(edit: OpenEdit, span_id: str) -> None:
    """Take away every link that begins or ends at a span."""
    for row in _at(edit, span_id):
        edit.delete("link", row["id"])


def beside(rows: Rows, span_id: str) -> list[str]:
    """The spans that this one is linked to, either way."""
    return [row[0] for row in rows.rows(
        "SELECT CASE head WHEN :id THEN child ELSE head END FROM link"
        " WHERE head = :id OR child = :id", {"id": span_id},
    )]  # fmt: skip


def kind_for(store: Store, child: str) -> str:
    """The link that a claim takes to this span, by the role of its label."""
    role = _role(store, child)
    if role not in LINKS:
        raise UserError(
            "A claim is linked to an actor, a figure or a verified span.",
            hint="Choose a span with one of these labels.",
        )
    return LINKS[role]


def role_of(kind: str) -> str:
    """The role of the spans that a claim's link of this kind leads to; '' for other links."""
    return _ROLE_OF.get(kind, "")


def _role(store: Store, span_id: str) -> str:
    return str(store.value(
        "SELECT role FROM label JOIN span ON span.label_id = label.id WHERE span.id = ?",
        (span_id,),
    ))  # fmt: skip


def _write(
    edit: OpenEdit, kind: str, head: str, child: str, *, is_taken: Callable[[str], bool]
) -> str:
    """A link by the person at work. Its usual id is taken when it has come to join other spans."""
    id_ = id_of(kind, head, child)
    return edit.insert("link", id=new_id() if is_taken(id_) else id_, kind=kind, head=head,
                       child=child, person_id=people.at_work(edit), created=edit.at)  # fmt: skip


def _at(edit: OpenEdit, span_id: str) -> list[sqlite3.Row]:
    return edit.rows(
        "SELECT id, kind, head, child FROM link WHERE head = :id OR child = :id ORDER BY id",
        {"id": span_id},
    )


def _become(edit: OpenEdit, id_: str, kind: str | None, head: str, child: str) -> None:
    """Change a link; it goes when it has no kind left, or another one says the same."""
    same = edit.rows(
        "SELECT id FROM link WHERE kind = ? AND head = ? AND child = ? AND id <> ?",
        (kind, head, child, id_),
    )
    if kind is None or same:
        edit.delete("link", id_)
    else:
        edit.update("link", id_, kind=kind, head=head, child=child)
