"""What the command line says: for people, as one JSON value, or as JSON lines for the window."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from model import json_pieces
from model.plurals import many as many
from model.records import Article

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
EVERY = 50
"""Progress lines of one long run, at most."""


class Teller:
    """Puts results on stdout and errors on stderr, in the form that was asked for."""

    def __init__(self, *, as_json: bool, as_lines: bool) -> None:
        self._as_json = as_json
        self._as_lines = as_lines
        self._told = -1

    def result(self, value: object, text: str | Iterator[str]) -> None:
        """`value` as JSON (see `json_pieces`), or else `text`, which may be lines: only one of both
        is gone through."""
        if self._as_lines:
            self._line(result=value)
        elif self._as_json:
            _write(sys.stdout, json_pieces.pieces(value))
            _put(sys.stdout, "")
        elif isinstance(text, Iterator):
            _write(sys.stdout, (f"{tame(line)}\n" for line in text))
        elif text:
            _put(sys.stdout, tame(text))

    def progress(self, done: int, total: int) -> None:
        step = done * EVERY // max(total, 1)
        if self._as_lines and step != self._told:
            self._told = step
            self._line(progress=[done, total])

    def note(self, text: str) -> None:
        """What is being done just now; not part of the result."""
        if self._as_lines:
            self._line(note=text)
        elif not self._as_json:
            _put(sys.stderr, tame(text))

    def error(self, text: str) -> int:
        """One line on stderr; returns the exit code."""
        if self._as_lines:
            self._line(error=text)
        else:
            _put(sys.stderr, tame(" ".join(text.split())))
        return 1

    @staticmethod
    def _line(**value: object) -> None:
        _put(sys.stdout, json.dumps(value, default=json_pieces.plain))


def listed(articles: Sequence[Article]) -> str:
    rows = [("STATE", "SPANS", "SUGGESTED", "CHARACTERS", "LANGUAGE", "DATE", "TITLE")]
    rows += [
        (one.state, str(one.spans), str(one.suggestions), str(one.length), one.language, one.date,
         shown(one.title))
        for one in articles
    ]  # fmt: skip
    return table(rows, numbers=(1, 2, 3)) if articles else "The project has no articles."


def counted(counts: Mapping[str, Any]) -> str:
    """The figures of a project; what a plot shows better (progress by day) is left to `--json`."""
    lines = []
    for key in ("project", "articles", "articles_by_state", "characters", "spans",
                "spans_by_label", "spans_by_state", "links", "edits", "backlog"):  # fmt: skip
        name, value = key.replace("_", " "), counts[key]
        if isinstance(value, Mapping):
            inner = {k: v for k, v in value.items() if not isinstance(v, Mapping)}
            lines += [f"{name}:", *(f"  {shown(str(k))}: {v}" for k, v in inner.items())]
        else:
            lines.append(f"{name}: {shown(str(value))}")
    return "\n".join([*lines, "", _people(counts)])


def _people(counts: Mapping[str, Any]) -> str:
    columns = ("spans", "articles", "days", "spans_per_day", "articles_per_day", "minutes",
               "minutes_per_article", "reviewed", "correction_rate")  # fmt: skip
    rows = [("PERSON", *(column.replace("_", " ").upper() for column in columns))]
    rows += [
        (shown(one["person"]), *("–" if one[c] is None else str(one[c]) for c in columns))
        for one in counts["people"]
    ]
    pause = f"Gaps of more than {counts['pause_minutes']:g} minutes between two edits do not count."
    return f"{table(rows, numbers=range(1, len(columns) + 1))}\n{pause}"


def table(rows: Sequence[Sequence[str]], *, numbers: Container[int]) -> str:
    """Lines with aligned columns; those of `numbers` to the right."""
    wide = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(wide[at]) if at in numbers else cell.ljust(wide[at])
            for at, cell in enumerate(row)
        ).rstrip()
        for row in rows
    )


def shown(text: str) -> str:
    """Text without controls: a title must not steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def tame(text: str) -> str:
    """Lines without controls: the name of a file must not steer the terminal either."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def aside(text: str) -> None:
    """Lines on stderr, where stdout is taken by what was asked for."""
    _put(sys.stderr, text)


def _put(where: TextIO, text: str) -> None:
    _write(where, (f"{text}\n",))


def _write(where: TextIO, pieces: Iterable[str]) -> None:
    """Characters that the terminal cannot show become question marks."""
    encoding = where.encoding or "utf-8"
    for piece in pieces:
        where.write(piece.encode(encoding, "replace").decode(encoding))
    where.flush()
