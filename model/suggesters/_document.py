"""An article as the rules read it: tokens, sentences, quotations, which paragraphs are silent."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from model import tokens as words_of
from model.figure_tokens import SIGN, WORD, Tokens
from model.figures import Figure, parse_figures
from model.importers._promo import Paragraph, is_promo
from model.tokens import Range

if TYPE_CHECKING:
    from model.suggesters._phrases import Phrases
    from model.suggesters._sayings import Sayings
    from model.suggesters._verdict_phrases import Verdict

LONGEST_HEADING = 16
"""Words; a longer line without a stop is a paragraph all the same."""
SHORTEST_POINT = 4
"""Words; a longer point of a list says something."""
_ENDED = re.compile(r"[.!?…:;,\"”’»)\]]\s*\Z")
_SIGNED = re.compile(
    r"\s*\(?(?:reporting|writing|editing|additional reporting|compiled|photo|image|source)"
    r"\b.{0,12}\b(?:by|from)\b|\s*by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s*\Z"
    r"|\s*(?:photograph|copyright|©|all rights reserved)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,40}(?:[,/] ?[\w.'’ ]{2,30}){0,3}(?: \([\w /&.-]{2,24}\))? ?"
    r"(?:--|[-–—]) "
    r"|[A-ZÀ-Þ]{5,}(?: [A-ZÀ-Þ]{3,})?: |[A-ZÀ-Þ]{3,} [A-ZÀ-Þ]{3,}: "
)
"""`LONDON, Oct 9 (Agency) - `: where a report was filed."""
_BULLET = re.compile(r"\s*[-–—•*·▪●]\s+\w")
_POINT = re.compile(r"[-–—•*·▪●] +(?=\w|[\"“‘])")
_STAMP = re.compile(
    r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{3,4})?(?: ?[-–—:])? +(?=[\"“‘A-Z\d])"
)
_OPENS = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """`[first, end)` counts tokens, the final stop included; the paragraph is counted from 0."""

    first: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens of its two marks; `close` is the one behind the paragraph when none closes it."""

    open: int
    close: int
    paragraph: int


