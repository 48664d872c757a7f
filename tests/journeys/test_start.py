"""What a start does without until the first paint."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.report import ROOT

LEAN = """
import builtins, linecache
plain = builtins.__import__
from ui import qt
qt.import_lean()
from ui import window
assert builtins.__import__ is plain
assert not [file for file in linecache.cache if file.endswith("window.py")]
from PySide6.QtCore import QObject
try:
    QObject().setObjectName(7)
except TypeError as error:
    print(error)
"""


def test_our_sources_are_not_read_when_they_are_imported():
    """PySide would read each, to look for a use of itself."""
    done = subprocess.run([sys.executable, "-c", LEAN], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "setObjectName(name: str" in done.stdout, "a wrong call is not explained"


STUBS = """
from ui import qt
qt.import_lean()
from PySide6.support.signature.lib.enum_sig import HintingEnumerator
from PySide6.support.signature import get_signature, layout
from PySide6.QtCore import QObject
print(get_signature(QObject.setObjectName), layout.__name__, HintingEnumerator.__name__)
"""


def test_what_pyside_offers_to_programmers_is_there_when_they_ask():
    done = subprocess.run([sys.executable, "-c", STUBS], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "name: str" in done.stdout


def test_a_window_that_is_restored_leaves_the_inspector_for_later(make_window):
    make_window().close()
    again = make_window()
    assert "inspector" not in vars(again.later)
    again.projects.open_sample()
    again.focus_pane("inspector")
    assert "inspector" in vars(again.later)


PROMISED = """
from ui import lazily
lazily.begin()
from ui import app, window
import sys
def has_run(name):
    module = sys.modules.get(name)
    return module is not None and "__builtins__" in object.__getattribute__(module, "__dict__")
window.Window, app.run
for name in ("ui.queue", "model.curation", "model.figures", "model.proposals"):
    assert not has_run(name), name
while lazily.run_one():
    pass
assert all(has_run(name) for name in sys.modules if name.startswith(("ui.", "model.")))
"""


def test_what_the_first_picture_does_without_is_not_run_before_it():
    done = subprocess.run(
        [sys.executable, "-c", PROMISED], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


KNOWN = """
from ui import qt
qt.import_lean()
from PySide6 import QtWidgets
app = QtWidgets.QApplication([])
from model.settings import Settings
from ui import style
from ui.desk import Desk
from ui.window import Window
desk = Desk(Settings())
style.prepare(app, desk.settings)
window = Window(desk)
assert "QWizard" not in vars(QtWidgets)
QtWidgets.QListView().viewport()
assert "QWizard" in vars(QtWidgets), "PySide needs no introduction to a viewport any more"
"""


def test_a_window_is_made_without_a_look_through_all_classes_of_widgets(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run([sys.executable, "-c", KNOWN], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
