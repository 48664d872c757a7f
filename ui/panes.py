"""The Annotate workspace: library, reader, claims and inspector; each border can be dragged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import plain
from ui.claims import ClaimsView
from ui.icons import icon
from ui.library import Library
from ui.reading import ReadingPane
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.inspector import Inspector

WIDTHS = (210, 600, 500)
HEIGHTS = (420, 420)


class Pane(QWidget):
    """A view under a quiet heading, with a button that closes it."""

    closed = Signal()

    def __init__(self, title: str, view: QWidget, *, closes: bool = True) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._close = QToolButton(objectName="paneClose", autoRaise=True)
        self._close.setIconSize(QSize(14, 14))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setAccessibleName(f"Close {title}")
        self._close.setToolTip("Close this pane (the View menu brings it back)")
        self._close.clicked.connect(self.closed)
        heading = QHBoxLayout()
        heading.setContentsMargins(12, 4, 6, 4)
        heading.addWidget(plain.label(title, name="paneTitle"), 1)
        heading.addWidget(self._close)
        if not closes:
            self._close.hide()
        self._heading = QWidget(objectName="paneHeading")
        self._heading.setLayout(heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(view, 1)

    def set_theme(self, theme: Theme) -> None:
        self._close.setIcon(icon("mdi6.close", theme, colour=theme.muted))


class Slot(QWidget):
    """Room for a view that several workspaces share: it is where it was taken last."""

    def __init__(self) -> None:
        super().__init__()
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def take(self, view: QWidget) -> None:
        if view.parentWidget() is not self:
            self._room.addWidget(view)
            view.show()


class Annotate(QSplitter):
    """The panes by name: 'library', 'reader', 'claims', 'inspector'."""

    def __init__(self, library: Library, reading: ReadingPane, claims: ClaimsView,
                 inspector: Callable[[], Inspector]) -> None:  # fmt: skip
        """`inspector` gives it, made when it is first asked for; it goes into its slot itself."""
        super().__init__(Qt.Orientation.Horizontal, objectName="panes")
        self._library, self._reading = library, reading
        self._claims, self._inspector = claims, inspector
        self.slots: dict[str, Slot] = {"reading": Slot(), "inspector": Slot()}
        self.slots["reading"].take(reading)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.side = QSplitter(Qt.Orientation.Vertical, objectName="panes")
        self.side.setChildrenCollapsible(False)
        self.side.setHandleWidth(5)
        self.panes = {
            "library": Pane("Library", library),
            "claims": Pane("Claims", claims),
            "inspector": Pane("Inspector", self.slots["inspector"]),
        }
        self.views: dict[str, QWidget] = {
            "library": library, "reader": reading, "claims": claims,
            "inspector": self.panes["inspector"],
        }  # fmt: skip
        self.side.addWidget(self.panes["claims"])
        self.side.addWidget(self.panes["inspector"])
        self.addWidget(self.panes["library"])
        self.addWidget(self.slots["reading"])
        self.addWidget(self.side)
        for index, stretch in enumerate((0, 3, 2)):
            self.setStretchFactor(index, stretch)
        self.setSizes(WIDTHS)
        self.side.setSizes(HEIGHTS)
        for name, pane in self.panes.items():
            pane.closed.connect(lambda name=name: self.show_pane(name, False))

    def set_theme(self, theme: Theme) -> None:
        for pane in self.panes.values():
            pane.set_theme(theme)

    def show_pane(self, name: str, shown: bool) -> None:
        self.panes[name].setVisible(shown)
        self.side.setVisible(self.is_shown("claims") or self.is_shown("inspector"))

    def is_shown(self, name: str) -> bool:
        return not self.panes[name].isHidden()

    # ---- where keys lead

    def focus(self, name: str) -> None:
        """Show a pane, or a field of one, and put the keys there."""
        of = {"search": "library", "note": "inspector", "figure": "inspector",
              "stance": "inspector", "verdict": "inspector"}.get(name, name)  # fmt: skip
        if of in self.panes:
            self.show_pane(of, True)
        self._targets()[name]()

    def focus_first(self) -> None:
        self.focus("reader")

    def focus_next(self) -> None:
        shown = [name for name, view in self.views.items() if view.isVisible()]
        focused = QApplication.focusWidget()
        here = [n for n in shown if focused is not None and self.views[n].isAncestorOf(focused)]
        at = shown.index(here[0]) + 1 if here else 0
        self.focus(shown[at % len(shown)])

    def _targets(self) -> dict[str, Callable[[], object]]:
        return {
            "search": self._focus_search,
            "library": self._library.list.setFocus,
            "reader": self._reading.reader.setFocus,
            "claims": self._claims.focus_table,
            "inspector": lambda: self._inspector().focus_first(),
            "note": lambda: self._inspector().focus_note(),
            "figure": lambda: self._inspector().focus_figure(),
            "stance": lambda: self._inspector().focus_stance(),
            "verdict": lambda: self._inspector().focus_verdict(),
        }

    def _focus_search(self) -> None:
        self._library.search.setFocus()
        self._library.search.selectAll()
