"""The encoding that the bytes of a text are in: byte order mark, then strict UTF-8, then a guess.

Few bytes say little: where they can be read as letters of one western language, they are, unless
chardet sees more than one letter that speaks for another. Bytes are looked at piece by piece, so
that a long file need not be in memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from model import alphabets
from model.errors import UserError

if TYPE_CHECKING:
    from chardet import EncodingEra

PIECE = 1 << 18
"""Bytes of a file that are looked at together."""

KNOWN = {
    "utf-8": "Unicode (UTF-8)", "cp1252": "Western European (Windows-1252)",
    "iso8859-15": "Western European (ISO 8859-15)", "mac_roman": "Western European (Macintosh)",
    "cp850": "Western European (DOS)", "cp1250": "Central European (Windows-1250)",
    "iso8859-2": "Central European (ISO 8859-2)", "cp1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)", "cp866": "Cyrillic (DOS)", "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)", "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)", "cp1257": "Baltic (Windows-1257)",
    "cp1258": "Vietnamese (Windows-1258)", "cp874": "Thai (Windows-874)",
    "cp932": "Japanese (Shift JIS)", "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese, simplified (GB 18030)", "big5": "Chinese, traditional (Big5)",
    "cp949": "Korean (Windows-949)", "utf-16": "Unicode (UTF-16)",
}  # fmt: skip
"""Those that a person can choose from, by Python's names."""
_HEAD = 4_000
"""Bytes by which marks and UTF-16 without one are known."""
_AROUND = (1_000, 100_000)
"""Bytes before and after the first that is no UTF-8, from which an encoding is guessed."""
_MIXED = re.compile("[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]")
"""Two alphabets in one word: where most foreign letters stand so, the guess was wrong."""
_FOREIGN = re.compile("[\u0370-\u052f]")
_WIDE = re.compile("[^\x00-\x7f]")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
"""Bytes that a text hardly holds: more than one in a hundred, and it is none."""
_BINARY = (b"%PDF", b"PK\x03\x04", b"SQLite format 3", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


class NoText(UserError):
    """Bytes that are no text, such as those of a picture or an archive."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is not a text file.",
            safe="Nothing was imported from it.",
            hint="Read it as another format, or paste the text.",
        )


class _Reading(NamedTuple):
    encoding: str
    text: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """What `bytes.decode` is to be told."""

    name: str
    errors: str = "strict"
    is_guess: bool = False
    """Nothing in the file says so: a person may know better."""


class Source(Protocol):
    """Bytes that can be gone through more than once."""

    def part(self, start: int, end: int) -> bytes:
        """Those from `start` to `end`, or to their end."""
        ...

    def pieces(self) -> Iterable[bytes]:
        """All of them, in order."""
        ...


@dataclass(frozen=True, slots=True)
class OfBytes:
    data: bytes

    def part(self, start: int, end: int) -> bytes:
        return self.data[start:end]

    def pieces(self) -> Iterable[bytes]:
        return (self.data,)


@dataclass(frozen=True, slots=True)
class OfFile:
    file: BinaryIO
    piece: int = PIECE

    def part(self, start: int, end: int) -> bytes:
        self.file.seek(start)
        return self.file.read(end - start)

    def pieces(self) -> Iterator[bytes]:
        self.file.seek(0)
        while piece := self.file.read(self.piece):
            yield piece


def found_in(source: Source, name: str) -> Encoding:
    """Raises `NoText` naming the file when the bytes are no text."""
    head = source.part(0, _HEAD)
    if head.startswith(_BINARY):
        raise NoText(name)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Encoding(encoding, "replace")
    if wide := _without_mark(head):
        return Encoding(wide, "replace")
    if _mostly_controls(source.pieces()):
        raise NoText(name)
    fault = _first_fault(source)
    if fault is None:
        return Encoding("utf-8")
    if _is_spoilt_utf8(source):
        return Encoding("utf-8", "replace", is_guess=True)
    guess = _guessed(source.part(max(0, fault - _AROUND[0]), fault + _AROUND[1]))
    if _may_be(source, guess):
        return Encoding(guess, is_guess=True)
    return Encoding("cp1252", "replace", is_guess=True)


def told(name: str) -> Encoding:
    """The encoding that a person has named. Raises `UserError` when there is none of that name."""
    try:
        b"a".decode(name, "replace")  # "hex" is known, and no encoding of text
        return Encoding(codecs.lookup(name).name, "replace")
    except LookupError as error:
        raise UserError(
            f"There is no encoding “{name}”.", safe="Nothing was imported.",
            hint=f"Name one such as {', '.join(list(KNOWN)[:4])}.",
        ) from error  # fmt: skip


def title(name: str) -> str:
    """What people call an encoding: 'Western European (Windows-1252)'."""
    found = codecs.lookup(name).name
    return next((said for one, said in KNOWN.items() if codecs.lookup(one).name == found), name)


def reads_as_text(head: bytes) -> bool:
    """Whether the first bytes of a file may be those of a text."""
    if head.startswith(_BINARY):
        return False
    wide = any(head.startswith(mark) for mark, _ in _MARKS) or bool(_without_mark(head[:_HEAD]))
    return wide or not _mostly_controls((head,))


def _without_mark(sample: bytes) -> str:
    """UTF-16 that lacks its mark shows in zeros on one side of every pair."""
    if len(sample) < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.4 and even < len(sample) * 0.05:
        return "utf-16-le"
    if even > len(sample) * 0.4 and odd < len(sample) * 0.05:
        return "utf-16-be"
    return ""


def _mostly_controls(pieces: Iterable[bytes]) -> bool:
    size = controls = 0
    for piece in pieces:
        size += len(piece)
        controls += len(piece) - len(piece.translate(None, _CONTROLS))
    return controls > max(1, size // 100)


def _first_fault(source: Source) -> int | None:
    """Where the first byte stands that is no UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    begun = 0
    for piece in _with_end(source.pieces()):
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            return begun - waiting + error.start
        begun += len(piece)
    return None


def _is_spoilt_utf8(source: Source) -> bool:
    """Whether a few bytes only are no UTF-8, and what they stand among surely is: letters of more
    than one byte hardly come about by chance."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    faults = wide = 0
    for piece in _with_end(source.pieces()):
        text = decoder.decode(piece, final=not piece)
        spoilt = text.count("\N{REPLACEMENT CHARACTER}")
        faults += spoilt
        wide += len(_WIDE.findall(text)) - spoilt
    return wide >= faults


def _guessed(sample: bytes) -> str:
    from chardet import EncodingEra  # only for the few files that are neither marked nor UTF-8

    guess = _detected(sample, EncodingEra.MODERN_WEB)
    seen = sample.decode(guess, "replace")
    western = _western(sample)
    if not western:
        return guess if alphabets.is_likely(seen) else _detected(sample, EncodingEra.ALL)
    other = sum(one != two for one, two in zip(seen, western.text, strict=False))
    speaks = other > 1 and alphabets.reads_in(seen, alphabets.OTHERS)
    return guess if speaks else western.encoding


def _detected(sample: bytes, era: EncodingEra) -> str:
    import chardet

    return chardet.detect(sample, encoding_era=era, prefer_superset=True)["encoding"] or "cp1252"


def _western(sample: bytes) -> _Reading | None:
    """What the bytes say as letters of one western language, if they can be that."""
    for encoding in ("cp1252", "iso8859-15"):
        with suppress(UnicodeDecodeError):
            text = sample.decode(encoding)
            if alphabets.is_western(text):
                return _Reading(encoding, text)
    return None


def _may_be(source: Source, guess: str) -> bool:
    """Whether all of it can be decoded so, and its foreign letters stand in words of their own."""
    mixed = foreign = length = 0
    try:
        for line in _lines(source, guess):
            length += len(line)
            mixed += len(_MIXED.findall(line))
            foreign += len(_FOREIGN.findall(line))
    except (UnicodeDecodeError, LookupError):
        return False
    return length > 0 and 2 * mixed <= foreign


def _lines(source: Source, encoding: str) -> Iterator[str]:
    """The text in pieces that end with a line, the last one apart."""
    decoder = codecs.getincrementaldecoder(encoding)()
    waiting = ""
    for piece in _with_end(source.pieces()):
        seen = len(waiting)
        waiting += decoder.decode(piece, final=not piece)
        end = waiting.rfind("\n", seen) + 1
        yield waiting[:end]
        waiting = waiting[end:]
    yield waiting


def _with_end(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """No piece but the last one is empty."""
    yield from filter(None, pieces)
    yield b""
