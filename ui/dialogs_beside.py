"""Dialogs in which work goes on while the window stays of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from ui.window import Window


def _beside(window: Window, kind: type[QDialog], make: Callable[[], QDialog]) -> None:
    """Show a dialog in which work goes on while the window stays of use; one of a kind."""
    known = (one for one in window.findChildren(kind) if one.isVisible())
    dialog = next(known, None) or make()
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def models(window: Window) -> None:
    from ui.models import ModelsDialog

    out_of_the_way = (one for one in window.findChildren(ModelsDialog) if one.running)
    _beside(window, ModelsDialog, lambda: next(out_of_the_way, None)
            or ModelsDialog(window.desk, window.jobs, window))  # fmt: skip


def suggest_all(window: Window) -> None:
    from ui.suggest_all import SuggestAll

    keeper = window.later.suggestions
    _beside(window, SuggestAll, lambda: SuggestAll(window.desk, keeper, window))
