"""One mark: from the key to what is committed on the disk and painted, in the whole window."""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import re
import sqlite3
import time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from model import spans
from model.opening import JOURNAL, SETTINGS
from model.records import Span
from tests.bench.conftest import settle
from ui.reader import Reader

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
SIZES = {
    "sample, 4 kB": (1, 4_000, 90),
    "100 kB, 2,000 spans": (1, 100_000, 2_000),
    "1 MB, 10,000 spans": (1, 1_000_000, 10_000),
}


class Paints(QObject):
    """Notes when the window has painted, the view in it being part of that."""

    def __init__(self, window, view) -> None:
        super().__init__(window)
        self._window, self._view = window, view
        self.at, self._seen = 0.0, False
        window.installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if watched is self._view:
            self._seen |= event.type() == QEvent.Type.Paint
        elif event.type() == QEvent.Type.UpdateRequest:
            self._seen = False
            self._window.event(event)
            if self._seen and not self.at:
                self.at = time.perf_counter()
            return True
        return False


class Floor:
    """A bare commit of two rows: the span's and the log's, with the store's own settings."""

    def __init__(self, path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute(f"PRAGMA journal_mode = {JOURNAL}")
        for setting in SETTINGS:
            self.db.execute(f"PRAGMA {setting}")
        self.db.execute("CREATE TABLE span (id TEXT PRIMARY KEY, row TEXT) STRICT")
        self.db.execute("CREATE TABLE edit (position INTEGER PRIMARY KEY, row TEXT) STRICT")

    def commit(self, number: int) -> float:
        row = json.dumps({"number": number, "text": "x" * 300})
        begun = time.perf_counter()
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("INSERT INTO span VALUES (?, ?)", (f"{number:032x}", row))
        self.db.execute("INSERT INTO edit VALUES (?, ?)", (number, row))
        self.db.execute("COMMIT")
        return (time.perf_counter() - begun) * 1000


@pytest.fixture
def bare_reader(qapp):
    """The reader alone, without store, desk or panes."""
    reader = Reader()
    reader.resize(720, 700)
    reader.show()
    yield reader
    reader.close()
    reader.deleteLater()


def ranges(text: str, taken, many: int):
    """Where to mark: two to four words, all over the text, where nothing is marked exactly so."""
    dice = random.Random(3)
    words = [match.span() for match in re.finditer(r"\S+", text)]
    while many:
        at = dice.randrange(len(words) - 4)
        place = words[at][0], words[at + dice.randint(1, 3)][1]
        if place not in taken and "\n" not in text[slice(*place)]:
            taken.add(place)
            many -= 1
            yield place


@pytest.mark.parametrize("size", SIZES)
def test_one_mark(size, copy_of, open_window, bare_reader, report, quick, tmp_path):
    articles, characters, each = SIZES[size]
    window = open_window(copy_of(articles, characters, marked=1, each=each))
    desk, reader = window.desk, window.reading.reader
    floor, paints = Floor(tmp_path / "floor.db"), Paints(window, reader.viewport())
    bare_reader.set_labels(desk.labels)
    bare_reader.show_article(desk.text, desk.spans.values())
    settle()
    painted, settled, commits, alone = [], [], [], []
    places = list(ranges(desk.text, {(s.start, s.end) for s in desk.spans.values()},
                         40 if quick else 250))  # fmt: skip
    before = len(desk.spans)
    for number, (place, key) in enumerate(zip(places, itertools.cycle(KEYS), strict=False)):
        reader.select(*place)
        bare_reader.select(*place)
        settle()
        paints.at = 0.0
        begun = time.perf_counter()
        QTest.keyClick(reader, key)
        settle()
        settled.append((time.perf_counter() - begun) * 1000)
        assert paints.at
        painted.append((paints.at - begun) * 1000)
        commits.append(floor.commit(number))
        alone.append(put(bare_reader, desk.span))
    with contextlib.closing(sqlite3.connect(f"file:{desk.project.path}?mode=ro", uri=True)) as db:
        assert db.execute("SELECT count(*) FROM span").fetchone()[0] == before + len(places)
    assert len(spans.of_article(desk.project, desk.article_id)) == before + len(places)
    assert len(desk.spans) == before + len(places)
    report.add("one mark", f"committed and painted, {size}", painted[5:], "bare commit",
               commits[5:], p50=16, p99=50)  # fmt: skip
    report.add("one mark", f"… and every pane followed, {size}", settled[5:], "reader alone",
               alone[5:])  # fmt: skip


def put(reader: Reader, span: Span) -> float:
    begun = time.perf_counter()
    reader.change_spans([span])
    reader.choose_span(span.id)
    settle()
    return (time.perf_counter() - begun) * 1000
