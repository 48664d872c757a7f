"""Another Attesta project: its articles with spans, people, links, states and notes; of what was
curated the curator's reading alone.

The file comes from elsewhere: it is copied alone, without any journal that lies beside it, the
copy is checked as every project is, and from it only reading is allowed, for a limited time.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from model import articles, labels, links, opening, people, spans, targets, text
from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import ProjectRefused, UserError
from model.importers._bytes import SAFE
from model.records import Article, Span
from model.standing import Standing
from model.store import Store

NAME = "attesta"
SUFFIXES = (".attesta",)
TITLE = "Another Attesta project"
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

LARGEST_PROJECT = 4_000_000_000
"""Bytes."""
PATIENCE = 30.0
"""Seconds that one look into the project may take."""

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
_STEPS = 10_000


def sniff(path: Path, head: bytes) -> float:
    """Sure of the mark in a database's header."""
    return 0.99 if targets.is_marked(head) else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The project's articles. Raises `UserError` naming the file when it cannot be trusted."""
    _require_whole(path)
    with tempfile.TemporaryDirectory(prefix="attesta-") as folder:
        copy = Path(folder) / f"copy{path.suffix}"
        try:
            shutil.copyfile(path, copy)
        except OSError as error:
            raise UserError(f"{path.name} cannot be read: {error.strerror}.", safe=SAFE) from error
        try:
            db = opening.private_copy(copy)
        except ProjectRefused as error:
            said = error.what.replace(copy.name, path.name)
            named = said if path.name in said else f"{path.name}: {said}"
            raise UserError(named, safe=SAFE) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise UserError(f"{path.name} is damaged.", safe=SAFE) from error
    with closing(db):
        with _refused(path.name):
            sound = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not sound or db.execute("PRAGMA foreign_key_check").fetchone():
            raise UserError(f"{path.name} is damaged.", safe=SAFE)
        yield from _drafts(db, path.name)


def _require_whole(path: Path) -> None:
    try:
        found = path.stat()
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}.", safe=SAFE) from error
    if not path.is_file():
        raise UserError(f"{path.name} is not a file.", safe=SAFE)
    if found.st_size > LARGEST_PROJECT:
        raise UserError(f"{path.name} is larger than {LARGEST_PROJECT // 10**9} GB.", safe=SAFE)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists() and journal.stat().st_size:
        raise UserError(
            f"{path.name} is being saved at this moment, or was not closed.", safe=SAFE,
            hint="Close it, or open it once so that it is repaired; then import it.",
        )  # fmt: skip


def _drafts(db: sqlite3.Connection, name: str) -> Iterator[Draft]:
    watch = _Watch()
    store = Store(db, path=None, read_only=True)
    db.set_authorizer(only_reading)
    db.set_progress_handler(watch.is_over, _STEPS)
    with _refused(name):
        known = {label.id: label.name for label in labels.by_id(store).values()}
        authors = {person.id: person.name for person in people.everyone(store)}
        listed = articles.every(store)
        standing = Standing(store, "all")
    for article in listed:
        watch.begin()
        with _refused(name):
            found = _draft(store, article, known, authors, standing)
        yield found


def _draft(store: Store, article: Article, known: dict[str, str], authors: dict[str, str],
           standing: Standing) -> Draft:  # fmt: skip
    body = articles.text_of(store, article.id)
    if text.digest(body) != article.body:
        raise UserError(f"The text of “{article.title}” is not what it was.", safe=SAFE)
    taken = [
        span for span in spans.of_article(store, article.id)
        if not standing.why_not(article.id, span.person_id, span.origin, span.state)
    ]  # fmt: skip
    ids = {span.id for span in taken}
    return Draft(
        text=body, title=article.title, source=article.source, date=article.date,
        language=article.language, boilerplate=article.boilerplate, note=article.note,
        spans=tuple(_span(span, known, authors) for span in taken),
        links=tuple(DraftLink(link.kind, link.head, link.child)
                    for link in links.of_article(store, article.id)
                    if {link.head, link.child} <= ids),
        state="" if article.state == "new" else article.state,
    )  # fmt: skip


def _span(span: Span, known: dict[str, str], authors: dict[str, str]) -> DraftSpan:
    return DraftSpan(
        start=span.start, end=span.end, label=known[span.label_id], key=span.id,
        quote=span.quote, state=span.state, origin="" if span.origin == "person" else span.origin,
        score=span.score, note=span.note, person=authors[span.person_id],
        attributes=span.attributes,
    )  # fmt: skip


@contextmanager
def _refused(name: str) -> Iterator[None]:
    """What cannot be read as one of our projects should, told with the file's name."""
    try:
        yield
    except (sqlite3.Error, UserError, KeyError, ValueError, TypeError) as error:
        said = error.what if isinstance(error, UserError) else "it is not as a project should be"
        raise UserError(f"{name} cannot be imported: {said}", safe=SAFE) from error


def only_reading(action: int, *_details: object) -> int:
    """SQLite asks before each step of a statement: looking is allowed, and nothing else."""
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


class _Watch:
    """Stops a query that goes on and on."""

    def __init__(self) -> None:
        self._until = 0.0
        self.begin()

    def begin(self) -> None:
        self._until = time.monotonic() + PATIENCE

    def is_over(self) -> bool:
        return time.monotonic() > self._until
