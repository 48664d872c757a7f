"""The claims table: which claims there are, in what order, and what each one's links say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from model import articles, figures, moves, numerals
from model.records import CHECK_WORTHINESS, LINKS, STANCES, VERDICTS, ClaimRow
from model.sight import ALL, Unseen
from model.store import Store

MOST_WORDS = 8
"""Words of a search that are looked at."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What rows must hold; an empty field asks for nothing."""

    text: str = ""
    """Every word must occur in the claim, a linked span, the note or the article's title."""
    unlinked: bool = False
    """Only claims without an actor."""
    stance: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    """States of the article."""
    person: tuple[str, ...] = ()
    """Ids of those who marked the claim."""

    @property
    def any(self) -> bool:
        return self != ClaimFilter()


# ---- which claims, in what order


def ids(store: Store, *, article_id: str | None = None, order: str = "place",
        descending: bool = False, filters: ClaimFilter | None = None,
        unseen: Unseen = ALL) -> list[str]:  # fmt: skip
    """The ids of all accepted claims that pass, sorted by a column of ORDERS; empty cells last.
    Those that are `unseen` are left out."""
    query = _Query(store, article_id, filters or ClaimFilter(), unseen)
    by = query.ordered(order, descending=descending)
    # One long text comes out of SQLite in half the time of as many rows.
    found = store.value(
        f"SELECT group_concat(id) FROM (SELECT claim.id AS id {query.body} ORDER BY {by})",  # noqa: S608
        query.parameters,
    )
    return str(found).split(",") if found else []


def count(store: Store, *, article_id: str | None = None,
          filters: ClaimFilter | None = None, unseen: Unseen = ALL) -> int:  # fmt: skip
    query = _Query(store, article_id, filters or ClaimFilter(), unseen)
    return int(str(store.value(f"SELECT count(*) {query.body}", query.parameters)))  # noqa: S608


