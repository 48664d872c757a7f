"""Articles: adding, editing what is known about them, their state, and the library's list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from model import moves, named_ids, people, text, typed
from model.errors import DamagedProject, UserError
from model.open_edit import OpenEdit
from model.records import ANNOTATOR, CURATOR, Article
from model.store import Store

if TYPE_CHECKING:
    from model.drafts import Draft

_LIST = f"""
    SELECT article.id, title, source, date, language, body, length, added, note, boilerplate,
        supersedes, position, coalesce((
            SELECT group_concat(DISTINCT {moves.STANDING}) FROM assignment
            WHERE article_id = article.id
        ), ''),
        (SELECT count(*) FROM span WHERE state = 'accepted' AND article_id = article.id),
        (SELECT count(*) FROM span WHERE state = 'suggested' AND article_id = article.id)
    FROM article
"""  # noqa: S608
"""Each count is a walk along one index; grouping would look at every span's row."""
FINISHED = moves.FINISHED
_ARTICLES = "b6f4c2de-1d0c-4c61-9d42-6a4f2a4b7e15"

_ANNOTATED = "SELECT 1 FROM assignment WHERE article_id = article.id AND role = 'annotator'"
_GIVEN = """id IN (SELECT article_id FROM assignment WHERE person_id = :me
    AND role = 'annotator' AND state IN ('new', 'returned'))"""
_BEGUN_OR_FREE = (
    f"(EXISTS ({_ANNOTATED} AND person_id = :me AND state = 'in progress')"
    f" OR NOT EXISTS ({_ANNOTATED}))"
)


class Added(NamedTuple):
    """What became of the articles given: the ids that are new, and the ids already there."""

    new: tuple[str, ...]
    known: tuple[str, ...]


# ---- reading


def every(store: Store) -> list[Article]:
    """All articles in their order, with state and counts."""
    return [_article(row) for row in store.rows(_LIST + "ORDER BY position, article.id")]


def states(store: Store) -> dict[str, str]:
    """The state of every article by id, in their order: a list of thousands without its rows."""
    ids = store.value("SELECT group_concat(id) FROM (SELECT id FROM article ORDER BY position, id)")
    found = dict.fromkeys(str(ids).split(",") if ids else (), moves.NEW)
    said: dict[str, list[str | None]] = {}
    # The few kinds of assignments, each with all of its articles, stand in an index as they are.
    for standing, article_ids in store.rows(
        f"SELECT {moves.STANDING}, group_concat(article_id) FROM assignment GROUP BY state, role"  # noqa: S608
    ):
        for id_ in article_ids.split(","):
            said.setdefault(id_, []).append(standing)
    return found | {id_: state_of(each) for id_, each in said.items()}


def some(store: Store, wanted: Sequence[str]) -> list[Article]:
    """These articles, in their order; ids that are gone are left out."""
    among = f"WHERE article.id IN ({', '.join('?' * len(wanted))})"
    return [_article(row) for row in store.rows(f"{_LIST}{among} ORDER BY position, id", wanted)]


def one(store: Store, article_id: str) -> Article:
    """Raises KeyError when there is none."""
    found = some(store, [article_id])
    if not found:
        raise KeyError(article_id)
    return found[0]


def still_there(store: Store, article_id: str | None) -> str | None:
    """The id, unless the project has no such article any more."""
    found = store.value("SELECT id FROM article WHERE id = ?", (article_id,))
    return None if found is None else str(found)


def text_of(store: Store, article_id: str) -> str:
    """The article's whole text. Raises KeyError when there is no such article."""
    row = store.row(
        "SELECT text FROM body JOIN article ON article.body = body.hash WHERE article.id = ?",
        (article_id,),
    )
    if row is None:
        raise KeyError(article_id)
    return str(row["text"])


def whole_text_of(store: Store, article_id: str) -> str:
    """The same, proved by its hash. Raises `DamagedProject` when it is not what was imported."""
    found = text_of(store, article_id)
    article = one(store, article_id)
    if text.digest(found) != article.body:
        raise DamagedProject(
            f"The text of “{article.title}” was changed on the disk.",
            safe="It is kept closed, so that nothing is marked in it. The other articles are well.",
            hint="Check the project: a text is put right where a backup has it.",
        )
    return found


def first(store: Store) -> str | None:
    """The id of the first article in the library's order."""
    found = store.value("SELECT id FROM article ORDER BY position, id LIMIT 1")
    return None if found is None else str(found)


def next_unfinished(store: Store, article_id: str | None, step: int = 1) -> str | None:
    """The nearest article after (`step` 1) or before (-1) this one that waits for the person.

    What somebody gave them comes before what they began themselves and what nobody has.
    """
    turn, beyond = ("", ">") if step > 0 else (" DESC", "<")
    here = store.row("SELECT position, id FROM article WHERE id = ?", (article_id,))
    further = f"(position, id) {beyond} (:position, :id)"
    asked = {"me": people.whoever(store), **(dict(here) if here else {})}
    for waits in (_GIVEN, _BEGUN_OR_FREE):
        for place in (further, "id <> :id") if here else ("true",):
            found = store.value(
                f"SELECT id FROM article WHERE {place} AND {waits}"  # noqa: S608
                f" ORDER BY position{turn}, id{turn} LIMIT 1",
                asked,
            )
            if found is not None:
                return str(found)
    return None


# ---- changing


def add(store: Store, found: Iterable[Draft], *, title: str = "") -> Added:
    """Add articles in one edit; a text that the project holds already is not added again."""
    new: list[str] = []
    known: list[str] = []
    with store.edit(title or "Import articles") as edit:
        position = last_position(edit)
        for article in found:
            position += 1
            id_, is_new = insert(edit, article, position)
            (new if is_new else known).append(id_)
    return Added(tuple(new), tuple(known))


