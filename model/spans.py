"""Spans: marking, moving edges, relabelling, judging, and what hangs on them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from model import articles, decisions, links, moves, people, twins, typed
from model.edits import Cell, Row, RowChange
from model.errors import UserError
from model.open_edit import OpenEdit
from model.records import CURATED, CURATOR, SPAN_STATES, Attributes, Span, of_curator
from model.store import Store
from model.trouble import SAFE

_FIELDS = (
    'id, article_id, start, "end", label_id, quote, state, origin, person_id, created, score,'
    " note, attributes"
)
"""In the order of the record's fields: an article may hold ten thousand of them."""
MARKED = f"NOT {of_curator()}"
"""SQL: whether a span is in an annotator's reading, not in a curator's."""


class NewSpan(NamedTuple):
    """A span not yet stored: code points, half-open."""

    start: int
    end: int
    label_id: str
    attributes: Attributes | None = None
    state: str = "accepted"
    origin: str = "person"
    score: float | None = None
    note: str = ""


# ---- reading


def of_article(store: Store, article_id: str) -> list[Span]:
    """The article's spans in reading order, the longer first where they begin together."""
    return between(store, article_id, 0, 1 << 62)


def between(store: Store, article_id: str, low: int, high: int) -> list[Span]:
    """Those that begin in `[low, high)`, in the same order."""
    return _in_order(store, "start >= ? AND start < ?", article_id, low, high)


def over(store: Store, article_id: str, start: int, end: int) -> list[Span]:
    """Those that share a character with `[start, end)`, in the same order."""
    return _in_order(store, 'start < ? AND "end" > ?', article_id, end, start)


def _in_order(store: Store, where: str, article_id: str, *places: int) -> list[Span]:
    rows = store.rows(
        f"SELECT {_FIELDS} FROM span WHERE article_id = ? AND {where}"  # noqa: S608
        ' ORDER BY start, "end" DESC, id',
        (article_id, *places),
    )
    values = ([*known, json.loads(said) if said != "{}" else {}] for *known, said in rows)
    return [Span(*each) for each in values]


def one(store: Store, span_id: str) -> Span | None:
    row = store.row(f"SELECT {_FIELDS} FROM span WHERE id = ?", (span_id,))  # noqa: S608
    return None if row is None else from_row(row)


def total(store: Store) -> int:
    """Accepted spans that annotators have marked in the whole project."""
    # Counting along an index, then taking off what curators have, spares reading every span.
    every = store.value("SELECT count(*) FROM span WHERE state = 'accepted'")
    curated = store.value(
        "SELECT count(*) FROM person CROSS JOIN assignment ON assignment.person_id = person.id"  # noqa: S608
        " AND role = 'curator' CROSS JOIN span ON span.article_id = assignment.article_id"
        f" AND span.person_id = person.id WHERE +span.state = 'accepted' AND {of_curator()}"
    )
    return int(str(every)) - int(str(curated))


def from_row(row: sqlite3.Row | Row) -> Span:
    """A span from its columns, as a query or the log gives them."""
    values = dict(row)
    values["attributes"] = json.loads(str(values["attributes"]))
    return Span(**values)


# ---- changing


def mark(store: Store, article_id: str, start: int, end: int, label_id: str,
         attributes: Attributes | None = None) -> str:  # fmt: skip
    """Mark `[start, end)` by hand; returns the span's id, an equal span's when there is one.

    Raises `UserError` when the range is empty or leaves the text.
    """
    person = people.whoever(store)
    role = moves.role_in(moves.of_article(store, article_id), person)
    same = twins.of(store, {
        "article_id": article_id, "start": start, "end": end, "label_id": label_id,
        "person_id": person, "state": "accepted", "origin": CURATED if role == CURATOR else "",
    })  # fmt: skip
    if same is not None:
        return same
    with store.edit(f"Mark {_label_name(store, label_id)}") as edit:
        text, new = articles.text_of(store, article_id), NewSpan(start, end, label_id, attributes)
        return twins.take_up(edit, insert(edit, article_id, text, new))


def mark_all(store: Store, article_id: str, new: Iterable[NewSpan], title: str) -> list[str]:
    """Mark many spans of one article as one edit; returns their ids."""
    text = articles.text_of(store, article_id)
    with store.edit(title) as edit:
        return [twins.take_up(edit, insert(edit, article_id, text, span)) for span in new]


def insert(edit: OpenEdit, article_id: str, text: str, span: NewSpan) -> str:
    """One span within an edit, its quote taken from `text`, the article's.

    The person's equal span, when there is one, is left as it is; its id is returned then.
    """
    return insert_as(edit, article_id, text, span, *moves.working(edit, article_id))


def insert_as(
    edit: OpenEdit, article_id: str, text: str, span: NewSpan, person: str, role: str
) -> str:
    """The same, once `moves.working` has said who works on the article in which role."""
    require_inside(text, span.start, span.end)
    assert span.state in SPAN_STATES
    row: dict[str, Cell] = {
        "article_id": article_id, "start": span.start, "end": span.end, "label_id": span.label_id,
        "person_id": person, "state": span.state,
        "origin": CURATED if role == CURATOR and span.state == "accepted" else span.origin,
    }  # fmt: skip
    return twins.of(edit, row) or edit.insert(
        "span", **row, quote=text[span.start : span.end], created=edit.at,
        score=span.score, note=span.note, attributes=twins.packed(span.attributes or {}),
    )  # fmt: skip


def relabel(store: Store, span_id: str, label_id: str) -> None:
    """Give a span another label; its links change their kind with the label's role, or go."""
    with _changing(store, span_id, f"Relabel as {_label_name(store, label_id)}") as edit:
        _require_single(edit, span_id, label_id=label_id)
        put_label(edit, span_id, label_id)


