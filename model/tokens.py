"""Where words, sentences and paragraphs begin and end; offsets are code points, half-open."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

Range = tuple[int, int]

LONGEST_TOKEN = 2_000
"""How far `token_at` and its kin look for a blank before they cut inside a run."""

_MARK_BLOCKS = (
    (0x300, 0x2000), (0x20D0, 0x2100), (0x2CEF, 0x2E00), (0x302A, 0x309B), (0xA66F, 0xABEE),
    (0xFB1E, 0xFB1F), (0xFE00, 0xFE30), (0x10A00, 0x12000), (0x16AF0, 0x16B37),
    (0x1D165, 0x1D245), (0x1E000, 0x1E94B), (0xE0100, 0xE01F0),
)  # fmt: skip


def combining_marks() -> str:
    """The combining marks as the inside of a character class; `\\w` leaves them out."""
    ranges: list[list[int]] = []
    for first, last in _MARK_BLOCKS:
        for code in range(first, last):
            if unicodedata.category(chr(code))[0] != "M":
                continue
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in ranges)


_SINGLE = "\u3005\u3007\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_UNSPACED = "\u0e01-\u0e7f\u0e81-\u0eff\u1000-\u109f\u1780-\u17ff"
_JOINERS = "\u200c\u200d\u2060\u00ad"
_POSSESSIVE = r"['’]s(?!\w)"
_PICTURE = "[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
_TONES = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SIGNS = r"([^\w\s])\1*"


@cache
def _pattern(ascii_only: bool) -> re.Pattern[str]:
    """One token; for ASCII a small pattern that finds the same tokens, built much sooner."""
    if ascii_only:
        return re.compile(_words(r"\w", r"\w+") + "|" + _SIGNS)
    marks = combining_marks() + _JOINERS
    letter = rf"[^\W{_SINGLE}{_KATAKANA}{_UNSPACED}]"
    return re.compile(
        rf"[{_SINGLE}][{marks}]*|[{_KATAKANA}]+|[{_UNSPACED}][{marks}]*"
        rf"|{_words(letter, f'{letter}(?:{letter}|[{marks}])*+')}"
        r"|[\U0001f1e6-\U0001f1ff]{2}"
        rf"|{_PICTURE}{_TONES}*(?:\u200d{_PICTURE}{_TONES}*)*"
        rf"|{_SIGNS}[{marks}]*|[{marks}]+"
    )


def _words(letter: str, run: str) -> str:
    """Initials; words with their inner apostrophes, hyphens and digit signs; `'s` alone."""
    inner = rf"(?!{_POSSESSIVE})['’‐‑\-](?={letter})|(?<=\d)[,.:/](?={letter})|\.(?=[a-z\d])"
    return rf"(?:[A-Z]\.){{2,}}|{run}(?:(?:{inner}){run})*|{_POSSESSIVE}"


def _found(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _pattern(text.isascii()).finditer(text, start, end)


_BLANK = re.compile(r"\s")

_CLOSING = "\"'”’»›)\\]}」』】）〉》"
_OPENING = "\"'“‘«‹([{「『【（〈《¿¡"
_STOP = re.compile(
    rf"[.!?…‽؟۔।॥።]+[{_CLOSING}]*(?=\s|\Z)|[。！？｡．]+[{_CLOSING}]*",
)
_TITLES = """
mr mrs ms mx dr prof gen col lt sgt capt cpt maj adm cmdr brig sen rep gov pres hon rev fr st
messrs mme mlle hr sr jr vs approx ca cf viz e.g i.e al
"""
_OFTEN_INSIDE = """
inc ltd co corp plc llc bros dept est etc jan feb mar apr jun jul aug sep sept oct nov dec
mon tue wed thu fri sat sun a.m p.m ave blvd rd km sq ft mi
"""
_STARTERS = """
The A An In On At He She It They We I But And This That These Those There However Meanwhile
After Before When While If As For By From With Its His Her Their Earlier Later Separately Also
"""
_NUMBERED = frozenset(["no", "nos", "vol", "art", "fig", "figs", "eq", "pp", "ch"])
_NEVER_ENDS = frozenset(_TITLES.split())
_SELDOM_ENDS = frozenset(_OFTEN_INSIDE.split())
_BEGINS = frozenset(_STARTERS.split())
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[{]*\Z")
_LOOK_BACK = 40


def tokens(text: str) -> list[Range]:
    """Every token: words (`45,000`, `45,ooo`, `don't`, `U.S.`), a possessive `'s` by itself,
    punctuation, emoji sequences; scripts without spaces give one token a character."""
    return [match.span() for match in _found(text, 0, len(text))]


def token_at(text: str, offset: int) -> Range | None:
    """The token over `offset`, or the one that ends there; None among blanks."""
    left, right = _neighbourhood(text, offset)
    before: Range | None = None
    for match in _found(text, left, right):
        if match.start() > offset:
            break
        if offset < match.end():
            return match.span()
        before = match.span()
    return before if before and before[1] == offset else None


def without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without the blanks at its ends; empty when there is nothing else."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def snap(text: str, start: int, end: int) -> Range:
    """`[start, end)` widened to whole tokens and trimmed of blanks at both edges.

    An all-blank range comes back empty, at its start."""
    start, end = without_blanks(text, max(0, start), min(len(text), end))
    if start == end:
        return start, start
    first, last = token_at(text, start), token_at(text, end - 1)
    if first and first[0] <= start < first[1]:
        start = first[0]
    if last and last[0] <= end - 1 < last[1]:
        end = last[1]
    return start, end


def next_edge(text: str, offset: int, step: int, edge: str = "") -> int:
    """The next token boundary after (`step` 1) or before (-1) `offset`.

    `edge` "start" or "end" stops only where tokens start, or only where they end;
    the text's own ends stop every move."""
    limit = len(text) if step > 0 else 0
    reach = 64
    while True:
        left, right = _neighbourhood(text, offset, reach)
        found = _edges(text, left, right, edge)
        if step > 0:
            at = bisect_right(found, offset)
            if at < len(found):
                return found[at]
        else:
            at = bisect_left(found, offset)
            if at > 0:
                return found[at - 1]
        if (right if step > 0 else left) == limit:
            return limit
        reach *= 4


