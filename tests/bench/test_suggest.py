"""Suggestions: the rules against bare tokens of the same text, a whole project, and the window
while the worker starts and works."""

from __future__ import annotations

import time

import pytest

from model import figures, suggesting
from tests.bench import made
from tests.bench.report import ROOT
from tests.bench.test_corpora import Heart

SAMPLE = (ROOT / "seeds" / "kursk-troops.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def make_doc():
    import spacy

    return spacy.blank("en").make_doc


def times(runs, do):
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        do()
        found.append((time.perf_counter() - begun) * 1000)
    return found


@pytest.mark.parametrize("name", ["sample", "made"])
def test_the_rules_on_an_article(name, quick, report, make_doc):
    text = SAMPLE if name == "sample" else made.text(4_000, 1)
    runs = 10 if quick else 60
    suggesting.suggest(text)
    make_doc(text)
    floor = times(runs, lambda: make_doc(text))
    report.add("suggest", f"figures alone, 4 kB ({name})",
               times(runs, lambda: figures.parse_figures(text)), "make_doc", floor)  # fmt: skip
    report.add("suggest", f"all rules, 4 kB ({name})",
               times(runs, lambda: suggesting.suggest(text)), "make_doc", floor)  # fmt: skip


def test_many_articles(quick, report, make_doc):
    many = 100 if quick else 10_000
    begun = time.perf_counter()
    for number in range(many):
        make_doc(made.text(4_000, number % 500))
    floor = (time.perf_counter() - begun) * 1000
    begun = time.perf_counter()
    for number in range(many):
        suggesting.suggest(made.text(4_000, number % 500))
    taken = (time.perf_counter() - begun) * 1000
    report.add("suggest", f"all rules, {many:,} articles of 4 kB", [taken], "make_doc", [floor])


def test_the_window_while_the_worker_works(quick, report, copy_of, open_window, qtbot):
    """From the first question, which starts the worker, to the last answer put in."""
    many = 20 if quick else 200
    window = open_window(copy_of(many, 4_000))
    heart = Heart()
    qtbot.wait(1_000)
    idle = heart.stop()
    heart = Heart()
    begun = time.perf_counter()
    with qtbot.waitSignal(window.suggestions.run_ended, timeout=600_000):
        window.suggestions.run()
    taken = (time.perf_counter() - begun) * 1000
    gaps = heart.stop()
    report.add("heartbeat", f"longest gap, suggesting in {many:,} articles", [max(gaps)], "idle",
               [max(idle)], p99=100)  # fmt: skip
    report.add("suggest", f"{many:,} articles through the worker and into the project", [taken])
    window.suggestions.stop()
