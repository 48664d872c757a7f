"""The columns of the claims table: what they are called, how wide, and how they are edited."""

from __future__ import annotations

from typing import NamedTuple

from model.records import CHECK_WORTHINESS, VERDICTS, ClaimRow
from ui import stances


class Column(NamedTuple):
    key: str
    """The name by which `claims.ids` sorts; but for 'place' also the field of `ClaimRow`."""
    title: str
    width: int
    shown: bool = False
    edits: bool = False
    choices: tuple[str, ...] = ()
    """What an edited cell can hold, besides nothing; none: any text."""


COLUMNS = (
    Column("place", "#", 32, shown=True),
    Column("claim", "Claim", 150, shown=True),
    Column("actor", "Actor", 84, shown=True),
    Column("cue", "Cue", 80, edits=True),
    Column("figures", "Figures", 100, shown=True),
    Column("verified", "Verified", 114, shown=True),
    Column("check_worthiness", "Check-worthy", 96, edits=True, choices=CHECK_WORTHINESS),
    Column("verdict", "Verdict", 120, edits=True, choices=VERDICTS),
    Column("state", "State", 92),
    Column("person", "Person", 90),
    Column("article", "Article", 130),
    Column("note", "Note", 140, edits=True),
)
KEYS = tuple(column.key for column in COLUMNS)
CLAIM = KEYS.index("claim")
VERIFIED = KEYS.index("verified")
PROPOSED = "◌"
"""Stands for the number of a claim that is only suggested."""
LEAST_CLAIM = 80
"""Pixels that the claim's own words keep when the pane gets narrow."""


def text_of(row: ClaimRow, key: str) -> str:
    """A cell as plain text on one line."""
    if key == "place":
        return PROPOSED if row.proposed else str(row.number)
    if key == "state" and row.proposed:
        return "suggested"
    if key == "verified" and row.verified:
        return f"{row.stance or stances.NONE} ({row.verified})"
    return " ".join(str(getattr(row, key)).split())
