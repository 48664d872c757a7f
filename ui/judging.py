"""What the commands for suggestions do: go from one to the next, accept, reject, in any number."""

from __future__ import annotations

from collections.abc import Callable

from model import keystrokes, orders, people, suggestions
from model.bulk import Done
from model.plurals import many
from model.records import Span
from ui import changing, moving, places_acting
from ui.desk import Desk

PLACE, SUREST, LEAST_SURE = "by place", "surest first", "least sure first"
ORDERS = (PLACE, SUREST, LEAST_SURE)

TOPIC = "judged"
"""Of what is told of judgements: newer word takes the place of the older."""
HIDDEN_YET = "Suggestions are hidden until you have marked something here; then R shows them."
HIDDEN = "Suggestions are hidden. R shows them."
NOTHING_WAITS = "No suggestion waits here. G asks for suggestions, F6 goes to the next pane."


def is_suggestion(desk: Desk) -> bool:
    """Whether the chosen span is a suggestion that can be judged."""
    span = desk.span
    return desk.writable and span is not None and span.state == "suggested"


def can_ask(desk: Desk) -> bool:
    """Whether the person would use suggestions in the article shown."""
    article_id = desk.article_id if desk.writable else None
    return article_id is not None and suggestions.are_wanted(desk.project, article_id)


def ask_here(desk: Desk) -> None:
    desk.suggestions_wanted.emit()


def may_reveal(desk: Desk) -> bool:
    """Whether suggestions are hidden here."""
    return desk.here.hides


def hidden(desk: Desk) -> str:
    """Why no suggestions are seen, and what shows them; '' where they are not hidden."""
    if not desk.here.hides:
        return ""
    return HIDDEN if desk.spans.states["accepted"] else HIDDEN_YET


def reveal(desk: Desk) -> None:
    """Show the suggestions that were hidden to a person who has marked by themselves by now, and go
    to the first."""
    if not desk.spans.states["accepted"]:
        desk.tell(HIDDEN_YET, topic=TOPIC)
        return
    hide(desk, hides=False)
    go(desk, 1)


def hide(desk: Desk, *, hides: bool) -> None:
    """Hide the suggestions of the article shown, or no longer."""
    desk.here.hide_suggestions(hides)
    if desk.span is None:
        desk.choose(None)
    desk.readings_changed.emit()
    desk.moved.emit()


def clear(desk: Desk) -> None:
    """Take the suggestions of the article away that are not judged."""
    article_id = desk.article_id or ""
    own = suggestions.own(desk.project, article_id)
    ids = tuple(one.id for one in own if one.state == "suggested")

    def tell(done: Done) -> None:
        said = f"Cleared {many(done.changed, 'suggestion')}. G asks for suggestions again."
        desk.tell(said, "done", "undo", TOPIC)

    order = orders.Order(orders.CLEAR, span_ids=ids)
    changing.attempt(desk, lambda: places_acting.carry_out(desk, order, tell))


def has_suggestions(desk: Desk) -> bool:
    return desk.article_id is not None and desk.spans.states["suggested"] > 0


def may_go(desk: Desk) -> bool:
    """Whether Tab belongs to suggestions: to those there, or to those that may be on their way,
    lest it lead out of the article a moment too early."""
    return desk.article_id is not None and not has_only_spans(desk)


def has_only_spans(desk: Desk) -> bool:
    """Whether Tab has spans to go to, and no suggestion waits."""
    return not has_suggestions(desk) and moving.has_shown_spans(desk)


def waiting(desk: Desk) -> list[Span]:
    """The article's suggestions that are shown and not judged, in the order of the settings."""
    found = [span for span in desk.spans.values() if span.state == "suggested"]
    by_place = sorted(found, key=lambda one: (one.start, -one.end, one.id))
    order = desk.settings.text("suggestion_order")
    if order == PLACE:
        return by_place
    return sorted(by_place, key=lambda one: one.score or 0.0, reverse=order == SUREST)


def go(desk: Desk, step: int) -> None:
    """Choose the next suggestion, or the one before; round at the ends."""
    found = waiting(desk)
    if not found:
        if desk.here.hides or not desk.here.awaits:
            desk.tell(hidden(desk) or NOTHING_WAITS, topic=TOPIC)
        return
    span = desk.span
    if span in found:
        desk.choose(found[(found.index(span) + step) % len(found)].id)
        return
    if desk.settings.text("suggestion_order") != PLACE:
        desk.choose(found[0 if step > 0 else -1].id)
        return
    at = span.start if span else desk.range[0] if desk.range else desk.caret
    later = [one for one in found if one.start >= at]
    earlier = [one for one in found if one.start < at]
    desk.choose((later or found)[0].id if step > 0 else (earlier or found)[-1].id)


