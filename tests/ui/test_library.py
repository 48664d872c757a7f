"""The library pane: what it lists, filters and finds, and how it follows the work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt

from model import articles, assignments, labels, people, project, spans
from model.drafts import Draft
from ui.library import Library
from ui.library_row import described


@pytest.fixture
def library(qtbot, desk):
    pane = Library(desk)
    qtbot.addWidget(pane)
    pane.resize(260, 500)
    pane.show()
    return pane


@pytest.fixture
def three(desk, library):
    store = project.in_memory()
    added = articles.add(store, [
        Draft("Drones were shot down over Odesa.", "Drones", source="RFE/RL"),
        Draft("The minister résumé talks on grain.", "Grain & <b>wheat</b>"),
        Draft("Nothing happened. Drones stayed away.", "Quiet night"),
    ])  # fmt: skip
    desk.open(store)
    return added.new


def titles(library):
    return [library.model.index(row).data() for row in range(library.model.rowCount())]


def search(library, qtbot, words):
    library.search.setFocus()
    library.search.setText(words)
    qtbot.keyClick(library.search, Qt.Key.Key_Return)


def test_the_articles_stand_in_their_order(library, three):
    assert titles(library) == ["Drones", "Grain & <b>wheat</b>", "Quiet night"]


def test_without_articles_it_says_what_to_do(library, desk):
    desk.open(project.in_memory())
    assert library.empty.isVisible()
    assert "Ctrl+I" in library.empty.text()


def choose(library, said):
    at = next(at for at in range(library.filter.count()) if library.filter.itemText(at) == said)
    library.filter.setCurrentIndex(at)
    library.filter.activated.emit(at)


def facts(library):
    return [library.model.said(library.model.index(row).data(Qt.ItemDataRole.UserRole))
            .partition(", ")[2] for row in range(library.model.rowCount())]  # fmt: skip


def test_what_one_has_to_do_oneself_is_told_and_can_be_listed(library, three, desk, qtbot):
    store = desk.project
    ben = people.add(store, "Ben")
    for ids, who in ((three[:2], [people.id_of("Ana"), ben]), (three[2:], [ben])):
        assignments.carry_out(store, assignments.by_hand(store, ids, who))
    store.person = "Ben"
    articles.submit(store, three[0])
    store.person = "Ana"
    desk.read_anew(three[0])
    assert facts(library)[0] == "yours new · 0 spans · RFE/RL"
    choose(library, "Yours (2)")
    assert titles(library) == ["Drones", "Grain & <b>wheat</b>"]
    articles.submit(store, three[1])
    assert facts(library)[1] == "yours submitted · nothing marked"
    choose(library, "Yours, unfinished (1)")
    assert titles(library) == ["Drones"]
    store.undo()
    choose(library, "Yours, unfinished (2)")


def test_choosing_a_row_shows_the_article(library, three, desk, qtbot):
    library.list.setFocus()
    qtbot.keyClick(library.list, Qt.Key.Key_Down)
    qtbot.keyClick(library.list, Qt.Key.Key_Down)
    assert desk.article_id == three[1]
    assert desk.text.startswith("The minister")


def test_state_and_counts_follow_the_marking(library, three, desk):
    claim = labels.named(desk.project, "claim").id
    spans.mark(desk.project, three[0], 0, 6, claim)
    article = library.model.index(0).data(Qt.ItemDataRole.UserRole)
    assert (article.state, article.spans) == ("in progress", 1)
    assert described(article) == "in progress · 1 span · RFE/RL"
    desk.project.undo()
    article = library.model.index(0).data(Qt.ItemDataRole.UserRole)
    assert (article.state, article.spans) == ("new", 0)


def test_the_filter_counts_and_keeps_what_fits(library, three, desk):
    articles.submit(desk.project, three[1])
    entries = [library.filter.itemText(i) for i in range(library.filter.count())]
    assert entries == ["All articles (3)", "Unfinished (2)", "New (2)", "Submitted (1)"]
    library.filter.setCurrentIndex(1)
    library.filter.activated.emit(1)
    assert titles(library) == ["Drones", "Quiet night"]


def test_where_only_suggestions_wait_the_row_has_room_for_them(library, three, desk):
    figure = labels.named(desk.project, "figure").id
    spans.mark_all(
        desk.project,
        three[0],
        [spans.NewSpan(0, 6, figure, state="suggested", origin="rule:figures@1")],
        "Suggest",
    )
    article = library.model.index(0).data(Qt.ItemDataRole.UserRole)
    assert described(article) == "in progress · 1 suggested · RFE/RL"


def test_a_submitted_article_without_spans_says_so(library, three, desk):
    articles.submit(desk.project, three[2])
    article = library.model.index(2).data(Qt.ItemDataRole.UserRole)
    assert described(article) == "submitted · nothing marked"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("drones", {"Drones", "Quiet night"}),
        ("resume", {"Grain & <b>wheat</b>"}),
        ("drones odesa", {"Drones"}),
        ('"stayed away"', {"Quiet night"}),
        ("wheat", {"Grain & <b>wheat</b>"}),
        ("zebra", set()),
        ('") OR (', set()),
    ],
)
def test_search_finds_words_in_titles_and_texts(library, three, qtbot, words, found):
    search(library, qtbot, words)
    assert set(titles(library)) == found


def test_enter_in_the_search_shows_the_first_article_and_its_hit(
    library, three, desk, reading, qtbot
):
    search(library, qtbot, "odesa")
    assert desk.article_id == three[0]
    assert desk.text[slice(*desk.range)] == "Odesa"


def test_removing_an_article_takes_it_from_the_list_and_undo_brings_it_back(library, three, desk):
    desk.show(three[0])
    articles.remove(desk.project, three[0])
    assert titles(library) == ["Grain & <b>wheat</b>", "Quiet night"]
    assert desk.article_id is None
    desk.project.undo()
    assert titles(library)[0] == "Drones"


def is_in_sight(library, desk):
    row = library.list.visualRect(library.model.index(library.model.row_of(desk.article_id)))
    return library.list.viewport().rect().contains(row)


@pytest.fixture
def sixty(library, desk):
    store = project.in_memory()
    new = [Draft(f"Report {number}.", f"Day {number}") for number in range(60)]
    added = articles.add(store, new).new
    desk.open(store)
    return added


def test_the_article_shown_is_brought_into_sight(library, sixty, desk):
    for article in (sixty[50], sixty[0], sixty[59]):
        desk.show(article)
        assert is_in_sight(library, desk)


def test_it_is_in_sight_when_the_pane_appears(library, sixty, desk):
    library.hide()
    desk.show(sixty[40])
    library.resize(260, 200)
    library.show()
    assert is_in_sight(library, desk)


def test_it_stays_in_sight_when_a_message_takes_room_and_what_is_out_of_sight_stays_out(
    library, sixty, desk
):
    desk.show(sixty[30])
    library.resize(260, 400)
    assert is_in_sight(library, desk)
    library.list.scrollToTop()
    library.resize(260, 350)
    assert not is_in_sight(library, desk)


def ink(image, box):
    """Where in `box` something other than its ground is drawn: the rows of pixels."""
    ground = image.pixelColor(box.right(), box.top())
    return {y for y in range(box.top(), box.bottom()) for x in range(box.left(), box.right())
            if image.pixelColor(x, y) != ground}  # fmt: skip


def test_a_long_title_from_right_to_left_is_cut_at_its_end_on_the_left(library, desk):
    store = project.in_memory()
    articles.add(store, [Draft("קורסק", "א" * 80),
                         Draft("Kursk", "A" * 80)])  # fmt: skip
    desk.open(store)
    desk.show(None)
    image = library.list.viewport().grab().toImage()
    for row, dots_at_the_left in ((0, True), (1, False)):
        place = library.list.visualRect(library.model.index(row))
        title = QRect(place.left() + 26, place.top() + 6, place.width() - 34, 18)
        left = QRect(title.left(), title.top(), 9, title.height())
        right = QRect(title.right() - 14, title.top(), 9, title.height())
        dots, letters = (left, right) if dots_at_the_left else (right, left)
        assert len(ink(image, dots)) <= 4 < len(ink(image, letters))
