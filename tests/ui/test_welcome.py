"""The empty state and the new project: how work begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from model import project
from ui import recent
from ui.new_project import NewProject
from ui.welcome import WAYS, Welcome


@pytest.fixture
def welcome(desk, qtbot):
    made = Welcome(desk)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def dialog(desk, qtbot):
    made = NewProject(desk)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def dropped(*urls):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(url)) for url in urls])
    return data


@pytest.mark.parametrize(("place", "command"), list(enumerate(way[0] for way in WAYS)))
def test_each_way_asks_for_its_command(welcome, qtbot, place, command):
    with qtbot.waitSignal(welcome.action_wanted) as asked:
        QTest.keyClick(welcome.ways[place], Qt.Key.Key_Space)
    assert asked.args == [command]


def test_recent_projects_are_listed_and_missing_ones_cannot_be_opened(welcome, tmp_path, qtbot):
    here, gone = tmp_path / "A & B.attesta", tmp_path / "gone" / "Elections.attesta"
    here.touch()
    recent.remember(gone)
    recent.remember(here)
    welcome.refresh()
    first, second = welcome.recent
    assert first.text().startswith("A && B\n")
    assert first.isEnabled()
    assert not second.isEnabled()
    assert "not available" in second.text()
    with qtbot.waitSignal(welcome.project_wanted) as asked:
        first.click()
    assert Path(asked.args[0]) == here


def test_an_empty_list_says_what_will_be_there(welcome):
    assert any("will be listed here" in label.text() for label in welcome.findChildren(QLabel))


def test_arrows_move_between_what_can_be_pressed(welcome, tmp_path, qtbot):
    for name in ("one", "two"):
        (tmp_path / f"{name}.attesta").touch()
        recent.remember(tmp_path / f"{name}.attesta")
    recent.remember(tmp_path / "missing.attesta")
    welcome.refresh()
    QApplication.processEvents()
    welcome.setFocus()
    qtbot.waitUntil(welcome.ways[0].hasFocus)
    seen = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        seen.append(focused.text().partition("\n")[0])
        QTest.keyClick(focused, Qt.Key.Key_Down)
    assert seen == [*(text for _, text, _ in WAYS), "two", "one", WAYS[0][1]]


def test_a_project_can_be_dropped(welcome, tmp_path, qtbot):
    mime = dropped(tmp_path / "notes.txt", tmp_path / "a.attesta")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    welcome.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(welcome.project_wanted) as asked:
        welcome.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    assert Path(asked.args[0]) == tmp_path / "a.attesta"


def test_recent_projects_are_kept_newest_first_once_and_not_for_ever(tmp_path):
    paths = [tmp_path / f"{number}.attesta" for number in range(20)]
    for path in paths:
        recent.remember(path)
    recent.remember(paths[15])
    assert recent.paths()[:2] == [paths[15], paths[19]]
    assert len(recent.paths()) == len(set(recent.paths())) == recent.MOST
    recent.forget(paths[15])
    assert recent.paths()[0] == paths[19]


@pytest.mark.parametrize("content", ["", "{", "[1, null, {}]", '{"a": 1}', "\x00\xff"])
def test_a_damaged_list_of_projects_is_an_empty_one(attesta_home, content, tmp_path):
    (attesta_home / "state").mkdir(exist_ok=True)
    (attesta_home / "state" / "recent.json").write_text(content, encoding="latin-1")
    assert recent.paths() == []
    recent.remember(tmp_path / "a.attesta")
    assert recent.paths() == [tmp_path / "a.attesta"]


def test_a_new_project_is_named_placed_and_labelled(dialog, desk, tmp_path, qtbot):
    dialog.name.setText("Elections")
    dialog.folder.setText(str(tmp_path))
    dialog.person.setText("  Ana  Lima ")
    dialog.set.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.make.click()
    path, stem = chosen.args
    assert Path(path) == tmp_path / "Elections.attesta"
    assert stem == "attribution"
    assert desk.settings.text("person") == "Ana Lima"
    with project.create(Path(path), label_set=stem, person="Ana Lima") as store:
        assert project.name(store) == "Elections"


@pytest.mark.parametrize(
    ("name", "person", "said"),
    [
        ("", "Ana", "Type a name"), ("   ", "Ana", "Type a name"),
        (".attesta", "Ana", "Type a name"),
        ("a/b", "Ana", "cannot hold"), ("a\x07b", "Ana", "cannot hold"), ("a", " ", "needs a name"),
        ("there", "Ana", "exists there already"), ("x" * 260, "Ana", "too long"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_while_typing(dialog, tmp_path, name, person, said):
    (tmp_path / "there.attesta").touch()
    dialog.folder.setText(str(tmp_path))
    dialog.name.setText(name)
    dialog.person.setText(person)
    assert said in dialog.said.text()
    assert not dialog.make.isEnabled()


def test_a_folder_that_is_not_there_is_said(dialog, tmp_path):
    dialog.folder.setText(str(tmp_path / "nowhere"))
    for nowhere in (str(tmp_path / "nowhere"), "~nobody-of-that-name", "x" * 300):
        dialog.folder.setText(nowhere)
        assert "There is no folder" in dialog.said.text()
    dialog.folder.setText(str(tmp_path))
    assert dialog.said.text() == ""
    assert dialog.make.isEnabled()


def test_the_labels_of_the_chosen_set_are_shown(dialog):
    def shown():
        QApplication.processEvents()
        return {label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()}

    assert {"claim", "figure", "actor", "verified"} <= shown()
    dialog.set.setCurrentIndex(1)
    assert {"source", "cue", "content"} <= shown()
    assert "verified" not in shown()


def test_the_folder_of_files_is_remembered_as_long_as_it_is_there(attesta_home, tmp_path):
    assert recent.folder() == attesta_home
    used = tmp_path / "Stories é"
    used.mkdir()
    recent.remember_folder(used)
    assert recent.folder() == used
    used.rmdir()
    assert recent.folder() == attesta_home
