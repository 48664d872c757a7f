"""A damaged project in the window: what can be saved is offered, and the damaged file is kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from model import articles, backup, labels, project, spans
from model.drafts import Draft
from tests.faults.test_recovery import hide_from_index, ruin_a_page, unclosed
from tests.proof import ruin_a_quiet_page, sha256
from ui import backups
from ui.check_dialog import CheckDialog
from ui.recovery_dialog import RecoveryDialog

WAIT = 30_000


@pytest.fixture
def desk_file(tmp_path):
    """A closed project with 101 spans, the last of which its backup lacks."""
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        text = "Kyiv said so. " * 500
        (there,) = articles.add(store, [Draft(text, "Long")]).new
        actor = labels.named(store, "actor").id
        many = [spans.NewSpan(start, start + 4, actor) for start in range(0, 100)]
        spans.mark_all(store, there, many, "Mark many")
        backup.make(store)
        spans.mark(store, there, 200, 204, actor)
    return path


def dialog_of(window, qtbot) -> RecoveryDialog:
    def shown() -> list[RecoveryDialog]:
        return [one for one in window.findChildren(RecoveryDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=WAIT)
    (found,) = shown()
    qtbot.waitUntil(lambda: not found.bar.isVisible(), timeout=WAIT)
    return found


def test_after_a_kill_damaged_indexes_are_mended_by_one_button(hands, desk_file, qtbot):
    unclosed(desk_file)
    hide_from_index(desk_file)
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    assert "nothing of it is lost" in dialog.said.text()
    assert "missing from index" in dialog.details.text()
    assert dialog.mend_button.hasFocus()
    dialog.mend_button.click()
    qtbot.waitUntil(lambda: hands.desk.store is not None, timeout=WAIT)
    assert len(hands.desk.spans) == 101
    assert hands.desk.writable
    (kept,) = desk_file.parent.glob("Desk.attesta.damaged-*")
    said = [one.notice.text for one in hands.window.messages.shown]
    assert any(kept.name in text for text in said)


@pytest.mark.parametrize("large", [backups.LARGE, 1])
def test_a_project_is_shown_before_it_is_looked_through_and_closed_when_that_finds_damage(
    large, hands, desk_file, qtbot, monkeypatch
):
    monkeypatch.setattr(backups, "LARGE", large)
    ruin_a_quiet_page(desk_file)
    before = sha256(desk_file)
    hands.window.projects.open(desk_file)
    assert hands.desk.text
    qtbot.waitUntil(lambda: hands.desk.store is None, timeout=WAIT)
    assert "The project file is damaged." in hands.window.messages.shown[0].notice.text
    assert dialog_of(hands.window, qtbot).isVisible()
    assert sha256(desk_file) == before


def test_a_large_project_is_looked_through_once_beside_the_window(
    hands, desk_file, qtbot, monkeypatch
):
    monkeypatch.setattr(backups, "LARGE", 1)
    hands.window.projects.open(desk_file)
    store = hands.desk.project
    assert store.examination is not None
    qtbot.waitUntil(lambda: store.examination is None, timeout=WAIT)
    hands.window.projects.close()
    hands.window.projects.open(desk_file)
    spans.mark(
        hands.desk.project, hands.desk.article_id, 300, 304, hands.desk.label_for_key("1").id
    )
    assert hands.desk.project.examination is None, "a change does not wait for the process"


def test_what_is_lost_is_said_and_the_backup_can_be_looked_at_and_put_in_place(
    hands, desk_file, qtbot
):
    ruin_a_page(desk_file)
    hands.window.projects.open(desk_file)
    dialog = dialog_of(hands.window, qtbot)
    assert "was lost on the disk" in dialog.said.text()
    assert "It lacks the last change." in dialog.more.text()
    assert not dialog.mend_button.isVisible()
    dialog.look_button.click()
    QApplication.processEvents()
    assert not hands.desk.writable
    assert len(hands.desk.spans) == 100
    assert desk_file.parent not in hands.desk.project.path.parents
    hands.window.projects.open(desk_file)
    dialog_of(hands.window, qtbot).restore_button.click()
    qtbot.waitUntil(lambda: hands.desk.writable, timeout=WAIT)
    assert hands.desk.project.path == desk_file
    assert len(list(desk_file.parent.glob("Desk.attesta.damaged-*"))) == 1


def test_the_check_leads_to_the_repair_and_cancelling_it_opens_the_project_again(
    hands, desk_file, qtbot
):
    hide_from_index(desk_file)
    hands.window.projects.open(desk_file)
    check = CheckDialog(hands.desk, hands.window, hands.window.jobs)
    check.open()
    qtbot.waitUntil(lambda: bool(check.problems), timeout=WAIT)
    check.repair_button.click()
    dialog = dialog_of(hands.window, qtbot)
    assert hands.desk.store is None
    dialog.reject()
    assert hands.desk.project.path == desk_file
    hands.window.show_dialog("repair")
    dialog_of(hands.window, qtbot).mend_button.click()
    qtbot.waitUntil(lambda: hands.desk.store is not None, timeout=WAIT)
    assert len(hands.desk.spans) == 101


def test_a_text_that_changed_on_the_disk_is_kept_closed_and_taken_from_a_backup(
    hands, desk_file, qtbot
):
    with project.open_(desk_file) as store:
        articles.add(store, [Draft("Moscow said no.", "Short")])
    data = desk_file.read_bytes()
    desk_file.write_bytes(data.replace(b"Kyiv said so. Kyiv", b"Kyiv said no. Kyiv", 1))
    hands.window.projects.open(desk_file)
    desk = hands.desk
    first, second = articles.states(desk.project)
    desk.show(first)
    assert desk.article_id is None
    said = hands.window.messages.shown[0]
    assert "The text of “Long” was changed on the disk" in said.notice.text
    desk.show(second)
    assert desk.text == "Moscow said no."
    qtbot.waitUntil(hands.window.actions_["check"].isEnabled)
    said.button.click()
    (check,) = hands.window.findChildren(CheckDialog)
    qtbot.waitUntil(lambda: bool(check.problems), timeout=WAIT)
    check.repair_button.click()
    dialog = dialog_of(hands.window, qtbot)
    assert "1 text taken from a backup" in dialog.more.text()
    dialog.mend_button.click()
    qtbot.waitUntil(lambda: desk.store is not None, timeout=WAIT)
    desk.show(first)
    assert desk.text == "Kyiv said so. " * 500
    assert len(desk.spans) == 101
