"""Decisions: what a curator said of each span of other readings, as rows."""

from __future__ import annotations

import json
from collections.abc import Sequence

from model import named_ids
from model.edits import Row
from model.moves import is_done
from model.open_edit import OpenEdit, Rows
from model.records import AGREED, ANNOTATOR, CURATED, FIXED, Decision, of_curator

_DECISIONS = "8a3f1f2c-9a4e-4f0c-a6d4-3b0f7f0f5f43"
_FIELDS = "id, article_id, span_id, person_id, verdict, reason, comment, result, decided"

STANDS = (
    "EXISTS (SELECT 1 FROM assignment AS theirs WHERE theirs.article_id = decision.article_id"
    " AND theirs.person_id = decision.person_id AND theirs.role = 'curator')"
    " AND (decision.verdict = 'rejected' OR EXISTS (SELECT 1 FROM span AS made"
    " WHERE made.id = decision.result))"
    " AND (SELECT max(position) FROM touched WHERE row = decision.span_id)"
    " <= (SELECT max(position) FROM touched WHERE row = decision.id)"
)
"""SQL: whether a decision is in force: by a curator of the article, its result there, its span as
it was."""
WAITS = (
    f"span.state = 'accepted' AND NOT {of_curator()}"  # noqa: S608
    " AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.span_id = span.id"
    f"{{by}} AND {STANDS})"
)
"""SQL: whether a span of a finished reading lacks a decision. `{by}` narrows the curators."""
IN_FINISHED = (
    "EXISTS (SELECT 1 FROM assignment WHERE assignment.article_id = span.article_id"  # noqa: S608
    " AND assignment.person_id = span.person_id AND assignment.role = 'annotator'"
    f" AND {is_done()})"
)


def id_of(span_id: str, person_id: str) -> str:
    """The id of a decision: the same on every machine that makes it."""
    return named_ids.id_of(_DECISIONS, f"{span_id} {person_id}")


def of_article(rows: Rows, article_id: str, person_id: str = "") -> dict[str, Decision]:
    """The decisions of an article's curators, or of one who is named, by the span's id."""
    found = rows.rows(
        f"SELECT {_FIELDS} FROM decision WHERE article_id = :article"  # noqa: S608
        " AND CASE :person WHEN '' THEN EXISTS (SELECT 1 FROM assignment WHERE"
        " assignment.article_id = :article AND assignment.person_id = decision.person_id"
        " AND assignment.role = 'curator') ELSE person_id = :person END ORDER BY decided, id",
        {"article": article_id, "person": person_id},
    )
    return {row["span_id"]: Decision(*row) for row in found}


def of_span(rows: Rows, span_id: str) -> list[Decision]:
    """What curators said of a span, or by which decisions it came to be, the earliest first."""
    return [Decision(*row) for row in rows.rows(
        f"SELECT {_FIELDS} FROM decision WHERE span_id = :id OR result = :id"  # noqa: S608
        " ORDER BY decided, id",
        {"id": span_id},
    )]  # fmt: skip


def verdicts(rows: Rows, span_ids: Sequence[str]) -> dict[str, str]:
    """The verdicts in force on these spans, by the span's id; those that wait are left out."""
    return dict(map(tuple, rows.rows(
        "SELECT span_id, verdict FROM decision WHERE span_id IN"  # noqa: S608
        f" (SELECT value FROM json_each(?)) AND {STANDS} ORDER BY decided",
        (json.dumps(list(span_ids)),),
    )))  # fmt: skip


def undecided(rows: Rows, article_id: str, person_id: str) -> list[str]:
    """The spans of finished readings that this curator has not decided on, in reading order."""
    waits = WAITS.format(by=" AND decision.person_id = :me")
    return [row[0] for row in rows.rows(
        f"SELECT id FROM span WHERE article_id = :article AND {waits} AND {IN_FINISHED}"  # noqa: S608
        ' ORDER BY start, "end" DESC, id',
        {"article": article_id, "me": person_id},
    )]  # fmt: skip


def undecided_of_all(rows: Rows, person_id: str) -> dict[str, list[str]]:
    """By article: `undecided`, for every article that this curator is to review or reviews."""
    waits = WAITS.format(by=" AND decision.person_id = :me")
    found: dict[str, list[str]] = {}
    for row in rows.rows(
        "SELECT span.article_id, span.id FROM assignment AS mine"  # noqa: S608
        " CROSS JOIN span ON span.article_id = mine.article_id WHERE mine.person_id = :me"
        f" AND mine.role = 'curator' AND mine.state <> 'approved' AND {waits} AND {IN_FINISHED}",
        {"me": person_id},
    ):
        found.setdefault(row[0], []).append(row[1])
    return found


