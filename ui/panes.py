"""The Annotate workspace: library, reader, claims and inspector; each border can be dragged.

In a narrow window panes give way to the article; they come back when there is room for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import columns, plain
from ui.columns import ARTICLE, LIBRARY, SIDE
from ui.icons import icon
from ui.library import Library
from ui.reading import ReadingPane
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.claims import ClaimsView
    from ui.inspector import Inspector

WIDTHS = {LIBRARY: 210, ARTICLE: 600, SIDE: 500}
HEIGHTS = (420, 420)
CONTENTS = {LIBRARY: ("library",), SIDE: ("claims", "inspector")}
ICONS = ("mdi6.bookshelf", "mdi6.table")
LEAST = 21
"""Characters that a row of the library needs."""
CLAIMS = 36
"""Characters that the tools of the claims table need, kept free until they are there."""


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


class GivenWay(QWidget):
    """Above the article, for want of room beside it: buttons of the panes that gave way."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(objectName="paneHeading")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        self._buttons = {LIBRARY: QToolButton(text="Library"), SIDE: QToolButton(text="Claims")}
        for (name, button), shown in zip(self._buttons.items(), ("library", "claims"), strict=True):
            button.setAutoRaise(True)
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAccessibleName(f"Go to the {shown}")
            plain.explain(button, f"There is too little room for the {shown} beside the article. "
                          "Show them instead of what else is beside it.")  # fmt: skip
            button.clicked.connect(lambda _=False, shown=shown: self.wanted.emit(shown))
            row.addWidget(button)
            if name == LIBRARY:
                row.addStretch(1)
        self.hide()

    def offer(self, names: Collection[str]) -> None:
        for name, button in self._buttons.items():
            button.setVisible(name in names)
        self.setVisible(bool(names))

    def set_theme(self, theme: Theme) -> None:
        for button, name in zip(self._buttons.values(), ICONS, strict=True):
            button.setIcon(icon(name, theme))


class Slot(QWidget):
    """Room for a view that several workspaces share: it is where it was taken last."""

    def __init__(self) -> None:
        super().__init__()
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(0)

    def put_above(self, strip: QWidget) -> None:
        self._room.insertWidget(0, strip)

    def take(self, view: QWidget) -> None:
        if view.parentWidget() is not self:
            self._room.addWidget(view)
            view.show()


