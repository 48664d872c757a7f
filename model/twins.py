"""Equal spans of one reading: there is only ever one, and a second one goes up in it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from model import links, moves
from model.edits import Cell
from model.open_edit import OpenEdit, Rows
from model.records import CURATED, CURATOR, Attributes, of_curator

SAME_READING = f"({of_curator()})"
"""SQL: 1 for a span of a curator's reading, 0 for one of an annotator's."""


def of(rows: Rows, row: Mapping[str, Cell]) -> str | None:
    """The accepted span of the same reading, words and label as this accepted one."""
    found = rows.rows(
        "SELECT id FROM span WHERE article_id = :article_id AND start = :start"  # noqa: S608
        ' AND "end" = :end AND label_id = :label_id AND person_id = :person_id'
        f" AND state = 'accepted' AND :state = 'accepted' AND {SAME_READING} = :curated"
        " ORDER BY id = :id",
        {"id": "", **row, "curated": str(row["origin"]).startswith(CURATED)},
    )
    return str(found[0]["id"]) if found else None


def judge(edit: OpenEdit, span_id: str, state: str) -> None:
    """A judgement within an edit, of whoever works on the article; a span that comes to equal
    another one goes up in that."""
    row = edit.current("span", span_id)
    assert row is not None
    person, role = moves.working(edit, str(row["article_id"]))
    now: dict[str, Cell] = {"state": state, "person_id": person}
    if role == CURATOR and state == "accepted":
        now["origin"] = CURATED
    same = of(edit, row | now)
    if same in (None, span_id):
        edit.update("span", span_id, **now)
    else:
        fold(edit, span_id, same)


def take_up(edit: OpenEdit, span_id: str) -> str:
    """Let what was suggested to a person go up in the equal span that they have made themselves;
    returns the id of that."""
    row = edit.current("span", span_id)
    assert row is not None
    for same in edit.rows(
        'SELECT id FROM span WHERE article_id = :article_id AND start = :start AND "end" = :end'
        " AND label_id = :label_id AND person_id = :person_id"
        " AND state = 'suggested' AND :state = 'accepted'", row,
    ):  # fmt: skip
        fold(edit, same["id"], span_id)
    return span_id


def fold(edit: OpenEdit, span_id: str, into: str) -> None:
    """Let a span go up in its twin, with its links and what the twin does not say itself."""
    going, staying = edit.current("span", span_id), edit.current("span", into)
    assert going is not None
    assert staying is not None
    links.rehang(edit, span_id, into)
    for row in edit.rows("SELECT id FROM decision WHERE result = ?", (span_id,)):
        edit.update("decision", row["id"], result=into)
    edit.delete("span", span_id)
    both = json.loads(str(going["attributes"])) | json.loads(str(staying["attributes"]))
    edit.update("span", into, note=staying["note"] or going["note"], attributes=packed(both),
                origin=_joined(str(staying["origin"]), str(going["origin"])))  # fmt: skip


def packed(attributes: Attributes) -> str:
    """Attributes as they are stored: JSON, keys sorted, no blanks."""
    return json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _joined(staying: str, going: str) -> str:
    """The sources of both, where a curator made them."""
    if not staying.startswith(CURATED):
        return staying
    ids = f"{staying},{going.removeprefix(CURATED)}".removeprefix(CURATED).split(",")
    return CURATED + ",".join(dict.fromkeys(filter(None, ids)))
