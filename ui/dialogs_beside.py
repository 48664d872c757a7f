"""Dialogs in which work goes on while the window stays of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.beside import Beside
    from ui.window import Window


def models(window: Window) -> None:
    from ui.models import ModelsDialog

    _show(window, ModelsDialog, lambda: ModelsDialog(window.desk, window.jobs, window))


def suggest_all(window: Window) -> None:
    from ui.suggest_all import SuggestAll

    keeper = window.later.suggestions
    _show(window, SuggestAll, lambda: SuggestAll(window.desk, keeper, window))


def _show(window: Window, kind: type[Beside], make: Callable[[], Beside]) -> None:
    """One of a kind: the one that is shown, or at work out of the way, or has something to say."""
    known = (one for one in window.findChildren(kind)
             if one.isVisible() or one.running or one.has_news)  # fmt: skip
    dialog = next(known, None) or make()
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
