"""A desk on a project in memory, and the reading pane with its keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow

from model import labels, project
from model.settings import Settings
from tests import gold as gold_file
from ui.actions import Actions
from ui.desk import Desk
from ui.reading import ReadingPane
from ui.suggestions import SuggestionKeeper
from ui.window import Window


@pytest.fixture(autouse=True)
def _undressed(qapp):
    """No style sheet of a window that an earlier test has opened."""
    if qapp.styleSheet():
        qapp.setStyleSheet("")


@pytest.fixture
def desk(qapp, tmp_path):
    """A desk without a project."""
    made = Desk(Settings(tmp_path / "settings.json"))
    yield made
    made.open(None)


@pytest.fixture
def sample(desk):
    """The desk on a project that holds the sample article, unmarked and shown."""
    store = project.in_memory()
    desk.open(store)
    desk.show(gold_file.add_article(store))
    return desk


@pytest.fixture
def marked(desk):
    """The desk on a project that holds the sample article with its gold, shown."""
    store = project.in_memory()
    desk.open(store)
    desk.show(gold_file.load(store))
    return desk


@pytest.fixture
def keeper(desk):
    """What asks the worker; the worker ends with the test."""
    made = SuggestionKeeper(desk)
    yield made
    made.stop()


@pytest.fixture
def label_ids(sample):
    return {label.name: label.id for label in labels.every(sample.project)}


@pytest.fixture
def reading(qtbot, desk):
    """The reading pane in a window of its own, with every command's keys."""
    window = QMainWindow()
    pane = ReadingPane(desk)
    window.setCentralWidget(pane)
    window.actions_ = Actions(desk, window, pane.reader)
    window.actions_.begin()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    pane.reader.setFocus()
    yield pane
    desk.open(None)


@pytest.fixture
def window_on(qtbot):
    """Opens a whole window on a project of Ana's, as `made.told` hears it speak; at the end it is
    closed, once the project is back from a process that it was lent to."""
    made: list[Window] = []

    def open_window(path):
        settings = Settings()
        settings.set(suggest=False, person="Ana")
        window = Window(Desk(settings))
        window.told = []
        window.desk.told.connect(window.told.append)
        window.show()
        qtbot.waitExposed(window)
        window.projects.open(path)
        made.append(window)
        return window

    yield open_window
    for window in made:
        qtbot.waitUntil(lambda window=window: not window.projects.lent, timeout=60_000)
        window.close()
