"""The claims table: which claims there are, and in what order; `rows` says what stands in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from model import moves
from model.claim_rows import claim_labels
from model.claim_rows import flat as flat
from model.claim_rows import rows as rows
from model.records import CHECK_WORTHINESS, LINKS, STANCES, VERDICTS
from model.sight import ALL, Unseen
from model.store import Store

MOST_WORDS = 8
"""Words of a search that are looked at."""


class ClaimFilter(NamedTuple):
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
        unseen: Unseen = ALL, proposed_to: str = "") -> list[str]:  # fmt: skip
    """The ids of all accepted claims that pass, sorted by a column of ORDERS; empty cells last.
    Those that are `unseen` are left out. With `proposed_to`, a person's id, the claims of the
    article that are suggested to them are among these."""
    query = _Query(store, article_id, filters or ClaimFilter(), unseen, proposed_to)
    # One long text comes out of SQLite in half the time of as many rows.
    found = store.value(
        f"{query.hits} SELECT group_concat(id)"  # noqa: S608
        f" FROM ({query.ordered(order, descending=descending)})",
        query.parameters,
    )
    return str(found).split(",") if found else []


def count(store: Store, *, article_id: str | None = None,
          filters: ClaimFilter | None = None, unseen: Unseen = ALL,
          proposed_to: str = "") -> int:  # fmt: skip
    """How many `ids` finds."""
    query = _Query(store, article_id, filters or ClaimFilter(), unseen, proposed_to)
    said = f"{query.hits} SELECT count(*) {query.body}"
    return int(str(store.value(said, query.parameters)))


def _rank(column: str, values: Sequence[str]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {rank}" for rank, value in enumerate(values))
    return f"CASE {column} {cases} END"


def _child(role: str, shown: str) -> str:
    """What is shown of a claim's linked spans of a role, as an expression of its own."""
    return (
        f"(SELECT min({shown}) FROM link CROSS JOIN span AS child ON child.id = link.child"  # noqa: S608
        f" WHERE link.head = claim.id AND link.kind = '{LINKS[role]}' AND child.state = 'accepted')"
    )


