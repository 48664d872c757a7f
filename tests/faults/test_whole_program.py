"""The whole program as a process of its own: killed at its keys (T03), and in odd surroundings
(T48)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from model import articles, check, corpus, exporting, labels, project, spans
from model.drafts import Draft
from tests.conftest import ROOT
from tests.faults.conftest import rounds
from tests.proof import child

pytestmark = pytest.mark.faults
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}

TYPIST = """
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui import app

running = app.application()

def typing():
    (window,) = [one for one in QApplication.topLevelWidgets() if type(one).__name__ == "Window"]
    desk, reader, saved = window.desk, window.reading.reader, window.statusBar().saved
    print("GO", flush=True)
    for number in range(len(desk.spans), 900):
        desk.select(number * 3, number * 3 + 4)
        QTest.keyClick(reader, Qt.Key(Qt.Key.Key_1 + number % 4))
        running.processEvents()
        span = desk.span
        if saved.text().startswith("Saved") and span is not None and span.state == "accepted":
            print("ACK", span.id, flush=True)

QTimer.singleShot(400, typing)
app.run(Path(sys.argv[1]))
"""


@rounds(2, 20)
def test_what_the_status_bar_showed_as_saved_is_there_after_a_kill(
    make_window, tmp_path, chance, rounds
):
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        articles.add(store, [Draft("Kyiv said so. " * 250, "Long")])
    acked: set[str] = set()
    for _ in range(rounds):
        with child(TYPIST, path, env=os.environ | OFFSCREEN) as process:
            assert process.stdout.readline() == "GO\n", process.stderr.read()
            time.sleep(chance.uniform(0.05, 0.35))
            process.kill()
            acked |= {line.split()[1] for line in process.stdout if line.startswith("ACK ")}
        window = make_window()
        window.projects.open(path)
        assert window.desk.writable, "it opens without asking anything"
        assert [one.notice.text for one in window.messages.shown] == []
        there = {one.id for one in window.desk.spans.values() if one.state == "accepted"}
        assert acked <= there
        assert check.project(window.desk.project) == []
        window.close()
        acked = there
    assert len(acked) >= rounds


EXPORT = """
from pathlib import Path
from model import corpus, exporting, project
while True:
    with project.frozen(Path(sys.argv[1])) as store:
        found = corpus.stream(store, corpus.Selection(spans="all"))
        print("GO", flush=True)
        exporting.export(found, sys.argv[3], Path(sys.argv[2]))
        print("ACK", flush=True)
"""


def export(desk, name, target):
    with project.frozen(desk) as store:
        exporting.export(corpus.stream(store, corpus.Selection(spans="all")), name, target)


def held(folder) -> dict[str, bytes]:
    """Every file under a folder with its bytes, but for what is still being written."""
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*"))
        if one.is_file() and not any(part.startswith(".") for part in one.relative_to(folder).parts)
    }  # fmt: skip


@rounds(3, 30)
@pytest.mark.parametrize(("name", "target"), [("jsonl", "out.jsonl"), ("conll", "out")])
def test_an_export_that_was_killed_leaves_the_old_one_or_the_new_one(
    desk, tmp_path, chance, rounds, name, target
):
    place, old = tmp_path / "to", {}
    place.mkdir()
    for number in range(rounds):
        with project.open_(desk, person="Ana") as store:
            label = labels.named(store, "actor").id
            spans.mark(store, articles.first(store), number, number + 4, label)
        fresh = tmp_path / f"fresh {number}"
        fresh.mkdir()
        export(desk, name, fresh / target)
        new = {path: data for path, data in held(fresh).items() if path.startswith(target)}
        with child(EXPORT, desk, place / target, name) as process:
            assert process.stdout.readline() == "GO\n", process.stderr.read()
            time.sleep(chance.uniform(0, 0.6))
            process.kill()
        there = {path: data for path, data in held(place).items() if path.startswith(target)}
        assert there in (old, new), (sorted(there), sorted(new))
        old = there
    export(desk, name, place / target)
    assert held(place) == held(fresh)
    assert sorted(os.listdir(place)) == sorted(os.listdir(fresh)), "nothing half-written is left"


# ---- odd surroundings


def started(path, attesta_home, env, *, drop=()) -> tuple[int, str, str]:
    """Start the program on `path`, wait until it holds it, end it in order: code, words, time."""
    surroundings = {key: value for key, value in os.environ.items() if key not in drop}
    process = subprocess.Popen(
        [sys.executable, "main.py", str(path)], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings | OFFSCREEN | env,
    )  # fmt: skip
    lock = path.with_name(path.name + ".lock")
    until = time.monotonic() + 60
    while not (lock.exists() and lock.stat().st_size) and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    return process.returncode, out + err, str(lock.exists())


SURROUNDINGS = {
    "no home": ({"HOME": "/nonexistent"}, ("ATTESTA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
                                           "XDG_DATA_HOME")),
    "no variables": ({}, ("HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "XDG_RUNTIME_DIR",
                          "DBUS_SESSION_BUS_ADDRESS")),
    "language C": ({"LANG": "C", "LC_ALL": "C"}, ()),
    "no bus": ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}, ()),
    "a home that is a file": ({"ATTESTA_HOME": "/dev/null"}, ()),
    "a large scale": ({"QT_SCALE_FACTOR": "2"}, ()),
}  # fmt: skip


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_it_starts_and_ends_in_order_wherever_it_runs(tmp_path, attesta_home, name):
    path = tmp_path / "Désk 💩.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft("Kyiv said so.", "Short")])
    env, drop = SURROUNDINGS[name]
    code, said, held = started(path, attesta_home, env, drop=drop)
    assert (code, held) == (0, "False"), said
    assert "Traceback" not in said
    with project.open_(path) as store:
        assert check.project(store) == []


def test_settings_that_are_rubbish_are_told_and_the_project_is_well(tmp_path, attesta_home):
    path = tmp_path / "Desk.attesta"
    project.create(path, person="Ana").close()
    (attesta_home / "settings.json").write_bytes(b"\xff\xfe{garbage")
    (attesta_home / "state").mkdir(exist_ok=True)
    for name in ("recent.json", "layout.json", "export.json", "arrangement.json"):
        for folder in (attesta_home, attesta_home / "state"):
            (folder / name).write_bytes(b'[{"a": \xff')
    code, said, held = started(path, attesta_home, {})
    assert (code, held) == (0, "False"), said
    assert "Traceback" not in said
