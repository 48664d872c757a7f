"""What this machine calls itself. `platform` is asked only where the system cannot say: it takes
longer to import than a project to open."""

from __future__ import annotations

import os
import sys


def name() -> str:
    """Its name in the network."""
    if sys.platform == "win32":
        import platform

        return platform.node()
    return os.uname().nodename


def system() -> str:
    """'Linux 6.1.0 x86_64'."""
    if sys.platform == "win32":
        import platform

        return f"{platform.system()} {platform.release()} {platform.machine()}"
    said = os.uname()
    return f"{said.sysname} {said.release} {said.machine}"


def python() -> str:
    """The version of Python, '3.11.7'."""
    return sys.version.split()[0]
