"""A large import: a process of its own puts it in while the window lives, all of it or nothing."""

from __future__ import annotations

import json
import os
import signal

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage

from model import articles, check, project
from model.drafts import Draft
from tests.proof import dump
from ui import moving, steps
from ui.away import Away
from ui.import_dialog import ImportDialog
from ui.importing import import_files

TEXT = "Syrskiy said 7,905 Russian soldiers were killed."
PATIENCE = 60_000
MANY = 300
EVERYTHING = f"Imported {MANY} articles, {2 * MANY} spans added."


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """What is much here fits a test."""
    monkeypatch.setattr(steps, "MANY", 100)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "desk.attesta"
    with project.create(made, person="Ana") as store:
        articles.add(store, [Draft("Words that were here before.", "Before")])
    return made


@pytest.fixture
def brought(tmp_path):
    """A file of annotated articles, among them a label that the project does not know."""
    made = tmp_path / "tasks.jsonl"
    spans = [{"start": 0, "end": 7, "label": "actor"}, {"start": 13, "end": 18, "label": "NUMBER"}]
    tasks = ({"text": f"{TEXT} {n}", "spans": spans, "answer": "accept"} for n in range(MANY))
    made.write_text("".join(json.dumps(task) + "\n" for task in tasks))
    return made


@pytest.fixture
def window(window_on, path):
    return window_on(path)


@pytest.fixture
def looking(qtbot, window, brought):
    """The dialog, when the files are read and shown."""
    import_files(window.desk, [brought], window)
    dialog = window.findChildren(ImportDialog)[-1]
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.waitUntil(lambda: dialog.import_button.isVisible(), timeout=PATIENCE)
    return dialog


def back(qtbot, window):
    qtbot.waitUntil(lambda: not window.desk.is_lent, timeout=PATIENCE)


def begun(qtbot, dialog):
    """Wait until some articles are in, or all."""
    away = dialog.findChild(Away)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0 or not away.running, timeout=PATIENCE)
    return away


def test_the_project_is_away_meanwhile_and_comes_back_with_everything(qtbot, window, looking):
    box = looking.mapping.labels["NUMBER"]
    box.setCurrentIndex(box.findData("figure"))
    high = looking.height()
    looking.import_button.click()
    assert looking.height() < high / 3, "what is seen of the project is not covered"
    assert window.desk.store is None
    assert not window.actions_["import.files"].isEnabled()
    assert looking.isVisible()
    assert looking.said.text() == "Putting the articles into the project…"
    seen = []
    looking.bar.valueChanged.connect(seen.append)
    back(qtbot, window)
    assert seen == sorted(seen)
    assert seen[-1] == MANY
    store = window.desk.project
    assert store.value("SELECT count(*) FROM span JOIN label ON label.id = label_id"
                       " WHERE name = 'figure' AND quote = '7,905'") == MANY  # fmt: skip
    assert window.desk.text == f"{TEXT} 0"
    assert [one.text for one in window.told] == [EVERYTHING]
    assert looking.said.text() == EVERYTHING
    assert "tasks.jsonl (JSON lines (Prodigy, plain))" in looking.tree.shown_lines()[0]
    looking.cancel_button.click()
    assert not looking.isVisible()
    assert check.project(store) == []
    assert store.history.done[-1].title == f"Import {MANY} articles"
    assert store.row("SELECT person FROM edit ORDER BY position DESC")[0] == "Ana"


def test_what_was_seen_last_stays_in_sight_but_faint(qtbot, window, looking):
    window.resize(1366, 768)
    qtbot.waitUntil(window.library.isVisible)
    rows = QRect(window.library.list.mapTo(window, QPoint(0, 0)), QSize(180, 40))

    def contrast() -> int:
        """Between the lightest and the darkest of the library's first row."""
        seen = window.grab(rows).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        found = bytes(seen.constBits())
        return max(found) - min(found)

    before = contrast()
    looking.import_button.click()
    assert 10 < contrast() < 0.7 * before
    back(qtbot, window)
    assert window.library.isVisible()


def test_cancel_takes_everything_back(qtbot, window, looking, path):
    before = dump(window.desk.project)
    looking.import_button.click()
    begun(qtbot, looking)
    looking.cancel_button.click()
    assert looking.isVisible()
    assert looking.said.text() == "Going back to how it was…"
    back(qtbot, window)
    assert not looking.isVisible()
    assert window.told[-1].text == "The import was stopped; nothing was imported."
    assert dump(window.desk.project) == before
    window.close()
    proved(path, before)


def test_whoever_closes_the_window_meanwhile_finds_the_project_as_it_was(
    qtbot, window, looking, path
):
    before = dump(window.desk.project)
    folder = looking._folder  # noqa: SLF001
    looking.import_button.click()
    window.close()
    assert window.isVisible()
    assert "closes as soon as" in looking.said.text()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert not folder.exists()
    assert not path.with_name("desk.attesta.lock").exists()
    proved(path, before)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no signals here")
def test_an_import_that_is_killed_half_way_leaves_the_project_as_it_was(
    qtbot, window, looking, path
):
    before = dump(window.desk.project)
    looking.import_button.click()
    os.kill(begun(qtbot, looking).process_id, signal.SIGKILL)
    back(qtbot, window)
    assert dump(window.desk.project) == before
    assert looking.said.text() == "The work stopped unexpectedly. Everything is as it was."
    assert window.desk.writable
    looking.cancel_button.click()
    window.close()
    proved(path, before)


def test_undo_takes_the_import_back_and_redo_brings_it_again(qtbot, window, looking, monkeypatch):
    monkeypatch.setattr(steps, "MANY", 100)
    looking.import_button.click()
    back(qtbot, window)
    looking.close()
    whole = dump(window.desk.project)["span"]
    for turn, left in ((moving.undo, []), (moving.redo, whole)):
        turn(window.desk)
        assert window.desk.store is None
        back(qtbot, window)
        assert dump(window.desk.project)["span"] == left


def test_what_is_not_saved_yet_is_saved_before_a_large_import(window, looking):
    store = window.desk.project
    window.desk.unsaved.keep(lambda: None, None)
    looking.import_button.click()
    assert window.desk.store is store
    assert "Save it first" in looking.said.text()
    assert window.desk.unsaved.count == 1
    window.desk.unsaved.clear()


def test_a_small_import_goes_into_the_window_at_once(qtbot, window, looking, monkeypatch):
    monkeypatch.setattr(steps, "MANY", 10 * MANY)
    store = window.desk.project
    looking.import_button.click()
    qtbot.waitUntil(lambda: looking.copy_button.isVisible(), timeout=PATIENCE)
    assert window.desk.store is store
    assert window.told[-1].text == EVERYTHING


def proved(path, before) -> None:
    """That a closed project is whole, and holds what it held."""
    with project.open_(path, person="Ana") as store:
        assert check.project(store) == []
        assert dump(store) == before
