"""Who acts: the subjects of clauses that are actors (rules G15-G19)."""

from __future__ import annotations

from collections.abc import Iterator

from model.figure_tables import MONTHS, WEEKDAYS
from model.figure_tokens import DIGITS
from model.figure_words import TENS, UNITS
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._names import Names
from model.suggesters._words import (
    CLAUSES,
    COURTS,
    DETERMINERS,
    GENITIVE,
    WITHIN,
    Places,
    is_finite,
)
from model.wordlists import words

_SAID = words("said says say claimed claims reporters believe believes")
_ACTIONS = words("""
move decision attack attacks strike strikes offensive invasion incursion assault plan plans
comments comment statement remarks claim claims announcement visit speech offer proposal warning
call calls demand demands threat threats response refusal failure request bid push withdrawal vote
victory defeat request appeal ruling report reports order policy support attempt attempts campaign
efforts effort crackdown ban sanctions promise pledge proposal allegation allegations figures
account position stance withdrawal retreat advance blockade bombardment deployment
""")
_QUANTITIES = words("all some many several most few both no any every each more half")
_BETWEEN = words("also now still then later already reportedly again on late each both all")
_WITH = words("with along like unlike including alongside")
_HOUSES = words("""
clinic hospital school museum theatre restaurant monastery station prison zoo office offices city
town district village province region republic county house palace hospice
""")
"""Heads of organisations that are places as well: something is done to those."""
_ASIDES = words("""
who which meanwhile however also now still then later already reportedly has have
""")


