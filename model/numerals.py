"""Numbers in digits and in words: the pattern that finds one, and the value it says."""

from __future__ import annotations

import re
from functools import cache

from model.figure_words import SCALES, SUFFIXES, TENS, UNITS

Number = int | float

_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"
)
WORD = "|".join(sorted({*UNITS, *TENS, *SCALES}, key=len, reverse=True))
BIG = "|".join(SCALES)
_WORDS = rf"\b(?:a |an )?(?:{WORD})\b(?:[ -](?:{WORD})\b|(?<=dred|sand|lion) and (?:{WORD})\b)*"
SUFFIX = rf"(?:(?<=\d)(?:{'|'.join(SUFFIXES)})\b)"
_PART = rf"(?:half|(?:a |one |three )?quarters?(?: of)?) (?:a |an )(?:{BIG})\b"
NUMBER = (
    rf"(?:{_PART}|[-−]?(?:{_DIGITS})(?:{SUFFIX}|(?:[ -](?:{BIG})\b)*)"
    rf"|{_WORDS}(?: and a half\b(?: (?:{BIG})\b)?)?)"
)
"""The pattern of one number in text that `prepared` has put into shape."""

_DEFECT = re.compile(r"(?<!\w)\d[\do]*(?:,[\do]{3})*(?!\w)")
_PART_OF = rf"(half|(?:.* )?quarters?)\b.* ({BIG})"


def prepared(quote: str) -> str:
    """Lower case, single blanks, plain hyphens; letters o typed for noughts made digits."""
    text = " ".join(quote.casefold().replace("‑", "-").split()).strip("\"“”'., ")
    return _DEFECT.sub(lambda found: found.group().replace("o", "0"), text)


def read(text: str) -> Number | None:
    """The plain number a person typed (`45,000`, `1.5`, `half a million`); None for no number."""
    match = pattern(NUMBER).fullmatch(prepared(text))
    return value(match.group()) if match else None


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compiled when first used: these patterns are large, and the window opens without them."""
    return re.compile(source)


def value(text: str) -> Number:
    """The number that a match of `NUMBER` says."""
    part = pattern(_PART_OF).fullmatch(text)
    if part:
        quarters = {"half": 2, "three quarters": 3}.get(part.group(1), 1)
        return quarters * SCALES[part.group(2)] // 4
    digits = pattern(rf"[-−]?({_DIGITS})").match(text)
    if digits is None:
        return _spelled(text)
    scale = 1
    for word in re.findall(r"[a-z]+", text[digits.end() :]):
        scale *= SCALES.get(word) or SUFFIXES[word]
    plain = re.sub("[, ]", "", digits.group(1))
    plain = plain.replace(".", "") if plain.count(".") > 1 else plain
    size = int(plain) * scale if plain.isdecimal() else round(float(plain) * scale, 6)
    return _tidy(-size if text[0] in "-−" else size)


def _tidy(size: Number) -> Number:
    return int(size) if size == int(size) else size


def _spelled(text: str) -> Number:
    text, half, tail = text.partition(" and a half")
    total, current, largest = 0, 0, 1
    for word in re.findall(r"[a-z]+", text):
        if word not in SCALES:
            current += UNITS.get(word, TENS.get(word, 0))
        elif SCALES[word] >= 1000:
            total, current = total + (current or 1) * SCALES[word], 0
            largest = SCALES[word]
        else:
            current = (current or 1) * SCALES[word]
    whole = total + current
    if not half:
        return whole
    return _tidy((whole + 0.5) * SCALES[tail.strip()] if tail else whole + largest / 2)
