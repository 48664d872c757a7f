"""What the tests by other programs share: their environment, and that they run only when asked."""

from __future__ import annotations

import json
import os
import subprocess
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APART = ROOT / ".venv-readers"
PYTHON = APART / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pytest_addoption(parser):
    parser.addoption("--those-there", action="store_true", help="skip what has no program here")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.readers)


@pytest.fixture(scope="session")
def is_missing(pytestconfig):
    """Says that a reader is missing: a failure, unless only those that are there were asked for."""
    end = (
        pytest.skip
        if pytestconfig.getoption("--those-there")
        else partial(pytest.fail, pytrace=False)
    )
    return lambda name, cure: end(f"{name} is missing: {cure}")


@pytest.fixture(scope="session")
def label_studio(is_missing):
    """What label-studio-sdk says of an export: whether it is valid, and what it converts it to."""

    if not (APART / "attesta-setup.json").exists():  # written when all of it was installed
        is_missing("label-studio-sdk", "sh .ci/setup readers")

    def ask(export: Path, work: Path) -> tuple[list[dict], Path]:
        work.mkdir()
        script = Path(__file__).with_name("as_label_studio.py")
        done = subprocess.run([PYTHON, script, export, work], capture_output=True, text=True,
                              check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1]), work

    return ask
