"""Suggestions in the window: the real worker, its end, and the keys that judge."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from model import articles, bulk, keystrokes, labels, project, spans, suggestion_intake, suggestions
from model.drafts import Draft
from model.suggested import Suggested, SuggestedLink, Suggestions
from tests.ui.asking import PATIENCE, TEXT, waiting
from ui import judging
from ui.changing import LOCKED
from ui.judging import HIDDEN, HIDDEN_YET
from ui.messages import MessageBar
from ui.status import StatusBar
from ui.suggest_all import SuggestAll
from ui.suggestion_commands import SUGGESTIONS
from ui.suggestions import NOTHING_NEW, SuggestionKeeper

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ids(sample):
    """A second and a third article in the sample's project."""
    found = [Draft(text=TEXT, title="Two"), Draft(text=f"{TEXT} Again.", title="Three")]
    return articles.add(sample.project, found).new


def kill(keeper):
    """End the worker as the system would."""
    os.kill(keeper.worker.process_id, signal.SIGKILL)


def asked(qtbot, keeper, desk, article_id):
    """Show an article and wait until its suggestions are there, or have failed."""
    signals = [keeper.arrivals.arrived, keeper.worker.failed, keeper.worker.went_off]
    with qtbot.waitSignals(signals[:1], timeout=PATIENCE):
        desk.show(article_id)
    qtbot.waitUntil(lambda: not desk.here.awaits)


# ---- the worker


def test_an_opened_article_gets_suggestions(qtbot, keeper, sample, ids):
    asked(qtbot, keeper, sample, ids[0])
    assert "45,000 troops" in waiting(sample)
    assert sample.article.state == "new"


def test_those_of_a_long_article_come_in_parts_beside_which_a_person_marks(qtbot, keeper, sample):
    text = " ".join(f"Kyiv said {number:,} troops had left." for number in range(1_000, 1_100))
    long = articles.add(sample.project, [Draft(text=text, title="Long")]).new[0]
    sample.show(long)
    qtbot.waitUntil(lambda: bool(waiting(sample)), timeout=PATIENCE)
    some = len(waiting(sample))
    assert sample.here.awaits, "more are on their way"
    mine = spans.mark(sample.project, long, 0, 14, labels.named(sample.project, "claim").id)
    qtbot.waitUntil(lambda: not sample.here.awaits)
    assert len(waiting(sample)) > some
    assert spans.one(sample.project, mine).state == "accepted"


def test_switched_off_nothing_comes_unless_asked_for(qtbot, keeper, sample, ids):
    sample.settings.set(suggest=False)
    sample.show(ids[0])
    qtbot.wait(400)
    assert keeper.worker.waiting == 0
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        sample.suggestions_wanted.emit()
    assert waiting(sample)


def test_who_asks_hears_what_came_of_it(qtbot, keeper, sample, ids):
    asked(qtbot, keeper, sample, ids[0])
    told = []
    sample.told.connect(told.append)
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        sample.suggestions_wanted.emit()
    assert [one.text for one in told] == [NOTHING_NEW]
    bulk.clear(sample.project, [one.id for one in suggestions.own(sample.project, ids[0])])
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        sample.suggestions_wanted.emit()
    assert told[-1].text == f"Suggested {len(waiting(sample))} more spans."


def test_what_is_suggested_in_finished_work_is_not_cleared(qtbot, keeper, sample, ids):
    asked(qtbot, keeper, sample, ids[0])
    articles.submit(sample.project, ids[0])
    told = []
    sample.told.connect(told.append)
    before = waiting(sample)
    assert before
    judging.clear(sample)
    assert waiting(sample) == before
    assert [(one.text, one.action) for one in told] == [(LOCKED, "article.reopen")]


def test_that_the_rules_cannot_read_an_article_is_told_while_it_is_shown(
    qtbot, keeper, sample, ids
):
    bar = MessageBar(sample)
    qtbot.addWidget(bar)
    for article in ids:
        articles.change(sample.project, article, language="de")
    asked(qtbot, keeper, sample, ids[0])
    assert [one.notice.text for one in bar.shown] == [
        "The rules read English: an article whose language is “de” gets no suggestions from them."
    ]
    sample.show(None)
    assert bar.shown == []
    asked(qtbot, keeper, sample, ids[1])
    assert bar.shown == [], "it has been told"


