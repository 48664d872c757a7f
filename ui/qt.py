"""What a start spares PySide: its watch on imports, its help for programmers until that is asked
for, and a look through all its classes."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

_SIGNATURES = "shibokensupport.signature"
_FOR_PROGRAMMERS = {
    _SIGNATURES: ("errorhandler", "layout", "parser"),
    f"{_SIGNATURES}.lib": ("enum_sig", "pyi_generator"),
}


def import_lean() -> None:
    """Import PySide without what no window needs; what is imported later is not searched for it.

    PySide puts a function of its own in the place of `__import__`, which reads the source of every
    module imported from then on, to offer `from __feature__ import snake_case`. Nothing here asks
    for that, and it makes a start longer by a seventh. To write type stubs, and to say which
    arguments a function takes when it is called with wrong ones, it compiles five modules at each
    start, which takes longer than to open a project: they run when they are asked for."""
    plain = builtins.__import__
    builtins.__import__ = _promising(plain)
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain


def introduce_viewport(area: QAbstractScrollArea) -> None:
    """Make the widget that scrolls inside of `area` known to PySide, by its name.

    The first time that PySide meets a widget of Qt's own making otherwise, it loads every class of
    widget there is, to tell which one that is."""
    from PySide6.QtWidgets import QWidget

    area.findChild(QWidget, "qt_scrollarea_viewport")


def _promising(plain: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    def import_(name: str, *rest: Any, **named: Any) -> ModuleType:  # noqa: ANN401
        for part in _FOR_PROGRAMMERS.get(name, ()):
            if len(rest) > 2 and rest[2] and part in rest[2]:
                _promise(plain(name, fromlist=("__name__",)), part)
        return plain(name, *rest, **named)

    return import_


def _promise(package: ModuleType, name: str) -> None:
    """Put a module into `package` that runs when something in it is first asked for.

    Not by `LazyLoader`: PySide gives its modules other names meanwhile, which would run them."""
    full = f"{package.__name__}.{name}"
    spec = None if full in sys.modules else find_spec(full)
    if spec is None or spec.loader is None:
        return
    promised, loader = module_from_spec(spec), spec.loader

    def run(wanted: str) -> object:
        del promised.__dict__["__getattr__"]
        renamed, promised.__spec__ = promised.__spec__, ModuleSpec(full, loader)
        loader.exec_module(promised)
        promised.__spec__ = renamed
        return getattr(promised, wanted)

    promised.__dict__["__getattr__"] = run
    sys.modules[full] = promised
    setattr(package, name, promised)
