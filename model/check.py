"""Checking a project: the file, every hash, quote and offset, the log's chain, tables = log."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from model import exchange, opening, parts, twins
from model.as_logged import AsLogged, room
from model.edits import FIRST_LINK, Edit, Row, agree, chained
from model.errors import DamagedProject
from model.exchange import NO_SEAL, Passed, sealed
from model.plurals import many
from model.records import of_curator
from model.schema import LOGGED
from model.store import Store

PAGE = 10
"""Edits read at a time."""
ROWS = 1_000
"""Rows of a table read at a time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be: which check found it, where, and what."""

    check: str
    what: str
    article_id: str = ""
    span_id: str = ""


def project(store: Store) -> list[Problem]:
    """Every problem found; empty when the project is sound. Nothing is changed."""
    return [problem for check in CHECKS for problem in _as_far_as_it_goes(check, store)]


def _as_far_as_it_goes(
    check: Callable[[Store], Iterator[Problem]], store: Store
) -> Iterator[Problem]:
    """A check that cannot read on has found a problem too."""
    try:
        yield from check(store)
    except DamagedProject as error:
        yield Problem(check.__name__, f"cannot be read to the end: {error.what}")


def file(store: Store) -> Iterator[Problem]:
    for row in store.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Problem("file", str(row[0]))
    astray = Counter((row[0], row[2]) for row in store.rows("PRAGMA foreign_key_check"))
    for (table, missing), rows in sorted(astray.items()):
        yield Problem("file", f"{many(rows, 'reference')} of {table} to a missing row of {missing}")


def tables(store: Store) -> Iterator[Problem]:
    found = [
        (row[0], row[1], " ".join(row[2].split()))
        for row in store.rows("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    ]
    for name in opening.strangers(found, int(str(store.value("PRAGMA user_version")))):
        yield Problem("tables", f"{name} is not as this version makes it")


def texts(store: Store) -> Iterator[Problem]:
    """Each article's text still has the hash that names it."""
    for row in store.rows("SELECT id, title, body FROM article"):
        body = store.value("SELECT CAST(text AS BLOB) FROM body WHERE hash = ?", (row["body"],))
        if not isinstance(body, bytes) or hashlib.sha256(body).hexdigest() != row["body"]:
            yield Problem("texts", f"the text of “{row['title']}” has changed", row["id"])


def search(store: Store) -> Iterator[Problem]:
    """Each text can be found by its words."""
    lost = int(str(store.value("SELECT count(*) FROM body WHERE number NOT IN"
                               " (SELECT id FROM body_search_docsize)")))  # fmt: skip
    if lost:
        yield Problem("search", f"{many(lost, 'text')} cannot be searched: the index lacks them")


def quotes(store: Store) -> Iterator[Problem]:
    """Each span lies inside its text and quotes it exactly."""
    for article in store.rows("SELECT id, title, body FROM article"):
        stored = store.value(
            "SELECT CAST(text AS BLOB) FROM body WHERE hash = ?", (article["body"],)
        )
        body = bytes(stored if isinstance(stored, bytes) else b"").decode(errors="replace")
        for span in store.rows(
            'SELECT id, start, "end", quote FROM span WHERE article_id = ?', (article["id"],)
        ):
            if not 0 <= span["start"] < span["end"] <= len(body):
                what = f"{span['start']}–{span['end']} lies outside “{article['title']}”"
            elif body[span["start"] : span["end"]] != span["quote"]:
                place = f"{span['start']}–{span['end']} of “{article['title']}”"
                what = f"“{span['quote'][:60]}” is not what {place} says"
            else:
                continue
            yield Problem("quotes", what, article["id"], span["id"])


def doubles(store: Store) -> Iterator[Problem]:
    """No reading has the same words twice with the same label."""
    for (article_id,) in store.rows("SELECT DISTINCT article_id FROM span ORDER BY article_id"):
        for row in store.rows(
            "SELECT min(id) AS id, quote FROM span WHERE article_id = ? AND state = 'accepted'"  # noqa: S608
            f' GROUP BY start, "end", label_id, person_id, {twins.SAME_READING}'
            " HAVING count(*) > 1", (article_id,),
        ):  # fmt: skip
            what = f"“{row['quote'][:60]}” is marked twice"
            yield Problem("doubles", what, article_id, row["id"])


def links(store: Store) -> Iterator[Problem]:
    """Each link stays within one article."""
    for row in store.rows(
        "SELECT link.kind, head.article_id, head.id, head.quote FROM link"
        " JOIN span AS head ON head.id = link.head JOIN span AS child ON child.id = link.child"
        " WHERE head.article_id <> child.article_id"
    ):
        what = f"a link from “{row['quote'][:60]}” leaves its article"
        yield Problem("links", what, row["article_id"], row["id"])


