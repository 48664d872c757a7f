"""The claims pane: rows that follow the work, selection in step with the reader, keys, editing."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu

from model import articles, claims, labels, links, project, spans
from model.claims import ClaimFilter
from model.drafts import Draft
from model.records import VERDICTS
from tests import gold as gold_file
from ui.claims import ClaimsView
from ui.claims_columns import CLAIM, COLUMNS, KEYS, LEAST_CLAIM, of_themselves
from ui.claims_table import safe
from ui.theme import DARK, THEMES

LEAST_PANE = 473
"""Pixels of the table beside an article, in a window as it starts on a screen of 1366 x 768."""


class Frame:
    """Notes which pane is asked for."""

    def __init__(self):
        self.asked = []

    def focus_pane(self, name):
        self.asked.append(name)


@pytest.fixture
def view(qtbot, desk):
    made = ClaimsView(desk)
    made.set_theme(THEMES["light"])
    qtbot.addWidget(made)
    made.resize(460, 420)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def filled(view, marked):
    return view


def shown(view, row, key):
    return view.model.index(row, KEYS.index(key)).data()


def column(view, key):
    return [shown(view, row, key) for row in range(view.model.rowCount())]


def by_gold(desk, name):
    return next(span.id for span in desk.spans.values() if span.attributes.get("gold") == name)


def mark(desk, quote, name):
    start = desk.text.index(quote)
    label = labels.named(desk.project, name)
    return spans.mark(desk.project, desk.article_id, start, start + len(quote), label.id)


def press(qtbot, view, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(view.table, key, modifiers)


def click(qtbot, view, row, key="claim"):
    index = view.model.index(row, KEYS.index(key))
    where = view.table.visualRect(index).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def choose_in_menu(button, *path):
    """Trigger an entry of a button's menu, by the texts that lead to it."""
    menu = button.menu()
    menu.aboutToShow.emit()
    for text in path[:-1]:
        action = next(one for one in menu.actions() if one.text() == text)
        menu = action.menu()
    next(one for one in menu.actions() if one.text() == path[-1]).trigger()


# ---- what is shown


def test_a_row_a_claim(filled):
    assert filled.model.rowCount() == 25
    assert column(filled, "place")[:3] == ["1", "2", "3"]
    assert shown(filled, 0, "figures") == "≈ 45,000 people (some 45,000 troops)"
    assert shown(filled, 3, "actor") == "Washington"
    assert shown(filled, 3, "verified") == "confirmed (has confirmed)"
    assert "25 claims" in filled.header.search.placeholderText()


def test_a_claim_whose_verified_words_have_no_stance_says_so(filled, marked):
    span = next(one for one in marked.spans.values() if one.quote == "has confirmed")
    before = filled.grab().toImage()
    spans.set_attributes(marked.project, span.id, {"stance": None})
    assert shown(filled, 3, "verified") == "no stance (has confirmed)"
    cell = filled.model.index(3, KEYS.index("verified"))
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Verified: no stance (has confirmed)"
    assert filled.grab().toImage() != before


def test_the_first_columns_fit_the_pane(filled):
    visible = [key for at, key in enumerate(KEYS) if not filled.table.isColumnHidden(at)]
    assert visible == ["place", "claim", "actor", "figures", "verified"]
    for width in (430, 460, 560):
        filled.resize(width, 420)
        used = sum(filled.table.columnWidth(at) for at in range(len(KEYS)))
        assert used <= filled.table.viewport().width()


def test_in_a_narrow_pane_the_choice_of_scope_says_it_shorter_and_is_named_whole(qtbot, filled):
    header = filled.header
    for wide, words in ((255, ["Article", "Project"]), (700, ["This article", "Whole project"])):
        filled.resize(wide, 400)
        qtbot.wait(1)
        assert filled.width() == wide
        assert [header.article.text(), header.project.text()] == words
        assert header.article.accessibleName() == "This article"


def test_a_new_row_appears_as_the_claim_is_marked(view, sample):
    assert "Mark a claim: select its words and press 1." in view.empty.words.text()
    assert view.empty.isVisible()
    claim = mark(sample, "trying to increase their number", "claim")
    assert column(view, "claim") == ["trying to increase their number"]
    assert view.table.isVisible()
    actor = mark(sample, "Syrskiy wrote"[:7], "actor")
    links.add(sample.project, claim, [actor])
    assert column(view, "actor") == ["Syrskiy"]
    sample.project.undo()
    assert column(view, "actor") == [""]
    sample.project.undo()
    sample.project.undo()
    assert view.model.rowCount() == 0
    assert view.empty.isVisible()


