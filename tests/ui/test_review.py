"""The Review workspace by keys: the queue, verdicts that move on, fixes, and whole articles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from model import articles, comments, decisions, figures, links, people, readings, spans
from model.project import create as make
from tests.ui.reviews import BODY, OTHER, add, open_window, press, read, review
from ui import arrangement, corpus_figures, jobs

Key = Qt.Key
CTRL, SHIFT, ALT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                    Qt.KeyboardModifier.AltModifier)  # fmt: skip
APPROVE = (Key.Key_Return, CTRL)


@pytest.fixture(scope="module")
def window(qapp):
    """One window for all tests: it takes long to make."""
    with open_window() as made:
        yield made


@pytest.fixture
def store(window, tmp_path):
    """A new project in the window, in which Annotate is shown."""
    path = tmp_path / "desk.attesta"
    make(path, person="Ana").close()
    window.show_workspace("annotate")
    window.projects.open(path)
    window.activateWindow()
    QApplication.processEvents()
    yield window.desk.project
    window.projects.close()
    for message in [*window.messages.shown]:
        window.messages.close_one(message)


@pytest.fixture
def alone(window, store):
    """Ana's claim, figure and actor, and two spans in another article; Dora reviews."""
    first, second = add(store, "First"), add(store, "Second", OTHER)
    ids = read(
        store, first, "Ana", ("45,000 troops fought near Kursk", "claim"),
        ("45,000 troops", "figure"), ("Kyiv", "actor"), ties=[(0, 1), (0, 2)],
    )  # fmt: skip
    more = read(store, second, "Ana", ("Prague", "actor"), ("12 drones", "figure"))
    review(window)
    return first, second, ids, more


def chosen(window):
    span = window.desk.span
    return span.quote if span else ""


def verdicts(store, article):
    return {spans.one(store, id_).quote: one.verdict
            for id_, one in decisions.of_article(store, article).items()}  # fmt: skip


def rows(window):
    listed = window.workspaces.page.queue.list.model()
    return [listed.index(row).data() for row in range(listed.rowCount())]


def test_verdicts_by_key_move_on_by_themselves(window, store, alone):
    first, *_ = alone
    assert rows(window)[:3] == ["Kyiv", "45,000 troops fought near Kursk", "45,000 troops"]
    assert chosen(window) == "Kyiv"
    press(Key.Key_A)
    assert chosen(window) == "45,000 troops fought near Kursk"
    press(Key.Key_X, Key.Key_2)
    assert chosen(window) == "45,000 troops"
    assert verdicts(store, first) == {
        "Kyiv": "agreed", "45,000 troops fought near Kursk": "rejected",
    }  # fmt: skip
    reason = next(one.reason for one in decisions.of_article(store, first).values() if one.reason)
    assert reason == "wrong label"
    assert window.workspaces.page.queue.count.text() == "3 spans left · 2 decided"


def test_undo_brings_the_span_back_that_was_decided(window, store, alone):
    press(Key.Key_A, Key.Key_U)
    assert chosen(window) == "Kyiv"
    assert decisions.of_article(store, alone[0]) == {}
    press((Key.Key_U, SHIFT))
    assert verdicts(store, alone[0]) == {"Kyiv": "agreed"}


def test_a_fix_is_the_reviewers_copy_and_enter_goes_on(window, store, alone):
    first, _, (claim, *_), _ = alone
    press(Key.Key_N)
    press(Key.Key_F, Key.Key_BracketRight, Key.Key_Left, Key.Key_Left, Key.Key_Escape)
    assert window.reading.hint.isVisible()
    press(Key.Key_Return)
    decision = decisions.of_article(store, first)[claim]
    made = spans.one(store, decision.result)
    assert (decision.verdict, made.quote) == ("fixed", "45,000 troops fought")
    assert spans.one(store, claim).quote == "45,000 troops fought near Kursk"
    assert chosen(window) == "45,000 troops"
    press(Key.Key_4, Key.Key_Return)
    assert verdicts(store, first)["45,000 troops"] == "fixed"
    press(Key.Key_P)
    assert "label: figure → verified" in window.workspaces.page.panel.changes.text()


