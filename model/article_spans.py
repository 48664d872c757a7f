"""The spans of one article by id, each read in full when somebody first looks near it.

An article may hold ten thousand spans of which a screen shows a hundred: it can be painted before
all are even listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, ValuesView
from operator import itemgetter
from typing import NamedTuple

from model import spans
from model.records import CURATED, Span
from model.store import Store

NEAR = 3_000
"""Code points before and after a span's start within which others are read along with it."""

Place = tuple[int, int, str, str]
"""Start and end in code points, half-open; state; id of the person."""
Holds = Callable[[Span], bool]
"""Looks at a span's person, state and role, and at nothing else of it."""


class _Source(NamedTuple):
    """The spans of an article in the store for which `holds` is true, as they are now."""

    store: Store
    article_id: str
    holds: Holds

    def places(self) -> dict[str, Place]:
        """In reading order; `holds` is asked once for each person, state and role."""
        rows = self.store.rows(
            'SELECT id, start, "end", state, person_id, substr(origin, 1, ?) = ? FROM span'
            ' WHERE article_id = ? ORDER BY start, "end" DESC, id',
            (len(CURATED), CURATED, self.article_id),
        )
        kind = itemgetter(3, 4, 5)
        examples = {kind(row): row["id"] for row in rows}
        held = {of for of, id_ in examples.items() if self.holds(spans.existing(self.store, id_))}
        if len(held) < len(examples):
            rows = [row for row in rows if kind(row) in held]
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}

    def starts(self) -> list[int]:
        asked = "SELECT start FROM span WHERE article_id = ? ORDER BY start"
        return [row[0] for row in self.store.rows(asked, (self.article_id,))]

    def near(self, start: int) -> Iterator[Span]:
        around = start - NEAR, start + NEAR
        return filter(self.holds, spans.between(self.store, self.article_id, *around))

    def every(self) -> Iterator[Span]:
        return filter(self.holds, spans.of_article(self.store, self.article_id))

    def over(self, start: int, end: int) -> list[Span]:
        found = spans.over(self.store, self.article_id, start, end)
        return [span for span in found if span.state != "rejected" and self.holds(span)]


class ArticleSpans(Mapping[str, Span]):
    """A dictionary in reading order, to which what is put in later comes last.

    What can be told of a span without reading it is told by `places`, `states` and `people`. Until
    a change of the store is put in here, a span may be missing that it took away or moved.
    """

    def __init__(self, given: Iterable[Span] = ()) -> None:
        self._known = {span.id: span for span in given}
        self._source: _Source | None = None
        self._whole = True
        """Whether every span has been read, and they stand in their order."""
        self._places: dict[str, Place] | None = {
            span_id: _place(span) for span_id, span in self._known.items()
        }
        self._states = Counter(place[2] for place in self._places.values())

    @classmethod
    def of(cls, store: Store, article_id: str, holds: Holds) -> ArticleSpans:
        """The spans of an article for which `holds` is true."""
        found = cls()
        found._source = _Source(store, article_id, holds)
        found._whole, found._places = False, None
        return found

    # ---- what is told without reading them

    @property
    def is_listed(self) -> bool:
        """Whether it is known which spans there are: else whoever asks for one has all listed."""
        return self._places is not None

    @property
    def places(self) -> dict[str, Place]:
        """Where every span stands; not to be written to."""
        if self._places is None:
            self._places = self._source.places() if self._source else {}
            self._states = Counter([place[2] for place in self._places.values()])
        return self._places

    @property
    def states(self) -> Counter[str]:
        """How many spans there are of each state; not to be written to."""
        return self._states if self.places else Counter()

    @property
    def people(self) -> set[str]:
        """Ids of the people whose spans these are."""
        return {place[3] for place in self.places.values()}

    # ---- before they are listed

    def starts(self) -> list[int]:
        """Where spans of the article begin, sorted: of all people, whether they are here or not."""
        return self._source.starts() if self._source else []

    def over(self, start: int, end: int) -> list[Span]:
        """Those not rejected that share a character with `[start, end)`, in reading order, as the
        store has them now."""
        return self._source.over(start, end) if self._source else []

    # ---- changing

    def shown(self) -> ArticleSpans:
        """Those that are not rejected, to be changed apart from these."""
        apart = ArticleSpans()
        apart._known, apart._source, apart._whole = self._known.copy(), self._source, self._whole
        apart._places, apart._states = self.places.copy(), self.states.copy()
        if self.states["rejected"]:
            for span_id in [id_ for id_, place in self.places.items() if place[2] == "rejected"]:
                apart.drop(span_id)
        return apart

    def take(self, other: ArticleSpans) -> None:
        """Hold what `other` holds, which is not used any more."""
        self._known, self._source, self._whole = other._known, other._source, other._whole
        self._places, self._states = other._places, other._states

    def put(self, span: Span) -> None:
        """Add a span, or have it instead of the one with its id."""
        before = self.places.get(span.id)
        if before is not None:
            self._states[before[2]] -= 1
        self._known[span.id] = span
        self.places[span.id] = _place(span)
        self._states[span.state] += 1

    def drop(self, span_id: str) -> Place | None:
        """Let go of a span, which the store may have no more; where it stood, if it was here."""
        place = self.places.pop(span_id, None)
        if place is not None:
            self._states[place[2]] -= 1
            self._known.pop(span_id, None)
        return place

    def take_in(self, read: Iterable[Span]) -> None:
        """Know those of these spans that are here, as they were read, unless known already."""
        for span in read:
            if span.id in self.places:
                self._known.setdefault(span.id, span)

    # ---- as a dictionary

    def values(self) -> ValuesView[Span]:
        if not self._whole:
            self.take_in(self._source.every() if self._source else ())
            known = self._known
            self._known = {span_id: known[span_id] for span_id in self.places if span_id in known}
            self._whole = len(self._known) == len(self.places)
        return self._known.values()

    def __getitem__(self, span_id: str) -> Span:
        if span_id not in self._known:
            place = self.places[span_id]
            self.take_in(self._source.near(place[0]) if self._source else ())
        return self._known[span_id]

    def __contains__(self, span_id: object) -> bool:
        return span_id in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def _place(span: Span) -> Place:
    return span.start, span.end, span.state, span.person_id
