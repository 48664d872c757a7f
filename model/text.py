"""Text as it is kept: the written rules of normalisation, bytes as text, hashes.

The rules, applied once, at import; after that a text never changes:

1. Byte order marks at the start are dropped.
2. `\\r\\n` and a lone `\\r` become `\\n`.
3. NUL and lone surrogates become U+FFFD, the replacement character.

Everything else is kept, no-break spaces, soft hyphens and controls of direction included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from model import encodings

NORMALISER = "1"
"""Version of the rules above; kept in the project."""

LARGEST = 5_000_000
"""Code points in one article; more is refused with advice to split."""

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class Decoded(NamedTuple):
    text: str
    encoding: str
    is_guess: bool = False
    """Whether the encoding is one."""


def normalise(text: str) -> str:
    """`text` by the rules at the head of this module."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _UNKEEPABLE.sub("\ufffd", text)


def normalised_lines(lines: Iterable[str]) -> Iterator[str]:
    """The same of a text in lines that end with `\\n` already, one by one."""
    for number, line in enumerate(lines):
        yield _UNKEEPABLE.sub("\ufffd", line if number else line.lstrip("\ufeff"))


def digest(text: str) -> str:
    """SHA-256 of a normalised text's UTF-8, in hexadecimal: what names it in the project."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def decode(data: bytes, name: str, encoding: str = "") -> Decoded:
    """Bytes of a text file, in the encoding that a person has named, or that they seem to be in.

    Raises `encodings.NoText` naming the file when the bytes are no text.
    """
    source = encodings.OfBytes(data)
    found = encodings.told(encoding) if encoding else encodings.found_in(source, name)
    return Decoded(data.decode(found.name, found.errors), found.name, found.is_guess)


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of `quote` in `text`, as whole words, case kept; code points, half-open."""
    before = r"(?<!\w)" if quote[:1].isalnum() else ""
    after = r"(?!\w)" if quote[-1:].isalnum() else ""
    return [match.span() for match in re.finditer(before + re.escape(quote) + after, text)]
