"""What an annotator sees of a review: what was corrected, why, the message, and a way to answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from model import articles, comments, labels, people, review, spans
from model.review import Fix
from tests.ui.reviews import add, press, read
from ui.corrected import CorrectedStrip

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def corrected(sample, reading):
    """Ana's article, fixed and rejected in part by Dora, finished as is asked; Ana looks at it."""

    def made(finish):
        store = sample.project
        article = add(store, "First")
        claim, figure = read(store, article, "Ana", ("45,000 troops fought near Kursk", "claim"),
                             ("45,000 troops", "figure"))  # fmt: skip
        store.person = "Dora"
        actor = labels.named(store, "actor").id
        review.fix(store, claim, Fix(label_id=actor), comment="They say it themselves.")
        review.reject(store, [figure], "too much or too little text")
        finish(store, article)
        store.person = "Ana"
        sample.show(article)
        strip = CorrectedStrip(sample)
        reading.add_below(strip)
        strip.refresh()
        reading.window().actions_.attach("annotate", reading)
        reading.reader.setFocus()
        return sample, strip, article, claim, figure

    return made


@pytest.fixture
def returned(corrected):
    return corrected(lambda *of: review.return_(*of, "Please look at the figures."))


def rows(strip):
    return [strip.list.item(row).text() for row in range(strip.list.count())]


def test_what_was_corrected_is_told_with_reason_comment_and_by_whom(returned):
    _, strip, *_ = returned
    assert strip.isVisible()
    assert strip.heading.text() == "Returned: 2 corrections"
    message, fixed, rejected = rows(strip)
    assert message == "Dora: “Please look at the figures.”"
    assert "label: claim → actor" in fixed
    assert "“They say it themselves.” · Dora" in fixed
    assert "✗ rejected  45,000 troops" in rejected
    assert "too much or too little text" in rejected


def test_a_message_alone_is_told_without_counting_corrections(sample, reading):
    store = sample.project
    article = add(store, "First")
    read(store, article, "Ana")
    store.person = "Dora"
    review.return_(store, article, "There is a claim in it.")
    store.person = "Ana"
    sample.show(article)
    strip = CorrectedStrip(sample)
    strip.refresh()
    assert strip.heading.text() == "Returned"
    assert rows(strip) == ["Dora: “There is a claim in it.”"]


def test_what_was_asked_for_stays_in_sight_until_it_is_done(returned):
    desk, strip, article, claim, _ = returned
    spans.set_note(desk.project, claim, "I looked again.")
    assert desk.article.state == "in progress"
    assert strip.isVisible()
    assert strip.heading.text() == "Returned: 2 corrections"
    articles.submit(desk.project, article)
    assert not strip.isVisible()


def test_keys_walk_through_it_and_answer(returned):
    desk, strip, article, claim, figure = returned
    press(Key.Key_F8)
    assert desk.chosen == claim
    press(Key.Key_F8)
    assert desk.chosen == figure
    press(Key.Key_Y)
    strip.answer.setText("But it is a figure.")
    press(Key.Key_Return)
    said = comments.of_article(desk.project, article, figure)
    assert [(one.text, one.person_id) for one in said] == [
        ("But it is a figure.", people.id_of("Ana"))]  # fmt: skip


def test_a_reviewer_is_not_told_of_it(returned):
    desk, strip, *_ = returned
    desk.review(True)
    assert not strip.isVisible()


def test_it_is_told_who_said_what_in_full(returned):
    desk, strip, article, _, figure = returned
    comments.add(desk.project, article, "But it is a figure, " * 8, figure)
    assert rows(strip)[2].endswith("· Dora · Ana: “" + "But it is a figure, " * 7
                                   + "But it is a figure,”")  # fmt: skip
    one, three = strip.list.item(0), strip.list.item(2)
    high = strip.list.visualItemRect(three).height()
    assert high >= 2 * strip.list.visualItemRect(one).height()
    assert strip.list.height() > high


def test_the_first_correction_is_gone_to_first(corrected):
    desk, strip, *_ = corrected(review.approve)
    here = []
    for key in ((Key.Key_F8,), (Key.Key_F8,), (Key.Key_F8,), (Key.Key_F8, SHIFT)):
        press(key if len(key) > 1 else key[0])
        here.append(strip.list.currentRow())
    assert here == [0, 1, 0, 1]
    assert desk.range == (10, 23), "where the rejected figure stood"
