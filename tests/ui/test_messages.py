"""The message bar: what is told stays as long as it should, and says more than a colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from model import articles, labels, project
from model.drafts import Draft
from model.errors import StoreTrouble, UserError
from model.spans import NewSpan
from tests import gold
from ui import changing, messages, moving
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


# ---- Esc, from wherever the keys are


@pytest.fixture
def window(window_on, tmp_path):
    store = project.create(tmp_path / "desk.attesta", person="Ana")
    gold.load(store)
    store.close()
    made = window_on(tmp_path / "desk.attesta")
    made.activateWindow()
    return made


def escape(qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()


@pytest.mark.parametrize("pane", ["reader", "library", "search", "claims"])
def test_escape_closes_the_newest_from_where_the_keys_are(window, qtbot, pane):
    window.focus_pane(pane)
    window.desk.choose(None)
    QApplication.processEvents()
    window.desk.tell("First.", "trouble")
    window.desk.tell("Second.", "trouble")
    tips = [one._close.accessibleDescription() for one in window.messages.shown]  # noqa: SLF001
    assert tips == ["Close (Esc)", "Close"]
    escape(qtbot)
    assert shown(window.messages) == ["First."]
    escape(qtbot)
    escape(qtbot)
    assert window.messages.isHidden()


def test_escape_in_the_article_lets_go_of_everything_first(window, qtbot):
    desk = window.desk
    window.focus_pane("reader")
    desk.choose(next(iter(desk.spans)))
    desk.arm("end")
    desk.tell("Something.", "trouble")
    for edge, chosen in (("", True), ("", False)):
        escape(qtbot)
        assert (desk.edge, desk.span is not None) == (edge, chosen)
        assert shown(window.messages) == ["Something."]
    desk.select(0, 6)
    escape(qtbot)
    assert desk.range is None
    assert shown(window.messages) == ["Something."]
    escape(qtbot)
    assert window.messages.isHidden()


def test_escape_in_a_cell_leaves_the_cell_and_no_more(window, qtbot):
    window.claims.table.show_column("note", True)
    window.focus_pane("claims")
    qtbot.keyClick(window.claims.table, Qt.Key.Key_F2)
    window.desk.tell("Something.", "trouble")
    escape(qtbot)
    assert shown(window.messages) == ["Something."]


def test_escape_held_down_closes_one(window, qtbot):
    window.focus_pane("library")
    window.desk.tell("First.", "trouble")
    window.desk.tell("Second.", "trouble")
    escape(qtbot)
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier,
                         "", True)  # fmt: skip
        QApplication.sendEvent(QApplication.focusWidget(), held)
    assert shown(window.messages) == ["First."]


# ---- what refuses an edit


@pytest.fixture
def edited(bar, desk, monkeypatch):
    """A desk with a span, where what has had its answer need not stand for seconds."""
    monkeypatch.setattr(messages, "NOTICED", 0)
    desk.open(project.in_memory())
    desk.show(articles.add(desk.project, [Draft("Kyiv said so. Kyiv again.", "One")]).new[0])
    for start in (0, 14):
        changing.mark(desk, NewSpan(start, start + 4, labels.named(desk.project, "actor").id))
    return desk


def move_onto_another(desk):
    first, second = sorted(desk.spans.values(), key=lambda span: span.start)
    changing.move(desk, second, first.start, first.end)


def change_date(desk, date):
    return desk.attempt(lambda: articles.change(desk.project, desk.article_id, date=date))


@pytest.mark.parametrize("refuse", [move_onto_another, lambda desk: change_date(desk, "yesterday")])
@pytest.mark.parametrize("succeed", [lambda desk: change_date(desk, "2024-11-06"), moving.undo])
def test_why_an_edit_was_refused_is_said_until_one_is_made(bar, edited, qtbot, refuse, succeed):
    refuse(edited)
    assert len(shown(bar)) == 1
    assert not bar.shown[0].fleeting
    succeed(edited)
    qtbot.waitUntil(bar.isHidden)


def test_a_refusal_that_was_just_told_is_seen_all_the_same(bar, edited, qtbot, monkeypatch):
    monkeypatch.setattr(messages, "NOTICED", 60_000)
    change_date(edited, "yesterday")
    change_date(edited, "2024-11-06")
    assert "yesterday" in shown(bar)[0]
    change_date(edited, "yesterday")
    assert not bar.shown[0].fleeting


def test_what_comes_by_itself_is_no_answer_to_a_refusal(bar, edited):
    change_date(edited, "yesterday")
    with edited.project.edit("Suggest", by_itself=True) as edit:
        edit.update("article", edited.article_id, note="by itself")
    assert not bar.shown[0].fleeting


def test_trouble_of_the_disk_stays_whatever_is_edited_next(bar, desk, tmp_path):
    desk.open(project.create(tmp_path / "desk.attesta", person="Ana"))
    desk.show(articles.add(desk.project, [Draft("Kyiv said so.", "One")]).new[0])

    def fail():
        raise StoreTrouble("The disk is full.")

    def have_no_access():
        raise UserError("The folder may not be written.")

    desk.attempt(fail)
    desk.attempt(have_no_access, edits=False)
    desk.tell("The worker is off.", "warning")
    change_date(desk, "2024-11-06")
    assert len(shown(bar)) == 3
    assert not any(one.fleeting for one in bar.shown)
