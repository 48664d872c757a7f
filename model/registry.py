"""A folder is a registry: every module in it is one entry, found by being there."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def load(package: str) -> dict[str, ModuleType]:
    """The modules of `package` by their `NAME`, in the order of their file names.

    Names that begin with an underscore are helpers of the folder, not entries.
    """
    return dict(loading(package))


def loading(package: str) -> Iterator[tuple[str, ModuleType]]:
    """The same, each module loaded when its turn comes."""
    folder = import_module(package)
    found = sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if m.name[0] != "_")
    for name in found:
        module = import_module(f"{package}.{name}")
        yield module.NAME, module
