"""A second start on a project brings its window forward; strangers at the door change nothing."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from model import articles, labels, project, spans
from model.drafts import Draft
from tests.conftest import ROOT
from tests.proof import child
from ui import summons

CALL = "from pathlib import Path\nfrom ui import summons\nprint(summons.call(Path(sys.argv[1])))"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="looks at sockets as files")


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory, monkeypatch):
    """A short folder of this test's own for the sockets."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))


@pytest.fixture
def desk_file(tmp_path):
    path = tmp_path / "Desk #1 é.attesta"
    with project.create(path, person=project.default_person()) as store:
        articles.add(store, [Draft("Moscow said no.", "No")])
    return path


@pytest.fixture
def window(make_window, desk_file, qtbot):
    made = make_window()
    made.projects.open(desk_file)
    qtbot.waitUntil(lambda: Path(summons.address(desk_file)).exists())
    return made


def asked(qtbot, path) -> str:
    """What another process hears that asks for the window of `path`."""
    with child(CALL, path) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
        return process.stdout.read().strip()


def minimised(window) -> bool:
    return bool(window.windowState() & Qt.WindowState.WindowMinimized)


def test_a_second_start_brings_the_first_window_forward_and_ends(window, desk_file, qtbot):
    window.showMinimized()
    second = subprocess.Popen(
        [sys.executable, "main.py", str(desk_file)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    said, wrong = second.communicate()
    assert (second.returncode, wrong) == (0, "")
    assert "was brought forward" in said
    assert not minimised(window)
    assert window.isVisible()


def test_opening_it_from_another_window_brings_the_first_one_forward_too(window, desk_file, qtbot):
    window.showMinimized()
    script = (
        "from ui.app import application\nfrom ui.desk import Desk\nfrom ui.window import Window\n"
        "from model.settings import Settings\nfrom pathlib import Path\n"
        "from PySide6.QtWidgets import QMessageBox\n"
        "app = application()\nother = Window(Desk(Settings()))\nother.show()\n"
        "other.projects.open(Path(sys.argv[1]))\n"
        "print(other.messages.shown[0].notice.text, other.findChildren(QMessageBox))\nother.close()"
    )
    with child(script, desk_file) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
        said = process.stdout.read()
    assert "is open in another window, which was brought forward. []" in said
    assert not minimised(window)


def test_garbage_floods_and_other_paths_are_dropped_and_the_window_still_answers(
    window, desk_file, tmp_path, qtbot
):
    window.showMinimized()
    callers = []
    for said in (b"", b"\0" * 100_000, b"x" * 10, b"\n", os.fsencode(tmp_path) + b"/other\n",
                 os.fsencode(desk_file) + b"\n\n", *[b"flood" * 1000] * 40):  # fmt: skip
        caller = socket.socket(socket.AF_UNIX)
        caller.setblocking(False)
        try:
            caller.connect(summons.address(desk_file))
            caller.send(said)
        except OSError:  # the queue is full: dropped at the door
            pass
        callers.append(caller)
        QApplication.processEvents()
    qtbot.wait(50)
    assert minimised(window)
    assert len(window.findChild(summons.Summons)._callers) <= summons.CALLERS  # noqa: SLF001
    qtbot.waitUntil(lambda: not window.findChild(summons.Summons)._callers)  # noqa: SLF001
    assert asked(qtbot, desk_file) == "True"
    assert not minimised(window)
    for caller in callers:
        caller.close()


def test_only_the_user_can_reach_the_socket_and_it_goes_with_the_project(
    window, desk_file, qtbot, tmp_path
):
    where = Path(summons.address(desk_file))
    assert stat.S_IMODE(where.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(where.parent.stat().st_mode) == 0o700
    assert asked(qtbot, tmp_path / "other.attesta") == "False"
    window.projects.close()
    assert not where.exists()
    where.parent.chmod(0o777)
    assert summons.address(desk_file) == "", "a folder that others can write to is not trusted"


def test_what_a_killed_window_left_does_not_stop_the_next_one(make_window, desk_file, qtbot):
    where = Path(summons.address(desk_file))
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(where))
    left.close()
    assert asked(qtbot, desk_file) == "False"
    window = make_window()
    window.projects.open(desk_file)
    qtbot.waitUntil(lambda: window.findChild(summons.Summons).listening)
    assert asked(qtbot, desk_file) == "True"


def test_a_holder_that_does_not_answer_leaves_the_offer_to_read(make_window, desk_file):
    holding = "from pathlib import Path\nfrom model import project\n" + (
        "store = project.open_(Path(sys.argv[1]))\nprint('ACK')\nsys.stdin.read()"
    )
    with child(holding, desk_file) as process:
        assert process.stdout.readline() == "ACK\n"
        window = make_window()
        window.projects.open(desk_file)
        (box,) = window.findChildren(QMessageBox)
        assert "already open in another window" in box.text()
        assert "Open read-only" in [button.text() for button in box.buttons()]
        box.close()
        process.kill()


WRITE = """
from pathlib import Path
from model import articles, labels, project, spans
with project.open_(Path(sys.argv[1]), person=project.default_person()) as store:
    there = articles.first(store)
    spans.mark(store, there, 7, 11, labels.named(store, "verified").id)
"""


def test_a_writer_who_got_past_the_lock_is_seen_and_both_keep_their_work(window, desk_file, qtbot):
    desk = window.desk
    actor = labels.named(desk.project, "actor").id
    desk_file.with_name(desk_file.name + ".lock").unlink()
    with child(WRITE, desk_file) as process:
        assert process.wait(timeout=30) == 0
    spans.mark(desk.project, desk.article_id, 0, 6, actor)
    qtbot.waitUntil(lambda: {one.quote for one in desk.spans.values()} == {"Moscow", "said"})
    assert "Another program has changed this project" in window.messages.shown[0].notice.text
    window.close()
    with project.open_(desk_file) as store:
        found = spans.of_article(store, articles.first(store))
        assert {one.quote for one in found} == {"Moscow", "said"}
