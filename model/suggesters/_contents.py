"""Where what is said begins and ends: before ", X said", behind "X said that", in quotations."""

from __future__ import annotations

from model.figure_tokens import DIGITS, WORD
from model.suggesters import _lexicon as lexicon
from model.suggesters._cues import Cues
from model.suggesters._document import Doc, Quotation
from model.suggesters._ends import Ends
from model.suggesters._fitting import Fitting
from model.suggesters._saying import Saying
from model.suggesters._verdict_words import TOLD
from model.suggesters._words import (
    ANAPHORS,
    DETERMINERS,
    OCCASIONS,
    Places,
    finite_within,
    is_finite,
)
from model.wordlists import words

_STOPS = frozenset((",", ".", "!", "?", ";", ":", "--", "—", "–"))
_LONG = 6
"""Tokens; before ", X said" a longer stretch is taken for a clause whatever its verb."""
_THOSE = words("that this those these")
DENIES = words("denied denies deny denying")
"""Who denies something is not its source."""
_SUBORDINATES = words("""
when while as after before although though if once since until because asked whenever unless
""")
_RELATIVE = words("which who where whose whom")
_NUMBERED = words("section article clause paragraph rule chapter schedule part")
_REACH = 80
"""Tokens before a source that are looked through for where what it says begins."""
_NEAR, _FAR = 14, 30
"""Tokens in an adjunct, and in a clause, that a sentence opens with."""
_OPENERS = words("""
on in at by for during since after before earlier later separately meanwhile however elsewhere
also still last this until under from despite late early when while as although though if once
with amid besides moreover furthermore instead overall nevertheless additionally today yesterday
over following across among according asked because whenever unless
""")


