"""Reading JSON that others wrote: line by line or value by value, never the whole file at once."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from model import text
from model.drafts import Draft
from model.errors import UserError
from model.importers._bytes import SAFE, decoded
from model.importers._json_values import TWICE, Decoder, TooDeep, kept, parsed
from model.importers.txt import tidy, title_of
from model.records import Attributes

LONGEST_LINE = 64_000_000
"""Bytes of one line; a longer one cannot hold one article."""
CHUNK = 1 << 20
HEAD = 8192
FIRST = 4_000_000
"""Bytes of a file's first record that are looked at to tell its format."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Record:
    """One value of a file: `value`, or why there is none. `line` counts from 1."""

    line: int
    value: Any = None
    problem: str = ""


def records(path: Path) -> Iterator[Record]:
    """The values of a file of JSON lines, or the members of its one list.

    A line that is no JSON becomes a record with a problem. Raises `UserError` naming the file
    when it cannot be read, is no text, or is a list that breaks off.
    """
    if head_of(path).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"[":
        yield from _members(path)
        return
    for line, said in lines(path):
        yield from _record(said, line)


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers, from 1; only `\\n` and `\\r\\n` end a line.
    Raises `UserError` naming the file when it is unreadable or no text."""
    if head_of(path).startswith(_WIDE):
        yield from enumerate(decoded(path).text.split("\n"), 1)
    else:
        yield from _narrow_lines(path)


def head_of(path: Path) -> bytes:
    """The first bytes of a file; raises `UserError` when it is unreadable or no text."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError(f"{path.name} is not a file.", safe=SAFE)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}.", safe=SAFE) from error
    text.decode(head, path.name)
    return head


def first_value(path: Path, head: bytes) -> Any:  # noqa: ANN401
    """The first JSON object of a file, out of its list when it opens one; None when it does not
    begin with one that ends within `FIRST` bytes. What a format is told by."""
    said = head.removeprefix(b"\xef\xbb\xbf").lstrip().removeprefix(b"[").lstrip()
    if not said.startswith(b"{"):
        return None
    found = _first(said)
    if found is None and len(head) >= HEAD:
        try:
            with path.open("rb") as file:
                more = file.read(FIRST)
        except OSError:
            return None
        found = _first(more[more.index(b"{") :] if b"{" in more else b"")
    return found


def _first(said: bytes) -> Any:  # noqa: ANN401
    try:
        return json.JSONDecoder().raw_decode(said.decode("utf-8", "replace"))[0]
    except (ValueError, RecursionError):
        return None


def words(value: object) -> str:
    """A string of the file, or ''."""
    return value.strip() if isinstance(value, str) else ""


def date_of(*values: object) -> str:
    """The first ISO date among the values."""
    found = (_DATE.match(words(value)) for value in values)
    return next((match.group() for match in found if match), "")


def flat(value: object) -> Attributes:
    """A mapping as attributes: lists and mappings inside it become JSON."""
    if not isinstance(value, Mapping):
        return {}
    return {
        str(key): one if one is None or isinstance(one, (str, int, float, bool))
        else json.dumps(one, ensure_ascii=False, sort_keys=True)
        for key, one in value.items()
    }  # fmt: skip


def number(value: object) -> float | None:
    """A number that a double holds."""
    try:
        return float(value) if isinstance(value, (int, float)) and value == value else None
    except OverflowError:
        return None


def whole(value: object) -> int | None:
    """An offset or index; a truth value is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def title_for(said: object, body: str, path: Path, line: int) -> str:
    """What the file calls an article, else its first line, else the file's name and the line."""
    return words(said) or title_of(body) or f"{tidy(path.stem)} {line}".strip()


def drafts(
    path: Path, problem: Callable[[Any], str], made: Callable[[Record, tuple[str, ...]], Draft],
    hint: str,
) -> Iterator[Draft]:  # fmt: skip
    """A draft of every record without a problem; the others are told with the draft after them,
    or with the last one. Raises `UserError` naming the file when there is no draft at all."""
    last: Draft | None = None
    bad: list[str] = []
    try:
        for record in records(path):
            if why := record.problem or problem(record.value):
                bad.append(f"{path.name}, line {record.line}: {why}.")
                continue
            if last is not None:
                yield last
            last, bad = made(record, tuple(bad)), []
    except UserError as error:
        if last is None:
            raise
        bad.append(error.what)
    if last is None:
        said = " ".join(bad[:3]) or f"{path.name} holds no articles."
        raise UserError(said, safe=SAFE, hint=hint)
    yield replace(last, skipped=(*last.skipped, *bad))


def _narrow_lines(path: Path) -> Iterator[tuple[int, str]]:
    name = path.name
    with path.open("rb") as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        line = 0
        while data := file.readline(LONGEST_LINE):
            line += 1
            yield line, _text(data, name).rstrip("\r\n")


def _record(said: str, line: int) -> Iterator[Record]:
    if said.strip():
        try:
            yield Record(line, parsed(said))
        except ValueError as error:
            yield Record(line, problem=TWICE if str(error) == TWICE else "not JSON")


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode(data, name).text


def _members(path: Path) -> Iterator[Record]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _Members(file).walk()
    except ValueError as error:  # UnicodeDecodeError is one too
        raise UserError(f"{path.name} is not JSON: {error}.", safe=SAFE) from error


class _Members:
    """The members of a list, decoded one at a time from as much of the file as they need."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._held = file.read(CHUNK)
        self._at = 0
        self._line = 1
        self._decoder = Decoder()

    def walk(self) -> Iterator[Record]:
        self._skip()
        self._take("[")
        if self._peek() == "]":
            return
        while True:
            line = self._line
            value = self._value()
            problem = self._decoder.problem
            yield Record(line, problem=problem) if problem else Record(line, kept(value))
            if self._peek() == "]":
                return
            self._take(",")
            self._skip()

    def _value(self) -> Any:  # noqa: ANN401
        more = CHUNK
        while True:
            try:
                value, end = self._decoder.value(self._held, self._at)
            except TooDeep:
                raise
            except ValueError:
                if not (read := self._file.read(more)):
                    raise
                self._held = self._held[self._at :] + read
                self._at = 0
                more *= 2
                continue
            self._move(end)
            return value

    def _peek(self) -> str:
        self._skip()
        return self._held[self._at : self._at + 1]

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise ValueError(f"line {self._line} should have {sign!r}")
        self._move(self._at + 1)

    def _skip(self) -> None:
        """Past blanks, over the end of what is held."""
        while True:
            found = _BLANK.match(self._held, self._at)
            assert found is not None
            self._move(found.end())
            if self._at < len(self._held):
                return
            self._held, self._at = self._file.read(CHUNK), 0
            if not self._held:
                return

    def _move(self, end: int) -> None:
        self._line += self._held.count("\n", self._at, end)
        self._at = end
