"""What a command is: one row of the table that menus, toolbar, palette and sheets read."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from model.records import Label
from ui.desk import Desk

MENUS = ("Project", "Edit", "Mark", "Suggest", "Claim", "Review", "Go", "View", "Help")


def always(_: Desk) -> bool:
    return True


class Command(NamedTuple):
    """One thing a person can do. `keys` are Qt key sequences, the first is shown in menus;
    those of a `where` of 'reader' work while the article has the focus in the Annotate workspace,
    so that typing elsewhere stays typing, of 'text' in the Review workspace too; where it names a
    workspace, while that has. The palette lists what has a `menu`; what has none is another key of
    such a command, or means something for a moment only, and stands on the shortcut sheet alone."""

    id: str
    text: str | Callable[[Desk], str]
    run: Callable[[Desk], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    when: Callable[[Desk], bool] = always
    where: str = "window"
    toolbar: bool = False
    group: int = 0
    """Commands of one menu with different groups are parted by a line."""
    checked: Callable[[Desk], bool] | None = None
    shown: Callable[[Desk], bool] = always
    label: Callable[[Desk], Label | None] | None = None
    """The label that the command marks with: it gives icon and colour."""