def _rank(column: str, values: Sequence[str]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {rank}" for rank, value in enumerate(values))
    return f"CASE {column} {cases} END"


def _child(role: str, shown: str) -> str:
    """What is shown of a claim's linked spans of a role, as an expression of its own."""
    return (
        f"(SELECT min({shown}) FROM link CROSS JOIN span AS child ON child.id = link.child"  # noqa: S608
        f" WHERE link.head = claim.id AND link.kind = '{LINKS[role]}' AND child.state = 'accepted')"
    )


_SHOWN = ", ".join(f"'{kind}'" for kind in LINKS.values())
_VALUE = "json_extract(child.attributes, '$.{}')"
_STATE = (
    f"(SELECT min(CASE {moves.STANDING} WHEN 'returned' THEN 0 WHEN 'in progress' THEN 1"  # noqa: S608
    " WHEN 'submitted' THEN 2 WHEN 'approved' THEN 3 END)"
    " FROM assignment WHERE assignment.article_id = claim.article_id)"
)
_STATES = {"returned": 0, "in progress": 1, "submitted": 2, "approved": 3}
_CHECK = _rank("json_extract(claim.attributes, '$.check_worthiness')", CHECK_WORTHINESS[::-1])
_VERDICT = _rank("json_extract(claim.attributes, '$.verdict')", VERDICTS[1:])

ORDERS = {
    "place": "",
    "claim": "claim.quote COLLATE NOCASE",
    "actor": f"{_child('actor', 'child.quote')} COLLATE NOCASE",
    "cue": "nullif(json_extract(claim.attributes, '$.cue'), '') COLLATE NOCASE",
    "figures": _child("figure", f"coalesce({_VALUE.format('value')}, {_VALUE.format('low')})"),
    "verified": _child("verified", f"{_rank(_VALUE.format('stance'), STANCES)} || child.quote"),
    "check_worthiness": _CHECK,
    "verdict": _VERDICT,
    "state": _STATE,
    "person": "(SELECT name FROM person WHERE person.id = claim.person_id) COLLATE NOCASE",
    "article": "(SELECT title FROM article WHERE article.id = claim.article_id) COLLATE NOCASE",
    "note": "nullif(claim.note, '') COLLATE NOCASE",
}
"""The columns that sort, by the names of `ClaimRow`'s fields ('place' is the number)."""


class _Query:
    """FROM and WHERE of the claims asked for, with their parameters."""

    def __init__(self, store: Store, article_id: str | None, wanted: ClaimFilter,
                 unseen: Unseen) -> None:  # fmt: skip
        self.parameters: list[object] = []
        self._everywhere = article_id is None
        # CROSS JOIN keeps articles outside, so that the index gives the claims in their order.
        tables = "article CROSS JOIN span AS claim ON claim.article_id = article.id"
        conditions = [self._one_of("claim.label_id", _claim_labels(store)),
                      "claim.state = 'accepted'"]  # fmt: skip
        if article_id is not None:
            conditions.append("article.id = ?")
            self.parameters.append(article_id)
        seen, parameters = unseen.outside("claim")
        self.parameters += parameters
        conditions += [seen, *self._conditions(wanted)]
        self.body = f"FROM {tables} WHERE {' AND '.join(conditions)}"

    def ordered(self, order: str, *, descending: bool) -> str:
        turn = " DESC" if descending else ""
        back = "" if descending else " DESC"
        if order == "place":
            return (
                f"article.position{turn}, article.id{turn}, claim.start{turn},"
                f' claim."end"{back}, claim.id{turn}'
            )
        return f"{ORDERS[order]}{turn} NULLS LAST, claim.article_id, claim.start, claim.id"

    def _conditions(self, wanted: ClaimFilter) -> list[str]:
        found = [self._has_word(word) for word in wanted.text.split()[:MOST_WORDS]]
        if wanted.unlinked:
            found.append(f"{_child('actor', '1')} IS NULL")
        if wanted.stance:
            # The plus keeps SQLite from an index on the kind, where thousands share it.
            found.append(
                "claim.id IN (SELECT link.head FROM span AS child"  # noqa: S608
                " CROSS JOIN link ON link.child = child.id"
                f" WHERE {self._one_of(_VALUE.format('stance'), wanted.stance)}"
                f" AND child.state = 'accepted' AND +link.kind = '{LINKS['verified']}')"
            )
        if wanted.verdict:
            verdict = "coalesce(json_extract(claim.attributes, '$.verdict'), 'unchecked')"
            found.append(self._one_of(verdict, wanted.verdict))
        if wanted.state:
            ranks = [_STATES.get(state, -1) for state in wanted.state]
            found.append(self._one_of(f"coalesce({_STATE}, -1)", ranks))
        if wanted.person:
            found.append(self._one_of("claim.person_id", wanted.person))
        return found

    def _one_of(self, column: str, values: Sequence[object]) -> str:
        self.parameters += values
        if len(values) == 1:
            return f"{column} = ?"
        return f"{column} IN ({', '.join('?' * len(values))})"

    def _has_word(self, word: str) -> str:
        """Of the case given; outside ASCII also lower, upper and capitalised."""
        variants = {word} if word.isascii() else {
            word, word.lower(), word.upper(), word.capitalize()
        }  # fmt: skip
        patterns = [f"%{_escaped(variant)}%" for variant in sorted(variants)]
        in_child = self._like("child.quote", patterns)
        number = numerals.read(word)
        if number is not None:
            in_child += f" OR {_VALUE.format('value')} = ?"
            self.parameters.append(number)
        return (
            "(claim.id IN (SELECT link.head FROM span AS child CROSS JOIN link"  # noqa: S608
            " ON link.child = child.id"
            f" WHERE child.state = 'accepted' AND ({in_child}) AND +link.kind IN ({_SHOWN}))"
            f" OR {self._like('claim.quote', patterns)} OR {self._like('claim.note', patterns)}"
            f" OR {self._like('article.title', patterns)})"
        )

    def _like(self, column: str, patterns: Sequence[str]) -> str:
        self.parameters += patterns
        return " OR ".join([f"{column} LIKE ? ESCAPE '\\'"] * len(patterns))


def _claim_labels(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT id FROM label WHERE role = 'claim'")] or [""]


def _escaped(word: str) -> str:
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return word


# ---- one page of rows


@dataclass(slots=True)
class _Linked:
    """The accepted spans that a claim is linked to, by role."""

    actor: list[sqlite3.Row] = field(default_factory=list)
    figure: list[sqlite3.Row] = field(default_factory=list)
    verified: list[sqlite3.Row] = field(default_factory=list)


def rows(store: Store, wanted: Sequence[str], *, unseen: Unseen = ALL) -> list[ClaimRow]:
    """The rows of these claims, in the order given; ids that are gone are left out.
    Those that are `unseen` are not counted in their numbers."""
    claims = {row["id"]: row for row in store.rows(
        'SELECT claim.id, article_id, start, "end", quote, claim.note, attributes, title, name'  # noqa: S608
        " FROM span AS claim CROSS JOIN article ON article.id = claim.article_id"
        f" CROSS JOIN person ON person.id = claim.person_id WHERE claim.id IN ({_marks(wanted)})",
        wanted,
    )}  # fmt: skip
    at = sorted({row["article_id"] for row in claims.values()})
    numbers = _numbers(store, wanted, unseen.outside("span"))
    states, linked = _states(store, at), _linked(store, wanted)
    return [
        _row(claims[id_], numbers.get(id_, 0), states.get(claims[id_]["article_id"], ""),
             linked.get(id_, _Linked()))
        for id_ in wanted if id_ in claims
    ]  # fmt: skip


def _row(claim: sqlite3.Row, number: int, states: str, linked: _Linked) -> ClaimRow:
    said = json.loads(claim["attributes"])
    stances = [json.loads(row["attributes"]).get("stance", "") for row in linked.verified]
    return ClaimRow(
        span_id=claim["id"], article_id=claim["article_id"], number=number,
        claim=flat(claim["quote"]),
        actor=", ".join(flat(row["quote"]) for row in linked.actor),
        figures="; ".join(
            figures.display(json.loads(row["attributes"]), row["quote"]) for row in linked.figure
        ),
        verified="; ".join(flat(row["quote"]) for row in linked.verified),
        stance=", ".join(dict.fromkeys(stance for stance in stances if stance)),
        check_worthiness=str(said.get("check_worthiness", "")),
        verdict=str(said.get("verdict", "")), note=claim["note"],
        state=articles.state_of(states.split(",")), person=claim["name"],
        article=flat(claim["title"]), start=claim["start"], end=claim["end"],
        cue=str(said.get("cue", "")),
    )  # fmt: skip


def _numbers(store: Store, wanted: Sequence[str],
             seen: tuple[str, list[object]]) -> dict[str, int]:  # fmt: skip
    """The number of these claims in their articles, by place, among those `seen`.

    What stands before the first one wanted in an article is counted, not read.
    """
    labels = _claim_labels(store)
    among = f"label_id IN ({_marks(labels)}) AND state = 'accepted' AND {seen[0]}"
    return {row[0]: row[1] for row in store.rows(
        "WITH bound AS MATERIALIZED ("  # noqa: S608
        " SELECT article_id, low, high, (SELECT count(*) FROM span WHERE"
        f" {among} AND span.article_id = found.article_id AND start < low) AS before"
        " FROM (SELECT article_id, min(start) AS low, max(start) AS high FROM span"
        f" WHERE id IN ({_marks(wanted)}) GROUP BY article_id) AS found"
        ") SELECT id, before + row_number() OVER ("
        ' PARTITION BY bound.article_id ORDER BY start, "end" DESC, id)'
        " FROM bound CROSS JOIN span ON span.article_id = bound.article_id"
        f" WHERE {among} AND start BETWEEN low AND high",
        [*labels, *seen[1], *wanted, *labels, *seen[1]],
    )}  # fmt: skip


def _states(store: Store, at: Sequence[str]) -> dict[str, str]:
    return {row[0]: row[1] for row in store.rows(
        f"SELECT article_id, coalesce(group_concat(DISTINCT {moves.STANDING}), '') FROM assignment"  # noqa: S608
        f" WHERE article_id IN ({_marks(at)}) GROUP BY article_id",
        at,
    )}  # fmt: skip


def _linked(store: Store, wanted: Sequence[str]) -> dict[str, _Linked]:
    kinds = {kind: role for role, kind in LINKS.items()}
    roles = {one.name for one in fields(_Linked)}
    found: dict[str, _Linked] = {}
    for row in store.rows(
        "SELECT head, kind, role, quote, attributes FROM link"  # noqa: S608
        " CROSS JOIN span AS child ON child.id = link.child"
        " CROSS JOIN label ON label.id = child.label_id"
        f" WHERE head IN ({_marks(wanted)}) AND child.state = 'accepted' ORDER BY child.start",
        wanted,
    ):
        if row["role"] in roles and kinds.get(row["kind"]) == row["role"]:
            getattr(found.setdefault(row["head"], _Linked()), row["role"]).append(row)
    return found


def flat(text: str) -> str:
    """On one line, blanks folded."""
    return " ".join(text.split())


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