def test_rows_follow_notes_labels_and_states(filled, marked):
    filled.table.show_column("note", True)
    spans.set_note(marked.project, by_gold(marked, "C2"), "ask again")
    assert shown(filled, 1, "note") == "ask again"
    spans.relabel(marked.project, by_gold(marked, "C1"), labels.named(marked.project, "actor").id)
    assert filled.model.rowCount() == 24
    articles.submit(marked.project, marked.article_id)
    assert set(column(filled, "state")) == {"submitted"}
    labels.change(marked.project, labels.named(marked.project, "claim").id, role="")
    assert filled.model.rowCount() == 0
    assert "Give one the role “claim”" in filled.empty.words.text()


def test_a_hidden_pane_catches_up_when_it_is_shown(filled, marked):
    filled.hide()
    spans.delete(marked.project, [by_gold(marked, "C1")])
    filled.show()
    assert filled.model.rowCount() == 24


def test_empty_states_say_what_to_do(view, desk):
    view.refresh()
    assert view.empty.words.text() == "No project is open."
    desk.open(project.in_memory())
    assert "No article is open. Choose one in the library." in view.empty.words.text()
    view.header.project.click()
    assert "anywhere in this project" in view.empty.words.text()
    key = labels.named(desk.project, "claim")
    labels.change(desk.project, key.id, key="7")
    assert "press 7" in view.empty.words.text()


def test_markup_in_a_claim_is_shown_as_it_is(view, desk):
    desk.open(project.in_memory())
    new = Draft(text="<b>bold</b> said 5 drones", title="<i>t</i>")
    desk.show(articles.add(desk.project, [new]).new[0])
    mark(desk, "<b>bold</b> said", "claim")
    assert shown(view, 0, "claim") == "<b>bold</b> said"
    tip = view.model.index(0, CLAIM).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold" in tip


# ---- selection both ways


def test_choosing_a_row_shows_the_claim(qtbot, filled, marked):
    click(qtbot, filled, 4)
    assert marked.chosen == by_gold(marked, "C5")
    assert filled.table.chosen_ids() == [by_gold(marked, "C5")]


def test_arrows_walk_through_the_claims_and_enter_goes_to_the_article(qtbot, filled, marked):
    marked.frame = Frame()
    filled.focus_table()
    press(qtbot, filled, Qt.Key.Key_Down)
    press(qtbot, filled, Qt.Key.Key_Down)
    assert marked.chosen == by_gold(marked, "C3")
    press(qtbot, filled, Qt.Key.Key_Return)
    assert marked.frame.asked == ["reader"]
    assert marked.chosen == by_gold(marked, "C3")


def test_the_chosen_claim_s_row_is_selected_and_in_sight(filled, marked):
    marked.choose(by_gold(marked, "C24"))
    row = filled.table.currentIndex().row()
    assert row == 23
    rect = filled.table.visualRect(filled.model.index(row, CLAIM))
    assert filled.table.viewport().rect().contains(rect.center())
    marked.choose(None)
    assert filled.table.chosen_ids() == []


def test_a_linked_span_selects_its_claim_and_stays_chosen(filled, marked):
    figure = by_gold(marked, "F4")
    marked.choose(figure)
    assert filled.table.chosen_ids() == [by_gold(marked, "C8")]
    assert marked.chosen == figure


def test_a_source_of_several_claims_keeps_the_row_in_hand(filled, marked):
    marked.choose(by_gold(marked, "C7"))
    marked.choose(by_gold(marked, "A9"))
    assert filled.table.chosen_ids() == [by_gold(marked, "C7")]


def test_the_focus_stays_where_it_was(qtbot, filled, marked):
    filled.header.search.setFocus()
    marked.choose(by_gold(marked, "C9"))
    assert filled.header.search.hasFocus()


