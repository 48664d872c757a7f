"""A large project that a killed window has left, or that is of an older format: the window lives
while it is looked through, and can call that off."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from model import articles, project
from model.drafts import Draft
from tests.proof import child, ruin_a_quiet_page, sha256
from ui import backups, projects
from ui.making_ready import ReadyDialog
from ui.recovery_dialog import RecoveryDialog

PATIENCE = 60_000
HALF = """
from pathlib import Path
from model import articles, project
store = project.open_(Path(sys.argv[1]), person="Ana")
store._db.execute("PRAGMA cache_size = 1")
with store.edit("Half") as edit:
    for article_id in articles.states(store):
        edit.update("article", article_id, note="half " * 500)
    print("half", flush=True)
    sys.stdin.read()
"""
"""Writes into the file, so that its journal is needed, and waits to be killed."""


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Every project is large here."""
    monkeypatch.setattr(projects, "AT_ONCE", 0)


def made(path, title):
    with project.create(path, person="Ana") as store:
        new = [Draft(text=f"{title} {n}. Kyiv said so.", title=f"{title} {n}")
               for n in range(40)]  # fmt: skip
        articles.add(store, new)
    return path


@pytest.fixture
def first(tmp_path):
    return made(tmp_path / "first.attesta", "First")


@pytest.fixture
def killed(tmp_path):
    """What a process has left that was killed in the middle of a change."""
    path = made(tmp_path / "killed.attesta", "Killed")
    with child(HALF, path) as process:
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
    assert path.with_name("killed.attesta-journal").stat().st_size > 0
    return path


@pytest.fixture
def older(tmp_path):
    """A project as an earlier format had it."""
    path = made(tmp_path / "older.attesta", "Older")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TABLE suggested")
        db.execute(f"PRAGMA user_version = {(1 << 16) + 4}")
    return path


@pytest.fixture
def window(window_on, first):
    return window_on(first)


def dialog_of(window) -> ReadyDialog:
    return window.findChildren(ReadyDialog)[-1]


def what_lies_there(path):
    return {one.name: sha256(one) for one in path.parent.iterdir()
            if one.name.startswith(path.stem) and not one.name.endswith(".lock")}  # fmt: skip


def waiting(window):
    return [one for one in window.desk.spans.values() if one.state == "suggested"]


def is_open(window, path):
    return window.desk.store is not None and window.desk.store.path == path


@pytest.mark.parametrize("kind", ["killed", "older"])
def test_the_window_lives_meanwhile_and_then_it_is_open(kind, window, first, request, qtbot):
    path = request.getfixturevalue(kind)
    window.projects.open(path)
    dialog = dialog_of(window)
    assert dialog.isVisible()
    assert dialog.findChildren(QProgressBar)[0].isVisible()
    assert is_open(window, first)
    qtbot.waitUntil(lambda: is_open(window, path), timeout=PATIENCE)
    store = window.desk.project
    assert {one.note for one in articles.every(store)} == {""}
    assert len(articles.every(store)) == 40
    articles.change(store, articles.first(store), title="It can be changed")


@pytest.mark.parametrize("kind", ["killed", "older"])
def test_called_off_the_file_is_as_it_was_and_the_other_project_stays(
    kind, window, first, request, qtbot
):
    path = request.getfixturevalue(kind)
    before = what_lies_there(path)
    window.projects.open(path)
    qtbot.mouseClick(dialog_of(window).cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.told), timeout=PATIENCE)
    assert window.told[-1].text == f"Stopped. {path.name} was not opened, and is as it was."
    assert what_lies_there(path) == before
    assert is_open(window, first)
    window.projects.open(path)
    qtbot.waitUntil(lambda: is_open(window, path), timeout=PATIENCE)


def test_what_is_damaged_is_offered_to_be_mended_and_the_other_project_stays(
    window, first, tmp_path, qtbot
):
    path = made(tmp_path / "damaged.attesta", "Damaged")
    ruin_a_quiet_page(path)
    left = {"pid": "1", "host": socket.gethostname(), "since": "2024-11-06T14:02:11+00:00"}
    path.with_name(f"{path.name}.lock").write_text(json.dumps(left))
    before = sha256(path)
    window.projects.open(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryDialog)), timeout=PATIENCE)
    assert sha256(path) == before
    assert is_open(window, first)
    window.findChildren(RecoveryDialog)[0].close()


def test_a_killed_look_through_is_told_and_nothing_is_lost(window, first, killed, qtbot):
    window.projects.open(killed)
    qtbot.waitUntil(lambda: dialog_of(window).process_id > 0, timeout=PATIENCE)
    os.kill(dialog_of(window).process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(window.told) and window.told[-1].kind == "trouble",
                    timeout=PATIENCE)  # fmt: skip
    assert is_open(window, first)
    window.projects.open(killed)
    qtbot.waitUntil(lambda: is_open(window, killed), timeout=PATIENCE)


def test_a_project_that_turns_out_to_be_damaged_gives_way_to_the_one_before(
    window, first, tmp_path, qtbot
):
    """It was closed in order, so it is looked through after it was opened."""
    path = made(tmp_path / "damaged.attesta", "Damaged")
    ruin_a_quiet_page(path)
    window.projects.open(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryDialog)), timeout=PATIENCE)
    assert is_open(window, first)
    window.findChildren(RecoveryDialog)[0].close()


def test_suggestions_wait_until_the_project_is_looked_through(window, tmp_path, qtbot, monkeypatch):
    """Putting them in would have the window look through it at once."""
    monkeypatch.setattr(backups, "LARGE", 0)
    path = made(tmp_path / "second.attesta", "Second")
    window.desk.settings.set(suggest=True)
    window.projects.open(path)
    store, keeper, examiner = (
        window.desk.project,
        window.later.suggestions,
        window.projects.examiner,
    )
    here = []
    examination = store.examination
    store.examination = lambda: here.append("looked through in the window") or examination()
    qtbot.waitUntil(lambda: examiner.process_id > 0, timeout=PATIENCE)
    looking = examiner.process_id
    os.kill(looking, signal.SIGSTOP)
    with qtbot.waitSignal(keeper.worker.found, timeout=PATIENCE):
        pass
    qtbot.wait(200)
    assert (waiting(window), here) == ([], [])
    os.kill(looking, signal.SIGCONT)
    qtbot.waitUntil(lambda: bool(waiting(window)), timeout=PATIENCE)
    assert here == []