def last_position(edit: OpenEdit) -> int:
    """The position of the last article in the library; 0 when there is none."""
    return int(edit.rows("SELECT coalesce(max(position), 0) FROM article")[0][0])


def insert(edit: OpenEdit, article: Draft, position: int) -> tuple[str, bool]:
    """One article within an edit: its id, and whether it is new to the project."""
    body = text.normalise(article.text)
    if len(body) > text.LARGEST:
        raise UserError(
            f"“{article.title}” has {len(body):,} characters; an article may have "
            f"{text.LARGEST:,}.", hint="Split it into smaller files.",
        )  # fmt: skip
    if not body.strip():
        raise UserError(f"“{article.title}” holds no text.", safe="It was not imported.")
    digest = text.digest(body)
    there = edit.rows("SELECT id FROM article WHERE body = ?", (digest,))
    if there:
        return str(there[0]["id"]), False
    keep_body(edit, digest, body)
    id_ = edit.insert(
        "article", id=_id_of(digest), title=article.title.strip() or "Untitled",
        source=article.source, date=article.date, language=article.language, body=digest,
        length=len(body), added=edit.at, note=article.note,
        boilerplate=json.dumps(list(article.boilerplate)), supersedes=None, position=position,
    )  # fmt: skip
    return id_, True


def _id_of(digest: str) -> str:
    """The id of an article with this text: the same on every machine that imports it."""
    return named_ids.id_of(_ARTICLES, digest)


def keep_body(edit: OpenEdit, digest: str, body: str) -> None:
    """Store a text and index it for search, unless it is there; texts are never logged."""
    added = edit.run(
        "INSERT INTO body (hash, text) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
        (digest, body),
    )
    if added:
        edit.run(
            "INSERT INTO body_search (rowid, text)"
            " VALUES ((SELECT number FROM body WHERE hash = ?), ?)",
            (digest, body),
        )


def change(store: Store, article_id: str, **fields: str | Sequence[int]) -> None:
    """Set title, source, date, language, note or boilerplate paragraphs, in one edit. Raises
    `UserError` for what cannot be one."""
    values = typed.of_article(fields)
    with store.edit(f"Change {' and '.join(sorted(values))} of article") as edit:
        edit.update("article", article_id, **values)


def remove(store: Store, article_id: str) -> None:
    """Take an article out of the project with its spans and links, in one edit."""
    title = one(store, article_id).title
    with store.edit(f"Remove article {title}") as edit:
        for table, sql in (
            ("comment", "SELECT id FROM comment WHERE article_id = ?"),
            ("decision", "SELECT id FROM decision WHERE article_id = ?"),
            (
                "link",
                "SELECT id FROM link WHERE head IN (SELECT id FROM span WHERE article_id = ?)",
            ),
            ("span", "SELECT id FROM span WHERE article_id = ?"),
            ("assignment", "SELECT id FROM assignment WHERE article_id = ?"),
        ):
            for row in edit.rows(sql, (article_id,)):
                edit.delete(table, row["id"])
        for row in edit.rows("SELECT id FROM article WHERE supersedes = ?", (article_id,)):
            edit.update("article", row["id"], supersedes=None)
        edit.delete("article", article_id)


# ---- the state of the work


def working(edit: OpenEdit, article_id: str) -> str:
    """Note that the person edits this article: their assignment is in progress from now on.

    Returns the person's id.
    """
    return moves.working(edit, article_id)[0]


def submit(store: Store, article_id: str) -> None:
    """The person's work on the article is done; without spans that says: nothing here."""
    with store.edit(f"Submit {one(store, article_id).title}") as edit:
        moves.move(edit, "submit", article_id, people.at_work(edit), ANNOTATOR)


def approve(store: Store, article_id: str) -> None:
    """Declare the person's own accepted spans gold, where nobody else reviews the article.

    Raises `UserError` when they are not submitted, or somebody is the article's curator.
    """
    with store.edit(f"Approve {one(store, article_id).title}") as edit:
        for (person, role), _state in moves.of_article(edit, article_id).items():
            if role == CURATOR:
                name = people.name_of(edit, person)
                raise UserError(f"{name} reviews this article.", safe="Nothing was changed.",
                                hint="It is approved in the review.")  # fmt: skip
        moves.move(edit, "approve", article_id, people.at_work(edit), ANNOTATOR)


def reopen(store: Store, article_id: str) -> None:
    """Go on with what was finished: as annotator, or as curator where the person is that."""
    with store.edit(f"Reopen {one(store, article_id).title}") as edit:
        person = people.at_work(edit)
        role = moves.role_in(moves.of_article(edit, article_id), person)
        moves.move(edit, "reopen", article_id, person, role)


state_of = moves.of_all


_once = lru_cache(maxsize=4096)(lambda said: said)
"""What many articles have alike, such as their source, is in memory but once."""


@lru_cache(maxsize=4096)
def _paragraph_numbers(stored: str) -> tuple[int, ...]:
    return tuple(json.loads(stored))


@lru_cache(maxsize=256)
def _state_from(states: str) -> str:
    return state_of(states.split(","))


def _article(row: sqlite3.Row) -> Article:
    """From a row of `_LIST`, whose columns stand in the order of the record's fields."""
    *known, boilerplate, supersedes, position, states, accepted, suggested = row
    known[2:5], known[7] = map(_once, known[2:5]), _once(known[7])
    judged = (_paragraph_numbers(boilerplate), supersedes, position, _state_from(states))
    values = [*known, *judged, accepted, suggested]
    return Article(*values)
