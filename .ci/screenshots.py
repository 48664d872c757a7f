"""Draws the pictures of the README, in light and in dark: the sample with its gold at work, and
two readings of it before a curator."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.store import Store
    from ui.window import Window

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

        path, two = Path(folder) / "Kursk.attesta", Path(folder) / "Desk.attesta"
        with project.create(path, person="Analyst") as store:
            gold.load(store)
        with project.create(two, person="Ana") as store:
            read_twice(store)
        shown = ROOT / "resources" / "screenshots"
        shown.mkdir(parents=True, exist_ok=True)
        for theme in ("light", "dark"):
            draw(path, shown / f"window-{theme}.png", theme, partial(choose, CHOSEN[theme]))
            draw(two, shown / f"review-{theme}.png", theme, review)


def read_twice(store: Store) -> None:
    """Ana marks the gold; Ben other edges here and there, and not all of it."""
    from model import articles, links, spans
    from tests import gold

    article_id = gold.load(store)
    articles.submit(store, article_id)
    found = spans.of_article(store, article_id)
    store.person = "Ben"
    new = [
        spans.NewSpan(one.start, one.end - (shorter(one.quote) if at % 4 == 0 else 0),
                      one.label_id, one.attributes)
        for at, one in enumerate(found) if at % 5 != 3
    ]  # fmt: skip
    ids = spans.mark_all(store, article_id, new, "Mark")
    twins = dict(zip((one.id for at, one in enumerate(found) if at % 5 != 3), ids, strict=True))
    with store.edit("Link") as edit:
        for link in links.of_article(store, article_id):
            if link.head in twins and link.child in twins:
                links.insert(edit, link.kind, twins[link.head], twins[link.child])
    articles.submit(store, article_id)


def shorter(quote: str) -> int:
    """Characters of the last word and the blank before it, where enough words remain."""
    return len(quote.split()[-1]) + 1 if len(quote.split()) > 4 else 0


def choose(words: str, window: Window) -> None:
    window.show_workspace("annotate")
    spans = window.desk.spans.values()
    window.desk.choose(next(span.id for span in spans if span.quote.startswith(words)))


def review(window: Window) -> None:
    """As many decisions as keys would make before something is to be thought over."""
    window.show_workspace("review")
    settle()
    for command in ("take.agreed", "review.next", "review.next"):
        window.actions_.run(command)
        settle()


def draw(project: Path, png: Path, theme: str, act: Callable[[Window], None]) -> None:
    from model.settings import Settings
    from ui import app, style
    from ui.desk import Desk
    from ui.window import Window

    running = app.application()
    settings = Settings()
    person = "Dora" if act is review else "Analyst"
    settings.set(theme=theme, person=person, suggest=False)
    style.apply(running, settings)
    window = Window(Desk(settings))
    window.resize(*SIZE)
    window.projects.open(project)
    window.show()
    window.activateWindow()
    act(window)
    settle()
    window.messages.close_newest()
    settle()
    window.grab().save(str(png))
    window.close()
    sys.stdout.write(f"{png}\n")


def settle() -> None:
    from PySide6.QtWidgets import QApplication

    for _ in range(20):
        QApplication.processEvents()


main()
