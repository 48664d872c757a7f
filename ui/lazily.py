"""Runs a module when something of it is first used, rather than when it is imported.

So a start runs only what its first picture needs, and modules name at their top all that they use.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

OURS = ("model", "ui")
OTHERS = ("ctypes", "pickle", "queue", "socket")
"""What libraries import for a few of their functions."""


def begin() -> None:
    """From now on `from model import spans` only promises the module; `spans.mark` runs it.

    `from model.spans import mark` runs it at once: what is not needed at a start is named by its
    module, and what only annotations need stands under `TYPE_CHECKING`."""
    sys.meta_path.insert(0, _Promising)


def run_one() -> bool:
    """Run one of the modules that nobody has used so far; False when none is left."""
    name = next((name for name, module in sys.modules.items() if _is_promised(name, module)), "")
    return bool(name) and sys.modules[name].__name__ == name


class _Promising:
    """Finds the modules that can wait."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if _can_wait(name) else None
        if spec is None or spec.loader is None:
            return spec
        if name in OTHERS or not spec.submodule_search_locations:
            spec.loader = LazyLoader(spec.loader)
        return spec


def _can_wait(name: str) -> bool:
    """Not the files of a format each, where an import is also the question whether it can run."""
    package, _, module = name.partition(".")
    return name in OTHERS or (package in OURS and "." not in module)


def _is_promised(name: str, module: ModuleType) -> bool:
    return _can_wait(name) and type(module) is not ModuleType
