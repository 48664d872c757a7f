"""Who says what: the content, the source and the words of saying of every attribution."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from model.suggesters._clauses import Clauses
from model.suggesters._contents import JOINED, Contents
from model.suggesters._cues import Cues
from model.suggesters._document import Doc, Quotation, Sentence
from model.suggesters._saying import Saying
from model.suggesters._words import Places, finite_within, is_finite
from model.wordlists import words

_TOLD = words("""
claim claims report reports allegation allegations rumours rumors accusation accusations assertion
assertions suggestion suggestions speculation
""")


class Sayings:
    """Reads a document once; `every` holds the attributions in the order of their contents."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.phrases = doc.phrases
        self.cues = Cues(doc)
        self.contents = Contents(doc, self.cues)
        self.clauses = Clauses(doc, self.cues, self.contents)

    @cached_property
    def every(self) -> list[Saying]:
        found: list[Saying] = []
        waiting: list[Saying] = []
        paragraph, speaker, begun = -1, None, 0
        for sentence in self.doc.sentences:
            if sentence.paragraph != paragraph:
                found += waiting
                paragraph, speaker, waiting = sentence.paragraph, None, []
                begun = len(found)
            for saying in (*self._of_sentence(sentence), *self._told_of(sentence)):
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
        return sorted({s.content: s for s in reversed(found + waiting)}.values(),
                      key=lambda one: one.content)  # fmt: skip

    @cached_property
    def by_sentence(self) -> dict[int, list[Saying]]:
        """The attributions whose content or source stands in a sentence, by its number."""
        found: dict[int, list[Saying]] = {}
        for one in self.every:
            places = {one.content[0]} | ({one.source[0]} if one.source else set())
            for number in sorted({self.doc.sentence_of(place) for place in places}):
                found.setdefault(number, []).append(one)
        return found

    def _told_of(self, sentence: Sentence) -> list[Saying]:
        """`disputes reports that ...`, `a claim that ...`: a content whose source is not named."""
        found = []
        for at in range(sentence.first, sentence.end - 3):
            if self.tokens.low(at) not in _TOLD or at in self.doc.quoted:
                continue
            that = next((place for place in range(at + 1, at + 5)
                         if self.tokens.low(place) == "that"), None)  # fmt: skip
            if that is None or any(self._ends(place) for place in range(at + 1, that)):
                continue
            content = self.contents.bare(that + 1, self._told_end(that + 1, sentence.end))
            if content is not None and content[1] - content[0] > 2:
                found.append(Saying(content, None, (at, at + 1), "noun"))
        return found

    def _ends(self, place: int) -> bool:
        return self.tokens.low(place) in {",", ".", ";"} or is_finite(self.tokens, place)

    def _told_end(self, start: int, end: int) -> int:
        """Before a comma, or before the verb of which the whole told is the subject."""
        verbs = 0
        checked = {one.first for one in self.doc.verdicts_in(start, end)}
        for at in range(start, end):
            if at in checked and at > start + 2 and verbs:
                return at
            if self.tokens.low(at) in {",", ";", "--", "—"} and at > start + 2:
                return at
            if is_finite(self.tokens, at) and not is_finite(self.tokens, at - 1):
                verbs += 1
                if verbs > 1 and self.tokens.low(at) in {"are", "is", "were", "was", "have", "has"}:
                    return at
        return end

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
        if one.close >= end - 1:
            return [Saying(content, None, None, "quote")]
        after = one.close + 1
        after += self.tokens.low(after) == ","
        source, cue, rest = self._behind_quotation(after, end)
        if cue is None and not finite_within(self.tokens, after, end):
            return [Saying(content, None, None, "quote")]
        if cue is None:
            return self.clauses.of(first, end)
        found = [Saying(content, source, cue, "quote")]
        return found + self._rest(rest, end, source, cue)

    def _rest(self, at: int, end: int, source: Places | None, cue: Places) -> list[Saying]:
        """More of the same sentence: the quotation goes on, or ", adding that ..."."""
        found: list[Saying] = []
        place = at
        while place < end:
            one = self.doc.quoted.get(place)
            if one is not None and one.open == place:
                content = self.contents.bare(one.open + 1, min(one.close, end))
                if content and content[1] - content[0] > 3:
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
