"""Figures about one thing, put together: those that agree, and those that cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from model.facts import Fact, about_the_same, can_both_hold

FEW = 60
"""Figures that are all compared with each other; what more than these share tells nothing."""


@dataclass(frozen=True, slots=True)
class Group:
    """Figures about the same thing, two at least, in reading order."""

    facts: tuple[Fact, ...]
    conflicts: tuple[tuple[str, str], ...]
    """Pairs of span ids that cannot both be right."""

    @property
    def agrees(self) -> bool:
        return not self.conflicts


def groups(found: Sequence[Fact]) -> list[Group]:
    """Facts that are about the same thing, directly or through others, contradictions first; alone
    ones are left out. Takes time in proportion to the number of facts."""
    made = [_group(members) for members in _clusters(found)]
    return sorted(made, key=lambda one: (one.agrees, -len(one.facts), one.facts[0].start))


def _clusters(found: Sequence[Fact]) -> list[list[Fact]]:
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
        for one, near in _near(found, places):
            for other in near:
                if root(one) != root(other) and about_the_same(found[one], found[other]):
                    parent[root(other)] = root(one)
    together: dict[int, list[Fact]] = {}
    for at, fact in enumerate(found):
        together.setdefault(root(at), []).append(fact)
    return [members for members in together.values() if len(members) > 1]


def _near(found: Sequence[Fact], places: Sequence[int]) -> Iterator[tuple[int, Iterator[int]]]:
    """Each place with the later ones that are worth a look: all in a small bucket, else those that
    share a rare word or a number."""
    if len(places) <= FEW:
        for number, at in enumerate(places, 1):
            yield at, iter(places[number:])
        return
    sharing: dict[str, list[int]] = {}
    for at in places:
        for key in _keys(found[at]):
            sharing.setdefault(key, []).append(at)
    for at in places:
        shared = (sharing[key] for key in _keys(found[at]))
        near = set().union(*(members for members in shared if len(members) <= FEW))
        yield at, (other for other in near if other > at)


def _keys(fact: Fact) -> set[str]:
    return {*fact.topic, f"={fact.attributes.get('value')}"}


def _group(members: list[Fact]) -> Group:
    conflicts = tuple(
        (one.span_id, other.span_id) for one, other in combinations(members, 2)
        if about_the_same(one, other) and not can_both_hold(one, other)
    )  # fmt: skip
    return Group(tuple(members), conflicts)
