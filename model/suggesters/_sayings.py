"""Who says what: the content, the source and the words of saying of every attribution."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from model.suggesters._contents import JOINED, Contents
from model.suggesters._cues import Cues
from model.suggesters._document import Doc, Quotation, Sentence
from model.suggesters._saying import Saying
from model.suggesters._words import Places, finite_within


class Sayings:
    """Reads a document once; `every` holds the attributions in the order of their contents."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.phrases = doc.phrases
        self.cues = Cues(doc)
        self.contents = Contents(doc, self.cues)

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
            for saying in self._of_sentence(sentence):
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

    def _of_sentence(self, sentence: Sentence) -> list[Saying]:
        first, end = sentence.first, sentence.end
        quotation = self.contents.whole_quotation(first, end)
        if quotation is not None:
            return self._quoted_first(quotation, first, end)
        return self._in_clauses(first, end)

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
            return self._in_clauses(first, end)
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

    def _in_clauses(self, first: int, end: int) -> list[Saying]:
        """Attributions of a sentence that does not begin with a quotation, from left to right."""
        found: list[Saying] = []
        at, source = first, None
        closing = self._closing(first, end)
        if closing is not None:
            found, source, at = closing
        while at < end:
            step = self._saying_at(at, first, end, source)
            if step is None:
                at += 1
                continue
            new, source, at = step
            found += new
        return found

    def _closing(self, first: int, end: int
                 ) -> tuple[list[Saying], Places, int] | None:  # fmt: skip
        """`..., court documents show`: words of saying at the very end tell of all before them."""
        for at in range(end - 1, max(first, end - 14), -1):
            cue = None if at in self.doc.quoted else self.cues.cue_at(at)
            if cue is None:
                continue
            verb = self.tokens.low(at)
            source = self._subject(cue, first)
            content = self.contents.before(source[0], first) if source else None
            if source is None or content is None or (
                self.cues.past_adjuncts(cue[1], end, verb) is not None
            ):  # fmt: skip
                return None
            return [Saying(content, source, cue, "after")], source, cue[1]
        return None

    def _saying_at(self, at: int, first: int, end: int, speaker: Places | None
                   ) -> tuple[list[Saying], Places | None, int] | None:  # fmt: skip
        if at in self.doc.quoted:
            return None
        if self.tokens.follows(at, "according to"):
            return self._according(at, first, end)
        if self.cues.is_participle(at) and speaker is not None:
            found = self.contents.after(at + 1, end, speaker, (at, at + 1), "adding")
            return found, speaker, max([at + 1, *(one.content[1] for one in found)])
        cue = self.cues.cue_at(at)
        if cue is None:
            return None
        if at - first > 1 and self.tokens.low(cue[0] - 1) in {",", *JOINED} and speaker is not None:
            subject: Places | None = speaker if self.tokens.low(cue[0] - 1) in JOINED else None
        else:
            subject = None
        subject = subject or self._subject(cue, first)
        if subject is None:
            return self._inverted(cue, first, end)
        return self._with_subject(subject, cue, first, end)

    def _inverted(self, cue: Places, first: int, end: int
                  ) -> tuple[list[Saying], Places | None, int] | None:  # fmt: skip
        """`..., said Bellomo, whose agency ...`: the source stands behind the verb."""
        source = self.phrases.after(cue[1], end)
        content = self.contents.before(cue[0], first)
        if content is None or source is None:
            return None
        return [Saying(content, source, cue, "after")], source, source[1]

    def _with_subject(self, source: Places, cue: Places, first: int, end: int
                      ) -> tuple[list[Saying], Places, int]:  # fmt: skip
        """The content stands before ", X said", else behind "X said"."""
        speech = {self.tokens.low(cue[1]), self.tokens.low(cue[1] + 1)} & {":", '"', "“"}
        before = None if speech else self.contents.before(source[0], first)
        found = [] if before is None else [Saying(before, source, cue, "after")]
        if before is None:
            found = self.contents.after(cue[1], end, source, cue, "before")
        return found, source, max([cue[1], *(one.content[1] for one in found
                                             if one.content[0] >= cue[1])])  # fmt: skip

    def _subject(self, cue: Places, first: int) -> Places | None:
        at = cue[0]
        if self.tokens.low(at - 1) in {"which", "who", "that"}:
            if self.tokens.low(at - 2) != ",":
                return None
            at -= 2
        return self.phrases.before(at, first) if at > first else None

    def _according(self, at: int, first: int, end: int
                   ) -> tuple[list[Saying], Places | None, int]:  # fmt: skip
        source = self.phrases.after(at + 2, end)
        rest = source[1] if source else at + 2
        cue = at, at + 2
        if at == first or self.tokens.low(at - 1) in JOINED:
            begin = rest + (self.tokens.low(rest) == ",")
            content = self.contents.bare(begin, self.contents.cut(begin, end))
            kind = "according"
        else:
            content = self.contents.before(at, first)
            kind = "according"
        found = [Saying(content, source, cue, kind)] if content else []
        return found, source, max(rest, content[1] if content else 0)