def test_a_row_of_another_article_opens_it(qtbot, filled, marked):
    other = articles.add(marked.project, [Draft(text="5 tanks burned", title="T")])
    first = marked.article_id
    marked.show(other.new[0])
    mark(marked, "5 tanks burned", "claim")
    assert filled.model.rowCount() == 1
    filled.header.project.click()
    assert filled.model.rowCount() == 26
    assert filled.table.chosen_ids() == []
    click(qtbot, filled, 0)
    assert marked.article_id == first
    assert filled.table.currentIndex().row() == 0
    assert filled.model.rowCount() == 26


@pytest.mark.parametrize("whole", [False, True])
def test_in_either_scope_rows_follow_every_kind_of_edit(qtbot, filled, marked, whole):
    store = marked.project
    others = [Draft(text=f"{n} tanks burned, Kyiv said", title=f"T{n}") for n in "12"]
    gold_article = marked.article_id
    for article_id in articles.add(store, others).new:
        marked.show(article_id)
        mark(marked, "tanks burned", "claim")
        mark(marked, "burned", "claim")
    if whole:
        filled.header.project.click()
        marked.show(gold_article)

    def agrees():
        article_id = None if whole else marked.article_id
        return filled.model.ids == claims.ids(store, article_id=article_id)

    marked.show(gold_article)
    qtbot.waitUntil(agrees)
    claim = labels.named(store, "claim").id
    first = spans.mark(store, gold_article, 0, 3, claim)
    assert agrees()
    spans.move(store, first, 4000, 4003)
    assert agrees()
    spans.relabel(store, first, labels.named(store, "actor").id)
    assert agrees()
    spans.delete(store, [one.id for one in marked.spans.values() if marked.role(one) == "claim"])
    assert agrees()
    for _ in range(4):
        store.undo()
        assert agrees()
    for _ in range(2):
        store.redo()
        assert agrees()
    articles.remove(store, gold_article)
    assert filled.model.rowCount() == (4 if whole else 0)


def test_selection_and_scroll_stay_when_rows_change(filled, marked):
    marked.choose(by_gold(marked, "C20"))
    at = filled.table.verticalScrollBar().value()
    chosen = filled.table.chosen_ids()
    spans.set_note(marked.project, by_gold(marked, "C2"), "x")
    assert filled.table.chosen_ids() == chosen
    assert filled.table.verticalScrollBar().value() == at
    spans.delete(marked.project, [by_gold(marked, "C25")])
    assert filled.table.chosen_ids() == chosen


# ---- order, search, filters


def test_headers_sort_and_a_third_click_gives_the_text_s_order_back(qtbot, filled):
    header = filled.table.horizontalHeader()
    at = KEYS.index("figures")

    def click_header():
        where = QPoint(header.sectionViewportPosition(at) + 10, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)

    click_header()
    assert column(filled, "figures")[0] == "3 drones (three Ukrainian drones)"
    click_header()
    assert column(filled, "figures")[0].startswith("≈ 45,000 people")
    click_header()
    assert column(filled, "place") == [str(n) for n in range(1, 26)]


def test_sorting_keeps_the_chosen_claim_selected(filled, marked):
    marked.choose(by_gold(marked, "C5"))
    filled.table.sorted_by.emit("actor", False)
    assert filled.table.chosen_ids() == [by_gold(marked, "C5")]
    assert column(filled, "actor")[-1] == ""


def test_typing_searches_after_a_moment(qtbot, filled):
    qtbot.keyClicks(filled.header.search, "drones")
    qtbot.waitUntil(lambda: filled.model.rowCount() == 4)
    assert filled.header.found.text() == "4 of 25 claims"
    assert filled.header.found.isVisible()
    qtbot.keyClick(filled.header.search, Qt.Key.Key_Return)
    assert filled.table.hasFocus()
    qtbot.keyClicks(filled.header.search, "zz")
    qtbot.waitUntil(lambda: filled.model.rowCount() == 0)
    assert "No claim fits" in filled.empty.words.text()
    qtbot.mouseClick(filled.empty.clear, Qt.MouseButton.LeftButton)
    assert filled.model.rowCount() == 25


def test_filters_come_from_the_menu(filled, marked):
    choose_in_menu(filled.header.filter, "Without an actor")
    assert column(filled, "place") == ["3", "9", "24"]
    choose_in_menu(filled.header.filter, "Stance", "✓ confirmed")
    assert filled.model.rowCount() == 0
    choose_in_menu(filled.header.filter, "Without an actor")
    assert column(filled, "place") == ["4"]
    choose_in_menu(filled.header.filter, "Clear search and filters")
    assert filled.header.filters == ClaimFilter()
    assert filled.model.rowCount() == 25


