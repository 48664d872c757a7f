"""What a person changes of the spans shown: an annotator their own, a reviewer copies of others'.

Each is one edit. What the person has finished is locked until they reopen it, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from model import links, proposals, sitting, spans, verdicts
from model.errors import UserError
from model.records import Attributes, Span
from model.spans import NewSpan
from ui import news
from ui.desk import Desk
from ui.unsaved import TOPIC, is_trouble

LOCKED = "You have finished this article, so it is locked. Reopen it to change it: Ctrl+R."


def attempt(desk: Desk, work: Callable[[], object], span: Span | None = None) -> bool:
    """Do `work` on the article shown unless it is locked; True when it was done.

    What the disk does not take is kept, and shown as `span` if that is given.
    """
    if desk.here.is_locked:
        desk.tell(LOCKED, "info", "article.reopen", topic=news.LOCKED)
        return False
    retried = False
    try:
        desk.unsaved.retry()
        retried = True
        work()
    except UserError as error:
        lost = is_trouble(error)
        if lost:
            desk.unsaved.keep(work, span)
        topic = TOPIC if lost else news.topic_of(error) if retried else ""
        desk.tell(f"Not saved. {error}" if lost else str(error), "trouble",
                  "edit.retry" if lost else "", topic=topic)  # fmt: skip
        return False
    return True


def retry(desk: Desk) -> None:
    """Make the changes that could not be saved."""
    if not desk.unsaved.count:
        desk.tell("Everything is saved: each change is, the moment it is made.")
    elif desk.attempt(desk.unsaved.retry, edits=False):
        desk.tell("Saved.", "done")


def mark(desk: Desk, new: NewSpan) -> str | None:
    """Mark words; returns the span's id, None when that failed."""
    made: list[str] = []
    store, article_id = desk.project, desk.article_id or ""

    def work() -> None:
        if desk.reviewing:
            made.append(verdicts.add(store, article_id, new, desk.subject))
        else:
            words = new.start, new.end, new.label_id, new.attributes
            made.append(spans.mark(store, article_id, *words))

    quote = desk.text[new.start : new.end]
    shown = Span("", article_id, new.start, new.end, new.label_id, quote, "", "", "", "")
    return made[0] if attempt(desk, work, shown) else None


def relabel(desk: Desk, span: Span, label_id: str) -> bool:
    if desk.reviewing:
        return _fix(desk, span, sitting.Fix(label_id=label_id))
    return attempt(desk, lambda: spans.relabel(desk.project, span.id, label_id))


def move(desk: Desk, span: Span, start: int, end: int, step: str = "") -> bool:
    """Give a span other edges, which must not cross, going on with a `step` of undo if that is the
    newest."""
    if not 0 <= start < end <= len(desk.text):
        return False
    if desk.reviewing:
        return _fix(desk, span, sitting.Fix(start=start, end=end), step)
    return attempt(desk, lambda: spans.move(desk.project, span.id, start, end, step))


def set_attributes(desk: Desk, span: Span, attributes: Attributes) -> bool:
    if desk.reviewing:
        return _fix(desk, span, sitting.Fix(attributes=attributes))
    return attempt(desk, lambda: spans.set_attributes(desk.project, span.id, attributes))


def set_note(desk: Desk, span: Span, note: str) -> bool:
    if desk.reviewing:
        return _fix(desk, span, sitting.Fix(note=note))
    return attempt(desk, lambda: spans.set_note(desk.project, span.id, note))


def delete(desk: Desk, span: Span) -> bool:
    return attempt(desk, lambda: spans.delete(desk.project, [span.id]))


def relink(
    desk: Desk, span: Span, chosen: Sequence[proposals.Proposal], unlinked: Sequence[str]
) -> bool:
    """Link a span as proposed, and take links away."""
    store = desk.project
    if desk.reviewing:
        return attempt(desk, lambda: verdicts.relink(store, span.id, chosen, unlinked))
    if desk.role(span) == "claim":
        return attempt(desk, lambda: proposals.settle(store, span.id, chosen, unlinked))
    heads = [one.span_id for one in chosen]
    return attempt(desk, lambda: proposals.retie(store, span.id, heads, unlinked))


def unlink(desk: Desk, link_id: str) -> bool:
    if desk.reviewing:
        return attempt(desk, lambda: verdicts.unlink(desk.project, link_id))
    return attempt(desk, lambda: links.remove(desk.project, [link_id]))


def _fix(desk: Desk, span: Span, wanted: sitting.Fix, step: str = "") -> bool:
    """Change a span in the review, and choose what holds the change."""
    made: list[str] = []

    def work() -> None:
        made.append(verdicts.change(desk.project, span.id, wanted, step))

    if not attempt(desk, work):
        return False
    desk.choose(made[0])
    if desk.case is not None:
        desk.case.set_fixing(True)
    return True
