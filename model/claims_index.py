"""The claims of a whole project in memory, each sortable column in order: sorted and searched at
once, where `model.claims` reads the file. What that says is right; here stands a copy of it."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from model import opening
from model.claim_rows import claim_labels
from model.claims import MOST_WORDS, ORDERS, SHOWN, STATES, ClaimFilter
from model.claims_asked import LISTED, Asked
from model.edits import Edit, Row, RowChange
from model.records import LINKS
from model.sight import ALL, READING, Unseen
from model.store import Store

PAGE = 16_384
"""Bytes of a page: larger than SQLite's own, as a search goes through all of them."""
STEP = 100
"""Spans looked at in one step of filling: three to four milliseconds."""
MOST_TOUCHED = 1000
"""Claims and spans that are looked at again after an edit; beyond that all are, in steps."""

_VALUES = {key: order.partition(" COLLATE ")[0] for key, order in ORDERS.items() if order}
_COLUMNS = ", ".join(
    f"{key} COLLATE {ORDERS[key].partition(' COLLATE ')[2] or 'BINARY'}" for key in _VALUES
)
_TIE = ("rank", "start", "id")
_PLACE = ("position", "rank", "start", '"end" DESC', "id")
_TABLES = (
    "CREATE TABLE claim (id UNIQUE, position, rank, start, \"end\", reading, person_id, said,"
    f" {_COLUMNS}, PRIMARY KEY ({', '.join(_PLACE)})) WITHOUT ROWID",
    "CREATE TABLE words (id, position, rank, start, \"end\", reading, text,"
    f" PRIMARY KEY ({', '.join(_PLACE)})) WITHOUT ROWID",
    f"CREATE INDEX by_place ON claim ({', '.join(_PLACE)}, reading)",
    *(f"CREATE INDEX by_{key} ON claim ({key}, {', '.join(_TIE)}, reading)" for key in _VALUES),
    "CREATE TABLE child (claim, kind, value, stance)",
    "CREATE INDEX child_claim ON child (claim)",
    "CREATE INDEX child_value ON child (value)",
)  # fmt: skip
"""`rank` and `reading` are numbers for the article's id and for whose claim it is, `said` is the
verdict as it stands. `words` has what a search looks through, its `text`, and nothing that it would
have to skip."""
_AT = 'id, position, rank, start, "end"'

_LINKED = (
    " FROM link CROSS JOIN span AS child ON child.id = link.child"
    f" WHERE link.kind IN ({SHOWN}) AND child.state = 'accepted' AND link.head"
)
_TEXT = (
    "claim.quote || char(10) || claim.note || char(10) || article.title || coalesce("
    f"(SELECT char(10) || group_concat(child.quote, char(10)) {_LINKED} = claim.id), '')"
)
_SAID = "coalesce(json_extract(claim.attributes, '$.verdict'), 'unchecked')"


