"""The window while it opens large projects: left by a killed process, of an older format, another
one in place of the one that is open."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
from contextlib import closing

import pytest

from model.schema import CURRENT
from tests.bench.test_corpora import Heart
from tests.proof import child

PATIENCE = 600_000
AFTERWARDS = 500
"""Milliseconds in which what comes is shown and counted."""
HALF = """
from pathlib import Path
from model import articles, project
with project.open_(Path(sys.argv[1]), person="Ana") as store, store.edit("Half") as edit:
    for article_id in articles.states(store):
        edit.update("article", article_id, note="half done")
    print("half", flush=True)
    sys.stdin.read()
"""


def kill_in_the_middle(path):
    """Let a process change every article, and kill it before it has saved that."""
    with child(HALF, path) as process:
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)


def leave_open(path):
    """As a process leaves it that was killed while it did nothing."""
    left = {"pid": "1", "host": socket.gethostname(), "since": "2024-11-06T14:02:11+00:00"}
    path.with_name(f"{path.name}.lock").write_text(json.dumps(left))


def make_older(path):
    """As the format before this one had it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DROP TABLE suggested")
        db.execute(f"PRAGMA user_version = {CURRENT.version - 1}")


WAYS = {
    "left by a process killed while it saved": kill_in_the_middle,
    "left by a killed window": leave_open,
    "of an older format": make_older,
    "closed in order": lambda _path: None,
}


@pytest.mark.parametrize("how", WAYS)
def test_the_window_beats_while_it_opens_another_project(how, quick, copy_of, open_window, report,
                                                         qtbot):  # fmt: skip
    there = 300 if quick else 10_000
    first = copy_of(there, 4_000, marked=there, each=10)
    path = first.with_name("other.attesta")
    shutil.copy(first, path)
    WAYS[how](path)
    if hasattr(os, "sync"):
        os.sync()
    window = open_window(first)
    qtbot.wait(AFTERWARDS)
    calm = Heart()
    qtbot.wait(1_500)
    idle = [max(calm.stop())]
    heart = Heart()
    window.projects.open(path)
    qtbot.waitUntil(lambda: window.desk.store is not None and window.desk.store.path == path,
                    timeout=PATIENCE)  # fmt: skip
    qtbot.wait(AFTERWARDS)
    report.add("heartbeat", f"longest gap, opening {there:,} articles {how}", [max(heart.stop())],
               "idle", idle, p99=100)  # fmt: skip
