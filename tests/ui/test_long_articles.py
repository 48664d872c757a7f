"""Long articles, of which no more is read than is seen: the rest is there when one looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model import articles, labels, project, spans
from model.drafts import Draft

LINE = "Kyiv said that Russia had fired missiles at Odesa during the night. " * 6
MANY = 60


@pytest.fixture
def far(reading, desk):
    """The last line's span, the reader being at the top of an article with one in each line."""
    store = project.in_memory()
    text = "\n".join([LINE] * MANY)
    (article_id,) = articles.add(store, [Draft(text, "Long")]).new
    actor = labels.named(store, "actor").id
    starts = range(0, len(text), len(LINE) + 1)
    made = spans.mark_all(store, article_id, [spans.NewSpan(s, s + 4, actor) for s in starts], "M")
    desk.open(store)
    desk.show(article_id)
    return made[-1]


def place_of(span_id, reading, desk):
    """Where the desk and the reader have it; both say the same of every other place."""
    at = {span.start for span in desk.spans.values() if span.id == span_id}
    shown = {
        start
        for start in range(0, len(desk.text), len(LINE) + 1)
        for span in reading.reader.spans_at(start)
        if span.id == span_id
    }
    assert at == shown
    return at


def test_a_span_moved_and_moved_back_out_of_sight_is_where_it_belongs(far, reading, desk):
    before = desk.project.value("SELECT start FROM span WHERE id = ?", (far,))
    spans.move(desk.project, far, 30 * (len(LINE) + 1), 30 * (len(LINE) + 1) + 5)
    assert place_of(far, reading, desk) == {30 * (len(LINE) + 1)}
    article_id = desk.article_id
    desk.show(None)
    desk.show(article_id)
    desk.project.undo()
    assert place_of(far, reading, desk) == {before}


def test_a_span_taken_away_and_brought_back_out_of_sight(far, reading, desk):
    spans.delete(desk.project, [far])
    assert far not in desk.spans
    assert place_of(far, reading, desk) == set()
    assert len(desk.spans) == MANY - 1
    desk.project.undo()
    assert len(place_of(far, reading, desk)) == 1


def test_the_last_span_is_there_once_one_goes_to_it(far, reading, desk):
    QTest.keyClick(reading.reader, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert [one.id for one in reading.reader.spans_at(desk.spans[far].start)] == [far]
    desk.choose(far)
    assert reading.reader.chosen_span == far


def test_another_project_takes_the_place_of_spans_that_nobody_looked_at(far, reading, desk):
    desk.open(project.in_memory())
    assert reading.reader.text == ""
    assert far not in desk.spans
