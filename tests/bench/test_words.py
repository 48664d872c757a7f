"""Words in all articles: the concordance and its steps, against bare reads of the same texts."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time

import pytest

from model import concordance, project
from model.concordance import Query
from tests.bench import made

LONGEST_STEP = 50
"""Milliseconds between two turns of the window's event loop while it searches."""


@pytest.fixture(scope="module")
def many(quick):
    return 300 if quick else 10_000


def searched(store, query) -> tuple[float, float, float, int]:
    """Milliseconds until the first places, of the longest step, and in all; and places found."""
    began = last = time.perf_counter()
    first = longest = 0.0
    found = 0
    for step in concordance.find(store, query):
        now = time.perf_counter()
        longest = max(longest, now - last)
        found += len(step.hits)
        first = first or (now - began if found else 0.0)
        last = time.perf_counter()
    return first * 1000, longest * 1000, (last - began) * 1000, found


def bare(path, pattern, times) -> list[float]:
    """Reading every text by SQLite and searching it: what no search can do without."""
    found = []
    with contextlib.closing(sqlite3.connect(path)) as db:
        for _ in range(times):
            began = time.perf_counter()
            for (text,) in db.execute("SELECT text FROM body"):
                sum(1 for _ in re.finditer(pattern, text))
            found.append((time.perf_counter() - began) * 1000)
    return found


def test_concordance(many, project_of, report, quick):
    path = project_of(many, 4_000, marked=many, each=30)
    times = 3 if quick else 5
    floor = bare(path, r"\d{2},\d{3}", times)
    with project.open_(path, read_only=True) as store:
        for name, query, target in (
            ("rare word", Query(made.RARE), 1),
            ("two words", Query("heavy convoy"), 4),
            ("pattern", Query(r"4\d,0\d\d", is_pattern=True), 8),
        ):
            runs = [searched(store, query) for _ in range(times)]
            assert runs[0][3] > 0
            what = f"{name}, {many:,} articles, {runs[0][3]:,} places"
            report.add("concordance", f"first: {what}", [run[0] for run in runs], p50=100)
            report.add("concordance", f"all: {what}", [run[2] for run in runs],
                       "read and search all texts", floor, ratio=target)  # fmt: skip
            report.add("concordance", f"longest step: {what}", [run[1] for run in runs],
                       p50=LONGEST_STEP)  # fmt: skip