def test_moving_an_edge_in_a_review_is_taken_back_at_once(window, store, alone):
    first, _, (claim, *_), _ = alone
    press(Key.Key_N, Key.Key_F, Key.Key_BracketRight, Key.Key_Left, Key.Key_Left)
    assert chosen(window) == "45,000 troops fought"
    press(Key.Key_Escape, Key.Key_U)
    assert claim not in decisions.of_article(store, first)
    assert chosen(window) == "45,000 troops fought near Kursk"


def test_an_edge_passes_over_what_the_reviewer_has_there_already(window, store):
    article = add(store, "First")
    long, short = read(
        store, article, "Ana", ("45,000 troops fought near", "claim"),
        ("45,000 troops fought", "claim"),
    )  # fmt: skip
    review(window)
    press(Key.Key_A, Key.Key_A)
    decided = decisions.of_article(store, article)
    window.desk.choose(decided[long].result)
    window.reading.reader.setFocus()
    press(Key.Key_BracketRight, Key.Key_Left)
    assert chosen(window) == "45,000 troops"
    kept = [spans.one(store, decided[one].result).quote for one in (long, short)]
    assert kept == ["45,000 troops", "45,000 troops fought"]


def test_fields_and_links_are_fixed_through_the_inspector(window, store, alone):
    first, _, (claim, figure, _), _ = alone
    press(Key.Key_N, Key.Key_N, Key.Key_F, Key.Key_F)
    value = QApplication.focusWidget()
    assert value.accessibleName() == "Value"
    value.setText("46000")
    press(Key.Key_Return, Key.Key_Return)
    made = decisions.of_article(store, first)[figure].result
    assert spans.one(store, made).attributes["value"] == 46000
    assert spans.one(store, figure).attributes.get("value") != 46000
    window.desk.case.look(claim)
    window.inspector.refresh()
    window.inspector.span.links.untie()
    results = {id_: one.result for id_, one in decisions.of_article(store, first).items()}
    mine = [one for one in links.of_article(store, first) if one.head == results[claim]]
    assert len(mine) == 1
    assert decisions.of_article(store, first)[claim].verdict == "fixed"


def test_an_article_is_approved_once_all_is_decided(window, store, alone):
    first, second, *_ = alone
    press(APPROVE)
    assert articles.one(store, first).state == "submitted"
    assert "3 spans left" in window.messages.shown[0].text.text()
    press((Key.Key_A, SHIFT))
    assert chosen(window) == ""
    assert "Approve it" in window.workspaces.page.panel.article.said.text()
    press(APPROVE)
    assert articles.one(store, first).state == "approved"
    assert {span.quote for span in readings.gold(store, first)} == {
        "Kyiv", "45,000 troops", "45,000 troops fought near Kursk",
    }  # fmt: skip
    assert window.desk.article_id == second
    press((Key.Key_Z, CTRL))
    assert articles.one(store, first).state == "submitted"


def test_what_was_missed_is_added_and_can_be_taken_back(window, store, alone):
    first, *_ = alone
    window.desk.select(BODY.index("Moscow"), BODY.index("Moscow") + 6)
    press(Key.Key_3)
    added = window.desk.span
    assert (added.quote, added.role, added.sources) == ("Moscow", "curator", ())
    assert articles.one(store, first).state == "submitted"
    press(Key.Key_O)
    assert spans.one(store, added.id) is None


