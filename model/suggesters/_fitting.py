"""Whether what stands behind a verb of saying is its content: a clause, a judgement, a thing."""

from __future__ import annotations

from model.figure_tokens import DIGITS, SIGN, WORD
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._words import Places, finite_within, is_finite
from model.wordlists import words

_GERUNDS = words("""
reported reports denied denies admitted admits recalled recalls suggested suggests recommended
""")
_WON = words("""
lives life victims victory responsibility credit title titles gold silver bronze wicket wickets
asylum benefits damages compensation refund refunds expenses win wins medal medals crown
""")
"""What is claimed without anything being said."""
_LEVELS = words("above below closer nearer")
"""Behind "put the toll" they give it."""
_NO_GERUNDS = words("wrongdoing anything something nothing everything being")
_CALLED = words("for on off in up out upon")
"""Behind "call" they make no judgement of it."""


class Fitting:
    """Looks through one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens

    def is_none(self, verb: str, start: int, end: int) -> bool:
        """`asked not to be named`, `warned them not to`, `added 0.7%`."""
        low, first = self.tokens.low, self.tokens[start]
        if verb in {"asked", "asks"}:
            return low(start) not in {"whether", "if", "that", "why", "how", "who"}
        counts = (first.kind == DIGITS or first.kind == SIGN) and low(start - 1) != "that"
        if verb in {"added", "adds", "add"} and counts:
            return start not in self.doc.quoted
        if verb.startswith("claim") and not self.is_clause(start, end):
            return any(low(at) in _WON for at in range(start, min(end, start + 3)))
        return low(start) == "not" and low(start + 1) == "to"

    def judges(self, verb: str, content: Places) -> bool:
        """`described the vote as orderly`, `put the toll at 12`, `called it "absurd"`."""
        if verb.startswith("call") and self.tokens.low(content[0]) in _CALLED:
            return False
        said = {self.tokens.low(at) for at in range(*content)}
        if verb.startswith("put"):
            fits = "at" in said or self._is_level(content)
        else:
            fits = "as" in said or not verb.startswith("describ")
        return fits or content[1] - 1 in self.doc.quoted

    def _is_level(self, content: Places) -> bool:
        """`the figure closer to 90`."""
        return any(
            self.tokens.low(at) in _LEVELS
            and DIGITS in {self.tokens[at + 1].kind, self.tokens[at + 2].kind}
            for at in range(content[0] + 1, content[1] - 1)
        )

    def fits(self, verb: str, content: Places, joined: bool) -> bool:
        """Whether a verb that may have a mere thing behind it has a clause there."""
        if verb in lexicon.cues("things") or self.tokens.low(content[0]) == "to":
            return True
        if verb in {"found", "finds"} and self.tokens.low(content[0]) in {"no", "little", "traces"}:
            return True
        if self.tokens.low(content[0] - 1) == "of":  # warned of bad loans of 2.3bn
            return True
        has_verb = finite_within(self.tokens, *content)
        first = self.tokens.low(content[0])
        gerund = first.endswith("ing") and first not in _NO_GERUNDS and content[1] - content[0] > 1
        if verb in _GERUNDS and gerund and self.tokens[content[0] + 1].kind == WORD:
            return True
        if verb in lexicon.cues("clauses_only"):
            return joined or self.is_clause(*content)
        return (
            has_verb or joined or verb in {"said", "says", "say"} or content[0] in self.doc.quoted
        )

    def is_clause(self, start: int, end: int) -> bool:
        """Whether a phrase and its verb stand there, not a mere thing."""
        if self.doc.counts_from(start) and finite_within(self.tokens, start + 1, end):
            return True  # a survey found 84% of it is bleached
        phrase = self.doc.phrases.after(start, end)
        return phrase is not None and is_finite(self.tokens, phrase[1])
