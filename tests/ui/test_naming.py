"""Another name in the settings: the same person stays who they were, another one begins anew."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from model import articles, labels, people, project, spans
from model.drafts import Draft
from ui.window import Window


@pytest.fixture
def window(desk, qtbot):
    """The window on a project where the account's own person has marked one span."""
    store = project.in_memory(person=project.default_person())
    there = articles.add(store, [Draft("Kyiv said so.", "Short")]).new[0]
    spans.mark(store, there, 0, 4, labels.named(store, "actor").id)
    made = Window(desk)
    qtbot.addWidget(made)
    desk.open(store)
    desk.show(there)
    made.show()
    yield made
    made.close()


def answer(window, words) -> None:
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert project.default_person() in box.text()
    (button,) = [one for one in box.findChildren(QPushButton) if words in one.text()]
    button.click()


def test_the_same_person_under_another_name_keeps_their_work_and_goes_on(window, desk):
    desk.change_settings(person="Anna Schmidt")
    answer(window, f"I am {project.default_person()}")
    assert [one.name for one in people.everyone(desk.project)] == ["Anna Schmidt"]
    assert len(desk.spans) == 1
    spans.mark(desk.project, desk.article_id, 5, 9, labels.named(desk.project, "claim").id)
    assert len(desk.spans) == 2
    assert {one.person_id for one in desk.spans.values()} == {people.whoever(desk.project)}
    assert desk.project.history.done[-2].title == "Rename a person to Anna Schmidt"


def test_somebody_else_begins_with_a_reading_of_their_own(window, desk):
    desk.change_settings(person="Ben")
    answer(window, "somebody else")
    spans.mark(desk.project, desk.article_id, 5, 9, labels.named(desk.project, "claim").id)
    assert [one.quote for one in desk.spans.values()] == ["said"]
    assert len(people.everyone(desk.project)) == 2


def test_a_name_that_the_project_knows_is_taken_without_asking(window, desk):
    people.add(desk.project, "Ben")
    desk.change_settings(person="Ben")
    assert not [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert desk.project.person == "Ben"
    desk.change_settings(person="")
    assert desk.project.person == project.default_person()


def test_other_settings_ask_nothing(window, desk):
    desk.change_settings(reader_size=19)
    assert not [one for one in window.findChildren(QMessageBox) if one.isVisible()]
