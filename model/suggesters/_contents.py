"""Where what is said begins and ends: before ", X said", behind "X said that", in quotations."""

from __future__ import annotations

from model.figure_tokens import DIGITS, WORD
from model.suggesters import _lexicon as lexicon
from model.suggesters._cues import HELPERS, Cues
from model.suggesters._document import Doc, Quotation
from model.suggesters._fitting import Fitting
from model.suggesters._saying import Saying
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
JOINED = words("and but while although though whereas")
_LONG = 6
"""Tokens; before ", X said" a longer stretch is taken for a clause whatever its verb."""
_DENIES = words("denied denies deny denying")
"""Who denies something is not its source."""
_OPENERS = words("""
on in at by for during since after before earlier later separately meanwhile however elsewhere
also still last this until under from despite late early when while as although though if once
with amid besides moreover furthermore instead overall nevertheless additionally today yesterday
over following across among according
""")


class Contents:
    """Looks through one document."""

    def __init__(self, doc: Doc, cues: Cues) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.cues = cues
        self.fitting = Fitting(doc)

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
        start = self.clause_start(first, sign)
        long = sign - start >= _LONG or finite_within(self.tokens, start, sign)
        if sign - start < 2 or not long:
            return None
        return self.bare(start, sign)

    def _is_occasion(self, start: int) -> bool:
        """`In a paper posted on Thursday, her team ...`, `Under questioning by Ray, he ...`."""
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
        for verdict in self.doc.verdicts_in(at, at + 4):
            if self.tokens.low(verdict.end) == ":":  # That is false: it was ...
                return verdict.end + 1
        if self.tokens.low(at) in _OPENERS or self.tokens.low(at).endswith("ly"):
            for place in range(at, min(end - 3, at + 14)):
                if self._is_age(place):
                    continue
                if self.tokens.low(place) == "," and self.tokens.low(place + 1) in {"which", "who"}:
                    continue
                if self.tokens.low(place) == "," and place not in self.doc.quoted:
                    return self.clause_start(place + 1, end) if place - at < 4 else place + 1
                if is_finite(self.tokens, place) and self.tokens.low(at) not in {
                    "when", "while", "as", "after", "before", "although", "though", "if", "once",
                    "since", "until", "because",
                }:  # fmt: skip
                    break
        return at

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
        if content[1] - content[0] < 4 and self.tokens.low(content[1] - 1) in ANAPHORS:
            return []
        if self.fitting.is_none(verb, *content):
            return []
        if verb in _DENIES and self.fitting.fits(verb, content, begin > cue[1]):
            return [Saying(content, None, cue, "denied", judge=source)]
        if verb in lexicon.cues("attitudes") - lexicon.cues("judging"):
            content = cue[1] - 1, content[1]
            return [Saying(content, source, cue, "attitude")]
        if verb in lexicon.cues("judging") and not self.fitting.judges(verb, content):
            return []
        if verb in lexicon.cues("judging"):
            return [Saying(content, source, cue, "judging")]
        if not self.fitting.fits(verb, content, begin > cue[1]):
            return []
        if self.tokens.low(begin) == "to" and verb not in lexicon.cues("to_infinitive"):
            return []
        return [Saying(content, source, cue, kind)]

    def cut(self, begin: int, end: int) -> int:
        """Where the content behind "X said" ends: before ", adding", ", according to", or a clause
        with a verb of saying or of checking of its own."""
        for at in range(begin + 1, end):
            if at in self.doc.quoted:
                continue
            low, after = self.tokens.low(at), self.tokens.low(at + 1)
            if low == "," and (
                after in lexicon.cues("participles") or after in {"citing", "according"}
            ):
                return at
            if low in JOINED and self._other_clause(at + 1, end):
                return at
            if (low == "according" and after == "to") or low in {";", "citing"}:
                return at
            if low == "and" and self._turns_to(begin, at):
                return at
            if low == "," and after == "a" and self.tokens.follows(at + 2, "move that"):
                return at
        return end

    def _turns_to(self, begin: int, at: int) -> bool:
        """`admitted falsifying sheets and will give evidence`; `they lost trade, and Hetty Marlowe,
        who runs the bakery, has closed`: a new clause of the reporter's own."""
        low, after = self.tokens.low, self.tokens[at + 1]
        if low(begin).endswith("ing") and is_finite(self.tokens, at + 1):
            return True
        if low(at - 1) != "," or not after.text[:1].isupper():
            return False
        place = at + 1
        while self.tokens[place].text[:1].isupper():
            place += 1
        return low(place) == "," and low(place + 1) in {"who", "which", "whose"}

    def _other_clause(self, at: int, end: int) -> bool:
        """Whether somebody else, or the same source anew, says or checks something there."""
        for place in range(at, min(end, at + 14)):
            if place in self.doc.quoted or self.tokens.low(place) in {",", ".", ";"}:
                return False
            if self.cues.cue_at(place) is not None and self.tokens.low(place) not in {
                "found", "heard", "called", "decided", "expected", "put", "expects", "feared",
            }:  # fmt: skip
                return (
                    place == at
                    or self._starts_with_helpers(at, place)
                    or bool(self.doc.phrases.before(place, at))
                )
            if self.tokens.low(place) in {"verified", "confirmed", "corroborated"}:
                return True
        return False

    def _starts_with_helpers(self, at: int, place: int) -> bool:
        return all(self.tokens.low(step) in HELPERS for step in range(at, place))

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
