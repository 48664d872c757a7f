"""What is told without anybody saying it in a clause: "a report that ...", "denied that ...",
"accused the board of ...", "were told that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from model.figure_tokens import WORD
from model.suggesters._clauses import Clauses
from model.suggesters._colons import Colons
from model.suggesters._contents import Contents
from model.suggesters._document import Doc, Sentence
from model.suggesters._saying import Saying
from model.suggesters._verdict_phrases import Verdict
from model.suggesters._verdict_words import CLAIM_NOUNS
from model.suggesters._words import GENITIVE, IRREGULAR_PAST, WITHIN, Places, is_finite
from model.wordlists import words

_CLAIMS = words("""
claim claims allegation allegations rumours rumors rumour rumor accusation accusations assertion
assertions suggestion suggestions speculation contention insistence
""")
_DOCUMENTS = words("report reports note letter memo message post posts")
_ONE = words("a an the one that this")
_FAR = 14
"""Tokens between "claims" and the "that" behind it, at most."""
_LONGEST = 80
"""Tokens in what is told, at most."""
_ACCUSES = words("accused accuses accusing accuse")
_GIVES = words("gave give gives giving")
_CONVINCES = words("persuaded convinced persuades convinces")
_QUOTED = words("quoted cited reported")
_NOT_SURE = words("whether if")
_ASKS = words("""
questioned questions question doubted doubts doubt challenged challenges
""")
_BEING = words("was were been being is are")
_TOLD_TO = words("told informed assured warned")


class Told:
    """Looks through one document."""

    def __init__(self, doc: Doc, contents: Contents, clauses: Clauses) -> None:
        self.clauses = clauses
        self.doc = doc
        self.tokens = doc.tokens
        self.contents = contents
        self.colons = Colons(doc, contents)

    def of(self, sentence: Sentence) -> Iterator[Saying]:
        """Of one sentence; several may be one and the same content."""
        yield from self.colons.of(sentence)
        for at in range(sentence.first, sentence.end - 3):
            if at in self.doc.quoted:
                continue
            word = self.tokens.low(at)
            if word in _CLAIMS or word in _DOCUMENTS:
                yield from self._noun(at, sentence)
            elif word in _ACCUSES:
                yield from self._accused(at, sentence)
            elif word == "evidence" and self.tokens.low(at - 1) in _GIVES:
                yield from self._testified(at, sentence)
            elif word == "saying" and self.tokens.low(at - 1) == "as":
                yield from self._quoted_as(at, sentence)
            elif word in _CONVINCES:
                yield from self._convinced(at, sentence)
            elif word in _TOLD_TO and self.tokens.low(at - 1) in _BEING:
                yield from self._passive(at, sentence)
        for verdict in self.doc.verdicts_in(sentence.first, sentence.end):
            yield from self._judged(verdict, sentence)

    def _noun(self, at: int, sentence: Sentence) -> Iterator[Saying]:
        """`disputes reports that ...`, `Vance's claim that ...`, `a note from Pym that ...`."""
        limit = min(at + _FAR, sentence.end)
        that = next((p for p in range(at + 1, limit) if self.tokens.low(p) == "that"), None)
        if that is None:
            return
        behind = that - (self.tokens.low(that - 1) == "," and that - at > 3)  # a claim by Roe, that
        aside = self.tokens.low(at + 1) == self.tokens.low(that - 1) == "," and (
            self.tokens.low(at + 2).endswith("ed") or self.tokens.low(at + 2) in IRREGULAR_PAST
        )  # the claim, made on the radio, that
        if not aside and any(_ends(self.doc, place, at) for place in range(at + 1, behind)):
            return
        content = self.contents.bare(
            that + 1, self._end(that + 1, min(sentence.end, that + _LONGEST))
        )
        if content is not None and content[1] - content[0] > 2:
            yield Saying(content, self._owner(at, that, sentence), (at, at + 1), "noun")

    def _owner(self, noun: int, that: int, sentence: Sentence) -> Places | None:
        """`Vance` of "Vance's claim that", the whole of "a note from analysts that"."""
        low = self.tokens.low
        if low(noun - 1) in GENITIVE:
            return self.doc.phrases.before(noun - 1, sentence.first)
        start = noun - 1
        while noun - start < 4 and self.tokens[start].text.islower() and low(start) not in _ONE:
            start -= 1
        one = low(noun) in _DOCUMENTS and low(start) in _ONE
        if one and that > noun + 2 and low(noun + 1) in WITHIN:
            return start, that
        for verdict in self.doc.verdicts_in(noun - 4, noun):  # she confirmed reports that
            if verdict.kind == "verified-active" and verdict.stance == "confirmed":
                return self.doc.phrases.before(verdict.first, sentence.first)
        if low(noun + 1) in {"by", "from"}:
            return self.doc.phrases.after(noun + 2, that)
        return None

    def _end(self, start: int, end: int) -> int:
        """Before a comma, or before the verb of which the whole told is the subject."""
        verbs = 0
        checked = {one.first for one in self.doc.verdicts_in(start, end)}
        for at in range(start, end):
            if at in checked and at > start + 2 and verbs:
                return at
            if self.tokens.low(at) in {",", ";", "--", "—"} and at > start + 2:
                return at
            if self.tokens.low(at) == "as" and at + 1 in self.doc.quoted and at > start + 2:
                return at  # dismissed claims that they had fled as "nonsense"
            if self.tokens.low(at) == "that" and self.tokens.low(at - 1) == "and":
                verbs = 0  # that a house had burnt and that two men were hurt
            if is_finite(self.tokens, at) and not is_finite(self.tokens, at - 1):
                verbs += 1
                if verbs > 1 and self.tokens.low(at) in {"are", "is", "were", "was", "have", "has"}:
                    return at
        return end

    def _accused(self, at: int, sentence: Sentence) -> Iterator[Saying]:
        """`accused the board of hiding ...`: what they are accused of."""
        whom = self.doc.phrases.after(at + 1, sentence.end)
        of = None if whom is None else next(
            (place for place in range(at + 2, min(whom[1] + 2, sentence.end))
             if self.tokens.low(place) == "of" and (
                 self.tokens.low(place + 1).endswith("ing") or place + 1 in self.doc.quoted
             )), None
        )  # fmt: skip
        if of is None:
            return
        quotation = self.doc.quoted.get(of + 1)
        end = quotation.close + 1 if quotation else self._cut(of + 1, sentence.end)
        content = self.contents.bare(of + 1, end)
        if content is not None and content[1] - content[0] > 1:
            cue = _group(self.doc, at)
            source = self.doc.phrases.before(cue[0], sentence.first)
            if self.tokens.low(cue[0] - 1) in {"and", "but"}:
                source = self.clauses.subject_of(sentence.first, cue[0]) or source
            yield Saying(content, source, cue, "accusing")

    def _testified(self, at: int, sentence: Sentence) -> Iterator[Saying]:
        """`gave evidence that three of the brakes were worn`."""
        if self.tokens.low(at + 1) != "that":
            return
        content = self.contents.bare(at + 2, self._cut(at + 2, sentence.end))
        if content is not None and content[1] - content[0] > 2:
            source = self.doc.phrases.before(at - 1, sentence.first)
            yield Saying(content, source, (at - 1, at + 1), "testified")

    def _quoted_as(self, at: int, sentence: Sentence) -> Iterator[Saying]:
        """`was quoted by the agency as saying that ...`."""
        begun = next((place for place in range(at - 2, max(sentence.first, at - 12), -1)
                      if self.tokens.low(place) in _QUOTED), None)  # fmt: skip
        begin = at + 1 + (self.tokens.low(at + 1) == "that")
        content = self.contents.bare(begin, self._cut(begin, sentence.end))
        if begun is None or content is None or content[1] - content[0] < 2:
            return
        cue = _group(self.doc, begun)
        be = cue[0] - 1 if self.tokens.low(cue[0] - 1) in _BEING else cue[0]
        source = self.doc.phrases.before(_group(self.doc, be)[0], sentence.first)
        yield Saying(content, source, (be, at + 1), "testified")

    def _convinced(self, at: int, sentence: Sentence) -> Iterator[Saying]:
        """`persuaded traders that rates would rise`: they believe it."""
        whom = self.doc.phrases.after(at + 1, sentence.end)
        if whom is None or self.tokens.low(whom[1]) != "that":
            return
        content = self.contents.bare(whom[1] + 1, self._cut(whom[1] + 1, sentence.end))
        if content is not None and content[1] - content[0] > 2:
            yield Saying(content, whom, (at, at + 1), "convinced")

    def _passive(self, at: int, sentence: Sentence) -> Iterator[Saying]:
        """`councillors were told that repairs would cost ...`: nobody is named who says it."""
        if self.tokens.low(at + 1) != "that":
            return
        content = self.contents.bare(at + 2, self._cut(at + 2, sentence.end))
        if content is not None and content[1] - content[0] > 2:
            yield Saying(content, None, (at - 1, at + 1), "told")

    def _judged(self, one: Verdict, sentence: Sentence) -> Iterator[Saying]:
        """`was not true, he told the court, that ...`, `has questioned whether ...`: what words of
        checking judge, where it stands behind them as a clause."""
        begin = self._clause_behind(one, sentence)
        if begin is None:
            return
        end = self._before_source(begin, self._cut(begin, sentence.end))
        content = self.contents.bare(begin, end)
        if content is not None and content[1] - content[0] > 2:
            yield Saying(content, None, (one.first, one.end), "judged")

    def _cut(self, begin: int, end: int) -> int:
        return self.contents.cut(begin, min(end, begin + _LONGEST))

    def _before_source(self, begin: int, end: int) -> int:
        """Where ", the director said" begins behind it."""
        for at in range(begin + 2, end):
            cue = None if at in self.doc.quoted else self.contents.cues.cue_at(at)
            source = None if cue is None else self.doc.phrases.before(cue[0], begin)
            if source is not None and self.tokens.low(source[0] - 1) == ",":
                return source[0] - 1
        return end

    def _clause_behind(self, one: Verdict, sentence: Sentence) -> int | None:
        low, at = self.tokens.low, one.end
        if self.doc.quoted.get(at) is not None:
            return None
        asks = low(one.end - 1) in _ASKS
        pointed = low(at + 1) in {",", "."} or (
            low(at + 1) in CLAIM_NOUNS and not is_finite(self.tokens, at + 2)
        )
        if pointed and low(at) == "that":
            return None  # disproved that account: it found
        if (low(at) == "that" and low(at + 1) != "of") or (asks and low(at) in _NOT_SURE):
            return at + 1
        if low(at) == "," and one.kind == "verified-label":  # ", he told the court, that"
            for place in range(at + 2, min(at + 10, sentence.end)):
                if low(place) == "," and low(place + 1) == "that":
                    return place + 2
        unable = one.kind in {"verified-unable", "verified-negated"}
        clause = self.tokens[at].kind == WORD and unable and low(at) not in _NOT_SURE
        return at if clause and self.contents.fitting.is_clause(at, sentence.end) else None


def _group(doc: Doc, at: int) -> Places:
    start = at
    while doc.tokens.low(start - 1) in {"has", "have", "had", "also", "then", "repeatedly"}:
        start -= 1
    return start, at + 1


def _ends(doc: Doc, place: int, noun: int) -> bool:
    low = doc.tokens.low
    past = low(place).endswith("ed") or low(place) in IRREGULAR_PAST
    participle = place == noun + 1 and past and low(place + 1) in WITHIN
    return low(place) in {",", ".", ";"} or (is_finite(doc.tokens, place) and not participle)