def test_tab_waits_for_suggestions_that_are_on_their_way(qtbot, reading, keeper, sample, ids):
    bar = StatusBar(sample, run=print)
    qtbot.addWidget(bar)
    QLineEdit(reading.window()).show()
    reading.reader.setFocus()
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        sample.show(ids[0])
        press(reading, Key.Key_Tab)
        qtbot.waitUntil(lambda: sample.here.awaits, timeout=PATIENCE)
        press(reading, Key.Key_Tab)
        assert reading.reader.hasFocus()
        qtbot.waitUntil(lambda: bar.suggestions.text() == "Looking for suggestions…")
    assert not sample.here.awaits
    qtbot.waitUntil(lambda: bar.suggestions.text().endswith(" waiting"))


def test_a_killed_worker_is_started_once_more_and_then_stays_off(qtbot, keeper, sample, ids):
    asked(qtbot, keeper, sample, ids[0])
    kill(keeper)
    qtbot.waitUntil(lambda: keeper.worker.process_id == 0, timeout=PATIENCE)
    asked(qtbot, keeper, sample, ids[1])
    assert waiting(sample)
    told = []
    sample.told.connect(told.append)
    with qtbot.waitSignal(keeper.worker.went_off, timeout=PATIENCE):
        kill(keeper)
    assert "Suggestions are off" in told[-1].text
    assert told[-1].action == "suggest.here"
    label = labels.named(sample.project, "actor").id
    assert spans.mark(sample.project, ids[1], 0, 4, label)
    bar = MessageBar(sample)
    qtbot.addWidget(bar)
    bar.tell(told[-1])
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        sample.suggestions_wanted.emit()
    assert "Suggestions are off" not in " ".join(one.text.text() for one in bar.shown)


def test_what_is_told_of_one_article_goes_with_it(qtbot, keeper, sample, ids):
    bar = MessageBar(sample)
    qtbot.addWidget(bar)
    asked(qtbot, keeper, sample, ids[0])
    qtbot.waitUntil(lambda: keeper.worker.waiting == 0, timeout=PATIENCE)
    os.kill(keeper.worker.process_id, signal.SIGSTOP)
    sample.show(ids[1])
    qtbot.waitUntil(lambda: keeper.worker.waiting == 1, timeout=PATIENCE)
    keeper.worker.hurry()
    [message] = bar.shown
    assert message.text.text().startswith("No suggestions for “Three”.")
    sample.show(ids[0])
    assert bar.shown == []


def test_a_note_on_the_settings_goes_when_they_are_others(qtbot, keeper, sample, ids):
    bar = MessageBar(sample)
    qtbot.addWidget(bar)
    sample.change_settings(suggest_pipeline="no_such_pipeline")
    asked(qtbot, keeper, sample, ids[0])
    [message] = bar.shown
    assert "There is no spaCy pipeline “no_such_pipeline”" in message.text.text()
    sample.change_settings(suggest_pipeline="")
    assert bar.shown == []


