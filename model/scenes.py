"""A span in its surroundings: its sentence, those beside it, and the spans that lie in them."""

from __future__ import annotations

from model import articles, people, spans, tokens, twins
from model.records import CURATOR, Span
from model.store import Store
from model.tokens import Range

REACH = 3
"""Sentences to each side that belong to the surroundings, besides the whole paragraph."""

_OPENS, _CLOSES = "“«„", "”»"


class Scene:
    """Built anew for each question; offsets are code points of the article's text."""

    def __init__(self, store: Store, centre: Span, near: Scene | None = None, *,
                 suggested: bool = False) -> None:  # fmt: skip
        """`near` is another scene of the article, from which text and spans are shared. With
        `suggested`, what is suggested to the person at work belongs to their own reading."""
        self.centre = centre
        self.text: str = near.text if near else articles.text_of(store, centre.article_id)
        self.known: dict[str, tuple[Span, str]] = near.known if near else {}
        """The spans read so far with their roles, by id."""
        first = tokens.sentence_at(self.text, centre.start)
        last = tokens.sentence_at(self.text, max(centre.start, centre.end - 1))
        self.sentence: Range = (first[0], max(first[1], last[1]))
        """The sentence of the centre; all of them, when it runs over several."""
        self.paragraph = tokens.paragraph_at(self.text, centre.start)
        self.following = self.beside(self.sentence, 1)
        own = suggested and centre.person_id == people.whoever(store)
        self._there = self._read(store, *self._reach(), suggested=own)

    def of_role(self, role: str) -> list[Span]:
        """The spans nearby whose label has this role, in reading order. A suggestion is passed over
        where the person has given the role to some of its words themselves."""
        found = [span for span, its in self._there if its == role]
        own = [span for span in found if span.state == "accepted" or span == self.centre]
        return [
            span for span in found
            if span != self.centre
            and (span.state == "accepted" or not any(_overlap(span, one) for one in own))
        ]  # fmt: skip

    def around(self) -> list[Span]:
        """The claims that hold the centre, the innermost first, the centre itself before them."""
        holding = [claim for claim in self.of_role("claim") if holds(claim, self.centre)]
        return [self.centre, *sorted(holding, key=lambda claim: claim.end - claim.start)]

    def beside(self, sentence: Range, step: int) -> Range:
        """The sentence after (1) or before (-1), in another paragraph too; empty at the ends."""
        at = sentence[1] if step > 0 else sentence[0] - 1
        while 0 <= at < len(self.text) and self.text[at].isspace():
            at += step
        if at < 0:
            return 0, 0
        if at >= len(self.text):
            return len(self.text), len(self.text)
        return tokens.sentence_at(self.text, at)

    def quotation(self) -> Range | None:
        """The quotation that the centre stands in, its marks left out; within one paragraph."""
        first, last = self.paragraph
        opened: int | None = None
        for at in range(first, last):
            sign = self.text[at]
            if sign in _OPENS or (sign == '"' and opened is None):
                opened = at + 1
            elif opened is not None and (sign in _CLOSES or sign == '"'):
                if opened <= self.centre.start and self.centre.end <= at + 1:
                    return opened, at
                opened = None
        return None

    def _reach(self) -> Range:
        before = after = self.sentence
        for _ in range(REACH):
            before, after = self.beside(before, -1), self.beside(after, 1)
        return min(before[0], self.paragraph[0]), max(after[1], self.paragraph[1])

    def _read(
        self, store: Store, low: int, high: int, *, suggested: bool
    ) -> list[tuple[Span, str]]:
        """The accepted spans of a stretch with their roles, of the reading of the centre, and the
        suggested ones where they are asked for."""
        rows = store.rows(
            'SELECT span.id, article_id, start, "end", label_id, quote, state, origin, person_id,'  # noqa: S608
            " created, score, note, attributes, label.role"
            " FROM span CROSS JOIN label ON label.id = span.label_id WHERE article_id = ?"
            " AND start >= ? AND start < ? AND \"end\" <= ? AND state IN ('accepted', ?)"
            f" AND person_id = ? AND {twins.SAME_READING} = ?"
            ' ORDER BY start, "end" DESC, span.id',
            (
                self.centre.article_id,
                low,
                high,
                high,
                "suggested" if suggested else "accepted",
                self.centre.person_id,
                self.centre.role == CURATOR,
            ),
        )
        for row in rows:
            if row["id"] not in self.known:
                values = dict(row)
                role = str(values.pop("role"))
                self.known[row["id"]] = spans.from_row(values), role
        return [self.known[row["id"]] for row in rows]


def holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def within(span: Span, stretch: Range) -> bool:
    return stretch[0] <= span.start and span.end <= stretch[1]