class Annotate(QSplitter):
    """The panes by name: 'library', 'reader', 'claims', 'inspector'."""

    gave_way = Signal()
    """Other panes are to be seen than before, for there is more room or less."""

    def __init__(self, library: Library, reading: ReadingPane, claims: Callable[[], ClaimsView],
                 inspector: Callable[[], Inspector]) -> None:  # fmt: skip
        """The last two are made when they are first asked for, and go into their slots then."""
        super().__init__(Qt.Orientation.Horizontal, objectName="panes")
        self._library, self._reading = library, reading
        self._claims, self._inspector = claims, inspector
        self._kept, self._closed, self._asked = dict(WIDTHS), set[str](), ""
        self.slots: dict[str, Slot] = {
            "reading": Slot(), "claims": Slot(), "inspector": Slot()
        }  # fmt: skip
        self.slots["reading"].take(reading)
        self._given_way = GivenWay()
        self._given_way.wanted.connect(self.focus)
        self.slots["reading"].put_above(self._given_way)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.side = QSplitter(Qt.Orientation.Vertical, objectName="panes")
        self.side.setChildrenCollapsible(False)
        self.side.setHandleWidth(5)
        self.panes = {
            "library": Pane("Library", library),
            "claims": Pane("Claims", self.slots["claims"]),
            "inspector": Pane("Inspector", self.slots["inspector"]),
        }
        self.views: dict[str, QWidget] = {
            "library": library, "reader": reading, "claims": self.panes["claims"],
            "inspector": self.panes["inspector"],
        }  # fmt: skip
        self.side.addWidget(self.panes["claims"])
        self.side.addWidget(self.panes["inspector"])
        self.addWidget(self.panes["library"])
        self.addWidget(self.slots["reading"])
        self.addWidget(self.side)
        self._columns = {LIBRARY: self.panes["library"], ARTICLE: self.slots["reading"],
                         SIDE: self.side}  # fmt: skip
        self.splitterMoved.connect(lambda *_: self._keep(super(Annotate, self).sizes()))
        self.side.setSizes(HEIGHTS)
        for name, pane in self.panes.items():
            pane.closed.connect(lambda name=name: self.show_pane(name, False))

    def set_theme(self, theme: Theme) -> None:
        for pane in self.panes.values():
            pane.set_theme(theme)
        self._given_way.set_theme(theme)
        self.slots["claims"].setMinimumWidth(CLAIMS * self.fontMetrics().averageCharWidth())

    # ---- what is shown, and how wide

    def show_pane(self, name: str, shown: bool) -> None:
        """Show a pane, whichever other has to give way to it, or close it."""
        self._closed = self._closed - {name} if shown else self._closed | {name}
        self.panes[name].setVisible(shown)
        self._asked = (LIBRARY if name == "library" else SIDE) if shown else ""
        self._share()

    def close_panes(self, names: Collection[str]) -> None:
        """Close these and no others."""
        self._closed, self._asked = {*names} & self.panes.keys(), ""
        for name, pane in self.panes.items():
            pane.setVisible(name not in self._closed)
        self._share()

    def is_shown(self, name: str) -> bool:
        column = self.panes["library"] if name == "library" else self.side
        return not (self.panes[name].isHidden() or column.isHidden())

    def closed(self) -> list[str]:
        """The panes that a person has closed; others may lack room only."""
        return sorted(self._closed)

    def sizes(self) -> list[int]:
        """Of library, article, and claims with inspector, as they were set; less is shown of them
        in a narrow window, and more in a wide one."""
        return [*self._kept.values()]

    def setSizes(self, sizes: Sequence[int]) -> None:
        self._keep(sizes)
        self._share()

    def minimumSizeHint(self) -> QSize:
        """The article's: all else can give way."""
        least = self.slots["reading"].minimumSizeHint().width()
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share()

    def _keep(self, sizes: Sequence[int]) -> None:
        """Nothing of a pane that is not to be seen."""
        self._kept |= {name: size for name, size in zip(columns.ORDER, sizes, strict=True) if size}

    def _share(self) -> None:
        """Show what there is room for, in the widths that were set, as far as they go."""
        if not self.isVisible():
            return  # a page that was never in front does not know its width
        least = {LIBRARY: LEAST * self.fontMetrics().averageCharWidth(),
                 SIDE: self.side.minimumSizeHint().width()}  # fmt: skip
        handle, width = self.handleWidth(), self.width()
        wanted = {name for name, panes in CONTENTS.items() if {*panes} - self._closed}
        shown = columns.that_fit(width, wanted, least, handle)
        if shown >= wanted:
            self._asked = ""
        elif self._asked:
            shown = columns.that_fit(width, wanted, least, handle, self._asked)
        self._show_columns(shown)
        self._given_way.offer(wanted - shown)
        room = width - handle * (len(shown) - 1)
        widths = columns.shares(room, shown, self._kept, least)
        super().setSizes([widths.get(name, 0) for name in columns.ORDER])

    def _show_columns(self, shown: set[str]) -> None:
        before = {name for name, column in self._columns.items() if not column.isHidden()}
        if before == shown:
            return
        focused = QApplication.focusWidget()
        for name, column in self._columns.items():
            column.setVisible(name in shown)
        left = [self._columns[name] for name in before - shown]
        if focused is not None and any(column.isAncestorOf(focused) for column in left):
            self._reading.take_keys()
        self.gave_way.emit()

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
            "reader": self._reading.take_keys,
            "claims": lambda: self._claims().focus_table(),
            "inspector": lambda: self._inspector().focus_first(),
            "note": lambda: self._inspector().focus_note(),
            "figure": lambda: self._inspector().focus_figure(),
            "stance": lambda: self._inspector().focus_stance(),
            "verdict": lambda: self._inspector().focus_verdict(),
        }

    def _focus_search(self) -> None:
        self._library.search.setFocus()
        self._library.search.selectAll()
