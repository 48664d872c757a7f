"""Noun phrases without a parser: read leftwards from their end, or rightwards from their start."""

from __future__ import annotations

from model.figure_plurals import is_plural
from model.figure_tables import MONTHS, WEEKDAYS
from model.figure_tokens import DIGITS, WORD, Tokens
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._words import (
    BREAKS,
    DETERMINERS,
    GENITIVE,
    LEADS,
    OCCASIONS,
    PRONOUNS,
    WITHIN,
    is_apposition,
    is_finite,
    is_past,
)
from model.wordlists import words

LONGEST = 70
"""Tokens in a phrase, lists of names included."""
_SHORT = words("mr mrs ms dr prof gen col lt sgt capt maj adm sen rep gov st jr sr rev hon")


class Phrases:
    """Reads phrases of one document; places count tokens, half-open."""

    def __init__(self, doc: Doc) -> None:
        self._left = _Leftwards(doc)
        self._right = _Rightwards(doc)

    def before(self, end: int, floor: int) -> tuple[int, int] | None:
        """The subject that ends at `end`, not going left of `floor`; its apposition included."""
        return self._left.before(end, floor)

    def after(self, start: int, ceiling: int) -> tuple[int, int] | None:
        """The phrase that begins at `start`, not going right of `ceiling`; with its apposition."""
        return self._right.after(start, ceiling)


