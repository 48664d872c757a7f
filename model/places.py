"""Where this machine keeps what is not the project: settings, logs, backups, receipts."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import platformdirs

NAME = "attesta"
SUFFIX = ".attesta"
"""Of a project's file."""


def home() -> Path | None:
    """The one folder for everything when `ATTESTA_HOME` names it (tests, portable installs)."""
    chosen = os.environ.get("ATTESTA_HOME")
    return Path(chosen) if chosen else None


def config() -> Path:
    return _made(home() or platformdirs.user_config_path(NAME, appauthor=False))


def state() -> Path:
    chosen = home()
    usual = platformdirs.user_state_path(NAME, appauthor=False)
    return _made(chosen / "state" if chosen else usual)


def backups() -> Path:
    return _made((home() or platformdirs.user_data_path(NAME, appauthor=False)) / "backups")


def documents() -> Path:
    """Where new projects go unless the person chooses another folder."""
    return home() or platformdirs.user_documents_path()


def root() -> Path:
    """The folder that holds `resources/` and `seeds/`."""
    return Path(__file__).resolve().parent.parent


def resources() -> Path:
    return root() / "resources"


def seeds() -> Path:
    return root() / "seeds"


def account() -> str:
    """The account's name: what the person is called until they say otherwise."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "Analyst"


def device() -> str:
    """A random name for this machine, made once; it tells edits made here from others'."""
    kept = state() / "device"
    try:
        return kept.read_text(encoding="ascii").strip() or _new_device(kept)
    except OSError:
        return _new_device(kept)


def _new_device(kept: Path) -> str:
    name = os.urandom(16).hex()
    try:
        kept.write_text(name, encoding="ascii")
    except OSError:
        return name
    return name


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return folder
    return folder
