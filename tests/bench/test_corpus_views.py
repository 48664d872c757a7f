"""The Corpus workspace on a large project: how long the window ever stands still in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.bench.test_corpora import Heart

GAP = 100
"""Milliseconds that the window may stand still, at most."""


@pytest.fixture
def corpus(quick, copy_of, open_window, qtbot):
    """The window on a project that two people have read, before Corpus was ever shown in it."""
    many = 100 if quick else 10_000
    window = open_window(copy_of(many, 1_500, marked=many, each=10, readers=2))
    qtbot.wait(1500)
    return window


def test_no_view_of_the_corpus_holds_the_window_up(corpus, qtbot, report):
    window = corpus

    def measured(what: str, begin, is_over=lambda: True) -> None:
        heart = Heart()
        begin()
        qtbot.waitUntil(is_over, timeout=300_000)
        qtbot.wait(400)
        report.add("corpus views", f"longest gap: {what}", [max(heart.stop())], p99=GAP)

    measured("opening", lambda: window.show_workspace("corpus"))
    page = window.workspaces.pages["corpus"]

    def opened(name: str) -> None:
        measured(f"opening of {name}", lambda: window.workspaces.show_part(name))

    def done(name: str) -> bool:
        return not page.parts[name].stepper.running

    measured("dashboard counted", lambda: None, lambda: bool(page.parts["dashboard"].cards))
    opened("concordance")
    kwic = page.parts["concordance"]

    def looked_for(words: str) -> None:
        kwic.form.look_for(words)

    measured("concordance of a word in every article", lambda: looked_for("minister"),
             lambda: done("concordance"))  # fmt: skip
    measured("sorting it", lambda: kwic.table.sortByColumn(1, Qt.SortOrder.AscendingOrder))
    measured("ticking all of it", lambda: kwic.model.tick_all(True))
    measured("another search", lambda: looked_for("quixotry"), lambda: done("concordance"))
    kwic.model.tick_all(True)
    measured("labelling what is ticked", kwic.label)
    opened("consistency")
    odd = page.parts["consistency"]
    measured("consistency", odd.check, lambda: done("consistency"))
    measured("odd places of another kind", lambda: chosen(odd.kind, 1))
    opened("figures")
    figures = page.parts["figures"]
    measured("figures compared", figures.compare, lambda: figures.button.isEnabled())
    opened("agreement")
    pairs = page.parts["agreement"]
    measured("agreement measured", lambda: None, lambda: pairs.matrix.rowCount() > 1)
    measured("disagreements", lambda: pairs.matrix.pair_wanted.emit(*pairs.matrix.pair),
             lambda: not pairs.disagreements.stepper.running)  # fmt: skip


def chosen(choice, at: int) -> None:
    choice.setCurrentIndex(at)
    choice.activated.emit(at)