def test_an_article_is_returned_with_a_message(window, store, alone):
    first, second, *_ = alone
    press(Key.Key_R)
    press(Key.Key_Return)
    assert "Type what you want to say" in window.messages.shown[0].text.text()
    assert articles.one(store, first).state == "submitted"
    QApplication.focusWidget().setPlainText("The cue is missing.")
    press(Key.Key_Return)
    assert articles.one(store, first).state == "returned"
    assert [one.text for one in comments.of_article(store, first)] == ["The cue is missing."]
    assert window.desk.article_id == second
    assert rows(window) == ["Prague", "12 drones"]
    press((Key.Key_Z, CTRL))
    assert articles.one(store, first).state == "submitted"
    assert window.desk.article_id == first
    assert chosen(window) == "Kyiv"


def test_a_returned_article_is_not_called_approved(window, store, alone):
    page = window.workspaces.page
    press((Key.Key_Q, SHIFT), Key.Key_N, Key.Key_R)
    QApplication.focusWidget().setPlainText("The cue is missing.")
    press(Key.Key_Return)
    assert page.queue.count.text() == "1 article left · 1 returned"
    listed = page.case.queue.pile_rows
    pile = listed.index(0).data(Qt.ItemDataRole.UserRole)
    assert page.queue._row.lines(pile).second.startswith("returned")  # noqa: SLF001


def test_a_comment_is_typed_and_stays_with_the_span(window, store, alone):
    first, _, (_, _, actor), _ = alone
    press(Key.Key_C)
    assert window.workspaces.page.panel.remarks.say.isVisible()
    for typed in (Key.Key_W, Key.Key_H, Key.Key_O):
        press(typed)
    press((Key.Key_Return, SHIFT))
    press(Key.Key_A)
    press(Key.Key_Return)
    (said,) = comments.of_article(store, first)
    assert (said.text, said.span_id, said.person_id) == (
        "who\na", actor, people.id_of("Dora"))  # fmt: skip
    assert chosen(window) == "Kyiv"
    press(Key.Key_A)
    assert verdicts(store, first) == {"Kyiv": "agreed"}


def test_the_empty_article_says_what_can_be_done_in_each_workspace(window, store):
    review(window)
    empty = window.reading.empty
    assert empty.isVisible()
    assert "N goes to the next" in empty.text()
    window.show_workspace("annotate")
    assert "Ctrl+I" in empty.text()


def test_an_answer_stands_below_what_it_answers(window, store, alone):
    first, _, (_, _, actor), _ = alone
    asked = comments.add(store, first, "Who exactly?", actor)
    comments.add(store, first, "Check the title.", actor)
    store.person = "Ana"
    comments.answer(store, asked, "The ministry.")
    store.person = "Dora"
    press(Key.Key_N, Key.Key_P)
    lines = window.workspaces.page.panel.remarks.findChildren(QLabel)
    said = [(line.text().partition(",")[0], line.indent()) for line in lines if line.isVisible()]
    assert [words for words, _ in said] == [
        "Dora", "Who exactly?", "Ana answered", "The ministry.", "Dora", "Check the title."
    ]  # fmt: skip
    assert [indent > 0 for _, indent in said] == [False, False, True, True, False, False]


def test_all_of_one_label_is_agreed_with_as_one_edit(window, store, alone):
    first, *_ = alone
    press(Key.Key_N, (Key.Key_A, ALT))
    assert verdicts(store, first) == {"45,000 troops fought near Kursk": "agreed"}
    press(Key.Key_U)
    assert verdicts(store, first) == {}


def test_what_was_agreed_with_is_told_with_its_number_label_and_whose_it_is(window, store, alone):
    for keys, said in (
        ((Key.Key_N, (Key.Key_A, ALT)), "Agreed with 1 span of “claim” by Ana."),
        (((Key.Key_A, SHIFT),), "Agreed with 2 spans by Ana."),
    ):
        press(*keys)
        assert said in [message.text.text() for message in window.messages.shown]
    press(Key.Key_U)
    assert verdicts(store, alone[0]) == {"45,000 troops fought near Kursk": "agreed"}