class _Leftwards:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens: Tokens = doc.tokens

    def before(self, end: int, floor: int) -> tuple[int, int] | None:
        """The subject that ends at `end`, not going left of `floor`; its apposition included."""
        end = self._without_time(end, floor)
        if self.tokens.low(end - 1) == ",":
            return self._with_aside(end - 1, floor)
        start = self._start(end, floor)
        return (start, end) if start is not None else None

    def _with_aside(self, close: int, floor: int) -> tuple[int, int] | None:
        """Over ", meanwhile," and ", 71,"; an apposition belongs to the phrase (rule G18)."""
        at = close - 1
        while at > floor and self.tokens.low(at) != "," and close - at < LONGEST:
            at -= 1
        if self.tokens.low(at) != ",":
            return None
        found = self.before(at, floor)
        if found is None:
            return None
        return (found[0], close) if is_apposition(self.tokens, at + 1, close) else found

    def _start(self, end: int, floor: int) -> int | None:
        at = end
        while at > max(floor, end - LONGEST) and self._reaches(at - 1, at, end, floor):
            at -= 1
        found = self._led(at, end)
        if (
            found is None and is_past(self.tokens, at - 1) and at - 2 > floor
        ):  # "people displaced in the north"
            return self._start_from(at - 1, end, floor)
        return found

    def _start_from(self, at: int, end: int, floor: int) -> int | None:
        while at > max(floor, end - LONGEST) and self._reaches(at - 1, at, end, floor):
            at -= 1
        return self._led(at, end)

    def _reaches(self, at: int, right: int, end: int, floor: int) -> bool:
        """Whether the token at `at` still belongs to the phrase that is known from `right` on."""
        token = self.tokens[at]
        if at in self.doc.quoted and right not in self.doc.quoted:
            return self.doc.quoted[at].open > floor and self._short_quotation(at)
        if token.low == "-":
            return self.tokens.glued(right)
        if token.low in GENITIVE or token.kind == DIGITS:
            return at >= floor
        if token.low in {"'", "’"}:
            return self.tokens.glued(at) and is_plural(self.tokens[at - 1].text)
        if (
            token.low == "&"
            or (token.low == "+" and self.tokens.glued(at))
            or (token.low == "." and self.tokens.glued(at))
        ):
            return True
        if token.low == ",":
            return self._in_list(at, end, floor)
        if token.kind != WORD:
            return False
        if token.low in {"and", "or"}:
            return self._joins_names(at, floor)
        if token.low in PRONOUNS:
            return right == end
        if token.low == "than" and self.tokens.low(at - 1) in {"more", "less", "fewer"}:
            return True
        if token.low in BREAKS or is_finite(self.tokens, at):
            return False
        if token.low == "by" and self._is_passive(at, floor):
            return False
        return not (token.low in WITHIN and right == end)

    def _is_passive(self, by: int, floor: int) -> bool:
        """`is disputed by`, `were contradicted at trial by`: whoever follows is the agent."""
        for at in range(by - 1, max(floor, by - 5), -1):
            if self.tokens.low(at).endswith(("ed", "en")):
                return self.tokens.low(at - 1) in lexicon.helpers() | {"been", "being", "be"}
        return False

    def _short_quotation(self, close: int) -> bool:
        one = self.doc.quoted[close]
        return one.close - one.open < 6

    def _in_list(self, at: int, end: int, floor: int) -> bool:
        """A comma between members of a list that ends in "and"."""
        joined = any(self.tokens.low(place) == "and" for place in range(at, min(end, at + 40)))
        left, right = self.tokens[at - 1], self.tokens[at + 1]
        named = left.text[:1].isupper() and left.low not in MONTHS | WEEKDAYS
        goes_on = right.text[:1].isupper() or right.low in {"the", "and"}
        return joined and left.kind == WORD and named and goes_on and at - 1 >= floor

    def _joins_names(self, at: int, floor: int) -> bool:
        """`and` between two phrases, not between two clauses."""
        left = at - 1
        if self.tokens.low(left) == ",":
            left -= 1
        word = self.tokens[left]
        if word.kind != WORD or (word.text.islower() and not is_plural(word.text)):
            return False
        for place in range(left, max(floor - 1, left - 12), -1):
            if is_finite(self.tokens, place):
                return False
            if self.tokens[place].low in {".", ";", ":", '"', "”", ",", "--", "—"} and place < left:
                break
        return True

    def _led(self, start: int, end: int) -> int | None:
        """Without the adverb or the adjunct that the phrase begins with."""
        at = start
        while at < end and (self.tokens.low(at) in LEADS or self.tokens.low(at) in {",", "-"}):
            at += 1
        if self.tokens.low(at) in WITHIN:
            return self._behind_occasion(at, end)
        return at if at < end else None

    def _behind_occasion(self, at: int, end: int) -> int | None:
        """`Bell` of "In a statement Bell (said)"."""
        for place in range(at + 1, min(end - 1, at + 6)):
            after = self.tokens[place + 1]
            led = after.text[:1].isupper() or after.low in DETERMINERS | PRONOUNS
            if self.tokens.low(place) in OCCASIONS and led:
                return place + 1
        return None

    def _without_time(self, end: int, floor: int) -> int:
        """`the ministry on Monday (said)`, `police late on Sunday`, `he this week`."""
        at = end
        last = self.tokens[at - 1]
        dated = last.low in WEEKDAYS or last.low in {"yesterday", "today", "week", "month", "year"}
        if not dated and not (last.kind == DIGITS and self.tokens.low(at - 2) in MONTHS):
            return end
        at -= 1 + (last.kind == DIGITS)
        while at > floor and self.tokens.low(at - 1) in {
            "on", "late", "early", "earlier", "this", "last", "in", "a", "statement", "morning",
        }:  # fmt: skip
            at -= 1
        return at if at > floor else end


class _Rightwards:
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
            if is_apposition(self.tokens, end + 1, close) and self._names(start, end):
                listed = self.tokens.low(close) == "," and self._is_list(end, ceiling)
                end = end if listed else self._trimmed(end + 1, close)
        return start, end

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
            return self.tokens.glued(at) and initial
        if token.low == ",":
            return self._is_list(at, at + LONGEST)
        if token.kind != WORD or token.low in BREAKS:
            return False
        if token.low in WEEKDAYS or self._starts_time(at):
            return False
        if token.low in {"and", "or"}:
            return self._joins_right(at)
        if token.low in PRONOUNS:
            return at == start
        return not is_finite(self.tokens, at) or at == start

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
            and self.tokens[end - 1].kind != DIGITS
            or self.tokens.low(end - 1) in WITHIN | {"and", "or", "the", "a"}
        ):  # fmt: skip
            end -= 1
        return end

    def _names(self, start: int, end: int) -> bool:
        """Whether a phrase may be explained by what stands behind a comma."""
        last = self.tokens[end - 1]
        return last.text[:1].isupper() or last.low in lexicon.roles() | lexicon.organisations()
