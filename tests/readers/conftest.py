"""What the tests by other programs share: their environment, and that they run only when asked."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-readers" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.readers)


@pytest.fixture(scope="session")
def label_studio():
    """What label-studio-sdk says of an export: whether it is valid, and what it converts it to."""

    def ask(export: Path, work: Path) -> tuple[list[dict], Path]:
        work.mkdir()
        script = Path(__file__).with_name("as_label_studio.py")
        done = subprocess.run([PYTHON, script, export, work], capture_output=True, text=True,
                              check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1]), work

    return ask
