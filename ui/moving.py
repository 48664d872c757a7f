"""What the moving commands do: through the text, from span to span, from article to article."""

from __future__ import annotations

from model import articles, tokens, turning
from model.edits import Edit
from model.records import Span
from ui import steps
from ui.desk import Desk


def has_article(desk: Desk) -> bool:
    return desk.article_id is not None


def has_hold(desk: Desk) -> bool:
    """Whether there is something to let go of."""
    return desk.article_id is not None and bool(desk.edge or desk.span or desk.range)


def has_project(desk: Desk) -> bool:
    return desk.store is not None


def has_search(desk: Desk) -> bool:
    return bool(desk.search) and desk.article_id is not None


def is_offering(desk: Desk) -> bool:
    return desk.offering


def may_choose_here(desk: Desk) -> bool:
    return desk.article_id is not None and not desk.offering


def has_shown_spans(desk: Desk) -> bool:
    return len(desk.spans) > desk.spans.states["rejected"]


def widen(desk: Desk) -> None:
    """Select the word at the caret, then its sentence, then its paragraph."""
    now = _selected(desk)
    for wider in _around(desk, now[0]):
        if wider[0] <= now[0] and wider[1] >= now[1] and wider != now:
            desk.select(*wider)
            return


def narrow(desk: Desk) -> None:
    """The reverse of `widen`."""
    now = _selected(desk)
    smaller = [r for r in _around(desk, now[0]) if r[1] - r[0] < now[1] - now[0]]
    desk.select(*(smaller[-1] if smaller else (now[0], now[0])))


def select_word(desk: Desk) -> None:
    """Select the word at the caret; again: one word more."""
    if desk.range is None:
        found = tokens.token_at(desk.text, desk.caret)
        if found is None:
            following = tokens.next_edge(desk.text, desk.caret, 1)
            found = tokens.token_at(desk.text, following)
        if found is not None:
            desk.select(*found)
    else:
        start, end = desk.range
        grown = tokens.next_edge(desk.text, tokens.next_edge(desk.text, end, 1), 1)
        desk.select(*tokens.snap(desk.text, start, min(grown, _paragraph_end(desk, end))))


def select_sentence(desk: Desk) -> None:
    """Select the sentence at the caret; again: the one after it as well."""
    if desk.range is None:
        start, end = tokens.sentence_at(desk.text, desk.caret)
    else:
        start, end = desk.range
        here = tokens.sentence_at(desk.text, max(start, end - 1))
        following = min(end + 1, len(desk.text))
        end = here[1] if here[1] > end else tokens.sentence_at(desk.text, following)[1]
    desk.select(*tokens.snap(desk.text, start, end))


def _selected(desk: Desk) -> tuple[int, int]:
    if desk.span is not None:
        return desk.span.start, desk.span.end
    return desk.range or (desk.caret, desk.caret)


def _around(desk: Desk, offset: int) -> list[tuple[int, int]]:
    """Word, sentence and paragraph at `offset`, from small to large."""
    word = tokens.token_at(desk.text, offset) or (offset, offset)
    return [
        word,
        tokens.snap(desk.text, *tokens.sentence_at(desk.text, offset)),
        tokens.snap(desk.text, *tokens.paragraph_at(desk.text, offset)),
    ]


def _paragraph_end(desk: Desk, offset: int) -> int:
    return tokens.paragraph_at(desk.text, offset)[1]


# ---- spans


def next_span(desk: Desk, step: int) -> None:
    """Choose the next span in reading order, or the one before; round at the ends."""
    shown = sorted(
        (s for s in desk.spans.values() if s.state != "rejected"),
        key=lambda s: (s.start, -s.end, s.id),
    )
    if not shown:
        return
    desk.choose(_neighbour(desk, shown, step).id)


def _neighbour(desk: Desk, shown: list[Span], step: int) -> Span:
    if desk.span is not None and desk.span in shown:
        return shown[(shown.index(desk.span) + step) % len(shown)]
    at = desk.range[0] if desk.range else desk.caret
    if step > 0:
        return next((s for s in shown if s.start >= at), shown[0])
    return next((s for s in reversed(shown) if s.start < at), shown[-1])