def test_a_row_of_the_queue_is_spoken_with_its_label_verdict_and_whose_it_is(window, store, alone):
    def spoken():
        listed = window.workspaces.page.queue.list.model()
        return [listed.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
                for row in range(listed.rowCount())]  # fmt: skip

    assert spoken()[0].startswith("actor: Kyiv; not decided yet; Ana, First, ")
    press(Key.Key_A, Key.Key_X, Key.Key_1)
    assert spoken()[0].startswith("actor: Kyiv; agreed; ")
    assert spoken()[1].startswith("claim: 45,000 troops fought near Kursk; rejected; ")
    press((Key.Key_Q, SHIFT))
    assert spoken()[0].startswith("First; 1 span left; ")


def test_the_filter_gives_the_keys_back_to_the_rows(window, store, alone, qtbot):
    queue = window.workspaces.page.queue
    queue.filtering.click()
    label = queue.filter.label
    label.setFocus()
    label.showPopup()
    qtbot.keyClick(label.view(), Key.Key_Down)
    qtbot.keyClick(label.view(), Key.Key_Return)
    qtbot.waitUntil(lambda: window.focusWidget() is queue.list)
    assert label.currentIndex() == 1
    assert len(rows(window)) == 1
    for key in (Key.Key_Return, Key.Key_Escape):
        queue.filter.share.setFocus()
        qtbot.keyClick(queue.filter.share, key)
        assert window.focusWidget() is queue.list
    queue.filtering.click()


def test_filter_and_order_change_the_list_and_say_what_is_left(window, store, alone):
    page = window.workspaces.page
    queue = page.queue
    queue.filtering.click()
    queue.filter.label.setCurrentIndex(queue.filter.label.findText("figure"))
    queue.filter.changed.emit()
    assert rows(window) == ["45,000 troops", "12 drones"]
    assert queue.count.text() == "2 spans left · filtered"
    assert chosen(window) == "45,000 troops", "what is under review is what the list shows"
    queue.filter.person.setCurrentIndex(queue.filter.person.findData("me"))
    store.person = "Ana"
    queue.filter.changed.emit()
    assert queue.empty.isVisible()
    assert "fits the filter" in queue.empty.text()
    queue.filter.clear.click()
    assert len(rows(window)) == 5
    assert queue.count.text() == "5 spans left"
    assert queue.filter.person.currentText() == "Everybody"


def test_nothing_in_the_decision_is_cut_at_its_right_edge(window, store, alone, qtbot):
    area = window.workspaces.page.panel._scroll  # noqa: SLF001
    for key in (Key.Key_N, Key.Key_X, Key.Key_Escape, Key.Key_R):
        press(key)
        QApplication.processEvents()  # where a bar has come, there is less room now
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()
        qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width())
    press(Key.Key_Escape)


def test_letters_typed_into_a_choice_are_no_verdicts(window, store, alone):
    queue = window.workspaces.page.queue
    queue.order.setFocus()
    press(Key.Key_A)
    assert decisions.of_article(store, alone[0]) == {}


def test_letters_typed_into_an_open_list_are_no_verdicts(window, store, alone, qtbot):
    order = window.workspaces.page.queue.order
    order.setFocus()
    order.showPopup()
    qtbot.keyClick(order.view(), Key.Key_A)
    order.hidePopup()
    assert decisions.of_article(store, alone[0]) == {}
    window.focus_pane("reader")
    press(Key.Key_A)
    assert decisions.of_article(store, alone[0]) != {}


def test_a_letter_in_an_open_list_goes_to_the_entry_that_begins_with_it(
    window, store, alone, qtbot
):
    queue = window.workspaces.page.queue
    order = queue.order
    order.setFocus()
    order.showPopup()
    for key, entry in ((Key.Key_C, "Contradictions"), (Key.Key_U, "Unverified figures")):
        order.view().keyboardSearch("")
        qtbot.keyClick(order.view(), key)
        assert order.view().currentIndex().data() == entry
    qtbot.keyClick(order.view(), Key.Key_Return)
    assert window.desk.case.queue.order == "figures"
    label = window.inspector.span.label
    window.desk.case.go_to_row(alone[2][1])
    label.setFocus()
    label.showPopup()
    qtbot.keyClick(label.view(), Key.Key_A)
    qtbot.keyClick(label.view(), Key.Key_Return)
    QApplication.processEvents()
    decided = decisions.of_article(store, alone[0])[alone[2][1]]
    assert decided.verdict == "fixed"
    assert window.desk.labels[spans.one(store, decided.result).label_id].name == "actor"