def put_label(edit: OpenEdit, span_id: str, label_id: str) -> int:
    """Relabel within an edit; a span that comes to equal another one goes up in that. Returns how
    many links went, as they mean nothing with the new label."""
    span, label = edit.current("span", span_id), edit.current("label", label_id)
    assert span is not None
    assert label is not None
    before = edit.current("label", str(span["label_id"]))
    gone = 0
    if before is not None and before["role"] != label["role"]:
        gone = links.follow_role(edit, span_id, str(label["role"]))
    same = twins.of(edit, span | {"label_id": label_id})
    if same is None:
        edit.update("span", span_id, label_id=label_id)
    elif same != span_id:
        twins.fold(edit, span_id, same)
    decisions.follow(edit, [same or span_id])
    return gone


def move(store: Store, span_id: str, start: int, end: int, step: str = "") -> None:
    """Give a span new edges, going on with a `step` of undo if that is the newest; its quote
    follows, and so do a figure's numbers as long as they are what was read from the old quote.
    Raises `UserError` for an impossible range."""
    span = existing(store, span_id)
    text = articles.text_of(store, span.article_id)
    require_inside(text, start, end)
    which = "start" if end == span.end else "end" if start == span.start else "edges"
    title = f"Move {which} of {_label_name(store, span.label_id)}"
    with _changing(store, span_id, title, step) as edit:
        _require_single(edit, span_id, start=start, end=end)
        quote = text[start:end]
        kept = twins.packed(read_again(span, quote))
        edit.update("span", span_id, start=start, end=end, quote=quote, attributes=kept)


def read_again(span: Span, quote: str) -> Attributes:
    """The attributes of a span that is to quote other words."""
    from model import figures  # with its tables of words, only where a quote is read

    read = figures.attributes(span.quote)
    if not read or any(span.attributes.get(key) != value for key, value in read.items()):
        return span.attributes
    others = {key: value for key, value in span.attributes.items() if key not in read}
    return {**others, **figures.attributes(quote)}


def delete(store: Store, span_ids: Sequence[str]) -> None:
    """Delete spans with the links that hold them, as one edit."""
    found = [existing(store, span_id) for span_id in span_ids]
    if not found:
        return
    title = f"Delete {_label_name(store, found[0].label_id)}"
    with store.edit(title if len(found) == 1 else f"Delete {len(found)} spans") as edit:
        for span in found:
            moves.require_own(edit, span.person_id)
            drop(edit, span.id)
        for article_id in {span.article_id for span in found}:
            articles.working(edit, article_id)


def drop(edit: OpenEdit, span_id: str) -> None:
    """Delete a span within an edit, with its links and the decisions that it came from."""
    beside = links.beside(edit, span_id)
    links.cut(edit, span_id)
    for row in edit.rows("SELECT id FROM decision WHERE result = ?", (span_id,)):
        edit.delete("decision", row["id"])
    edit.delete("span", span_id)
    decisions.follow(edit, beside)


def set_note(store: Store, span_id: str, note: str) -> None:
    with _changing(store, span_id, "Note on span") as edit:
        edit.update("span", span_id, note=typed.note(note))


def set_attributes(store: Store, span_id: str, changed: Attributes, title: str = "") -> None:
    """Set some attributes; None or '' takes one away."""
    span = existing(store, span_id)
    merged = typed.attributes(span.attributes, changed)
    named = ", ".join(name.replace("_", " ") for name in changed)
    with _changing(store, span_id, title or f"Set {named}") as edit:
        edit.update("span", span_id, attributes=twins.packed(merged))


# ---- the promise


def guard(store: Store, changes: Iterable[RowChange]) -> None:
    """Inside every transaction: each span written still quotes its text exactly."""
    text, of = "", ""
    for change in changes:
        row = change.after
        if change.table != "span" or row is None:
            continue
        if row["article_id"] != of:
            of = str(row["article_id"])
            text = articles.text_of(store, of)
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        if not 0 <= start < end <= len(text) or text[start:end] != row["quote"]:
            raise AssertionError(f"span {change.id} does not quote its text")


@contextmanager
def _changing(store: Store, span_id: str, title: str, step: str = "") -> Iterator[OpenEdit]:
    """An edit on one span, which also says that its article is being worked on; a suggestion that
    a person changes is theirs."""
    span = existing(store, span_id)
    with store.edit(title, step=step) as edit:
        moves.require_own(edit, span.person_id)
        yield edit
        if edit.many:
            if span.state == "suggested" and edit.current("span", span.id) is not None:
                twins.judge(edit, span.id, "accepted")
            decisions.follow(edit, [span.id])
            articles.working(edit, span.article_id)


def existing(store: Store, span_id: str) -> Span:
    """Raises `UserError` when there is no such span any more."""
    span = one(store, span_id)
    if span is None:
        raise UserError("That span is no longer there.", safe=SAFE, hint="Choose another one.")
    return span


def _require_single(edit: OpenEdit, span_id: str, **changed: Cell) -> None:
    row = (edit.current("span", span_id) or {}) | changed
    if twins.of(edit, row) not in (None, span_id):
        raise UserError(
            "The same words carry that label already.", safe="Nothing was changed.",
            hint="Delete one of the two spans.",
        )  # fmt: skip


def _label_name(store: Store, label_id: str) -> str:
    return str(store.value("SELECT name FROM label WHERE id = ?", (label_id,)))


def require_inside(text: str, start: int, end: int) -> None:
    """Raises `UserError` when `[start, end)` is empty or leaves the text."""
    if not 0 <= start < end <= len(text):
        raise UserError(
            f"{start}–{end} is no range of this text ({len(text)} characters).",
            hint="Select some text first.",
        )
