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
    """Whether it is shown before a person has chosen."""
    edits: bool = False
    choices: tuple[str, ...] = ()
    """What an edited cell can hold, besides nothing; none: any text."""
    tells_apart: bool = False
    """Whether it is shown, before a person has chosen, where the whole project is."""


COLUMNS = (
    Column("place", "#", 32, shown=True),
    Column("article", "Article", 70, tells_apart=True),
    Column("claim", "Claim", 150, shown=True),
    Column("actor", "Actor", 84, shown=True),
    Column("cue", "Cue", 80, edits=True),
    Column("figures", "Figures", 92, shown=True),
    Column("verified", "Verified", 114, shown=True),
    Column("check_worthiness", "Check-worthy", 96, edits=True, choices=CHECK_WORTHINESS),
    Column("verdict", "Verdict", 120, edits=True, choices=VERDICTS),
    Column("state", "State", 92),
    Column("person", "Person", 90),
    Column("note", "Note", 140, edits=True),
)
KEYS = tuple(column.key for column in COLUMNS)
CLAIM = KEYS.index("claim")
VERIFIED = KEYS.index("verified")
PROPOSED = "◌"
"""Stands for the number of a claim that is only suggested."""
LEAST_CLAIM = 80
"""Pixels that the claim's own words keep when the pane gets narrow."""


def of_themselves(*, whole_project: bool) -> set[str]:
    """The columns that are shown until a person chooses."""
    return {one.key for one in COLUMNS if one.shown or (one.tells_apart and whole_project)}


def how_to_write() -> str:
    """What to do where no column shown can be written in."""
    *most, last = (column.title for column in COLUMNS if column.edits)
    return (
        "None of the columns shown can be written in. "
        f"Show {', '.join(most)} or {last} with the columns button above the table."
    )


def text_of(row: ClaimRow, key: str) -> str:
    """A cell as plain text on one line."""
    if key == "place":
        return PROPOSED if row.proposed else str(row.number)
    if key == "state" and row.proposed:
        return "suggested"
    if key == "verified" and row.verified:
        return f"{row.stance or stances.NONE} ({row.verified})"
    return " ".join(str(getattr(row, key)).split())
