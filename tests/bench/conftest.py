"""What the benchmarks share: the report, projects made once, the real window on real files."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from model.settings import Settings
from tests.bench import made
from tests.bench.report import ROOT, Report
from ui import style
from ui.desk import Desk
from ui.window import Window

REPORT = Report()
KEPT = ROOT / "build" / "bench"


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="bench: small projects, few runs")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.bench)


def pytest_terminal_summary(terminalreporter):
    if REPORT.rows:
        REPORT.write(ROOT / "build" / "bench.json")
        terminalreporter.section("bench")
        terminalreporter.write_line(REPORT.table())
        terminalreporter.write_line("\nWritten to build/bench.json")


@pytest.fixture(scope="session")
def report():
    return REPORT


@pytest.fixture(scope="session")
def quick(request):
    return request.config.getoption("--quick", default=False)


@pytest.fixture(scope="session")
def project_of(_machine_folders):
    """A project of a size; made once and kept in build/ as long as its recipe stays the same."""
    recipe = b"".join(
        (ROOT / name).read_bytes()
        for name in ("model/schema.py", "model/spans.py", "model/articles.py",
                     "tests/bench/made.py")
    )  # fmt: skip

    def find(many: int, characters: int, **marks: int) -> Path:
        asked = f"{many}-{characters}-{sorted(marks.items())}".encode()
        name = hashlib.sha256(recipe + asked).hexdigest()[:16]
        path = KEPT / f"{name}.attesta"
        if not path.exists():
            KEPT.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".new.attesta")
            fresh.unlink(missing_ok=True)
            made.make(fresh, many, characters, **marks)
            fresh.rename(path)
        return path

    return find


@pytest.fixture
def copy_of(project_of, tmp_path):
    """A copy of such a project, to be changed."""

    def copy(many: int, characters: int, **marks: int) -> Path:
        target = tmp_path / f"{many}-{characters}.attesta"
        shutil.copy(project_of(many, characters, **marks), target)
        if hasattr(os, "sync"):  # else the first commits wait for the copy to reach the disk
            os.sync()
        return target

    return copy


@pytest.fixture
def open_window(qapp):
    """The window as a start makes it, every pane shown, on a project's file."""
    windows: list[Window] = []

    def open_(path: Path) -> Window:
        settings = Settings()
        settings.set(suggest=False, person=made.PERSON)
        style.prepare(qapp, settings)
        window = Window(Desk(settings))
        window.resize(QSize(1366, 768))
        window.show()
        windows.append(window)
        window.projects.open(path)
        window.activateWindow()
        window.reading.reader.setFocus()
        settle()
        gc.freeze()  # as a start does: what pytest has in memory is not the window's
        return window

    yield open_
    gc.unfreeze()
    for window in windows:
        window.close()
        window.deleteLater()
    settle()


def settle() -> None:
    """Everything that waits: posted events, timers without delay, paints."""
    for _ in range(3):
        QApplication.processEvents()
