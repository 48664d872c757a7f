"""Marking by keys in the reader: what is stored is what was selected."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from model import articles, project, spans
from model.drafts import Draft
from tests.ui.readers import box, drag, edge, release
from tests.ui.readers import press as grip
from ui import moving
from ui.reading import NARROWEST
from ui.typeset import Typesetter


def stored(desk):
    return [
        (desk.labels[s.label_id].name, s.quote)
        for s in spans.of_article(desk.project, desk.article_id)
    ]


def show(desk, text):
    """Open a new project with this one article."""
    desk.open(project.in_memory())
    desk.show(articles.add(desk.project, [Draft(text, "Title")]).new[0])


def press(qtbot, reading, *keys):
    for key in keys:
        modifier = Qt.KeyboardModifier.NoModifier
        if isinstance(key, tuple):
            key, modifier = key
        qtbot.keyClick(reading.reader, key, modifier)


def test_a_selection_gets_the_label_of_the_key(sample, reading, qtbot):
    start = sample.text.index("some 45,000 troops")
    sample.select(start, start + len("some 45,000 troops"))
    press(qtbot, reading, Qt.Key.Key_2)
    assert stored(sample) == [("figure", "some 45,000 troops")]


@pytest.mark.parametrize(
    ("words", "stance", "sign"),
    [
        ("could not be independently confirmed", "unconfirmed", "?"),
        ("has confirmed", "confirmed", "✓"),
        ("Russian", None, "○"),
    ],
)
def test_verified_words_take_the_stance_that_they_say(sample, reading, qtbot, words, stance, sign):
    start = sample.text.index(words)
    sample.select(start, start + len(words))
    press(qtbot, reading, Qt.Key.Key_4)
    (span,) = sample.spans.values()
    assert span.attributes.get("stance") == stance
    metrics = reading.reader._stage.galley.metrics  # noqa: SLF001
    assert Typesetter(metrics, sample.labels, {}).tags(span)[0] == f"{sign} VERIFIED"
    assert sample.here.called(span, sample.labels) == f"verified, {stance or 'no stance'}"


def test_the_word_at_the_caret_is_marked_without_a_selection(sample, reading, qtbot):
    press(qtbot, reading, Qt.Key.Key_3)
    assert stored(sample) == [("actor", "Russia")]


def test_another_key_relabels_the_span_just_marked(sample, reading, qtbot):
    press(qtbot, reading, Qt.Key.Key_W, Qt.Key.Key_3, Qt.Key.Key_1)
    assert stored(sample) == [("claim", "Russia")]


def test_the_only_other_place_of_the_words_is_told_as_one(sample, reading, qtbot):
    said = []
    sample.told.connect(lambda notice: said.append(notice.text))
    start = sample.text.index("Pyongyang")
    sample.select(start, start + len("Pyongyang"))
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_M)
    assert stored(sample) == [("actor", "Pyongyang")] * 2
    assert said[-1].startswith("Marked 1 more place with ")


def test_space_widens_from_word_to_sentence_to_paragraph(sample, reading, qtbot):
    press(qtbot, reading, Qt.Key.Key_Space)
    assert sample.text[slice(*sample.range)] == "Russia"
    press(qtbot, reading, Qt.Key.Key_Space)
    assert sample.text[slice(*sample.range)].endswith("North Korean soldiers.")


@pytest.mark.parametrize("key", [Qt.Key.Key_W, Qt.Key.Key_S, Qt.Key.Key_Space])
def test_at_the_end_of_the_article_a_selection_grows_no_further(sample, reading, qtbot, key):
    end = len(sample.text)
    sample.select(end - 1, end)
    press(qtbot, reading, *[key] * 4)
    assert sample.range[1] == end


def test_shift_and_arrows_select_and_a_key_marks(sample, reading, qtbot):
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    press(qtbot, reading, (Qt.Key.Key_Right, both), (Qt.Key.Key_Right, both), Qt.Key.Key_1)
    assert stored(sample) == [("claim", "Russia has")]


def test_blanks_alone_are_not_marked(sample, reading, qtbot):
    told = []
    sample.told.connect(told.append)
    end = sample.text.index("\n")
    sample.select(end, end + 1)
    press(qtbot, reading, Qt.Key.Key_3)
    assert stored(sample) == []
    assert told[-1].text.startswith("Select some words first")


def test_the_brackets_arm_an_edge_and_arrows_move_it(sample, reading, qtbot):
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_BracketRight, Qt.Key.Key_Right)
    assert stored(sample) == [("actor", "Russia has")]
    press(qtbot, reading, (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier))
    assert stored(sample) == [("actor", "Russia ha")]
    press(qtbot, reading, Qt.Key.Key_Escape)
    assert sample.edge == ""
    assert sample.span is not None


@pytest.mark.parametrize(
    "one", ["👩\u200d👩\u200d👧\u200d👦", "🇺🇦", "👍🏽", "e\u0301", "\u1112\u1161\u11ab", "क्षि"]
)
def test_an_edge_goes_by_what_is_seen_as_one_character(desk, reading, qtbot, one):
    show(desk, f"a {one} {one}b c")
    alt = Qt.KeyboardModifier.AltModifier
    desk.select(2, 2 + len(one))
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_BracketRight)
    seen = [one, f"{one} ", f"{one} {one}", f"{one} {one}b"]
    for before, after in pairwise(seen):
        press(qtbot, reading, (Qt.Key.Key_Right, alt))
        assert stored(desk) == [("actor", after)]
        press(qtbot, reading, (Qt.Key.Key_Left, alt))
        assert stored(desk) == [("actor", before)]
        press(qtbot, reading, (Qt.Key.Key_Right, alt))
    press(qtbot, reading, Qt.Key.Key_BracketLeft, (Qt.Key.Key_Right, alt))
    assert stored(desk) == [("actor", f" {one}b")]


ARABIC = "قال المتحدث إن القوات وصلت أمس إلى المدينة"


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier]
)
@pytest.mark.parametrize("bracket", [Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight])
def test_in_a_right_to_left_paragraph_an_edge_follows_the_arrows_on_the_screen(
    desk, reading, qtbot, modifier, bracket
):
    show(desk, f"Plain words.\n{ARABIC}\nMore plain words.")
    at = desk.text.index("القوات")
    desk.select(at, at + len("القوات وصلت أمس"))
    press(qtbot, reading, Qt.Key.Key_3, bracket)
    assert "← on, → back" in reading.hint.text()
    end = bracket == Qt.Key.Key_BracketRight
    for key, left in ((Qt.Key.Key_Left, True), (Qt.Key.Key_Right, False)):
        before = seen_edge(desk, reading, end=end)
        press(qtbot, reading, (key, modifier))
        after = seen_edge(desk, reading, end=end)
        assert (after < before) if left else (after > before)


def seen_edge(desk, reading, *, end):
    """How far to the right on the screen an edge of the chosen span stands."""
    at = desk.span.end - 1 if end else desk.span.start
    place = box(reading.reader, at, at + 1)
    return place.left() if end else place.right()


def test_a_left_to_right_paragraph_of_the_same_article_is_moved_in_as_ever(desk, reading, qtbot):
    show(desk, f"{ARABIC}\nMore plain words.")
    at = desk.text.index("More")
    desk.select(at, at + len("More"))
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_BracketRight, Qt.Key.Key_Right)
    assert stored(desk) == [("actor", "More plain")]
    assert "← on," not in reading.hint.text()


@pytest.mark.parametrize("text", [ARABIC, "Plain words."])
def test_the_hint_at_a_moving_edge_makes_no_narrow_pane_wider(desk, reading, qtbot, text):
    show(desk, text)
    reading.window().resize(NARROWEST, 700)
    before = reading.width()
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_BracketRight)
    hint = reading.hint
    qtbot.waitUntil(lambda: hint.height() >= hint.heightForWidth(hint.width()) > 0)
    assert reading.width() == before


def test_an_edge_goes_through_the_blank_lines_of_a_right_to_left_article(desk, reading, qtbot):
    show(desk, f"{ARABIC}\n\n \n{ARABIC}")
    desk.select(0, 3)
    left = Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_BracketRight, *[left] * (len(desk.text) - 3))
    assert desk.span.end == len(desk.text)


ALT_LEFT = Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier


def mark(desk, label, *places):
    """Mark these places, the last one chosen."""
    of = {one.name: one.id for one in desk.labels.values()}
    made = [spans.mark(desk.project, desk.article_id, *place, of[label]) for place in places]
    desk.choose(made[-1])


def test_an_edge_passes_over_a_place_that_another_span_of_its_label_has(desk, reading, qtbot):
    show(desk, "one two three four five")
    mark(desk, "claim", (0, 7), (0, 13), (0, 18))
    press(qtbot, reading, Qt.Key.Key_BracketRight, Qt.Key.Key_Left)
    assert sorted(quote for _, quote in stored(desk)) == ["one", "one two", "one two three"]
    press(qtbot, reading, Qt.Key.Key_Right)
    assert desk.span.quote == "one two three four"


def test_it_passes_over_one_character_too_and_with_the_start(desk, reading, qtbot):
    show(desk, "one two three four five")
    mark(desk, "claim", (4, 12), (5, 13), (4, 13))
    press(qtbot, reading, Qt.Key.Key_BracketRight, ALT_LEFT)
    assert desk.span.quote == "two thr"
    press(qtbot, reading, Qt.Key.Key_Right, Qt.Key.Key_BracketLeft)
    press(qtbot, reading, (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier))
    assert desk.span.quote == "o three"


def test_spans_of_other_labels_are_in_no_ones_way(desk, reading, qtbot):
    show(desk, "one two three four five")
    mark(desk, "actor", (0, 7))
    mark(desk, "claim", (0, 13))
    press(qtbot, reading, Qt.Key.Key_BracketRight, Qt.Key.Key_Left)
    assert desk.span.quote == "one two"


def test_where_no_place_is_free_it_says_why_the_edge_stays(desk, reading, qtbot):
    show(desk, "one two three")
    said = []
    desk.told.connect(lambda notice: said.append(notice.text))
    mark(desk, "claim", (0, 3), (0, 7))
    press(qtbot, reading, Qt.Key.Key_BracketRight, Qt.Key.Key_Left)
    assert desk.span.quote == "one two"
    assert said[-1].startswith("The same words carry that label already.")
    assert desk.edge == "end"


@pytest.mark.parametrize("to", ["three", "two"])
def test_taking_hold_of_an_edge_lets_go_of_the_selection(desk, reading, qtbot, to):
    show(desk, "one two three four five")
    mark(desk, "claim", (0, 7))
    desk.select(14, 18)
    reader, at = reading.reader, desk.text.index(to) + len(to)
    drag(reader, edge(reader, 7, end=True), box(reader, at - 1, at).center())
    assert (desk.range, reader.selection()) == (None, None)
    assert desk.span.quote == reader.span(reader.chosen_span).quote == desk.text[:at]
    press(qtbot, reading, Qt.Key.Key_3)
    assert stored(desk) == [("actor", desk.text[:at])]


def test_taking_hold_of_an_edge_leaves_the_text_where_it_is(desk, reading, qtbot):
    show(desk, "Many words of a long report. " * 400)
    mark(desk, "claim", (0, 9000))
    desk.select(8990, 9005)
    reader = reading.reader
    before, place = reader.verticalScrollBar().value(), edge(reader, 9000, end=True)
    grip(reader, place)
    assert before == reader.verticalScrollBar().value() > 0
    assert desk.span.end == 9000
    release(reader, place)


def test_all_steps_of_an_armed_edge_are_one_step_of_undo(desk, reading, qtbot):
    show(desk, "one two three four five")
    right, undo = Qt.Key.Key_Right, (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    redo = Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_BracketRight, right, right, right)
    press(qtbot, reading, undo)
    assert stored(desk) == [("actor", "one")]
    press(qtbot, reading, redo)
    assert stored(desk) == [("actor", "one two three four")]
    press(qtbot, reading, undo, undo)
    assert stored(desk) == []


def test_an_edge_armed_anew_or_another_deed_begins_a_new_step_of_undo(desk, reading, qtbot):
    show(desk, "one two three four five")
    right, undo, arm = Qt.Key.Key_Right, Qt.Key.Key_U, Qt.Key.Key_BracketRight
    press(qtbot, reading, Qt.Key.Key_3, arm, right, arm, right)
    press(qtbot, reading, undo)
    assert stored(desk) == [("actor", "one two")]
    press(qtbot, reading, arm, right, Qt.Key.Key_1, right)
    assert stored(desk) == [("claim", "one two three four")]
    press(qtbot, reading, undo)
    assert stored(desk) == [("claim", "one two three")]
    press(qtbot, reading, undo)
    assert stored(desk) == [("actor", "one two three")]
    press(qtbot, reading, arm, right, undo, right, undo)
    assert stored(desk) == [("actor", "one two three")]


def test_delete_takes_the_span_away_and_undo_brings_it_back(sample, reading, qtbot):
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_Delete)
    assert stored(sample) == []
    press(qtbot, reading, Qt.Key.Key_U)
    assert stored(sample) == [("actor", "Russia")]
    press(qtbot, reading, Qt.Key.Key_U)
    assert stored(sample) == []
    press(qtbot, reading, (Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier))
    assert stored(sample) == [("actor", "Russia")]


def test_mark_all_matches_is_one_step(sample, reading, qtbot):
    at = sample.text.index("Syrskiy said")
    sample.select(at, at + len("Syrskiy"))
    press(qtbot, reading, Qt.Key.Key_3, Qt.Key.Key_M)
    assert stored(sample) == [("actor", "Syrskiy")] * sample.text.count("Syrskiy")
    moving.undo(sample)
    assert stored(sample) == [("actor", "Syrskiy")]


def test_tab_goes_from_span_to_span_and_enter_to_the_one_around(marked, reading, qtbot):
    press(qtbot, reading, Qt.Key.Key_Tab)
    assert marked.span.quote.startswith("Russia has massed")
    press(qtbot, reading, Qt.Key.Key_Tab)
    assert marked.span.quote == "Russia"
    press(qtbot, reading, Qt.Key.Key_Return)
    assert marked.span.quote.startswith("Russia has massed")
    press(qtbot, reading, (Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier))
    assert marked.span.quote == "three Ukrainian drones"


def test_tab_leaves_the_reader_when_there_is_nothing_to_go_to(sample, reading, qtbot):
    assert not moving.has_shown_spans(sample)


def test_boilerplate_can_be_toggled(sample, reading, qtbot):
    sample.select(838, 838)
    press(qtbot, reading, Qt.Key.Key_B)
    assert sample.article.boilerplate == (3,)
    press(qtbot, reading, Qt.Key.Key_B)
    assert sample.article.boilerplate == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_8, Qt.Key.Key_9])
def test_a_key_without_a_label_does_nothing(sample, reading, qtbot, key):
    press(qtbot, reading, key)
    assert stored(sample) == []


def test_a_read_only_project_offers_no_marking(desk, tmp_path, qtbot):
    from model import articles, project

    path = tmp_path / "p.attesta"
    with project.create(path) as store:
        articles.add(store, [Draft("Some words.", "Title")])
    desk.open(project.open_(path, read_only=True))
    desk.show(articles.first(desk.project))
    from ui.commands import COMMANDS

    by_id = {command.id: command for command in COMMANDS}
    for id_ in ("mark.1", "import.files", "undo", "labels"):
        assert not by_id[id_].when(desk), id_
    assert by_id["export"].when(desk)