def paragraphs(text: str) -> list[Range]:
    """Every line of the text, empty ones too, without its newline."""
    found = []
    start = 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def paragraph_at(text: str, offset: int) -> Range:
    """The line that holds `offset`, without its newline."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, end if end >= 0 else len(text)


def sentences(text: str) -> list[Range]:
    """Every sentence, trimmed; none crosses a newline, closing quotes belong to theirs."""
    found = []
    for start, end in paragraphs(text):
        for stop in [*_stops(text, start, end, start, end), end]:
            sentence = _trimmed(text, start, stop)
            if sentence[0] < sentence[1]:
                found.append(sentence)
            start = stop
    return found


def sentence_at(text: str, offset: int) -> Range:
    """The sentence over `offset`; a blank after a sentence belongs to the next one,
    or to the last of its paragraph. Empty in an empty paragraph."""
    first, last = paragraph_at(text, offset)
    start = _stop_before(text, first, last, offset)
    end = _stop_after(text, first, last, offset)
    found = _trimmed(text, start, end)
    if found[0] == found[1] and start > first:
        return _trimmed(text, _stop_before(text, first, last, start - 1), start)
    return found


def _neighbourhood(text: str, offset: int, reach: int = 0) -> Range:
    """A stretch from blank to blank, at least `reach` to each side of `offset`."""
    left = max(0, offset - reach - 1)
    floor = max(0, left - LONGEST_TOKEN)
    while left > floor and not text[left].isspace():
        left -= 1
    found = _BLANK.search(text, min(len(text), offset + reach), offset + reach + LONGEST_TOKEN)
    return left, found.start() if found else min(len(text), offset + reach + LONGEST_TOKEN)


def _edges(text: str, left: int, right: int, edge: str) -> list[int]:
    found: set[int] = set()
    for match in _found(text, left, right):
        if edge != "end":
            found.add(match.start())
        if edge != "start":
            found.add(match.end())
    return sorted(found)


def _stops(text: str, left: int, right: int, first: int, last: int) -> Iterator[int]:
    """The ends of sentences in `[left, right)` of the paragraph `[first, last)`."""
    for match in _STOP.finditer(text, left, last):
        if match.start() >= right:
            return
        if _ends(text, match, first, last):
            yield match.end()


def _stop_before(text: str, first: int, last: int, offset: int) -> int:
    """The last sentence end at or before `offset`, else the paragraph's start."""
    reach = 500
    while True:
        left = max(first, offset - reach)
        while left > first and not text[left].isspace() and text[left] not in "。！？｡．":
            left -= 1
        found = [stop for stop in _stops(text, left, offset, first, last) if stop <= offset]
        if found or left == first:
            return found[-1] if found else first
        reach *= 4


def _stop_after(text: str, first: int, last: int, offset: int) -> int:
    left = offset
    floor = max(first, offset - LONGEST_TOKEN)
    while left > floor and not text[left - 1].isspace():
        left -= 1
    for stop in _stops(text, left, last, first, last):
        if stop > offset:
            return stop
    return last


def _ends(text: str, match: re.Match[str], first: int, last: int) -> bool:
    stop = match.group()
    if stop[0] in "。！？｡．":
        return True
    after = match.end()
    while after < last and (text[after].isspace() or text[after] in _OPENING):
        after += 1
    if after >= last:
        return True
    if text[after].islower():
        return False
    if stop[0] != "." or stop.startswith(".."):
        return True
    word = _word_before(text, match.start(), first)
    return not _abbreviated(word, text, after)


def _word_before(text: str, end: int, first: int) -> str:
    found = _LAST_WORD.search(text, max(first, end - _LOOK_BACK), end)
    return found.group() if found else ""


def _abbreviated(word: str, text: str, after: int) -> bool:
    lower = word.casefold()
    if lower in _NEVER_ENDS or (
        len(word) == 1 and word.isalpha() and word.isupper() and word != "I"
    ):
        return True
    if lower in _NUMBERED:
        return text[after].isdigit()
    initials = re.fullmatch(r"(?:\w\.)+\w", word) is not None
    if not initials and lower not in _SELDOM_ENDS:
        return False
    following = re.compile(r"\w+").match(text, after)
    return following is None or following.group() not in _BEGINS


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