class ClaimsIndex:
    """Answers as `claims.ids` and `claims.count` do of the whole project, once it is filled, and as
    long as it follows every edit."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ready = False
        self._db = _empty()
        self._ranks = _Ranks(())
        self._readings: dict[str, int] = {}
        self._last: tuple[tuple[str, bool, Unseen], list[str]] | None = None

    # ---- filling and following

    def fill(self) -> Iterator[None]:
        """Read all claims, in steps between which the project may change; then it is `ready`."""
        self.ready = False
        self._last = None
        self._db.close()
        self._db = _empty()
        articles = self._store.rows("SELECT id FROM article ORDER BY id")
        self._ranks, self._readings = _Ranks(row[0] for row in articles), {}
        last = int(str(self._store.value("SELECT coalesce(max(rowid), 0) FROM span")))
        for at in range(0, last, STEP):
            while self._store.busy:
                yield
            self._put("claim.rowid > ? AND claim.rowid <= ?", (at, at + STEP))
            yield
        self.ready = True

    def follow(self, edit: Edit) -> bool:
        """Look again at the claims that the edit has touched; False when it must be filled anew."""
        touched = None if edit.is_large else _touched(self._store, edit)
        if touched is None:
            self.ready = False
            return False
        listed = (json.dumps([*touched]),)
        at = f"({_AT}) IN (SELECT {_AT} FROM claim WHERE id IN {LISTED})"  # noqa: S608
        self._db.execute(f"DELETE FROM words WHERE {at}", listed)  # noqa: S608
        self._db.execute(f"DELETE FROM claim WHERE id IN {LISTED}", listed)  # noqa: S608
        self._db.execute(f"DELETE FROM child WHERE claim IN {LISTED}", listed)  # noqa: S608
        self._put(f"claim.id IN {LISTED}", listed)
        return True

    def _put(self, which: str, parameters: Sequence[object]) -> None:
        self._last = None
        labels = claim_labels(self._store)
        # The plus keeps SQLite from other ways to these claims.
        found = self._store.rows(
            f"SELECT {_TEXT}, claim.id, position, article.id, start, \"end\","  # noqa: S608
            f" {READING.format('claim')}, person_id, {_SAID}, {', '.join(_VALUES.values())}"
            " FROM span AS claim CROSS JOIN article ON article.id = claim.article_id"
            f" WHERE {which} AND +claim.state = 'accepted'"
            f" AND +claim.label_id IN ({', '.join('?' * len(labels))})",
            (*parameters, *labels),
        )  # fmt: skip
        children = self._store.rows(
            "SELECT link.head, link.kind, json_extract(child.attributes, '$.value') AS value,"
            f" json_extract(child.attributes, '$.stance') AS stance {_LINKED} IN {LISTED}"
            " AND (value IS NOT NULL OR stance IS NOT NULL)",
            (json.dumps([row[1] for row in found]),),
        )
        numbered = [*map(self._numbered, found)]
        self._db.execute("BEGIN")
        self._db.executemany(
            f"INSERT OR REPLACE INTO claim VALUES ({', '.join('?' * (8 + len(_VALUES)))})",  # noqa: S608
            (row for row, _ in numbered),
        )
        self._db.executemany("INSERT OR REPLACE INTO words VALUES (?, ?, ?, ?, ?, ?, ?)",
                             ((*row[:6], text) for row, text in numbered))  # fmt: skip
        self._db.executemany("INSERT INTO child VALUES (?, ?, ?, ?)", map(tuple, children))
        self._db.execute("COMMIT")

    def _numbered(self, row: sqlite3.Row) -> tuple[tuple[object, ...], str]:
        """A row of `claim`, and the text of its row in `words`."""
        text, id_, position, article_id, start, end, reading, *rest = row
        number = self._readings.setdefault(reading, len(self._readings))
        return (id_, position, self._ranks.of(article_id), start, end, number, *rest), str(text)

    # ---- answering

    def ids(self, *, order: str = "place", descending: bool = False,
            filters: ClaimFilter | None = None, unseen: Unseen = ALL) -> list[str]:  # fmt: skip
        """The ids of all claims that pass, as `claims.ids` sorts them."""
        wanted = filters or ClaimFilter()
        if not wanted.any:
            return [*self._in_order(order, descending, unseen)]
        passed = self._listed(self._asked(wanted, unseen), "place", descending)
        if order == "place":
            return passed
        return [*filter(set(passed).__contains__, self._in_order(order, descending, unseen))]

    def _in_order(self, order: str, descending: bool, unseen: Unseen) -> list[str]:
        """All that are seen; the list asked for last is kept, as people search in it."""
        key = (order, descending, unseen)
        if self._last is None or self._last[0] != key:
            listed = self._listed(self._asked(ClaimFilter(), unseen), order, descending)
            self._last = (key, listed)
        return self._last[1]

    def _listed(self, asked: Asked, order: str, descending: bool) -> list[str]:
        found = self._db.execute(
            f"SELECT group_concat(id) FROM (SELECT id FROM {asked.way(order)}"  # noqa: S608
            f" WHERE {asked} ORDER BY {_by(order, descending)})",
            asked.parameters,
        ).fetchone()[0]
        return str(found).split(",") if found else []

    def count(self, *, filters: ClaimFilter | None = None, unseen: Unseen = ALL) -> int:
        asked = self._asked(filters or ClaimFilter(), unseen)
        found = self._db.execute(
            f"SELECT count(*) FROM {asked.way('place')} WHERE {asked}",  # noqa: S608
            asked.parameters,
        ).fetchone()
        return int(found[0])

    def _asked(self, wanted: ClaimFilter, unseen: Unseen) -> Asked:
        asked = Asked()
        hidden = {self._readings[key] for keys in unseen.readings.values() for key in keys
                  if key in self._readings}  # fmt: skip
        if hidden:
            asked.that(f"(reading NOT IN {LISTED} OR id IN {LISTED})", json.dumps([*hidden]),
                       json.dumps(unseen.but), of_row=False)  # fmt: skip
        for word in wanted.text.split()[:MOST_WORDS]:
            asked.holds(word)
        if wanted.unlinked:
            asked.that("actor IS NULL")
        if wanted.stance:
            asked.that(
                f"id IN (SELECT claim FROM child WHERE kind = '{LINKS['verified']}'"  # noqa: S608
                f" AND stance IN {LISTED})", json.dumps(wanted.stance))  # fmt: skip
        if wanted.verdict:
            asked.that(f"said IN {LISTED}", json.dumps(wanted.verdict))
        if wanted.state:
            states = [STATES.get(state, -1) for state in wanted.state]
            asked.that(f"coalesce(state, -1) IN {LISTED}", json.dumps(states))
        if wanted.person:
            asked.that(f"person_id IN {LISTED}", json.dumps(wanted.person))
        return asked


class _Ranks:
    """Numbers that sort as ids do. One that comes later gets the middle between its neighbours:
    ids of articles are hashes, so there is always room."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = [*ids]
        self._ranks = {id_: float(rank) for rank, id_ in enumerate(self._ids)}

    def of(self, id_: str) -> float:
        if id_ not in self._ranks:
            at = bisect_left(self._ids, id_)
            below = self._ranks[self._ids[at - 1]] if at else -1.0
            above = self._ranks[self._ids[at]] if at < len(self._ids) else below + 2.0
            self._ids.insert(at, id_)
            self._ranks[id_] = (below + above) / 2
        return self._ranks[id_]


