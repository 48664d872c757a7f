"""Who is working: the name at the end of the toolbar, and what it takes to change it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton

from model import people, project
from ui.actions import Actions
from ui.desk import Desk
from ui.icons import icon
from ui.theme import Theme

LONGEST = 24
"""Characters of a name that the toolbar shows."""
WELCOME = (
    "You work as “{name}”, the name of your account. It stands on every edit that you make, and "
    "only you can change what you have marked."
)


class WhoButton(QToolButton):
    """Shows the name; its menu offers the project's people and what is done with them."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._desk = desk
        self.setObjectName("who")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip("Who is working: stands on every edit")
        self._actions = actions
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        desk.settings_changed.connect(self.refresh)
        desk.project_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        name = at_work(self._desk)
        shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(f"Working as {name}")

    def set_look(self, theme: Theme, size: QSize) -> None:
        self.setIcon(icon("mdi6.account-circle-outline", theme))
        self.setIconSize(size)

    def _fill(self) -> None:
        menu, desk = self.menu(), self._desk
        menu.clear()
        for name in known(desk):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == at_work(desk))
            action.triggered.connect(lambda _=False, name=name: work_as(desk, name))
        menu.addSeparator()
        for command in ("who", "people", "assign"):
            menu.addAction(self._actions[command])


def at_work(desk: Desk) -> str:
    """The name that stands on the next edit."""
    if desk.store is not None:
        return desk.store.person
    return desk.settings.text("person").strip() or project.default_person()


def known(desk: Desk) -> list[str]:
    """The names of the project's people, and of whoever is working."""
    names = [one.name for one in people.everyone(desk.store)] if desk.store is not None else []
    mine = at_work(desk)
    return names if mine in names else [*names, mine]


def work_as(desk: Desk, name: str) -> None:
    """Raises `UserError` for what is no name."""
    cleaned = people.checked_name(name)
    if cleaned != at_work(desk) or cleaned != desk.settings.text("person"):
        desk.change_settings(person=cleaned)


def ask_gently(desk: Desk) -> None:
    """At the very first start: say under which name the person works, and offer to change it."""
    if not desk.settings.text("person") and desk.store is not None:
        name = at_work(desk)
        desk.tell(WELCOME.format(name=name), "info", "who")
        desk.settings.set(person=name)
