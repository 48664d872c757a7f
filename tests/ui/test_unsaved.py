"""What the disk does not take is kept, shown as not saved, and saved once it takes it (T09)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from model import articles, check, labels, project, spans
from model.drafts import Draft
from model.errors import StoreTrouble
from ui import changing
from ui.messages import MessageBar
from ui.status import StatusBar
from ui.theme import LIGHT

Key = Qt.Key


@pytest.fixture
def full(desk, reading, qtbot, tmp_path):
    """A project whose file may not grow: as on a full disk, but to the page."""
    store = project.create(tmp_path / "Desk.attesta", person="Ana")
    text = "Kyiv said 45,000 troops came. " * 40
    there = articles.add(store, [Draft(text, "Long")]).new[0]
    status = StatusBar(desk, run=print)
    qtbot.addWidget(status)
    desk.open(store)
    reading.set_theme(LIGHT)
    desk.show(there)
    desk.told.connect(lambda notice: desk.notices.append(notice))
    desk.notices, desk.status = [], status
    return desk


def fill(store) -> None:
    """No page more; what is free inside the file is used up."""
    store.value(f"PRAGMA max_page_count = {store.value('PRAGMA page_count')}")
    there, refused = articles.first(store), 0
    for start in range(400, 900):
        for label in labels.every(store):
            try:
                spans.mark(store, there, start, start + 7, label.id)
            except StoreTrouble:
                refused += 1
        if refused > 12:
            return
    raise AssertionError("the file never became full")


def free(store) -> None:
    store.value("PRAGMA max_page_count = 100000")


def mark(desk, reading, qtbot, place, key):
    desk.select(*place)
    qtbot.keyClick(reading.reader, key)


def shown(reading) -> list[tuple[str, str]]:
    """Tag and state of each mark of the first line."""
    stage = reading.reader._stage  # noqa: SLF001
    marks = stage.galley.paragraph(0).marks
    return sorted(
        (mark.tag, mark.span.state) for mark in marks if mark.begins and mark.span.end < 60
    )


def test_a_mark_on_a_full_disk_is_shown_as_not_saved_and_saved_after_freeing(full, reading, qtbot):
    fill(full.project)
    stored = dict(full.spans)
    mark(full, reading, qtbot, (0, 4), "3")
    mark(full, reading, qtbot, (10, 23), "2")
    assert full.spans == stored
    assert shown(reading) == [
        ("ACTOR · NOT SAVED", "suggested"),
        ("FIGURE · NOT SAVED", "suggested"),
    ]
    assert {notice.kind for notice in full.notices[-2:]} == {"trouble"}
    assert "The disk is full" in full.notices[-1].text
    assert full.notices[-1].action == "edit.retry"
    qtbot.waitUntil(lambda: full.status.saved.text() == "NOT SAVED: 2 changes")
    assert full.status.saved.objectName() == "error"

    free(full.project)
    qtbot.keyClick(reading.reader, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    made = {one.quote: one for one in full.spans.values() if one.end < 60}
    assert set(made) == {"Kyiv", "45,000 troops"}
    assert made["45,000 troops"].attributes["value"] == 45000
    assert shown(reading) == [("ACTOR", "accepted"), ("FIGURE", "accepted")]
    assert full.notices[-1].text == "Saved."
    qtbot.waitUntil(lambda: full.status.saved.text().startswith("Saved "))
    assert check.project(full.project) == []


def test_the_next_change_that_can_be_saved_saves_those_before_it_first(full, reading, qtbot):
    fill(full.project)
    mark(full, reading, qtbot, (0, 4), "3")
    free(full.project)
    mark(full, reading, qtbot, (10, 23), "2")
    assert full.unsaved.count == 0
    titles = [step.title for step in full.project.history.done][-2:]
    assert titles == ["Mark actor", "Mark figure"]


def test_undo_lets_go_of_what_could_not_be_saved_first(full, reading, qtbot):
    fill(full.project)
    history = list(full.project.history.done)
    mark(full, reading, qtbot, (0, 4), "3")
    qtbot.keyClick(reading.reader, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert full.unsaved.count == 0
    assert shown(reading) == []
    assert list(full.project.history.done) == history


def test_a_note_and_an_edge_that_could_not_be_saved_are_kept_too(full, reading, qtbot):
    mark(full, reading, qtbot, (0, 4), "3")
    span = full.span
    fill(full.project)
    note = "as the ministry says. " * 500
    assert not changing.set_note(full, full.spans[span.id], note)
    assert not changing.move(full, full.spans[span.id], 0, 9)
    free(full.project)
    full.unsaved.retry()
    now = spans.one(full.project, span.id)
    assert (now.note, now.quote) == (note, "Kyiv said")


def test_what_can_be_done_no_more_is_told_and_let_go(full, reading, qtbot):
    mark(full, reading, qtbot, (0, 4), "3")
    span = full.span
    fill(full.project)
    assert not changing.set_note(full, span, "x" * 9000)
    free(full.project)
    spans.delete(full.project, [span.id])
    assert not full.attempt(full.unsaved.retry)
    assert "no longer there" in full.notices[-1].text
    assert full.unsaved.count == 0


def test_other_articles_do_not_show_it_and_closing_the_project_forgets_it(full, reading, qtbot):
    other = articles.add(full.project, [Draft("Another one.", "b")]).new[0]
    here = full.article_id
    fill(full.project)
    mark(full, reading, qtbot, (0, 4), "3")
    full.show(other)
    assert shown(reading) == []
    full.show(here)
    assert shown(reading) == [("ACTOR · NOT SAVED", "suggested")]
    full.open(None)
    assert full.unsaved.count == 0


def test_that_something_is_not_saved_is_said_only_until_it_is(full, reading, qtbot):
    bar = MessageBar(full)
    qtbot.addWidget(bar)
    fill(full.project)
    mark(full, reading, qtbot, (0, 4), "3")
    [message] = bar.shown
    assert message.text.text().startswith("Not saved.")
    free(full.project)
    mark(full, reading, qtbot, (10, 23), "2")
    assert (full.unsaved.count, bar.shown) == (0, [])
