"""Curation by keys: readings side by side, taken by number, merged, and finished as gold."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication, QPushButton

from model import articles, curation, decisions, readings, spans
from model.project import create as make
from tests.ui.reviews import BODY, add, open_window, press, read, review
from ui.action_button import ActionButton
from ui.review_list import ORDERS
from ui.standing import STANDINGS

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def window(qapp):
    with open_window() as made:
        yield made


@pytest.fixture
def two(window, tmp_path):
    """Ana and Ben agree on an actor, differ by edges, and one lacks what the other has."""
    path = tmp_path / "desk.attesta"
    make(path, person="Ana").close()
    window.show_workspace("annotate")
    window.projects.open(path)
    window.activateWindow()
    store = window.desk.project
    article = add(store, "Two")
    read(store, article, "Ana", ("Kyiv", "actor"), ("45,000 troops fought near Kursk", "claim"),
         ("Moscow", "actor"))  # fmt: skip
    read(store, article, "Ben", ("Kyiv", "actor"), ("45,000 troops fought", "claim"))
    review(window)
    yield store, article, window.workspaces.page.units
    window.projects.close()


def cells(units):
    model, role = units.units, Qt.ItemDataRole.AccessibleTextRole
    columns = range(model.columnCount())
    return [[model.data(model.index(row, column), role) for column in columns]
            for row in range(model.rowCount())]  # fmt: skip


def gold(store, article):
    return {span.quote for span in readings.gold(store, article)}


def test_the_readings_stand_side_by_side_and_say_how_they_stand(two):
    _, _, units = two
    assert units.isVisible()
    assert cells(units) == [
        ["actor  Kyiv, all agree, nothing is decided", "actor  Kyiv, all agree, nothing is decided",
         "nothing"],
        ["claim  45,000 troops fought near Kursk, the readings differ",
         "claim  45,000 troops fought, the readings differ", "nothing"],
        ["actor  Moscow, somebody lacks it", "nothing", "nothing"],
    ]  # fmt: skip


def test_a_number_takes_a_reading_and_the_last_unit_leads_to_approval(two, window):
    store, article, units = two
    press(Key.Key_1, Key.Key_2, Key.Key_X, Key.Key_1)
    assert cells(units)[1][2].startswith("claim  45,000 troops fought")
    assert units.count.text() == "0 of 3 left"
    press((Key.Key_Return, CTRL))
    assert articles.one(store, article).state == "approved"
    assert gold(store, article) == {"Kyiv", "45,000 troops fought"}
    press(Key.Key_U, Key.Key_U)
    assert articles.one(store, article).state == "submitted"
    assert units.count.text() == "1 of 3 left"


def test_differences_are_told_in_words(two, window):
    press(Key.Key_N, Key.Key_N)
    versions = window.workspaces.page.panel.versions
    assert versions.summary.text() == "They differ by edges"
    assert len(versions.buttons) == 2


def test_what_all_agree_on_is_taken_at_once_and_a_merge_says_what_it_takes(two, window):
    store, article, units = two
    press(Key.Key_M, Key.Key_Home)
    assert "Settles 1 of 3 units; 2 stay for you" in units.merge.preview.text()
    press(Key.Key_Down)
    assert "Settles 2 of 3 units; 1 stay for you" in units.merge.preview.text()
    press(Key.Key_Escape, Key.Key_G)
    made = {spans.one(store, id_).quote: one.verdict
            for id_, one in decisions.of_article(store, article).items()}  # fmt: skip
    assert made == {"Kyiv": "agreed"}


def test_a_merge_by_keys_settles_what_it_said_and_tells_so(two, window):
    _, _, units = two
    press(Key.Key_M, Key.Key_Home, Key.Key_Down, Key.Key_Return)
    assert not units.merge.isVisible()
    assert window.messages.shown[0].text.text() == "Settled 2 units; 1 left."


def test_a_selection_and_a_digit_make_a_span_of_the_curators_own(two, window):
    store, article, units = two
    press(Key.Key_N, Key.Key_N)
    window.desk.select(BODY.index("45,000"), BODY.index(" near"))
    QApplication.processEvents()
    press(Key.Key_1)
    assert cells(units)[1][2] == "claim  45,000 troops fought"
    assert units.count.text() == "2 of 3 left"


def test_what_one_reading_lacks_is_not_said_to_be_agreed_on(window, two):
    store, _, _ = two
    summary = window.workspaces.page.panel.versions.summary
    (moscow,) = [one.id for one in spans.of_article(store, window.desk.article_id)
                 if one.quote == "Moscow"]  # fmt: skip
    window.desk.case.look(moscow)
    QApplication.processEvents()
    assert summary.text() == "Missing in Ben"


def test_one_outcome_has_one_sign_in_queue_units_and_decision(two, window):
    store, article, units = two
    press(Key.Key_G, Key.Key_1, Key.Key_X, Key.Key_1)
    panel, queue = window.workspaces.page.panel, window.workspaces.page.queue
    rows = queue.list.model()
    seen = set()
    for at, id_ in enumerate(rows.ids):
        window.desk.case.look(id_)
        QApplication.processEvents()
        verdict = decisions.verdicts(store, [id_])[id_]
        place = units.units.place_of(window.desk.case.span)
        assert units.units.stands_at(place) == verdict
        sign = STANDINGS[verdict].sign
        assert panel.state.text().startswith(f"{sign} {verdict.capitalize()} by Dora")
        assert queue.list.itemDelegate().sign_of(rows.at(at))[0] == STANDINGS[verdict].icon
        assert f"{sign}  " in next(one._words for one in panel.versions.buttons  # noqa: SLF001
                                   if one.property("chosen"))  # fmt: skip
        seen.add(verdict)
    assert seen == {"agreed", "fixed", "rejected"}


def told(window):
    return [message.text.text() for message in window.messages.shown]


def test_what_is_taken_at_once_is_said_with_its_label_and_whose_it_is(two, window):
    press(Key.Key_N, Key.Key_N, Key.Key_T)
    assert "Took 1 span of “claim” from Ana." in told(window)
    press(Key.Key_G)
    assert "Took 1 unit that Ana and Ben agree on." in told(window)


def test_what_is_taken_elsewhere_leaves_the_place_where_it_is(two, window):
    store, article, _ = two
    press(Key.Key_N, Key.Key_N)
    at = window.desk.chosen
    assert spans.one(store, at).quote == "45,000 troops fought near Kursk"
    press(Key.Key_G)
    assert window.desk.chosen == at
    assert window.desk.case.queue.place == at


def at(window):
    """The words under review, whose they are, and the row of the queue."""
    case, listed = window.desk.case, window.workspaces.page.queue.list
    row = listed.currentIndex().row()
    assert window.desk.case.queue.rows.ids[row] == case.span.id
    return case.span.quote, case.name_of(case.span.person_id)


@pytest.mark.parametrize(("steps", "stood"), [
    (2, ("45,000 troops fought near Kursk", "Ana")), (3, ("45,000 troops fought", "Ben")),
])  # fmt: skip
def test_undo_of_a_rejected_unit_leads_back_to_where_it_was_rejected(two, window, steps, stood):
    press(*[Key.Key_N] * steps)
    assert at(window) == stood
    press(Key.Key_X, Key.Key_1)
    assert at(window) != stood
    press(Key.Key_U)
    assert at(window) == stood
    press((Key.Key_U, Qt.KeyboardModifier.ShiftModifier))
    assert window.workspaces.page.queue.list.currentIndex().row() == steps


def test_undo_of_taking_all_that_is_agreed_leads_back_to_where_it_was_asked_for(two, window):
    press(Key.Key_G)
    assert at(window)[0] == "45,000 troops fought near Kursk"
    press(Key.Key_U)
    assert at(window) == ("Kyiv", "Ana")
    press(Key.Key_N, Key.Key_N, Key.Key_N)
    stood = at(window)
    press(Key.Key_G, Key.Key_U)
    assert at(window) == stood == ("45,000 troops fought", "Ben")


def test_undo_of_what_was_decided_before_the_review_was_shown_leads_to_its_first_span(
    two, window, qtbot
):
    store, article, _ = two
    ben = next(span.id for span in spans.of_article(store, article)
               if span.quote == "45,000 troops fought")  # fmt: skip
    window.show_workspace("annotate")
    curation.reject(store, ben, "wrong label")
    window.show_workspace("review")
    press(Key.Key_U)
    queue, case = window.workspaces.page.queue, window.desk.case
    qtbot.waitUntil(lambda: queue.count.text() == "5 spans left")
    qtbot.waitUntil(lambda: case.queue.place == case.span.id)
    assert at(window) == ("45,000 troops fought near Kursk", "Ana")


def test_the_keys_of_panes_stay_in_the_review(two, window):
    page = window.workspaces.page
    for key, part in ((Key.Key_1, page.queue), (Key.Key_3, page.units), (Key.Key_2, window.reading),
                      (Key.Key_4, window.inspector)):  # fmt: skip
        press((key, Qt.KeyboardModifier.AltModifier))
        assert window.workspaces.shown == "review"
        assert part.isAncestorOf(QApplication.focusWidget())
    assert window.actions_["focus.library"].text() == "Go to the queue"


def test_approving_and_returning_are_always_in_sight(two, window):
    panel = window.workspaces.page.panel
    for key in (Key.Key_N, Key.Key_N, Key.Key_X, Key.Key_Escape, Key.Key_R, Key.Key_Escape):
        press(key)
        for name in ("review.approve", "review.return"):
            button = panel.article.buttons[name]
            foot = button.mapTo(panel, button.rect().bottomLeft()).y()
            assert button.visibleRegion().boundingRect() == button.rect()
            assert foot < panel.height()


def test_verdicts_are_always_in_sight_and_the_span_from_its_beginning(two, window):
    panel = window.workspaces.page.panel
    window.resize(1366, 560)
    press(Key.Key_N, Key.Key_N)
    for _ in range(2):
        for name, button in panel.buttons.items():
            in_sight = button.visibleRegion().boundingRect() == button.rect()
            assert in_sight or name == "review.back"
        assert panel.label.visibleRegion().boundingRect() == panel.label.rect()
        assert panel.buttons["review.back"].isHidden()
        press(Key.Key_X, Key.Key_Escape)
    press(Key.Key_A, Key.Key_P)
    assert panel.buttons["review.back"].isVisible()
    window.resize(1366, 768)


class Painted(QObject):
    """What is painted of a widget."""

    region = QRegion()

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            self.region = self.region.united(event.region())
        return False


def test_the_whole_row_of_the_unit_under_review_stands_out_and_no_other(two, window, qtbot):
    _, _, units = two
    qtbot.wait(50)
    seen = Painted(units.table)
    units.table.viewport().installEventFilter(seen)
    press(Key.Key_N, Key.Key_N)
    last = units.table.visualRect(units.units.index(1, 2))
    first = units.table.visualRect(units.units.index(0, 2))
    qtbot.waitUntil(lambda: seen.region.contains(last) and seen.region.contains(first))


def test_a_choice_gives_the_keys_back(two, window, qtbot):
    page = window.workspaces.page
    for choice, rows in ((page.queue.order, page.queue.list), (page.units.shown, page.units.table)):
        choice.setFocus()
        choice.showPopup()
        qtbot.keyClick(choice.view(), Key.Key_Down)
        qtbot.keyClick(choice.view(), Key.Key_Return)
        qtbot.waitUntil(lambda rows=rows: window.focusWidget() is rows)
        assert choice.currentIndex() == 1
    page.queue.order.setFocus()
    qtbot.keyClick(page.queue.order, Key.Key_Escape)
    assert window.focusWidget() is page.queue.list


@pytest.fixture
def half(two, window, qtbot):
    """The window at half the width of a small screen."""
    window.resize(683, 720)
    qtbot.wait(1)
    yield two
    window.resize(1366, 768)


def clipped(page):
    """Buttons and choices whose words there is no room for."""
    buttons = [one for one in page.findChildren(ActionButton) if one.isVisible()]
    found = [one.accessibleName() for one in buttons
             if one.text() and QPushButton.sizeHint(one).width() > one.width()]  # fmt: skip
    order = page.queue.order
    words = max(map(order.fontMetrics().horizontalAdvance, (text for text, _ in ORDERS)))
    return found + ([] if words + 30 < order.width() else ["order"])


def test_everything_fits_into_half_a_small_screen(half, window):
    page = window.workspaces.page
    assert window.width() == 683
    press(Key.Key_N, Key.Key_M)
    page.units.merge.strategy.setCurrentIndex(2)
    page.units.merge.refresh()
    QApplication.processEvents()
    assert clipped(page) == []
    assert window.width() == 683
    for box in (page.units.merge.votes, page.units.merge.top, page.units.merge.go):
        assert box.visibleRegion().boundingRect() == box.rect()
    for part in (page.queue, page.panel, page.units):
        right = part.mapTo(window, part.rect().topRight()).x()
        assert right < window.width()
        assert part.visibleRegion().boundingRect().width() == part.width()
    assert all(button.accessibleName() and button.toolTip()
               for button in page.units.findChildren(ActionButton))  # fmt: skip
    press(Key.Key_Escape)


def test_the_queue_moves_above_the_decision_and_back_with_the_keys_in_it(half, window):
    page = window.workspaces.page
    page.queue.focus_list()
    assert page.side.isAncestorOf(page.queue)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert not page.side.isAncestorOf(page.queue)
    assert window.focusWidget() is page.queue.list
    left = [part.mapTo(window, part.rect().topLeft()).x()
            for part in (page.queue, page.units, page.panel)]  # fmt: skip
    assert left == sorted(left)
    assert clipped(page) == []


def test_what_several_have_marked_at_one_place_waits_in_the_order_of_the_columns(window, tmp_path):
    path = tmp_path / "desk.attesta"
    make(path, person="Ana").close()
    window.show_workspace("annotate")
    window.projects.open(path)
    store = window.desk.project
    article = add(store, "Many")
    names = ["bea", "Ana", "Eva", "Cem", "Dan"]
    for name in names:
        read(store, article, name, ("Kyiv", "actor"))
    review(window, "Zoe")
    page = window.workspaces.page
    model = page.units.units
    heads = [model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
             for at in range(5)]  # fmt: skip
    listed = page.queue.list.model()
    whose = [listed.index(row).data(Qt.ItemDataRole.UserRole).person for row in range(5)]
    assert whose == [head.split()[1] for head in heads] == ["Ana", "bea", "Cem", "Dan", "Eva"]
    window.projects.close()


def test_the_list_scrolls_to_the_place(window, tmp_path):
    path = tmp_path / "long.attesta"
    make(path, person="Ana").close()
    window.show_workspace("annotate")
    window.projects.open(path)
    store = window.desk.project
    words = [f"word{n}" for n in range(60)]
    article = add(store, "Long", " ".join(words))
    read(store, article, "Ana", *((word, "actor") for word in words))
    review(window)
    listed = window.workspaces.page.queue.list
    press(*[Key.Key_N] * 40)
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))
    window.projects.close()
