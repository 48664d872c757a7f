"""One writer at a time: who holds a project is named, and one who was killed holds nothing."""

from __future__ import annotations

import json
import os
import socket

import pytest

from model import articles, project
from model.errors import LockedProject, ProjectRefused
from tests.proof import behind_its_back, child, sha256

HOLD = """
from pathlib import Path
from model import project
store = project.open_(Path(sys.argv[1]), person="Ben")
print("ACK")
sys.stdin.read()
store.close()
"""


@pytest.fixture
def holder(project_file):
    """Another process that has the project open until it is killed or its input ends."""
    with child(HOLD, project_file) as process:
        assert process.stdout.readline() == "ACK\n"
        yield process
        process.kill()


def lock_of(path):
    return path.with_name(path.name + ".lock")


def test_a_project_open_elsewhere_is_refused_with_process_machine_and_time(project_file, holder):
    with pytest.raises(LockedProject) as caught:
        project.open_(project_file)
    assert f"(process {holder.pid} on {socket.gethostname()}), since 20" in caught.value.what
    assert caught.value.what.endswith(" UTC.")
    assert "read-only" in caught.value.hint


def test_it_can_be_read_meanwhile(project_file, holder):
    with project.open_(project_file, read_only=True) as store:
        assert len(articles.every(store)) == 1


def test_it_opens_as_soon_as_the_other_window_closes(project_file, holder):
    holder.communicate(timeout=30)
    assert os.listdir(project_file.parent) == [project_file.name]
    project.open_(project_file).close()


def test_one_who_was_killed_holds_nothing(project_file, holder):
    holder.kill()
    holder.wait()
    assert lock_of(project_file).exists()
    project.open_(project_file).close()
    assert not lock_of(project_file).exists()


def test_the_same_window_cannot_open_it_twice(opened, project_file):
    with pytest.raises(LockedProject, match=str(os.getpid())):
        project.open_(project_file)


@pytest.fixture
def elsewhere(project_file):
    """As a synchronised folder shows it: another machine's lock file."""
    said = {"pid": "17", "host": "newsroom-3", "since": "2024-11-06T14:02:11+00:00"}
    lock_of(project_file).write_text(json.dumps(said))
    return project_file


def test_another_machines_project_is_only_taken_over_when_asked(elsewhere):
    before = lock_of(elsewhere).read_text()
    with pytest.raises(
        LockedProject, match="opened on newsroom-3 since 2024-11-06 14:02 UTC and not closed there"
    ):
        project.open_(elsewhere)
    assert lock_of(elsewhere).read_text() == before
    with project.open_(elsewhere, take_over=True):
        assert json.loads(lock_of(elsewhere).read_text())["host"] == socket.gethostname()
    assert not lock_of(elsewhere).exists()


@pytest.mark.parametrize("rubbish", ["", "{", "[1, 2]", "null", '"x"', "\0" * 100, "é" * 2000])
def test_a_lock_file_that_says_nothing_holds_nothing(project_file, rubbish):
    lock_of(project_file).write_text(rubbish)
    project.open_(project_file).close()
    assert not lock_of(project_file).exists()


def test_closing_leaves_the_lock_of_somebody_else(project_file):
    with project.open_(project_file):
        lock_of(project_file).unlink()
        other = project.open_(project_file, person="Ben")
    assert lock_of(project_file).exists()
    other.close()
    assert not lock_of(project_file).exists()


def test_a_program_that_holds_the_file_without_our_lock_is_told_apart(project_file):
    with child(
        "import sqlite3\ndb = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('BEGIN EXCLUSIVE')\nprint('ACK')\nsys.stdin.read()",
        project_file,
    ) as process:
        assert process.stdout.readline() == "ACK\n"
        with pytest.raises(LockedProject, match="Another program is using the project file"):
            project.open_(project_file)
        process.kill()
    project.open_(project_file).close()


def test_a_refused_file_keeps_no_lock(project_file):
    behind_its_back(project_file, "PRAGMA application_id = 1")
    before = sha256(project_file)
    with pytest.raises(ProjectRefused):
        project.open_(project_file)
    assert os.listdir(project_file.parent) == [project_file.name]
    assert sha256(project_file) == before


def test_a_closed_project_is_one_file(opened, project_file):
    assert sorted(os.listdir(project_file.parent)) == ["desk.attesta", "desk.attesta.lock"]
    opened.close()
    assert os.listdir(project_file.parent) == ["desk.attesta"]
