"""The Corpus workspace on a large project: how long each view takes, and how long the window ever
stands still meanwhile."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt

from tests.bench import made
from tests.bench.test_corpora import Heart

GAP = 100
"""Milliseconds that the window may stand still, at most."""
LONGEST = 600
"""Seconds after which a view has failed to come to its end."""
CALM = 400
"""Milliseconds in which what follows the end of some work still counts as its own."""

pytestmark = pytest.mark.timeout(3 * LONGEST)


@pytest.fixture
def window(quick, copy_of, open_window, qtbot):
    """On a project that two people have read, before Corpus was ever shown in it."""
    many = 100 if quick else 10_000
    opened = open_window(copy_of(many, 1_500, marked=many, each=10, readers=2))
    qtbot.wait(1500)
    return opened


@pytest.fixture
def measured(qtbot, report):
    """Does something, waits until it `is_over`, and reports the gap and the seconds."""

    def measure(what, begin, is_over=lambda: True):
        heart = Heart()
        begun = time.perf_counter()
        begin()
        qtbot.waitUntil(is_over, timeout=LONGEST * 1000)
        taken = time.perf_counter() - begun
        qtbot.wait(CALM)
        report.add("corpus views", f"{what}: until it is there", [taken], unit="s")
        report.add("corpus views", f"{what}: longest gap", [max(heart.stop())], p99=GAP)

    return measure


@pytest.fixture
def part(window, measured):
    """Turns to a part of the workspace, and returns it."""

    def turn(name, is_over=lambda _: True):
        window.show_workspace("corpus")
        page = window.workspaces.pages["corpus"]
        measured(f"{name} opened", lambda: window.workspaces.show_part(name),
                 lambda: is_over(page.parts[name]))  # fmt: skip
        return page.parts[name]

    return turn


def is_done(view):
    return not (view.work if hasattr(view, "work") else view.stepper).running


def test_dashboard(window, measured):
    measured("Corpus opened", lambda: window.show_workspace("corpus"))
    dashboard = window.workspaces.pages["corpus"].parts["dashboard"]
    measured("dashboard counted", lambda: None,
             lambda: bool(dashboard.cards) and is_done(dashboard))  # fmt: skip
    measured("dashboard counted again", dashboard.source.refresh,
             lambda: not dashboard.source.counting)  # fmt: skip


def test_concordance(window, part, measured):
    kwic = part("concordance")
    look = kwic.form.look_for
    up = Qt.SortOrder.AscendingOrder
    measured("a word of every article", lambda: look(made.COMMON), lambda: is_done(kwic))
    measured(
        "its places sorted", lambda: kwic.table.sortByColumn(1, up), lambda: not kwic.model.sorting
    )
    measured("all of them ticked", lambda: kwic.model.tick_all(True))
    measured("another word", lambda: look(made.RARE), lambda: is_done(kwic))
    kwic.model.tick_all(True)
    measured("those ticked labelled", kwic.label)
    measured("a word of every article again", lambda: look(made.COMMON), lambda: is_done(kwic))
    kwic.model.tick_all(True)
    told = []
    window.desk.told.connect(told.append)
    measured("all of its places labelled", kwic.label, lambda: bool(told))


def test_consistency(part, measured):
    odd = part("consistency")
    measured("consistency checked", odd.check, lambda: not odd.work.running)
    measured("odd places of another kind", lambda: chosen(odd.kind, 1))
    measured("odd places sorted",
             lambda: odd.table.sortByColumn(3, Qt.SortOrder.AscendingOrder),
             lambda: not odd.model.sorting)  # fmt: skip


def test_figures(part, measured):
    figures = part("figures")
    measured("figures compared", figures.compare,
             lambda: not figures.comparing and is_done(figures))  # fmt: skip


def test_agreement(part, measured):
    view = part("agreement", lambda view: view.matrix.rowCount() > 1)
    listed = view.disagreements
    measured("disagreements of a pair", lambda: view.matrix.pair_wanted.emit(*view.matrix.pair),
             lambda: is_done(listed))  # fmt: skip
    measured("those of a label that few have", lambda: chosen(view.label, view.label.count() - 1),
             lambda: is_done(listed))  # fmt: skip


def chosen(choice, at):
    choice.setCurrentIndex(at)
    choice.activated.emit(at)
