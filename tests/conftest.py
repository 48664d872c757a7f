"""What every test stands on: Qt without a screen, folders of its own, and the sample article."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is slow by turns: examples are counted, never timed.
settings.register_profile("quick", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("quick"), max_examples=1000)
settings.load_profile("quick")


@pytest.fixture(scope="session", autouse=True)
def _machine_folders(tmp_path_factory):
    """Keeps even what runs before or between tests away from the person's own folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTESTA_HOME", str(tmp_path_factory.mktemp("machine")))
        yield


@pytest.fixture(autouse=True)
def attesta_home(tmp_path_factory, _machine_folders) -> Path:
    """A new home for settings, logs and backups, so that no test sees what another left."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTESTA_HOME", str(home))
        yield home


@pytest.fixture(autouse=True)
def _widgets_end_with_their_test():
    """Deletes the windows of a test: one in a cycle of Python's would stay and slow every later
    test, and each change of the style sheet would dress it again."""
    before = set(_windows())
    yield
    if widgets := sys.modules.get("PySide6.QtWidgets"):
        for window in set(_windows()) - before:
            window.deleteLater()
        core = sys.modules["PySide6.QtCore"]
        widgets.QApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


def _windows() -> list[Any]:
    """The windows that belong to no other."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets and widgets.QApplication.instance()
    return [window for window in app.topLevelWidgets() if not window.parent()] if app else []


def pytest_sessionfinish() -> None:
    """Lets go of what was copied last: without a screen, Qt would free it after Python is gone."""
    if (gui := sys.modules.get("PySide6.QtGui")) and gui.QGuiApplication.instance():
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The sample article, byte for byte (line ends are not translated)."""
    return (ROOT / "seeds" / "kursk-troops.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """The sample article as carefully annotated by hand: text, spans and relations."""
    return json.loads((ROOT / "tests" / "kursk-troops.json").read_text(encoding="utf-8"))
