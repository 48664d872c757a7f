"""A noun phrase read leftwards from its end, over the asides behind it."""

from __future__ import annotations

from model.figure_plurals import is_plural
from model.figure_tables import MONTHS, WEEKDAYS
from model.figure_tokens import DIGITS, WORD, Tokens
from model.suggesters import _lexicon as lexicon
from model.suggesters._asides import before_brackets, comma_before, is_aside, is_participle
from model.suggesters._document import Doc
from model.suggesters._verdict_words import CLAIM_NOUNS
from model.suggesters._words import (
    BEGINS,
    BREAKS,
    DETERMINERS,
    GENITIVE,
    IRREGULAR_PAST,
    LEADS,
    LEADS_ON,
    LONGEST,
    OCCASIONS,
    PRONOUNS,
    WITHIN,
    is_apposition,
    is_finite,
    is_past,
)
from model.wordlists import words

_ASIDES = 3
"""Asides between a name and its verb, at most: ", 78, of Ferry Lane, who was there,"."""
_OF_A_BODY = words("for of at in with")


class Leftwards:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens: Tokens = doc.tokens

    def before(self, end: int, floor: int) -> tuple[int, int] | None:
        """The subject that ends at `end`, not going left of `floor`; its apposition included."""
        end = self._without_time(end, floor)
        while self.tokens.low(end - 1) in {"each", "all", "both"} and end - 1 > floor:
            end -= 1  # ministers and unions all (said)
        if self.tokens.low(end - 1) == ",":
            return self._with_aside(end - 1, floor)
        if self.tokens.low(end - 1) == ")":
            end = before_brackets(self.tokens, end - 1, floor)
        start = self._start(end, floor)
        if start is not None and is_participle(self.tokens, start, floor):
            return self.before(start - 1, floor)
        if start is None:
            return None
        return self._with_head(_behind_claim(self.tokens, start, end), end, floor), end

    def _with_head(self, start: int, end: int, floor: int) -> int:
        """Where `his manager, Ana Roe` and, before a comma, `Roe Shipping, the owner` begin."""
        comma = start - 1
        if self.tokens.low(comma) != "," or comma - 1 <= floor:
            return start
        head, first = self.tokens[comma - 1], self.tokens[start]
        role = first.text[:1].isupper() and self._is_role(comma, floor)
        named = (
            self.tokens.low(end) == "," and head.text[:1].isupper()
            and head.low not in MONTHS | WEEKDAYS and first.low in {"the", "a", "an", "its", "one"}
            and is_apposition(self.tokens, start, end)
        )  # fmt: skip
        whole = self._start(comma, floor) if role or named else None
        return start if whole is None else whole

    def _with_aside(self, close: int, floor: int) -> tuple[int, int] | None:
        """Over ", meanwhile,", ", 71," and ", who runs the bakery,"; an apposition belongs to the
        phrase (rule G18)."""
        at = comma_before(self.tokens, close, floor)
        for _ in range(_ASIDES):
            if at is None or not is_aside(self.tokens, at, floor):
                break
            close, at = at, comma_before(self.tokens, at, floor)
        if at is None:
            return None
        found = self.before(at, floor)
        if found is None:
            return None
        stop = next((place for place in range(at + 2, close)
                     if self.tokens.low(place) in {"who", "which", "whose"}), close)  # fmt: skip
        return (found[0], stop) if is_apposition(self.tokens, at + 1, stop) else found

    def _is_role(self, end: int, floor: int) -> bool:
        """Whether `a spokeswoman for the union`, `the fund's head` ends there."""
        if self.tokens.low(end - 1) in lexicon.roles():
            return True
        start = self._start(end, floor)
        if start is None or self.tokens.low(start) not in DETERMINERS:
            return False
        return any(
            self.tokens.low(at) in lexicon.roles() and self.tokens.low(at + 1) in _OF_A_BODY
            for at in range(start, end)
        )

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
        if right < end and self.tokens.low(right) in BEGINS and token.low not in LEADS_ON:
            return False  # told jurors | the victims
        if token.low in {"and", "or"}:
            return self._joins_names(at, floor)
        if token.low in PRONOUNS:
            return right == end or self.tokens.low(right) == "and"
        if token.low == "than" and self.tokens.low(at - 1) in {"more", "less", "fewer"}:
            return True
        if token.low == "to" and self.tokens.low(at - 1) == "close":
            return True
        if token.low == "including" and is_plural(self.tokens[at - 1].text):
            return True
        if token.low in BREAKS or is_finite(self.tokens, at):
            return False
        if token.low == "by" and self._is_passive(at, floor):
            return False
        if token.low == "by" and self.tokens[at - 1].kind == DIGITS:
            return False  # set at 75,000 by the court
        return not (token.low in WITHIN and right == end)

    def _is_passive(self, by: int, floor: int) -> bool:
        """`is disputed by`, `were contradicted at trial by`: whoever follows is the agent."""
        for at in range(by - 1, max(floor, by - 5), -1):
            if self.tokens.low(at).endswith(("ed", "en")) or self.tokens.low(at) in IRREGULAR_PAST:
                return self.tokens.low(at - 1) in lexicon.helpers() | {"been", "being", "be"}
        return False

    def _short_quotation(self, close: int) -> bool:
        one = self.doc.quoted[close]
        return one.close - one.open < 6

    def _in_list(self, at: int, end: int, floor: int) -> bool:
        """A comma between members of a list that ends in "and"."""
        joined = any(self.tokens.low(place) == "and" for place in range(at, min(end, at + 40)))
        left, right = self.tokens[at - 1], self.tokens[at + 1]
        group = left.low in lexicon.organisations() and is_plural(left.text)
        named = left.text[:1].isupper() and left.low not in MONTHS | WEEKDAYS
        named = named or group
        goes_on = right.text[:1].isupper() or right.low in {"the", "and"}
        goes_on = goes_on or (group and is_plural(right.text))
        return joined and left.kind == WORD and named and goes_on and at - 1 >= floor

    def _joins_names(self, at: int, floor: int) -> bool:
        """`and` between two phrases, not between two clauses."""
        left = at - 1
        if self.tokens.low(left) == ",":
            left -= 1
        word = self.tokens[left]
        if word.low in {"he", "she"} and self.tokens.low(left + 2) in {"his", "her"}:
            return True
        heads = lexicon.heads()
        described = word.low in heads and self.tokens.low(at + 1) in {"the", "a", "an", "its"}
        if word.kind != WORD or not (
            described or word.text[:1].isupper() or is_plural(word.text)
        ):  # fmt: skip
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


def _behind_claim(tokens: Tokens, start: int, end: int) -> int:
    """`a figure | the office (says)`, `a charge | Treasury sources (called)`."""
    at = start + 2
    told = tokens.low(start) in {"a", "an"} and tokens.low(start + 1) in CLAIM_NOUNS
    other = tokens.low(at) in DETERMINERS or tokens[at].text[:1].isupper()
    return at if told and other and at < end else start
