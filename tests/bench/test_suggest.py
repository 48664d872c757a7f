"""Suggestions: the rules against bare tokens of the same text, a whole project, and the window
while the worker starts and works."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from model import figures, suggesting
from model.suggestion_intake import Intake
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


def test_the_window_while_the_worker_works(quick, report, copy_of, open_window, qtbot,
                                           monkeypatch):  # fmt: skip
    """From the first question, which starts the worker, to the last answer put in: the window's
    gaps, and whether the last articles cost as much time and memory as the first ones."""
    many = 40 if quick else 10_000
    window = open_window(copy_of(many, 4_000))
    keeper = window.later.suggestions
    puts = timed(monkeypatch, Intake, "go_on")
    heart = Heart()
    qtbot.wait(1_000)
    idle = heart.stop()
    memory: list[tuple[int, int]] = []
    keeper.progress.connect(lambda *_: memory.append(
        (resident(os.getpid()), resident(keeper.worker.process_id))
    ))  # fmt: skip
    heart = Heart()
    begun = time.perf_counter()
    with qtbot.waitSignal(keeper.run_ended, timeout=3_600_000):
        keeper.run()
    taken = (time.perf_counter() - begun) * 1000
    gaps = heart.stop()
    said = f"in {many:,} articles"
    report.add("heartbeat", f"longest gap, suggesting {said}", [max(gaps)], "idle",
               [max(idle)], p99=100)  # fmt: skip
    report.add("suggest", f"{many:,} articles through the worker and into the project", [taken])
    tenth, part = len(puts) // 10, many // 10
    report.add("suggest", f"putting in a part of the last tenth {said}", puts[-tenth:],
               "the first tenth", puts[:tenth], ratio=1.5)  # fmt: skip
    for at, name in enumerate(("window", "worker")):
        sizes = [pair[at] / (1 << 20) for pair in memory]
        report.add("suggest", f"memory of the {name}, last tenth {said}", sizes[-part:],
                   "the second tenth", sizes[part : 2 * part], ratio=1.5, unit="MB")  # fmt: skip
    keeper.stop()


def timed(monkeypatch, module, name):
    """Keeps how many milliseconds each call of a function takes."""
    real, taken = getattr(module, name), []

    def call(*given, **named):
        begun = time.perf_counter()
        try:
            return real(*given, **named)
        finally:
            taken.append((time.perf_counter() - begun) * 1000)

    monkeypatch.setattr(module, name, call)
    return taken


def resident(process: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()
