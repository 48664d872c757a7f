"""Concordance and consistency in the window: found by keys, ticked, changed at one stroke."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model import articles, bulk, labels, parts, project, spans
from model.drafts import Draft
from ui import places_order
from ui.concordance import Concordance
from ui.consistency import Consistency
from ui.jobs import Jobs

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEXTS = (
    "Kyiv said 45,000 troops fought. KYIV denied it.",
    "Officials in Kyiv spoke.",
    "Moscow spoke of Kyivan Rus.",
)


@pytest.fixture
def words(desk):
    """A desk on three short articles, nothing marked."""
    desk.open(project.in_memory())
    articles.add(desk.project, [Draft(text, f"Nr {n}") for n, text in enumerate(TEXTS)])
    return desk


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(1000, 500)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.focus_first()
    return widget


@pytest.fixture
def kwic(qtbot, words):
    return shown(qtbot, Concordance(words))


def look(qtbot, kwic, text):
    kwic.form.text.clear()
    qtbot.keyClicks(kwic.form.text, text)
    qtbot.keyClick(kwic.form.text, Key.Key_Return)
    qtbot.waitUntil(lambda: not kwic.work.running)


def cells(view, column):
    at = next(n for n, one in enumerate(view.model.columns, 1) if one.key == column)
    return [view.model.index(row, at).data() for row in range(view.model.rowCount())]


def marked(desk):
    return sorted(
        (span.quote, desk.labels[span.label_id].name)
        for one in articles.every(desk.project)
        for span in spans.of_article(desk.project, one.id)
    )


def test_words_are_found_in_context_and_counted(kwic, qtbot):
    look(qtbot, kwic, "kyiv")
    assert cells(kwic, "words") == ["Kyiv", "KYIV", "Kyiv"]
    assert cells(kwic, "before")[2] == "Officials in "
    assert kwic.said.text() == "3 places in 2 articles."
    kwic.form.whole.click()
    qtbot.waitUntil(lambda: len(kwic.model.rows) == 4)


def test_typing_alone_begins_the_search(kwic, qtbot):
    qtbot.keyClicks(kwic.form.text, "Moscow")
    qtbot.waitUntil(lambda: cells(kwic, "words") == ["Moscow"])


def test_keys_alone_tick_label_and_take_back(kwic, words, qtbot):
    look(qtbot, kwic, "kyiv")
    qtbot.keyClick(kwic.form.text, Key.Key_Return)
    assert QApplication.focusWidget() is kwic.table
    for key in (Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Space, Key.Key_3):
        qtbot.keyClick(kwic.table, key)
    assert marked(words) == [("Kyiv", "actor")] * 2
    qtbot.waitUntil(lambda: cells(kwic, "label") == ["actor", "", "actor"])
    assert len(words.project.history.done) == 2
    qtbot.keyClick(kwic.table, Key.Key_Delete)
    assert marked(words) == []
    words.project.undo()
    qtbot.waitUntil(lambda: cells(kwic, "label") == ["actor", "", "actor"])


def test_all_ticked_suggestions_are_accepted(kwic, words, qtbot):
    actor = labels.named(words.project, "actor").id
    first = articles.first(words.project)
    spans.mark_all(
        words.project, first,
        [spans.NewSpan(at, at + 4, actor, state="suggested", origin="rule:a@1") for at in (0, 32)],
        "Suggest",
    )  # fmt: skip
    look(qtbot, kwic, "kyiv")
    assert cells(kwic, "label") == ["actor (suggested)"] * 2 + [""]
    kwic.table.go_first()
    qtbot.keyClick(kwic.table, Key.Key_A, CTRL)
    qtbot.keyClick(kwic.table, Key.Key_Space)
    qtbot.keyClick(kwic.table, Key.Key_A)
    assert {s.state for s in spans.of_article(words.project, first)} == {"accepted"}
    assert words.project.history.done[-1].title == "Accept 2 suggestions"


def test_relabelling_touches_what_the_search_was_for(kwic, words, qtbot):
    hits = [(articles.first(words.project), 0, 4)]
    for name in ("actor", "claim"):
        bulk.label(words.project, hits, labels.named(words.project, name).id)
    kwic.form.show_labels()
    kwic.form.label.setCurrentIndex(kwic.form.label.findText("claim"))
    look(qtbot, kwic, "kyiv")
    kwic.model.tick_all(True)
    kwic.bar.label.setCurrentIndex(kwic.bar.label.findText("verified  4"))
    kwic.relabel()
    assert marked(words) == [("Kyiv", "actor"), ("Kyiv", "verified")]


def test_a_pattern_that_is_none_is_said_and_nothing_is_lost(kwic, qtbot):
    kwic.form.pattern.click()
    look(qtbot, kwic, "(")
    assert "no regular expression" in kwic.said.text()
    look(qtbot, kwic, "[kK]y.v")
    assert len(kwic.model.rows) == 3


def test_a_place_of_an_error_is_told_in_the_words_that_were_typed(kwic, qtbot):
    kwic.form.pattern.click()
    look(qtbot, kwic, "ab(c")
    assert "position 4" in kwic.said.text()


def test_escape_goes_back_to_the_words_and_enter_to_the_places(kwic, qtbot):
    look(qtbot, kwic, "kyiv")
    qtbot.keyClick(kwic.form.text, Key.Key_Return)
    qtbot.keyClick(kwic.table, Key.Key_Escape)
    assert QApplication.focusWidget() is kwic.form.text
    assert kwic.form.text.selectedText() == "kyiv"


def test_enter_presses_the_button_that_has_the_keys(kwic, words, qtbot):
    kwic.form.text.setText("kyiv")
    kwic.form.button.setFocus()
    qtbot.keyClick(kwic.form.button, Key.Key_Return)
    qtbot.waitUntil(lambda: len(kwic.model.rows) == 3)
    everything = kwic.bar.layout().itemAt(0).widget()
    everything.setFocus()
    qtbot.keyClick(everything, Key.Key_Return)
    assert kwic.model.many_chosen == 3


def test_what_can_be_done_with_places_shows_with_them(kwic, qtbot):
    assert not kwic.bar.isVisible()
    look(qtbot, kwic, "kyiv")
    assert kwic.bar.isVisible()
    look(qtbot, kwic, "Oslo")
    assert not kwic.bar.isVisible()
    assert "fewer or other words" in kwic.empty.text()
    kwic.form.state.setCurrentIndex(kwic.form.state.findText("Rejected"))
    look(qtbot, kwic, "kyiv")
    assert "another state" in kwic.empty.text()


def test_articles_that_a_pattern_takes_too_long_on_are_named_and_counted(
    kwic, words, qtbot, monkeypatch
):
    monkeypatch.setattr("model.concordance.PATIENCE", 0.2)
    articles.add(words.project, [Draft(f"{n} {'a' * 4000}!", f"Long {n}") for n in range(9)])
    kwic.form.pattern.click()
    look(qtbot, kwic, "(a|aa|aaa)+[;@]{3}")
    assert "left out: Long 0, Long 1, Long 2 and " in kwic.said.text()
    assert "simpler" in kwic.empty.text()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Escape])
def test_a_search_is_stopped_and_what_it_has_found_stays(kwic, words, qtbot, monkeypatch, key):
    monkeypatch.setattr("model.concordance.STEP", 0)
    articles.add(words.project, [Draft(f"Kyiv, day {n}.", f"Day {n}") for n in range(400)])
    stops = kwic.form.button if key == Key.Key_Space else kwic.form.text
    with qtbot.waitSignal(kwic.work.said):
        kwic.form.look_for("kyiv")
        assert kwic.form.button.text() == "Stop"
    qtbot.keyClick(stops, key)
    found = len(kwic.model.rows)
    assert (kwic.work.running, kwic.form.button.text()) == (False, "Search")
    assert 0 < found < 403
    assert kwic.said.text().startswith(f"{found} place")
    assert re.search(r", stopped after \d+ of 403 articles\.$", kwic.said.text())
    assert kwic.bar.isVisible()
    qtbot.keyClick(kwic.form.button, Key.Key_Space)
    qtbot.waitUntil(lambda: kwic.said.text() == "403 places in 402 articles.")


def test_a_search_that_is_stopped_before_it_finds_anything_says_so(kwic, qtbot):
    kwic.form.look_for("kyiv")
    qtbot.keyClick(kwic.form.text, Key.Key_Escape)
    assert "stopped before" in kwic.empty.text()
    assert kwic.said.text() == "0 places in 0 articles, stopped at once."


def test_all_columns_of_places_fit_into_half_a_small_screen(kwic, qtbot):
    look(qtbot, kwic, "kyiv")
    header = kwic.table.horizontalHeader()
    for wide in (650, 1330):
        kwic.table.setFixedWidth(wide)
        qtbot.waitUntil(lambda wide=wide: kwic.table.viewport().width() > wide - 40)
        assert wide - 60 < header.length() <= kwic.table.viewport().width()


def test_long_names_of_labels_do_not_widen_what_is_done_with_places(kwic, words, qtbot):
    name = "a name of a label that is rather long"
    labels.change(words.project, labels.every(words.project)[0].id, name=name)
    look(qtbot, kwic, "kyiv")
    assert kwic.bar.label.itemText(0).startswith(name)
    kwic.resize(683, 500)
    qtbot.waitUntil(lambda: kwic.width() == 683)
    for button in kwic.bar.acts:
        assert button.visibleRegion().boundingRect() == button.rect()


def test_labels_that_several_people_gave_are_counted(kwic, words, qtbot):
    first = articles.first(words.project)
    for person in ("Ana", "Ben"):
        words.project.person = person
        spans.mark(words.project, first, 0, 4, labels.named(words.project, "actor").id)
        articles.submit(words.project, first)
    words.project.person = "Dora"
    look(qtbot, kwic, "kyiv")
    assert cells(kwic, "label") == ["actor ×2", "", ""]
    spoken = [kwic.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 2)]
    assert spoken == ["Kyiv said 45,000 troops fought. KYIV denied; Label: actor ×2; Article: Nr 0",
                      "Officials in Kyiv spoke.; Label: nothing; Article: Nr 1"]  # fmt: skip


def test_sorting_by_what_comes_before_reads_backwards(kwic, qtbot):
    look(qtbot, kwic, "spoke")
    kwic.model.toggle([0])
    kwic.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert cells(kwic, "before") == ["Moscow ", "Officials in Kyiv "]
    assert [row.hit.article for row in kwic.model.chosen] == ["Nr 1"]


def all_in_order(view, descending=False):
    """Whether the rows stand by what comes before them, and equal ones as they were found."""
    key = [row.hit.before.casefold().rstrip()[::-1] for row in view.model.rows]
    found = [(row.hit.article, row.hit.start) for row in view.model.rows]
    numbered = [(int(title.split()[1]), start) for title, start in found]
    pairs = list(zip(key, numbered, strict=True))
    return pairs == sorted(sorted(pairs, key=lambda one: one[1]), key=lambda one: one[0],
                           reverse=descending)  # fmt: skip


@pytest.fixture
def many_places(kwic, words, qtbot, monkeypatch):
    """Some thousand places of one word, each step of sorting as short as it can be."""
    monkeypatch.setattr(places_order, "SPELL", 0)
    kinds = ("Near", "In", "Of", "near", "By the lake of")
    texts = [" ".join(f"{kinds[(n * 7 + at) % 5]} Kyiv." for at in range(30)) for n in range(90)]
    new = [Draft(f"{n}: {text}", f"Nr {n}") for n, text in enumerate(texts, 10)]
    articles.add(words.project, new)
    look(qtbot, kwic, "kyiv")
    assert len(kwic.model.rows) == 2_703
    return kwic


def test_many_places_are_sorted_in_steps_with_ticks_and_keys_where_they_were(many_places, qtbot):
    view = many_places
    view.table.setCurrentIndex(view.model.index(1_500, 2))
    view.table.selectRow(1_500)
    view.model.toggle([1_500])
    place = current(view)
    view.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert view.model.sorting
    assert current(view) == place
    qtbot.waitUntil(lambda: not view.model.sorting)
    assert all_in_order(view)
    assert current(view) == view.model.chosen[0].place == place
    view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: not view.model.sorting)
    assert all_in_order(view, descending=True)
    assert current(view) == place


def test_an_article_that_goes_while_its_places_are_sorted_is_left_out(many_places, words, qtbot):
    view = many_places
    view.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    articles.remove(words.project, view.model.rows[100].hit.article_id)
    qtbot.waitUntil(lambda: not view.model.sorting)
    assert len(view.model.rows) == 2_673
    assert all_in_order(view)


def test_what_is_found_next_stands_in_the_order_of_the_head(kwic, qtbot):
    kwic.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    look(qtbot, kwic, "spoke")
    qtbot.waitUntil(lambda: not kwic.model.sorting)
    assert cells(kwic, "before") == ["Moscow ", "Officials in Kyiv "]


def test_enter_leads_to_the_place(kwic, qtbot):
    look(qtbot, kwic, "moscow")
    kwic.table.go_first()
    with qtbot.waitSignal(kwic.place_wanted) as told:
        qtbot.keyClick(kwic.table, Key.Key_Return)
    assert told.args[1:] == [0, 6]


def test_an_article_that_is_removed_takes_its_places_along(kwic, words, qtbot):
    look(qtbot, kwic, "kyiv")
    articles.remove(words.project, articles.first(words.project))
    assert cells(kwic, "article") == ["Nr 1"]


def test_odd_places_are_walked_and_settled_by_keys(words, qtbot):
    every = [one.id for one in articles.every(words.project)]
    actor = labels.named(words.project, "actor").id
    bulk.label(words.project, [(every[0], 0, 4), (every[0], 32, 36)], actor)
    articles.submit(words.project, every[1])
    view = shown(qtbot, Consistency(words, Jobs(words)))
    qtbot.keyClick(view.button, Key.Key_Space)
    qtbot.waitUntil(lambda: not view.work.running)
    assert (cells(view, "usual"), cells(view, "label")) == (["actor, 2 of 3"], ["no label"])
    qtbot.keyClick(view.table, Key.Key_Space)
    with qtbot.waitSignal(words.told) as told:
        qtbot.keyClick(view.bar.acts[0], Key.Key_Space)
    assert "1 article that you have finished stayed as they are" in told.args[0].text
    assert len(marked(words)) == 2
    articles.reopen(words.project, every[1])
    qtbot.keyClick(view.table, Key.Key_Space)
    qtbot.keyClick(view.bar.acts[0], Key.Key_Space)
    assert marked(words) == [("KYIV", "actor"), ("Kyiv", "actor"), ("Kyiv", "actor")]
    assert QApplication.focusWidget() is view.table
    qtbot.waitUntil(lambda: cells(view, "label") == ["actor"])
    view.check()
    qtbot.waitUntil(lambda: not view.work.running)
    assert view.model.rows == []
    assert "alike everywhere" in view.empty.text()


@pytest.fixture
def odd(qtbot, words):
    """The check of a project where Kyiv is an actor in two of three places, Moscow twice two
    things and once none."""
    every = [one.id for one in articles.every(words.project)]
    actor, claim = (labels.named(words.project, name).id for name in ("actor", "claim"))
    bulk.label(words.project, [(every[0], 0, 4), (every[0], 32, 36), (every[2], 0, 6)], actor)
    bulk.label(words.project, [(every[2], 0, 6)], claim)
    more = articles.add(words.project, [Draft("Moscow and Moscow.", "Nr 3")]).new[0]
    bulk.label(words.project, [(more, 0, 6)], actor)
    bulk.label(words.project, [(more, 0, 6)], claim)
    spans.mark(words.project, every[1], 0, 9, actor)
    view = shown(qtbot, Consistency(words, Jobs(words)))
    qtbot.keyClick(view.button, Key.Key_Return)
    qtbot.waitUntil(lambda: not view.work.running)
    assert cells(view, "words") == ["Kyiv", "Moscow"]
    return view


def test_a_gives_the_usual_label_and_escape_goes_back_to_the_check(odd, words, qtbot):
    for key in (Key.Key_Space, Key.Key_A):
        qtbot.keyClick(odd.table, key)
    assert marked(words).count(("Kyiv", "actor")) == 2
    qtbot.keyClick(odd.table, Key.Key_Escape)
    assert QApplication.focusWidget() is odd.button


def test_where_words_usually_have_several_labels_it_asks_for_one(odd, words, qtbot):
    before = marked(words)
    for key in (Key.Key_Down, Key.Key_Space):
        qtbot.keyClick(odd.table, key)
    with qtbot.waitSignal(words.told) as told:
        qtbot.keyClick(odd.table, Key.Key_A)
    assert "several labels" in told.args[0].text
    assert marked(words) == before


def current(view):
    return view.model.rows[view.table.currentIndex().row()].place


def test_a_large_edit_leaves_places_ticks_and_the_row_that_the_keys_are_on(
    kwic, words, qtbot, monkeypatch
):
    look(qtbot, kwic, "kyiv")
    kwic.table.go_first()
    kwic.model.tick_all(True)
    qtbot.keyClick(kwic.table, Key.Key_Down)
    place = current(kwic)
    monkeypatch.setattr(parts, "LARGE", 2)
    qtbot.keyClick(kwic.table, Key.Key_3)
    qtbot.waitUntil(lambda: cells(kwic, "label") == ["actor"] * 3)
    assert (kwic.model.many_chosen, current(kwic)) == (3, place)
    assert kwic.table.isVisible()
    words.project.undo()
    qtbot.waitUntil(lambda: cells(kwic, "label") == [""] * 3)
    assert (kwic.model.many_chosen, current(kwic)) == (3, place)


def test_articles_that_a_large_edit_takes_away_take_their_places_along(kwic, words, monkeypatch,
                                                                       qtbot):  # fmt: skip
    monkeypatch.setattr(parts, "LARGE", 2)
    more = [Draft(f"Kyiv {n}.", f"More {n}") for n in range(4)]
    articles.add(words.project, more)
    look(qtbot, kwic, "kyiv")
    kwic.model.tick_all(True)
    words.project.undo()
    assert cells(kwic, "article") == ["Nr 0", "Nr 0", "Nr 1"]
    assert kwic.bar.chosen.text() == "3 places ticked"


def test_another_project_empties_the_list(kwic, words, qtbot):
    look(qtbot, kwic, "kyiv")
    kwic.model.tick_all(True)
    words.open(project.in_memory())
    qtbot.waitUntil(lambda: not kwic.work.running)
    assert (kwic.model.rows, kwic.model.many_chosen) == ([], 0)


def odd_ones(qtbot, words):
    """The check on the three articles, where “Kyiv” carries no label at one place of three."""
    every = [one.id for one in articles.every(words.project)]
    actor = labels.named(words.project, "actor").id
    bulk.label(words.project, [(every[0], 0, 4), (every[0], 32, 36)], actor)
    bulk.label(words.project, [(every[1], 13, 19)], labels.named(words.project, "claim").id)
    view = shown(qtbot, Consistency(words, Jobs(words)))
    qtbot.keyClick(view.button, Key.Key_Space)
    qtbot.waitUntil(lambda: not view.work.running, timeout=30_000)
    assert cells(view, "label") == ["no label"]
    return view


def test_odd_places_stay_listed_after_a_large_edit(words, qtbot, monkeypatch):
    view = odd_ones(qtbot, words)
    assert view.said.text() == "1 odd place of 1 phrase."
    qtbot.keyClick(view.table, Key.Key_Space)
    monkeypatch.setattr(parts, "LARGE", 1)
    qtbot.keyClick(view.table, Key.Key_3)
    qtbot.waitUntil(lambda: cells(view, "label") == ["actor"])
    assert view.table.isVisible()
    assert view.said.text().endswith("The project has changed since they were counted.")
    view.check()
    qtbot.waitUntil(lambda: not view.work.running)
    assert view.model.rows == []
    assert view.said.text() == ""


def test_what_was_settled_stays_so_in_the_list_of_another_kind(words, qtbot):
    view = odd_ones(qtbot, words)
    qtbot.keyClick(view.table, Key.Key_Space)
    qtbot.keyClick(view.table, Key.Key_3)
    view.kind.setCurrentIndex(2)
    view.kind.activated.emit(2)
    qtbot.waitUntil(lambda: cells(view, "label") == ["actor"])


def test_a_stopped_check_leaves_what_was_found(words, qtbot):
    view = odd_ones(qtbot, words)
    qtbot.keyClick(view.button, Key.Key_Space)
    assert (view.button.text(), view.work.running) == ("Stop", True)
    assert view.said.text() == "Comparing… 0 %"
    qtbot.keyClick(view.button, Key.Key_Space)
    assert (view.button.text(), view.work.running) == ("Check again", False)
    assert (cells(view, "label"), view.said.text()) == (["no label"], "1 odd place of 1 phrase.")


@pytest.fixture
def large(qtbot, desk, tmp_path, monkeypatch):
    """A desk on a file that counts as large: a process beside the window looks through it."""
    monkeypatch.setattr("ui.jobs.QUICK", 0)
    desk.open(project.create(tmp_path / "large.attesta", person="Ana"))
    articles.add(desk.project, [Draft(text, f"Nr {n}") for n, text in enumerate(TEXTS)])
    return desk


def test_a_large_project_is_checked_beside_the_window_as_it_was(large, qtbot):
    view = odd_ones(qtbot, large)
    assert (cells(view, "usual"), cells(view, "article")) == (["actor, 2 of 3"], ["Nr 1"])
    assert cells(view, "before") == ["Officials in "]
    view.check()
    assert view.work.is_beside
    place = articles.every(large.project)[1].id, 13, 17
    bulk.label(large.project, [place], labels.named(large.project, "claim").id)
    assert view.work.is_beside, "an edit does not begin it anew"
    qtbot.waitUntil(lambda: not view.work.running, timeout=30_000)
    qtbot.waitUntil(lambda: cells(view, "label") == ["claim"])
    assert view.said.text().endswith("The project has changed since they were counted.")


def test_an_article_that_goes_while_a_large_project_is_checked_is_not_listed(large, qtbot):
    view = odd_ones(qtbot, large)
    view.check()
    articles.remove(large.project, articles.every(large.project)[1].id)
    qtbot.waitUntil(lambda: not view.work.running, timeout=30_000)
    assert view.model.rows == []


def test_another_project_ends_a_check_beside_the_window(large, qtbot):
    view = odd_ones(qtbot, large)
    view.check()
    large.open(project.in_memory())
    assert (view.work.running, view.button.text()) == (False, "Check")
    assert (view.model.rows, view.said.text()) == ([], "")
