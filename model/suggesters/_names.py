"""What makes a phrase the name or the description of an actor, and names with their titles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from model.figure_plurals import is_plural
from model.figure_tables import MONTHS, WEEKDAYS, people
from model.figure_tokens import DIGITS, WORD
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._words import CLAUSES, GENITIVE, IRREGULAR_PAST, Places
from model.wordlists import words

_LONGEST_NAME = 8
_SMALL = words("of the and for de van von der al bin la le du")
_OFFICES = words("""
minister former acting chief head lead senior deputy police home foreign interior finance health
retired veteran outgoing incoming disgraced local rival fellow
""")
_NO_GROUPS = words("people others deaths injuries casualties victims men women children arrivals")
_STORMS = words("hurricane storm cyclone typhoon")
"""What bears a name and does nothing on purpose."""
_THINGS = frozenset((
    "supply chain", "supply chains", "food chain", "value chain", "value chains", "cold chain",
    "age group", "age groups", "control group", "control groups", "income groups", "blood group",
    "labour force", "labor force", "market forces", "power station", "power stations",
    "petrol station", "petrol stations", "polling stations", "space station", "housing units",
    "city centre", "town centre", "city center", "data centre", "data centres", "data center",
    "data centers", "rail network", "road network", "neural network",
))  # fmt: skip
"""What ends like the name of a body, and is none."""
_INDICES = words("share index composite average dax ftse nikkei crude brent bund gold copper")
"""What rises and falls on markets."""
_THE_ONE = words("the his her its their a an")
_NO_TITLES = words("private chair general chief head player driver worker student rep resident")


class Names:
    """Looks through one document; places count tokens, half-open."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens

    def kind_of(self, first: int, stop: int) -> str:
        """What makes a phrase an actor; '' when nothing does."""
        stop -= self.tokens.low(stop - 1) == "."
        if self.tokens.low(first) in {"nobody", "none"}:
            return ""
        name = self.bare(first, stop)
        if name in lexicon.states() or name in lexicon.bodies():
            return "state" if name in lexicon.states() else "body"
        head = self._head(first, stop)
        if self.tokens.low(stop - 1) in _INDICES:
            return ""
        low = self.tokens.low(head)
        thing = f"{self.tokens.low(head - 1)} {low}" in _THINGS if head > first else False
        if low in lexicon.organisations() and not thing and self._definite(first, head):
            return "organisation"
        if self._titled(first, stop) or self._explained(first, stop):
            return "titled"
        if low in lexicon.roles() and self.tokens.low(first) in _THE_ONE:
            return "role"
        if self.tokens[stop - 1].text[:1].isupper() and self.is_known(first, stop):
            return "named"
        return "people" if self._is_group(first, head, stop) else ""

    def _explained(self, first: int, stop: int) -> bool:
        """`Nvidia, the world's biggest chipmaker`: a name and, behind a comma, what it is; `the
        bank's deputy governor, Irena Voss`: the other way round."""
        for at in range(first + 1, stop):
            if self.tokens.low(at) == ",":
                if self.tokens.low(at - 1) in lexicon.roles():
                    return self.tokens[at + 1].text[:1].isupper()
                told = {self.tokens.low(place) for place in range(at + 1, stop)}
                named = self.tokens[at - 1].text[:1].isupper()
                if named and at - first > 1 and self.is_known(first, at):
                    return True
                return named and bool(told & lexicon.heads())
        return False

    def _is_group(self, first: int, head: int, stop: int) -> bool:
        """`Striking dockworkers in Montreal`: people of a kind, in the plural (rule G16)."""
        word = self.tokens[head]
        if word.text.endswith("s") and word.text[:-1] in lexicon.peoples():
            return stop - first < 12
        return (
            word.low in people() and is_plural(word.text) and word.text.islower()
            and word.low not in _NO_GROUPS and stop - first < 12
        )  # fmt: skip

    def bare(self, first: int, stop: int) -> str:
        first += self.tokens.low(first) == "the"
        return self.doc.slice(first, stop)

    def _head(self, first: int, stop: int) -> int:
        """The last word before the first "of", "in", "for", "at" or "from"."""
        for at in range(first + 1, stop):
            if self.tokens.low(at) in {"of", "in", "for", "at", "from", "on", "with", "by", ","}:
                read = self.tokens.low(at - 1)
                past = read.endswith("ed") or read in IRREGULAR_PAST  # experts consulted by Roe
                return at - 2 if past and at - 1 > first else at - 1
        return stop - 1

    def _definite(self, first: int, head: int) -> bool:
        word = self.tokens[first]
        if word.low in {
            "the",
            "its",
            "his",
            "her",
            "their",
            "our",
            "this",
            "that",
            "these",
            "those",
        }:
            return True
        if word.low in {"a", "an"}:
            after = self.tokens.low(head + 1)
            led = after.endswith("ed") or after in IRREGULAR_PAST  # a team led by Roe
            return head - first > 1 or led
        owned = any(self.tokens.low(at) in GENITIVE for at in range(first, head))
        named = any(self.tokens[at].text[:1].isupper() for at in range(first + 1, head + 1))
        return owned or named or is_plural(self.tokens[head].text) or word.text in lexicon.peoples()

    def _titled(self, first: int, stop: int) -> bool:
        titles = lexicon.heads()
        for at in range(first, min(stop - 1, self._head(first, stop))):
            if self.tokens.low(at) in titles and self.tokens[at + 1].text[:1].isupper():
                return True
        return False

    def is_known(self, first: int, stop: int) -> bool:
        """A name: capitals throughout, seen inside a sentence too, and never in lower case."""
        parts = [self.tokens[at] for at in range(first, stop) if self.tokens[at].kind == WORD]
        if not parts or any(part.text[0].islower() for part in parts if part.low not in _SMALL):
            return False
        if len(parts) > _LONGEST_NAME or parts[-1].low in MONTHS | WEEKDAYS:
            return False
        last = parts[-1].text
        if last in lexicon.peoples() and len(parts) == 1:
            return False
        if self.whole.get(last, last).split()[0].casefold() in _STORMS:
            return False
        return last in self._names or (len(parts) > 1 and parts[0].text in self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        """Words with a capital inside a sentence, never printed without it."""
        inside, lower = set(), set()
        for sentence in self.doc.sentences:
            for at in range(sentence.first, sentence.end):
                token = self.tokens[at]
                if token.kind != WORD:
                    continue
                if token.text[0].islower():
                    lower.add(token.low)
                elif not self.tokens.starts_sentence(at):
                    inside.add(token.text)
        return frozenset(name for name in inside if name.casefold() not in lower)

    @cached_property
    def whole(self) -> dict[str, str]:
        """The longest run of capitalised words that ends in each name, by the name."""
        found: dict[str, str] = {}
        first = 0
        for at in range(len(self.tokens)):
            token = self.tokens[at]
            if token.kind != WORD or not token.text[0].isupper():
                first = at + 1
            elif self.tokens.starts_sentence(at):
                first = at
            else:
                name = self.doc.slice(max(first, at - _LONGEST_NAME), at + 1)
                found[token.text] = max(found.get(token.text, ""), name, key=len)
        return found

    def titled_names(self) -> Iterator[Places]:
        """`Hungarian Prime Minister Viktor Orban`, `captain Lee Munro`, wherever they stand."""
        for sentence in self.doc.sentences:
            at = sentence.first
            while at < sentence.end:
                found = self._titled_at(at, sentence.end)
                if found is None:
                    at += 1
                    continue
                yield found
                at = found[1]

    def _titled_at(self, at: int, end: int) -> Places | None:
        if self.tokens.low(at) not in lexicon.roles() or self.tokens.low(at) in _NO_TITLES:
            return None
        stop = at + 1
        while self.tokens.low(stop) in lexicon.roles() or (
            self.tokens.low(stop) in {".", "-"} and self.tokens.glued(stop)
        ):  # fmt: skip
            stop += 1
        names = 0
        while stop < end and self.tokens[stop].kind == WORD and self.tokens[stop].text[0].isupper():
            names += 1
            stop += 1
            if self.tokens.low(stop) == "-" and self.tokens.glued(stop):
                stop += 1
            if self.tokens.low(stop) == "." and len(self.tokens[stop - 1].text) == 1:
                stop += 1
        if names < 2 or self.tokens[stop - 1].low in MONTHS | WEEKDAYS:
            return None
        first = at
        while first > 0 and self._before_title(first - 1, at):
            first -= 1
        if self.tokens.low(first - 1) == "old" and self.tokens[first - 5].kind == DIGITS:
            first -= 5
        if self.tokens.low(first) == "-":
            first += -1 if self.tokens.low(first - 1) in {"then", "ex"} else 1
        return first, stop

    def _before_title(self, at: int, title: int) -> bool:
        """Words that belong before a title: peoples, offices, other titles."""
        word = self.tokens[at]
        if word.kind != WORD:
            return word.low == "-" and self.tokens.glued(at + 1)
        if self.tokens.starts_sentence(at + 1) or word.low in CLAUSES:
            return False
        capital = word.text[0].isupper() and not self.tokens.starts_sentence(at)
        capital = capital or (word.text[0].isupper() and word.text in lexicon.peoples())
        return word.low in lexicon.roles() or capital or word.low in _OFFICES
