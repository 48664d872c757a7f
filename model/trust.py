"""Why a span is gold, or what it wants to become it, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from model import audit, decisions, moves, people, readings, spans
from model.moves import APPROVED, RETURNED
from model.provenance import came_from, when
from model.readings import Reading
from model.records import AGREED, ANNOTATOR, CURATOR, FIXED, Span
from model.store import Store


def why(store: Store, span_id: str) -> str:
    """Why the span is gold or what it wants to become it. Raises KeyError when there is none."""
    span = spans.one(store, span_id)
    if span is None:
        raise KeyError(span_id)
    whose = people.name_of(store, span.person_id)
    if span.state == "suggested":
        return f"Not gold: {came_from(span)} suggested it, and nobody has judged it."
    if span.state == "rejected":
        return f"Not gold: {whose} rejected it. It is kept as a negative."
    known = readings.of_article(store, span.article_id)
    own = next((one for one in known if (one.person_id, one.role) == (span.person_id, span.role)),
               None)  # fmt: skip
    if own is not None and (span.person_id, span.role) in readings.gold_among(known):
        return _gold(store, span, own)
    return _not_gold(store, span, known, whose)


def _gold(store: Store, span: Span, own: Reading) -> str:
    by = _last_to_move(store, own, APPROVED)
    approved = f"{by} approved the article on {when(own.changed)[:10]}"
    if span.role == ANNOTATOR:
        whose = people.name_of(store, span.person_id)
        return f"Gold: {approved}, as {whose} marked it. Nobody else reviewed it."
    if not span.sources:
        return f"Gold: {by} added it in review, and {approved.removeprefix(by).strip()}."
    marked = _joined(_annotators(store, span))
    fixed = any(one.verdict == FIXED for one in decisions.of_span(store, span.id))
    return (
        f"Gold: {marked} marked it, {by} {'corrected it' if fixed else 'agreed'}, and {approved}."
    )


def _not_gold(store: Store, span: Span, known: Sequence[Reading], whose: str) -> str:
    """The first thing that stands between the span and gold."""
    if span.role == CURATOR:
        return f"Not gold yet: {whose} has not approved the article."
    for one in decisions.of_span(store, span.id):
        curator = people.name_of(store, one.person_id)
        if one.verdict == AGREED:
            return f"{curator} agreed; the copy in {curator}'s reading is what becomes gold."
        if one.verdict == FIXED:
            return f"{curator} corrected it; the corrected copy is what becomes gold."
        return f"Not gold: {curator} rejected it{f' ({one.reason})' if one.reason else ''}."
    own = next((one for one in known if (one.person_id, one.role) == (span.person_id, ANNOTATOR)),
               None)  # fmt: skip
    if own is None or own.state not in moves.FINISHED:
        sent = own is not None and own.state == RETURNED
        return (
            f"Not gold yet: {whose} {'has got the article back' if sent else 'still works on it'}."
        )
    curator_ids = [one.person_id for one in known if one.role == CURATOR]
    if curator_ids:
        return f"Not gold yet: {people.name_of(store, curator_ids[0])} has not decided on it."
    return "Not gold yet: the article was submitted and waits for review."


def _last_to_move(store: Store, reading: Reading, state: str) -> str:
    """Who last brought an assignment into a state; else whose it is."""
    id_ = moves.id_of(reading.article_id, reading.person_id, reading.role)
    for touch in audit.touches(store, id_):
        if any((change.after or {}).get("state") == state for change in touch.changes):
            return touch.person
    return people.name_of(store, reading.person_id)


def _annotators(store: Store, span: Span) -> list[str]:
    found = (store.row("SELECT person_id FROM span WHERE id = ?", (id_,)) for id_ in span.sources)
    return list(dict.fromkeys(people.name_of(store, row["person_id"]) for row in found if row))


def _joined(names: Sequence[str]) -> str:
    if not names:
        return "Somebody"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
