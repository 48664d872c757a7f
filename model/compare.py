"""The same figure elsewhere, and what the figures of each article come to.

Every question is answered from the spans that the person at work sees (`model.readings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from model import articles, labels, links, readings, same_figure, sums, tokens, units
from model.facts import Fact, interval
from model.figure_plurals import singular
from model.figures import Figure, parse_figures
from model.records import CURATOR, Article, Link, Span
from model.same_figure import Group
from model.store import Store
from model.sums import Sum

_ACTORS = ("has_agent", "attributed_to")


@dataclass(frozen=True, slots=True)
class Compared:
    """What the figures of a project say beside each other."""

    groups: tuple[Group, ...]
    """Figures about one thing; those with contradictions first."""
    sums: tuple[tuple[Article, Sum], ...]
    """What can be reckoned with the figures of one article, in the library's order."""
    contradicting: frozenset[str]
    """Ids of figures that cannot be right beside another one or in their article's arithmetic, and
    of the claims that they belong to: what the review queue puts first."""


def figures(
    store: Store, among: Sequence[str] = (), *,
    on_progress: Callable[[int, int], None] | None = None,
) -> Compared:  # fmt: skip
    """Compare the figures of the whole project, or of these articles; each article is read once."""
    chosen = articles.some(store, among) if among else articles.every(store)
    known: list[Fact] = []
    reckoned: list[tuple[Article, Sum]] = []
    for done, article in enumerate(chosen, 1):
        own = facts(store, article)
        known += own
        reckoned += [(article, one) for one in sums.of_article(own)]
        if on_progress is not None:
            on_progress(done, len(chosen))
    groups = same_figure.groups(known)
    wrong = {id_ for group in groups for pair in group.conflicts for id_ in pair}
    wrong |= {id_ for _, one in reckoned if not one.fits for id_ in one.span_ids}
    beside = {id_ for fact in known if fact.span_id in wrong for id_ in fact.claims + fact.twins}
    return Compared(tuple(groups), tuple(reckoned), frozenset(wrong | beside))


def facts(store: Store, article: Article) -> list[Fact]:
    """The figures of an article as facts, in reading order; accepted ones only. What several
    people have marked at one place is one fact."""
    roles = {label.id: label.role for label in labels.every(store)}
    seen = [span for span in readings.shown(store, article.id) if span.state == "accepted"]
    marked = [span for span in seen if roles.get(span.label_id) == "figure"]
    if not marked:
        return []
    text = articles.text_of(store, article.id)
    read = [one for line in _lines(text, marked) for one in _in_line(text, *line)]
    known = {span.id: span for span in seen}
    tied = links.of_article(store, article.id)
    made = []
    for span, *twins in _places(marked):
        same = [one for one in read if one.start < span.end and span.start < one.end]
        best = max(same, key=lambda one: min(one.end, span.end) - max(one.start, span.start),
                   default=None)  # fmt: skip
        noun = best.noun if best else ""
        event = str(span.attributes.get("event") or span.attributes.get("measure") or "")
        ids = {span.id, *(twin.id for twin in twins)}
        claims = tuple(link.head for link in tied if link.child in ids
                       and link.kind == "has_figure" and link.head in known)  # fmt: skip
        made.append(Fact(
            span.id, article.id, article.title, span.start, span.end, span.quote,
            text[slice(*tokens.sentence_at(text, span.start))], span.attributes,
            _head(noun), (best.event if best else "") or event, _actors(claims, tied, known),
            claims, tuple(twin.id for twin in twins),
        ))  # fmt: skip
    return made


def _places(marked: Sequence[Span]) -> list[list[Span]]:
    """The figures with those of other readings at the same place behind them; the curator's first,
    then one that has been read as a number."""

    def reader(span: Span) -> tuple[bool, str]:
        return span.role != CURATOR, span.person_id

    readers = sorted(set(map(reader, marked)))
    if len(readers) == 1:
        return [[span] for span in marked]
    of = {
        f"{number}": [span for span in marked if reader(span) == who]
        for number, who in enumerate(readers)
    }
    return [
        sorted(group.values(), key=lambda one: (reader(one)[0], interval(one.attributes) is None))
        for group in units.groups(of)
    ]


def _lines(text: str, marked: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The lines in which spans lie, each once; the spans come in reading order."""
    end = -1
    for span in marked:
        while end < span.end:
            start = max(end, text.rfind("\n", 0, span.start) + 1)
            end = (text.find("\n", max(start, span.start)) + 1) or len(text) + 1
            yield start, end


def _in_line(text: str, start: int, end: int) -> Iterator[Figure]:
    """The figures of a line; none goes beyond it, nor takes anything from more than the line ends
    around it."""
    before = max(0, start - 1)
    for one in parse_figures(text[before:end]):
        yield replace(one, start=one.start + before, end=one.end + before)


def _head(noun: str) -> str:
    words = noun.casefold().split()
    return singular(words[-1]) if words else ""


def _actors(claims: Iterable[str], tied: Sequence[Link], known: dict[str, Span]) -> frozenset[str]:
    """Who acts in the claims; where no agent is linked, who says them."""
    held = set(claims)
    for kind in _ACTORS:
        found = {known[link.child] for link in tied
                 if link.kind == kind and link.head in held and link.child in known}  # fmt: skip
        if found:
            return frozenset(str(one.attributes.get("entity") or one.quote) for one in found)
    return frozenset()