def reviews(store: Store) -> Iterator[Problem]:
    """Each decision is on a span of its article, and what it led to is the curator's own."""
    for row in store.rows(
        "SELECT decision.article_id, decision.span_id, source.quote,"  # noqa: S608
        f" source.article_id <> decision.article_id OR {of_curator('source')},"
        " made.article_id <> decision.article_id OR made.person_id <> decision.person_id"
        f" OR NOT {of_curator('made')} FROM decision"
        " LEFT JOIN span AS source ON source.id = decision.span_id"
        " LEFT JOIN span AS made ON made.id = decision.result"
    ):
        article_id, span_id, quote, misplaced, not_own = row
        if misplaced:
            yield Problem("reviews", f"a decision on “{(quote or '')[:60]}” is on no annotator's "
                          "span of its article", article_id, span_id)  # fmt: skip
        if not_own:
            yield Problem("reviews", f"a decision on “{(quote or '')[:60]}” led to a span that is "
                          "not its curator's", article_id, span_id)  # fmt: skip


def log(store: Store) -> Iterator[Problem]:
    """The log is whole: positions, clock order, and every hash on the one before."""
    previous, last_at, expected = FIRST_LINK, "", 1
    for row in _edits(store):
        edit = Edit(row["id"], row["kind"], row["target"], row["title"], row["person"],
                    row["device"], row["seq"], row["at"], (), {})  # fmt: skip
        if row["position"] != expected:
            yield Problem("log", f"edit {expected} is missing")
        link = chained(previous, edit, row["changes"])
        sound = (row["previous"], row["hash"]) == (previous, link)
        if not sound or parts.is_altered(store, row["id"], row["changes"]):
            yield Problem("log", f"edit {row['position']} (“{row['title']}”) was altered")
        if row["at"] < last_at:
            yield Problem("log", f"edit {row['position']} is dated before the one it follows")
        previous, last_at, expected = row["hash"], row["at"], row["position"] + 1


def colleagues(store: Store) -> Iterator[Problem]:
    """What came in packets is as it was sealed by whoever made it, and all of it is there."""
    for row in _paged(store, "SELECT rowid AS place, * FROM foreign_edit WHERE rowid > ?"):
        came = Passed(**{name: row[name] for name in Passed.__annotations__})
        before = exchange.seals(store, [came.prior]).get(came.prior, "") if came.prior else NO_SEAL
        if sealed(before, came) != came.seal:
            what = f"“{came.title}” of {came.person} is not as it was sealed"
            yield Problem("colleagues", what)
    for row in store.rows(
        "SELECT title FROM edit WHERE kind = 'do' AND title GLOB 'Merge [0-9]* edit* of *'"
        " AND id NOT IN (SELECT merge_id FROM merged)"
    ):
        yield Problem("colleagues", f"what “{row['title']}” has brought is no longer there")


def replay(store: Store) -> Iterator[Problem]:
    """The tables hold exactly what the log says."""
    with room(), AsLogged() as said:
        for row in _edits(store):
            try:
                for change in chain.from_iterable(parts.read(store, row["id"], row["changes"])):
                    if not said.follow(change):
                        what = f"edit {row['position']} does not fit what came before"
                        yield Problem("replay", what)
            except (ValueError, TypeError, IndexError, AttributeError):
                yield Problem("replay", f"edit {row['position']} cannot be read")
        for table in LOGGED:
            wrong = [
                id_ for id_, row in _stored(store, table) if not agree(row, said.take(table, id_))
            ]
            for id_ in sorted([*wrong, *said.left(table)]):
                span = id_ if table == "span" else ""
                yield Problem("replay", f"{table} {id_} is not what the log says", span_id=span)


def _stored(store: Store, table: str) -> Iterator[tuple[str, Row]]:
    """The rows of a table with their ids, some at a time, in the order in which they lie."""
    next_ = -(1 << 63)
    while rows := store.rows(
        f"SELECT rowid AS lies_at, * FROM {table} WHERE rowid >= ? ORDER BY rowid LIMIT ?",  # noqa: S608
        (next_, ROWS),
    ):
        for row in rows:
            found = dict(row)
            next_ = int(found.pop("lies_at")) + 1
            yield str(found["id"]), found


def _edits(store: Store) -> Iterator[sqlite3.Row]:
    """The rows of the log, a page at a time."""
    return _paged(store, "SELECT position AS place, * FROM edit WHERE position > ?")


def _paged(store: Store, sql: str) -> Iterator[sqlite3.Row]:
    """What lies behind a `place`, in its order, a page at a time."""
    last = 0
    while rows := store.rows(f"{sql} ORDER BY place LIMIT ?", (last, PAGE)):
        yield from rows
        last = rows[-1]["place"]


CHECKS = (file, tables, texts, search, quotes, doubles, links, reviews, log, colleagues, replay)
