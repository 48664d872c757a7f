"""Finding by a few letters: which rows a query means, how well, and which letters matched."""

from __future__ import annotations

from dataclasses import dataclass

WORD_START, IN_A_ROW, PLAIN = 8, 5, 1
"""What a matched letter is worth: first of a word, next to the one before, elsewhere."""
LATE, LONG = 0.1, 0.02
"""What every letter before the first match costs, and every letter of the text."""


@dataclass(frozen=True, slots=True)
class Match:
    """`at` are the positions of the matched letters in the text, ascending."""

    score: float
    at: tuple[int, ...]


def match(query: str, text: str) -> Match | None:
    """How `query` is found in `text`: all its words, each whole or letter by letter in order."""
    folded = _folded(text)
    found: set[int] = set()
    score = 0.0
    for word in _folded(query).split():
        part = _word(word, folded)
        if part is None:
            return None
        score += part.score
        found.update(part.at)
    return Match(score - len(text) * LONG, tuple(sorted(found)))


def _word(word: str, text: str) -> Match | None:
    whole = _whole(word, text)
    if whole is not None:
        return whole
    at: list[int] = []
    for letter in word:
        place = text.find(letter, at[-1] + 1 if at else 0)
        if place < 0:
            return None
        at.append(place)
    return Match(_worth(at, text), tuple(at))


def _whole(word: str, text: str) -> Match | None:
    """The best unbroken place: at the start of a word when there is one."""
    best = None
    place = text.find(word)
    while place >= 0:
        at = range(place, place + len(word))
        here = Match(_worth(list(at), text) + len(word) * IN_A_ROW, tuple(at))
        if best is None or here.score > best.score:
            best = here
        place = text.find(word, place + 1)
    return best


def _worth(at: list[int], text: str) -> float:
    score = -at[0] * LATE
    for index, place in enumerate(at):
        if place == 0 or not text[place - 1].isalnum():
            score += WORD_START
        elif index and at[index - 1] == place - 1:
            score += IN_A_ROW
        else:
            score += PLAIN
    return score


def _folded(text: str) -> str:
    """Lower case, of the same length in code points."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
