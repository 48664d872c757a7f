"""Icons by qtawesome, tinted to the theme; the only module that imports it."""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType

import PySide6
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtGui import QIcon

from ui.theme import Theme


def _stand_in_for_qtpy() -> None:
    """Give qtawesome Qt itself: qtpy would load every class there is, for as long as our whole
    window takes to start."""
    shim = ModuleType("qtpy")
    for part in (QtCore, QtGui, QtWidgets):
        name = part.__name__.rpartition(".")[2]
        setattr(shim, name, part)
        sys.modules[f"qtpy.{name}"] = part
    shim.PYSIDE_VERSION = PySide6.__version__  # type: ignore[attr-defined]
    sys.modules["qtpy"] = shim


if "qtpy" not in sys.modules:
    _stand_in_for_qtpy()

import qtawesome  # noqa: E402


def icon(name: str, theme: Theme, *, colour: str = "") -> QIcon:
    """The icon called `name` (such as 'mdi6.undo') in the theme's text colour, or in `colour`."""
    return _font(name.partition(".")[0]).icon(
        name,
        color=colour or theme.text,
        color_disabled=theme.gutter,
        color_active=colour or theme.accent,
    )


def exists(name: str) -> bool:
    """Whether qtawesome knows an icon of that name; needs a QApplication."""
    prefix, _, rest = name.partition(".")
    return rest in _font(prefix).charmap.get(prefix, {})


def names() -> list[str]:
    """Every name that the shipped icon font knows, prefixed ('mdi6.undo'); needs a QApplication."""
    return sorted(f"mdi6.{name}" for name in _font("mdi6").charmap["mdi6"])


@cache
def _font(prefix: str) -> qtawesome.IconicFont:
    """One of qtawesome's fonts: all twelve would take as long to read as our window to be made."""
    bundled = qtawesome._BUNDLED_FONTS  # noqa: SLF001
    return qtawesome.IconicFont(*(files for files in bundled if files[0] == prefix))
