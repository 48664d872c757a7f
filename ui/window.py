"""The main window: panes side by side, menus and toolbar from the command table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from model import articles, project
from ui import arrangement, reader_menu, recent, style
from ui.actions import Actions
from ui.desk import Desk
from ui.later import Later
from ui.library import Library
from ui.messages import MessageBar
from ui.panes import Annotate
from ui.projects import Projects
from ui.reading import ReadingPane
from ui.status import StatusBar
from ui.still import Still
from ui.summons import Summons
from ui.tools import Tools
from ui.workspaces import PARTS, Workspaces

if TYPE_CHECKING:
    from ui.away import Away
    from ui.claims import ClaimsView
    from ui.inspector import Inspector
    from ui.jobs import Jobs

LARGEST = QSize(1700, 1060)
SHARE = 0.94
"""Of the screen (or of LARGEST, on a large one) that the window takes at its first start."""


class Window(QMainWindow):
    """Puts the views together; what they say to each other goes through the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.later = Later(self)
        self.projects: Projects = Projects(desk, self)
        self.reading = ReadingPane(desk)
        self.library = Library(desk)
        self.annotate = Annotate(self.library, self.reading, lambda: self.later.claims,
                                 lambda: self.later.inspector)  # fmt: skip
        self.messages = MessageBar(desk)
        self.actions_ = Actions(desk, self, self.reading.reader, self.reading.empty)
        shared = {"reading": lambda: self.reading, "claims": lambda: self.later.claims,
                  "inspector": lambda: self.later.inspector}  # fmt: skip
        self.workspaces = Workspaces(self, self.annotate, shared)
        self.tools = Tools(desk, self.actions_)
        desk.frame = self
        Summons(desk, self)
        self._kept: dict[str, QDialog] = {}
        self.resize(self.screen().availableSize().boundedTo(LARGEST) * SHARE)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._build()
        self._connect()
        self.apply_style()
        arrangement.restore(self)
        self.actions_.begin()
        self.setWindowTitle("Attesta")

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(Still(self.projects, self.workspaces, self._pages))
        self._pages.addWidget(self.workspaces)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.messages)
        self.setCentralWidget(centre)
        self.actions_.fill_menus(self.menuBar(), {"Project": self._add_recent})
        self.addToolBar(self.tools)
        self.setStatusBar(StatusBar(self.desk, self.actions_.run))

    def _connect(self) -> None:
        self.desk.project_changed.connect(self._follow_project)
        self.desk.settings_changed.connect(self.apply_style)
        QApplication.styleHints().colorSchemeChanged.connect(lambda _: self.apply_style())
        self.messages.action_wanted.connect(self.actions_.run)
        self.annotate.gave_way.connect(self.actions_.refresh)
        reader_menu.attach(self)

    @property
    def jobs(self) -> Jobs:
        return self.later.jobs

    @property
    def claims(self) -> ClaimsView:
        return self.later.claims

    @property
    def inspector(self) -> Inspector:
        return self.later.inspector

    def apply_style(self) -> None:
        """Every view in the theme and the sizes of the settings."""
        theme = style.apply(_application(), self.desk.settings)
        self.actions_.tint(theme)
        side = round(self.fontMetrics().height() * 1.05)
        self.tools.set_look(theme, QSize(side, side))
        for view in (self.reading, self.library, self.workspaces, self.messages, self.later):
            view.set_theme(theme)

    def _follow_project(self) -> None:
        if self.projects.lent:
            return
        store = self.desk.store
        self.setWindowTitle(f"{project.name(store)} – Attesta" if store else "Attesta")
        self.setWindowFilePath(str(store.path) if store and store.path else "")
        if store is None:
            self.show_welcome()
        else:
            self._pages.setCurrentWidget(self.workspaces)
            self.workspaces.page.focus_first()
            self.later.start()

    def show_welcome(self) -> None:
        """Show the ways to begin, and the projects opened last as they are found now."""
        welcome = self.later.welcome
        self._pages.addWidget(welcome)
        self._pages.setCurrentWidget(welcome)
        welcome.refresh()

    def _add_recent(self, menu: QMenu) -> None:
        listed = QMenu("Open recent", menu)
        listed.aboutToShow.connect(lambda: self._fill_recent(listed))
        menu.insertMenu(self.actions_["project.sample"], listed)

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in recent.paths():
            action = menu.addAction(
                path.stem.replace("&", "&&") + ("" if path.exists() else " (not available)")
            )
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _=False, path=path: self.projects.open(path))

    # ---- what commands ask for (the desk's frame)

    def show_dialog(self, name: str) -> None:
        from ui import dialogs

        dialogs.show(self, name)

    def toggle_pane(self, name: str) -> None:
        if name == "full screen":
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            self.annotate.show_pane(name, not self.annotate.is_shown(name))
        self.actions_.refresh()

    def pane_shown(self, name: str) -> bool:
        return self.annotate.is_shown(name)

    def focus_pane(self, name: str) -> None:
        """Show a pane, or a field of one, and put the keys there; 'next' is the next part of
        whatever workspace is shown."""
        if name == "next":
            self.workspaces.page.focus_next()
        elif name in PARTS:
            self.workspaces.show_part(name)
            self.actions_.refresh()
        elif name in (targets := self.workspaces.targets):
            targets[name]()
        else:
            self._turn_to("annotate")
            self.annotate.focus(name)

    def show_workspace(self, name: str) -> None:
        self._turn_to(name)
        self.workspaces.page.focus_first()

    def workspace_shown(self, name: str) -> bool:
        return self.workspaces.shown == name

    def _turn_to(self, name: str) -> None:
        self.workspaces.show_page(name)
        self.actions_.refresh()

    def keep_one(self, name: str, make: Callable[[], QDialog]) -> None:
        """Show the one dialog of its kind that may stay open beside the window."""
        if name not in self._kept:
            self._kept[name] = make()
        self._kept[name].show()
        self._kept[name].raise_()

    def article_choices(self) -> list[tuple[str, Callable[[], object]]]:
        """The articles for the palette: title, and what shows it."""
        store = self.desk.store
        return [
            (article.title, partial(self._open_article, article.id))
            for article in (articles.every(store) if store else [])
        ]

    def _open_article(self, article_id: str) -> None:
        self.desk.show(article_id)
        self.show_workspace("annotate")

    def away(self, parent: QObject) -> Away:
        from ui.away import Away

        return Away(self, parent)

    def quit(self) -> None:
        self.close()

    # ---- the window itself

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.later.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        arrangement.save(self)
        self.later.stop()
        self.projects.close()
        self.projects.backups.let_finish()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from ui import drops

        event.acceptProposedAction()
        drops.take(self, event.mimeData())


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