def test_a_claim_that_no_longer_fits_leaves(filled, marked):
    choose_in_menu(filled.header.filter, "Without an actor")
    links.add(marked.project, by_gold(marked, "C3"), [by_gold(marked, "A4")])
    assert column(filled, "place") == ["9", "24"]


# ---- columns and layout


def test_columns_are_chosen_in_the_menu(filled):
    choose_in_menu(filled.header.columns, "Note")
    assert not filled.table.isColumnHidden(KEYS.index("note"))
    choose_in_menu(filled.header.columns, "Actor")
    assert filled.table.isColumnHidden(KEYS.index("actor"))


def test_the_article_is_shown_where_rows_of_several_are(filled):
    article = KEYS.index("article")
    assert filled.table.isColumnHidden(article)
    filled.header.project.click()
    assert not filled.table.isColumnHidden(article)
    filled.header.article.click()
    assert filled.table.isColumnHidden(article)


@pytest.mark.parametrize("wanted", [True, False])
def test_whoever_chose_whether_the_article_is_shown_is_not_overruled(qtbot, filled, desk, wanted):
    article = KEYS.index("article")
    (filled.header.article if wanted else filled.header.project).click()
    choose_in_menu(filled.header.columns, "Article")
    other = ClaimsView(desk)
    qtbot.addWidget(other)
    other.restore_layout(json.loads(json.dumps(filled.layout_state())))
    for view in (filled, other):
        for scope in (view.header.article, view.header.project):
            scope.click()
            assert view.table.isColumnHidden(article) != wanted


def test_a_layout_that_does_not_say_who_chose_is_taken_for_chosen_where_it_is_unusual(filled):
    kept = filled.layout_state()
    for one in kept["columns"]:
        del one["chosen"]
        one["shown"] = one["key"] in ("claim", "note")
    filled.restore_layout(kept)
    shown = [key for key in KEYS if not filled.table.isColumnHidden(KEYS.index(key))]
    assert shown == ["claim", "note"]
    filled.header.project.click()
    assert not filled.table.isColumnHidden(KEYS.index("article"))


def test_the_usual_columns_fit_beside_an_article_in_a_small_window():
    usual = of_themselves(whole_project=True)
    widths = [one.width if one.key != "claim" else LEAST_CLAIM
              for one in COLUMNS if one.key in usual]  # fmt: skip
    assert sum(widths) <= LEAST_PANE


def test_an_edit_while_the_whole_project_is_sorted_moves_its_row(qtbot, filled, desk):
    filled.header.project.click()
    qtbot.waitUntil(lambda: not filled.answers.filling.running)
    filled.table.sorted_by.emit("note", False)
    first, last = filled.model.ids[0], filled.model.ids[-1]
    spans.set_note(desk.project, last, "Aa first of all")
    assert filled.model.ids[:2] == [last, first]
    filled.header.search.setText("first of ALL")
    filled.refresh()
    assert filled.model.ids == [last]
    assert filled.header.found.text() == "1 of 25 claims"
    desk.project.undo()
    assert filled.model.ids == []
    filled.header.reset()
    assert filled.model.ids[0] == first


def test_the_layout_is_kept_as_plain_values(qtbot, filled, desk):
    filled.table.show_column("verdict", True)
    filled.table.setColumnWidth(KEYS.index("verdict"), 77)
    header = filled.table.horizontalHeader()
    header.moveSection(header.visualIndex(KEYS.index("verdict")), 1)
    filled.header.project.click()
    kept = json.loads(json.dumps(filled.layout_state()))
    other = ClaimsView(desk)
    qtbot.addWidget(other)
    other.restore_layout(kept)
    assert other.layout_state()["columns"][:2] == kept["columns"][:2]
    assert [one["key"] for one in other.layout_state()["columns"]] == [
        one["key"] for one in kept["columns"]
    ]
    assert not other.table.isColumnHidden(KEYS.index("verdict"))
    assert other.table.columnWidth(KEYS.index("verdict")) == 77
    assert other.header.whole_project


