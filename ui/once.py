"""No command opens its dialog twice, however fast its key is pressed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog

from ui.steps import in_steps

if TYPE_CHECKING:
    from ui.window import Window

Work = Callable[[], Iterator[object]]


class Once(QObject):
    """Knows which dialogs of a window are open or on their way, by the names of their commands."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._coming = ""
        """The name of the one that is being prepared."""
        self._open: dict[str, list[QDialog]] = {}

    def show(self, name: str, make: Callable[[Window], object], before: Work | None) -> None:
        """Show the dialog of a command, after what has to be done `before`; one that is there comes
        to the front instead. One on its way stays away when another dialog was opened meanwhile."""
        if self._is_there(name):
            return
        if before is None:
            self._show_now(name, make)
            return
        self._coming, over = name, QApplication.activeModalWidget()

        def ready() -> None:
            self._coming = ""
            if QApplication.activeModalWidget() in (None, over):
                self._show_now(name, make)

        in_steps(before(), self, ready)

    # ---- inside

    def _is_there(self, name: str) -> bool:
        if self._coming == name:
            return True
        found = [one for one in self._open.pop(name, ()) if _is_shown(one)]
        if found:
            self._open[name] = found
            found[-1].raise_()
            found[-1].activateWindow()
        return bool(found)

    def _show_now(self, name: str, make: Callable[[Window], object]) -> None:
        there = set(self._shown())
        make(self._window)
        self._open[name] = [one for one in self._shown() if one not in there]

    def _shown(self) -> list[QDialog]:
        return [one for one in self._window.findChildren(QDialog) if one.isVisible()]


def show(window: Window, name: str, made: Mapping[str, Callable[[Window], object]],
         before: Mapping[str, Work]) -> None:  # fmt: skip
    """Show one of the dialogs in `made`, once what stands under its name in `before` is done."""
    (window.findChild(Once) or Once(window)).show(name, made[name], before.get(name))


def _is_shown(dialog: QDialog) -> bool:
    return shiboken6.isValid(dialog) and dialog.isVisible()
