"""Comments: remarks on an article or one of its spans, and the answers to them."""

from __future__ import annotations

from model import articles, people, readings
from model.errors import UserError
from model.open_edit import OpenEdit, Rows
from model.records import Comment
from model.store import Store

LONGEST = 4000
_FIELDS = "id, article_id, span_id, person_id, text, created, answers"


def of_article(store: Rows, article_id: str, span_id: str = "") -> list[Comment]:
    """The comments of an article, or on one span of it, the oldest first."""
    return [Comment(*row) for row in store.rows(
        f"SELECT {_FIELDS} FROM comment WHERE article_id = :article"  # noqa: S608
        " AND (span_id = :span OR :span = '') ORDER BY created, rowid",
        {"article": article_id, "span": span_id},
    )]  # fmt: skip


def shown(store: Store, article_id: str) -> list[Comment]:
    """Those that the person at work may see: while they annotate blind, none on others' spans."""
    found = of_article(store, article_id)
    if readings.view(store, article_id).why != readings.BLIND:
        return found
    seen = {span.id for span in readings.shown(store, article_id)}
    return [one for one in found if one.span_id is None or one.span_id in seen]


def add(store: Store, article_id: str, text: str, span_id: str | None = None) -> str:
    """Say something of an article or of a span in it; returns the comment's id."""
    title = "Comment on span" if span_id else f"Comment on {articles.one(store, article_id).title}"
    with store.edit(title) as edit:
        return put(edit, article_id, text, span_id)


def answer(store: Store, comment_id: str, text: str) -> str:
    """Answer a comment; returns the answer's id. Raises `UserError` when it is gone."""
    with store.edit("Answer a comment") as edit:
        asked = edit.current("comment", comment_id)
        if asked is None:
            raise UserError("That comment is no longer there.", safe="Nothing was changed.")
        span_id = asked["span_id"]
        return put(edit, str(asked["article_id"]), text, None if span_id is None else str(span_id),
                   comment_id)  # fmt: skip


def put(edit: OpenEdit, article_id: str, text: str, span_id: str | None = None,
        answers: str | None = None) -> str:  # fmt: skip
    """One comment within an edit. Raises `UserError` when nothing is said, or too much."""
    said = "".join(c for c in text if c.isprintable() or c in "\n\t").strip()
    if not said:
        raise UserError("There is no comment to keep.", hint="Type what you want to say.")
    if len(said) > LONGEST:
        raise UserError(f"A comment has {LONGEST:,} characters at most; this one {len(said):,}.",
                        safe="Nothing was changed.", hint="Shorten it.")  # fmt: skip
    return edit.insert(
        "comment", article_id=article_id, span_id=span_id, text=said, created=edit.at,
        person_id=people.at_work(edit), answers=answers,
    )  # fmt: skip
