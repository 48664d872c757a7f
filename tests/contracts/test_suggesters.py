"""Every suggestion rule, found by being there: inside the text, steady, silent in promos."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import registry, settings, suggesting
from model.records import LINKS, ROLES
from model.suggesters import links
from model.suggesters._document import Doc
from tests import gold as sample

ALL = registry.load(suggesting.RULES)
RULES = {name: rule for name, rule in ALL.items() if rule.LABEL}
"""Those that mark; the others link."""
ODD = [
    "", " ", "\n\n", "said", '"', "“Yes,” he", "12", "Kyiv said", "a" * 3000, "said, " * 400,
    "According to according to, said said.",
    "💩 said 👨\u200d👩\u200d👧 5,000 people fled. Zoe\u0308 denied it.",
]  # fmt: skip
PIECES = [
    "said ", "Kyiv ", "the company ", "“", "”", '"', ", ", ". ", "\n", "45,000 troops ", "that ",
    "could not be verified", "according to ", "and ", "the minister ", "'s ", "who ", "denied ",
]  # fmt: skip


def each():
    return pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


@each()
def test_a_rule_says_what_it_is(rule):
    assert rule.LABEL in ROLES
    assert rule.NAME.isidentifier()
    assert str(rule.VERSION).isdigit()
    assert rule.__doc__


def test_every_rule_can_be_switched_off_in_the_settings():
    assert set(settings.RULES) == {rule.NAME for rule in ALL.values()}


@each()
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_give_suggestions_inside_them(rule, text):
    _holds(rule, text)


@each()
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_words_give_suggestions_inside_them(rule, pieces):
    _holds(rule, "".join(pieces))


def _holds(rule, text):
    found = rule.suggest(Doc(text))
    assert found == rule.suggest(Doc(text))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        quote = text[one.start : one.end]
        assert quote == quote.strip()
        assert "\n" not in quote
        assert 0 < one.score < 1
    assert len({(one.start, one.end) for one in found}) == len(found)


@each()
def test_the_sample_gets_some_and_its_promos_none(rule):
    text = sample.gold()["text"]
    promo = text.index("Ukraine Invasion: News"), text.index("Ukraine claims to control")
    found = rule.suggest(Doc(text))
    assert found
    assert not [one for one in found if promo[0] <= one.start < promo[1]]


@each()
def test_a_paragraph_that_a_person_calls_boilerplate_gets_none(rule):
    text = sample.gold()["text"]
    every = range(text.count("\n") + 1)
    assert rule.suggest(Doc(text, every)) == []


def test_links_join_a_claim_to_a_span_of_the_fitting_role():
    made = suggesting.suggest(sample.gold()["text"])
    spans, found = made.spans, made.links
    assert found
    for one in found:
        assert one.head != one.child
        if one.kind in LINKS.values():
            assert spans[one.head].label == "claim"
            assert LINKS[spans[one.child].label] == one.kind
        else:
            assert one.kind == "member_of"
    assert links.LABEL == ""


@pytest.mark.parametrize("piece", ["Kyiv said 3 drones were lost. ", "“Yes,” he said, adding that ",
                                   "Ana Roe and Bo Li, of Oslo, ", "not confirmed, ",
                                   "Bell, 78, of Weir, who ran, said ", "It is not true that ",
                                   "accused the board of hiding ", "Hinny 212, "])  # fmt: skip
def test_a_longer_text_takes_work_in_proportion_to_its_length(piece):
    assert calls(piece * 160) < 12 * calls(piece * 20) + 1_000


def calls(text):
    """How many functions are called to make suggestions: work counted, not timed."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        suggesting.suggest(text)
    finally:
        sys.setprofile(None)
    return count