def _empty() -> sqlite3.Connection:
    db = opening.scratch()
    db.execute(f"PRAGMA page_size = {PAGE}")
    for statement in _TABLES:
        db.execute(statement)
    return db


def _by(order: str, descending: bool) -> str:
    turn, back = (" DESC", "") if descending else ("", " DESC")
    if order == "place":
        return f'position{turn}, rank{turn}, start{turn}, "end"{back}, id{turn}'
    return f"{order}{turn} NULLS LAST, {', '.join(_TIE)}"


def _touched(store: Store, edit: Edit) -> Collection[str] | None:
    """The ids of all claims whose row, place or standing the edit may have changed, and of others;
    None when these are all or very many."""
    if any(_differs(change, "role") for change in edit.of("label")):
        return None
    if any(_differs(change, "name") for change in edit.of("person")):
        return None
    spans = {change.id for change in edit.of("span")}
    heads = {str(row["head"]) for row in _rows(edit, "link")}
    at = {str(row["article_id"]) for row in _rows(edit, "assignment")}
    at |= {one.id for one in edit.of("article") if _differs(one, "title", "position")}
    if max(len(spans), len(heads), len(at)) > MOST_TOUCHED:
        return None
    more = {str(row[0]) for row in store.rows(
        f"SELECT head FROM link WHERE child IN {LISTED}"  # noqa: S608
        f" UNION ALL SELECT id FROM span WHERE article_id IN {LISTED}"
        f" AND label_id IN {LISTED} LIMIT {MOST_TOUCHED + 1}",
        [json.dumps([*spans]), json.dumps([*at]), json.dumps(claim_labels(store))],
    )}  # fmt: skip
    touched = spans | heads | more
    return touched if len(touched) <= MOST_TOUCHED else None


def _differs(change: RowChange, *names: str) -> bool:
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    return any(before[name] != after[name] for name in names)


def _rows(edit: Edit, table: str) -> Iterator[Row]:
    """The rows of a table as they were and as they are."""
    for change in edit.of(table):
        yield from (row for row in (change.before, change.after) if row is not None)
