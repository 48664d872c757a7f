"""The main job where there is no screen: the sample project, its exports, the window's picture."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from model import places
from model.errors import UserError

NAME = "Attesta sample"


def has_screen() -> bool:
    """False on a Linux without a display, unless Qt was told to do without one."""
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in asked)


def run(folder: Path | None = None) -> int:
    """Make everything in `folder` (`build/`), telling where; returns the exit code."""
    folder = folder or places.root() / "build"
    print("There is no screen here: the sample project is made and exported without a window.")
    try:
        _make(folder)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _make(folder: Path) -> None:
    from model import corpus, exporting, importing, project

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}{project.SUFFIX}"
    if not path.exists():
        importing.make_sample(path).close()
    print(f"project  {path}")
    with project.frozen(path) as store:
        found = corpus.stream(store, corpus.Selection(spans="all"))
        for format_, target in (("jsonl", f"{NAME}.jsonl"), ("spacy", f"{NAME} spacy")):
            report = exporting.export(found, format_, folder / target, project=path)
            print(f"{format_:<8} {report.path}")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    from ui import app

    print(f"picture  {app.picture(path, folder / f'{NAME}.png')}")
