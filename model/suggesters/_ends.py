"""Where what somebody is said to say ends, and the reporter or somebody else goes on."""

from __future__ import annotations

from model.figure_tokens import WORD
from model.suggesters import _lexicon as lexicon
from model.suggesters._cues import HELPERS, Cues
from model.suggesters._document import Doc
from model.suggesters._verdict_words import CLAIM_NOUNS
from model.suggesters._words import PRONOUNS, is_finite
from model.wordlists import words

JOINED = words("and but while although though whereas")
_ADJUNCTS = words("after following as when because since before amid")
"""What may begin the reporter's own words behind a comma, when somebody else speaks in them."""
_NOT_SURELY = words("found heard called decided expected expects feared")
_CHECKS = words("""
verified confirmed corroborated refused declined accused accuses blamed blames
""")
_DASHES = words("-- — –")
_REACH = 14
"""Tokens in which the verb of another clause stands."""


class Ends:
    """Looks through one document."""

    def __init__(self, doc: Doc, cues: Cues) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.cues = cues

    def cut(self, begin: int, end: int) -> int:
        """Where the content behind "X said" ends: before ", adding", ", according to", or a clause
        with a verb of saying or of checking of its own."""
        for at in range(begin + 1, end):
            if at in self.doc.quoted:
                continue
            low, after = self.tokens.low(at), self.tokens.low(at + 1)
            if low in {";", "citing"} or (low == "according" and after == "to"):
                return at
            if low == "," and self._breaks(at, end):
                return at
            if low in _DASHES and self._judges(at, end):
                return at
            if low in JOINED and self._other_clause(at + 1, end):
                return at
            if low == "and" and self._turns_to(begin, at):
                return at
        return end

    def _breaks(self, comma: int, end: int) -> bool:
        """Whether the content ends at a comma: ", adding", ", a move that", ", something they did
        not contest", ", later suggested", ", after a raid that medics said"."""
        after = self.tokens.low(comma + 1)
        if after in lexicon.cues("participles") or after in {"citing", "according"}:
            return True
        if after in {"something", "a", "an"}:
            return self._judges(comma, end) or bool(self.tokens.follows(comma + 2, "move that"))
        if after in {"which", "who"} and self._judged_at_the_end(comma + 2, end):
            return True
        if after in _ADJUNCTS:
            return self._speaks(comma + 2, end)
        return self._goes_on(comma + 1)

    def _judges(self, sign: int, end: int) -> bool:
        """`, something they did not contest`, `, a figure the office says is wrong`."""
        after = self.tokens.low(sign + 1)
        noun = self.tokens.low(sign + 1 + (after != "something"))
        if after not in {"something", "a", "an"} or (
            after != "something" and noun not in CLAIM_NOUNS
        ):
            return False
        judged = bool(self.doc.verdicts_in(sign, min(end, sign + _REACH)))
        return judged or self._speaks(sign + 3, end)

    def _judged_at_the_end(self, start: int, end: int) -> bool:
        """`, which the army denied`."""
        far = min(end, start + _REACH)
        return any(self.tokens.low(one.end) in {"", ",", ".", ";"}
                   for one in self.doc.verdicts_in(start, far))  # fmt: skip

    def _speaks(self, start: int, end: int) -> bool:
        """Whether somebody with a name or a role says something there."""
        for place in range(start, min(end, start + _REACH + 6)):
            if place in self.doc.quoted or self.tokens.low(place) in {";", "."}:
                return False
            cue = self.cues.cue_at(place)
            if cue is None or self.tokens.low(place) not in lexicon.cues("saying"):
                continue
            source = self.doc.phrases.before(cue[0], start)
            return source is not None and self.tokens.low(source[0]) not in PRONOUNS
        return False

    def _goes_on(self, at: int) -> bool:
        """`, later suggested`: the verb of whoever denied something in an aside."""
        place = at
        while self.tokens.low(place) in HELPERS - {"not", "never"}:
            place += 1
        cue = self.cues.cue_at(place)
        return place - at < 3 and cue is not None and cue[0] <= at

    def _turns_to(self, begin: int, at: int) -> bool:
        """`admitted falsifying sheets and will give evidence`; `they lost trade, and Hetty Marlowe,
        who runs the bakery, has closed`, `and Switzerland has offered help`: a new clause of the
        reporter's own."""
        low, after = self.tokens.low, self.tokens[at + 1]
        if low(begin).endswith("ing") and is_finite(self.tokens, at + 1):
            return True
        if at - 1 in self.doc.quoted and self.tokens.glued(at - 1) and after.kind == WORD:
            return is_finite(self.tokens, at + 1) or after.low.endswith("ed")
        if low(at - 1) != "," or not after.text[:1].isupper():
            return False
        place = at + 1
        while self.tokens[place].text[:1].isupper():
            place += 1
        asides = low(place) == "," and low(place + 1) in {"who", "which", "whose"}
        return asides or is_finite(self.tokens, place)

    def _other_clause(self, at: int, end: int) -> bool:
        """Whether somebody else, or the same source anew, says or checks something there."""
        for place in range(at, min(end, at + _REACH)):
            if place in self.doc.quoted or self.tokens.low(place) in {",", ".", ";"}:
                return False
            if self.cues.cue_at(place) is not None and self._surely(place):
                return (
                    place == at
                    or self._starts_with_helpers(at, place)
                    or bool(self.doc.phrases.before(place, at))
                )
            if self.tokens.low(place) in _CHECKS or self.doc.verdicts_in(place, place + 1):
                return True
        return False

    def _surely(self, at: int) -> bool:
        low = self.tokens.low
        if low(at) in {"put", "puts"}:  # put them at 12
            return "at" in {low(at + 2), low(at + 3), low(at + 4)}
        return low(at) not in _NOT_SURELY

    def _starts_with_helpers(self, at: int, place: int) -> bool:
        return all(self.tokens.low(step) in HELPERS for step in range(at, place))
