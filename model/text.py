"""Text as it is kept: the written rules of normalisation, decoding of bytes, hashes.

The rules, applied once, at import; after that a text never changes:

1. Byte order marks at the start are dropped.
2. `\\r\\n` and a lone `\\r` become `\\n`.
3. NUL and lone surrogates become U+FFFD, the replacement character.

Everything else is kept, no-break spaces, soft hyphens and controls of direction included.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass

from model.errors import UserError

NORMALISER = "1"
"""Version of the rules above; kept in the project."""

LARGEST = 5_000_000
"""Code points in one article; more is refused with advice to split."""

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_MIXED = re.compile("[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]")
"""Two alphabets in one word: where most foreign letters stand so, the guess was wrong."""
_FOREIGN = re.compile("[\u0370-\u052f]")
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


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def normalise(text: str) -> str:
    """`text` by the rules at the head of this module."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _UNKEEPABLE.sub("\ufffd", text)


def digest(text: str) -> str:
    """SHA-256 of a normalised text's UTF-8, in hexadecimal: what names it in the project."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def decode(data: bytes, name: str) -> Decoded:
    """Bytes of a text file: byte order mark, then strict UTF-8, then chardet's best guess.

    Raises `NoText` naming the file when the bytes are no text.
    """
    if data.startswith(_BINARY):
        raise NoText(name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    if _wide := _without_mark(data):
        return Decoded(data.decode(_wide, errors="replace"), _wide)
    if _mostly_controls(data):
        raise NoText(name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        sample = data[max(0, error.start - 1000) : error.start + 100_000]
        guess = _guessed(sample)
    try:
        found = data.decode(guess)
    except (UnicodeDecodeError, LookupError):
        found = ""
    if 2 * len(_MIXED.findall(found)) > len(_FOREIGN.findall(found)) or not found:
        return Decoded(data.decode("cp1252", errors="replace"), "cp1252")
    return Decoded(found, guess)


def reads_as_text(head: bytes) -> bool:
    """Whether the first bytes of a file may be those of a text."""
    if head.startswith(_BINARY):
        return False
    wide = any(head.startswith(mark) for mark, _ in _MARKS) or bool(_without_mark(head))
    return wide or not _mostly_controls(head)


def _mostly_controls(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 100


def _guessed(sample: bytes) -> str:
    import chardet  # only for the few files that are neither marked nor UTF-8

    return chardet.detect(sample)["encoding"] or "cp1252"


def _without_mark(data: bytes) -> str:
    """UTF-16 that lacks its mark shows in zeros on one side of every pair."""
    sample = data[:4000]
    if len(sample) < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.4 and even < len(sample) * 0.05:
        return "utf-16-le"
    if even > len(sample) * 0.4 and odd < len(sample) * 0.05:
        return "utf-16-be"
    return ""


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of `quote` in `text`, as whole words, case kept; code points, half-open."""
    before = r"(?<!\w)" if quote[:1].isalnum() else ""
    after = r"(?!\w)" if quote[-1:].isalnum() else ""
    return [match.span() for match in re.finditer(before + re.escape(quote) + after, text)]