def test_an_empty_article_waits_among_the_articles(window, store):
    article = add(store, "Nothing in it")
    read(store, article, "Ana")
    review(window)
    assert rows(window) == []
    assert "Nothing waits" in window.workspaces.page.queue.empty.text()
    press((Key.Key_Q, SHIFT))
    assert rows(window) == ["Nothing in it"]
    press(Key.Key_N)
    assert window.desk.article_id == article
    press(APPROVE)
    assert articles.one(store, article).state == "approved"


def test_the_place_in_the_queue_survives_a_restart(window, store, alone):
    first, second, *_ = alone
    press(Key.Key_N, Key.Key_N, Key.Key_A)
    queue = window.workspaces.page.queue
    queue.order.setCurrentIndex(queue.order.findData("oldest"))
    queue.order.activated.emit(queue.order.currentIndex())
    at = chosen(window)
    arrangement.save(window)
    path = store.path
    window.projects.close()
    with open_window() as again:
        again.projects.open(path)
        again.desk.project.person = "Dora"
        QApplication.processEvents()
        assert again.workspaces.shown == "review"
        assert again.workspaces.page.queue.order.currentData() == "oldest"
        assert chosen(again) == at != ""


def test_the_article_goes_with_the_reviewer_and_comes_back(window, store, alone):
    page = window.workspaces.page
    assert page.slots["reading"].isAncestorOf(window.reading)
    press((Key.Key_1, CTRL))
    assert window.annotate.isAncestorOf(window.reading)
    assert window.annotate.isAncestorOf(window.inspector)
    assert not window.desk.reviewing
    press((Key.Key_2, CTRL))
    assert page.isAncestorOf(window.reading)
    assert window.reading.reader.hasFocus()


@pytest.mark.parametrize("name", ["queue", "decision", "inspector"])
def test_every_part_is_named_and_reached(window, alone, name):
    seen = set()
    for _ in range(6):
        press(Key.Key_F6)
        seen.add(QApplication.focusWidget().accessibleName())
    wanted = {"queue": "What waits for review", "decision": "Agree", "inspector": "Label"}
    assert wanted[name] in seen


@pytest.mark.parametrize("room", [jobs.QUICK, 0], ids=["here", "in a process beside"])
def test_contradictions_come_first_when_the_figures_have_been_compared(
    window, store, alone, qtbot, monkeypatch, room
):
    monkeypatch.setattr("ui.jobs.QUICK", room)
    for killed in (14, 19):
        text = f"The flood in Lindau killed {killed} people, police said."
        article = add(store, f"Flood {killed}", text)
        words = f"{killed} people"
        read(store, article, "Ana", (words, "figure", figures.attributes(words)))
    review(window)
    queue = window.workspaces.page.queue
    queue.renewing.click()
    assert rows(window)[-2:] == ["14 people", "19 people"]
    queue.order.setCurrentIndex(queue.order.findData("contradictions"))
    queue.order.activated.emit(queue.order.currentIndex())
    assert ("comparing" in queue.count.text()) is (room == 0)
    qtbot.waitUntil(lambda: rows(window)[:2] == ["14 people", "19 people"], timeout=60_000)
    assert "comparing" not in queue.count.text()
    assert chosen(window) == "14 people"
    press(Key.Key_A)
    before = rows(window)
    qtbot.wait(corpus_figures.PAUSE + 300)
    qtbot.waitUntil(lambda: "comparing" not in queue.count.text(), timeout=60_000)
    assert rows(window) == before, "a list in which something is decided does not jump"
