"""Keyword in context: every place of words, a pattern or a label in all articles, page by page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from model import articles, readings, search
from model.errors import UserError
from model.records import SPAN_STATES, Span
from model.store import Store

if TYPE_CHECKING:
    import regex  # takes longer to import than all of the concordance, and few ask for a pattern

Place = tuple[str, int, int]
"""An article's id, and code points of its text, half-open."""
CONTEXT = 70
"""Code points before and after a place that are shown with it."""
LONG_WORD = 20
"""Code points of a word that is rather left out than cut at the end of the context."""
STEP = 0.01
"""Seconds of work after which a step ends."""
PAGE = 400
"""Articles that are listed at a time."""
MOST = 50_000
"""Places after which a search ends."""
DEADLINE = 0.05
"""Seconds that a pattern may take for one article before that article is left out."""
PATIENCE = 3.0
"""Seconds lost to such articles after which a search ends."""


@dataclass(frozen=True)
class Query:
    """What is looked for. Without `text` it is spans: those with a label, a state, an attribute.

    With `text` these three narrow the places to those that a span covers exactly.
    """

    text: str = ""
    is_pattern: bool = False
    """`text` is a regular expression (of the package `regex`, `^` and `$` at each line)."""
    whole_words: bool = True
    """Else the last word matches from its beginning; a pattern matches anywhere."""
    case: bool = False
    label_id: str = ""
    state: str = ""
    """One of SPAN_STATES; '' is accepted and suggested."""
    attribute: str = ""
    """`name` or `name=value`."""
    unlabelled: bool = False
    """Only places that no span covers exactly; needs `text`."""

    @cached_property
    def pattern(self) -> re.Pattern[str] | regex.Pattern[str]:
        """Raises `UserError` when it is no regular expression."""
        if not self.is_pattern:
            return search.Phrase(self.text, self.whole_words, self.case).pattern()
        import regex

        wanted = rf"\b(?:{self.text})\b" if self.whole_words else self.text
        flags = regex.MULTILINE | (0 if self.case else regex.IGNORECASE)
        try:
            regex.compile(self.text, flags)  # so that an error tells the place in these words
            return regex.compile(wanted, flags)
        except (regex.error, OverflowError, RecursionError) as error:
            raise UserError(
                f"“{self.text}” is no regular expression: {error}.",
                hint="Mend it, or search for the words as they are.",
            ) from error

    @property
    def needs_spans(self) -> bool:
        """Whether only places are listed that some span covers exactly."""
        return not self.text or bool(self.label_id or self.state or self.attribute)

    def fits(self, span: Span) -> bool:
        """Whether a span has the label, the state and the attribute that are asked for."""
        if span.state not in ((self.state,) if self.state else SPAN_STATES[:2]):
            return False
        if self.label_id not in ("", span.label_id):
            return False
        name, _, value = self.attribute.partition("=")
        said = span.attributes.get(name.strip(), "")
        return not name or (
            str(said).casefold() == value.strip().casefold() if value.strip() else said != ""
        )


class Hit(NamedTuple):
    """One place: `[start, end)` in code points, its words, and what stands around them."""

    article_id: str
    article: str
    """Its title."""
    start: int
    end: int
    before: str
    words: str
    after: str
    spans: tuple[Span, ...] = ()
    """Those that the person may see, and that cover exactly this place."""


class Step(NamedTuple):
    """What one step of a search has found; `done` of `total` articles are looked through."""

    hits: list[Hit]
    done: int
    total: int
    slow: tuple[str, ...] = ()
    """Titles of all articles so far that were left out, as the pattern took too long on them."""
    ended: str = ""
    """Why the search ended early: 'slow' or 'full'; else ''."""


@dataclass(slots=True)
class _Run:
    """A search on its way."""

    query: Query
    deadline: float
    slow: list[str] = field(default_factory=list)
    found: int = 0

    @property
    def ended(self) -> str:
        too_slow = len(self.slow) * self.deadline > PATIENCE
        return "slow" if too_slow else "full" if self.found >= MOST else ""


def find(store: Store, query: Query, *, deadline: float = DEADLINE) -> Iterator[Step]:
    """Look through the articles in their order, some at each step; the last step has `done` equal
    to `total`, or says why it ended. Raises `UserError` for what is no regular expression."""
    run = _Run(query, deadline)
    if query.text:
        _ = query.pattern
    total = int(str(store.value("SELECT count(*) FROM article")))
    hits: list[Hit] = []
    began = monotonic()
    for done, article_id, title, text in _texts(store, query):
        if text:
            found = _in_article(store, run, article_id, title, text)
            run.found += len(found)
            hits += found
        if run.ended or monotonic() - began > STEP:
            yield Step(hits, done, total, tuple(run.slow), run.ended)
            hits, began = [], monotonic()
        if run.ended:
            return
    yield Step(hits, total, total, tuple(run.slow))


