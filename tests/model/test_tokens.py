"""Words, sentences and paragraphs: where an analyst expects the edges to fall."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.tokens import (
    next_edge,
    paragraph_at,
    paragraphs,
    sentence_at,
    sentences,
    snap,
    token_at,
    tokens,
)

GOLD = Path(__file__).parent.parent / "kursk-troops.json"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("aB.,'’-4 5\n\"”!?。日カภ\u0301\u200d👨🇺")),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokens(text)]


def lines(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    ["45,000", "45,ooo", "don't", "U.S.", "3.5", "better-equipped", "user_name",
     "👨\u200d👩\u200d👧", "🇺🇦", "e\u0301te\u0301", "अनुच्छेद", "مرحبًا", "テキスト",
     "1\ufe0f\u20e3", "--"],
)  # fmt: skip
def test_these_are_one_token(whole):
    assert words(f"so {whole} it") == ["so", whole, "it"]


def test_possessives_brackets_and_ideographs_come_apart():
    assert words("Syrskiy's (men)") == ["Syrskiy", "'s", "(", "men", ")"]
    assert words("日本 5%") == ["日", "本", "5", "%"]


def test_every_span_of_the_sample_lies_on_token_edges():
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    found = tokens(gold["text"])
    starts, ends = {start for start, _ in found}, {end for _, end in found}
    astray = [s["id"] for s in gold["spans"] if s["start"] not in starts or s["end"] not in ends]
    assert gold["spans"]
    assert astray == []


@given(TEXTS)
def test_tokens_are_ordered_apart_and_leave_only_blanks(text):
    found = tokens(text)
    covered = "".join(text[start:end] for start, end in found)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in zip(found, found[1:], strict=False))
    assert covered == "".join(text.split()) or set(text) - set(covered) <= {
        c for c in text if c.isspace()
    }


@given(TEXTS, st.integers(0, 60))
def test_the_token_at_a_place_is_the_one_in_the_list(text, offset):
    offset = min(offset, len(text))
    over = [found for found in tokens(text) if found[0] <= offset < found[1]]
    ending = [found for found in tokens(text) if found[1] == offset]
    assert token_at(text, offset) == next(iter(over + ending), None)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_snapping_covers_the_choice_and_snaps_only_once(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    wide = snap(text, start, end)
    chosen = text[start:end].strip()
    assert text[wide[0] : wide[1]].find(chosen) >= 0
    assert snap(text, *wide) == wide


def test_snapping_widens_to_words_and_drops_blanks():
    text = "some 45,ooo  troops' boots"
    assert snap(text, 6, 12) == (5, 11)
    assert snap(text, 11, 15) == (13, 19)
    assert snap(text, 11, 13) == (13, 13)


@given(TEXTS)
def test_walking_the_edges_visits_every_one_both_ways(text):
    edges = sorted({0, len(text), *(place for found in tokens(text) for place in found)})
    forth = [0]
    while forth[-1] < len(text):
        forth.append(next_edge(text, forth[-1], 1))
    back = [len(text)]
    while back[-1] > 0:
        back.append(next_edge(text, back[-1], -1))
    assert forth == edges
    assert back[::-1] == edges


def test_an_edge_can_keep_to_ends_or_starts():
    text = "one two three"
    assert next_edge(text, 3, 1, "end") == 7
    assert next_edge(text, 8, -1, "start") == 4


def test_abbreviations_initials_and_decimals_end_no_sentence():
    assert lines('Gen. J. Smith of the U.S. Army paid 3.5 million. "No." He left.') == [
        "Gen. J. Smith of the U.S. Army paid 3.5 million.",
        '"No."',
        "He left.",
    ]
    assert lines("He came to the U.S. The end.") == ["He came to the U.S.", "The end."]


def test_quotes_belong_to_their_sentence_and_newlines_end_every_one():
    assert lines('"Really?" he asked. “Yes.” Then\nnothing') == [
        '"Really?" he asked.',
        "“Yes.”",
        "Then",
        "nothing",
    ]
    assert lines("今日は。明日！」はい？end") == ["今日は。", "明日！」", "はい？", "end"]


@given(TEXTS, st.integers(0, 60))
def test_the_sentence_at_a_place_is_one_of_the_list(text, offset):
    offset = min(offset, len(text))
    start, end = sentence_at(text, offset)
    if start < end:
        assert (start, end) in sentences(text)


@given(TEXTS, st.integers(0, 60))
def test_paragraphs_are_the_lines(text, offset):
    offset = min(offset, len(text))
    assert [text[a:b] for a, b in paragraphs(text)] == text.split("\n")
    start, end = paragraph_at(text, offset)
    assert (start, end) in paragraphs(text)
    assert start <= offset <= end