@pytest.mark.parametrize(
    "kept",
    [{}, {"columns": None}, {"columns": [{"key": "gone", "width": "x"}, 3, {}], "whole": "yes"},
     {"columns": [{"key": "claim", "width": -5, "shown": False}]}],
)  # fmt: skip
def test_a_damaged_layout_does_no_harm(filled, kept):
    filled.restore_layout(kept)
    assert not filled.table.isColumnHidden(CLAIM)
    assert filled.model.rowCount() == 25


# ---- editing, deleting, copying


def edit_cell(qtbot, view, row, key):
    view.table.show_column(key, True)
    view.table.setCurrentIndex(view.model.index(row, KEYS.index(key)))
    view.table.setFocus()
    press(qtbot, view, Qt.Key.Key_F2)
    kind = QComboBox if COLUMNS[KEYS.index(key)].choices else QLineEdit
    return view.table.viewport().findChild(kind)


def test_a_note_is_typed_into_its_cell(qtbot, filled, marked):
    editor = edit_cell(qtbot, filled, 1, "note")
    qtbot.keyClicks(editor, "call <him>")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marked.spans[by_gold(marked, "C2")].note == "call <him>")
    assert shown(filled, 1, "note") == "call <him>"
    assert marked.project.history.done[-1].title == "Note on span"


def test_escape_leaves_the_cell_as_it_was(qtbot, filled, marked):
    steps = len(marked.project.history.done)
    editor = edit_cell(qtbot, filled, 1, "note")
    qtbot.keyClicks(editor, "no")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert len(marked.project.history.done) == steps


def test_a_verdict_is_chosen_in_its_cell(qtbot, filled, marked):
    editor = edit_cell(qtbot, filled, 3, "verdict")
    editor.setCurrentIndex(editor.findData("supported"))
    editor.activated.emit(editor.currentIndex())
    assert marked.spans[by_gold(marked, "C4")].attributes["verdict"] == "supported"
    assert shown(filled, 3, "verdict") == "supported"


def test_every_verdict_can_be_chosen_by_keys_as_one_edit(qtbot, filled, marked):
    box = edit_cell(qtbot, filled, 3, "verdict")
    qtbot.waitUntil(lambda: box.view().isVisible())
    told = []
    marked.changed.connect(told.append)
    for _ in range(VERDICTS.index("not checkable") + 1):
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert marked.spans[by_gold(marked, "C4")].attributes["verdict"] == "not checkable"
    assert [edit.title for edit in told] == ["Set verdict"]


def test_f2_goes_on_to_the_next_cell_that_can_be_changed(qtbot, filled, marked):
    filled.table.show_column("note", True)
    filled.table.setCurrentIndex(filled.model.index(1, KEYS.index("actor")))
    filled.table.setFocus()
    press(qtbot, filled, Qt.Key.Key_F2)
    editor = filled.table.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "call him")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marked.spans[by_gold(marked, "C2")].note == "call him")


