"""Who says what: the content, the source and the words of saying of every attribution."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from model.suggesters._clauses import Clauses
from model.suggesters._contents import Contents
from model.suggesters._cues import Cues
from model.suggesters._document import Doc, Quotation, Sentence
from model.suggesters._ends import JOINED
from model.suggesters._saying import Saying
from model.suggesters._told import Told
from model.suggesters._views import Views
from model.suggesters._words import ANAPHORS, COURTS, Places, finite_within

_SHORTEST = 2
"""Tokens in what a quotation says."""


_NESTED = 8
"""Contents behind the beginning of one that are looked at for one inside it."""
_POINTS = 3
"""Tokens; what is called true or false in fewer only points to a claim: "That account is false"."""


class Sayings:
    """Reads a document once; `every` holds the attributions of claims, in the order of those."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.phrases = doc.phrases
        self.cues = Cues(doc)
        self.contents = Contents(doc, self.cues)
        self.clauses = Clauses(doc, self.cues, self.contents)
        self.told = Told(doc, self.contents, self.clauses)
        self.views = Views(doc, self.contents)

    @cached_property
    def all(self) -> list[Saying]:
        """Every attribution."""
        found: list[Saying] = []
        waiting: list[Saying] = []
        paragraph, speaker, begun = -1, None, 0
        for sentence in self.doc.sentences:
            if sentence.paragraph != paragraph:
                found += waiting
                paragraph, speaker, waiting = sentence.paragraph, None, []
                begun = len(found)
            told = (*self.told.of(sentence), *self.views.of(sentence))
            for saying in (*self._of_sentence(sentence), *told):
                if saying.kind == "quote" and saying.source is None:
                    waiting.append(saying)
                else:
                    found.append(saying)
            spoken = [
                s
                for s in found[begun:]
                if s.source and sentence.first <= s.content[0] < sentence.end
            ]
            spoken += [s for s in found[begun:] if s.source and s.cue and (
                sentence.first <= s.cue[0] < sentence.end)]  # fmt: skip
            speaker = (spoken[-1].source, spoken[-1].cue) if spoken else speaker
            if speaker is not None and waiting:
                found += [replace(one, source=speaker[0], cue=speaker[1]) for one in waiting]
                waiting = []
        once = {s.content: self._in_court(s) for s in reversed(found + waiting)}
        return sorted(once.values(), key=lambda one: one.content)

    def _in_court(self, one: Saying) -> Saying:
        """What a court heard it did not say itself."""
        if one.source is None or one.cue is None or self.tokens.low(one.cue[1] - 1) != "heard":
            return one
        court = self.tokens.low(one.source[1] - 1) in COURTS
        return replace(one, source=None) if court else one

    @cached_property
    def every(self) -> list[Saying]:
        """Those whose content is a claim."""
        contents = [one.content for one in self.all]
        return [one for one in self.all
                if one.kind != "asked" and not self._is_verdict(one, contents)]  # fmt: skip

    @cached_property
    def judges(self) -> list[Places]:
        """Who says of a claim whether it is so, and is not its source."""
        claims = set(self.every)
        told = [one.judge or (None if one in claims else one.source) for one in self.all]
        return [one for one in told if one is not None]

    def _is_verdict(self, one: Saying, contents: Sequence[Places]) -> bool:
        """`it an invention` of "called it an invention", `Claims that ... are untrue`: what judges
        a claim is none itself."""
        first, end = one.content
        begun = bisect_right(contents, (first, end))
        nested = [place for place in contents[begun : begun + _NESTED] if place[0] > first]
        if self._denies_that(first, end):
            return True
        for verdict in self.doc.verdicts_in(max(0, first - 12), end):
            if verdict.end == end and verdict.first < first + _POINTS:
                return True
            if first <= verdict.first < first + _POINTS and any(
                verdict.end <= start and stop <= end for start, stop in nested
            ):  # fmt: skip
                return True
            if verdict.end == end and verdict.first > first and any(
                stop <= verdict.first for _, stop in nested
            ):  # fmt: skip
                return True
        return False

    def _denies_that(self, first: int, end: int) -> bool:
        """`there was "not a shred of evidence" for that number`: points to a claim."""
        if self.tokens.low(first) != "there" or self.doc.figures_in(first, end):
            return False
        return any(
            end - one.end < 6 and any(self.tokens.low(at) in ANAPHORS for at in range(one.end, end))
            for one in self.doc.verdicts_in(first, first + _POINTS)
        )

    @cached_property
    def by_sentence(self) -> dict[int, list[Saying]]:
        """The attributions whose content or source stands in a sentence, by its number."""
        found: dict[int, list[Saying]] = {}
        for one in self.every:
            places = {one.content[0]} | ({one.source[0]} if one.source else set())
            for number in sorted({self.doc.sentence_of(place) for place in places}):
                found.setdefault(number, []).append(one)
        return found

    def _of_sentence(self, sentence: Sentence) -> list[Saying]:
        first, end = sentence.first, sentence.end
        quotation = self.contents.whole_quotation(first, end)
        if quotation is not None:
            return self._quoted_first(quotation, first, end)
        return self.clauses.of(first, end)

    def _quoted_first(self, one: Quotation, first: int, end: int) -> list[Saying]:
        """A quotation, or a piece of it, with what the reporter says behind it."""
        stop = min(one.close, end)
        content = self.contents.bare(first if first != one.open else first + 1, stop)
        if content is None:
            return []
        asks = self.tokens.low(stop - 1) == "?" or content[1] - content[0] < _SHORTEST
        kind = "asked" if asks else "quote"
        if one.close >= end - 1:
            return [] if asks else [Saying(content, None, None, kind)]
        after = one.close + 1
        after += self.tokens.low(after) == ","
        source, cue, rest = self._behind_quotation(after, end)
        if cue is None and not finite_within(self.tokens, after, end):
            return [Saying(content, None, None, "quote")]
        if cue is None:
            return self.clauses.of(first, end)
        found = [Saying(content, source, cue, kind)]
        return found + self._rest(rest, end, source, cue)

    def _rest(self, at: int, end: int, source: Places | None, cue: Places) -> list[Saying]:
        """More of the same sentence: the quotation goes on, or ", adding that ..."."""
        found: list[Saying] = []
        place = at
        while place < end:
            one = self.doc.quoted.get(place)
            if one is not None and one.open == place:
                content = self.contents.bare(one.open + 1, min(one.close, end))
                if content and content[1] - content[0] > 2:
                    found.append(Saying(content, source, cue, "quote"))
                place = one.close
            elif self.cues.is_participle(place):
                found += self.contents.after(place + 1, end, source, (place, place + 1), "adding")
                break
            elif self.cues.cue_at(place) is not None and self.tokens.low(place - 1) in JOINED:
                found += self.contents.after(place + 1, end, source, (place, place + 1), "before")
                break
            place += 1
        return found

    def _behind_quotation(self, at: int, end: int) -> tuple[Places | None, Places | None, int]:
        """`said X, role,` or `X said`: source, words of saying, and the place behind both."""
        cue = self.cues.cue_at(at, inverted=True)
        if cue is not None:
            found = self.phrases.after(cue[1], end)
            return found, cue, found[1] if found else cue[1]
        for place in range(at, min(end, at + 40)):
            cue = self.cues.cue_at(place)
            if cue is not None and place not in self.doc.quoted:
                source = self.phrases.before(cue[0], at)
                if source is not None:
                    return source, cue, cue[1]
        if self.tokens.follows(at, "according to"):
            found = self.phrases.after(at + 2, end)
            return found, (at, at + 2), found[1] if found else end
        return None, None, at
