"""What is too long for a line is shortened between words, and never where it differs."""

from __future__ import annotations

import pytest

from model.curation import Board
from model.records import Label, Span
from model.units import build
from ui.differing import of_unit
from ui.shortening import LONGEST, alike, shortened

LONG = (
    "Russia has massed some 45,000 troops in Kursk likely in preparation of a counteroffensive "
    "to expel Ukrainian forces from the region"
)
WORDS = LONG.split()


def test_what_fits_stays_as_it_is():
    assert alike("10 men", "10 men\nand  women") == ("10 men", "10 men and women")


@pytest.mark.parametrize(
    ("other", "was", "now"),
    [
        (" ".join(WORDS[:-2]), "Russia has massed … forces from the region",
         "Russia has massed … Ukrainian forces from"),
        (" ".join(WORDS[3:]), "Russia has massed some 45,000 … from the region",
         "some 45,000 troops … from the region"),
        (LONG.replace("likely", "perhaps"),
         "Russia has massed … in Kursk likely in preparation … from the region",
         "Russia has massed … in Kursk perhaps in preparation … from the region"),
    ],
    ids=["end", "start", "middle"],
)  # fmt: skip
def test_what_differs_stays_in_sight(other, was, now):
    assert alike(LONG, other) == (was, now)


def test_only_whole_words_are_left_out():
    for at in range(1, len(WORDS)):
        for shown in alike(LONG, " ".join(WORDS[at:])) + alike(LONG, " ".join(WORDS[:at])):
            assert {*shown.split()} <= {*WORDS, "…"}


def test_one_long_word_is_cut_away_from_what_differs():
    long = "https://example.org/a/very/long/address/of/an/archived/page/2024/11/06"
    was, now = alike(long, long.replace("2024", "2025"))
    assert len(was) < LONGEST
    assert "2024" in was
    assert "2025" in now
    assert was.startswith("https://")
    assert was.endswith("/11/06")


def test_a_long_text_alone_keeps_its_ends():
    assert shortened(LONG) == "Russia has massed … from the region"


def test_a_reading_says_its_edges_against_the_first():
    def span(person, words):
        return Span(person, "a", 0, len(words), "l", words, "accepted", "person", person, "")

    first, second = span("ana", LONG), span("ben", " ".join(WORDS[:-2]))
    unit = build({"ana": first, "ben": second}, ["ana", "ben"], {}, {}, {})
    board = Board("a", (), (unit,), (), ())
    label = Label("l", "claim", "claim", "1", "#000000", "", "", (), 0, False)
    assert of_unit(unit, board, {"l": label}) == {
        "ben": "words “Russia has massed … Ukrainian forces from” instead of "
        "“Russia has massed … forces from the region”"
    }