def test_where_no_column_can_be_written_in_it_is_said_which_can(qtbot, filled, marked):
    told = []
    marked.told.connect(lambda notice: told.append(notice.text))
    index = filled.model.index(1, KEYS.index("actor"))
    filled.table.setCurrentIndex(index)
    filled.table.setFocus()
    press(qtbot, filled, Qt.Key.Key_F2)
    at = filled.table.visualRect(index).center()
    for click in (qtbot.mouseClick, qtbot.mouseDClick):
        click(filled.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(told) == 2
    assert "Show Cue, Check-worthy, Verdict or Note" in told[0]
    filled.table.show_column("note", True)
    press(qtbot, filled, Qt.Key.Key_F2)
    assert filled.table.viewport().findChild(QLineEdit) is not None
    assert len(told) == 2


def test_a_note_of_several_lines_is_left_alone_by_a_look_at_it(qtbot, filled, marked):
    spans.set_note(marked.project, by_gold(marked, "C2"), "one\ntwo\n")
    editor = edit_cell(qtbot, filled, 1, "note")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert spans.one(marked.project, by_gold(marked, "C2")).note == "one\ntwo\n"


def test_delete_deletes_the_selected_claims_as_one_edit(qtbot, filled, marked):
    click(qtbot, filled, 0)
    qtbot.mouseClick(
        filled.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier,
        filled.table.visualRect(filled.model.index(2, CLAIM)).center(),
    )  # fmt: skip
    press(qtbot, filled, Qt.Key.Key_Delete)
    assert filled.model.rowCount() == 23
    marked.project.undo()
    assert filled.model.rowCount() == 25


def test_rows_are_copied_as_text_that_no_spreadsheet_calculates(qtbot, filled, marked):
    filled.table.show_column("note", True)
    spans.set_note(marked.project, by_gold(marked, "C4"), "=HYPERLINK(1)")
    click(qtbot, filled, 3)
    press(qtbot, filled, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells == ["4", "the deployment of 10,000 North Korean troops to Russia", "Washington",
                     "10,000 people (10,000 North Korean troops)", "confirmed (has confirmed)",
                     "'=HYPERLINK(1)"]  # fmt: skip
    filled.table.selectAll()
    filled.table.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 24


@pytest.mark.parametrize(
    ("cell", "text"),
    [("=1+1", "'=1+1"), ("@a", "'@a"), ("-3", "'-3"), ("+3", "'+3"), ("a=b", "a=b"),
     (" \t=1", "'=1"), ("a\tb\nc", "a b c"), ("", "")],
)  # fmt: skip
def test_safe_cells(cell, text):
    assert safe(cell) == text


def test_the_context_menu_copies_deletes_and_links(qtbot, filled, marked):
    click(qtbot, filled, 0)
    filled.table.customContextMenuRequested.emit(filled.table.rect().center())
    menu = filled.table.findChild(QMenu)
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["Show in the article", "Copy rows", "Link…", "Delete"]
    with qtbot.waitSignal(marked.link_wanted):
        next(one for one in menu.actions() if one.text() == "Link…").trigger()
    menu.close()


# ---- read-only, many rows


def test_a_read_only_project_can_be_looked_at(qtbot, view, desk, tmp_path):
    path = tmp_path / "p.attesta"
    with project.create(path) as store:
        article_id = gold_file.load(store)
    desk.open(project.open_(path, read_only=True))
    desk.show(article_id)
    qtbot.waitUntil(lambda: view.model.rowCount() == 25)
    index = view.model.index(0, KEYS.index("note"))
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    click(qtbot, view, 0)
    press(qtbot, view, Qt.Key.Key_Delete)
    assert view.model.rowCount() == 25


def test_only_the_pages_looked_at_are_read(view, desk):
    desk.open(project.in_memory())
    new = Draft(text="word " * 3000, title="long")
    desk.show(articles.add(desk.project, [new]).new[0])
    claim = labels.named(desk.project, "claim").id
    made = [spans.NewSpan(5 * n, 5 * n + 4, claim) for n in range(3000)]
    read = []
    fetch = view.model._fetch  # noqa: SLF001
    view.model._fetch = lambda wanted: read.append(len(wanted)) or fetch(wanted)  # noqa: SLF001
    spans.mark_all(desk.project, desk.article_id, made, "Many")
    view.grab()
    assert view.model.rowCount() == 3000
    assert sum(read) <= 4 * 32
    assert shown(view, 2999, "place") == "3000"
    assert view.model.rowCount(QModelIndex()) == 3000


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda one: one.name)
def test_every_theme_draws(filled, theme):
    filled.set_theme(theme)
    first = filled.grab().toImage()
    filled.set_theme(DARK if theme is not DARK else THEMES["light"])
    assert filled.grab().toImage() != first


def test_what_happens_in_another_article_shows_in_the_whole_project_alone(view, sample):
    store = sample.project
    other = articles.add(store, [Draft("Moscow denied it.", "Other")]).new[0]
    claim = next(one.id for one in labels.every(store) if one.name == "claim")
    mark(sample, "Russia has massed some 45,000 troops", "claim")
    here = column(view, "claim")
    asked = []
    view.model.modelReset.connect(lambda: asked.append("reset"))
    view.model.rowsInserted.connect(lambda *_: asked.append("rows"))
    view.model.dataChanged.connect(lambda *_: asked.append("data"))
    spans.mark(store, other, 0, 17, claim)  # which begins work there too
    asked.clear()
    spans.mark(store, other, 0, 6, claim)
    assert (column(view, "claim"), asked) == (here, [])
    view.header.set_scope(whole_project=True)
    view.refresh()
    assert sorted(column(view, "claim")) == sorted([*here, "Moscow denied it.", "Moscow"])
    spans.mark(store, other, 7, 13, claim)
    assert len(column(view, "claim")) == len(here) + 3