def choose_here(desk: Desk) -> None:
    """Choose the innermost span at the caret; again: the one around it."""
    at = desk.span.start if desk.span else desk.caret
    here = sorted(
        (s for s in desk.spans.values() if s.start <= at < s.end and s.state != "rejected"),
        key=lambda s: (s.end - s.start, s.id),
    )
    if not here:
        desk.tell("There is no span at the caret. Tab goes to the next one.")
        return
    index = here.index(desk.span) + 1 if desk.span in here else 0
    desk.choose(here[index % len(here)].id)


def let_go(desk: Desk) -> None:
    """Disarm the edge; else let go of the span or the selection, keeping the place."""
    if desk.edge:
        desk.arm("")
    elif desk.span is not None:
        desk.select(desk.span.start, desk.span.start)
    elif desk.range is not None:
        desk.select(desk.caret, desk.caret)


# ---- articles


def step_article(desk: Desk, step: int) -> None:
    """Show the article after or before this one in the library's order."""
    ids = [*articles.states(desk.project)]
    if not ids:
        return
    here = ids.index(desk.article_id) if desk.article_id in ids else -min(step, 0)
    desk.show(ids[(here + step) % len(ids)])


def next_unfinished(desk: Desk, step: int = 1) -> None:
    found = articles.next_unfinished(desk.project, desk.article_id, step)
    if found is None:
        desk.tell(_nothing_else(desk))
    else:
        desk.show(found)


def _nothing_else(desk: Desk) -> str:
    """Why there is no other article to go to."""
    store = desk.project
    if set(articles.states(store).values()) <= set(articles.FINISHED):
        return "Every article is finished."
    if articles.next_unfinished(store, None) is None:
        return "Nothing more waits for you. Others are still at work on their articles."
    return "This is the last one left."


# ---- undo


def undo(desk: Desk) -> bool:
    """Take back the newest change; one that could not be saved is the newest there is. True when it
    is done by now."""
    return desk.unsaved.drop_newest() or _turn(desk, "undo")


def redo(desk: Desk) -> bool:
    return _turn(desk, "redo")


def _turn(desk: Desk, kind: str) -> bool:
    """At once, unless so much is to be changed that the window would have to wait."""
    store = desk.project
    stack = store.history.done if kind == "undo" else store.history.undone
    beside = desk.frame is not None and store.path is not None
    if not (beside and stack and turning.has_many(store, stack[-1], steps.MANY)):
        turn = store.undo if kind == "undo" else store.redo
        return desk.attempt(lambda: _show_place(desk, turn()))
    if desk.unsaved.count:
        desk.tell("Something is not saved yet. Save it first.", "warning", "edit.retry")
    elif desk.frame is not None:
        desk.frame.show_dialog(kind)
    return False


def _show_place(desk: Desk, edit: Edit | None) -> None:
    """Bring what was undone or redone before the person's eyes; a large edit has no one place."""
    if edit is None or edit.is_large:
        return
    case = desk.case if desk.reviewing else None
    decided = case.stood.span_of(edit) if case is not None else None
    if case is not None and decided is not None:
        case.look(decided)
        return
    rows = [(c.id, c.after) for c in edit.of("span") if c.after is not None]
    if rows:
        if rows[0][1]["article_id"] != desk.article_id:
            desk.show(str(rows[0][1]["article_id"]))
        desk.choose(rows[0][0])
    for change in edit.of("span"):
        if change.after is None and change.before is not None:
            if change.before["article_id"] == desk.article_id:
                start = change.before["start"]
                desk.select(int(start or 0), int(start or 0))
            return
    if not rows:
        _show_assigned(desk, edit)


def _show_assigned(desk: Desk, edit: Edit) -> None:
    """The article that was submitted, approved or returned, when it is a single one."""
    moved = {(c.after or c.before or {})["article_id"] for c in edit.of("assignment")}
    if len(moved) != 1:
        return
    article_id = str(moved.pop())
    if desk.reviewing and desk.case is not None:
        desk.case.open_article(article_id)
    else:
        desk.show(article_id)