def test_where_spacy_cannot_be_loaded_the_rules_suggest_all_the_same(
    qtbot, keeper, sample, ids, tmp_path, monkeypatch
):
    (tmp_path / "spacy").mkdir()
    (tmp_path / "spacy" / "__init__.py").write_text("raise ImportError('a broken installation')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    asked(qtbot, keeper, sample, ids[0])
    assert "45,000 troops" in waiting(sample)


def test_a_hanging_worker_is_given_up(qtbot, keeper, sample, ids):
    asked(qtbot, keeper, sample, ids[0])
    os.kill(keeper.worker.process_id, signal.SIGSTOP)
    sample.show(ids[1])
    qtbot.waitUntil(lambda: keeper.worker.waiting == 1, timeout=PATIENCE)
    with qtbot.waitSignal(keeper.worker.failed, timeout=PATIENCE) as gone:
        keeper.worker.hurry()
    assert gone.args[0] == ids[1]


def test_the_whole_project_is_gone_through_and_can_be_paused(qtbot, keeper, sample, ids):
    sample.settings.set(suggest=False)
    with qtbot.waitSignal(keeper.run_ended, timeout=PATIENCE) as ended:
        keeper.run()
        keeper.pause(True)
        keeper.pause(False)
    assert "Suggested" in ended.args[0]
    listed = articles.every(sample.project)
    assert all(one.suggestions for one in listed)
    assert not keeper.running


def test_a_large_edit_does_not_end_a_run(qtbot, keeper, sample, ids):
    sample.settings.set(suggest=False)
    with qtbot.waitSignal(keeper.run_ended, timeout=PATIENCE) as ended:
        keeper.run()
        sample.read_anew(ids[0])
    assert ended.args[0].startswith("Suggested")
    assert all(one.suggestions for one in articles.every(sample.project))


def test_a_run_ends_with_its_project(qtbot, keeper, sample, ids):
    keeper.run()
    with qtbot.waitSignal(keeper.run_ended, timeout=PATIENCE):
        sample.open(None)
    assert not keeper.running


def test_a_run_that_is_stopped_keeps_what_it_brought(qtbot, keeper, sample, ids):
    sample.settings.set(suggest=False)
    keeper.run()
    qtbot.waitSignal(keeper.progress, timeout=PATIENCE).wait()
    with qtbot.waitSignal(keeper.run_ended, timeout=PATIENCE) as ended:
        keeper.cancel()
    assert ended.args[0].startswith("Stopped. Suggested ")


def gone_through(qtbot, keeper):
    """Let a run go to its end; what it says, and the articles that it asked suggestions for."""
    at = []
    keeper.arrivals.arrived.connect(lambda answer: at.append(answer.asked.article_id))
    with qtbot.waitSignal(keeper.run_ended, timeout=PATIENCE) as ended:
        keeper.run()
    return ended.args[0], at


def test_a_second_run_has_nothing_to_do(qtbot, keeper, sample, ids):
    sample.settings.set(suggest=False)
    gone_through(qtbot, keeper)
    said, at = gone_through(qtbot, keeper)
    assert (said, at) == ("All 3 unfinished articles have their suggestions already.", [])


def test_a_run_that_was_stopped_goes_on_where_it_was(qtbot, desk, tmp_path):
    """In another window even, after the first one was cut off."""
    path = tmp_path / "desk.attesta"
    desk.settings.set(suggest=False)
    desk.open(project.create(path, person="Ana"))
    new = [Draft(text=f"{TEXT} {number}.", title=f"{number}") for number in range(6)]
    ids = articles.add(desk.project, new).new
    first = SuggestionKeeper(desk)
    first.run()
    qtbot.waitUntil(lambda: first.current.done >= 2, timeout=PATIENCE)
    first.stop()
    there = {one.id for one in articles.every(desk.project) if one.suggestions}
    desk.open(None)
    desk.open(project.open_(path, person="Ana"))
    again = SuggestionKeeper(desk)
    dialog = SuggestAll(desk, again)
    qtbot.addWidget(dialog)
    left = 6 - len(there)
    said = f"{len(there)} of 6 unfinished articles have theirs already; {left} to do."
    assert dialog.count.text() == said
    told, at = gone_through(qtbot, again)
    assert set(at) == set(ids) - there
    assert f"{len(there)} articles had theirs already." in told
    assert dialog.count.text() == told
    assert not dialog.start_button.isEnabled()
    again.stop()


def test_a_suggester_that_is_switched_off_takes_its_suggestions_from_the_article_shown(
    qtbot, keeper, sample, ids
):
    asked(qtbot, keeper, sample, ids[0])
    assert {"Kyiv", "45,000 troops"} <= set(waiting(sample))
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        run("suggest.actors", sample)
    assert "Kyiv" not in waiting(sample)
    assert "45,000 troops" in waiting(sample)
    with qtbot.waitSignal(keeper.arrivals.arrived, timeout=PATIENCE):
        sample.change_settings(suggest_actors=True)
    assert "Kyiv" in waiting(sample)


def test_with_another_choice_of_suggesters_a_run_begins_anew(qtbot, keeper, sample, ids):
    sample.settings.set(suggest=False)
    gone_through(qtbot, keeper)
    sample.change_settings(suggest_actors=False)
    _, at = gone_through(qtbot, keeper)
    assert len(at) == 3
    sample.change_settings(suggest_actors=True)
    assert "Kyiv" not in [one.quote for one in sample.spans.values()]
    _, at = gone_through(qtbot, keeper)
    assert len(at) == 3


def test_a_run_left_to_itself_tells_what_it_brought(qtbot, keeper, sample, ids):
    bar = MessageBar(sample)
    qtbot.addWidget(bar)
    dialog = SuggestAll(sample, keeper)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.start_button.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.focusWidget() or dialog, Key.Key_Return)
    assert keeper.running, "a key that is pressed twice does not stop it"
    with qtbot.waitSignal(keeper.run_ended, timeout=PATIENCE) as ended:
        QTest.keyClick(dialog, Key.Key_Escape)
        assert not dialog.isVisible()
        assert [one.text.text() for one in bar.shown] == [SuggestAll.GOES_ON]
    [message] = bar.shown
    assert message.text.text() == ended.args[0]
    assert message.notice.action == "suggest.all"
    dialog.show()
    assert (dialog.count.text(), bar.shown) == (ended.args[0], [])


