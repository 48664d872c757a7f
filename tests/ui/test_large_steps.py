"""Undo and redo of a large edit: the window lives while a process of its own does the work."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtWidgets import QMessageBox

from model import articles, check, labels, parts, project, spans
from model.drafts import Draft
from model.spans import NewSpan
from tests.proof import dump
from ui import moving
from ui.turning import TurnDialog

TEXT = "Kyiv said 45,000 troops had left. Moscow denied it."
PATIENCE = 60_000
STEP = "Mark every article"


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """What is large here fits a test: from twenty changes on, in parts of two."""
    monkeypatch.setattr(parts, "LARGE", 20)
    monkeypatch.setattr(parts, "PART", 2)


@pytest.fixture
def path(tmp_path):
    """A project whose last step has marked every word of its articles."""
    made = tmp_path / "desk.attesta"
    with project.create(made, person="Ana") as store:
        new = [Draft(text=f"{TEXT} {n}", title=f"Article {n}") for n in range(40)]
        ids = articles.add(store, new).new
        label = labels.named(store, "actor").id
        with store.edit(STEP) as edit:
            for id_ in ids:
                body = articles.text_of(store, id_)
                for at in range(40):
                    spans.insert(edit, id_, body, NewSpan(at, at + 1, label))
    return made


@pytest.fixture
def window(window_on, path):
    return window_on(path)


def dialog_of(window) -> TurnDialog:
    return window.findChildren(TurnDialog)[-1]


def back(qtbot, window):
    qtbot.waitUntil(lambda: not window.desk.is_lent, timeout=PATIENCE)


def many(window) -> int:
    return int(str(window.desk.project.value("SELECT count(*) FROM span")))


def proved(path) -> dict:
    """What a closed project holds, once it is proved to be whole."""
    with project.open_(path, person="Ana") as store:
        assert check.project(store) == []
        return dump(store)


def test_undo_and_redo_go_on_beside_the_window_and_come_back_to_the_article(qtbot, window):
    shown = window.desk.article_id
    last = articles.every(window.desk.project)[-1].id
    window.desk.show(last)
    window.reading.reader.place_caret(9)
    assert many(window) == 1600
    moving.undo(window.desk)
    assert dialog_of(window).said.text() == f"Undoing “{STEP}”…"
    assert dialog_of(window).isModal()
    assert window.desk.store is None
    assert not window.actions_["undo"].isEnabled()
    assert window.windowTitle().startswith("desk")
    back(qtbot, window)
    assert many(window) == 0
    assert window.desk.article_id == last != shown
    assert window.reading.reader.caret() == window.desk.caret == 9
    assert window.told[-1].text == f"Undid “{STEP}”."
    assert window.desk.project.row("SELECT person, kind FROM edit ORDER BY position DESC")[:] == (
        "Ana", "undo")  # fmt: skip
    moving.redo(window.desk)
    back(qtbot, window)
    assert many(window) == 1600
    assert window.told[-1].text == f"Redid “{STEP}”."
    assert check.project(window.desk.project) == []


def test_what_was_looked_for_in_the_library_is_looked_for_again(qtbot, window):
    library = window.library
    library.search.setText("Moscow 17")
    library.filter.setCurrentIndex(library.filter.findData("unfinished"))
    qtbot.waitUntil(lambda: 0 < library.model.rowCount() < 40, timeout=PATIENCE)
    titles = [library.model.index(row).data() for row in range(library.model.rowCount())]
    moving.undo(window.desk)
    back(qtbot, window)
    moving.redo(window.desk)
    back(qtbot, window)
    assert library.search.text() == window.desk.search == "Moscow 17"
    assert titles == [library.model.index(row).data() for row in range(library.model.rowCount())]


def test_a_small_step_is_done_in_the_window_at_once(window):
    store, here = window.desk.project, window.desk.article_id
    spans.mark(store, here, 0, 4, labels.named(store, "claim").id)
    moving.undo(window.desk)
    assert window.desk.store is store
    assert many(window) == 1600


def test_cancel_takes_everything_back(qtbot, window, path):
    before = dump(window.desk.project)
    moving.undo(window.desk)
    dialog = dialog_of(window)
    dialog.cancel_button.click()
    assert dialog.said.text() == "Going back to how it was…"
    back(qtbot, window)
    assert dump(window.desk.project) == before
    assert window.told[-1].text == "Stopped. Everything is as it was."
    window.close()
    proved(path)


def test_whoever_closes_the_window_meanwhile_finds_the_project_as_it_was(qtbot, window, path):
    before = dump(window.desk.project)
    moving.undo(window.desk)
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert window.desk.store is None
    assert not path.with_name("desk.attesta.lock").exists()
    assert proved(path) == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no signals here")
def test_a_process_that_is_killed_leaves_all_or_nothing(qtbot, window, path):
    whole = dump(window.desk.project)["span"]
    moving.undo(window.desk)
    dialog = dialog_of(window)
    qtbot.waitUntil(
        lambda: dialog.progress.maximum() > 0 or not dialog.away.running, timeout=PATIENCE
    )
    if dialog.away.running:
        os.kill(dialog.away.process_id, signal.SIGKILL)
    back(qtbot, window)
    assert dump(window.desk.project)["span"] in (whole, [], {})
    assert window.desk.writable
    window.close()
    proved(path)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no signals here")
def test_whether_the_work_was_done_by_then_is_told_of_a_process_that_was_killed(
    qtbot, window, path
):
    for done, told in ((False, "Everything is as it was."), (True, "By then it was done")):
        moving.undo(window.desk)
        away = dialog_of(window).away
        qtbot.waitUntil(lambda away=away: away.process_id > 0, timeout=PATIENCE)
        os.kill(away.process_id, signal.SIGKILL)
        os.waitid(os.P_PID, away.process_id, os.WEXITED | os.WNOWAIT)
        if done:
            with project.open_(path, person="Ana") as store:
                store.undo()
        back(qtbot, window)
        assert window.told[-1].text.startswith(f"The work stopped unexpectedly. {told}")


def test_a_project_that_somebody_else_took_meanwhile_is_not_touched(qtbot, window, path):
    before = dump(window.desk.project)
    window.projects.lend()
    with project.open_(path, person="Ben") as other:
        window.projects.take_back(path, None, lambda: None, examined=False)
        assert window.desk.store is None
        assert window.windowTitle() == "Attesta"
        assert "already open in another window" in window.findChild(QMessageBox).text()
        assert dump(other) == before
    window.findChild(QMessageBox).close()


def test_what_is_not_saved_yet_is_saved_before_a_large_step(window):
    store, here = window.desk.project, window.desk.article_id
    store.undo()
    window.desk.unsaved.keep(lambda: spans.mark(store, here, 0, 4, "x"), None)
    moving.redo(window.desk)
    assert window.desk.store is store
    assert window.told[-1].action == "edit.retry"
    window.desk.unsaved.clear()