def spans_at(store: Store, article_id: str) -> dict[tuple[int, int], tuple[Span, ...]]:
    """The spans of an article that the person may see, by their place."""
    found: dict[tuple[int, int], tuple[Span, ...]] = {}
    for span in readings.shown(store, article_id):
        place = (span.start, span.end)
        found[place] = (*found.get(place, ()), span)
    return found


def hits_at(store: Store, places: Iterable[Place]) -> Iterator[Hit]:
    """Places as they are now; those of one article stand together, those of articles that are gone
    are left out."""
    for article_id, here in groupby(places, itemgetter(0)):
        found = store.rows("SELECT title FROM article WHERE id = ?", (article_id,))
        if found:
            title, text = str(found[0]["title"]), articles.text_of(store, article_id)
            spans = spans_at(store, article_id)
            for _, start, end in here:
                carried = spans.get((start, end), ())
                yield hit_at(article_id, title, text, (start, end), carried)


def gone_among(store: Store, article_ids: Iterable[str]) -> set[str]:
    """Those of the ids that the project has no article of any more."""
    return {row[0] for row in store.rows(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM article)",
        (json.dumps(list(article_ids)),),
    )}  # fmt: skip


# ---- inside


def _texts(store: Store, query: Query) -> Iterator[tuple[int, str, str, str]]:
    """Number from 1, id, title and text of the articles in their order; without a text those that
    the full-text index or the spans rule out."""
    bodies = _bodies(store, query)
    done, last = 0, (0, "")
    while rows := store.rows(
        "SELECT article.id, position, title, number,"
        " :spans = 0 OR EXISTS (SELECT 1 FROM span WHERE article_id = article.id"
        " AND (label_id = :label OR :label = '') AND (state = :state OR :state = ''))"
        " FROM article JOIN body ON body.hash = article.body"
        " WHERE (position, article.id) > (:position, :id)"
        " ORDER BY position, article.id LIMIT :many",
        {"spans": query.needs_spans, "label": query.label_id, "state": query.state,
         "position": last[0], "id": last[1], "many": PAGE},
    ):  # fmt: skip
        last = (rows[-1]["position"], rows[-1]["id"])
        for id_, _, title, number, fits in rows:
            done += 1
            wanted = fits and (bodies is None or number in bodies)
            yield done, id_, title, _text(store, number) if wanted else ""


def _bodies(store: Store, query: Query) -> set[int] | None:
    """The texts that may hold the words, by the full-text index; None when all may."""
    if not query.text or query.is_pattern:
        return None
    expression = search.Phrase(query.text, query.whole_words).candidates()
    return None if expression is None else {row[0] for row in store.rows(
        "SELECT rowid FROM body_search WHERE body_search MATCH ?", (expression,)
    )}  # fmt: skip


def _text(store: Store, number: int) -> str:
    return str(store.value("SELECT text FROM body WHERE number = ?", (number,)))


def _in_article(store: Store, run: _Run, article_id: str, title: str, text: str) -> list[Hit]:
    query = run.query
    if query.text:
        try:
            places = _places(query, text, run.deadline)
        except TimeoutError:
            run.slow.append(title)
            return []
        if not places:
            return []
    spans = spans_at(store, article_id)
    if not query.text:
        places = sorted(spans, key=lambda place: (place[0], -place[1]))
    return [
        hit_at(article_id, title, text, place, spans.get(place, ()))
        for place in places
        if _wanted(query, spans.get(place, ()))
    ]


def _wanted(query: Query, spans: Sequence[Span]) -> bool:
    if query.unlabelled:
        return not any(span.state != "rejected" for span in spans)
    return not query.needs_spans or any(map(query.fits, spans))


def _places(query: Query, text: str, deadline: float) -> list[tuple[int, int]]:
    """Where the text matches; empty matches are none. Raises TimeoutError."""
    pattern = query.pattern
    if isinstance(pattern, re.Pattern):
        found = pattern.finditer(search.folded(text))
    else:
        found = pattern.finditer(text, timeout=deadline)
    return [match.span() for match in found if match.end() > match.start()]


def hit_at(
    article_id: str, title: str, text: str, place: tuple[int, int], spans: tuple[Span, ...]
) -> Hit:
    start, end = place
    return Hit(
        article_id, title, start, end, _line(text[_far(text, start, -1) : start]),
        _line(text[start:end]), _line(text[end : _far(text, end, 1)]), spans,
    )  # fmt: skip


def _far(text: str, at: int, step: int) -> int:
    """Where the context before (-1) or after (1) ends: CONTEXT away, nearer to spare a word."""
    for far in range(CONTEXT, CONTEXT - LONG_WORD, -1):
        end = at + step * far
        if not 0 < end < len(text):
            return 0 if step < 0 else len(text)
        if not (text[end - 1].isalnum() and text[end].isalnum()):
            return end
    return at + step * CONTEXT


def _line(text: str) -> str:
    """In one line; one character for one."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " for character in text)
