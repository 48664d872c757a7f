"""Every dialog stands wholly on the screen, over the middle of its window where it can."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from model import project
from tests import gold
from tests.conftest import ROOT
from ui import dialogs
from ui.dialog import Dialog
from ui.placing import keep_inside, placed
from ui.window import Window

ASKS_FIRST = {"sample", "close", "backup", "paste", "palette", "log", "repair", "undo", "redo"}
"""What opens no dialog on a desk like this one, or acts at once."""
sides = st.integers(-3000, 3000)
lengths = st.integers(1, 3000)


@given(st.builds(QSize, lengths, lengths), st.builds(QRect, sides, sides, lengths, lengths),
       st.builds(QRect, sides, sides, lengths, lengths))  # fmt: skip
def test_whatever_is_placed_lies_inside_and_over_the_middle_where_it_fits(wanted, over, room):
    found = placed(wanted, over, room)
    assert room.contains(found)
    assert found.size() == wanted.boundedTo(room.size())
    centred = QRect(QPoint(0, 0), found.size())
    centred.moveTopLeft(over.center() - QPoint(found.width() // 2, found.height() // 2))
    if room.contains(centred):
        assert found == centred


@pytest.fixture
def cornered(desk, qtbot, tmp_path):
    """The whole window, hanging over the screen's lower right corner."""
    store = project.create(tmp_path / "Desk.attesta")
    window = Window(desk)
    qtbot.addWidget(window)
    desk.open(store)
    desk.show(gold.load(store))
    window.resize(700, 500)
    room = window.screen().availableGeometry()
    window.move(room.right() - 300, room.bottom() - 200)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.mark.parametrize("name", sorted(dialogs.DIALOGS.keys() - ASKS_FIRST))
def test_each_dialog_is_wholly_on_the_screen(cornered, name):
    dialogs.show(cornered, name)
    QApplication.processEvents()
    room = cornered.screen().availableGeometry()
    for shown in cornered.findChildren(QDialog):
        if shown.isVisible():
            assert room.contains(shown.frameGeometry()), (shown.frameGeometry(), room)
            assert shown.windowTitle()
            shown.close()


def test_a_dialog_that_grows_is_placed_again_and_one_that_was_moved_stays(cornered, desk):
    room = cornered.screen().availableGeometry()
    dialog = Dialog(desk, cornered, "Growing", keep=True)
    dialog.resize(100, 50)
    dialog.open()
    QApplication.processEvents()
    assert room.contains(dialog.frameGeometry())
    dialog.resize(600, 500)
    assert room.contains(dialog.frameGeometry())
    dialog.resize(5000, 5000)
    assert room.contains(dialog.frameGeometry())
    dialog.resize(100, 50)
    dialog.move(20, 30)
    moved = dialog.geometry().topLeft()
    dialog.resize(200, 150)
    assert (dialog.geometry().topLeft() - moved).manhattanLength() <= 2
    dialog.close()
    dialog.deleteLater()


def test_a_dialog_without_a_window_stands_in_the_middle_of_the_screen(qtbot):
    alone = QWidget()
    qtbot.addWidget(alone)
    keep_inside(alone)
    alone.resize(200, 100)
    alone.show()
    room = alone.screen().availableGeometry()
    assert (alone.geometry().center() - room.center()).manhattanLength() <= 2


def test_whatever_makes_a_dialog_of_qts_own_keeps_it_inside():
    seen = 0
    for path in sorted(Path(ROOT / "ui").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", "")
            in ("QFileDialog", "QColorDialog", "QMessageBox", "QInputDialog")
        ]
        made += [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and any(
            getattr(base, "id", "") == "QDialog" for base in node.bases)]  # fmt: skip
        kept = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(
            node.func, "id", "") == "keep_inside"]  # fmt: skip
        assert len(kept) >= len(made), path.name
        seen += len(made)
    assert seen >= 8