# ---- judging by keys


@pytest.fixture
def suggested(reading, desk):
    """An article with two figures, a claim and its actor suggested, shown in the reader."""
    desk.open(project.in_memory())
    article = articles.add(desk.project, [Draft(text=TEXT, title="Two")]).new[0]
    found = Suggestions(
        [
            Suggested("actor", 0, 4, 0.9, "rule:actors@1"),
            Suggested("claim", 10, 45, 0.6, "rule:claims@1"),
            Suggested("figure", 10, 23, 0.95, "rule:figures@1"),
            Suggested("figure", 36, 45, 0.7, "rule:figures@1"),
        ],
        [SuggestedLink("attributed_to", 1, 0, 0.8), SuggestedLink("has_figure", 1, 2, 0.9)],
    )
    body = articles.one(desk.project, article).body
    suggestion_intake.put(desk.project, article, body, found)
    desk.show(article)
    reading.reader.setFocus()
    return desk


def run(command, desk):
    next(one for one in SUGGESTIONS if one.id == command).run(desk)


def press(reading, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(reading.reader, key, modifiers)


def test_tab_goes_from_one_to_the_next_and_a_and_x_judge(reading, suggested):
    press(reading, Key.Key_Tab)
    assert suggested.span.quote == "Kyiv"
    press(reading, Key.Key_A)
    assert suggested.span.quote.startswith("45,000 troops had")
    press(reading, Key.Key_Tab)
    press(reading, Key.Key_X)
    assert sorted(one.state for one in suggested.spans.values()) == [
        "accepted", "rejected", "suggested", "suggested"]  # fmt: skip
    press(reading, Key.Key_U)
    assert "45,000 troops" in waiting(suggested)


def test_a_claim_is_accepted_with_its_row(reading, suggested):
    press(reading, Key.Key_Tab)
    press(reading, Key.Key_Tab)
    press(reading, Key.Key_A, SHIFT)
    assert waiting(suggested) == ["12 trains"]


def test_all_of_a_label_are_accepted_as_one_step(reading, suggested):
    for _ in range(3):
        press(reading, Key.Key_Tab)
    press(reading, Key.Key_A, ALT)
    assert sorted(waiting(suggested)) == ["45,000 troops had left by 12 trains", "Kyiv"]
    press(reading, Key.Key_U)
    assert len(waiting(suggested)) == 4


def test_all_that_are_as_sure_are_accepted(reading, suggested):
    for _ in range(4):
        press(reading, Key.Key_Tab)
    assert suggested.span.quote == "12 trains"
    press(reading, Key.Key_A, ALT | SHIFT)
    assert waiting(suggested) == ["45,000 troops had left by 12 trains"]


@pytest.mark.parametrize(
    ("order", "first"), [("surest first", "45,000 troops"), ("least sure first", "45,000 troops h")]
)
def test_the_order_can_be_by_score(reading, suggested, order, first):
    suggested.change_settings(suggestion_order=order)
    press(reading, Key.Key_Tab)
    assert suggested.span.quote.startswith(first)


@pytest.mark.parametrize(
    ("command", "first"), [("order.surest", "45,000 troops"), ("order.doubtful", "45,000 troops h")]
)
def test_another_order_begins_with_its_first(reading, suggested, command, first):
    press(reading, Key.Key_Tab)
    run(command, suggested)
    assert suggested.span.quote.startswith(first)


def test_the_status_bar_says_how_sure_the_chosen_suggestion_is(qtbot, reading, suggested):
    bar = StatusBar(suggested, run=print)
    qtbot.addWidget(bar)
    press(reading, Key.Key_Tab)
    qtbot.waitUntil(lambda: bar.selection.text().endswith(" 0–4 · suggested, score 0.90"))
    kyiv = suggested.chosen
    press(reading, Key.Key_A)
    suggested.choose(kyiv)
    qtbot.waitUntil(lambda: bar.selection.text().endswith(" 0–4"))


def heard(reading, desk):
    """What the desk says from now on."""
    told = []
    desk.told.connect(lambda notice: told.append(notice.text))
    return told


def test_undo_of_many_leads_back_to_where_one_was(reading, suggested):
    for _ in range(3):
        press(reading, Key.Key_Tab)
    stood = suggested.chosen
    press(reading, Key.Key_A, ALT)
    assert suggested.chosen != stood
    press(reading, Key.Key_U)
    assert (suggested.chosen, len(waiting(suggested))) == (stood, 4)


def test_accepting_many_says_how_many_and_how_many_are_left(reading, suggested):
    told = heard(reading, suggested)
    for _ in range(3):
        press(reading, Key.Key_Tab)
    press(reading, Key.Key_A, ALT)
    press(reading, Key.Key_U)
    for _ in range(1):
        press(reading, Key.Key_Tab)
    assert suggested.span.score == 0.7
    press(reading, Key.Key_A, ALT | SHIFT)
    assert told == [
        "Accepted 2 suggestions of “figure”; 2 left here.",
        "Accepted 3 suggestions with a score of 0.70 or more; 1 left here.",
    ]


def test_the_last_one_says_what_they_have_saved_and_what_comes_next(reading, suggested):
    told = heard(reading, suggested)
    for _ in range(3):
        press(reading, Key.Key_Tab)
        press(reading, Key.Key_A)
        assert told == []
    press(reading, Key.Key_X)
    saved = (1 + 1 - 2) + (2 + 1 - 2) + (7 + 1 + 4 - 2)
    assert told == [
        f"That was the last suggestion here. They saved you {saved} keystrokes."
        " Ctrl+Enter submits the article."
    ]
    assert keystrokes.saved(suggested.project, article_id=suggested.article_id) == saved


def test_undo_takes_back_what_was_marked_though_suggestions_came_since(reading, suggested):
    article = suggested.article_id
    suggested.select(24, 27)
    press(reading, Key.Key_2)
    found = Suggestions([Suggested("figure", 36, 45, 0.7, "rule:figures@2")])
    body = articles.one(suggested.project, article).body
    suggestion_intake.put(suggested.project, article, body, found, by_itself=True)
    press(reading, Key.Key_U)
    assert [one.quote for one in suggested.spans.values()] == ["12 trains"]


def test_moving_an_edge_accepts_the_changed_one(reading, suggested):
    press(reading, Key.Key_Tab)
    press(reading, Key.Key_BracketRight)
    press(reading, Key.Key_Right)
    assert (suggested.span.quote, suggested.span.state) == ("Kyiv said", "accepted")


@pytest.fixture
def hidden(suggested):
    """The same article, opened anew with its suggestions hidden."""
    article = suggested.article_id
    suggested.change_settings(suggest_after=True)
    suggested.show(None)
    suggested.show(article)
    return suggested


def test_hidden_until_something_is_marked(reading, hidden):
    told = heard(reading, hidden)
    assert waiting(hidden) == []
    press(reading, Key.Key_R)
    assert (waiting(hidden), told) == ([], [HIDDEN_YET])
    hidden.select(36, 45)
    press(reading, Key.Key_2)
    press(reading, Key.Key_R)
    assert len(waiting(hidden)) == 3, "what was marked is not suggested beside it"


def test_where_they_are_hidden_nothing_else_is_said_of_them(qtbot, reading, hidden):
    bar = StatusBar(hidden, run=print)
    qtbot.addWidget(bar)
    told = heard(reading, hidden)
    press(reading, Key.Key_Tab)
    assert told == [HIDDEN_YET]
    hidden.select(36, 45)
    qtbot.waitUntil(lambda: bar.suggestions.text() == HIDDEN_YET[:-1])
    press(reading, Key.Key_2)
    qtbot.waitUntil(lambda: bar.suggestions.text() == HIDDEN[:-1])
    press(reading, Key.Key_R)
    qtbot.waitUntil(lambda: bar.suggestions.text() == "3 suggestions waiting")


def test_who_hides_them_does_so_at_once_and_the_reverse(keeper, reading, suggested):
    press(reading, Key.Key_Tab)
    suggested.change_settings(suggest_after=True)
    assert (waiting(suggested), suggested.span) == ([], None)
    suggested.change_settings(suggest_after=False)
    assert len(waiting(suggested)) == 4
