"""The same figure elsewhere: groups of figures about one thing, and those that contradict.

Every question is answered from the spans that the person at work sees (`model.readings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from model import articles, labels, links, readings, sums, tokens
from model.facts import Fact, about_the_same, can_both_hold
from model.figure_plurals import singular
from model.figures import parse_figures
from model.records import Article, Link, Span
from model.store import Store
from model.sums import Sum

_ACTORS = ("has_agent", "attributed_to")


@dataclass(frozen=True, slots=True)
class Group:
    """Figures about the same thing, two at least, in reading order."""

    facts: tuple[Fact, ...]
    conflicts: tuple[tuple[str, str], ...]
    """Pairs of span ids that cannot both be right."""

    @property
    def agrees(self) -> bool:
        return not self.conflicts


def groups(store: Store, among: Sequence[str] = ()) -> list[Group]:
    """Groups of the project's figures, or of these articles'; those with contradictions first."""
    found = [fact for article in _chosen(store, among) for fact in facts(store, article)]
    made = [_group(members) for members in _clusters(found)]
    return sorted(made, key=lambda one: (one.agrees, -len(one.facts), one.facts[0].start))


def arithmetic(store: Store, article_id: str) -> list[Sum]:
    """What can be reckoned with the figures of one article."""
    return sums.of_article(facts(store, articles.one(store, article_id)))


def contradicting(store: Store) -> set[str]:
    """Figures that cannot be right beside another one or in their article's arithmetic, and the
    claims that they belong to: what the review queue puts first."""
    wrong = {id_ for group in groups(store) for pair in group.conflicts for id_ in pair}
    claims: set[str] = set()
    for article in articles.every(store):
        known = facts(store, article)
        wrong |= {id_ for one in sums.of_article(known) if not one.fits for id_ in one.span_ids}
        claims |= {claim for fact in known if fact.span_id in wrong for claim in fact.claims}
    return wrong | claims


def facts(store: Store, article: Article) -> list[Fact]:
    """The figures of an article as facts, in reading order; accepted ones only."""
    roles = {label.id: label.role for label in labels.every(store)}
    seen = [span for span in readings.shown(store, article.id) if span.state == "accepted"]
    figures = [span for span in seen if roles.get(span.label_id) == "figure"]
    if not figures:
        return []
    text = articles.text_of(store, article.id)
    read = parse_figures(text)
    known = {span.id: span for span in seen}
    tied = links.of_article(store, article.id)
    made = []
    for span in figures:
        same = [one for one in read if one.start < span.end and span.start < one.end]
        best = max(same, key=lambda one: min(one.end, span.end) - max(one.start, span.start),
                   default=None)  # fmt: skip
        noun = best.noun if best else ""
        event = str(span.attributes.get("event") or span.attributes.get("measure") or "")
        claims = tuple(link.head for link in tied if link.child == span.id
                       and link.kind == "has_figure" and link.head in known)  # fmt: skip
        made.append(Fact(
            span.id, article.id, article.title, span.start, span.end, span.quote,
            text[slice(*tokens.sentence_at(text, span.start))], span.attributes,
            _head(noun), (best.event if best else "") or event, _actors(claims, tied, known),
            claims,
        ))  # fmt: skip
    return made


def _chosen(store: Store, among: Sequence[str]) -> list[Article]:
    return articles.some(store, among) if among else articles.every(store)


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


def _clusters(found: Sequence[Fact]) -> list[list[Fact]]:
    """Facts that are about the same thing, directly or through others; alone ones left out."""
    buckets: dict[tuple[str, str], list[int]] = {}
    for at, fact in enumerate(found):
        if fact.interval is not None and fact.unit:
            buckets.setdefault((fact.unit, fact.event), []).append(at)
    parent = list(range(len(found)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for places in buckets.values():
        for one, other in _near(found, places):
            if about_the_same(found[one], found[other]):
                parent[root(other)] = root(one)
    together: dict[int, list[Fact]] = {}
    for at, fact in enumerate(found):
        together.setdefault(root(at), []).append(fact)
    return [members for members in together.values() if len(members) > 1]


def _near(found: Sequence[Fact], places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Pairs worth a look: all in a small bucket, else those that share a rare word or a number."""
    if len(places) <= _FEW:
        yield from combinations(places, 2)
        return
    sharing: dict[str, list[int]] = {}
    for at in places:
        fact = found[at]
        for word in {*fact.topic, f"={fact.attributes.get('value')}"}:
            sharing.setdefault(word, []).append(at)
    yielded: set[tuple[int, int]] = set()
    for members in sharing.values():
        if len(members) > _FEW:
            continue
        for pair in combinations(members, 2):
            if pair not in yielded:
                yielded.add(pair)
                yield pair


_FEW = 60
"""Members of a bucket that are all compared with each other; a commoner word tells nothing."""


def _group(members: list[Fact]) -> Group:
    conflicts = tuple(
        (one.span_id, other.span_id) for one, other in combinations(members, 2)
        if about_the_same(one, other) and not can_both_hold(one, other)
    )  # fmt: skip
    return Group(tuple(members), conflicts)
