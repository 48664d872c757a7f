"""What the rows of the command table are made of: dialogs, panes, settings, conditions, texts."""

from __future__ import annotations

from collections.abc import Callable

from model import audit
from model.records import Label
from ui.desk import Desk


def dialog(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.frame and desk.frame.show_dialog(name)


def pane(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.frame and desk.frame.toggle_pane(name)


def pane_shown(name: str) -> Callable[[Desk], bool]:
    return lambda desk: bool(desk.frame and desk.frame.pane_shown(name))


def workspace(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.frame and desk.frame.show_workspace(name)


def workspace_shown(name: str) -> Callable[[Desk], bool]:
    return lambda desk: bool(desk.frame and desk.frame.workspace_shown(name))


def focus(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.frame and desk.frame.focus_pane(name)


def in_its_place(pane: str, in_review: str) -> Callable[[Desk], str]:
    """'Go to the library': what stands in the same place of the Review workspace is named there."""
    shown = workspace_shown("review")
    return lambda desk: f"Go to {in_review if shown(desk) else pane}"


def switched(key: str) -> Callable[[Desk], object]:
    def run(desk: Desk) -> None:
        desk.change_settings(**{key: not desk.settings.on(key)})

    return run


def is_on(key: str) -> Callable[[Desk], bool]:
    return lambda desk: desk.settings.on(key)


def resized(by: int) -> Callable[[Desk], object]:
    return lambda desk: desk.change_settings(reader_size=desk.settings.whole("reader_size") + by)


def themed(name: str) -> Callable[[Desk], object]:
    return lambda desk: desk.change_settings(theme=name)


def next_step(verb: str, stack: str) -> Callable[[Desk], str]:
    """'Undo Mark claim': the menu names what the step will do."""

    def text(desk: Desk) -> str:
        if desk.unsaved.count and stack == "done":
            return f"{verb} what could not be saved"
        steps = getattr(desk.store.history, stack) if desk.store else []
        if not steps or desk.store is None:
            return verb
        whose = audit.whose(desk.store, steps[-1].id)
        return f"{verb} {steps[-1].title}" + (f", by {whose}" if whose else "")

    return text


def can_undo(desk: Desk) -> bool:
    return desk.writable and bool(desk.unsaved.count or desk.project.history.done)


def can_redo(desk: Desk) -> bool:
    return desk.writable and bool(desk.project.history.undone)


def label_text(key: str) -> Callable[[Desk], str]:
    def text(desk: Desk) -> str:
        label = desk.label_for_key(key)
        return f"Mark as {label.name}" if label else f"Mark with key {key}"

    return text


def with_key(key: str) -> Callable[[Desk], Label | None]:
    return lambda desk: desk.label_for_key(key)


def has_label(key: str) -> Callable[[Desk], bool]:
    return lambda desk: desk.label_for_key(key) is not None


def state_is(*states: str) -> Callable[[Desk], bool]:
    def when(desk: Desk) -> bool:
        article = desk.article if desk.writable else None
        return article is not None and article.state in states

    return when


def can_reopen(desk: Desk) -> bool:
    """Whether the person has finished the article shown, or it is finished as a whole."""
    return desk.here.is_locked or state_is("submitted", "approved")(desk)


def with_article(verb: Callable[..., None]) -> Callable[[Desk], object]:
    return lambda desk: desk.attempt(lambda: verb(desk.project, desk.article_id))