def judge(desk: Desk, state: str) -> None:
    """Accept or reject the chosen suggestion, and go on to the next one."""
    span = desk.span
    if span is not None:
        _judge(desk, [span], state)


def accept_row(desk: Desk) -> None:
    """Accept the chosen claim with all that is suggested as linked to it."""
    span = desk.span
    if span is not None:
        tied = suggestions.tied(desk.project, span.id)
        _judge(desk, [span, *(one for one in waiting(desk) if one.id in tied)], "accepted")


def accept_alike(desk: Desk) -> None:
    """Accept every suggestion of the article that has the chosen one's label."""
    span = desk.span
    if span is not None:
        alike = [one for one in waiting(desk) if one.label_id == span.label_id]
        _judge(desk, alike, "accepted", told=f"of “{desk.labels[span.label_id].name}”")


def accept_as_sure(desk: Desk) -> None:
    """Accept every suggestion of the article that is at least as sure as the chosen one."""
    span = desk.span
    if span is not None:
        least = span.score or 0.0
        as_sure = [one for one in waiting(desk) if (one.score or 0.0) >= least]
        _judge(desk, as_sure, "accepted", told=f"with a score of {least:.2f} or more")


def alike_text(desk: Desk) -> str:
    """'Accept all 7 suggested figures here'."""
    span = desk.span if is_suggestion(desk) else None
    if span is None:
        return "Accept all suggestions of this label here"
    alike = sum(one.label_id == span.label_id for one in waiting(desk))
    return f"Accept all {alike} suggested “{desk.labels[span.label_id].name}” here"


def as_sure_text(desk: Desk) -> str:
    """'Accept all 12 here with a score of 0.80 or more'."""
    span = desk.span if is_suggestion(desk) else None
    if span is None:
        return "Accept all suggestions here that are as sure"
    as_sure = sum((one.score or 0.0) >= (span.score or 0.0) for one in waiting(desk))
    return f"Accept all {as_sure} here with a score of {span.score or 0.0:.2f} or more"


def ordered_by(order: str) -> Callable[[Desk], None]:
    """Go in this order from now on; by score, from its first suggestion on."""

    def run(desk: Desk) -> None:
        desk.change_settings(suggestion_order=order)
        found = waiting(desk) if order != PLACE else []
        if found:
            desk.choose(found[0].id)

    return run


def is_ordered_by(order: str) -> Callable[[Desk], bool]:
    return lambda desk: desk.settings.text("suggestion_order") == order


def _judge(desk: Desk, chosen: list[Span], state: str, *, told: str = "") -> None:
    """As one step, which undo takes back to where the person was; `told` says which they are."""
    following = _after(desk, chosen)
    ids = sorted((one.id for one in chosen), key=lambda id_: id_ == desk.chosen)

    def go_on(number: int = len(ids)) -> None:
        left = len(waiting(desk))
        if told:
            _tell_accepted(desk, number, told, left)
        elif not left:
            desk.tell(_all_judged(desk), topic=TOPIC)
        if following is not None and following.id in desk.spans:
            desk.choose(following.id)

    if len(ids) > places_acting.AT_ONCE and state == "accepted" and not desk.here.is_locked:
        order = orders.Order(orders.ACCEPT, span_ids=tuple(ids))
        places_acting.carry_out(desk, order, lambda done: go_on(done.changed))
    elif changing.attempt(desk, lambda: suggestions.judge(desk.project, ids, state)):
        go_on()


def _tell_accepted(desk: Desk, number: int, which: str, left: int) -> None:
    rest = f"{left:,} left here" if left else "none is left here"
    desk.tell(f"Accepted {many(number, 'suggestion')} {which}; {rest}.", "done", "undo", TOPIC)


def _all_judged(desk: Desk) -> str:
    """What there is to say, and to do, when the last suggestion of an article is judged."""
    store = desk.project
    saved = keystrokes.saved(store, people.whoever(store), desk.article_id or "")
    worth = f" They saved you {many(saved, 'keystroke')}." if saved else ""
    return f"That was the last suggestion here.{worth} Ctrl+Enter submits the article."


def _after(desk: Desk, chosen: list[Span]) -> Span | None:
    """The suggestion that follows where the person is, once those chosen are judged."""
    found = waiting(desk)
    gone = {one.id for one in chosen}
    here = [desk.chosen] if desk.chosen in gone else gone
    at = next((number for number, one in enumerate(found) if one.id in here), 0)
    left = [one for one in [*found[at:], *found[:at]] if one.id not in gone]
    return left[0] if left else None
