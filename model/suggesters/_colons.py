"""What a colon leads to: "Ana Roe: We saw nothing", "Roe was blunt: ...", the points of a list."""

from __future__ import annotations

from collections.abc import Iterator

from model.suggesters._contents import Contents
from model.suggesters._document import Doc, Sentence
from model.suggesters._names import Names
from model.suggesters._saying import Saying
from model.suggesters._words import Places, is_finite

_MOST_POINTS = 12
"""Points of a list that are looked at for what leads it."""
_FAR = 14
"""Tokens between whom a sentence is about and its colon, at most."""
_LEAST = 4
"""Tokens in a quotation that is more than a phrase."""


class Colons:
    """Looks through one document."""

    def __init__(self, doc: Doc, contents: Contents) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.contents = contents
        self.names = Names(doc)

    def of(self, sentence: Sentence) -> Iterator[Saying]:
        """Of one sentence."""
        yield from self._colon(sentence)
        if sentence.paragraph in self.doc.points:
            yield from self._listed(sentence)

    def _colon(self, sentence: Sentence) -> Iterator[Saying]:
        """`Ana Roe: We saw nothing`, `Police: three men held`."""
        first, end = sentence.first, sentence.end
        first += self.tokens.low(first) in {"but", "and", "yet"}
        source = self.doc.phrases.after(first, min(end, first + _FAR))
        if source is None or first in self.doc.quoted:
            return
        if self.tokens.low(source[1]) != ":":
            yield from self._led_to(source, sentence)
            return
        begin = source[1] + 1
        one = self.contents.whole_quotation(begin, end)
        content = self.contents.bare(begin, end)
        if one is not None:
            content = self.contents.bare(begin + 1, min(one.close, end))
        if content is None or content[1] - content[0] < 3 or not self.names.kind_of(*source):
            return
        yield Saying(content, source, (source[1], source[1] + 1), "colon")

    def _led_to(self, source: Places, sentence: Sentence) -> Iterator[Saying]:
        """`Roe was blunt: "We saw nothing."`: whoever the words before the quotation are about."""
        if not is_finite(self.tokens, source[1]) or not self.names.kind_of(*source):
            return
        for at in range(source[1] + 1, min(source[1] + _FAR, sentence.end - _LEAST)):
            one = self.doc.quoted.get(at + 1)
            if self.tokens.low(at) == ":" and one is not None and one.close >= sentence.end - 2:
                content = self.contents.bare(at + 2, min(one.close, sentence.end))
                if content is not None and content[1] - content[0] >= _LEAST:
                    yield Saying(content, source, (at, at + 1), "colon")
                return
            if at in self.doc.quoted or self.contents.cues.cue_at(at) is not None:
                return

    def _listed(self, sentence: Sentence) -> Iterator[Saying]:
        """A point of a list behind "Roe said:" or "Roe has spoken. Her main points:"."""
        lead = sentence.paragraph - 1
        while lead in self.doc.points and sentence.paragraph - lead < _MOST_POINTS:
            lead -= 1
        before = self.doc.of_paragraph(lead)
        if not before or self.tokens.low(before[-1].end - 1) != ":":
            return
        source = self.doc.phrases.after(before[0].first, before[0].end)
        content = self.contents.bare(sentence.first, sentence.end)
        if source is None or content is None or not self.names.kind_of(*source):
            return
        if not self.doc.verdicts_in(*content) and content[1] - content[0] > 2:
            yield Saying(content, source, None, "listed")
