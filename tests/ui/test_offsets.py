"""Positions must survive the way to Qt and back, whatever the text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QTextDocument, QTextLayout

from model import graphemes
from model.utf16 import Offsets
from ui.display import LONGEST_LINE, goes_on_leftwards, quoted, reads_right_to_left, shown
from ui.heights import Heights
from ui.page import Page

HARD = st.text(
    st.one_of(
        st.sampled_from(
            list("a \n\t\u00a0\ufeff\u2028\u2029\u202e\x85\x00\ufffc\ufffe😀🇺\u0301日ن")
        ),
        st.characters(),
    ),
    max_size=80,
)


@given(HARD)
def test_every_position_goes_to_utf16_and_back(text):
    offsets = Offsets(text)
    places = [offsets.to_utf16(position) for position in range(len(text) + 1)]
    assert places == [
        len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
        for position in range(len(text) + 1)
    ]
    assert [offsets.from_utf16(unit) for unit in places] == list(range(len(text) + 1))


@given(HARD)
def test_the_middle_of_a_pair_is_its_character(text):
    offsets = Offsets(text)
    for position, character in enumerate(text):
        if character > "\uffff":
            assert offsets.from_utf16(offsets.to_utf16(position) + 1) == position


@given(HARD)
def test_what_is_shown_has_the_same_places_as_the_article_and_survives_qt(text):
    display = shown(text)
    document = QTextDocument()
    document.setPlainText(display)
    assert len(display) == len(text)
    assert document.characterCount() - 1 == Offsets(display).to_utf16(len(text))
    assert document.blockCount() == display.count("\n") + 1
    assert display.count("\n") == text.count("\n")


def test_characters_that_would_act_unseen_are_shown_as_signs():
    assert shown("a\u202eb\u202cc") == "a⇐b⇔c"
    assert shown("\ufeffa\u2028b\x07") == "␣a↵b␇"
    assert shown("10\u00a0000\tmen") == "10\u00a0000\tmen"


def test_long_lines_are_broken_at_blanks_only():
    text = "word " * (LONGEST_LINE // 2)
    page = Page(text + "\nend")
    assert max(map(len, page.blocks)) <= LONGEST_LINE
    assert page.shown.replace("\n", " ") == (text + "\nend").replace("\n", " ")
    assert page.numbers[0] == 1
    assert [number for number in page.numbers if number] == [1, 2]


@given(st.lists(st.integers(0, 50), max_size=40), st.data())
def test_heights_add_up_after_every_change(heights, data):
    tree = Heights(heights)
    for _ in range(3 if heights else 0):
        block = data.draw(st.integers(0, len(heights) - 1))
        heights[block] = data.draw(st.integers(0, 50))
        tree.put(block, heights[block])
    assert tree.total == sum(heights)
    assert [tree.top(block) for block in range(len(heights))] == [
        sum(heights[:block]) for block in range(len(heights))
    ]
    for y in range(tree.total):
        block = tree.at(y)
        assert sum(heights[:block]) <= y < sum(heights[: block + 1])


@pytest.mark.parametrize(
    "quote", ["قال وزير الخارجية", "דובר צה״ל", "He said “no”", "a\u2069b\u202ec"]
)
def test_a_quote_leaves_the_words_around_it_in_their_order(qapp, quote):
    layout = QTextLayout(f"actor {quoted(quote)} 30–47", QFont("DejaVu Sans", 16))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    after = len(f"actor {quoted(quote)} ")
    edges = [line.cursorToX(at)[0] for at in range(6, after - 1)]
    assert line.cursorToX(0)[0] == 0
    assert line.cursorToX(after)[0] >= max(edges)
    assert line.cursorToX(after + 5)[0] > line.cursorToX(after)[0]


SEEN = [
    *"ab 1.-\n", "e\u0301\u0323", "👩\u200d👩\u200d👧\u200d👦", "👍🏽", "❤\ufe0f\u200d🔥", "😀",
    "1\ufe0f\u20e3", "\u1112\u1161\u11ab", "ᄒ", "ᅡ", "ᆫ", "한", "하", "日", "カ\uff9e", "\u0301",
    "\u200d", "ن", "مَّ", "\u0600", "שָׁ",
]  # fmt: skip


@given(st.lists(st.sampled_from(SEEN), max_size=30).map("".join))
def test_the_borders_of_characters_are_those_that_the_caret_has(text):
    """But for flags after other emoji and syllables beside them, which Qt takes apart."""
    counts = Offsets(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    theirs, ours = [0], [0]
    while (unit := finder.toNextBoundary()) >= 0:
        theirs.append(counts.from_utf16(unit))
    while ours[-1] < len(text):
        ours.append(graphemes.neighbour(text, ours[-1], 1))
    assert ours == theirs


LINES = ["word ", "قال ", "45 ", " ", "\n", "\n\n", "\u200f", "x" * 5000, " " * 5000]


@given(st.lists(st.sampled_from(LINES), max_size=12).map("".join))
def test_a_line_goes_on_as_it_is_set_and_a_blank_one_as_the_one_before_it(text):
    page, leftwards = Page(text), False
    for start, line in zip(page.starts, page.blocks, strict=True):
        leftwards = reads_right_to_left(line) if line.strip() else leftwards
        assert goes_on_leftwards(text, start) == leftwards
        assert goes_on_leftwards(text, start + len(line)) == leftwards
