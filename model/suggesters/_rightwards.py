"""A noun phrase read rightwards from its start, with its apposition."""

from __future__ import annotations

from model.figure_tables import MONTHS, WEEKDAYS
from model.figure_tokens import DIGITS, WORD, Tokens
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._words import (
    BEGINS,
    BREAKS,
    DETERMINERS,
    GENITIVE,
    LEADS_ON,
    LONGEST,
    OCCASIONS,
    PRONOUNS,
    WITHIN,
    is_apposition,
    is_finite,
)
from model.wordlists import words

_SHORT = words("mr mrs ms dr prof gen col lt sgt capt maj adm sen rep gov st jr sr rev hon cmdr")
_COMPANIES = words("corp inc ltd co bros")


class Rightwards:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens: Tokens = doc.tokens

    def after(self, start: int, ceiling: int) -> tuple[int, int] | None:
        """The phrase that begins at `start`, not going right of `ceiling`; with its apposition."""
        at = start
        while at < min(ceiling, start + LONGEST) and self._goes_on(at, start):
            at += 1
        end = self._trimmed(start, at)
        if end <= start:
            return None
        if self.tokens.low(end) == "," and self.tokens.low(start) not in PRONOUNS:
            close = end + 1
            while close < ceiling and self.tokens.low(close) not in {",", ".", ";", ":"}:
                close += 1
            close = self._stop_time(end + 1, close)
            if self._explains(end + 1, close) and self._names(start, end):
                listed = self.tokens.low(close) == "," and self._is_list(end, ceiling)
                end = end if listed else self._trimmed(end + 1, close)
        return start, end

    def _explains(self, first: int, end: int) -> bool:
        """An apposition; but `the police, the driver, ...` are two."""
        described = self.tokens[first - 2].text.islower() and self.tokens.low(first) == "the"
        named = any(self.tokens[at].text[:1].isupper() for at in range(first, end))
        return (named or not described) and is_apposition(self.tokens, first, end)

    def _goes_on(self, at: int, start: int) -> bool:
        token = self.tokens[at]
        if at in self.doc.quoted:
            return False
        if token.low == "-" or token.low in {"'", "’"}:
            return self.tokens.glued(at) or self.tokens.glued(at + 1)
        if token.low in GENITIVE or token.low == "&" or token.kind == DIGITS:
            return True
        if token.low == "+":
            return self.tokens.glued(at)
        if token.low == ".":
            initial = len(self.tokens[at - 1].text) == 1 or self.tokens.low(at - 1) in _SHORT
            return self.tokens.glued(at) and (initial or self._is_company(at))
        if token.low == ",":
            return self._is_list(at, at + LONGEST)
        if token.low == "to" and self.tokens.low(at - 1) == "close":
            return True
        if token.kind != WORD or token.low in BREAKS:
            return False
        if token.low in WEEKDAYS or self._starts_time(at):
            return False
        if at > start and token.low in BEGINS and self.tokens.low(at - 1) not in LEADS_ON | {","}:
            return False  # told jurors | the victims
        if token.low in {"and", "or"}:
            return self._joins_right(at)
        if token.low in PRONOUNS:
            return at == start
        if token.low in {"each", "all", "both"} and at > start:
            return False
        return not is_finite(self.tokens, at) or at == start

    def _is_company(self, stop: int) -> bool:
        """The stop of "Calder Corp." inside a sentence."""
        after = self.tokens[stop + 1]
        inside = after.text == "," or (after.kind == WORD and after.text.islower())
        return self.tokens.low(stop - 1) in _COMPANIES and inside

    def _joins_right(self, at: int) -> bool:
        after = self.tokens[at + 1]
        return after.kind == WORD and not is_finite(self.tokens, at + 1) and (
            after.text[0].isupper() or after.low in DETERMINERS | lexicon.organisations()
        )  # fmt: skip

    def _is_list(self, comma: int, ceiling: int) -> bool:
        """Whether a comma parts names, the last of them behind an "and"."""
        if not (
            self.tokens[comma - 1].text[:1].isupper() and self.tokens[comma + 1].text[:1].isupper()
        ):
            return False
        for at in range(comma + 1, min(ceiling, comma + 30)):
            low = self.tokens.low(at)
            if low == "and":
                return self.tokens[at + 1].text[:1].isupper() or self.tokens.low(at + 1) == "the"
            if is_finite(self.tokens, at) or low in {".", ";"} or low in BREAKS:
                return False
        return False

    def _starts_time(self, at: int) -> bool:
        """`on Monday`, `in a statement`, `at a news conference`, `late on Sunday`."""
        low, after = self.tokens.low(at), self.tokens.low(at + 1)
        if low in {"late", "early", "earlier", "later", "yesterday", "today", "via", "outside",
                   "when", "this", "last", "next"}:  # fmt: skip
            return True
        if low not in {"on", "in", "at", "during", "through", "by"}:
            return False
        if after in WEEKDAYS | MONTHS or self.tokens[at + 1].kind == DIGITS:
            return True
        if after in {"telegram", "twitter", "facebook", "x", "instagram", "social", "condition"}:
            return True
        if after in {"a", "an", "his", "her", "its", "their", "the"}:
            return any(self.tokens.low(at + step) in OCCASIONS for step in range(2, 6))
        return after in OCCASIONS

    def _stop_time(self, start: int, end: int) -> int:
        for at in range(start, end):
            if self._starts_time(at) or self.tokens.low(at) in {"who", "which", "that", "told"}:
                return at
        return end

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and (
            self.tokens[end - 1].kind != WORD and self.tokens.low(end - 1) not in GENITIVE
            and self.tokens[end - 1].kind != DIGITS and not self._is_company(end - 1)
            or self.tokens.low(end - 1) in WITHIN | {"and", "or", "the", "a"}
        ):  # fmt: skip
            end -= 1
        return end

    def _names(self, start: int, end: int) -> bool:
        """Whether a phrase may be explained by what stands behind a comma."""
        last = self.tokens[end - 1]
        return last.text[:1].isupper() or last.low in lexicon.heads()
