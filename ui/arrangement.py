"""How the window was left on this machine: size, borders, hidden panes, columns, workspace."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray

from model import places

if TYPE_CHECKING:
    from ui.window import Window

VERSION = 1


def save(window: Window) -> None:
    """Best effort: an arrangement that cannot be kept is only a nuisance."""
    annotate = window.annotate
    kept = _kept() | {
        "version": VERSION,
        "geometry": _text(window.saveGeometry()),
        "hidden": annotate.closed(),
        "workspace": window.workspaces.shown,
        "review": window.workspaces.review_state(),
    }
    if annotate.isVisible():  # what was never shown has no sizes of its own
        kept |= {
            "across": annotate.sizes(),
            "down": annotate.side.sizes(),
            "claims": window.claims.layout_state(),
        }
    fresh = _file().with_suffix(".new")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(fresh, _file())


def restore(window: Window) -> None:
    """Put the window as it was; a missing or unreadable file leaves the first arrangement."""
    annotate = window.annotate
    kept = _kept()
    try:
        if kept["version"] != VERSION:
            return
        window.restoreGeometry(QByteArray.fromBase64(kept["geometry"].encode("ascii")))
        annotate.close_panes(kept["hidden"])
        window.workspaces.kept_review = dict(kept.get("review", {}))
        window.workspaces.show_page(kept.get("workspace", "annotate"))
        annotate.setSizes([int(size) for size in kept["across"]])
        annotate.side.setSizes([int(size) for size in kept["down"]])
        window.later.claims_layout = dict(kept["claims"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return


def _kept() -> dict[str, Any]:
    try:
        said = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _file() -> Path:
    return places.state() / "window.json"


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")