SHOWN = ", ".join(f"'{kind}'" for kind in LINKS.values())
"""The kinds of the links that the table shows, in SQL."""
_VALUE = "json_extract(child.attributes, '$.{}')"
_STANDS = (
    f"min(CASE {moves.STANDING} WHEN 'returned' THEN 0 WHEN 'in progress' THEN 1"
    " WHEN 'submitted' THEN 2 WHEN 'approved' THEN 3 END)"
)
_STATE = (
    f"(SELECT {_STANDS} - ({_STANDS} = 2 AND max({moves.STANDING} = 'new'))"  # noqa: S608
    " FROM assignment WHERE assignment.article_id = claim.article_id)"
)
STATES = {"returned": 0, "in progress": 1, "submitted": 2, "approved": 3}
"""An article's states by the number that `_STATE` makes of them; -1 stands for others."""
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
    """FROM and WHERE of the claims asked for, after a WITH of the spans that hold the words
    searched for; with the parameters of both."""

    def __init__(self, store: Store, article_id: str | None, wanted: ClaimFilter,
                 unseen: Unseen, proposed_to: str = "") -> None:  # fmt: skip
        self.parameters: list[object] = []
        self._hits, self._in_hits = list[str](), list[object]()
        self._article_id = article_id
        # CROSS JOIN keeps articles outside, so that the index gives the claims in their order.
        tables = "article CROSS JOIN span AS claim ON claim.article_id = article.id"
        conditions = [self._one_of("claim.label_id", claim_labels(store))]
        conditions.append(self._stands(proposed_to if article_id else ""))
        if article_id is not None:
            conditions.append("article.id = ?")
            self.parameters.append(article_id)
        here = unseen if article_id is None else unseen.of([article_id])
        seen, parameters = here.outside("claim")
        self.parameters += parameters
        conditions += [seen, *self._conditions(wanted)]
        self._passes = " AND ".join(conditions)
        self.body = f"FROM {tables} WHERE {self._passes}"
        self.hits = f"WITH {', '.join(self._hits)}" if self._hits else ""
        self.parameters = [*self._in_hits, *self.parameters]

    def _stands(self, proposed_to: str) -> str:
        if not proposed_to:
            return "claim.state = 'accepted'"
        self.parameters.append(proposed_to)
        return "(claim.state = 'accepted' OR claim.state = 'suggested' AND claim.person_id = ?)"

    def ordered(self, order: str, *, descending: bool) -> str:
        """SELECT of the ids in order: one in a row, or those of an article."""
        turn = " DESC" if descending else ""
        if order == "place":
            return self._in_place(turn, back="" if descending else " DESC")
        by = f"{ORDERS[order]}{turn} NULLS LAST, claim.article_id, claim.start, claim.id"
        return f"SELECT claim.id AS id {self.body} ORDER BY {by}"

    def _in_place(self, turn: str, *, back: str) -> str:
        """Asked article by article, the claims come out of an index in order; together they would
        have to be sorted."""
        by = f'claim.start{turn}, claim."end"{back}, claim.id{turn}'
        if self._article_id is not None:
            return f"SELECT claim.id AS id {self.body} ORDER BY {by}"
        of_article = f"FROM span AS claim WHERE claim.article_id = article.id AND {self._passes}"
        return (
            "SELECT (SELECT group_concat(id)"  # noqa: S608
            f" FROM (SELECT claim.id AS id {of_article} ORDER BY {by})) AS id"
            f" FROM article ORDER BY article.position{turn}, article.id{turn}"
        )

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
            ranks = [STATES.get(state, -1) for state in wanted.state]
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
        patterns = patterns_of(word)
        hit = self._hit(word, patterns)
        self.parameters += patterns
        return (
            f"(claim.id IN (SELECT id FROM {hit} WHERE own UNION ALL"  # noqa: S608
            f" SELECT link.head FROM {hit} CROSS JOIN link ON link.child = {hit}.id"
            f" WHERE given AND +link.kind IN ({SHOWN}))"
            f" OR article.id IN (SELECT id FROM article WHERE {like('title', patterns)}))"
        )

    def _hit(self, word: str, patterns: Sequence[str]) -> str:
        """The name of a table of spans: what holds the word in `own` words or note, and what
        gives it to claims. One pass over the table reads less than any index would."""
        from model import numerals  # with every name of a number, only where one is typed

        name = f"hit{len(self._hits)}"
        quote, note = like("quote", patterns), like("note", patterns)
        number = numerals.read(word)
        given, numbers = quote, list[object]()
        if number is not None:
            given, numbers = f"({quote} OR json_extract(attributes, '$.value') = ?)", [number]
        spans = "span NOT INDEXED WHERE true"
        if self._article_id is not None:
            spans = "span WHERE article_id = ?"
        self._hits.append(
            f"{name} AS MATERIALIZED (SELECT id, {quote} OR {note} AS own,"  # noqa: S608
            f" state = 'accepted' AND {given} AS given FROM {spans} AND ({given} OR {note}))"
        )
        self._in_hits += [*patterns, *patterns, *patterns, *numbers]
        self._in_hits += [self._article_id] if self._article_id is not None else []
        self._in_hits += [*patterns, *numbers, *patterns]
        return name


def patterns_of(word: str) -> list[str]:
    """What finds the word in any case of ASCII; outside it as given, lower, upper, capitalised."""
    variants = {word} if word.isascii() else {
        word, word.lower(), word.upper(), word.capitalize()
    }  # fmt: skip
    return [f"%{_escaped(variant)}%" for variant in sorted(variants)]


def like(column: str, patterns: Sequence[str]) -> str:
    """That the column matches one of `patterns`, which are the parameters: SQL."""
    either = " OR ".join([f"{column} LIKE ? ESCAPE '\\'"] * len(patterns))
    return f"({either})"


def _escaped(word: str) -> str:
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return word
