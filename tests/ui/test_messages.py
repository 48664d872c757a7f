"""The message bar: what is told stays as long as it should, and says more than a colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model import articles, labels, project
from model.drafts import Draft
from model.spans import NewSpan
from ui import changing
from ui.messages import FLEETING, KINDS, MOST, MessageBar
from ui.news import Notice


@pytest.fixture
def bar(desk, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = MessageBar(desk, window)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    window.resize(800, 300)
    window.show()
    yield made
    window.close()


def shown(bar):
    return [one.text.text() for one in bar.shown if not one.isHidden()]


def test_it_takes_no_room_until_something_is_told(bar, desk):
    assert bar.isHidden()
    desk.tell("Imported 3 articles.", "done")
    assert not bar.isHidden()
    assert shown(bar) == ["Imported 3 articles."]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_an_icon_and_a_word_of_its_own(bar, desk, kind):
    desk.tell("Something.", kind)
    message = bar.shown[0]
    assert message.word.text() == KINDS[kind][2]
    assert not message._picture.pixmap().isNull()  # noqa: SLF001
    assert message.accessibleName() == f"{KINDS[kind][2]}: Something."
    assert len({icon for icon, *_ in KINDS.values()}) == len(KINDS)


def test_good_news_goes_by_itself_and_trouble_stays(bar, desk, qtbot):
    for kind in KINDS:
        desk.tell(f"One {kind}.", kind)
    for message in bar.shown:
        assert message.fleeting == (message.notice.kind in FLEETING)
        message._timer.setInterval(0 if message.fleeting else message._timer.interval())  # noqa: SLF001
    qtbot.waitUntil(lambda: len(bar.shown) == len(KINDS) - len(FLEETING))
    assert [one.notice.kind for one in bar.shown] == ["trouble", "warning", "finished"]


def test_the_newest_is_on_top_and_trouble_is_never_dropped(bar, desk):
    for number in range(MOST + 2):
        desk.tell(f"Trouble {number}.", "trouble")
    desk.tell("Done.", "done")
    assert shown(bar) == ["Done.", f"Trouble {MOST + 1}.", f"Trouble {MOST}."]
    assert len(bar.shown) == MOST + 3
    while bar.close_newest():
        pass
    assert bar.isHidden()


def test_older_good_news_makes_room(bar, desk):
    for number in range(20):
        desk.tell(f"Done {number}.", "done")
    assert len(bar.shown) == MOST


def test_the_same_message_is_shown_once(bar, desk):
    for _ in range(50):
        desk.tell("The disk is full.", "trouble")
    assert shown(bar) == ["The disk is full."]


def test_the_button_asks_for_the_command_and_the_message_goes(bar, desk, qtbot):
    desk.tell("Read-only.", "warning", "project.copy")
    button = bar.shown[0].button
    assert button.text() == "Save a copy…"
    with qtbot.waitSignal(bar.action_wanted) as asked:
        button.click()
    assert asked.args == ["project.copy"]
    assert bar.shown == []


def test_no_action_no_button(bar, desk):
    desk.tell("Read-only.", "warning")
    assert bar.shown[0].button.isHidden()


def test_escape_closes_the_newest(bar, desk):
    desk.tell("First.", "trouble")
    desk.tell("Second.", "trouble")
    QTest.keyClick(bar.shown[0], Qt.Key.Key_Escape)
    assert shown(bar) == ["First."]


def test_text_is_never_markup(bar, desk):
    words = "<b>bold</b> & <img src='x'> “quoted”"
    desk.tell(words, "trouble")
    assert bar.shown[0].text.textFormat() == Qt.TextFormat.PlainText
    assert shown(bar) == [words]


def test_an_unknown_kind_is_shown_as_a_note(bar):
    bar.tell(Notice("odd", "Something."))
    assert bar.shown[0].word.text() == "Note"


def test_a_message_offers_to_undo_its_own_edit_only(bar, desk):
    store = project.in_memory()
    desk.open(store)
    first = articles.add(store, [Draft("Kyiv said so.", "One")]).new[0]
    desk.tell("Added One.", "done", "undo")
    assert bar.shown[0].button.isVisible()
    articles.change(store, first, title="Two")
    assert shown(bar) == ["Added One."]
    assert not bar.shown[0].button.isVisible()
    desk.tell("Renamed it.", "done", "undo")
    store.undo()
    assert bar.shown == []
    desk.open(None)


def test_what_holds_no_more_is_taken_back_and_the_rest_stays(bar, desk):
    desk.tell("Suggestions are off.", "warning", "suggest.here", "suggestions")
    desk.tell("The disk is full.", "trouble")
    desk.withdraw("suggestions")
    assert shown(bar) == ["The disk is full."]
    desk.withdraw("suggestions")
    assert shown(bar) == ["The disk is full."]


def test_newer_word_of_the_same_topic_takes_the_place_of_the_older(bar, desk):
    desk.tell("The training goes on.", topic="models")
    desk.tell("A model was trained.", "finished", "models", "models")
    assert shown(bar) == ["A model was trained."]


def test_that_a_change_is_not_saved_is_said_no_longer_once_it_is(bar, desk, tmp_path):
    path = tmp_path / "desk.attesta"
    desk.open(project.create(path, person="Ana"))
    desk.show(articles.add(desk.project, [Draft("Kyiv said so.", "One")]).new[0])
    actor = labels.named(desk.project, "actor").id
    path.rename(tmp_path / "away")
    changing.mark(desk, NewSpan(0, 4, actor))
    assert "Not saved." in shown(bar)[0]
    (tmp_path / "away").rename(path)
    changing.retry(desk)
    assert shown(bar) == ["Saved."]


def test_that_an_article_is_locked_is_said_no_longer_once_it_is_reopened(bar, desk):
    desk.open(project.in_memory())
    desk.show(articles.add(desk.project, [Draft("Kyiv said so.", "One")]).new[0])
    articles.submit(desk.project, desk.article_id)
    changing.mark(desk, NewSpan(0, 4, labels.named(desk.project, "actor").id))
    assert "locked" in shown(bar)[0]
    articles.reopen(desk.project, desk.article_id)
    assert shown(bar) == []
