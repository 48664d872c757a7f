"""Icons by qtawesome, tinted to the theme; the only module that imports it."""

from __future__ import annotations

import qtawesome
from PySide6.QtGui import QIcon

from ui.theme import Theme


def icon(name: str, theme: Theme, *, colour: str = "") -> QIcon:
    """The icon called `name` (such as 'mdi6.undo') in the theme's text colour, or in `colour`."""
    return qtawesome.icon(
        name,
        color=colour or theme.text,
        color_disabled=theme.gutter,
        color_active=colour or theme.accent,
    )


def exists(name: str) -> bool:
    """Whether qtawesome knows an icon of that name; needs a QApplication."""
    prefix, _, rest = name.partition(".")
    qtawesome.icon("mdi6.check")
    return rest in qtawesome._instance().charmap.get(prefix, {})  # noqa: SLF001


def names() -> list[str]:
    """Every name that the shipped icon font knows, prefixed ('mdi6.undo'); needs a QApplication."""
    qtawesome.icon("mdi6.check")
    known = qtawesome._instance().charmap.get("mdi6", {})  # noqa: SLF001
    return sorted(f"mdi6.{name}" for name in known)
