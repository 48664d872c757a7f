"""What the marking commands do: mark, relabel, move edges, judge, and mark all matches."""

from __future__ import annotations

from collections.abc import Callable

from model import articles, from_words, spans, text, tokens
from model.plurals import many
from model.records import Label
from ui import changing, display, edges
from ui.desk import Desk


def writable(desk: Desk) -> bool:
    return desk.writable


def can_change_span(desk: Desk) -> bool:
    return desk.writable and desk.span is not None


def can_mark(desk: Desk) -> bool:
    return desk.writable and desk.article_id is not None


def can_label(desk: Desk) -> bool:
    """Whether digits label; under a curator's eye they take readings."""
    taking = desk.reviewing and desk.case is not None and desk.case.takes_readings
    return can_mark(desk) and not taking


def has_role(role: str) -> Callable[[Desk], bool]:
    """Whether the chosen span's label has this role, and may be changed."""

    def when(desk: Desk) -> bool:
        span = desk.span
        return desk.writable and span is not None and desk.role(span) == role

    return when


def edge_armed(desk: Desk) -> bool:
    return bool(desk.edge) and can_change_span(desk)


def labelling(key: str) -> Callable[[Desk], None]:
    return lambda desk: label_with(desk, key)


def edge_mover(step: int, *, by_character: bool) -> Callable[[Desk], None]:
    return lambda desk: move_edge(desk, step, by_character=by_character)


def label_with(desk: Desk, key: str) -> None:
    """Label the selection; relabel the chosen span; with neither, label the word at the caret
    (the sentence, when the label is a claim's)."""
    label = desk.label_for_key(key)
    if label is None:
        desk.tell(f"No label has the key {key}. Give it one in the label editor.", "info", "labels")
        return
    label_now(desk, label)


def label_now(desk: Desk, label: Label) -> None:
    """The same, with the label itself: what the label bar and the inspector call."""
    span = desk.span
    if span is not None:
        if span.label_id != label.id:
            changing.relabel(desk, span, label.id)
        return
    start, end = tokens.without_blanks(desk.text, *(desk.range or _around_caret(desk, label)))
    if start == end:
        desk.tell("Select some words first: W selects the word, S the sentence.")
        return
    attributes = from_words.attributes(label.role, desk.text, start, end)
    made = changing.mark(desk, spans.NewSpan(start, end, label.id, attributes))
    if made is not None:
        desk.choose(made)
        desk.marked.emit(made)


def _around_caret(desk: Desk, label: Label) -> tuple[int, int]:
    if label.role == "claim":
        start, end = tokens.sentence_at(desk.text, desk.caret)
        return tokens.snap(desk.text, start, end)
    return tokens.token_at(desk.text, desk.caret) or (desk.caret, desk.caret)


def delete(desk: Desk) -> None:
    span = desk.span
    if span is not None and changing.delete(desk, span):
        desk.select(span.start, span.start)


def move_edge(desk: Desk, step: int, *, by_character: bool = False) -> None:
    """Move the armed edge of the chosen span one token, or one character, to the left (-1) or to
    the right (1) on the screen; all that is done to it while it is armed is one step of undo."""
    span = desk.span
    if span is None or not desk.edge:
        return
    edge, place = desk.edge, edges.target(desk, span, step, by_character=by_character)
    goes_on = desk.project.history.newest(desk.step)
    if place is not None and changing.move(desk, span, *place, goes_on) and not goes_on:
        goes_on = desk.project.history.done[-1].id
    desk.arm(edge, goes_on)


def drag_edge(desk: Desk, span_id: str, edge: str, to: int) -> None:
    """What the reader reports after an edge was dragged."""
    span = desk.spans.get(span_id)
    if span is None or not desk.writable:
        return
    start, end = (to, span.end) if edge == "start" else (span.start, to)
    if changing.move(desk, span, start, end) and not desk.reviewing:
        desk.choose(span_id)


def mark_all_matches(desk: Desk) -> None:
    """Give every other place in the article with the same words the chosen span's label."""
    span = desk.span
    if span is None or desk.article_id is None:
        return
    article_id = desk.article_id
    taken = {(s.start, s.end) for s in desk.spans.values() if s.label_id == span.label_id}
    found = [place for place in text.occurrences(desk.text, span.quote) if place not in taken]
    if not found:
        desk.tell(f"{display.quoted(span.quote)} stands nowhere else in this article.")
        return
    new = [spans.NewSpan(start, end, span.label_id, span.attributes) for start, end in found]
    title = f"Mark {len(new)} more “{display.brief(span.quote)}”"
    if changing.attempt(desk, lambda: spans.mark_all(desk.project, article_id, new, title)):
        places = many(len(new), "more place")
        desk.tell(f"Marked {places} with {display.quoted(span.quote)}.", "done", "undo")


def toggle_boilerplate(desk: Desk) -> None:
    """Mark the paragraph at the caret as boilerplate, or take that back."""
    article = desk.article
    if article is None:
        return
    paragraph = desk.text.count("\n", 0, desk.span.start if desk.span else desk.caret)
    changed = set(article.boilerplate) ^ {paragraph}
    desk.attempt(lambda: articles.change(desk.project, article.id, boilerplate=tuple(changed)))
