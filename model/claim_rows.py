"""What stands in a row of the claims table: the claim, and what its links say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from model import articles, figure_cells, moves
from model.records import LINKS, ClaimRow
from model.sight import ALL, Unseen
from model.store import Store

COLUMNS = {"actor": "actor", "figure": "figures", "verified": "verified"}
"""By role of a linked span, the field of `ClaimRow` that shows it."""


class _Linked:
    """The accepted spans that a claim is linked to, by role; with them, or in their place, those
    that are suggested."""

    def __init__(self) -> None:
        self.actor: list[sqlite3.Row] = []
        self.figure: list[sqlite3.Row] = []
        self.verified: list[sqlite3.Row] = []

    def settle(self) -> frozenset[str]:
        """Keep what is suggested only of the roles of which nothing is accepted; the columns of
        these."""
        hollow = set()
        for role, column in COLUMNS.items():
            found = getattr(self, role)
            accepted = [row for row in found if row["state"] == "accepted"]
            if accepted:
                setattr(self, role, accepted)
            elif found:
                hollow.add(column)
        return frozenset(hollow)


def rows(store: Store, wanted: Sequence[str], *, unseen: Unseen = ALL,
         proposed_to: str = "") -> list[ClaimRow]:  # fmt: skip
    """The rows of these claims, in the order given; ids that are gone are left out.
    Those that are `unseen` are not counted in their numbers. With `proposed_to`, a person's id, a
    cell of an accepted claim that has nothing accepted shows what is suggested to them."""
    claims = {row["id"]: row for row in store.rows(
        'SELECT claim.id, article_id, start, "end", quote, claim.note, attributes, title, name,'  # noqa: S608
        " state"
        " FROM span AS claim CROSS JOIN article ON article.id = claim.article_id"
        f" CROSS JOIN person ON person.id = claim.person_id WHERE claim.id IN ({_marks(wanted)})",
        wanted,
    )}  # fmt: skip
    at = sorted({row["article_id"] for row in claims.values()})
    numbers = _numbers(store, wanted, unseen.of(at).outside("span"))
    states, linked = _states(store, at), _linked(store, wanted, proposed_to)
    return [
        _row(claims[id_], numbers.get(id_, 0), states.get(claims[id_]["article_id"], ""),
             linked.get(id_, _Linked()))
        for id_ in wanted if id_ in claims
    ]  # fmt: skip


def _row(claim: sqlite3.Row, number: int, states: str, linked: _Linked) -> ClaimRow:
    said = json.loads(claim["attributes"])
    hollow = linked.settle() if claim["state"] == "accepted" else frozenset[str]()
    stances = [json.loads(row["attributes"]).get("stance", "") for row in linked.verified]
    return ClaimRow(
        span_id=claim["id"], article_id=claim["article_id"], number=number,
        claim=flat(claim["quote"]),
        actor=", ".join(flat(row["quote"]) for row in linked.actor),
        figures="; ".join(
            figure_cells.display(json.loads(row["attributes"]), row["quote"])
            for row in linked.figure
        ),
        verified="; ".join(flat(row["quote"]) for row in linked.verified),
        stance=", ".join(dict.fromkeys(stance for stance in stances if stance)),
        check_worthiness=str(said.get("check_worthiness", "")),
        verdict=str(said.get("verdict", "")), note=claim["note"],
        state=articles.state_of(states.split(",")), person=claim["name"],
        article=flat(claim["title"]), start=claim["start"], end=claim["end"],
        cue=str(said.get("cue", "")), proposed=claim["state"] == "suggested", hollow=hollow,
    )  # fmt: skip


def _numbers(store: Store, wanted: Sequence[str],
             seen: tuple[str, list[object]]) -> dict[str, int]:  # fmt: skip
    """The number of these claims in their articles, by place, among those `seen`.

    What stands before the first one wanted in an article is counted, not read.
    """
    labels = claim_labels(store)
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


def _linked(store: Store, wanted: Sequence[str], proposed_to: str) -> dict[str, _Linked]:
    kinds = {kind: role for role, kind in LINKS.items()}
    found: dict[str, _Linked] = {}
    for row in store.rows(
        "SELECT head, kind, role, child.quote, child.attributes, child.state FROM link"  # noqa: S608
        " CROSS JOIN span AS child ON child.id = link.child"
        " CROSS JOIN label ON label.id = child.label_id"
        " CROSS JOIN span AS claim ON claim.id = link.head"
        f" WHERE head IN ({_marks(wanted)}) AND (child.state IN ('accepted', claim.state)"
        " OR child.state = 'suggested' AND child.person_id = ?) ORDER BY child.start",
        [*wanted, proposed_to],
    ):
        if row["role"] in COLUMNS and kinds.get(row["kind"]) == row["role"]:
            getattr(found.setdefault(row["head"], _Linked()), row["role"]).append(row)
    return found


def claim_labels(store: Store) -> list[str]:
    """Ids of the labels with the role of claims; one that nothing has, when there is none."""
    return [row[0] for row in store.rows("SELECT id FROM label WHERE role = 'claim'")] or [""]


def flat(text: str) -> str:
    """On one line, blanks folded."""
    return " ".join(text.split())


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
