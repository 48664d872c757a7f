"""Who is working, the people of a project, and who gets which articles; by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model import articles, assignments, labels, people, project, spans
from model.drafts import Draft
from model.records import ANNOTATOR, CURATOR
from model.settings import Settings
from ui.assign_dialog import AssignDialog
from ui.desk import Desk
from ui.people import PeopleDialog
from ui.who import ask_gently
from ui.who_dialog import WhoDialog
from ui.window import Window

Key = Qt.Key


@pytest.fixture
def window(qtbot, tmp_path):
    """A window on a project of Ana's with ten articles, one of them begun."""
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft(f"Kyiv said {n}.", f"Nr {n}") for n in range(10)])
        spans.mark(store, articles.first(store), 0, 4, labels.named(store, "actor").id)
        for name in ("Ben", "Cleo"):
            people.add(store, name)
    made = Window(Desk(Settings()))
    made.desk.settings.set(person="Ana")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.projects.open(path)
    QApplication.processEvents()
    yield made
    made.close()


def shown(qtbot, dialog):
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def annotators(store):
    return {one.name: sum(one.annotating.values()) for one in assignments.loads(store)}


def test_the_name_is_shown_and_the_next_edit_carries_the_new_one(window, qtbot):
    desk = window.desk
    assert window.tools.switcher.who.text() == "Ana"
    assert [span.quote for span in desk.spans.values()] == ["Kyiv"]
    dialog = shown(qtbot, WhoDialog(desk, window))
    dialog.name.setText("  Dana ")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    assert (window.tools.switcher.who.text(), desk.settings.text("person")) == ("Dana", "Dana")
    spans.mark(desk.project, articles.every(desk.project)[1].id, 0, 4,
               labels.named(desk.project, "actor").id)  # fmt: skip
    assert "Dana" in annotators(desk.project)


def test_what_is_seen_follows_who_looks(window):
    desk = window.desk
    first = articles.first(desk.project)
    assignments.carry_out(desk.project, assignments.by_hand(
        desk.project, [first], [people.named(desk.project, "Ben").id]
    ))  # fmt: skip
    desk.show(first)
    assert len(desk.spans) == 1
    desk.change_settings(person="Ben")
    assert desk.article_id == first
    assert len(desk.spans) == 0


def test_a_name_that_is_none_is_refused(window, qtbot):
    dialog = shown(qtbot, WhoDialog(window.desk, window))
    dialog.name.setText(" ")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    assert "needs a name" in dialog.said.text()
    assert window.tools.switcher.who.text() == "Ana"


def test_the_question_is_asked_once(window):
    desk, told = window.desk, []
    desk.settings.set(person="")
    desk.told.connect(told.append)
    for _ in range(2):
        ask_gently(desk)
    assert [(one.kind, one.action) for one in told] == [("info", "who")]
    assert "“Ana”" in told[0].text


def test_people_are_added_renamed_and_counted(window, qtbot):
    desk = window.desk
    dialog = shown(qtbot, PeopleDialog(desk, window))
    dialog.name.setFocus()
    qtbot.keyClicks(dialog.name, "Eve")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    names = [dialog.table.item(at, 0).text() for at in range(dialog.table.rowCount())]
    assert names == ["Ana", "Ben", "Cleo", "Eve"]
    assert (dialog.isVisible(), dialog.name.text()) == (True, "")
    assert [dialog.table.item(0, at).text() for at in (1, 5)] == ["1", "1"]
    dialog.table.item(1, 0).setText("Benedikt")
    assert people.everyone(desk.project)[1].name == "Benedikt"
    dialog.table.item(1, 0).setText("Cleo")
    assert "called “Cleo”" in dialog.said.text()
    assert dialog.table.item(1, 0).text() == "Benedikt"
    dialog.table.item(0, 0).setText("Anna")
    assert (window.tools.switcher.who.text(), desk.project.person) == ("Anna", "Anna")
    assert annotators(desk.project)["Anna"] == 1


def test_articles_are_shared_out_after_the_counts_were_shown(window, qtbot):
    desk = window.desk
    dialog = shown(qtbot, AssignDialog(desk, window))
    assert not dialog.button.isEnabled()
    dialog.people.setCurrentRow(0)
    for key in (Key.Key_Space, Key.Key_Down, Key.Key_Space, Key.Key_Down, Key.Key_Space):
        qtbot.keyClick(dialog.people, key)
    dialog.way.setCurrentIndex(dialog.way.findData("share"))
    dialog.share.setValue(34)
    qtbot.waitUntil(dialog.button.isEnabled)
    assert dialog.said.text() == (
        "12 assignments: Ana 4, Ben 4, Cleo 4.\n"
        "Then one person annotates 6 articles, two people annotate 3 articles."
    )
    assert annotators(desk.project) == {"Ana": 1, "Ben": 0, "Cleo": 0}
    qtbot.keyClick(dialog.people, Key.Key_Return)
    assert annotators(desk.project) == {"Ana": 5, "Ben": 4, "Cleo": 4}
    desk.project.undo()
    assert annotators(desk.project) == {"Ana": 1, "Ben": 0, "Cleo": 0}


