"""The strip of links: what is offered after a mark, and what keys make of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from model import labels, links, spans
from ui.proposal_bar import ProposalBar

CLAIM = (0, 131)
FIGURE = (18, 36)
ACTOR = (133, 187)


@pytest.fixture
def bar(qtbot, desk, reading):
    strip = ProposalBar(desk)
    reading.add_below(strip)
    return strip


@pytest.fixture
def mark(sample, reading, qtbot):
    def marked(place, key):
        sample.select(*place)
        qtbot.keyClick(reading.reader, key)
        qtbot.wait(1)
        return sample.chosen

    return marked


def kinds(desk, span_id):
    return sorted(link.kind for link in links.of_span(desk.project, span_id))


def test_a_figure_in_a_claim_is_offered_and_enter_links_it(sample, bar, mark, reading, qtbot):
    claim = mark(CLAIM, Qt.Key.Key_1)
    mark(FIGURE, Qt.Key.Key_2)
    assert bar.isVisible()
    assert bar.confirm.text() == "Link 1"
    qtbot.keyClick(reading.reader, Qt.Key.Key_Return)
    assert kinds(sample, claim) == ["has_figure"]
    assert not bar.isVisible()


def test_a_claim_marked_last_is_offered_its_source_words_and_figure(sample, bar, mark, qtbot):
    mark(FIGURE, Qt.Key.Key_2)
    mark(ACTOR, Qt.Key.Key_3)
    claim = mark(CLAIM, Qt.Key.Key_1)
    shown = [bar.list.item(row).text() for row in range(bar.list.count())]
    assert [text.split(":")[0] for text in shown] == ["said by", "words of saying", "figure"]
    bar.settle()
    assert kinds(sample, claim) == ["attributed_to", "has_figure"]
    assert spans.one(sample.project, claim).attributes["cue"] == "said"
    sample.project.undo()
    assert kinds(sample, claim) == []


def test_space_unticks_and_only_the_rest_is_linked(sample, bar, mark, reading, qtbot):
    mark(FIGURE, Qt.Key.Key_2)
    mark(ACTOR, Qt.Key.Key_3)
    claim = mark(CLAIM, Qt.Key.Key_1)
    qtbot.keyClick(reading.reader, Qt.Key.Key_L)
    bar.list.setFocus()
    bar.list.setCurrentRow(2)
    qtbot.keyClick(bar.list, Qt.Key.Key_Space)
    qtbot.keyClick(bar.list, Qt.Key.Key_L)
    assert kinds(sample, claim) == ["attributed_to"]


def test_standing_links_are_listed_and_unticking_unlinks(sample, bar, mark, reading, qtbot):
    figure = mark(FIGURE, Qt.Key.Key_2)
    claim = mark(CLAIM, Qt.Key.Key_1)
    bar.settle()
    assert kinds(sample, figure) == ["has_figure"]
    sample.choose(claim)
    sample.link_wanted.emit()
    assert bar.list.item(0).text().endswith("(linked)")
    bar.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert bar.confirm.text() == "Unlink 1"
    bar.settle()
    assert kinds(sample, figure) == []


def suggest(desk, ids, *wanted, ties=()):
    """Suggest (label, place)s; `ties` are (kind, head, child) by their places in that list."""
    new = [spans.NewSpan(*place, ids[label], None, "suggested", "rule:x@1")
           for label, place in wanted]  # fmt: skip
    made = spans.mark_all(desk.project, desk.article_id, new, "Suggest")
    with desk.project.edit("Suggest links") as edit:
        links.propose(edit, desk.article_id, [(kind, made[a], made[b]) for kind, a, b in ties])
    return made


def rows(bar):
    return [bar.list.item(row).text() for row in range(bar.list.count())]


def states(desk, ids):
    return [desk.spans[id_].state for id_ in ids]


def test_what_is_suggested_around_a_claim_is_offered_and_accepted_with_the_link(
    sample, label_ids, bar, mark, reading, qtbot
):
    made = suggest(sample, label_ids, ("figure", FIGURE), ("actor", ACTOR))
    claim = mark(CLAIM, Qt.Key.Key_1)
    assert bar.isVisible()
    assert [text.split(":")[0] for text in rows(bar)] == [
        "said by, suggested", "words of saying", "figure, suggested",
    ]  # fmt: skip
    assert bar.confirm.text() == "Link 3"
    qtbot.keyClick(reading.reader, Qt.Key.Key_Return)
    assert kinds(sample, claim) == ["attributed_to", "has_figure"]
    assert states(sample, made) == ["accepted"] * 2
    sample.project.undo()
    assert kinds(sample, claim) == []
    assert states(sample, made) == ["suggested"] * 2


def test_l_finds_what_is_only_suggested(sample, label_ids, bar, mark, reading, qtbot):
    made = suggest(sample, label_ids, ("figure", FIGURE), ("actor", ACTOR))
    claim = mark(CLAIM, Qt.Key.Key_1)
    bar.close_strip()
    qtbot.keyClick(reading.reader, Qt.Key.Key_L)
    bar.list.setCurrentRow(0)
    qtbot.keyClick(bar.list, Qt.Key.Key_Space)
    qtbot.keyClick(bar.list, Qt.Key.Key_L)
    assert kinds(sample, claim) == ["has_figure"]
    assert states(sample, made) == ["accepted", "suggested"]


def test_suggestions_that_are_hidden_are_not_offered(sample, label_ids, bar, mark, qtbot):
    told = []
    sample.told.connect(told.append)
    suggest(sample, label_ids, ("figure", FIGURE), ("actor", ACTOR))
    sample.here.hide_suggestions(True)
    mark(CLAIM, Qt.Key.Key_1)
    assert not bar.isVisible()
    sample.link_wanted.emit()
    assert "mark an actor" in told[-1].text


def test_a_claim_marked_as_it_was_suggested_offers_its_links_once(
    sample, label_ids, bar, mark, reading, qtbot
):
    _, figure = suggest(sample, label_ids, ("claim", CLAIM), ("figure", FIGURE),
                        ties=[("has_figure", 0, 1)])  # fmt: skip
    claim = mark(CLAIM, Qt.Key.Key_1)
    (row,) = rows(bar)
    assert row.startswith("figure, suggested:")
    assert row.endswith("(linked)")
    assert bar.confirm.text() == "Link 1"
    qtbot.keyClick(reading.reader, Qt.Key.Key_Return)
    assert kinds(sample, claim) == ["has_figure"]
    assert states(sample, [figure]) == ["accepted"]
    sample.link_wanted.emit()
    assert [text.split(":")[0] for text in rows(bar)] == ["figure"]


def test_a_suggested_link_that_is_unticked_goes(sample, label_ids, bar, mark):
    _, figure = suggest(sample, label_ids, ("claim", CLAIM), ("figure", FIGURE),
                        ties=[("has_figure", 0, 1)])  # fmt: skip
    claim = mark(CLAIM, Qt.Key.Key_1)
    bar.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert bar.confirm.text() == "Unlink 1"
    bar.settle()
    assert kinds(sample, claim) == []
    assert states(sample, [figure]) == ["suggested"]


def test_escape_lets_go_and_the_strip_closes(sample, bar, mark, reading, qtbot):
    mark(CLAIM, Qt.Key.Key_1)
    mark(FIGURE, Qt.Key.Key_2)
    qtbot.keyClick(reading.reader, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not sample.offering


def test_nothing_is_offered_when_the_setting_is_off(sample, bar, mark):
    sample.change_settings(propose=False)
    mark(CLAIM, Qt.Key.Key_1)
    mark(FIGURE, Qt.Key.Key_2)
    assert not bar.isVisible()


def test_with_nothing_near_it_says_what_to_mark_first(sample, bar, mark):
    told = []
    sample.told.connect(told.append)
    place = (1267, 1450)
    mark(place, Qt.Key.Key_1)
    sample.link_wanted.emit()
    assert "mark an actor" in told[-1].text
    assert labels.uses(sample.project)
