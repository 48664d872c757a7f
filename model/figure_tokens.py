"""A text cut into digits, words and signs for the figure grammar; links, mail, telephone numbers,
dates in digits and clock times are one opaque token each, as are runs of digits without sense."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

DIGITS, WORD, SIGN, OPAQUE = "digits", "word", "sign", "opaque"
LONGEST_NUMBER = 24
"""Characters in a number; a longer run of digits and commas is none."""


class Token(NamedTuple):
    """`[start, end)` in code points of the text; `low` is the word as it is looked up."""

    kind: str
    text: str
    low: str
    start: int
    end: int


NOTHING = Token(SIGN, "", "", -1, -1)
BREAK = "\n"
_BEYOND = 200
"""How far a form may look past the ends: further than any does."""

FRACTIONS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8}
_BLANKS = " \u00a0\u2009\u202f"
_GROUP = rf"(?:[{_BLANKS}]\d{{3}})"
_OPAQUE = (
    rf"[\d,.]{{{LONGEST_NUMBER + 1},}}",
    r"(?:https?://|www\.)[^\s<>\"“”]+",
    r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}",
    r"\+\d[\d ().-]{6,20}\d",
    r"\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}(?!\w)",
    r"\(\d{3}\) \d{3}-\d{4}(?!\w)",
    r"\d{3}-\d{3,4}-\d{4}(?!\w)",
    r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?(?!\w)",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\w)",
    r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:[ap]\.?m\b\.?)?[\w:-]*",
    r"\d{1,3}:\d{1,3}(?!\w)",
    r"\d+(?:-\d+){2,}",
    r"\d+/\d+(?:/\d+)?(?![\w/])",
    r"\d+x\d+(?!\w)",
    r"#\w+",
    r"@\w+",
)
_NUMBER = (
    rf"\d{{0,3}}[{''.join(FRACTIONS)}](?!\w)",
    r"\d{1,3}(?:,[\doO]{3})+(?![\doO])(?:\.\d+)?(?!\d)",
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)",
    r"\d{1,3}(?:\.\d{3}){2,}(?!\d)",
    rf"\d{{1,3}}{_GROUP}+(?!\d)",
    r"\d[\doO]*(?:\.\d+)*",
)
_WORD = r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
_NO_PRONOUNS = frozenset(("US", "WHO", "IT"))
"""Names that would be pronouns in lower case."""
_CURLY = str.maketrans("’‑−", "'--")


@cache
def _pattern() -> re.Pattern[str]:
    before = r"(?<![\w.,])"
    return re.compile(
        rf"(?P<opaque>{before}(?:{'|'.join(_OPAQUE)}))|(?P<digits>{'|'.join(_NUMBER)})"
        rf"|(?P<word>{_WORD})|(?P<sign>\n|['’]s\b|--+|\.\.+|[^\w \t])"
    )


def cut(text: str) -> list[Token]:
    """Every token in order; blanks are left out, newlines kept."""
    found = []
    for match in _pattern().finditer(text):
        kind = match.lastgroup or SIGN
        said = match.group()
        low = said if said in _NO_PRONOUNS else said.translate(_CURLY).casefold()
        found.append(Token(kind, said, low, match.start(), match.end()))
    return found


class Tokens:
    """The tokens of a text by their place; beyond both ends stands NOTHING."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = cut(text)
        self.count = len(found)
        self.all = found + [NOTHING] * _BEYOND
        self.known: dict[tuple[str, int, bool], object] = {}
        """What was read at a place before, by who read it; several forms ask the same."""

    def __getitem__(self, at: int) -> Token:
        try:
            return self.all[at]
        except IndexError:
            return NOTHING

    def __len__(self) -> int:
        return self.count

    def low(self, at: int) -> str:
        try:
            return self.all[at].low
        except IndexError:
            return ""

    def glued(self, at: int) -> bool:
        """Whether the token at `at` stands directly behind the one before, in the same line."""
        return (
            0 < at < self.count
            and self.all[at - 1].end == self.all[at].start
            and BREAK not in (self.all[at - 1].text, self.all[at].text)
        )

    def follows(self, at: int, words: str) -> int:
        """The place behind `words` when they stand at `at`; 0 when they do not."""
        for word in words.split():
            if self.low(at) != word:
                return 0
            at += 1
        return at

    def starts_sentence(self, at: int) -> bool:
        """Whether a capital here says nothing, since a sentence or a quotation begins."""
        before = self[at - 1]
        if before.text in {'"', "“", "‘", "'", "(", "—", "–", "--", "[", "*", "•", "»"}:
            return True
        if before.kind == OPAQUE and self.starts_line(at - 1):
            return True  # 16:58 Three fishermen
        return at == 0 or before.low in {".", "!", "?", ":", ";", BREAK, "…", "..", "..."}

    def starts_line(self, at: int) -> bool:
        return at == 0 or self.low(at - 1) == BREAK
