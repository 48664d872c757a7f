"""The part of all that is known that bears on new edits, so that few of them cost little.

What becomes of a row follows from the history of its article alone, and of what all articles share:
the project, its people and labels. So it is enough to play that again, and the outcome is what
playing everything would give. Whatever ties articles together is followed: the same text, a
correction, rows of one that name rows of the other. Labels and people that go, or go up in others,
concern every article, so everything has to be played then.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from model import exchange, parts, rewriting
from model.edits import Row, RowChange, decode
from model.exchange import Passed
from model.open_edit import OpenEdit
from model.replay import Key, Replay
from model.rewriting import Replayed

SHARE = 4
"""How many times what is new all that is known must be before an excerpt is worth its while."""
_MOST_SCANS = 4
"""Times that the log is gone through for ever more articles."""
_SHARED = ("project", "person", "label")
_BEAR_ON_ALL = tuple(f'["{table}",' for table in _SHARED)
_OF_ARTICLE = re.compile(r'article_id":"([^"]+)')
_IS_ARTICLE = '["article",'
_NAMES = re.compile(r'(?:"(?:body|supersedes)":|\["article",)"([^"]+)')
"""In the canonical JSON of changes: what says which articles they belong to."""
_REFERENCES = ("head", "child", "span_id", "result", "answers")
_AMONG = "IN (SELECT value FROM json_each(?))"


class _Entangled(Exception):
    """What is new bears on everything."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """An edit's changes, or one part of them."""

    order: tuple[int, str, str, int, str]
    """Of the edit: those of the start first, then as everywhere."""
    person: str
    number: int
    changes: tuple[RowChange, ...]


def replayed(edit: OpenEdit, standing: Collection[str], fresh: Sequence[Passed]) -> Replayed | None:
    """What the edits that are new make of their articles; None when everything has to be played.

    `edit` has them among the foreign edits already; `standing` are the merges that count.
    """
    if len(fresh) * SHARE > exchange.many_known(edit, standing):
        return None
    try:
        return _Excerpt(edit, standing).played(fresh)
    except _Entangled:
        return None


