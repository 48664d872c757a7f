"""A file that holds less than this machine has seen: what is missing is shown, and a person chooses
which file to go on with."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model import articles, backup, labels, project, spans
from model.drafts import Draft
from tests.proof import sha256
from ui import style
from ui.older_dialog import OlderDialog

WAIT = 30_000
Key = Qt.Key


@pytest.fixture
def desk_file(tmp_path):
    """A project in whose place a copy of before came: two spans are only in its backup."""
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        articles.add(store, [Draft("Kyiv said so. " * 20, "<b>Long</b>")])
    shutil.copyfile(path, tmp_path / "before")
    with project.open_(path) as store:
        mark(store, 0)
        store.person = "<i>Ben</i>"
        mark(store, 14)
        backup.make(store)
    (tmp_path / "before").rename(path)
    return path


def mark(store, start):
    article = articles.every(store)[0].id
    spans.mark(store, article, start, start + 4, labels.named(store, "actor").id)


def dialog_of(window, qtbot) -> OlderDialog:
    def shown() -> list[OlderDialog]:
        return [one for one in window.findChildren(OlderDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=WAIT)
    (found,) = shown()
    qtbot.waitUntil(lambda: not found.bar.isVisible(), timeout=WAIT)
    return found


def cells(dialog) -> list[list[str]]:
    table = dialog.table
    return [[table.item(row, column).text() for column in range(1, 4)]
            for row in range(table.rowCount())]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_the_backup_has_is_listed_and_enter_puts_it_in_place(hands, desk_file, qtbot, theme):
    hands.desk.change_settings(theme=theme)
    before = sha256(desk_file)
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    assert hands.desk.store is None
    assert "2 edits fewer than on 20" in dialog.why.text()
    assert "2 edits only it has: 1 by <i>Ben</i>, 1 by " in dialog.found.text()
    assert cells(dialog) == [
        ["<i>Ben</i>", "Mark actor", "the other"],
        [project.default_person(), "Mark actor", "the other"],
    ]
    assert style.theme_of(hands.desk.settings).name == theme
    assert dialog.use_button.hasFocus()
    hands.press(Key.Key_Return, at=dialog.use_button)
    qtbot.waitUntil(lambda: hands.desk.store is not None, timeout=WAIT)
    assert hands.desk.project.value("SELECT count(*) FROM span") == 2
    assert hands.desk.writable
    (kept,) = desk_file.parent.glob("Desk.attesta.older-*")
    assert sha256(kept) == before


def test_it_can_be_opened_anyway_and_is_not_asked_about_again(hands, desk_file, qtbot):
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    hands.press(Key.Key_Backtab, at=dialog.use_button)
    assert QApplication.focusWidget() is dialog.open_button
    hands.press(Key.Key_Return)
    assert hands.desk.writable
    assert len(hands.desk.spans) == 0
    hands.window.projects.close()
    hands.window.projects.open(desk_file)
    assert hands.desk.project.path == desk_file


def test_no_button_takes_the_place_of_another_while_a_copy_is_looked_for(hands, desk_file, qtbot):
    hands.window.projects.open(desk_file)
    qtbot.waitUntil(lambda: hands.window.findChild(OlderDialog) is not None, timeout=WAIT)
    dialog = hands.window.findChild(OlderDialog)
    QApplication.processEvents()
    places = {button: button.geometry() for button in (dialog.open_button, dialog.cancel_button)}
    assert not dialog.use_button.isEnabled()
    dialog_of(hands.window, qtbot)
    assert dialog.use_button.isEnabled()
    assert {button: button.geometry() for button in places} == places
    dialog.reject()


def test_escape_opens_nothing_leaves_the_file_and_says_why(hands, desk_file, qtbot):
    before = sha256(desk_file)
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    hands.press(Key.Key_Escape, at=dialog)
    assert hands.desk.store is None
    assert "older copy" in hands.window.messages.shown[0].notice.text
    assert sha256(desk_file) == before
    assert [one.name for one in desk_file.parent.iterdir()] == ["Desk.attesta"]


def test_the_newer_file_can_be_pointed_out_and_is_opened_where_it_lies(hands, desk_file, qtbot):
    (kept,) = backup.places.backups().glob("*/*.attesta")
    elsewhere = desk_file.parent / "on the stick"
    elsewhere.mkdir()
    newer = shutil.move(kept, elsewhere / "Desk.attesta")
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    assert "No copy that holds more is known" in dialog.found.text()
    assert not dialog.use_button.isVisible()
    assert dialog.choose_button.hasFocus()
    dialog.compare(newer)
    qtbot.waitUntil(dialog.table.isVisible, timeout=WAIT)
    assert len(cells(dialog)) == 2
    dialog.use_button.click()
    assert hands.desk.project.path == newer
    assert hands.desk.project.value("SELECT count(*) FROM span") == 2


def test_a_file_that_is_no_copy_is_refused_in_words_and_another_can_be_chosen(
    hands, desk_file, qtbot
):
    rubbish = desk_file.parent / "notes.txt"
    rubbish.write_text("Kyiv said so. " * 100)
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    dialog.compare(rubbish)
    qtbot.waitUntil(lambda: "not an Attesta project" in dialog.found.text(), timeout=WAIT)
    assert not dialog.use_button.isVisible()
    assert dialog.choose_button.isVisible()


def test_a_copy_that_went_another_way_shows_both_sides(hands, desk_file, qtbot, monkeypatch):
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("ATTESTA_HOME", str(desk_file.parent / "other machine"))
        with project.open_(desk_file, person="Cem") as store:
            for start in (28, 42, 56):
                mark(store, start)
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    assert "another way" in dialog.why.text()
    assert [row[2] for row in cells(dialog)] == ["the other"] * 2 + ["this one"] * 3
    assert "merge a packet" in dialog.help.text()
    dialog.reject()
