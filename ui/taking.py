"""What the commands of curation do: take spans of readings for whole units."""

from __future__ import annotations

from collections.abc import Callable

from model import curation, premerge
from model.records import CURATOR, Span
from ui import deciding
from ui.desk import Desk


def take(number: int) -> Callable[[Desk], None]:
    """Take the span of the reading of this number for the whole unit."""

    def run(desk: Desk) -> None:
        span = deciding.span_of(desk, number)
        if span is not None:
            take_span(desk, span)

    return run


def take_span(desk: Desk, span: Span) -> None:
    """Take one reading's span for its whole unit."""
    if span.role != CURATOR and desk.attempt(lambda: curation.take(desk.project, span.id)):
        deciding.case_of(desk).go_on()


def take_text(number: int) -> Callable[[Desk], str]:
    def text(desk: Desk) -> str:
        span = deciding.span_of(desk, number) if deciding.in_review(desk) else None
        name = deciding.case_of(desk).name_of(span.person_id) if span else f"reading {number}"
        return f"Take the span of {name}"

    return text


def take_label(desk: Desk) -> None:
    """Take every span of this label from this reading."""
    span = deciding.subject(desk)
    if span is None:
        return
    many: list[int] = []
    whose = span.article_id, span.person_id, span.label_id
    if desk.attempt(lambda: many.append(curation.take_label(desk.project, *whose))):
        case, label = deciding.case_of(desk), desk.labels[span.label_id]
        name = case.name_of(span.person_id)
        deciding.tell_many(desk, many[0], f"Took {{}} of “{label.name}” from {name}.")
        case.go_on()


def take_label_text(desk: Desk) -> str:
    """'Take all of “figure” from Ben'."""
    span = deciding.subject(desk)
    if span is None:
        return "Take all of a label from a reading"
    label, name = desk.labels[span.label_id].name, deciding.case_of(desk).name_of(span.person_id)
    return f"Take all of “{label}” from {name}"


def take_agreed(desk: Desk) -> None:
    many: list[int] = []
    article_id = desk.article_id or ""
    if desk.attempt(lambda: many.append(curation.take_agreed(desk.project, article_id))):
        whose = deciding.readers(deciding.case_of(desk))
        deciding.tell_many(desk, many[0], f"Took {{}} that {whose} agree on.", "unit")
        deciding.case_of(desk).go_on()


def merge(desk: Desk, strategy: premerge.Strategy) -> bool:
    """Settle by a strategy what it settles."""
    many: list[int] = []
    article_id = desk.article_id or ""
    if not desk.attempt(
        lambda: many.append(premerge.carry_out(desk.project, article_id, strategy))
    ):
        return False
    board = deciding.case_of(desk).board
    left = f"; {len(board.left):,} left" if board else ""
    deciding.tell_many(desk, many[0], f"Settled {{}}{left}.", "unit")
    deciding.case_of(desk).go_on()
    return True
