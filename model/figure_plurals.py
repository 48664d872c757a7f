"""Singular and plural of English nouns, and the normal form of what is counted."""

from __future__ import annotations

from model.figure_tables import ADJECTIVAL_S, INVARIANT, IRREGULAR, people
from model.figure_words import UNIT_NAMES


def is_plural(word: str) -> bool:
    """Whether a word may be a plural noun."""
    low = word.casefold()
    if low in IRREGULAR or low in INVARIANT or (low in people() and low.endswith(("men", "s"))):
        return True
    if low in ADJECTIVAL_S or len(low) < 3:
        return len(word) > 2 and word[:-1].isupper() and word.endswith("s")
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))


def unit_of(noun: str) -> str:
    """The normal form of a counted noun: `person` for people, else its singular."""
    if noun == "others":
        return ""
    return "person" if noun in people() else UNIT_NAMES.get(singular(noun)) or singular(noun)


def singular(noun: str) -> str:
    """An English noun's singular by the regular rules and a list of the others."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"),
                            ("xes", "x"), ("zzes", "zz"), ("men", "man")):  # fmt: skip
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            return noun.removesuffix(ending) + instead
    kept = not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or len(noun) < 4
    return noun if kept else noun[:-1]


def plural(noun: str) -> str:
    """The plural of a counted noun or of a unit's name, the reverse of `singular`: `people`,
    `square miles`. What is plural or a sign (`km2`, `EUR`) stays as it is."""
    head, space, last = noun.rpartition(" ")
    if not _is_word(noun) or last in INVARIANT or last in IRREGULAR:
        return noun
    if last in _PLURALS:
        return head + space + _PLURALS[last]
    if is_plural(last):
        return noun
    if last.endswith("man"):
        return f"{noun[:-2]}en"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s")


_PLURALS = {one: more for more, one in IRREGULAR.items()} | {
    "krona": "kronor", "krone": "kroner", "penny": "pence", "stone": "stone",
}  # fmt: skip
_SIGNS = {unit for unit in UNIT_NAMES.values() if len(unit) < 4}


def _is_word(noun: str) -> bool:
    """Whether it is written out, in lower case as common nouns are."""
    letters = noun.replace(" ", "").replace("-", "")
    return len(letters) > 2 and letters.isalpha() and letters.islower() and noun not in _SIGNS
