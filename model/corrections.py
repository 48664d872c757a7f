"""What an annotator sees of a review: what became of each of their spans, why, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model import comments, decisions, labels, links, moves, people, spans
from model.differences import Change, Tie, changes, ties_of
from model.records import AGREED, CURATOR, Comment, Decision, Link, Span
from model.store import Store

ADDED = "added"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a curator said of one span, or that they added one."""

    verdict: str
    """'agreed', 'fixed', 'rejected', or 'added' for what the annotator had missed."""
    span: Span | None
    """As the annotator has it; None when added."""
    result: Span | None
    """As the curator has it; None when rejected."""
    changes: tuple[Change, ...]
    """What is otherwise now; empty unless fixed."""
    reason: str
    comment: str
    person: str
    """The curator's name."""
    decided: str
    comments: tuple[Comment, ...]
    """Remarks on the span, and their answers, the oldest first."""

    @property
    def is_news(self) -> bool:
        """False for a span that was agreed with in silence."""
        return self.verdict != AGREED or bool(self.comment or self.comments)


def of(store: Store, article_id: str, person_id: str = "") -> list[Correction]:
    """What was decided on the spans of a person, the one at work unless named, in reading order.

    Spans that wait for a decision are left out. Whatever was changed since, it tells how the
    annotator's span, as it is now, differs from the curator's.
    """
    return _Review(store, article_id, person_id or people.whoever(store)).told()


class _Review:
    def __init__(self, store: Store, article_id: str, person_id: str) -> None:
        self._person = person_id
        self._spans = {span.id: span for span in spans.of_article(store, article_id)}
        self._links = links.of_article(store, article_id)
        self._decisions = decisions.of_article(store, article_id)
        self._labels = {id_: label.name for id_, label in labels.by_id(store).items()}
        self._names = {one.id: one.name for one in people.everyone(store)}
        self._curators = {person for person, role in moves.of_article(store, article_id)
                          if role == CURATOR}  # fmt: skip
        self._remarks: dict[str | None, list[Comment]] = {}
        for remark in comments.of_article(store, article_id):
            self._remarks.setdefault(remark.span_id, []).append(remark)
        self._ties = self._own_ties()
        self._ties_now = ties_of(self._links, self._quotes())

    def told(self) -> list[Correction]:
        found = [self._decided(span, decision) for span, decision in self._mine()]
        found += [self._added(span) for span in self._spans.values() if self._is_added(span)]
        return sorted(found, key=lambda one: _place(one.span or one.result))

    def _mine(self) -> list[tuple[Span, Decision]]:
        own = (span for span in self._spans.values() if span.person_id == self._person)
        found = ((span, self._decisions.get(span.id)) for span in own)
        return [(span, decision) for span, decision in found
                if decision is not None and decision.person_id in self._curators]  # fmt: skip

    def _decided(self, span: Span, decision: Decision) -> Correction:
        result = self._spans.get(decision.result or "")
        changed = result and changes(
            span, result, self._labels, self._ties.get(span.id, ()),
            self._ties_now.get(result.id, ()),
        )  # fmt: skip
        return Correction(
            decision.verdict, span, result, changed or (), decision.reason, decision.comment,
            self._names[decision.person_id], decision.decided,
            (*self._remarks.get(span.id, ()), *self._remarks.get(decision.result or " ", ())),
        )  # fmt: skip

    def _is_added(self, span: Span) -> bool:
        """Whether a curator's span comes from none of the person's."""
        return (
            span.role == CURATOR and span.person_id in self._curators and span.state == "accepted"
            and not any(self._spans[one].person_id == self._person
                        for one in span.sources if one in self._spans)
        )  # fmt: skip

    def _added(self, span: Span) -> Correction:
        return Correction(ADDED, None, span, (), "", "", self._names[span.person_id], span.created,
                          tuple(self._remarks.get(span.id, ())))  # fmt: skip

    def _own_ties(self) -> dict[str, set[Tie]]:
        """The links of the person's spans to those that have a result, under its words."""
        quotes = self._quotes()
        named: dict[str, str] = {}
        for span_id, decision in self._decisions.items():
            if decision.result in self._spans:
                named[span_id] = quotes[decision.result or ""]
        mine: list[Link] = [link for link in self._links if link.head not in quotes]
        return ties_of(mine, named)

    def _quotes(self) -> Mapping[str, str]:
        return {span.id: span.quote for span in self._spans.values() if span.role == CURATOR}


def _place(span: Span | None) -> tuple[int, int, str]:
    assert span is not None
    return span.start, -span.end, span.id