class Doc:
    """Built once for an article; everything is read in it when first asked for."""

    def __init__(self, text: str, boilerplate: Iterable[int] = ()) -> None:
        """`boilerplate` are paragraph numbers; what looks like a heading or a promo joins them."""
        self.text = text
        self.tokens = Tokens(text)
        self.paragraphs: list[Range] = words_of.paragraphs(text)
        lines = [text[start:end] for start, end in self.paragraphs]
        prose = sum(bool(line.strip() and _ENDED.search(line)) for line in lines)
        self.silent = set(boilerplate) | {
            number for number, line in enumerate(lines) if _is_silent(line, headed=prose > 0)
        }
        self._starts = [token.start for token in self.tokens.all[: len(self.tokens)]]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Of the paragraphs that speak, in order."""
        found, number = [], 0
        for start, end in words_of.sentences(self.text):
            while self.paragraphs[number][1] < end:
                number += 1
            if number not in self.silent:
                if start == self.paragraphs[number][0]:
                    start = self._behind_lead(start, end)
                found.append(Sentence(self.place(start), self.place(end), number))
        return found

    def _behind_lead(self, start: int, end: int) -> int:
        """Past what stands before the first words of a paragraph: a point's mark, when an entry of
        a live report was made, where a report was filed."""
        for lead in (_POINT, _STAMP, _DATELINE):
            match = lead.match(self.text, start, end)
            start = match.end() if match else start
        return start

    @cached_property
    def points(self) -> set[int]:
        """The paragraphs that are points of a list."""
        return {number for number, (start, end) in enumerate(self.paragraphs)
                if _POINT.match(self.text, start, end)}  # fmt: skip

    def of_paragraph(self, number: int) -> list[Sentence]:
        """The sentences of a paragraph; none when it stays silent."""
        begun = bisect_left(self._sentence_paragraphs, number)
        return self.sentences[begun : bisect_right(self._sentence_paragraphs, number)]

    @cached_property
    def _sentence_paragraphs(self) -> list[int]:
        return [sentence.paragraph for sentence in self.sentences]

    @cached_property
    def outlet(self) -> str:
        """Who publishes the article, when a dateline says it: `(Central Wire)`."""
        for start, end in self.paragraphs[:3]:
            dateline = _DATELINE.match(self.text, start, end)
            if dateline:
                return dateline[0].partition("(")[2].partition(")")[0]
        return ""

    @cached_property
    def figures(self) -> list[Figure]:
        """Of the paragraphs that speak, in order."""
        starts = [start for start, _ in self.paragraphs]
        return [one for one in parse_figures(self.text, self.tokens)
                if bisect_right(starts, one.start) - 1 not in self.silent]  # fmt: skip

    def figures_in(self, first: int, end: int) -> list[Figure]:
        """Those that lie within the tokens `[first, end)`."""
        start, stop = self.span(first, end)
        begun = bisect_left(self._figure_starts, start)
        ended = bisect_left(self._figure_starts, stop)
        return [one for one in self.figures[begun:ended] if one.end <= stop]

    def counts_from(self, at: int) -> bool:
        """Whether a figure begins at a token, its comparator included: "At least 12 people"."""
        return self.span(at, at + 1)[0] in self._figure_starts

    @cached_property
    def _figure_starts(self) -> list[int]:
        return [one.start for one in self.figures]

    @cached_property
    def verdicts(self) -> list[Verdict]:
        from model.suggesters._verdicts import verdicts

        return verdicts(self)

    def verdicts_in(self, first: int, end: int) -> list[Verdict]:
        """Those that begin among the tokens `[first, end)`."""
        begun = bisect_left(self._verdict_starts, first)
        return self.verdicts[begun : bisect_left(self._verdict_starts, end)]

    @cached_property
    def _verdict_starts(self) -> list[int]:
        return [one.first for one in self.verdicts]

    def sentence_of(self, place: int) -> int:
        """The number of the sentence that a token stands in, or of the next one."""
        return bisect_right(self._sentence_ends, place)

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    @cached_property
    def quotations(self) -> list[Quotation]:
        found: list[Quotation] = []
        for number, (start, end) in enumerate(self.paragraphs):
            if number not in self.silent:
                found += self._quotations_of(number, self.place(start), self.place(end))
        return found

    @cached_property
    def quoted(self) -> dict[int, Quotation]:
        """The quotation that each token stands in, its marks included."""
        return {at: one for one in self.quotations for at in range(one.open, one.close + 1)}

    @cached_property
    def phrases(self) -> Phrases:
        from model.suggesters._phrases import Phrases

        return Phrases(self)

    @cached_property
    def sayings(self) -> Sayings:
        from model.suggesters._sayings import Sayings

        return Sayings(self)

    def place(self, offset: int) -> int:
        """The first token at or behind a code point."""
        return bisect_left(self._starts, offset)

    def span(self, first: int, end: int) -> Range:
        """Code points of the tokens `[first, end)`."""
        return self.tokens[first].start, self.tokens[end - 1].end

    def slice(self, first: int, end: int) -> str:
        return self.text[slice(*self.span(first, end))] if first < end else ""

    def _quotations_of(self, number: int, first: int, end: int) -> list[Quotation]:
        found, at = [], first
        while at < end:
            closing = self._opened(at)
            if closing:
                close = self._closed(at + 1, end, closing)
                if close is not None:
                    found.append(Quotation(at, close, number))
                    at = close
            at += 1
        return found

    def _opened(self, at: int) -> str:
        token = self.tokens[at]
        if token.kind != SIGN:
            return ""
        if token.text in _OPENS:
            return _OPENS[token.text]
        lone = token.text == "'" and not self.tokens.glued(at) and self.tokens.glued(at + 1)
        return "'" if lone else ""

    def _closed(self, at: int, end: int, closing: str) -> int | None:
        """The token that closes; a quotation in double marks may run to the paragraph's end."""
        for place in range(at, end):
            token = self.tokens[place]
            if token.kind == SIGN and token.text == closing and self.tokens.glued(place):
                after = self.tokens[place + 1]
                if not (closing in "'’" and after.kind == WORD and self.tokens.glued(place + 1)):
                    return place
        return None if closing in "'’" else end


def _is_silent(line: str, *, headed: bool) -> bool:
    """A promo, a byline, or, where others are sentences, a heading: short and without a stop."""
    if not line.strip():
        return True
    if is_promo(Paragraph(line)) or _SIGNED.match(line):
        return True
    if _BULLET.match(line) and _ENDED.search(line) is None and len(line.split()) > SHORTEST_POINT:
        return False
    short = len(line.split()) <= LONGEST_HEADING and len(words_of.sentences(line)) == 1
    return headed and short and not _ENDED.search(line)
