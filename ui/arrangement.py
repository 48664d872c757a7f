"""How the window was left on this machine: size, borders, hidden panes, columns."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from model import places

if TYPE_CHECKING:
    from ui.window import Window

VERSION = 1


def save(window: Window) -> None:
    """Best effort: an arrangement that cannot be kept is only a nuisance."""
    workspace = window.workspace
    kept = {
        "version": VERSION,
        "geometry": _text(window.saveGeometry()),
        "across": workspace.sizes(),
        "down": workspace.side.sizes(),
        "hidden": [name for name in workspace.panes if not workspace.is_shown(name)],
        "claims": window.claims.layout_state(),
    }
    fresh = _file().with_suffix(".new")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(fresh, _file())


def restore(window: Window) -> None:
    """Put the window as it was; a missing or unreadable file leaves the first arrangement."""
    workspace = window.workspace
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        if kept["version"] != VERSION:
            return
        window.restoreGeometry(QByteArray.fromBase64(kept["geometry"].encode("ascii")))
        for name in workspace.panes:
            workspace.show_pane(name, name not in kept["hidden"])
        workspace.setSizes([int(size) for size in kept["across"]])
        workspace.side.setSizes([int(size) for size in kept["down"]])
        window.claims.restore_layout(kept["claims"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return


def _file() -> Path:
    return places.state() / "window.json"


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")