def test_what_is_not_begun_is_taken_back_after_the_counts_were_shown(window, qtbot):
    desk = window.desk
    dialog = shown(qtbot, AssignDialog(desk, window))
    dialog.which.setCurrentIndex(dialog.which.findData("all"))
    for at in (0, 1):
        dialog.people.item(at).setCheckState(Qt.CheckState.Checked)
    dialog.way.setCurrentIndex(dialog.way.findData("each"))
    qtbot.waitUntil(dialog.button.isEnabled)
    dialog.button.click()
    assert annotators(desk.project) == {"Ana": 10, "Ben": 10, "Cleo": 0}
    again = shown(qtbot, AssignDialog(desk, window))
    for at in (0, 2):
        again.people.item(at).setCheckState(Qt.CheckState.Checked)
    again.way.setCurrentIndex(again.way.findData("back"))
    qtbot.waitUntil(again.button.isEnabled)
    assert again.button.text() == "Take back"
    assert again.said.text() == (
        "9 assignments taken back: Ana 9.\n"
        "Then one person annotates 9 articles, two people annotate 1 article.\n"
        "1 assignment is begun and stays."
    )
    again.button.click()
    assert annotators(desk.project) == {"Ana": 1, "Ben": 10, "Cleo": 0}
    desk.project.undo()
    assert annotators(desk.project) == {"Ana": 10, "Ben": 10, "Cleo": 0}


def test_what_the_library_lists_can_be_assigned(window, qtbot):
    desk = window.desk
    window.library.search.setFocus()
    window.library.search.setText("said 7")
    qtbot.keyClick(window.library.search, Key.Key_Return)
    window.actions_.run("assign")
    dialog = window.findChild(AssignDialog)
    dialog.which.setCurrentIndex(dialog.which.findText("Those that the library lists (1)"))
    dialog.people.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(dialog.button.isEnabled)
    dialog.button.click()
    store = desk.project
    assert annotators(store) == {"Ana": 1, "Ben": 1, "Cleo": 0}
    store.person = "Ben"
    assert [articles.one(store, id_).title for id_ in assignments.own(store)] == ["Nr 7"]


def test_where_every_article_has_somebody_all_are_offered_first(window, qtbot):
    store = window.desk.project
    assert shown(qtbot, AssignDialog(window.desk, window)).which.currentData() == "free"
    every, ben = assignments.unassigned(store), people.named(store, "Ben").id
    assignments.carry_out(store, assignments.by_hand(store, every, [ben]))
    assert shown(qtbot, AssignDialog(window.desk, window)).which.currentData() == "all"


def test_enter_in_the_share_assigns_what_was_shown(window, qtbot):
    desk = window.desk
    dialog = shown(qtbot, AssignDialog(desk, window))
    for at in range(3):
        dialog.people.item(at).setCheckState(Qt.CheckState.Checked)
    dialog.way.setCurrentIndex(dialog.way.findData("share"))
    dialog.make_plan()
    qtbot.keyClick(dialog.share, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.share, "34")
    qtbot.waitUntil(lambda: dialog.said.text().startswith("12 assignments"))
    qtbot.keyClick(dialog.share, Key.Key_Return)
    assert annotators(desk.project) == {"Ana": 5, "Ben": 4, "Cleo": 4}


def test_too_few_people_are_told_before_anything_is_assigned(window, qtbot):
    dialog = shown(qtbot, AssignDialog(window.desk, window))
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.way.setCurrentIndex(dialog.way.findData("times"))
    dialog.make_plan()
    assert "at least as many people" in dialog.said.text()
    assert not dialog.button.isEnabled()


def test_a_reviewer_is_assigned_and_what_is_not_begun_is_taken_back(window, qtbot):
    desk = window.desk
    dialog = shown(qtbot, AssignDialog(desk, window))
    dialog.role.setCurrentIndex(dialog.role.findData(CURATOR))
    dialog.role.activated.emit(dialog.role.currentIndex())
    dialog.people.item(2).setCheckState(Qt.CheckState.Checked)
    dialog.make_plan()
    dialog.carry_out()
    assert {one.name: sum(one.reviewing.values()) for one in assignments.loads(desk.project)} == {
        "Ana": 0, "Ben": 0, "Cleo": 10,
    }  # fmt: skip
    store = desk.project
    every = [*articles.states(store)]
    ana = people.named(store, "Ana").id
    assignments.carry_out(store, assignments.by_hand(store, every, [ana], ANNOTATOR))
    listed = shown(qtbot, PeopleDialog(desk, window))
    listed.unassign.click()
    assert annotators(store)["Ana"] == 1
