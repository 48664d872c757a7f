"""Import and export, against the same rows by plain sqlite3 and json; and the window meanwhile."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QObject, QTimer

from model import corpus, exporting, importing, project
from tests.bench import made
from tests.bench.report import ROOT
from ui.exporting import ExportDialog
from ui.importing import import_folder

BEAT = 4
"""Milliseconds between two beats of the window's heart."""


@pytest.fixture(scope="module")
def sizes(quick):
    return {
        "jsonl": (100, 300) if quick else (1_000, 10_000),
        "spacy": (50,) if quick else (1_000,),
    }


@pytest.mark.parametrize("format_", ["jsonl", "spacy"])
def test_export(format_, sizes, project_of, report, tmp_path):
    for articles in sizes[format_]:
        path = project_of(articles, 4_000, marked=articles, each=30)
        named = f"{format_}, {articles:,} articles, {articles * 30:,} spans"
        floor = [written_plainly(path, tmp_path / "floor.jsonl")]
        target = tmp_path / f"{format_}-{articles}"
        begun = time.perf_counter()
        with project.frozen(path) as store:
            exporting.export(corpus.stream(store, corpus.Selection()), format_, target)
        taken = [(time.perf_counter() - begun) * 1000]
        floor.append(written_plainly(path, tmp_path / "floor.jsonl"))
        report.add("export", f"{named}, read back", taken, "sqlite3 + json", floor)
        peak = peak_memory("export", str(path), "--format", format_, "--to",
                           str(tmp_path / f"again-{format_}-{articles}"))  # fmt: skip
        report.add("export", f"{named}: peak memory", [peak], unit="MB")


def written_plainly(path, target) -> float:
    """Every row of the same articles into JSON lines, nothing checked and nothing read back."""
    begun = time.perf_counter()
    with (
        contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db,
        target.open("w", encoding="utf-8") as file,
    ):
        for id_, title, source, date, text in db.execute(
            "SELECT article.id, title, source, date, text FROM article"
            " JOIN body ON body.hash = article.body ORDER BY position"
        ):
            spans = [
                {"id": row[0], "start": row[1], "end": row[2], "label": row[3], "quote": row[4],
                 **json.loads(row[5])}
                for row in db.execute(
                    'SELECT span.id, start, "end", label.name, quote, attributes FROM span'
                    " JOIN label ON label.id = label_id WHERE article_id = ? ORDER BY start", (id_,)
                )
            ]  # fmt: skip
            links = db.execute(
                "SELECT kind, head, child FROM link JOIN span ON span.id = head"
                " WHERE article_id = ?", (id_,)
            ).fetchall()  # fmt: skip
            said = {"text": text, "meta": {"id": id_, "title": title, "source": source,
                    "date": date}, "spans": spans, "relations": links}  # fmt: skip
            file.write(json.dumps(said, ensure_ascii=False) + "\n")
    return (time.perf_counter() - begun) * 1000


def peak_memory(*words: str) -> float:
    """Megabytes that a command needs at most."""
    measured = (
        "import resource, runpy, sys; sys.argv[0] = 'main.py'\n"
        "import main; code = main.main(sys.argv[1:])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", measured, *words], cwd=ROOT, capture_output=True,
                          text=True, check=True)  # fmt: skip
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return int(done.stdout.split()[-1]) / scale


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


def test_the_window_beats_while_it_exports(sizes, copy_of, open_window, idle, report, qtbot,
                                           tmp_path):  # fmt: skip
    articles = sizes["spacy"][0]
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
