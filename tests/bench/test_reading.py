"""Opening an article and moving through it, against the same text without a span."""

from __future__ import annotations

import itertools
import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench import made
from tests.bench.conftest import settle
from tests.bench.test_mark import SIZES, Paints
from ui.reader import Reader
from ui.reading import look_from

OPENS = {"sample, 4 kB": 30, "100 kB, 2,000 spans": 60, "1 MB, 10,000 spans": 120}
"""The target at the 99th percentile, in milliseconds."""


@pytest.fixture
def plain_reader(qapp):
    """A reader in a window of its own, for texts without spans."""
    reader = Reader()
    reader.show()
    yield reader
    reader.close()
    reader.deleteLater()


@pytest.mark.parametrize("size", SIZES)
def test_opening(size, copy_of, open_window, plain_reader, report, quick):
    articles, characters, each = SIZES[size]
    window = open_window(copy_of(articles, characters, marked=1, each=each))
    desk = window.desk
    article_id, text = desk.article_id, desk.text
    plain_reader.resize(window.reading.reader.size())
    plain_reader.set_look(look_from(desk))
    here = Paints(window, window.reading.reader.viewport())
    beside = Paints(plain_reader, plain_reader.viewport())
    opened, followed, laid_out = [], [], []
    for _ in range(6 if quick else 25):
        desk.show(None)
        plain_reader.clear_article()
        settle()
        here.at = 0.0
        begun = time.perf_counter()
        followed.append(timed(desk.show, article_id))
        opened.append((here.at - begun) * 1000)
        beside.at = 0.0
        begun = time.perf_counter()
        timed(plain_reader.show_article, text, ())
        laid_out.append((beside.at - begun) * 1000)
    report.add("open", f"text and spans painted, {size}", opened[1:], "text alone", laid_out[1:],
               ratio=3, p99=OPENS[size])  # fmt: skip
    report.add("open", f"… and every pane followed, {size}", followed[1:])


def timed(act, *words) -> float:
    """Milliseconds from the call to everything painted."""
    begun = time.perf_counter()
    act(*words)
    settle()
    return (time.perf_counter() - begun) * 1000


@pytest.mark.parametrize("size", SIZES)
def test_scrolling(size, copy_of, open_window, plain_reader, report, quick):
    articles, characters, each = SIZES[size]
    window = open_window(copy_of(articles, characters, marked=1, each=each))
    marked = window.reading.reader
    plain_reader.resize(marked.size())
    plain_reader.set_look(look_from(window.desk))
    plain_reader.show_article(window.desk.text, ())
    settle()
    many = 40 if quick else 300
    for named, act, limit in (("wheel step", wheel, 8), ("PageDown", page, 16)):
        with_spans, without = [], []
        for _, step in zip(range(many), itertools.cycle([1] * 10 + [-1] * 8), strict=False):
            with_spans += moved(act, marked, step)
            without += moved(act, plain_reader, step)
        report.add("scroll", f"{named}, {size}", with_spans[10:], "text alone", without[10:],
                   ratio=2, p99=limit)  # fmt: skip


def moved(act, reader, step: int) -> list[float]:
    """How long a step took; nothing of one that met the end of the text and moved nothing."""
    before = reader.verticalScrollBar().value()
    took = timed(act, reader, step)
    return [took] if reader.verticalScrollBar().value() != before else []


def wheel(reader, step: int) -> None:
    at = QPointF(reader.viewport().rect().center())
    QApplication.sendEvent(reader.viewport(), QWheelEvent(
        at, reader.viewport().mapToGlobal(at), QPoint(), QPoint(0, -120 * step),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    ))  # fmt: skip


def page(reader, step: int) -> None:
    QTest.keyClick(reader, Qt.Key.Key_PageDown if step > 0 else Qt.Key.Key_PageUp)


def test_the_texts_have_the_size_they_are_named_for():
    assert [len(made.article(size, 1).text) for _, size, _ in SIZES.values()] == [
        4_000, 100_000, 1_000_000,
    ]  # fmt: skip
