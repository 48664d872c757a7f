"""Attributions in the reporter's own words: "X said that", "..., X said", "according to X"."""

from __future__ import annotations

from dataclasses import replace

from model.figure_tables import WEEKDAYS
from model.figure_tokens import Tokens
from model.suggesters import _lexicon as lexicon
from model.suggesters._around import Around
from model.suggesters._contents import DENIES, Contents
from model.suggesters._cues import HELPERS, Cues
from model.suggesters._document import Doc
from model.suggesters._ends import JOINED
from model.suggesters._saying import Saying
from model.suggesters._words import (
    CLAUSES,
    OCCASIONS,
    PRONOUNS,
    Places,
    finite_within,
    is_finite,
)
from model.wordlists import words

_REACH = 80
"""Tokens that are looked through for a verb, or for where a source ends."""
_NESTS, _LONGEST = 9, 150
"""Tokens; what is said in fewer holds no other saying, and in more none is looked for."""
_INVERTED = words("said says added adds wrote writes explained recalled insisted joked")
"""Before a name these surely have what is said before them."""
_RELATIVE = words("who which that whose")
_SURELY = words("said says told found showed shows reported warned claimed concluded")


class Clauses:
    """Looks through one document."""

    def __init__(self, doc: Doc, cues: Cues, contents: Contents) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.phrases = doc.phrases
        self.cues = cues
        self.contents = contents
        self.around = Around(doc, contents)

    def of(self, first: int, end: int) -> list[Saying]:
        """Attributions of a sentence that does not begin with a quotation, from left to right, and
        those inside what is said (rule G8)."""
        found = self._of(first, end)
        return found + [one for whole in found for one in self._within(whole)]

    def _within(self, whole: Saying) -> list[Saying]:
        """`She said the report found that 12 died`: what the report found is a claim as well."""
        first, end = whole.content
        if not _NESTS <= end - first <= _LONGEST or whole.kind == "around":
            return []
        return [
            replace(one, kind="within") for one in self._of(first, end)
            if one.content != whole.content and self._is_other(one, first)
        ]  # fmt: skip

    def _is_other(self, one: Saying, first: int) -> bool:
        """Whether somebody else says it, in words that are surely of saying."""
        if one.source is None or one.cue is None:
            return False
        verb = self.tokens.low(one.cue[1] - 1)
        told = one.source[0] >= first and self.tokens.low(one.source[0]) not in PRONOUNS
        return told and (self.doc.figures_in(*one.content) != [] or verb in _SURELY)

    def _of(self, first: int, end: int) -> list[Saying]:
        found: list[Saying] = []
        at, source = first, None
        closing = self._closing(first, end)
        if closing is not None:
            found, source, at = closing
            begun = found[0].content[0]
            if self.tokens.low(begun - 1) == ";":  # X, said Roe; Y, said Bell
                found = self._of(first, begun - 1) + found
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
            if verb in DENIES:
                return None
            source = self._subject(cue, first)
            if source and self.around.of(source[0] - 1, cue[1], first, end):
                return None
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
        if self.cues.is_participle(at):
            speaker = speaker or self.subject_of(first, at, alone=False)
        if self.cues.is_participle(at) and speaker is not None:
            found = self.contents.after(at + 1, end, speaker, (at, at + 1), "adding")
            return found, speaker, max([at + 1, *(one.content[1] for one in found)])
        cue = self.cues.cue_at(at)
        if cue is None:
            return None
        joint = self.tokens.low(cue[0] - 1)
        may = joint == "," and self.tokens.low(cue[1] - 1) in _INVERTED
        plainly = self._inverted(cue, first, end) if may else None
        if plainly is not None and _ends_with(self.tokens, plainly[1], end):
            first_said, stop = plainly[0][0].content
            if finite_within(self.tokens, max(first_said, stop - _REACH), stop):
                return plainly
        subject: Places | None = None
        if joint in {"and", "but"} and self.tokens.low(cue[0] - 2) == ",":
            subject = self.subject_of(first, cue[0], alone=False)
        if subject is None and at - first > 1 and joint in JOINED:
            subject = speaker
        if subject is None and joint in {"and", "but"}:
            subject = self.subject_of(first, cue[0])
        subject = subject or self._subject(cue, first)
        if subject is None:
            return self._inverted(cue, first, end)
        return self._with_subject(subject, cue, first, end)

    def subject_of(self, first: int, end: int, *, alone: bool = True) -> Places | None:
        """The subject of the sentence: "Gray *apologised* ... and said"; one that is not `alone`
        may have others in clauses behind it: "Gray left when they came, saying"."""
        start = self.contents.clause_start(first, end)
        phrase = self.phrases.after(start, end)
        if phrase is None:
            return None
        last = max((at for at in range(max(phrase[1], end - _REACH), end)
                    if is_finite(self.tokens, at)), default=phrase[1])  # fmt: skip
        if alone and any(self.tokens.low(at) in CLAUSES
                         for at in range(max(phrase[1], last - _REACH), last)):  # fmt: skip
            return None
        at = phrase[1] + (self.tokens.low(phrase[1]) == ",")
        while self.tokens.low(at) in HELPERS and not is_finite(self.tokens, at):
            at += 1
        verb = is_finite(self.tokens, at) or self.tokens.low(at).endswith("ed")
        return phrase if at < end and verb else None

    def _inverted(self, cue: Places, first: int, end: int
                  ) -> tuple[list[Saying], Places | None, int] | None:  # fmt: skip
        """`..., said Bellomo, whose agency ...`: the source stands behind the verb."""
        if self.tokens.low(cue[1] - 1) not in lexicon.cues("saying"):
            return None
        source = self.phrases.after(cue[1], end)
        content = self.contents.before(cue[0], first)
        if content is None or source is None:
            return None
        return [Saying(content, source, cue, "after")], source, source[1]

    def _with_subject(self, source: Places, cue: Places, first: int, end: int
                      ) -> tuple[list[Saying], Places, int]:  # fmt: skip
        """The content stands before ", X said", around it, or behind "X said"."""
        around = self.around.of(source[0] - 1, cue[1], first, end)
        if around is not None:
            return [Saying(around, source, cue, "around")], source, end
        speech = {self.tokens.low(cue[1]), self.tokens.low(cue[1] + 1)} & {":", '"', "“"}
        denies = self.tokens.low(cue[1] - 1) in DENIES
        before = None if speech or denies else self.contents.before(source[0], first)
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
        found = self.phrases.before(at, first) if at > first else None
        if found is None or self.tokens.low(found[0] - 1) != "to":
            return found
        whole = self.phrases.after(self.contents.clause_start(first, at), at)
        relative = whole is not None and self.tokens.low(whole[1]) in _RELATIVE
        return whole if relative else found  # a nurse who had to share a room (told)

    def _stop_of_source(self, start: int, end: int) -> int:
        """The comma behind "According to Roe", over those of an apposition or a list: the first
        with a verb before the next one."""
        end = min(end, start + _REACH)
        commas = [at for at in range(start, end)
                  if self.tokens.low(at) == "," and at not in self.doc.quoted]  # fmt: skip
        for comma, following in zip(commas, [*commas[1:], end], strict=False):
            if finite_within(self.tokens, comma + 1, following):
                return comma
        return end

    def _according(self, at: int, first: int, end: int
                   ) -> tuple[list[Saying], Places | None, int]:  # fmt: skip
        leads = at == first or self.contents.before(at, first) is None
        stop = self._stop_of_source(at + 2, end) if leads else end
        source = _with_participle(self.tokens, self.phrases.after(at + 2, stop), end)
        rest = source[1] if source else at + 2
        cue = at, at + 2
        if at == first or self.tokens.low(at - 1) in JOINED:
            begin = rest + (self.tokens.low(rest) == ",")
            content = self.contents.bare(begin, self.contents.cut(begin, end))
            kind = "according"
        else:
            content = self.around.of(at - 1, rest, first, end) or self.contents.before(at, first)
            kind = "according"
            if content is None and self.tokens.low(rest) == ",":  # On Monday, according to Roe,
                content = self.contents.bare(rest + 1, self.contents.cut(rest + 1, end))
        found = [Saying(content, source, cue, kind)] if content else []
        return found, source, max(rest, content[1] if content else 0)


def _with_participle(tokens: Tokens, source: Places | None, end: int) -> Places | None:
    """`two officials briefed on the talks`: behind "according to" no verb can follow."""
    if source is None or not tokens.low(source[1]).endswith("ed"):
        return source
    if tokens.low(source[1] + 1) not in {"on", "in", "by", "with", "to", "about"}:
        return source
    at = source[1]
    while at < end and tokens.low(at) not in {",", ".", ";", "and", "who", "that"}:
        at += 1
    return source[0], at


def _ends_with(tokens: Tokens, source: Places | None, end: int) -> bool:
    """Whether nothing is said behind a source: "..., said the bank", not "Roe, 43, said the
    bank fell"."""
    if source is None or source[1] >= end:
        return source is not None
    low, at = tokens.low, source[1]
    if low(at) == "," and is_finite(tokens, at + 1):
        return False  # the owner, Roe Ferries, said the captain, 51, had left
    occasion = low(at) in {"in", "at"} and bool({low(at + 1), low(at + 2)} & OCCASIONS)
    dated = low(at) == "on" and low(at + 1) in WEEKDAYS
    return low(at) in {",", ".", ";", "--", "—", "–"} or occasion or dated
