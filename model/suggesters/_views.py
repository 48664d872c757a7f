"""Whose view or picture something is: "In the rebels' version, ...", "... by the club's own
reckoning", "Videos appeared to show ..."."""

from __future__ import annotations

from collections.abc import Iterator

from model.suggesters._contents import Contents
from model.suggesters._document import Doc, Sentence
from model.suggesters._saying import Saying
from model.suggesters._words import GENITIVE, Places, is_finite
from model.wordlists import words

_VIEWS = words("""
version view telling account words opinion reckoning estimation assessment reading eyes
""")
_RECKONINGS = words("""
reckoning count estimate estimates estimation account admission figures calculations calculation
assessment telling tally
""")
_SEEMS = words("""
appears appear appeared seems seem seemed purports purport purported purporting
""")
_FAR = 12
"""Tokens in a source between "in" and "version", at most."""


class Views:
    """Looks through one document."""

    def __init__(self, doc: Doc, contents: Contents) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.contents = contents

    def of(self, sentence: Sentence) -> Iterator[Saying]:
        yield from self._opening(sentence)
        for at in range(sentence.first, sentence.end - 2):
            low = self.tokens.low(at)
            if low == "by" and at > sentence.first + 2:
                yield from self._reckoned(at, sentence)
            elif low in _SEEMS and self.tokens.follows(at + 1, "to show"):
                yield from self._shown(at, sentence)

    def _owner(self, start: int, end: int, nouns: frozenset[str]) -> tuple[Places, int] | None:
        """Who owns a view that is named from `start` on, and the place behind it."""
        for at in range(start + 1, min(end, start + _FAR)):
            low = self.tokens.low(at)
            plural = low in {"'", "’"} and self.tokens.glued(at)
            if low in {",", ".", ";"}:
                return None
            if low in GENITIVE or plural:
                behind = at + 1 + (self.tokens.low(at + 1) == "own")
                fits = self.tokens.low(behind) in nouns
                return ((start, at), behind + 1) if fits else None
        return None

    def _opening(self, sentence: Sentence) -> Iterator[Saying]:
        """`In the rebels' version, the clinic was struck ...`."""
        first, end = sentence.first, sentence.end
        if self.tokens.low(first) not in {"in", "by", "on"}:
            return
        found = self._owner(first + 1, end, _VIEWS | _RECKONINGS)
        if found is None or self.tokens.low(found[1]) != ",":
            return
        content = self.contents.bare(found[1] + 1, self.contents.cut(found[1] + 1, end))
        if content is not None and content[1] - content[0] > 2:
            yield Saying(content, found[0], (first, found[1]), "according")

    def _reckoned(self, by: int, sentence: Sentence) -> Iterator[Saying]:
        """`losses come to £97m by the club's own reckoning`."""
        found = self._owner(by + 1, sentence.end, _RECKONINGS)
        start = self.contents.clause_start(sentence.first, by)
        if found is None or any(at in self.doc.quoted for at in range(start, by)):
            return
        content = self.contents.bare(start, by)
        if content is not None and content[1] - content[0] > 2:
            yield Saying(content, found[0], (by, found[1]), "according")

    def _shown(self, at: int, sentence: Sentence) -> Iterator[Saying]:
        """`Videos appeared to show a burning car`; behind "that" the verb of the sentence ends what
        is shown."""
        told = self.tokens.low(at - 1) in {"that", "which"}
        begin, end = at + 3, self.contents.cut(at + 3, sentence.end)
        if told:
            end = next((place for place in range(begin + 2, end)
                        if is_finite(self.tokens, place)
                        or self.tokens.low(place) == ","), end)  # fmt: skip
        source = None if told else self.doc.phrases.before(at, sentence.first)
        content = self.contents.bare(begin, end)
        if content is not None and content[1] - content[0] > 2:
            yield Saying(content, source, (at, at + 3), "shown")