class _Excerpt:
    """Grows until nothing outside of it has to do with what is inside."""

    def __init__(self, edit: OpenEdit, standing: Collection[str]) -> None:
        self._edit = edit
        self._standing = json.dumps(sorted(standing))
        self._articles: set[str] = set()
        """Ids of articles, and hashes of their texts."""
        self._ids: set[str] = set()
        """Of rows of these articles, and of what they name."""
        self._pieces: dict[tuple[str, int], _Piece] = {}

    def played(self, fresh: Sequence[Passed]) -> Replayed:
        ids = {one.id for one in fresh}
        self._begin([change for one in fresh for change in decode(one.changes)])
        while True:
            self._grow()
            played = self._play(ids)
            if not self._fetch({id_ for table, id_ in played.met if table not in _SHARED}):
                return Replayed(played, self._there())

    # ---- growing

    def _begin(self, changes: Sequence[RowChange]) -> None:
        """The articles that the changes are about, as far as they and the tables say."""
        self._articles |= {name for change in changes for name in _articles_of(change)}
        ends = {end for change in changes if change.table == "link" for end in _named(change)}
        for sql, among in (
            ("SELECT article_id FROM span WHERE id ", ends),
            ("SELECT body FROM article WHERE id ", self._articles),
            ("SELECT supersedes FROM article WHERE id ", self._articles),
            ("SELECT id FROM article WHERE body ", self._articles),
            ("SELECT id FROM article WHERE supersedes ", self._articles),
        ):
            found = self._edit.rows(sql + _AMONG, (json.dumps(sorted(among)),))
            self._articles |= {row[0] for row in found if row[0] is not None}
        self._scan()

    def _grow(self) -> None:
        """Take in what the rows so far are tied to, until there is nothing more."""
        for _ in range(_MOST_SCANS):
            while self._fetch({name for change in self._own() for name in _named(change)}):
                pass
            articles = {name for change in self._own() for name in _articles_of(change)}
            articles |= self._commented()
            if articles <= self._articles:
                return
            self._articles |= articles
            self._scan()
        raise _Entangled

    def _own(self) -> Iterator[RowChange]:
        """Every change of the articles so far, and of rows that are tied to theirs."""
        for piece in self._pieces.values():
            for change in piece.changes:
                if change.table not in _SHARED and self._belongs(change):
                    yield change

    def _belongs(self, change: RowChange) -> bool:
        return (
            change.table in _SHARED
            or not self._articles.isdisjoint(_articles_of(change))
            or not self._ids.isdisjoint(_named(change))
        )

    def _commented(self) -> set[str]:
        """Articles with comments on rows of this excerpt."""
        return {row[0] for row in self._edit.rows(
            f"SELECT DISTINCT article_id FROM comment WHERE span_id {_AMONG}",  # noqa: S608
            (json.dumps(sorted(self._ids)),),
        )}  # fmt: skip

    # ---- reading the log

    def _scan(self) -> None:
        """Go through all that is known for edits of these articles, and of what all share."""
        own = (
            "SELECT id, person, at, kind <> 'start', device, seq, changes FROM edit"  # noqa: S608
            f" WHERE kind = 'start' OR {exchange.OWN}"
        )
        foreign = (
            "SELECT id, person, at, 1, device, seq, changes FROM foreign_edit"  # noqa: S608
            f" WHERE {exchange.STANDING}"
        )
        for row in chain(self._edit.each(own), self._edit.each(foreign, (self._standing,))):
            for number, said in _texts(self._edit, row["id"], row["changes"]):
                if self._bears(said):
                    self._keep(row, number, said)

    def _bears(self, said: str) -> bool:
        """Whether changes, as JSON, are of these articles, or of what all share."""
        return (
            any(sign in said for sign in _BEAR_ON_ALL)
            or not self._articles.isdisjoint(_OF_ARTICLE.findall(said))
            or (_IS_ARTICLE in said and not self._articles.isdisjoint(_NAMES.findall(said)))
        )

    def _fetch(self, ids: set[str]) -> bool:
        """Take in the edits that these rows, too, are named in; whether there are any."""
        new, before = ids - self._ids, len(self._pieces)
        self._ids |= new
        asked = json.dumps(sorted(new))
        rows = self._edit.rows(
            "SELECT DISTINCT id, person, at, kind <> 'start', device, seq, changes, part"  # noqa: S608
            f" FROM touched JOIN edit ON edit.position = touched.position WHERE row {_AMONG}"
            f" AND (kind = 'start' OR {exchange.OWN})",
            (asked,),
        ) + self._edit.rows(
            "SELECT DISTINCT id, person, at, 1, device, seq, changes, NULL AS part"  # noqa: S608
            " FROM foreign_touched JOIN foreign_edit ON id = edit_id"
            f" WHERE row {_AMONG} AND {exchange.STANDING}",
            (asked, self._standing),
        )  # fmt: skip
        for row in rows:
            for number, said in _texts(self._edit, row["id"], row["changes"], row["part"]):
                self._keep(row, number, said)
        return len(self._pieces) > before

    def _keep(self, row: sqlite3.Row, number: int, said: str) -> None:
        id_, person, at, later, device, seq = tuple(row)[:6]
        if (id_, number) not in self._pieces:
            order = (later, at, device, seq, id_)
            self._pieces[id_, number] = _Piece(order, person, number, decode(said))

    # ---- playing

    def _play(self, fresh: set[str]) -> Replay:
        """Raises `_Entangled` when labels or people go, or go up in others."""
        played = Replay(fresh)
        pieces = sorted(self._pieces.values(), key=lambda one: (one.order, one.number))
        for (_, at, _, _, id_), some in groupby(pieces, key=lambda one: one.order):
            pieces_of = [*some]
            changes = [one for piece in pieces_of for one in piece.changes if self._belongs(one)]
            if any(one.after is None and one.table in ("person", "label") for one in changes):
                raise _Entangled
            played.play(id_, pieces_of[0].person, at, changes)
        if any(table in _SHARED for table, _ in played.gone_up):
            raise _Entangled
        return played

    def _there(self) -> dict[Key, Row]:
        """The rows that there are of what was played."""
        articles, ids = json.dumps(sorted(self._articles)), json.dumps(sorted(self._ids))
        wanted: dict[str, tuple[str, tuple[str, ...]]] = {
            **dict.fromkeys(_SHARED, ("true", ())),
            "article": (f"id {_AMONG}", (articles,)),
            "link": (f"head {_AMONG} OR child {_AMONG}", (ids, ids)),
        }
        return {
            key: row
            for table in rewriting.PARENTS_FIRST
            for where, asked in (wanted.get(table, (f"article_id {_AMONG}", (articles,))),)
            for key, row in rewriting.rows_of(table, self._edit.rows(
                f"SELECT * FROM {table} WHERE {where}", asked))  # noqa: S608
        }  # fmt: skip


def _texts(
    edit: OpenEdit, id_: str, said: str, part: int | None = None
) -> Iterator[tuple[int, str]]:
    """The changes as JSON, by the number of their part; of one part only, if it is given."""
    told = parts.summary(said)
    if told is None:
        yield 0, said
        return
    for number in range(told.parts) if part is None else (part,):
        yield number, parts.text(edit, id_, number)


def _rows(change: RowChange) -> Iterable[Row]:
    return (row for row in (change.before, change.after) if row is not None)


def _articles_of(change: RowChange) -> set[str]:
    """Ids of the articles that a change is about, and the hashes of their texts."""
    if change.table in _SHARED or change.table == "link":
        return set()
    if change.table != "article":
        return {str(row["article_id"]) for row in _rows(change)}
    said = {row[name] for row in _rows(change) for name in ("body", "supersedes")}
    return {change.id, *map(str, said - {None})}


def _named(change: RowChange) -> set[str]:
    """Ids of the row and of those that it names, but for its article, its label and people."""
    if change.table in _SHARED or change.table == "article":
        return set()
    found = (row.get(name) for row in _rows(change) for name in _REFERENCES)
    return {change.id, *(str(one) for one in found if one is not None)}