def of_label(rows: Rows, label_id: str) -> list[str]:
    """Ids of the decisions in force, in articles still reviewed, on spans that carry a label or
    are linked to one that does."""
    return [row[0] for row in rows.rows(
        "WITH carrying AS (SELECT id FROM span WHERE label_id = ?)"  # noqa: S608
        " SELECT decision.id FROM decision WHERE span_id IN (SELECT id FROM carrying"
        " UNION SELECT head FROM carrying CROSS JOIN link ON child = carrying.id"
        " UNION SELECT child FROM carrying CROSS JOIN link ON head = carrying.id)"
        f" AND {STANDS} AND EXISTS (SELECT 1 FROM assignment"
        " WHERE assignment.article_id = decision.article_id AND assignment.state = 'submitted')",
        (label_id,),
    )]  # fmt: skip


def renew(edit: OpenEdit, decision_ids: Sequence[str]) -> None:
    """After a change of the label set: what was decided before it stays decided."""
    for id_ in decision_ids:
        row = edit.current("decision", id_)
        assert row is not None
        if row["decided"] == edit.at:  # the same millisecond: what does not change is not logged
            edit.delete("decision", id_)
            edit.insert("decision", **row)
        else:
            edit.update("decision", id_, decided=edit.at)
    rows = (edit.current("decision", id_) for id_ in decision_ids)
    follow(edit, [str(row["result"]) for row in rows if row and row["result"]])


def put(edit: OpenEdit, source: Row, person_id: str, verdict: str, *, result: str | None,
        reason: str, comment: str) -> None:  # fmt: skip
    """A decision where there is none yet."""
    assert not str(source["origin"]).startswith(CURATED), ANNOTATOR
    edit.insert(
        "decision", id=id_of(str(source["id"]), person_id), article_id=source["article_id"],
        span_id=source["id"], person_id=person_id, verdict=verdict, reason=reason,
        comment=comment, result=result, decided=edit.at,
    )  # fmt: skip


def follow(edit: OpenEdit, result_ids: Sequence[str]) -> None:
    """After a curator's span or its links have changed: say of its sources what is true now."""
    for result_id in dict.fromkeys(result_ids):
        for row in edit.rows("SELECT * FROM decision WHERE result = ?", (result_id,)):
            source, made = edit.current("span", row["span_id"]), edit.current("span", result_id)
            if source is not None and made is not None:
                edit.update("decision", row["id"], verdict=verdict_on(edit, source, made))


def verdict_on(rows: Rows, source: Row, result: Row) -> str:
    """'agreed' when a curator's span says what its source says, links included; else 'fixed'."""
    same = all(source[name] == result[name] for name in ("start", "end", "label_id"))
    said, now = json.loads(str(source["attributes"])), json.loads(str(result["attributes"]))
    if not same or said != now:
        return FIXED
    wanted = _links_wanted(rows, str(source["id"]), str(result["id"]), str(result["person_id"]))
    return AGREED if wanted == _links_of(rows, str(result["id"])) else FIXED


def _links_wanted(rows: Rows, source: str, result: str, curator: str) -> set[tuple[object, ...]]:
    """The source's links, as they lead between the curator's spans: (kind, whether it is the head,
    the span at the other end). Those to spans that were rejected or not decided are left out."""
    return {tuple(row) for row in rows.rows(
        "SELECT kind, head = :source, result FROM link JOIN decision"
        " ON decision.span_id = CASE head WHEN :source THEN child ELSE head END"
        " AND decision.person_id = :curator AND result IS NOT NULL AND result <> :result"
        " WHERE head = :source OR child = :source",
        {"source": source, "result": result, "curator": curator},
    )}  # fmt: skip


def _links_of(rows: Rows, span_id: str) -> set[tuple[object, ...]]:
    return {tuple(row) for row in rows.rows(
        "SELECT kind, head = :id, CASE head WHEN :id THEN child ELSE head END"
        " FROM link WHERE head = :id OR child = :id",
        {"id": span_id},
    )}  # fmt: skip
