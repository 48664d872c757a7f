"""From the start of the process to the first paint with the article and the library's rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.report import ROOT

CHILD = Path(__file__).with_name("first_paint.py")
REST = 0.5
"""Seconds after which nothing of the process before is at work any more."""
STEPS = ("main imported", "application", "window made", "project open")


@pytest.fixture(scope="module", params=["small", "large"])
def size(request, quick):
    articles = 20 if request.param == "small" else 300 if quick else 10_000
    return articles, f"{articles:,} articles"


def test_first_paint(size, copy_of, report, quick, tmp_path):
    articles, named = size
    project = copy_of(articles, 4_000, marked=articles // 5, each=10)
    runs = 3 if quick else 9
    starts: list[dict[str, float]] = []
    bare: list[float] = []
    for run in range(runs + 1):
        bare.append(launched("", tmp_path)["painted"])
        starts.append(launched(str(project), tmp_path))
        if run == 0:  # fills the caches of Python and of the disk
            bare.clear()
            starts.clear()
    painted = [one["painted"] for one in starts]
    report.add("launch", f"text and rows painted, {named}", painted, "bare window", bare, ratio=2,
               p99=600)  # fmt: skip
    for step in STEPS:
        if all(step in one for one in starts):
            report.add("launch", f"… {step}", [one[step] for one in starts])


def launched(project: str, home: Path) -> dict[str, float]:
    """What a cold process says of its start, in milliseconds."""
    env = {name: value for name, value in os.environ.items()
           if name != "PYTHONDONTWRITEBYTECODE"}  # fmt: skip
    env |= {"ATTESTA_HOME": str(home), "PYTHONPATH": str(ROOT)}
    time.sleep(REST)
    command = [sys.executable, str(CHILD), str(time.monotonic()), project]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
