"""Draws the pictures of the README: the sample with its gold at work, in light and in dark."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "default.warning=false"

SIZE = (1440, 900)
CHOSEN = {"light": "Russia has massed", "dark": "some 45,000 troops"}
"""The first words of the span that is chosen in each theme's picture."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATTESTA_HOME"] = folder
        from model import project
        from tests import gold

        path = Path(folder) / "Kursk.attesta"
        with project.create(path, person="Analyst") as store:
            gold.load(store)
        for theme, words in CHOSEN.items():
            png = ROOT / "resources" / "screenshots" / f"window-{theme}.png"
            png.parent.mkdir(parents=True, exist_ok=True)
            draw(path, png, theme, words)
            sys.stdout.write(f"{png}\n")


def draw(project: Path, png: Path, theme: str, words: str) -> None:
    from model.settings import Settings
    from ui import app, style
    from ui.desk import Desk
    from ui.window import Window

    running = app.application()
    settings = Settings()
    settings.set(theme=theme, person="Analyst", suggest=False)
    style.apply(running, settings)
    window = Window(Desk(settings))
    window.resize(*SIZE)
    window.projects.open(project)
    window.show()
    window.activateWindow()
    spans = window.desk.spans.values()
    window.desk.choose(next(span.id for span in spans if span.quote.startswith(words)))
    for _ in range(20):
        running.processEvents()
    window.grab().save(str(png))
    window.close()


main()
