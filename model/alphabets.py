"""Which accented letters stand together in one language: what tells encodings of Latin letters
apart, for the same byte is `ï` in one and `ď` in another."""

from __future__ import annotations

import re
from collections.abc import Sequence

WESTERN = (
    "éèêëàâæçîïôœùûüÿ", "äöüßé", "áéíñóúü", "àáâãçéêíóôõú", "àèéìòùî", "åäöé", "æøåé", "ëïéèöü",
    "áéíóúýþæöð", "àçèéíïòóúü",
)  # fmt: skip
"""French, German, Spanish, Portuguese, Italian, Swedish and Finnish, Danish and Norwegian, Dutch,
Icelandic, Catalan."""
OTHERS = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž",
    "çğıöşüâîû", "āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž",
)  # fmt: skip
"""Polish, Czech, Slovak, Hungarian, Romanian, Croatian and Slovene, Turkish, Latvian, Lithuanian,
Estonian."""
SPARSE = 20
"""Letters to each accented one, at least, in English; fewer in languages that have them."""
_MARKS = frozenset("“”‘’‚„–—…«»‹›€£§°•·¿¡ºª©®™½¼¾²³´×±\xa0\xad")
"""What stands beside the letters, in any of these languages."""
_TOGETHER = re.compile(r"[^\W\d_a-zA-Z]{3,}")
"""More accented letters in a row than a word of these languages has."""
_INSIDE = re.compile("[A-Za-z][‚„“«»‹›•©®™§°€£¿¡][A-Za-z]")
"""Marks that stand in no word."""
_BEYOND = re.compile("[\x80-\x9f\u2500-\u259f]")
"""Controls and pieces of boxes, which no article holds."""


def reads_in(text: str, alphabets: Sequence[str]) -> bool:
    """Whether what is no ASCII in `text` are the letters of one language, and marks in their
    places."""
    beyond = {char for char in text if char > "\x7f"}
    letters = {one for char in beyond if char.isalpha() and char not in "ºª"
               for one in char.lower() if one > "\x7f" and one.isalpha()}  # fmt: skip
    marks = {char for char in beyond if not char.isalpha()}
    if not marks <= _MARKS or _TOGETHER.search(text) or _INSIDE.search(text):
        return False
    return any(letters.issubset(alphabet) for alphabet in alphabets)


def is_western(text: str) -> bool:
    """Whether it reads as one western language; or as English, in which names of several stand."""
    many = sum(char > "\x7f" and char.isalpha() for char in text)
    is_sparse = many * SPARSE <= sum(map(str.isalpha, text))
    return reads_in(text, (*WESTERN, "".join(WESTERN)) if is_sparse else WESTERN)


def is_likely(text: str) -> bool:
    """Whether a text may be what somebody wrote: Latin letters have to be those of one language."""
    if _BEYOND.search(text):
        return False
    is_latin = all(char < "\u0250" or not char.isalpha() for char in text)
    return not is_latin or reads_in(text, (*WESTERN, *OTHERS))
