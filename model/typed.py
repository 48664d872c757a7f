"""What a person types or pastes into a field: cleaned, and refused where it cannot be meant."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from model import dates
from model.errors import UserError
from model.records import Attributes

LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
PLACED = {"cue": ("cue_start", "cue_end")}
"""Attributes that quote the text, and those that say where."""
_UNKEEPABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def note(said: str) -> str:
    """Some lines: without control characters, each line end `\\n`."""
    return _UNKEEPABLE.sub("", _LINE_ENDS.sub("\n", said))


def line(said: str) -> str:
    """One line, without control characters, and with one space wherever there were several."""
    return " ".join(note(said).split())


def day(said: str) -> str:
    """A year, month or day as ISO 8601; '' for none. Raises `UserError` for what is no day, or
    could be two."""
    said = line(said)
    if not said or dates.is_real(said):
        return said
    found = dates.iso(said)
    if not found:
        raise UserError(f"“{said}” is no date that can be told for sure.",
                        safe="The date is as it was.", hint="Write it as 2024-11-06.")  # fmt: skip
    return found


def language(said: str) -> str:
    """A language's code; '' for none. Raises `UserError` for what can be none."""
    said = line(said)
    if said and not LANGUAGE.fullmatch(said):
        raise UserError(f"“{said}” is no code of a language.", safe="The language is as it was.",
                        hint="Write it as en, uk or pt-BR.")  # fmt: skip
    return said


def of_article(fields: Mapping[str, str | Sequence[int]]) -> dict[str, str]:
    """Fields of an article as they are kept. Raises `UserError`."""
    keepers = {"title": line, "source": line, "date": day, "language": language, "note": note}
    values = {
        key: json.dumps(sorted(said)) if key == "boilerplate" else keepers[key](str(said)).strip()
        for key, said in fields.items()
    }
    if values.get("title") == "":
        raise UserError("An article needs a title.", hint="Type a few words that tell it apart.")
    return values


def attributes(was: Attributes, changed: Attributes) -> Attributes:
    """`was` with what a person changed: None or '' takes one away, and words typed over a quotation
    stand nowhere in the text."""
    said = {key: line(value) if isinstance(value, str) else value for key, value in changed.items()}
    for quoting, places in PLACED.items():
        if said.get(quoting, was.get(quoting)) != was.get(quoting):
            said = dict.fromkeys(places) | said
    return {key: value for key, value in {**was, **said}.items() if value not in (None, "")}
