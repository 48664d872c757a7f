"""Stories: near copies are found, whatever their order; articles that share a quotation are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.stories import SIMILAR, found_in, similarity, sketch
from model.text import digest

WORDS = [f"word{number}" for number in range(3000)]


def invented(seed, many=300):
    return " ".join(random.Random(seed).choices(WORDS, k=many))


def edited(text, share, seed=0):
    """The text with a share of its words in one stretch written anew."""
    words, dice = text.split(" "), random.Random(seed)
    many = round(len(words) * share)
    start = dice.randrange(len(words) - many)
    words[start : start + many] = dice.choices(["other", "new", "said", *WORDS], k=many)
    return " ".join(words)


def named(texts):
    return [(digest(text), text) for text in texts]


def exactly(one, other):
    """Jaccard similarity of all shingles, counted without hashes."""
    found = []
    for text in (one, other):
        words = text.lower().split()
        found.append({tuple(words[at : at + 5]) for at in range(len(words) - 4)})
    return len(found[0] & found[1]) / len(found[0] | found[1])


def test_a_copy_with_new_head_and_lost_end_is_the_same_story():
    wire = invented(1)
    copy = "By our correspondent in Kyiv. " + " ".join(wire.split()[:250]) + " More follows."
    other = invented(2)
    found = found_in(named([wire, other, copy]))
    assert found.of[digest(copy)] == digest(wire)
    assert found.of[digest(other)] == digest(other)


def test_case_punctuation_and_line_breaks_do_not_hide_a_copy():
    wire = invented(3)
    assert similarity(sketch(wire), sketch(wire.upper().replace(" ", ",\n"))) == 1.0


def test_a_shared_quotation_does_not_make_one_story():
    quote = invented(4, 60)
    one, other = invented(5) + " " + quote, quote + " " + invented(6)
    found = found_in(named([one, other]))
    assert len(set(found.of.values())) == 2
    (pair,) = found.between({digest(one): "train", digest(other): "test"})
    assert 0 < pair.similarity < SIMILAR


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_the_estimate_is_near_the_similarity_of_all_shingles(share):
    one = invented(7, 600)
    other = edited(one, share)
    assert similarity(sketch(one), sketch(other)) == pytest.approx(exactly(one, other), abs=0.16)


def test_no_similar_pair_is_missed_though_not_all_are_looked_at():
    texts = [invented(seed) for seed in range(40)]
    texts += [edited(text, (at % 9) / 10, at) for at, text in enumerate(texts)]
    found = found_in(named(texts))
    sketches = {digest(text): sketch(text) for text in texts}
    for one in sketches:
        for other in sketches:
            if one != other and similarity(sketches[one], sketches[other]) >= SIMILAR:
                assert found.of[one] == found.of[other]


@settings(max_examples=20)
@given(st.permutations(range(12)))
def test_the_order_names_a_story_and_does_nothing_else(order):
    texts = [invented(at // 3) if at % 3 == 0 else edited(invented(at // 3), 0.2, at)
             for at in range(12)]  # fmt: skip
    found = found_in(named([texts[at] for at in order]))
    groups = {}
    for name, story in found.of.items():
        groups.setdefault(story, set()).add(name)
    wanted = [{digest(text) for text in texts[at : at + 3]} for at in range(0, 12, 3)]
    assert sorted(groups.values(), key=sorted) == sorted(wanted, key=sorted)
    first = digest(texts[order[0]])
    assert found.of[first] == first


def test_a_bridge_makes_two_stories_one_and_keeps_the_earlier_name():
    one, other = invented(8), invented(9)
    apart = found_in(named([one, other]))
    assert len(set(apart.of.values())) == 2
    tied = found_in(named([one, other, one + " " + other]))
    assert set(tied.of.values()) == {digest(one)}


@pytest.mark.parametrize("text", ["", "   ", "one two", "…!?", "ひとつの文章です。", "🪖"])
def test_short_wordless_and_unspaced_texts_are_stories_too(text):
    found = found_in(named([text, invented(10)]))
    assert found.of[digest(text)] == digest(text)


def test_copies_without_blanks_between_words_are_found():
    wire = "".join(chr(0x4E00 + random.Random(at).randrange(3000)) for at in range(300))
    found = found_in(named([wire, "前文。" + wire[:260]]))
    assert len(set(found.of.values())) == 1


def test_texts_without_words_are_not_copies_of_one_another():
    assert len(set(found_in(named(["!", "?"])).of.values())) == 2


def test_a_crowd_of_near_copies_is_one_story_and_does_not_take_for_ever():
    weather = "Sunny with light winds from the west and ten degrees in the afternoon, place {}."
    crowd = [weather.format(at) for at in range(3000)]
    found = found_in(named(crowd))
    assert set(found.of.values()) == {digest(crowd[0])}


def test_known_texts_have_the_hashes_they_ever_had():
    """Splits of one project must agree over years and machines: this must never change."""
    found = list(sketch("Kyiv said the army lost 7,905 men near Kursk."))
    assert found[:3] == [313919015, 760938536, 854882328]
