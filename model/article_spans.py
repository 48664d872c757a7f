"""The spans of one article by id, each read in full when somebody first looks near it.

An article may hold ten thousand spans of which a screen shows a hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, ValuesView
from operator import itemgetter

from model import spans
from model.records import CURATED, Span
from model.store import Store

NEAR = 3_000
"""Code points before and after a span's start within which others are read along with it."""

Place = tuple[int, int, str, str]
"""Start and end in code points, half-open; state; id of the person."""
Holds = Callable[[Span], bool]
"""Looks at a span's person, state and role, and at nothing else of it."""
Read = Callable[[int, int], Iterable[Span]]
"""The spans that begin in `[low, high)`, in code points."""


class ArticleSpans(Mapping[str, Span]):
    """A dictionary in reading order, to which what is put in later comes last.

    What can be told of a span without reading it is told by `places`, `states` and `people`. Until
    a change of the store is put in here, a span may be missing that it took away or moved.
    """

    def __init__(self, given: Iterable[Span] = ()) -> None:
        self._known = {span.id: span for span in given}
        self._read: Read = lambda low, high: ()
        self._whole = True
        """Whether every span has been read, and they stand in their order."""
        self.places = {span_id: _place(span) for span_id, span in self._known.items()}
        """Where every span stands; not to be written to."""
        self.states = Counter(place[2] for place in self.places.values())
        """How many spans there are of each state."""

    @classmethod
    def of(cls, store: Store, article_id: str, holds: Holds) -> ArticleSpans:
        """The spans of an article for which `holds` is true."""
        found = cls()
        found.places = _places(store, article_id, holds)
        found.states = Counter([place[2] for place in found.places.values()])
        found._read = lambda low, high: spans.between(store, article_id, low, high)
        found._whole = not found.places
        return found

    @property
    def people(self) -> set[str]:
        """Ids of the people whose spans these are."""
        return {place[3] for place in self.places.values()}

    def shown(self) -> ArticleSpans:
        """Those that are not rejected, to be changed apart from these."""
        apart = ArticleSpans()
        apart.take(self)
        apart._known = self._known.copy()
        apart.places, apart.states = self.places.copy(), self.states.copy()
        if self.states["rejected"]:
            for span_id in [id_ for id_, place in self.places.items() if place[2] == "rejected"]:
                apart.drop(span_id)
        return apart

    def take(self, other: ArticleSpans) -> None:
        """Hold what `other` holds, which is not used any more."""
        self._known, self._read, self._whole = other._known, other._read, other._whole
        self.places, self.states = other.places, other.states

    def put(self, span: Span) -> None:
        """Add a span, or have it instead of the one with its id."""
        before = self.places.get(span.id)
        if before is not None:
            self.states[before[2]] -= 1
        self._known[span.id] = span
        self.places[span.id] = _place(span)
        self.states[span.state] += 1

    def drop(self, span_id: str) -> Place | None:
        """Let go of a span, which the store may have no more; where it stood, if it was here."""
        place = self.places.pop(span_id, None)
        if place is not None:
            self.states[place[2]] -= 1
            self._known.pop(span_id, None)
        return place

    def values(self) -> ValuesView[Span]:
        if not self._whole:
            self._take_in(self._read(0, 1 << 62))
            known = self._known
            self._known = {span_id: known[span_id] for span_id in self.places if span_id in known}
            self._whole = len(self._known) == len(self.places)
        return self._known.values()

    def __getitem__(self, span_id: str) -> Span:
        if span_id not in self._known:
            start = self.places[span_id][0]
            self._take_in(self._read(start - NEAR, start + NEAR))
        return self._known[span_id]

    def __contains__(self, span_id: object) -> bool:
        return span_id in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def _take_in(self, read: Iterable[Span]) -> None:
        for span in read:
            if span.id in self.places:
                self._known.setdefault(span.id, span)


def _place(span: Span) -> Place:
    return span.start, span.end, span.state, span.person_id


def _places(store: Store, article_id: str, holds: Holds) -> dict[str, Place]:
    """The places, in reading order, of the spans for which `holds` is true: asked once for each
    person, state and role."""
    rows = store.rows(
        'SELECT id, start, "end", state, person_id, substr(origin, 1, ?) = ? FROM span'
        ' WHERE article_id = ? ORDER BY start, "end" DESC, id',
        (len(CURATED), CURATED, article_id),
    )
    kind = itemgetter(3, 4, 5)
    examples = {kind(row): row["id"] for row in rows}
    held = {of for of, span_id in examples.items() if holds(spans.existing(store, span_id))}
    if len(held) < len(examples):
        rows = [row for row in rows if kind(row) in held]
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}
