"""A step by one character is a step by what a person sees as one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.graphemes import border, neighbour

ONE = [
    "👩\u200d👩\u200d👧\u200d👦", "🇺🇦", "👍🏽", "👍🏽\u200d👩🏿", "❤\ufe0f\u200d🔥",
    "🏴\U000e0067\U000e0062\U000e007f", "1\ufe0f\u20e3", "\u06001", "e\u0301\u0323",
    "\u1112\u1161\u11ab", "하\u11ab", "각\u11a8", "नी", "क्षि", "क्\u200dषा", "নী", "நி",
    "นำ", "ที่", "مَّ", "שָׁ", "カ\uff9e", "日\U000e0100",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*ONE, *"ab .\n\t\r\u200f\u200d\u200b\u0301🇺😀한ᄒ日カكन\u094d"]),
        st.characters(),
    ),
    max_size=40,
).map("".join)


def borders(text: str) -> list[int]:
    """Every place where a step from the beginning stops."""
    found = [0]
    while found[-1] < len(text):
        found.append(neighbour(text, found[-1], 1))
    return found


@pytest.mark.parametrize("one", ONE)
@pytest.mark.parametrize(
    "around",
    [("", ""), ("a ", " b"), ("日", "日"), ("ن", "ن"), ("🇺🇦", "🇺🇦"), ("न", "न"), ("😀", "😀")],
)
def test_what_is_seen_as_one_is_one_step(one, around):
    before, after = around
    text = before + one + after
    start, end = len(before), len(before) + len(one)
    assert neighbour(text, start, 1) == end
    assert neighbour(text, end, -1) == start


@pytest.mark.parametrize(
    "text",
    [
        "ab",
        "日本",
        "한국",
        "🇺🇦🇵🇱",
        "👍👍",
        "a\n",
        "\n\u0301",
        "각\u1161",
        "कन",
        "a\u200d😀",
        "\u200b\u0301",
    ],
)
def test_what_is_seen_as_two_is_two_steps(text):
    assert len(borders(text)) == 3


@given(TEXTS, st.data())
def test_a_step_stops_at_the_nearest_border_and_leads_back(text, data):
    found = borders(text)
    offset = data.draw(st.integers(0, len(text)))
    after, before = neighbour(text, offset, 1), neighbour(text, offset, -1)
    assert after == next((at for at in found if at > offset), len(text))
    assert before == next((at for at in reversed(found) if at < offset), 0)
    assert border(text, offset) == (offset if offset in found else before)
    if offset in found:
        assert offset == len(text) or neighbour(text, after, -1) == offset
        assert offset == 0 or neighbour(text, before, 1) == offset


@given(TEXTS)
def test_steps_go_on_to_the_ends_and_never_leave_the_text(text):
    back = [len(text)]
    while back[-1] > 0:
        back.append(neighbour(text, back[-1], -1))
    assert back[::-1] == borders(text)
    assert all(one < other for one, other in pairwise(borders(text)))
    assert (neighbour(text, len(text), 1), neighbour(text, 0, -1)) == (len(text), 0)


@pytest.mark.parametrize(
    "text",
    [
        "x" + "🇺🇦" * 3000,
        "a" + "\u0301" * 6000,
        "क" + "\u094d" * 6000,
        "👩" + "\u0301" * 6000,
        "ᄒ" * 6000,
    ],
)
def test_runs_without_an_end_are_told_apart_from_their_beginning(text):
    found = borders(text)
    assert found[1] == (1 if text[0] == "x" else len(text))
    assert all(neighbour(text, at, -1) == before for before, at in pairwise(found[-20:]))
