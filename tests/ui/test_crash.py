"""Bugs: wherever they are raised, one dialog, no words of articles, and work goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListView, QPushButton, QWidget

from model import logs
from model.errors import UserError
from ui import crash

CANARY = "quaggazephyr"


@pytest.fixture
def quits():
    return []


@pytest.fixture
def reporter(qtbot, tmp_path, quits):
    log = logs.start(tmp_path / "logs")
    made = crash.install(tmp_path / "logs", lambda: quits.append(1))
    made.log = log
    yield made
    made.stop()
    logs.stop()


def log_of(reporter):
    return reporter.log.read_text(encoding="utf-8")


def fail(*_):
    raise ValueError(f"bad words: {CANARY}")


class Unpaintable(QWidget):
    def paintEvent(self, event):
        fail()


class Unreadable(QAbstractListModel):
    def rowCount(self, parent=None):
        return 30

    def data(self, index, role=0):
        fail()


def dialog_of(reporter, qtbot):
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    return reporter.dialog


def test_a_slot_that_raises_opens_one_dialog(reporter, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(fail)
    button.click()
    dialog = dialog_of(reporter, qtbot)
    assert "ValueError" in dialog.report
    assert "test_crash.py" in dialog.report
    assert dialog.isVisible()
    button.click()
    button.click()
    qtbot.waitUntil(lambda: "3 times" in dialog.counted.text())
    assert reporter.dialog is dialog


@pytest.mark.parametrize("kind", ["paint", "model", "timer"])
def test_what_raises_again_and_again_opens_one_dialog(reporter, qtbot, kind):
    timer = QTimer(interval=0)
    widget = Unpaintable() if kind == "paint" else QListView()
    qtbot.addWidget(widget)
    if kind == "timer":
        timer.timeout.connect(fail)
    else:
        if isinstance(widget, QListView):
            widget.setModel(Unreadable(widget))
        timer.timeout.connect(widget.show)
        timer.timeout.connect(widget.update)
    timer.start()
    dialog = dialog_of(reporter, qtbot)
    qtbot.waitUntil(lambda: reporter._seen > 5)  # noqa: SLF001
    timer.stop()
    widget.hide()
    assert reporter.dialog is dialog
    assert 5 < log_of(reporter).count(" bug\n") <= crash.LOGGED
    dialog.go_on.click()
    assert reporter.dialog is None


def test_a_thread_that_raises_is_told_on_the_window_s_thread(reporter, qtbot):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert dialog_of(reporter, qtbot).isVisible()


def test_what_cannot_be_raised_is_told(reporter, qtbot):
    class Stubborn:
        def __del__(self):
            fail()

    Stubborn()
    assert "__del__" in dialog_of(reporter, qtbot).report


def test_no_words_of_data_are_shown_logged_or_copied(reporter, qtbot):
    article = f"The {CANARY} said 5,000."
    button = QPushButton()
    qtbot.addWidget(button)
    for work in (lambda: {}[article], lambda: int(article), fail, lambda: article.encode("ascii"),
                 lambda: Path(article).read_bytes(), lambda: article.index("none")):  # fmt: skip
        button.clicked.connect(work)
    article += "é"
    button.click()
    dialog = dialog_of(reporter, qtbot)
    dialog.copy.click()
    for text in (dialog.report, dialog.details.document().toPlainText(), log_of(reporter),
                 QGuiApplication.clipboard().text()):  # fmt: skip
        assert CANARY not in text
        assert "Error" in text
    assert QGuiApplication.clipboard().text() == dialog.report


def test_a_second_bug_at_once_opens_no_second_dialog_and_the_first_tells_again(reporter, qtbot):
    told = []
    reporter.told.connect(told.append)
    QTimer.singleShot(0, fail)
    dialog_of(reporter, qtbot).go_on.click()
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: log_of(reporter).count(" bug\n") == 2)
    assert reporter.dialog is None
    reporter._told_at -= crash.PAUSE  # noqa: SLF001
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: told == [crash.AGAIN])
    assert reporter.dialog is None


def test_a_user_error_is_a_message_not_a_crash(reporter, qtbot):
    told = []
    reporter.told.connect(told.append)

    def refuse():
        raise UserError("The disk is full.", hint="Make room.")

    QTimer.singleShot(0, refuse)
    qtbot.waitUntil(lambda: told == ["The disk is full. Make room."])
    assert reporter.dialog is None


def test_quit_closes_in_order_and_continue_goes_on(reporter, qtbot, quits):
    QTimer.singleShot(0, fail)
    dialog_of(reporter, qtbot).leave.click()
    assert quits == [1]
    assert reporter.dialog is None


def test_qt_s_own_warnings_go_to_the_log(reporter, qtbot):
    from PySide6.QtCore import qWarning

    qWarning("a widget is unhappy")
    assert "a widget is unhappy" in log_of(reporter)


def test_hooks_are_put_back(qtbot, tmp_path):
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    made = crash.install(tmp_path, lambda: None)
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) != before
    made.stop()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_folder_that_cannot_be_written_does_not_matter(qtbot, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    made = crash.install(tmp_path / "file" / "logs", lambda: None)
    QTimer.singleShot(0, fail)
    assert dialog_of(made, qtbot).isVisible()
    made.stop()


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import crash
app = QApplication([])
reporter = crash.install(Path(sys.argv[1]), app.quit)
QTimer.singleShot(0, lambda: print("ready", flush=True))
DO
code = app.exec()
print("closed", repr(reporter.last_fault[:40]), flush=True)
"""


def start(folder, do=""):
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.replace("DO", do), str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_in_order(tmp_path, number):
    with start(tmp_path) as program:
        assert program.stdout.readline() == "ready\n"
        program.send_signal(number)
        out, err = program.communicate(timeout=60)
    assert out.startswith("closed")
    assert program.returncode == 0, err


def test_a_fault_in_compiled_code_is_told_at_the_next_start(tmp_path):
    with start(tmp_path, "import faulthandler; faulthandler._sigsegv()") as program:
        program.communicate(timeout=60)
    assert program.returncode != 0
    with start(tmp_path, "QTimer.singleShot(50, app.quit)") as program:
        out, _ = program.communicate(timeout=60)
    assert "Fatal Python error" in out
    with start(tmp_path, "QTimer.singleShot(50, app.quit)") as program:
        out, _ = program.communicate(timeout=60)
    assert out.endswith("closed ''\n")
