"""Who acts: the subjects of clauses, by-phrases and parties that are actors (rules G15-G19)."""

from __future__ import annotations

from collections.abc import Iterator

from model.figure_tables import MONTHS, WEEKDAYS
from model.figure_tokens import DIGITS
from model.figure_words import TENS, UNITS
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._names import Names
from model.suggesters._words import CLAUSES, COURTS, GENITIVE, WITHIN, Places, is_finite
from model.wordlists import words

_SAID = words("said says say claimed claims told reporters believe believes")
_ACTIONS = words("""
move decision attack attacks strike strikes offensive invasion incursion assault plan plans
comments comment statement remarks claim claims announcement visit speech offer proposal warning
call calls demand demands threat threats response refusal failure request bid push withdrawal vote
victory defeat request appeal ruling report reports order policy support attempt attempts campaign
efforts effort crackdown ban sanctions promise pledge proposal allegation allegations figures
account position stance withdrawal retreat advance blockade bombardment deployment
""")
_AT = words("accused accuses accusing blamed blames blaming urged urges sued suing condemned")
_QUANTITIES = words("all some many several most few both no any every each more half")
_BETWEEN = words("also now still then later already reportedly again on late each both all")
_BY_SUBJECT = words("verified-active verified-disputes verified-unable verified-undisputed")
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
        if phrase is None or self.tokens.low(start) in WITHIN:
            return None
        first, stop = self._clear(*phrase)
        if self.tokens.low(stop - 1) in GENITIVE and stop in self.doc.quoted:
            named = self.names.bare(first, stop - 1) in lexicon.states() | lexicon.bodies()
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

    def _counts(self, first: int, stop: int) -> bool:
        """`all 112 residents`, `some workers`: counted, not named (rule G16)."""
        return self.tokens.low(first) in _QUANTITIES | UNITS.keys() | TENS.keys() or any(
            self.tokens[at].kind == DIGITS and not self.tokens.glued(at)
            for at in range(first, stop)
        )  # fmt: skip

    def _clear(self, first: int, stop: int) -> Places:
        """Without an adverb before it."""
        while first < stop and self.tokens.low(first) in {"and", "but", "even", "only", "both"}:
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
            known = inner in _ASIDES or inner.endswith("ing")
            if not known and self.tokens[at + 1].kind != DIGITS:
                return False
            at = close + 1
            verb_behind = self.tokens[at].text.islower() and (
                self.tokens.low(at).endswith(("s", "ed"))
            )
            apposed = True
        while self.tokens.low(at) in _BETWEEN or (
            self.tokens.low(at) in WEEKDAYS | MONTHS and at > stop
        ):
            at += 1
        if kind == "people" and self._is_passive(at):
            return False
        verb = self.tokens[at]
        ending = kind in {"state", "body", "named", "titled"} and verb.text.islower() and (
            verb.low.endswith(("s", "ed")) and verb.low not in lexicon.organisations()
        )  # fmt: skip
        return at < end and (is_finite(self.tokens, at) or ending or (apposed and verb_behind))

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
                named = self.names.bare(first, at) in lexicon.states() | lexicon.bodies()
                known = named or self.names.is_known(first, at)
                return (first, at) if known and owned in _ACTIONS else None
        return None

    def partners(self) -> Iterator[Places]:
        """States behind "with", "between ... and", "by": parties, not places."""
        longest = 3
        for sentence in self.doc.sentences:
            for at in range(sentence.first, sentence.end):
                if self.tokens.low(at) == "by":
                    yield from self._doers(at, sentence.end)
                if self.tokens.low(at) in _AT and at > sentence.first:
                    yield from self._addressed(at, sentence.end)
                if self.tokens.low(at) not in {"with", "between", "by"}:
                    continue
                place = at + 1
                place += self.tokens.low(place) == "the"
                for length in range(longest, 0, -1):
                    name = self.doc.slice(place, place + length)
                    if (
                        place + length <= sentence.end
                        and name in lexicon.states() | lexicon.bodies()
                    ):
                        border = self.tokens.low(at - 1) in {"border", "frontier", "borders"}
                        if self.tokens.low(place + length) not in GENITIVE | {"-"} and not border:
                            yield place - (self.tokens.low(place - 1) == "the"), place + length
                        after = place + length
                        if self.tokens.low(at) == "between" and self.tokens.low(after) == "and":
                            other = self.doc.slice(after + 1, after + 2)
                            if other in lexicon.states():
                                yield after + 1, after + 2
                        break

    def _addressed(self, verb: int, end: int) -> Iterator[Places]:
        """Who is accused, urged, sued: a party, when it is named."""
        phrase = self.doc.phrases.after(verb + 1, end)
        if phrase is None:
            return
        first, stop = phrase
        for at in range(first + 1, stop - 1):  # accused the board of hiding it
            if self.tokens.low(at) == "of" and self.tokens.low(at + 1).endswith("ing"):
                stop = at
                break
        if self.names.kind_of(first, stop) not in {"", "role"}:
            yield first, stop

    def _doers(self, by: int, end: int) -> Iterator[Places]:
        """Who is named behind the "by" of a passive."""
        phrase = self.doc.phrases.after(by + 1, end)
        if phrase is None or self.doc.slice(*phrase) == self.doc.outlet:
            return
        kind = self.names.kind_of(*phrase)
        done = self.tokens.low(by - 1).endswith(("ed", "en", "un", "de", "ht")) or (
            self.tokens.low(by - 1) in {"forward", "out", "up"}
        )
        counts = any(self.tokens[at].kind == DIGITS for at in range(*phrase))
        person = kind in {"named", "titled"} and phrase[1] - phrase[0] > 1 and not counts
        if kind not in {"", "role"} and (done or person):
            yield phrase

    def checkers(self) -> Iterator[Places]:
        """Who confirms, denies or disputes something."""
        for verdict in self.doc.verdicts:
            sentence = self.doc.sentences[self.doc.sentence_of(verdict.first)]
            if verdict.kind not in _BY_SUBJECT or verdict.first <= sentence.first:
                continue
            phrase = self.doc.phrases.before(verdict.first, sentence.first)
            if phrase is not None and self.names.kind_of(*phrase):
                yield phrase
