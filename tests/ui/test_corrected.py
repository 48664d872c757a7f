"""What an annotator sees of a review: what was corrected, why, the message, and a way to answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from model import comments, labels, people, review
from model.review import Fix
from tests.ui.reviews import add, press, read
from ui.corrected import CorrectedStrip

Key = Qt.Key


@pytest.fixture
def returned(sample, reading):
    """Ana's article, fixed and rejected in part by Dora, and returned; Ana looks at it."""
    store = sample.project
    article = add(store, "First")
    claim, figure = read(store, article, "Ana", ("45,000 troops fought near Kursk", "claim"),
                         ("45,000 troops", "figure"))  # fmt: skip
    store.person = "Dora"
    actor = labels.named(store, "actor").id
    review.fix(store, claim, Fix(label_id=actor), comment="They say it themselves.")
    review.reject(store, [figure], "too much or too little text")
    review.return_(store, article, "Please look at the figures.")
    store.person = "Ana"
    sample.show(article)
    strip = CorrectedStrip(sample)
    reading.add_below(strip)
    strip.refresh()
    reading.window().actions_.attach("annotate", reading)
    reading.reader.setFocus()
    return sample, strip, article, claim, figure


def rows(strip):
    return [strip.list.item(row).text() for row in range(strip.list.count())]


def test_what_was_corrected_is_told_with_reason_comment_and_by_whom(returned):
    _, strip, *_ = returned
    assert strip.isVisible()
    assert strip.heading.text() == "Returned: 2 corrections"
    message, fixed, rejected = rows(strip)
    assert message.startswith("“Please look at the figures.”")
    assert "label: claim → actor" in fixed
    assert "“They say it themselves.” · Dora" in fixed
    assert "✗ rejected  45,000 troops" in rejected
    assert "too much or too little text" in rejected


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
