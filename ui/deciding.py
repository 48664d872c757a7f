"""What the commands of the review do: decide on what is under review, and move on by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from model import review, spans, verdicts
from model.plurals import many
from model.records import CURATOR, Span
from ui import queue_places
from ui.desk import Desk

if TYPE_CHECKING:
    from model.units import Unit
    from ui.case import Case

Condition = Callable[[Desk], bool]


# ---- when


def in_review(desk: Desk) -> bool:
    return desk.reviewing and desk.case is not None and desk.store is not None


def can_review(desk: Desk) -> bool:
    """Whether the article shown has been submitted by somebody, and can be written."""
    return in_review(desk) and desk.writable and bool(case_of(desk).readings)


def can_decide(desk: Desk) -> bool:
    """Whether an annotator's span is under review."""
    return subject(desk) is not None


def can_agree_with_rest(desk: Desk) -> bool:
    """Of several readings nobody can agree with all: they differ."""
    return can_review(desk) and case_of(desk).board is None and bool(desk.here.undecided)


def can_agree_with_label(desk: Desk) -> bool:
    return can_agree_with_rest(desk) and subject(desk) is not None


def can_fix(desk: Desk) -> bool:
    return can_review(desk) and desk.span is not None


def can_take_back(desk: Desk) -> bool:
    """Whether what is under review is decided, or was added."""
    span = case_of(desk).span if can_review(desk) else None
    return span is not None and (span.role == CURATOR or case_of(desk).decision is not None)


def can_approve(desk: Desk) -> bool:
    return can_review(desk) and not case_of(desk).is_approved


def is_curating(desk: Desk) -> bool:
    """Whether the article shown has several finished readings."""
    return can_review(desk) and case_of(desk).board is not None


def can_take(number: int) -> Condition:
    """Whether the reading of this number has a span in the unit, and digits take readings now."""

    def when(desk: Desk) -> bool:
        return (
            is_curating(desk) and case_of(desk).takes_readings
            and span_of(desk, number) is not None
        )  # fmt: skip

    return when


def is_fixing(desk: Desk) -> bool:
    return can_fix(desk) and case_of(desk).fixing and not desk.offering


def subject(desk: Desk) -> Span | None:
    """The annotator's span under review."""
    span = case_of(desk).span if can_review(desk) else None
    return span if span is not None and span.role != CURATOR else None


# ---- verdicts


def agree(desk: Desk) -> None:
    _decide(desk, lambda span: verdicts.agree(desk.project, span.id))


def reject(desk: Desk, reason: str, comment: str) -> bool:
    return _decide(desk, lambda span: verdicts.reject(desk.project, span.id, reason, comment))


def take_back(desk: Desk) -> None:
    """Let the span wait again; take away what the reviewer has added."""
    span = case_of(desk).span
    if span is None:
        return
    if span.role == CURATOR:
        desk.attempt(lambda: spans.delete(desk.project, [span.id]))
    elif desk.attempt(lambda: verdicts.reconsider(desk.project, span.id)):
        case_of(desk).look(span.id)


def fix(desk: Desk) -> None:
    """Let keys change the span; again: go to the fields."""
    case = case_of(desk)
    to = "fields" if case.fixing else "reader"
    case.set_fixing(True)
    if desk.frame is not None:
        desk.frame.focus_pane(to)


def end_fixing(desk: Desk) -> None:
    """Enter: what was fixed is done, and the next one comes."""
    case = case_of(desk)
    if case.decision is None and case.span is not None and case.span.role != CURATOR:
        desk.tell("Nothing is fixed yet. A agrees with it as it is, Esc leaves it undecided.")
    else:
        case.go_on()


def comment(desk: Desk, text: str) -> bool:
    span = case_of(desk).span
    article_id = desk.article_id or ""
    return desk.attempt(
        lambda: review.comment(desk.project, article_id, text, span.id if span else None)
    )


def answer(desk: Desk, comment_id: str, text: str) -> bool:
    return desk.attempt(lambda: review.answer(desk.project, comment_id, text))


# ---- several at once


def agree_rest(desk: Desk) -> None:
    _agree_all(desk, "")


def agree_label(desk: Desk) -> None:
    span = subject(desk)
    if span is not None:
        _agree_all(desk, span.label_id)


def label_text(desk: Desk) -> str:
    """'Agree with all that is left of “figure” here'."""
    span = subject(desk)
    name = f"“{desk.labels[span.label_id].name}”" if span else "this label"
    return f"Agree with all that is left of {name} here"


def _agree_all(desk: Desk, label_id: str) -> None:
    done: list[int] = []
    article_id = desk.article_id or ""
    if desk.attempt(lambda: done.append(
        review.agree_rest(desk.project, article_id, label_id=label_id))):  # fmt: skip
        of = f" of “{desk.labels[label_id].name}”" if label_id else ""
        tell_many(desk, done[0], f"Agreed with {{}}{of} by {readers(case_of(desk))}.")
        case_of(desk).go_on()


# ---- the article


def approve(desk: Desk) -> None:
    """Make the reviewer's reading gold, and go on to the next article."""
    case, article = case_of(desk), desk.article
    if article is None:
        return
    if case.left:
        desk.tell(
            f"{many(len(case.left), 'span')} left to decide on before this article can be approved."
        )
        case.step(1)
        return
    if desk.attempt(lambda: review.approve(desk.project, article.id)):
        desk.tell(f"“{article.title}” is gold now.", "done", "undo")
        case.step(1)


def return_(desk: Desk, message: str, people_ids: list[str]) -> bool:
    article_id = desk.article_id or ""
    if not desk.attempt(lambda: review.return_(desk.project, article_id, message, people_ids)):
        return False
    desk.tell("Returned, with your message.", "done", "undo")
    case_of(desk).step(1)
    return True


def ask(what: str) -> Callable[[Desk], None]:
    return lambda desk: case_of(desk).asked.emit(what)


def step(step_: int) -> Callable[[Desk], None]:
    return lambda desk: case_of(desk).step(step_)


def other_kind(desk: Desk) -> None:
    """List articles instead of spans, or the other way round."""
    waiting = case_of(desk).queue
    waiting.ask(kind=queue_places.KINDS[1 - queue_places.KINDS.index(waiting.kind)])


# ---- inside


def case_of(desk: Desk) -> Case:
    """What is under review; there is something to ask it."""
    assert desk.case is not None
    return desk.case


def readers(case: Case) -> str:
    """'Ana, Ben and Cem': whose finished readings the article has."""
    *most, last = [case.name_of(one.person_id) for one in case.readings] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _decide(desk: Desk, work: Callable[[Span], object]) -> bool:
    span = subject(desk)
    if span is None or not desk.attempt(lambda: work(span)):
        return False
    case_of(desk).go_on()
    return True


def span_of(desk: Desk, number: int) -> Span | None:
    """The span of the reading of this number, from 1, in the unit under review."""
    case = case_of(desk)
    unit: Unit | None = case.unit
    if unit is None or number > len(unit.readers):
        return None
    return unit.spans.get(unit.readers[number - 1])


def tell_many(desk: Desk, number: int, words: str, noun: str = "span") -> None:
    """Say in `words` how many of a noun that was."""
    if number:
        desk.tell(words.format(many(number, noun)), "done", "undo")
    else:
        desk.tell("There is nothing of that kind left.")
