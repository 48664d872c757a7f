"""Texts into a project that can be searched; and the window while it imports and exports."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time

import pytest
from PySide6.QtCore import QObject, QTimer

from model import importing, project
from tests.bench import made
from ui.exporting import ExportDialog
from ui.importing import import_folder

BEAT = 4
"""Milliseconds between two beats of the window's heart."""


@pytest.fixture
def folder(tmp_path):
    def make(many: int):
        into = tmp_path / f"texts-{many}"
        into.mkdir()
        for number in range(many):
            file = into / f"{number:05}.txt"
            file.write_text(made.article(4_000, number).text, encoding="utf-8")
        return into

    return make


def test_import(folder, report, quick, tmp_path):
    many = 300 if quick else 10_000
    texts = folder(many)
    floor = [stored_plainly(texts, tmp_path / "floor.db")]
    with project.create(tmp_path / "import.attesta", person="Ana") as store:
        begun = time.perf_counter()
        found = importing.read_files(store, [texts])
        taken = [(time.perf_counter() - begun) * 1000]
    assert len(found.new) == many
    report.add("import", f"{many:,} text files, searchable", taken, "sqlite3 + FTS5", floor,
               ratio=2)  # fmt: skip


def stored_plainly(texts, path) -> float:
    """The same files into a table and a search index, in one transaction."""
    begun = time.perf_counter()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = 3")
        db.execute("CREATE TABLE body (number INTEGER PRIMARY KEY, name TEXT, text TEXT)")
        db.execute(
            "CREATE VIRTUAL TABLE found USING fts5(text, content='body',"
            " content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
        )
        db.execute("BEGIN")
        for number, name in enumerate(sorted(os.listdir(texts))):
            text = (texts / name).read_text(encoding="utf-8")
            db.execute("INSERT INTO body VALUES (?, ?, ?)", (number, name, text))
            db.execute("INSERT INTO found (rowid, text) VALUES (?, ?)", (number, text))
        db.execute("COMMIT")
    return (time.perf_counter() - begun) * 1000


class Heart(QObject):
    """Beats in the window's event loop and keeps the time between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.gaps


@pytest.fixture
def idle(qtbot):
    def listen() -> list[float]:
        heart = Heart()
        qtbot.wait(1500)
        return heart.stop()

    return listen


def test_the_window_beats_while_it_exports(quick, copy_of, open_window, idle, report, qtbot,
                                           tmp_path):  # fmt: skip
    articles = 50 if quick else 1_000
    window = open_window(copy_of(articles, 4_000, marked=articles, each=30))
    told = []
    window.desk.told.connect(told.append)
    calm = idle()
    dialog = ExportDialog(window.desk, window.jobs, window)
    dialog.form.format.setCurrentIndex(dialog.form.format.findData("jsonl"))
    dialog.form.target.setText(str(tmp_path / "out.jsonl"))
    dialog.show()
    heart = Heart()
    dialog.export()
    qtbot.waitUntil(lambda: any(one.kind == "done" for one in told), timeout=120_000)
    gaps = heart.stop()
    report.add("heartbeat", f"longest gap, exporting {articles:,} articles", [max(gaps)],
               "idle", [max(calm)], p99=100)  # fmt: skip
    dialog.close()


def test_the_window_beats_while_it_imports(
    folder, copy_of, open_window, idle, report, qtbot, quick
):
    many = 100 if quick else 1_000
    texts = folder(many)
    window = open_window(copy_of(20, 4_000, marked=4, each=10))
    told = []
    window.desk.told.connect(told.append)
    calm = idle()
    heart = Heart()
    import_folder(window.desk, texts, window)
    qtbot.waitUntil(lambda: any(one.kind in ("done", "info") for one in told), timeout=120_000)
    qtbot.wait(50)
    gaps = heart.stop()
    report.add("heartbeat", f"longest gap, importing {many:,} files", [max(gaps)], "idle",
               [max(calm)], p99=100)  # fmt: skip
