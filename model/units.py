"""Units of curation: what several annotators marked that is one thing, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model import differences
from model.differences import MISSING, Tie
from model.records import Decision, Span
from model.spans import NewSpan

ALIKE = 0.5
"""Intersection over union from which spans of different labels are one thing."""
AGREE, DIFFER, INCOMPLETE = "agree", "differ", "incomplete"
"""How a span stands of which nothing is decided: all readings agree; they differ; some lack it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """At most one span of each reading, which overlap."""

    readers: tuple[str, ...]
    """Ids of everyone whose reading is finished, in their order."""
    spans: Mapping[str, Span]
    """By the id of the person; who has none is left out."""
    decisions: Mapping[str, Decision]
    """The curator's, by the id of the person whose span it is."""
    results: tuple[Span, ...]
    """What the curator's reading has for it."""
    differences: tuple[str, ...]
    """Kinds of differences between the readings, in the order of `differences.KINDS`."""

    @property
    def id(self) -> str:
        """That of its first span: the unit's place in the list."""
        return min(self.spans.values(), key=place).id

    @property
    def start(self) -> int:
        return min(span.start for span in self.spans.values())

    @property
    def end(self) -> int:
        return max(span.end for span in self.spans.values())

    @property
    def is_decided(self) -> bool:
        return len(self.decisions) == len(self.spans)

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of those who have no span here."""
        return tuple(person for person in self.readers if person not in self.spans)

    @property
    def versions(self) -> list[list[Span]]:
        """Spans that say the same but for their links, those that most readings have first."""
        found: dict[tuple[object, ...], list[Span]] = {}
        for person in self.readers:
            if person in self.spans:
                span = self.spans[person]
                found.setdefault(_says(span), []).append(span)
        return sorted(found.values(), key=lambda same: -len(same))

    def stands(self, person_id: str) -> str:
        """The verdict on this person's span, else how it stands to the others; '' for none."""
        if person_id not in self.spans:
            return ""
        if person_id in self.decisions:
            return self.decisions[person_id].verdict
        if self.missing:
            return INCOMPLETE
        return DIFFER if self.differences else AGREE


def groups(readings: Mapping[str, Sequence[Span]]) -> list[dict[str, Span]]:
    """Spans of several readings that are one thing, in reading order; each is in one group.

    First come equal ones, then those of one label by how much they overlap, then those of
    different labels with an intersection over union of ALIKE. A group has one span of a person.
    """
    of = {span.id: {person: span} for person, own in readings.items() for span in own}
    for _, one, other in sorted(_pairs(readings), key=lambda found: found[0]):
        mine, theirs = of[one.id], of[other.id]
        if mine is not theirs and not mine.keys() & theirs.keys():
            mine |= theirs
            for span in theirs.values():
                of[span.id] = mine
    found = {id(group): group for group in of.values()}
    return sorted(found.values(), key=lambda group: place(min(group.values(), key=place)))


def build(group: Mapping[str, Span], readers: Sequence[str], decided: Mapping[str, Decision],
          curated: Mapping[str, Span], ties: Mapping[str, set[Tie]]) -> Unit:  # fmt: skip
    """`decided` and `ties` are by the id of the span, `curated` the curator's spans by theirs."""
    made = {person: decided[span.id] for person, span in group.items() if span.id in decided}
    results = dict.fromkeys(one.result for one in made.values() if one.result in curated)
    first, *others = (group[person] for person in readers if person in group)
    kinds = {MISSING} if len(group) < len(readers) else set()
    for other in others:
        kinds |= {*differences.kinds(first, other, ties.get(first.id, ()), ties.get(other.id, ()))}
    return Unit(
        tuple(readers), {person: group[person] for person in readers if person in group}, made,
        tuple(curated[id_] for id_ in results if id_ is not None),
        tuple(kind for kind in differences.KINDS if kind in kinds),
    )  # fmt: skip


def place(span: Span) -> tuple[int, int, str]:
    """The key of reading order."""
    return span.start, -span.end, span.id


def _says(span: Span) -> tuple[object, ...]:
    """What a span says but for its links."""
    return span.start, span.end, span.label_id, tuple(sorted(span.attributes.items()))


def _pairs(readings: Mapping[str, Sequence[Span]]) -> (
    Iterator[tuple[tuple[object, ...], Span, Span]]
):  # fmt: skip
    """Overlapping spans of two readings that may be one thing; the surest have the lowest key."""
    every = sorted(((span, who) for who, own in readings.items() for span in own),
                   key=lambda one: place(one[0]))  # fmt: skip
    active: list[tuple[Span, str]] = []
    for span, who in every:
        active = [one for one in active if one[0].end > span.start]
        for other, whose in active:
            alike = overlap(span, other)
            same = span.label_id == other.label_id
            if whose != who and (same or alike >= ALIKE):
                yield (not same, -alike, place(other), place(span)), other, span
        active.append((span, who))


def overlap(one: Span | NewSpan, other: Span) -> float:
    """Intersection over union in code points: 1 for equal edges, 0 for spans apart."""
    both = min(one.end, other.end) - max(one.start, other.start)
    either = max(one.end, other.end) - min(one.start, other.start)
    return max(0, both) / either
