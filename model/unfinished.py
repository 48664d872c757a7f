"""What a person may have forgotten in an article, told before it is submitted."""

from __future__ import annotations

from dataclasses import dataclass

from model import labels, links, moves, people, readings
from model.records import LINKS, Attributes
from model.store import Store

UNLINKED, UNJUDGED, VALUELESS, UNSAID = "unlinked", "unjudged", "valueless", "unsaid"
_SOURCES = (LINKS["actor"], "has_agent")
_NUMBERS = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Spans of one kind that may want work."""

    kind: str
    """'unlinked': claims without an actor; 'unjudged': suggestions neither accepted nor rejected;
    'valueless': figures without a number; 'unsaid': verified spans without a stance."""
    span_ids: tuple[str, ...]
    """In reading order."""

    @property
    def text(self) -> str:
        one, many = _SAID[self.kind]
        found = len(self.span_ids)
        return one if found == 1 else many.format(found)


_SAID = {
    UNLINKED: ("1 claim has no actor", "{:,} claims have no actor"),
    UNJUDGED: ("1 suggestion is not judged", "{:,} suggestions are not judged"),
    VALUELESS: ("1 figure has no value", "{:,} figures have no value"),
    UNSAID: ("1 verified span has no stance", "{:,} verified spans have no stance"),
}


def before_submit(store: Store, article_id: str) -> list[Forgotten]:
    """What the person at work may have forgotten in their reading; empty when nothing."""
    person = people.whoever(store)
    role = moves.role_in(moves.of_article(store, article_id), person)
    own = readings.spans_of(store, article_id, person, role)
    roles = {id_: label.role for id_, label in labels.by_id(store).items()}
    accepted = {span.id for span in own if span.state == "accepted"}
    sourced = {link.head for link in links.of_article(store, article_id)
               if link.kind in _SOURCES and link.child in accepted}  # fmt: skip
    found: dict[str, list[str]] = {kind: [] for kind in _SAID}
    for span in own:
        role_of = roles[span.label_id]
        if span.state == "suggested":
            found[UNJUDGED].append(span.id)
        elif span.state != "accepted":
            continue
        elif role_of == "claim" and span.id not in sourced:
            found[UNLINKED].append(span.id)
        elif role_of == "figure" and not _has_number(span.attributes):
            found[VALUELESS].append(span.id)
        elif role_of == "verified" and not span.attributes.get("stance"):
            found[UNSAID].append(span.id)
    return [Forgotten(kind, tuple(ids)) for kind, ids in found.items() if ids]


def _has_number(attributes: Attributes) -> bool:
    said = (attributes.get(name) for name in _NUMBERS)
    return any(one not in (None, "") for one in said) or attributes.get("comparator") == "vague"
