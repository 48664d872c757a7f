"""Suggestions of one article, asked for by a key: how long the window waits while they come, are
accepted all of a label at once, and are taken back."""

from __future__ import annotations

import pytest

from tests.bench.test_corpora import Heart
from ui import judging, moving

PATIENCE = 120_000


@pytest.mark.parametrize("size", [4_000, 20_000, 100_000])
def test_the_window_while_suggestions_of_one_article_come_and_go(size, quick, report, copy_of,
                                                                open_window, qtbot):  # fmt: skip
    if quick and size > 4_000:
        pytest.skip("the short version")
    window = open_window(copy_of(1, size))
    desk, keeper = window.desk, window.later.suggestions
    desk.show(desk.project.value("SELECT id FROM article"))
    qtbot.wait(500)
    said = f"{size // 1000} kB"

    def measure(what, do):
        heart = Heart()
        do()
        settle()
        report.add("heartbeat", f"longest gap, {what}, {said}", [max(heart.stop())], p99=100)

    def settle():
        """Until what is done beside the window is done, and seen."""
        qtbot.wait(300)
        qtbot.waitUntil(lambda: not desk.is_lent, timeout=PATIENCE)
        qtbot.wait(700)

    def ask():
        with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
            judging.ask_here(desk)

    def waiting():
        return sum(one.state == "suggested" for one in desk.spans.values())

    ask()
    moving.undo(desk)
    settle()
    assert not waiting()
    measure("suggestions asked for", ask)
    many = waiting()
    assert many
    figure = next(one for one in judging.waiting(desk) if desk.role(one) == "figure")
    desk.choose(figure.id)
    measure("accepting all figures", lambda: judging.accept_alike(desk))
    assert waiting() < many
    measure("undo of accepting", lambda: moving.undo(desk))
    assert waiting() == many
    measure("redo of accepting", lambda: moving.redo(desk))
    moving.undo(desk)
    settle()
    measure("clearing them", lambda: judging.clear(desk))
    moving.undo(desk)
    settle()
    assert waiting() == many
    measure("undo of what was asked for", lambda: moving.undo(desk))
    assert not waiting()
    keeper.stop()
