"""How two spans of different readings differ: by edges, label, attributes and links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from model.records import Link, Span

MISSING, EDGES, LABEL, ATTRIBUTES, LINKS = KINDS = (
    "missing", "edges", "label", "attributes", "links"
)  # fmt: skip
CUE, CUE_START, CUE_END = "cue", "cue_start", "cue_end"
Tie = tuple[str, bool, str]
"""A link as seen from a span: its kind, whether the span is its head, and what is at the other
end, under a name that several readings share."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is said otherwise: `was` in the one span, `now` in the other; '' for none."""

    kind: str
    """One of KINDS."""
    what: str
    """The name of the attribute, or the kind of the link; '' for edges and label."""
    was: str
    now: str
    is_head: bool = True
    """Of a link: whether the span is its head."""


def kinds(one: Span, other: Span, ties: Collection[Tie] = (), others: Collection[Tie] = ()) -> (
    tuple[str, ...]
):  # fmt: skip
    """The kinds in which two spans differ, in the order of KINDS."""
    found = {
        EDGES: (one.start, one.end) != (other.start, other.end),
        LABEL: one.label_id != other.label_id,
        ATTRIBUTES: one.attributes != other.attributes,
        LINKS: set(ties) != set(others),
    }
    return tuple(kind for kind in KINDS if found.get(kind))


def changes(was: Span, now: Span, labels: Mapping[str, str], ties: Iterable[Tie] = (),
            ties_now: Iterable[Tie] = ()) -> tuple[Change, ...]:  # fmt: skip
    """What is otherwise in `now`, piece by piece. `labels` are names by id; the far ends of ties
    are named by the words to be shown."""
    found = []
    if (was.start, was.end) != (now.start, now.end):
        found.append(Change(EDGES, "", was.quote, now.quote))
    if was.label_id != now.label_id:
        found.append(Change(LABEL, "", labels[was.label_id], labels[now.label_id]))
    found += _of_attributes(was, now)
    before, after = set(ties), set(ties_now)
    found += [Change(LINKS, kind, end, "", head) for kind, head, end in sorted(before - after)]
    found += [Change(LINKS, kind, "", end, head) for kind, head, end in sorted(after - before)]
    return tuple(found)


def ties_of(links: Iterable[Link], named: Mapping[str, str]) -> dict[str, set[Tie]]:
    """The ties of every span, by its id; links whose other end has no name are left out."""
    found: dict[str, set[Tie]] = {}
    for link in links:
        if link.child in named:
            found.setdefault(link.head, set()).add((link.kind, True, named[link.child]))
        if link.head in named:
            found.setdefault(link.child, set()).add((link.kind, False, named[link.head]))
    return found


def _of_attributes(was: Span, now: Span) -> list[Change]:
    """Where the labels differ, only what both have: the rest follows from the labels. Where a cue
    stands is told only of one that says the same; what is switched off is as good as absent."""
    one, other = was.attributes, now.attributes
    names = {*one, *other} if was.label_id == now.label_id else one.keys() & other.keys()
    names -= {CUE_END} if one.get(CUE) == other.get(CUE) else {CUE_START, CUE_END}
    found = ((name, _shown(one.get(name)), _shown(other.get(name))) for name in sorted(names))
    return [Change(ATTRIBUTES, *said) for said in found if said[1] != said[2]]


def _shown(value: object) -> str:
    return "" if value is None or value is False else str(value)
