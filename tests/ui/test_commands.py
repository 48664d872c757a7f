"""The command table: unique, reachable, without clashing keys, each with an icon that exists."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest

from ui import icons
from ui.actions import PAGING, SEEN_IN
from ui.command import MENUS
from ui.commands import COMMANDS
from ui.workspaces import NAMES

MODAL = {"link.confirm", "edge.left", "edge.right", "edge.left.fine", "edge.right.fine",
         "span.next.tab", "span.previous.tab", "review.done",
         *(f"take.{number}" for number in range(1, 10))}  # fmt: skip
"""Keys that mean something else while an edge is moved, links are offered, nothing is suggested,
a curator has a unit with several readings before them."""


def test_the_table_has_commands():
    assert len(COMMANDS) > 60


def test_ids_are_unique():
    assert [id_ for id_, many in Counter(c.id for c in COMMANDS).items() if many > 1] == []


def test_menus_are_known():
    assert {command.menu for command in COMMANDS} - {""} == set(MENUS)


def test_keys_work_somewhere():
    assert {command.where for command in COMMANDS} <= {"window", "reader", "text", *NAMES}


@pytest.mark.parametrize("workspace", NAMES)
def test_no_two_commands_of_one_workspace_share_a_key(workspace):
    articles = {name for name, shown in SEEN_IN.items() if workspace in shown}
    here = {"window", workspace, *articles}
    keys = Counter(
        QKeySequence(keys).toString()
        for command in COMMANDS
        for keys in command.keys
        if command.id not in MODAL and command.where in here
    )
    assert [key for key, many in keys.items() if many > 1] == []


def test_every_key_is_a_key_that_qt_knows(qapp):
    for command in COMMANDS:
        for keys in command.keys:
            assert not QKeySequence(keys).isEmpty(), (command.id, keys)


def test_no_command_has_a_key_that_turns_pages(qapp):
    """Commands are not asked what they can do before such a key is followed."""
    taken = {QKeySequence(keys)[at].key() for command in COMMANDS for keys in command.keys
             for at in range(QKeySequence(keys).count())}  # fmt: skip
    assert not taken & set(PAGING)


def test_a_tool_follows_what_is_chosen_once_that_rests(qtbot, reading, marked):
    delete = reading.window().actions_.findChild(QAction, "delete")
    assert not delete.isEnabled()
    marked.choose(next(iter(marked.spans)))
    qtbot.waitUntil(delete.isEnabled)
    QTest.keyClick(reading.reader, PAGING[1])
    qtbot.waitUntil(lambda: not delete.isEnabled())


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.icon], ids=lambda c: c.id)
def test_the_icon_exists(qapp, command):
    assert icons.exists(command.icon)


def test_every_command_is_in_a_menu_or_only_another_key_of_one(desk):
    shown = {c.text if isinstance(c.text, str) else c.text(desk) for c in COMMANDS if c.menu}
    lone = [c.id for c in COMMANDS if not c.menu and c.id not in MODAL and c.text not in shown]
    assert lone == []


def test_every_command_says_without_a_project_whether_it_can_be_done(desk):
    possible = {command.id for command in COMMANDS if command.when(desk)}
    assert {"project.new", "project.open", "project.sample", "settings"} <= possible
    assert not possible & {"export", "undo", "mark.1", "delete", "submit", "link"}