class Agents:
    """Looks through one document; places count tokens, half-open."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.names = Names(doc)

    def subjects(self) -> Iterator[tuple[Places, str]]:
        """Named and definite subjects of clauses, and owners of a subject ("Kyiv's move")."""
        for number, sentence in enumerate(self.doc.sentences):
            starts = {
                sentence.first,
                self.doc.sayings.contents.clause_start(sentence.first, sentence.end),
            }
            for at in range(sentence.first, sentence.end):
                low = self.tokens.low(at)
                if self._is_second_place(at):
                    continue
                before, after = self.tokens[at - 1].text[:1], self.tokens[at + 1].text[:1]
                if low == "," and after.isupper() and not before.isupper():
                    starts.add(at + 1)
                if low in CLAUSES | _SAID or low in {'"', "“", "‘", ";", ":"}:
                    starts.add(at + 1)
            for saying in self.doc.sayings.by_sentence.get(number, ()):
                if sentence.first <= saying.content[0] < sentence.end:
                    starts.add(saying.content[0])
            for start in sorted(starts):
                found = self._subject(start, sentence.end)
                if found is not None:
                    yield found

    def _is_second_place(self, at: int) -> bool:
        """The "and" of "hubs in Weir and Thornbeck will close": no clause begins behind it."""
        around = self.tokens[at - 1].text[:1] + self.tokens[at + 1].text[:1]
        return self.tokens.low(at) == "and" and around.isupper() and (
            self.tokens.low(at - 2) in {"in", "at", "near", "from", "between", "across"}
        )  # fmt: skip

    def _subject(self, start: int, end: int) -> tuple[Places, str] | None:
        phrase = self.doc.phrases.after(start, end)
        if phrase is None or self.tokens.low(start) in WITHIN or self._is_doing(start):
            return None
        if self.tokens.low(start) in lexicon.every_cue() and is_finite(self.tokens, start):
            return None
        first, stop = self._clear(*phrase)
        if self.tokens.low(stop - 1) in GENITIVE and stop in self.doc.quoted:
            named = self.names.bare(first, stop - 1) in lexicon.powers()
            return ((first, stop - 1), "actor-owner") if named else None
        if first >= stop or self._counts(first, stop) or self._is_court(stop):
            return None
        kind = self.names.kind_of(first, stop)
        if not self._verb_follows(stop, phrase[1], end, kind):
            return None
        owner = self._owner(first, stop)
        if owner is not None:
            return owner, "actor-owner"
        return ((first, stop), f"actor-{kind}") if kind else None

    def _is_court(self, stop: int) -> bool:
        """`Weir Crown Court heard`: where something was said."""
        return self.tokens.low(stop) == "heard" and self.tokens.low(stop - 1) in COURTS

    def _is_doing(self, start: int) -> bool:
        """`Replacing both units (cost)`: a deed, not who does it."""
        after = self.tokens.low(start + 1) in DETERMINERS | {"off", "out", "up"}
        return self.tokens.low(start).endswith("ing") and after

    def _counts(self, first: int, stop: int) -> bool:
        """`all 112 residents`, `some workers`: counted, not named (rule G16)."""
        comma = next((at for at in range(first, stop) if self.tokens.low(at) == ","), stop)
        return self.tokens.low(first) in _QUANTITIES | UNITS.keys() | TENS.keys() or any(
            self.tokens[at].kind == DIGITS and not self.tokens.glued(at)
            for at in range(first, comma)
        )  # fmt: skip

    def _clear(self, first: int, stop: int) -> Places:
        """Without an adverb before it."""
        joined = any(self.tokens.low(at) == "and" for at in range(first + 1, stop))
        leads = {"and", "but", "even", "only"} | ({"both"} if joined else set())
        while first < stop and self.tokens.low(first) in leads:
            first += 1
        return first, stop

    def _verb_follows(self, stop: int, aside: int, end: int, kind: str) -> bool:
        at = max(stop, aside)
        apposed = any(self.tokens.low(place) == "," for place in range(stop - 20, stop))
        verb_behind = is_finite(self.tokens, at + 1) or self.tokens.low(at + 1).endswith("ed")
        if self.tokens.low(at) == "," and apposed and verb_behind:
            at += 1
        elif self.tokens.low(at) == ",":
            close = at + 1
            while close < min(end, at + 30) and self.tokens.low(close) != ",":
                close += 1
            inner = self.tokens.low(at + 1)
            known = inner in _ASIDES or inner.endswith("ing") or inner in _WITH
            if not known and self.tokens[at + 1].kind != DIGITS:
                return False
            at = self._past_home(close + 1, end)
            verb_behind = self.tokens[at].text.islower() and (
                self.tokens.low(at).endswith(("s", "ed"))
            )
            apposed = True
        while self.tokens.low(at) in _BETWEEN or (
            self.tokens.low(at) in WEEKDAYS | MONTHS and at > stop
        ):
            at += 1
        house = self.tokens.low(stop - 1) in _HOUSES
        if (kind == "people" or house) and self._is_passive(at):
            return False
        verb = self.tokens[at]
        ending = kind in {"state", "body", "named", "titled"} and verb.text.islower() and (
            verb.low.endswith(("s", "ed")) and verb.low not in lexicon.organisations()
        )  # fmt: skip
        return at < end and (is_finite(self.tokens, at) or ending or (apposed and verb_behind))

    def _past_home(self, at: int, end: int) -> int:
        """Past the "of Bixby" of "Holcomb, 34, of Bixby was booked"."""
        if self.tokens.low(at) not in {"of", "from"}:
            return at
        place = at + 1
        while place < min(end, at + 6) and self.tokens[place].text[:1].isupper():
            place += 1
        return place

    def _is_passive(self, at: int) -> bool:
        """`residents were evacuated`: they do nothing."""
        if self.tokens.low(at) in {"has", "have", "had", "will", "would", "could", "can", "may"}:
            at += 1
        being = {"is", "are", "was", "were", "be", "been"}
        return self.tokens.low(at) in being

    def _owner(self, first: int, stop: int) -> Places | None:
        """`Kyiv` of "Kyiv's move", when what it owns is no actor itself."""
        for at in range(first + 1, stop):
            if self.tokens.low(at) in GENITIVE:
                owned = self.tokens.low(stop - 1)
                named = self.names.bare(first, at) in lexicon.powers()
                known = named or self.names.is_known(first, at)
                return (first, at) if known and owned in _ACTIONS else None
        return None
