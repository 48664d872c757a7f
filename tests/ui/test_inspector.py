"""The inspector: it shows what is chosen, stores what is typed, and gives the keys back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from model import articles, links, spans
from model.records import VERDICTS
from ui.inspector import Inspector


@pytest.fixture
def inspector(qtbot, marked):
    pane = Inspector(marked)
    qtbot.addWidget(pane)
    pane.resize(420, 560)
    pane.show()
    return pane


@pytest.fixture
def choose(marked, inspector):
    def chosen(quote):
        span = next(s for s in marked.spans.values() if s.quote.startswith(quote))
        marked.choose(span.id)
        inspector.refresh()
        return span.id

    return chosen


def type_into(qtbot, field, text, end=Qt.Key.Key_Return):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, end)


def test_without_a_choice_it_shows_the_article(inspector):
    assert inspector.article.isVisible()
    assert inspector.article.fields["title"].text() == "Kursk troops"


def test_the_articles_facts_are_edited(inspector, marked, qtbot):
    type_into(qtbot, inspector.article.fields["source"], "Reuters")
    assert marked.article.source == "Reuters"
    type_into(qtbot, inspector.article.fields["title"], " ")
    assert marked.article.title == "Kursk troops"
    assert inspector.article.fields["title"].text() == "Kursk troops"


def test_a_figures_numbers_are_shown_and_stored(inspector, marked, choose, qtbot):
    id_ = choose("some 45,000 troops")
    value = inspector.span.roles["figure"].fields["value"]
    assert value.text() == "45,000"
    type_into(qtbot, value, "46 500")
    assert spans.one(marked.project, id_).attributes["value"] == 46500
    marked.project.undo()
    assert spans.one(marked.project, id_).attributes["value"] == 45000


def test_what_is_no_number_is_said_and_not_stored(inspector, marked, choose, qtbot):
    id_ = choose("some 45,000 troops")
    type_into(qtbot, inspector.span.roles["figure"].fields["value"], "many")
    assert "no number" in inspector.span.wrong.text()
    assert inspector.span.wrong.isVisible()
    assert spans.one(marked.project, id_).attributes["value"] == 45000


def test_a_range_cannot_end_before_it_begins(inspector, marked, choose, qtbot):
    id_ = choose("some 45,000 troops")
    fields = inspector.span.roles["figure"].fields
    type_into(qtbot, fields["high"], "50,000")
    type_into(qtbot, fields["low"], "60,000")
    assert "above the high end" in inspector.span.wrong.text()
    assert "low" not in spans.one(marked.project, id_).attributes
    type_into(qtbot, fields["low"], "40,000")
    assert inspector.span.wrong.isHidden()
    now = spans.one(marked.project, id_).attributes
    assert (now["low"], now["high"]) == (40000, 50000)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("999 trillion trillion", 999 * 10**24), ("minus 5", None), ("-5", -5), ("1e400", None),
     ("9" * 40, None), ("nan", None), ("half a million", 500_000)],
)  # fmt: skip
def test_huge_and_odd_numbers_are_kept_exactly_or_said_to_be_none(
    inspector, marked, choose, qtbot, typed, kept
):
    id_ = choose("some 45,000 troops")
    type_into(qtbot, inspector.span.roles["figure"].fields["value"], typed)
    assert spans.one(marked.project, id_).attributes["value"] == (kept or 45000)
    assert ("is no number" in inspector.span.wrong.text()) == (kept is None)


def test_escape_takes_back_what_was_typed_and_gives_the_keys_back(inspector, choose, qtbot):
    choose("some 45,000 troops")
    unit = inspector.span.roles["figure"].fields["unit"]
    with qtbot.waitSignal(inspector.left):
        type_into(qtbot, unit, "tank", Qt.Key.Key_Escape)
    assert unit.text() == "person"


def test_a_figure_is_read_again_from_the_text(inspector, marked, choose, qtbot):
    id_ = choose("about 45,ooo troops")
    spans.set_attributes(marked.project, id_, {"value": 1, "comparator": "="})
    inspector.refresh()
    qtbot.mouseClick(inspector.span.roles["figure"].read, Qt.MouseButton.LeftButton)
    found = spans.one(marked.project, id_).attributes
    assert (found["value"], found["comparator"], found["unit"]) == (45000, "≈", "person")


@pytest.mark.parametrize(
    ("key", "stance"), [(Qt.Key.Key_1, "confirmed"), (Qt.Key.Key_3, "disputed")]
)
def test_a_stance_is_set_by_its_number(inspector, marked, choose, qtbot, key, stance):
    id_ = choose("could not be independently")
    inspector.focus_stance()
    qtbot.keyClick(inspector.span.roles["verified"], key)
    assert spans.one(marked.project, id_).attributes["stance"] == stance


def test_a_claims_verdict_is_chosen(inspector, marked, choose, qtbot):
    id_ = choose("Russia has massed")
    verdict = inspector.span.roles["claim"].fields["verdict"]
    verdict.setFocus()
    qtbot.keyClick(verdict, Qt.Key.Key_S)
    qtbot.keyClick(verdict.view(), Qt.Key.Key_Return)
    assert spans.one(marked.project, id_).attributes["verdict"] == "supported"


def test_looking_through_a_list_stores_nothing_until_one_is_chosen(
    inspector, marked, choose, qtbot
):
    id_ = choose("Russia has massed")
    before = marked.project.head
    verdict = inspector.span.roles["claim"].fields["verdict"]
    for box in (verdict, inspector.span.label):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_N):
            qtbot.keyClick(box.view() if box.view().isVisible() else box, key)
        qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
        assert marked.project.head == before
    qtbot.keyClick(verdict, Qt.Key.Key_Down)
    for _ in range(3):
        qtbot.keyClick(verdict.view(), Qt.Key.Key_Down)
    qtbot.keyClick(verdict.view(), Qt.Key.Key_Return)
    assert spans.one(marked.project, id_).attributes["verdict"] == VERDICTS[2]
    marked.project.undo()
    assert marked.project.head != before
    assert "verdict" not in spans.one(marked.project, id_).attributes


def test_the_wheel_over_the_label_changes_nothing(inspector, marked, choose, qtbot):
    id_ = choose("Russia has massed")
    was = spans.one(marked.project, id_)
    box = inspector.span.label
    at = QPointF(box.rect().center())
    for part in (box, inspector.span.roles["claim"].fields["verdict"]):
        turned = QWheelEvent(at, part.mapToGlobal(at), QPoint(), QPoint(0, -120),
                             Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                             Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(part, turned)
    assert spans.one(marked.project, id_) == was


def test_a_note_is_stored_when_it_is_left(inspector, marked, choose, qtbot):
    id_ = choose("Washington")
    inspector.focus_note()
    qtbot.keyClicks(inspector.span.note, "which office?")
    qtbot.keyClick(inspector.span.note, Qt.Key.Key_Escape)
    assert spans.one(marked.project, id_).note == "which office?"


def test_links_are_listed_followed_and_untied(inspector, marked, choose, qtbot):
    id_ = choose("Russia has massed")
    shown = inspector.span.links.list
    texts = [shown.item(row).text() for row in range(shown.count())]
    assert "said by:  Ukrainian Commander In Chief General Oleksandr Syrskiy" in texts
    shown.setCurrentRow(0)
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert all(link.kind != "attributed_to" for link in links.of_span(marked.project, id_)
               if link.head == id_)  # fmt: skip
    marked.project.undo()
    inspector.refresh()
    inspector.span.links.list.setCurrentRow(0)
    qtbot.keyClick(inspector.span.links.list, Qt.Key.Key_Return)
    assert marked.span.quote.endswith("Syrskiy")


def test_the_label_and_the_edges_can_be_changed_here(inspector, marked, choose, qtbot):
    id_ = choose("Washington")
    inspector.span.label.setCurrentIndex(inspector.span.label.findText("claim"))
    inspector.span.label.activated.emit(inspector.span.label.currentIndex())
    assert marked.labels[spans.one(marked.project, id_).label_id].name == "claim"
    qtbot.mouseClick(inspector.span.steps[3], Qt.MouseButton.LeftButton)
    assert spans.one(marked.project, id_).quote == "Washington has"


def test_the_history_says_who_changed_what(inspector, marked, choose, qtbot):
    id_ = choose("some 45,000 troops")
    spans.set_attributes(marked.project, id_, {"unit": "soldier"})
    inspector.refresh()
    inspector.span.history.heading.setChecked(True)
    said = [w.text() for w in inspector.span.history.findChildren(type(inspector.span.by))]
    assert "Not gold yet: Ana still works on it." in said
    assert any(line.endswith("Ana set unit") for line in said)
    assert "unit: person → soldier" in said


def test_numbers_are_said_as_people_say_them(inspector, marked):
    marked.set_range((0, 1), 1)
    inspector.refresh()
    assert inspector.range.place.text() == "0–1, 1 character"
    articles.change(marked.project, marked.article_id, boilerplate=(3,))
    marked.set_range(None, 0)
    inspector.refresh()
    assert inspector.article.state.text().endswith("· 1 boilerplate paragraph")


def test_a_selected_range_offers_every_label(inspector, marked, qtbot):
    start = marked.text.index("Sumy")
    marked.set_range((start, start + 4), start + 4)
    inspector.refresh()
    assert inspector.range.quote.text() == "Sumy"
    buttons = inspector.range.findChildren(type(inspector.span.links.add))
    assert [b.text() for b in buttons if not b.isHidden()] == [
        "claim  1", "figure  2", "actor  3", "verified  4"
    ]  # fmt: skip


def test_markup_in_an_article_is_shown_as_letters(inspector, marked):
    articles.change(marked.project, marked.article_id, note="<b>bold</b>")
    marked.choose(None)
    inspector.refresh()
    assert inspector.article.fields["note"].toPlainText() == "<b>bold</b>"


def test_what_is_chosen_next_is_shown_from_its_top(inspector, choose, qtbot):
    inspector.resize(420, 200)
    choose("Russia has massed")
    QApplication.processEvents()
    inspector.focus_note()
    bar = inspector._scroll.verticalScrollBar()  # noqa: SLF001
    qtbot.waitUntil(lambda: bar.value() > 0)
    inspector.refresh()
    assert bar.value() > 0
    inspector.span.note.clearFocus()
    choose("Moscow was also")
    assert bar.value() == 0


@pytest.mark.parametrize("field", ["source", "date", "language"])
def test_what_an_empty_field_shows_is_plainly_an_example(inspector, field):
    assert inspector.article.fields[field].placeholderText().startswith("e.g. ")
