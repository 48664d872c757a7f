"""Actions made from the command table; the only place that sets shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QMenu,
    QMenuBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from model.edits import Edit
from ui.command import MENUS, Command
from ui.commands import COMMANDS
from ui.desk import Desk
from ui.icons import icon
from ui.theme import LIGHT, Theme, tones

SEEN_IN = {"reader": ("annotate",), "text": ("annotate", "review")}
"""The workspaces that show the article, for commands that belong to it in one or in all."""
REST = 40
"""Milliseconds in which nothing has moved before the commands are asked what they can do there."""
PAGING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys that no command has: held down, they need not wait for the commands."""


class Actions(QObject):
    """One QAction a command, kept in step with the desk: text, whether it can be done, icon.

    What has changed is followed a moment later, what only moved as soon as it rests, and both in
    any case before a key is looked at that a command may have.
    """

    def __init__(self, desk: Desk, window: QWidget, *reading: QWidget) -> None:
        """The keys of the article work in `reading`: the text, and what stands in its place."""
        super().__init__(window)
        self._desk = desk
        self._rows = [(command, self._action(command, window)) for command in COMMANDS]
        self._states: dict[str, tuple[bool, bool, str]] = {}
        """As the actions have them: whether it can be done, whether it is shown, text."""
        self._theme = LIGHT
        self._plain_to_see = {command.id for command in COMMANDS if command.toolbar}
        self._whole = False
        self._more: QToolButton | None = None
        """Behind it a narrow window keeps the last of its tools."""
        self._by_id = {command.id: action for command, action in self._rows}
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._rested = QTimer(self, singleShot=True, interval=REST)
        self._rested.timeout.connect(self.refresh)
        for signal in (desk.project_changed, desk.article_changed,
                       desk.settings_changed, desk.search_changed):  # fmt: skip
            signal.connect(self._later.start)
        desk.moved.connect(self._rested.start)
        desk.changed.connect(self._follow)
        desk.project_changed.connect(self._show_labels)
        for widget in reading:
            self.attach("reader", widget)
            self.attach("text", widget)
        window.installEventFilter(self)

    def begin(self) -> None:
        """Bring the actions in step with the desk, a moment later: what is opened at once counts
        too."""
        self._later.start()

    def _follow(self, edit: Edit) -> None:
        if edit.touches("label"):
            self._show_labels()
        self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and event.key() not in PAGING:
            self._catch_up()
        return super().eventFilter(watched, event)

    def _catch_up(self) -> None:
        if self._later.isActive() or self._rested.isActive():
            self.refresh()

    def __getitem__(self, command_id: str) -> QAction:
        self._catch_up()
        return self._by_id[command_id]

    def listed(self) -> list[QAction]:
        """Those that the palette shows."""
        self._catch_up()
        return [action for command, action in self._rows if command.menu]

    def all(self) -> list[QAction]:
        """Every action, those too that are only another key of one: for the shortcut sheet."""
        return [action for _, action in self._rows]

    def run(self, command_id: str) -> None:
        self[command_id].trigger()

    def refresh(self) -> None:
        """Ask every command whether it can be done now, and what it is called."""
        self._later.stop()
        self._rested.stop()
        seen = cache(self._is_seen)
        for command, action in self._rows:
            state = (
                seen(command.where) and command.when(self._desk),
                command.shown(self._desk),
                command.text if isinstance(command.text, str) else command.text(self._desk),
            )
            if state != self._states.get(command.id):
                self._states[command.id] = state
                action.setEnabled(state[0])
                action.setVisible(state[1])
                action.setText(_shown(state[2]))
            if command.checked is not None:
                action.setChecked(command.checked(self._desk))

    def attach(self, where: str, widget: QWidget) -> None:
        """Let the keys of the commands of one `where` work while `widget` has the focus."""
        for command, action in self._rows:
            if command.where == where:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                widget.addAction(action)

    def _is_seen(self, where: str) -> bool:
        """Whether what commands of this `where` work on is seen: nothing is done to what is not."""
        frame, names = self._desk.frame, SEEN_IN.get(where, (where,))
        return where == "window" or frame is None or any(map(frame.workspace_shown, names))

    def tint(self, theme: Theme) -> None:
        """Draw the icons in the theme's colours: all of them from `complete` on, those that are
        seen without opening a menu before."""
        self._theme = theme
        for command, action in self._rows:
            if command.icon and (self._whole or command.id in self._plain_to_see):
                action.setIcon(icon(command.icon, theme))
        if self._more is not None and self._whole:
            self._more.setIcon(icon("mdi6.chevron-double-right", theme))
        self._show_labels()

    def complete(self) -> None:
        """Give menus their icons too."""
        if not self._whole:
            self._whole = True
            self.tint(self._theme)

    def _show_labels(self) -> None:
        """The commands that mark wear the icon, the colour and the name of their label."""
        for command, action in self._rows:
            label = command.label(self._desk) if command.label else None
            if label is not None:
                colour = tones(label.colour, self._theme).line
                action.setIcon(icon(label.icon, self._theme, colour=colour))
                action.setIconText(_shown(f"{label.name} {label.key}"))

    def fill_menus(self, bar: QMenuBar, extra: dict[str, Callable[[QMenu], None]]) -> None:
        """One menu per name in MENUS; `extra` adds to one what is no command (recent projects)."""
        for name in MENUS:
            menu = bar.addMenu(f"&{name}")
            _fill(menu, [row for row in self._rows if row[0].menu == name])
            if name in extra:
                extra[name](menu)

    def fill_toolbar(self, bar: QToolBar) -> None:
        self._more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if self._more is not None:
            self._more.setAccessibleName("More tools")
            self._more.setIconSize(QSize(16, 16))
        menu = ""
        for command, action in self._rows:
            if command.toolbar:
                if menu and menu != command.menu:
                    bar.addSeparator()
                menu = command.menu
                bar.addAction(action)
                button = bar.widgetForAction(action)
                if command.label is not None and isinstance(button, QToolButton):
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def put_on(self, button: QToolButton, command_id: str) -> None:
        """Let a button that is no toolbar's wear a command."""
        self._plain_to_see.add(command_id)
        button.setDefaultAction(self[command_id])

    def _action(self, command: Command, window: QWidget) -> QAction:
        text = command.text if isinstance(command.text, str) else command.text(self._desk)
        action = QAction(_shown(text), self)
        action.setObjectName(command.id)
        action.setProperty("menu", command.menu)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.checked is not None:
            action.setCheckable(True)
            action.setIconVisibleInMenu(False)  # a menu has room for one of icon and tick
        action.triggered.connect(lambda _=False: _over_a_list() or command.run(self._desk))
        if command.where == "window":
            window.addAction(action)
        return action


def _fill(menu: QMenu, rows: Iterable[tuple[Command, QAction]]) -> None:
    group = 0
    for command, action in rows:
        if command.group != group:
            menu.addSeparator()
            group = command.group
        menu.addAction(action)


def _over_a_list() -> bool:
    """Whether the list of a box to choose from is open: a letter there is no command."""
    popup = QApplication.activePopupWidget()
    return popup is not None and isinstance(popup.parent(), QComboBox)


def _shown(text: str) -> str:
    """An ampersand in a title is a letter, not a mnemonic."""
    return text.replace("&", "&&")
