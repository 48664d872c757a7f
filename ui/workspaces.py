"""The workspaces of a project, one page each; all but the first are made when first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QToolButton, QWidget

from ui.actions import Actions
from ui.desk import Desk
from ui.panes import Slot
from ui.theme import Theme
from ui.who import WhoButton

if TYPE_CHECKING:
    from ui.status import StatusBar
    from ui.window import Window


class Page(Protocol):
    """What a workspace shows, a widget."""

    def set_theme(self, theme: Theme) -> None: ...

    def focus_first(self) -> None:
        """Take the keys, where work begins."""

    def focus_next(self) -> None:
        """Take the keys from one part of the page to the next, and round."""


def _review(window: Window) -> Page:
    from ui.case import Case
    from ui.curation import Curation
    from ui.review import ReviewPage

    case = Case(window.desk)
    case.queue.restore(window.workspaces.kept_review)
    units = Curation(window.desk, case, window.actions_)
    return ReviewPage(window.desk, case, window.actions_, units, window.annotate, window.jobs)


def _corpus(window: Window) -> Page:
    from ui.corpus import CorpusPage

    page = CorpusPage(window.desk, window.jobs, window.actions_["export"])
    page.told.connect(cast("StatusBar", window.statusBar()).speak_of)
    return page


class Parted(Page, Protocol):
    """A page of several parts by name."""

    def show_part(self, name: str) -> None: ...


PARTS = {
    name: "corpus" for name in ("dashboard", "concordance", "consistency", "figures", "agreement")
}
"""The parts that commands lead to, and the workspace of each."""
LATER: dict[str, Callable[[Window], Page]] = {"review": _review, "corpus": _corpus}
NAMES = ("annotate", *LATER)
"""Each has a command `workspace.NAME`; the keys of commands whose `where` is a name work in it."""


class Workspaces(QStackedWidget):
    """The pages by name."""

    def __init__(
        self, window: Window, annotate: Page, shared: Mapping[str, Callable[[], QWidget]]
    ) -> None:
        """`shared` are the views, by the names of their slots, that several pages show."""
        super().__init__()
        self._window = window
        self._shared = shared
        self._theme: Theme | None = None
        self.pages: dict[str, Page] = {}
        """Those made so far."""
        self.kept_review: dict[str, object] = {}
        """What the queues of the review were left at, until that workspace is shown."""
        self._keep("annotate", annotate)

    @property
    def shown(self) -> str:
        """The name of the workspace in front."""
        in_front = self.currentWidget()
        return next(name for name, page in self.pages.items() if cast(QWidget, page) is in_front)

    @property
    def page(self) -> Page:
        return self.pages[self.shown]

    @property
    def targets(self) -> Mapping[str, Callable[[], object]]:
        """Where on the page in front keys can be put, by name, if it has a say in that."""
        return getattr(self.page, "targets", {})

    def show_page(self, name: str) -> None:
        """Bring a workspace to the front; raises KeyError when there is none of that name."""
        if name == self.shown:
            return
        if name not in self.pages:
            page = LATER[name](self._window)
            if self._theme is not None:
                page.set_theme(self._theme)
            self._keep(name, page)
        slots: dict[str, Slot] = getattr(self.pages[name], "slots", {})
        for view, slot in slots.items():
            slot.take(self._shared[view]())
        self.setCurrentWidget(cast(QWidget, self.pages[name]))
        if slots:
            self._window.desk.review(name == "review")

    def show_part(self, name: str) -> None:
        """Bring a part of a workspace to the front, with the keys."""
        self.show_page(PARTS[name])
        cast(Parted, self.page).show_part(name)

    def review_state(self) -> dict[str, object]:
        """What the queues of the review are left at, by project."""
        case = self._window.desk.case
        return case.queue.state() if case is not None else self.kept_review

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for page in self.pages.values():
            page.set_theme(theme)

    def _keep(self, name: str, page: Page) -> None:
        widget = cast(QWidget, page)
        self.pages[name] = page
        self.addWidget(widget)
        self._window.actions_.attach(name, widget)


class Switcher(QWidget):
    """The end of the toolbar: the workspaces as buttons, and who is working."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(objectName="switcher")
        self.setAccessibleName("Workspaces")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addStretch(1)
        self.buttons = [QToolButton(focusPolicy=Qt.FocusPolicy.NoFocus) for _ in NAMES]
        for name, button in zip(NAMES, self.buttons, strict=True):
            actions.put_on(button, f"workspace.{name}")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        self.who = WhoButton(desk, actions)
        row.addWidget(self.who)

    def set_look(self, theme: Theme, size: QSize) -> None:
        for button in self.buttons:
            button.setIconSize(size)
        self.who.set_look(theme, size)
