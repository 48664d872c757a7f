"""Packets in the window: saved by one analyst, merged by the other, undone."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model import articles, labels, packet, places, project, spans
from model.drafts import Draft
from model.settings import Settings
from ui import packets
from ui.conflicts import ConflictsDialog
from ui.desk import Desk
from ui.packet_dialog import DAY, LACKING, PacketDialog
from ui.packets import MergeDialog
from ui.window import Window

TEXT = "Kyiv said 45,000 troops had left. Moscow denied it."
PATIENCE = 60_000


@pytest.fixture
def files(tmp_path):
    """Ana's project, and a packet of what Ben has marked in his copy."""
    mine, theirs = tmp_path / "desk.attesta", tmp_path / "ben.attesta"
    with project.create(mine, person="Ana") as store:
        articles.add(store, [Draft(text=TEXT, title="One")])
    shutil.copy(mine, theirs)
    sent = tmp_path / f"ben{packet.SUFFIX}"
    with project.open_(theirs, person="Ben") as store:
        store.device = "Ben's machine"
        article = articles.first(store)
        spans.mark(store, article, 34, 40, labels.named(store, "actor").id)
        packet.write(store, sent)
    shutil.rmtree(places.state() / "receipts")  # what Ben did was seen by another machine
    return mine, sent


@pytest.fixture
def window(qtbot, files):
    settings = Settings()
    settings.set(suggest=False, person="Ana")
    made = Window(Desk(settings))
    made.show()
    qtbot.waitExposed(made)
    made.projects.open(files[0])
    yield made
    made.close()


def merged(qtbot, window, *paths):
    dialog = MergeDialog(window, list(paths))
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.away.running, timeout=PATIENCE)
    return dialog


def quotes(window):
    store = window.desk.project
    return [one.quote for one in spans.of_article(store, articles.first(store))]


def test_a_merge_is_told_and_can_be_taken_back(qtbot, window, files):
    article = window.desk.article_id
    dialog = merged(qtbot, window, files[1])
    assert dialog.said.text() == "Merged 1 edit as one step."
    assert "Edits by person: Ben 1" in dialog.details.text()
    assert "No conflicts." in dialog.details.text()
    assert quotes(window) == ["Moscow"]
    assert window.desk.article_id == article
    QTest.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert quotes(window) == []


def test_packets_dropped_on_the_article_are_merged(qtbot, window, files):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(files[1]))])
    on = window.reading.reader.viewport()
    place, action = QPointF(200, 200), Qt.DropAction.CopyAction
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(place.toPoint(), action, mime, *held)
    QApplication.sendEvent(on, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(on, QDropEvent(place, action, mime, *held))
    dialog = window.findChild(MergeDialog)
    qtbot.waitUntil(lambda: not dialog.away.running, timeout=PATIENCE)
    assert dialog.said.text() == "Merged 1 edit as one step."
    assert quotes(window) == ["Moscow"]


def test_what_is_here_already_is_said(qtbot, window, files):
    merged(qtbot, window, files[1]).close()
    assert merged(qtbot, window, files[1]).said.text().startswith("Nothing new")


def test_a_damaged_packet_leaves_the_project_as_it_was(qtbot, window, files):
    files[1].write_bytes(files[1].read_bytes()[:-40])
    dialog = merged(qtbot, window, files[1])
    assert dialog.said.text() == "The project is as it was."
    assert "Nothing was merged." in dialog.details.text()
    assert "damaged or was altered" in dialog.details.text() or "part of one" in (
        dialog.details.text())  # fmt: skip
    assert window.desk.writable
    assert quotes(window) == []


def test_saving_tells_where(qtbot, window, tmp_path):
    told = []
    window.desk.told.connect(told.append)
    packets.save(window, tmp_path / "out")
    qtbot.waitUntil(lambda: any(one.kind == "done" for one in told), timeout=PATIENCE)
    assert packet.read(tmp_path / f"out{packet.SUFFIX}").sender == "Ana"


def test_the_dialog_offers_all_what_a_colleague_lacks_or_a_day(qtbot, window, files):
    merged(qtbot, window, files[1]).close()
    chosen, theirs = [], []
    dialog = PacketDialog(window.desk, window, theirs.append)
    dialog.chosen.connect(chosen.append)
    dialog.open()
    assert dialog.since == ""
    dialog.ways[LACKING].click()
    assert dialog.since == "Ben"
    dialog.browse.click()
    theirs[0](files[1])
    assert dialog.since == str(files[1])
    dialog.ways[DAY].click()
    dialog.day.setText("tomorrow")
    assert not dialog.button.isEnabled()
    dialog.day.setText("2024-11-06")
    QTest.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert chosen == ["2024-11-06"]


def test_only_what_a_colleague_lacks_is_saved(qtbot, window, files, tmp_path):
    merged(qtbot, window, files[1]).close()
    store = window.desk.project
    spans.mark(store, articles.first(store), 0, 4, labels.named(store, "actor").id)
    told = []
    window.desk.told.connect(told.append)
    packets.save(window, tmp_path / "out", "Ben")
    qtbot.waitUntil(lambda: any(one.kind == "done" for one in told), timeout=PATIENCE)
    assert packet.read(tmp_path / f"out{packet.SUFFIX}").manifest["edits"] == 1


@pytest.fixture
def disagreeing(files, tmp_path):
    """Packets of two machines of Ben's: a claim is longer, or shorter; an actor gone, or noted."""
    sent = []
    with project.open_(files[0], person="Ben") as store:
        store.device = "Ben's machine"
        article = articles.first(store)
        claim = spans.mark(store, article, 0, 21, labels.named(store, "claim").id)
        actor = spans.mark(store, article, 34, 40, labels.named(store, "actor").id)
    for name in ("tower", "laptop"):
        copy = tmp_path / f"{name}.attesta"
        shutil.copy(files[0], copy)
        with project.open_(copy, person="Ben") as store:
            store.device = f"Ben's {name}"
            for end in (33,) if name == "tower" else (17, 16, 9):  # step by step, as keys do
                spans.move(store, claim, 0, end)
            if name == "tower":
                spans.delete(store, [actor])
            else:
                spans.set_note(store, actor, "Or its ministry?")
            sent.append(tmp_path / f"{name}{packet.SUFFIX}")
            packet.write(store, sent[-1])
    shutil.rmtree(places.state() / "receipts", ignore_errors=True)
    return sent, claim, actor


def test_conflicts_are_told_in_words_and_can_be_looked_at_one_after_the_other(
    qtbot, disagreeing, window
):
    sent, claim, actor = disagreeing
    assert not window.actions_["packet.conflicts"].isEnabled()
    dialog = merged(qtbot, window, *sent)
    said = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert said == [
        "end of “Kyiv said”: Ben's later word “Kyiv said” was kept, "
        "not “… said 45,000 troops had left.”",
        "“Moscow”: kept, as Ben changed it; it was deleted elsewhere",
    ]
    assert dialog.list.hasFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.desk.chosen == claim
    assert window.messages.shown[0].text.text() == said[0]
    window.actions_.run("packet.conflicts")
    again = window.findChild(ConflictsDialog)
    qtbot.keyClick(again.list, Qt.Key.Key_Down)
    qtbot.keyClick(again.list, Qt.Key.Key_Return)
    assert window.desk.chosen == actor
