"""What stands on screen for an article's text: one character for one, so no offset ever moves."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt

LONGEST_LINE = 8_000
"""Code points in one block; longer lines are broken at a blank, which costs no offset."""

UNBROKEN = 2_000
"""A run without blanks from this length on is wrapped anywhere: word wrapping takes minutes."""

_BIDI = {
    "\u200e": "⇒", "\u202a": "⇒", "\u202d": "⇒", "\u2066": "⇒",
    "\u200f": "⇐", "\u061c": "⇐", "\u202b": "⇐", "\u202e": "⇐", "\u2067": "⇐",
    "\u202c": "⇔", "\u2068": "⇔", "\u2069": "⇔",
}  # fmt: skip
_OTHER = {"\u2028": "↵", "\u2029": "↵", "\x85": "↵", "\x7f": "␡", "\ufeff": "␣", "\ufffc": "▣"}
_ISOLATE, _POP = "\u2068", "\u2069"
PLACED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]"
)
"""Characters that Qt would swallow, obey or cut at: shown as a sign instead."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LONG_RUN = re.compile(rf"\S{{{UNBROKEN}}}")


def shown(text: str) -> str:
    """`text` as the reader shows it; always of the same length in code points."""
    if PLACED.search(text):
        text = PLACED.sub(_sign, text)
    if len(text) <= LONGEST_LINE:
        return text
    lines = text.split("\n")
    if max(map(len, lines)) <= LONGEST_LINE:
        return text
    return "\n".join(map(_broken, lines))


def brief(quote: str, longest: int = 40) -> str:
    """`quote` on one line, in at most `longest` code points."""
    flat = shown(" ".join(quote.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def quoted(quote: str, longest: int = 40) -> str:
    """`quote`, brief and in quotation marks, whose direction leaves the words around it alone."""
    return f"{_ISOLATE}“{brief(quote, longest)}”{_POP}"


def has_right_to_left(text: str) -> bool:
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def reads_right_to_left(text: str) -> bool:
    """Whether the first strong character runs right to left (Unicode annex 9, rules P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def goes_on_leftwards(text: str, offset: int) -> bool:
    """Whether the line at `offset`, as the reader sets it, runs right to left; a blank one goes as
    what stands before it."""
    if not has_right_to_left(text):
        return False
    while True:
        start, line = _line_at(text, offset)
        if line.strip() or start == 0:
            return reads_right_to_left(line)
        offset = start - 1


def direction(text: str) -> Qt.LayoutDirection:
    """In which a line of a list is written, so that '…' stands where the words go on."""
    backwards = has_right_to_left(text) and reads_right_to_left(text)
    return Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight


def has_unbroken_run(text: str) -> bool:
    return len(text) >= UNBROKEN and _LONG_RUN.search(text) is not None


def _sign(match: re.Match[str]) -> str:
    character = match.group()
    if character < "\x20":
        return chr(0x2400 + ord(character))
    return _BIDI.get(character) or _OTHER.get(character) or "\ufffd"


def _line_at(text: str, offset: int) -> tuple[int, str]:
    """Where the line begins that holds `offset`, and what is shown there."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    for line in shown(text[start : end if end >= 0 else len(text)]).split("\n"):
        if offset <= start + len(line):
            break
        start += len(line) + 1
    return start, line


def _broken(line: str) -> str:
    """`line` with blanks made newlines, so that no part is longer than it must be."""
    parts = []
    start = 0
    while len(line) - start > LONGEST_LINE:
        blank = line.rfind(" ", start + LONGEST_LINE // 2, start + LONGEST_LINE)
        if blank < 0:
            blank = line.find(" ", start + LONGEST_LINE)
        if blank < 0:
            break
        parts.append(line[start:blank])
        start = blank + 1
    return "\n".join([*parts, line[start:]])
