"""What a start spares PySide: its watch on imports, its tools for writers of type stubs, and a look
through all its classes."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

_TOOLS = "shibokensupport.signature.lib"
_STUB_WRITERS = ("enum_sig", "pyi_generator")


def import_lean() -> None:
    """Import PySide without what no window needs; what is imported later is not searched for it.

    PySide puts a function of its own in the place of `__import__`, which reads the source of every
    module imported from then on, to offer `from __feature__ import snake_case`. Nothing here asks
    for that, and it makes a start longer by a seventh. For those who write type stubs it compiles
    two modules at each start, which takes about as long as to open a project."""
    plain = builtins.__import__
    builtins.__import__ = _without_stub_writers(plain)
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain


def introduce_viewport(area: QAbstractScrollArea) -> None:
    """Make the widget that scrolls inside of `area` known to PySide, by its name.

    The first time that PySide meets a widget of Qt's own making otherwise, it loads every class of
    widget there is, to tell which one that is."""
    from PySide6.QtWidgets import QWidget

    area.findChild(QWidget, "qt_scrollarea_viewport")


def _without_stub_writers(plain: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    def import_(name: str, *rest: Any, **named: Any) -> ModuleType:  # noqa: ANN401
        wanted = rest[2] if name == _TOOLS and len(rest) > 2 else None
        if not wanted or wanted[0] not in _STUB_WRITERS:
            return plain(name, *rest, **named)
        package = plain(name, fromlist=("__name__",))
        empty = module_from_spec(ModuleSpec(f"{name}.{wanted[0]}", None))
        setattr(package, wanted[0], empty)
        return package

    return import_