class Contents:
    """Looks through one document."""

    def __init__(self, doc: Doc, cues: Cues) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.cues = cues
        self.fitting = Fitting(doc)
        self._ends = Ends(doc, cues)

    def before(self, source: int, first: int) -> Places | None:
        """A clause that ends in a comma or a dash right before the source."""
        sign = source - 1
        if self._is_occasion(self.clause_start(first, sign)):
            return None
        if sign in self.doc.quoted and self.tokens.low(sign - 1) in {",", "?", "!"}:
            content = self.bare(self.clause_start(first, sign), sign + 1)
            return content if content and content[1] - content[0] > 3 else None
        if self.tokens.low(sign) not in {",", "--", "—", "–"}:
            return None
        start = self.clause_start(self._after_stop(first, sign), sign)
        long = sign - start >= _LONG or finite_within(self.tokens, start, sign)
        if sign - start < 2 or not long:
            return None
        return self.bare(start, sign)

    def _after_stop(self, first: int, sign: int) -> int:
        """Behind the last semicolon, or a colon before which something was only checked: "he
        rejected that account: nobody had fled, he said"."""
        for at in range(sign - 2, max(first + 1, sign - _REACH), -1):
            if self.tokens.low(at) not in {";", ":"} or at in self.doc.quoted:
                continue
            points = self.tokens.low(at - 1) in ANAPHORS or self.doc.verdicts_in(first, at)
            if self.tokens.low(at) == ";" or points:
                return at + 1
        return first

    def _is_occasion(self, start: int) -> bool:
        """`In a paper posted on Thursday, her team ...`, `Under questioning by Ray, he ...`."""
        if self.tokens.low(start) == "asked":
            return True
        if self.tokens.low(start) not in {"in", "under", "at", "during", "on"}:
            return False
        place = start + 1
        place += self.tokens.low(place) in DETERMINERS
        return any(self.tokens.low(at) in OCCASIONS for at in (place, place + 1, place + 2))

    def clause_start(self, first: int, end: int) -> int:
        """Past a sentence-opening adjunct set off by a comma (rule G4), and past "And"."""
        at = first
        if self.tokens.low(at) in {"and", "but"}:
            at += 1
        for verdict in self.doc.verdicts_in(at, end):
            if self.tokens.low(verdict.end) == ":":  # That is false: it was ...
                return verdict.end + 1
        counts = self.doc.counts_from(at)
        if not counts and (
            self.tokens.low(at) in _OPENERS or self.tokens.low(at).endswith("ly")
        ):  # fmt: skip
            far = _FAR if self.tokens.low(at) in _SUBORDINATES else _NEAR
            for place in range(at, min(end - 3, at + far)):
                if self._is_age(place):
                    continue
                if self.tokens.low(place) == "," and self._goes_on(place + 1):
                    continue
                if self.tokens.low(place) == "," and place not in self.doc.quoted:
                    return self.clause_start(place + 1, end) if place - at < 4 else place + 1
                if self._is_verb(place) and self.tokens.low(at) not in _SUBORDINATES:
                    break
        return at

    def _goes_on(self, at: int) -> bool:
        """`At the showground, where 640 sleep, ...`, `Under its rules, section 4.2, ...`."""
        numbered = self.tokens.low(at) in _NUMBERED and self.tokens[at + 1].kind == DIGITS
        return numbered or self.tokens.low(at) in _RELATIVE

    def _is_verb(self, at: int) -> bool:
        """Not the "rules" of "under the league's cost rules,"."""
        ends = self.tokens.low(at).endswith("s") and self.tokens.low(at + 1) == ","
        return is_finite(self.tokens, at) and not ends

    def _is_age(self, comma: int) -> bool:
        """One of the commas of "Williams, 20, and"."""
        low, tokens = self.tokens.low, self.tokens
        behind = tokens[comma + 1].kind == DIGITS and low(comma + 2) == ","
        before = tokens[comma - 1].kind == DIGITS and low(comma - 2) == ","
        return low(comma) == "," and (behind or before)

    def after(self, at: int, end: int, source: Places | None, cue: Places, kind: str
                       ) -> list[Saying]:  # fmt: skip
        begin = self.cues.past_adjuncts(at, end, self.tokens.low(cue[1] - 1))
        if begin is None:
            return []
        one = self.doc.quoted.get(begin)
        if one is not None and one.open == begin and self.whole_quotation(begin, end) is not None:
            content = self.bare(begin + 1, min(one.close, end))
        else:
            content = self.bare(begin, self.cut(begin, end))
        if content is None or content[1] - content[0] < 2:
            return []
        verb = self.tokens.low(cue[1] - 1)
        if content[1] - content[0] < 4 and (
            self.tokens.low(content[1] - 1) in ANAPHORS or self.tokens.low(content[0]) in _THOSE
        ):  # fmt: skip
            return []
        if (
            verb.startswith("put") and self.tokens.low(content[0]) == "at"
        ):  # which brokers have put at 12
            return []
        if self.fitting.is_none(verb, *content) or self._confirms_told(verb, content[0]):
            return []
        if verb in DENIES and self.fitting.fits(verb, content, begin > cue[1]):
            return [Saying(content, None, cue, "denied", judge=source)]
        if verb in lexicon.cues("attitudes") - lexicon.cues("judging"):
            content = cue[1] - 1, content[1]
            return [Saying(content, source, cue, "attitude")]
        judging = verb in lexicon.cues("judging") and self.tokens.low(begin - 1) != "that"
        if judging and not self.fitting.judges(verb, content):
            return []
        if judging:
            return [Saying(content, source, cue, "judging")]
        if not self.fitting.fits(verb, content, begin > cue[1]):
            return []
        if self.tokens.low(begin) == "to" and verb not in lexicon.cues("to_infinitive"):
            return []
        return [Saying(content, source, cue, kind)]

    def _confirms_told(self, verb: str, at: int) -> bool:
        """`confirmed reports that ...`: what the reports tell is the claim."""
        told = self.tokens.low(at) in TOLD and self.tokens.low(at + 1) == "that"
        return told and verb.startswith("confirm")

    def cut(self, begin: int, end: int) -> int:
        """Where the content behind "X said" ends."""
        return self._ends.cut(begin, end)

    def bare(self, start: int, end: int) -> Places | None:
        """Without "And", edge signs, the stop, and quotation marks around all of it (G5)."""
        at = start
        while start < end and self.tokens.low(start) in {",", "-", "--", "—", "–", ":", ";"}:
            start += 1
        if self.tokens.low(start) in {"and", "but"} and start == at:
            start += 1
        end = self._without_stop(start, end)
        if self.tokens.low(end - 1) in {"however", "meanwhile", "though"} and (
            self.tokens.low(end - 2) == ","
        ):  # fmt: skip
            end -= 2
        end = self._without_stop(start, end)
        one = self.doc.quoted.get(start)
        if one is not None and one.open == start:
            if one.close == end - 1 and one.close > start and end - start > 8:
                return self.bare(start + 1, end - 1)
            if one.close >= end:
                return self.bare(start + 1, end)
        last = self.doc.quoted.get(end - 1)
        if last is not None and last.close == end - 1 and last.open < start:
            return self.bare(start, end - 1)
        return (start, end) if start < end else None

    def _without_stop(self, start: int, end: int) -> int:
        while end > start and self.tokens.low(end - 1) in _STOPS:
            end -= 1
        return end

    def whole_quotation(self, first: int, end: int) -> Quotation | None:
        """The quotation that the sentence begins in, when it is more than a phrase."""
        one = self.doc.quoted.get(first)
        if one is None:
            return None
        if one.open < first:
            return one
        words_in = sum(self.tokens[at].kind == WORD for at in range(one.open, min(one.close, end)))
        whole = one.close >= end or self.tokens.low(one.close - 1) in {",", ".", "?", "!", "…", "—"}
        ends_outside = self.tokens.low(one.close + 1) in {",", "."} and words_in > 4
        return one if whole or ends_outside else None
