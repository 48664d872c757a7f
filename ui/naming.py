"""When the name in the settings changes: whether it is the same person who works on."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from model import people, project
from ui import plain
from ui.desk import Desk

SAME = "If you are {before}, all that you marked stays yours, under the name {name}."


def settled(name: str) -> str:
    """The name that stands on edits: the one in the settings, else the account's."""
    return people.checked_name(name or project.default_person())


def change(desk: Desk, window: QWidget) -> None:
    """Have edits be made under the name in the settings from now on.

    Who has worked on the project under the name before is asked whether it is them: then the
    person is renamed, and what they marked stays theirs.
    """
    store, name = desk.project, settled(desk.settings.text("person"))
    before = store.person
    if name == before:
        return
    known = {one.id for one in people.everyone(store)}
    old_id = people.whoever(store)
    store.person = name
    if store.read_only or old_id not in known or people.whoever(store) in known:
        desk.read_anew(desk.article_id)
        return
    box = plain.box(window, "Another name", f"You have worked on this project as “{before}”.",
                    SAME.format(before=before, name=name))  # fmt: skip
    same = box.addButton(f"I am {before}", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("I am somebody else", QMessageBox.ButtonRole.RejectRole)

    def answered() -> None:
        if box.clickedButton() is same:
            store.person = before
            if desk.attempt(lambda: people.rename(store, old_id, name)):
                store.person = name
        desk.read_anew(desk.article_id)

    box.finished.connect(answered)
    box.open()
