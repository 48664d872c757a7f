"""The claims table over the whole project, and the search, against bare queries."""

from __future__ import annotations

import contextlib
import sqlite3
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model import search
from tests.bench import made
from tests.bench.conftest import settle
from tests.bench.test_reading import timed, wheel

LOOKED_THROUGH = 120_000
"""Milliseconds within which the process beside the window has examined the file."""


@pytest.fixture(scope="module")
def large(quick):
    """Articles, and spans in each; a third of the spans are claims."""
    return (300, 30) if quick else (10_000, 30)


@pytest.mark.timeout(300)
def test_claims_table(large, project_of, open_window, report, quick):
    articles, each = large
    path = project_of(articles, 4_000, marked=articles, each=each)
    window = open_window(path)
    view = window.claims
    times = 4 if quick else 9
    ids = [select_ids(path) for _ in range(times)]
    many = f"{articles * each // 3:,} claims"

    def measure(named: str, act, undo, **targets) -> None:
        found = []
        for _ in range(times):
            undo()
            settle()
            found.append(timed(act))
        report.add("claims table", f"{named}, {many}", found[1:], "select id", ids, **targets)

    measure("open: whole project", lambda: scope(view, True), lambda: scope(view, False), ratio=2,
            p99=300)  # fmt: skip
    assert len(view.model.ids) == articles * each // 3
    turns = turns_until_indexed(view)
    report.add("claims table", f"turn of the window while indexing, {many}", turns, p99=100)
    report.add("claims table", f"until indexed, {many}", [sum(turns)])

    def by_place() -> None:
        view.table.sorted_by.emit("place", False)

    sorts = (("place", "sort by place, descending", 100), ("claim", "sort by claim", 100),
             ("actor", "sort by actor", 100))  # fmt: skip
    for key, named, limit in sorts:
        measure(named, lambda key=key: view.table.sorted_by.emit(key, True), by_place, p99=limit)
    by_place()
    for word in ("treaty", "Zelenskyy"):
        measure(f"search “{word}”", lambda word=word: look(view, word), lambda: anew(view),
                p99=60)  # fmt: skip
    anew(view)
    steps = [timed(lambda: wheel(view.table, 1)) for _ in range(40 if quick else 200)]
    report.add("claims table", f"wheel step, {many}", steps[5:], p99=16)
    pages = [timed(lambda: QTest.keyClick(view.table, Qt.Key.Key_PageDown))
             for _ in range(10 if quick else 60)]  # fmt: skip
    report.add("claims table", f"PageDown, its article shown, {many}", pages[3:], p99=100)


def turns_until_indexed(view) -> list[float]:
    """How long each turn of the event loop takes, until the index of the claims is filled."""
    turns = []
    while view.answers.filling.running:
        begun = time.perf_counter()
        QApplication.processEvents()
        turns.append((time.perf_counter() - begun) * 1000)
    return turns


def scope(view, whole: bool) -> None:
    view.header.set_scope(whole_project=whole)
    view.refresh()


def look(view, word: str) -> None:
    view.header.search.setText(word)
    view.refresh()


def anew(view) -> None:
    view.header.reset()
    scope(view, True)


def select_ids(path) -> float:
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        begun = time.perf_counter()
        assert db.execute("SELECT id FROM span WHERE label_id = (SELECT id FROM label"
                          " WHERE role = 'claim')").fetchall()  # fmt: skip
        return (time.perf_counter() - begun) * 1000


def test_search(large, project_of, open_window, report, quick, qtbot):
    articles, each = large
    window = open_window(project_of(articles, 4_000, marked=articles, each=each))
    store, library = window.desk.project, window.library
    qtbot.waitUntil(lambda: store.examination is None, timeout=LOOKED_THROUGH)
    times = 10 if quick else 30
    for named, word, limit in (("rare word", made.RARE, 10), ("every article's word", made.COMMON,
                               300), ("beginning of a word", "min", 300)):  # fmt: skip
        counted = [counts(store, word) for _ in range(times)]
        found = [asked(store, word) for _ in range(times)]
        report.add("search", f"{named}, {articles:,} articles", found, "count of hits", counted,
                   p99=limit)  # fmt: skip
        shown = []
        for _ in range(max(3, times // 3)):
            library.search.clear()
            library.refresh()
            library.search.setFocus()
            settle()
            library.search.setText(word)
            shown.append(timed(lambda: QTest.keyClick(library.search, Qt.Key.Key_Return)))
        report.add("search", f"{named}: Enter to rows and hits painted", shown)


def asked(store, word: str) -> float:
    begun = time.perf_counter()
    search.articles(store, word)
    return (time.perf_counter() - begun) * 1000


def counts(store, word: str) -> float:
    begun = time.perf_counter()
    store.value("SELECT count(*) FROM body_search WHERE body_search MATCH ?", (f'"{word}"*',))
    return (time.perf_counter() - begun) * 1000
