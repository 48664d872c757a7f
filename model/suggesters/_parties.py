"""Who acts or is acted on besides the subjects of clauses: by-phrases, parties, who checks."""

from __future__ import annotations

from collections.abc import Iterator

from model.figure_tokens import DIGITS
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._names import Names
from model.suggesters._verdict_phrases import Verdict
from model.suggesters._verdict_words import BEING, CLAIM_NOUNS, EVIDENCE, NOBODY
from model.suggesters._words import GENITIVE, IRREGULAR_PAST, WITHIN, Places
from model.wordlists import words

_AT = words("""
accused accuses accusing blamed blames blaming urged urges sued suing condemned ordered fined
""")
_BY_SUBJECT = words("verified-active verified-disputes verified-unable verified-undisputed")
_HE = words("he she they")
_OWNERS = words("his her its their")
_LONGEST_STATE = 3
"""Words in the name of a state."""
_BEFORE_BY = 12
"""Tokens between "was" and the "by" of its agent, at most."""


class Parties:
    """Looks through one document; places count tokens, half-open."""

    def __init__(self, doc: Doc, names: Names) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.names = names

    def partners(self) -> Iterator[Places]:
        """States behind "with", "between ... and", "by": parties, not places."""
        for sentence in self.doc.sentences:
            for at in range(sentence.first, sentence.end):
                low = self.tokens.low(at)
                if low == "by":
                    yield from self._doers(at, sentence.first, sentence.end)
                if low in _AT and at > sentence.first:
                    yield from self._addressed(at, sentence.end)
                if low in {"told", "tells"} and at > sentence.first:
                    yield from self._listeners(at, sentence.end)
                if low in {"with", "between", "by"}:
                    yield from self._states(at, sentence.end)

    def _states(self, at: int, end: int) -> Iterator[Places]:
        """Behind "with", "between" or "by"."""
        known = lexicon.powers()
        place = at + 1
        place += self.tokens.low(place) == "the"
        for length in range(_LONGEST_STATE, 0, -1):
            after = place + length
            if after > end or self.doc.slice(place, after) not in known:
                continue
            if self.tokens[after].text[:1].isupper():  # led by Sofia Lindgren
                return
            border = self.tokens.low(at - 1) in {"border", "frontier", "borders"}
            if self.tokens.low(after) not in GENITIVE | {"-"} and not border:
                yield place - (self.tokens.low(place - 1) == "the"), after
            if self.tokens.low(at) == "between" and self.tokens.low(after) == "and":
                other = self.doc.slice(after + 1, after + 2)
                if other in lexicon.states():
                    yield after + 1, after + 2
            return

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

    def _listeners(self, verb: int, end: int) -> Iterator[Places]:
        """Who is told something, when a title names them."""
        phrase = self.doc.phrases.after(verb + 1, end)
        if phrase is None or self.tokens[phrase[1] - 1].text.islower():
            return
        titled = self.tokens.low(phrase[0]) in lexicon.roles()
        if titled and self.names.kind_of(*phrase) == "titled":
            yield phrase

    def _doers(self, by: int, first: int, end: int) -> Iterator[Places]:
        """Who is named behind the "by" of a passive."""
        phrase = self.doc.phrases.after(by + 1, end)
        if phrase is None or self.doc.slice(*phrase) == self.doc.outlet:
            return
        kind = self.names.kind_of(*phrase)
        counts = any(self.tokens[at].kind == DIGITS for at in range(*phrase))
        person = kind in {"named", "titled"} and phrase[1] - phrase[0] > 1 and not counts
        if kind in {"", "role"} or (kind == "people" and counts):
            return
        if person or self._done(by, first):
            yield phrase

    def _done(self, by: int, first: int) -> bool:
        """`written by`, `put forward by`, `are put at 12 by`: not `by the road`."""
        low = self.tokens.low
        before = low(by - 1)
        if before.endswith(("ed", "en", "un", "de", "ht")) or before in {"forward", "out", "up"}:
            return True
        for at in range(by - 2, max(first, by - _BEFORE_BY), -1):
            if low(at) in {",", ";"}:
                return False
            past = low(at).endswith("ed") or low(at) in IRREGULAR_PAST
            if past and low(at - 1) in BEING:
                return True
        return False

    def checkers(self) -> Iterator[Places]:
        """Who confirms, denies or disputes something."""
        for verdict in self.doc.verdicts:
            sentence = self.doc.sentences[self.doc.sentence_of(verdict.first)]
            if self.tokens.low(verdict.end) == "by":
                yield from self._checker_behind(verdict, sentence.end)
            passive = any(
                self.tokens.low(at) in BEING for at in range(verdict.first, verdict.end - 1)
            )
            active = verdict.kind in _BY_SUBJECT and (
                not passive or verdict.kind == "verified-unable"
                or "quick" in self.doc.slice(verdict.first, verdict.end)
            )  # fmt: skip
            if active and verdict.first > sentence.first:
                yield from self._checker_before(verdict, sentence.first)

    def _checker_behind(self, verdict: Verdict, end: int) -> Iterator[Places]:
        """`was dismissed as false by two people with knowledge of the talks`."""
        phrase = self.doc.phrases.after(verdict.end + 1, end)
        if phrase is None or self.doc.slice(*phrase) == self.doc.outlet:
            return
        people = any(self.tokens.low(at) in {"people", "sources"} for at in range(*phrase))
        if people or self.names.kind_of(*phrase) or self._is_evidence(phrase):
            yield phrase

    def _checker_before(self, verdict: Verdict, first: int) -> Iterator[Places]:
        phrase = self.doc.phrases.before(verdict.first, first)
        if phrase is None or self.tokens.low(phrase[0]) in NOBODY:
            return
        start, stop = phrase
        for at in range(stop - 1, start, -1):  # a suggestion | her aides have denied
            before = self.tokens.low(at - 1)
            told = self.tokens.low(at) == "the" and before in CLAIM_NOUNS
            inner = self.tokens.low(at) in _OWNERS and before not in WITHIN | {"and", ","}
            if told or inner:
                start = at
                break
        alone = stop - start == 1 and self.tokens.low(start) in _HE
        if alone or self.names.kind_of(start, stop) or self._is_evidence((start, stop)):
            yield start, stop

    def _is_evidence(self, places: Places) -> bool:
        return any(self.tokens.low(at) in EVIDENCE for at in range(*places))
