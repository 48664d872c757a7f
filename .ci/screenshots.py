"""Draws the pictures of the README: the sample with its gold, in a light and a dark window."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATTESTA_HOME"] = folder
        from model import project
        from tests import gold
        from ui import app

        path = Path(folder) / "Kursk.attesta"
        with project.create(path, person="Analyst") as store:
            gold.load(store)
        for theme in ("light", "dark"):
            png = ROOT / "resources" / "screenshots" / f"window-{theme}.png"
            png.parent.mkdir(parents=True, exist_ok=True)
            sys.stdout.write(f"{app.picture(path, png, theme=theme)}\n")


main()
