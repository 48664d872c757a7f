"""What an analyst sees of the safety net: check, backups, and a file that went away."""

from __future__ import annotations

import contextlib
import sqlite3
import sys

import pytest
from PySide6.QtWidgets import QApplication

from model import articles, backup, labels, project, spans
from model.drafts import Draft
from ui import backups
from ui.check_dialog import CheckDialog


@pytest.fixture
def desk_file(tmp_path):
    """A closed project with one marked article."""
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        id_ = articles.add(store, [Draft("Moscow said no.", "No")]).new[0]
        spans.mark(store, id_, 0, 6, labels.named(store, "actor").id)
    return path


def test_the_check_names_a_quote_that_was_altered_and_shows_it(hands, qtbot, desk_file):
    with contextlib.closing(sqlite3.connect(desk_file)) as db:
        db.execute("UPDATE span SET quote = 'Mosc0w'")
        db.commit()
    hands.window.projects.open(desk_file)
    dialog = CheckDialog(hands.desk, hands.window, hands.window.jobs)
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.problems), timeout=30_000)
    assert "Mosc0w" in dialog.list.item(0).text()
    dialog.show_problem()
    assert hands.desk.span.start == 0


def test_a_sound_project_is_said_to_be_sound(hands, qtbot, desk_file):
    hands.window.projects.open(desk_file)
    dialog = CheckDialog(hands.desk, hands.window, hands.window.jobs)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.said.text() == "The project is sound.", timeout=30_000)


def test_closing_backs_up_what_has_changed(make_window, desk_file):
    window = make_window()
    window.projects.open(desk_file)
    desk = window.desk
    folder = backup.folder_of(desk.project)
    spans.mark(desk.project, desk.article_id, 7, 11, labels.named(desk.project, "verified").id)
    window.close()
    (copy,) = folder.glob("*.attesta")
    with project.open_(copy, read_only=True) as store:
        assert [s.quote for s in spans.of_article(store, articles.first(store))] == [
            "Moscow",
            "said",
        ]


def test_a_file_that_went_away_is_told_and_nothing_seems_saved(hands, desk_file):
    hands.window.projects.open(desk_file)
    desk = hands.desk
    desk_file.rename(desk_file.with_name("elsewhere.attesta"))
    desk.select(7, 11)
    hands.window.actions_.run("mark.4")
    QApplication.processEvents()
    assert "moved, replaced or deleted" in hands.window.messages.shown[0].notice.text
    assert [span.quote for span in desk.spans.values()] == ["Moscow"]
    desk_file.with_name("elsewhere.attesta").rename(desk_file)
    hands.window.actions_.run("mark.4")
    assert [span.quote for span in desk.spans.values()] == ["Moscow", "said"]


def backup_with(qtbot, folder, head):
    """Waits until the newest backup ends with this edit."""

    def found():
        copies = sorted(folder.glob("*.attesta"))
        if not copies:
            return False
        with project.open_(copies[-1], read_only=True) as copy:
            return copy.head == head

    qtbot.waitUntil(found, timeout=60_000)


def test_a_large_project_is_backed_up_beside_the_window_and_after_it(
    make_window, desk_file, qtbot, monkeypatch
):
    monkeypatch.setattr(backups, "LARGE", 1)
    window = make_window()
    window.projects.open(desk_file)
    desk = window.desk
    label = labels.named(desk.project, "verified").id
    folder = backup.folder_of(desk.project)
    spans.mark(desk.project, desk.article_id, 7, 11, label)
    window.projects.backups.quietly()
    spans.mark(desk.project, desk.article_id, 12, 14, label)
    qtbot.waitUntil(lambda: backup.newest(desk.project) is not None, timeout=60_000)
    head = desk.project.head
    window.close()
    assert desk.store is None
    with project.open_(desk_file) as reopened:  # at once, while the backup is being made
        assert reopened.head == head
        backup_with(qtbot, folder, head)
        spans.mark(reopened, articles.first(reopened), 0, 6, label)
    assert not list(folder.glob(".*"))


def test_a_copy_of_a_large_project_is_saved_beside_the_window(
    make_window, desk_file, qtbot, monkeypatch, tmp_path
):
    monkeypatch.setattr(backups, "LARGE", 1)
    window = make_window()
    told = []
    window.desk.told.connect(told.append)
    window.projects.open(desk_file)
    first, second = tmp_path / "first.attesta", tmp_path / "second.attesta"
    window.projects.backups.save_copy(first)
    assert not first.exists()
    qtbot.waitUntil(lambda: told[-1].kind == "done", timeout=60_000)
    assert told[-1].text == f"Saved a copy as {first}."
    window.projects.backups.save_copy(desk_file)
    qtbot.waitUntil(lambda: told[-1].kind == "trouble", timeout=60_000)
    assert "is the project itself." in told[-1].text
    window.projects.backups.save_copy(second)
    head = window.desk.project.head
    window.close()
    qtbot.waitUntil(second.exists, timeout=60_000)
    for made in (first, second):
        with project.open_(made, read_only=True) as copy:
            assert copy.head == head


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_copy_is_of_what_is_open_even_when_its_file_was_moved(
    make_window, desk_file, monkeypatch, tmp_path
):
    monkeypatch.setattr(backups, "LARGE", 1)
    window = make_window()
    window.projects.open(desk_file)
    desk_file.rename(tmp_path / "elsewhere.attesta")
    project.create(tmp_path / "other.attesta", person="Ben").close()
    (tmp_path / "other.attesta").rename(desk_file)
    window.projects.backups.save_copy(tmp_path / "copy.attesta")
    with project.open_(tmp_path / "copy.attesta", read_only=True) as copy:
        assert copy.head == window.desk.project.head


def test_nothing_is_backed_up_twice_however_large(make_window, desk_file, qtbot, monkeypatch):
    monkeypatch.setattr(backups, "LARGE", 1)
    with project.open_(desk_file) as store:
        made, folder = backup.make(store), backup.folder_of(store)
    window = make_window()
    window.projects.open(desk_file)
    window.projects.backups.quietly()
    assert window.projects.backups.at_leaving() is None
    assert list(folder.iterdir()) == [made]


def test_a_backup_of_a_large_project_that_fails_is_told_once(
    make_window, desk_file, qtbot, monkeypatch
):
    monkeypatch.setattr(backups, "LARGE", 1)
    window = make_window()
    told = []
    window.desk.told.connect(told.append)
    window.projects.open(desk_file)
    folder = backup.folder_of(window.desk.project)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be")
    for _ in range(2):
        window.projects.backups.quietly()
        qtbot.waitUntil(lambda: not window.projects.backups.running, timeout=60_000)
    assert len([one for one in told if "automatic backup did not work" in one.text]) == 1
    folder.unlink()
