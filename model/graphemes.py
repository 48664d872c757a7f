"""What a person sees as one character, which may be several code points: an emoji with its joiners,
a flag, a letter with its accents, a syllable. By the rules of Unicode's annex 29."""

from __future__ import annotations

import re
from functools import cache

from model.tokens import combining_marks

_CONTROL = (
    "\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff0-\ufffb\U000e0001"
)
_BEFORE_NUMBERS = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3"
)
_PLAIN = re.compile(
    f"\n|[^{_BEFORE_NUMBERS}] |[ -~\u00c0-\u02ff\u0370-\u0482\u05d0-\u05ea\u0620-\u064a"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]{2}"
)
"""Two code points that are two characters whatever stands around them; all that ends a line."""
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_TONES = "\u200c\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23fa\u24c2\u25aa-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa"
    "\U0001f400-\U0001faff]"
)
_CONSONANT = (
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9"
    "\u0af9\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a]"
)
_JOINS_CONSONANTS = "[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]"
_LEADS, _VOWELS = "[\u1100-\u115f\ua960-\ua97c]", "[\u1160-\u11a7\ud7b0-\ud7c6]"
_TAILS = "[\u11a8-\u11ff\ud7cb-\ud7fb]"
_OPEN = f"[{''.join(map(chr, range(0xAC00, 0xD7A4, 28)))}]"
_HANGUL = (
    rf"{_LEADS}*+(?:(?:{_VOWELS}|{_OPEN}){_VOWELS}*+|[\uac00-\ud7a3]){_TAILS}*+"
    rf"|{_LEADS}++|{_TAILS}++"
)


def neighbour(text: str, offset: int, step: int) -> int:
    """The nearest border of two characters after (`step` 1) or before (-1) `offset`; the text's own
    ends stop every step."""
    if (offset >= len(text)) if step > 0 else (offset <= 0):
        return len(text) if step > 0 else 0
    if text.isascii():
        return offset + step
    inside = offset if step > 0 else offset - 1
    start = _border_by(text, inside)
    while (end := _end(text, start)) <= inside:
        start = end
    return end if step > 0 else start


def border(text: str, offset: int) -> int:
    """The border at `offset`, or else the one before it."""
    return offset if offset >= len(text) else neighbour(text, offset + 1, -1)


def _border_by(text: str, offset: int) -> int:
    """A border at or before `offset`, from which the others can be told."""
    while offset > 0 and not _PLAIN.match(text, offset - 1):
        offset -= 1
    return offset


def _end(text: str, start: int) -> int:
    found = _one().match(text, start)
    return found.end() if found else start + 1


@cache
def _one() -> re.Pattern[str]:
    """One character, from its beginning."""
    marks = combining_marks() + _TONES
    after = rf"[{marks}\u200d\u0e33\u0eb3]"
    joined = rf"(?:(?!{_JOINS_CONSONANTS}){after})*+{_JOINS_CONSONANTS}{after}*+{_CONSONANT}"
    core = (
        rf"{_FLAG}{{2}}|{_PICTURE}(?:[{marks}]*+\u200d{_PICTURE})*+"
        rf"|{_CONSONANT}(?:{joined})*+|{_HANGUL}|[^{_CONTROL}{_BEFORE_NUMBERS}]"
    )
    return re.compile(
        rf"[{_CONTROL}]|(?:[{_BEFORE_NUMBERS}]++(?:{core})?|{core}){after}*+", re.DOTALL
    )
