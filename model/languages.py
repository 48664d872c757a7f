"""A text's language, guessed from its script alone; the person can say better."""

from __future__ import annotations

import re
from collections import Counter

LOOK_AT = 20_000
"""Code points at the head of the text that decide."""

_SCRIPTS = (
    ("ar", "\u0600-\u06ff\u0750-\u077f"),
    ("he", "\u0590-\u05ff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("th", "\u0e00-\u0e7f"),
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"),
    ("ja", "\u3040-\u30ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("en", "A-Za-z\u00c0-\u024f"),
)
_LETTERS = [(language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS]
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_SUBTAGS = re.compile(r"[^a-z]")
_ALSO = {"eng": "en", "english": "en", "und": "xx"}
_KANA_SHARE = 0.05
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")


def fits(reader: str, said: str) -> bool:
    """Whether what reads the language `reader` ('en', 'xx' for any) may read an article that is
    said to be in `said`: a code such as 'en' or 'en-GB', or '' when nobody has said."""
    base = _SUBTAGS.split(said.strip().casefold())[0]
    return not base or "xx" in (reader, base) or _ALSO.get(base, base) == reader


def guess(text: str) -> str:
    """'ar', 'el', 'he', 'ja', 'ko', 'ru', 'th', 'uk', 'zh' or, for everything else, 'en'.

    A character of a script that writes whole words with few of them counts double.
    """
    head = text[:LOOK_AT]
    beyond = "".join(_BEYOND_ASCII.findall(head))
    many = Counter({language: len(letters.findall(beyond)) for language, letters in _LETTERS})
    many["en"] += len(head.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    for dense in ("zh", "ja", "ko"):
        many[dense] *= 2
    if many["ja"] > _KANA_SHARE * (many["ja"] + many["zh"]):
        many["ja"] += many.pop("zh")
    best = max((name for name, _ in _SCRIPTS), key=lambda name: (many[name], name == "en"))
    return "uk" if best == "ru" and _UKRAINIAN.search(head) else best
