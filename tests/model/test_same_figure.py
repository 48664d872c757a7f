"""Which figures are put together: the same ones as if every two of them were looked at."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import same_figure
from model.facts import Fact, about_the_same, can_both_hold

WORDS = ("earthquake", "province", "village", "officials", "rescue", "shelter", "harvest", "convoy")

facts = st.builds(
    lambda words, value, noun, event, actors, sign, year: Fact(
        "", "", "", 0, 0, f"{value}", f"{' '.join(words)} {value}{year}",
        {"value": value, "unit": "person", "comparator": sign}, noun, event, frozenset(actors),
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.sampled_from((3, 40, 41, 1_000, 45_000)),
    st.sampled_from(("", "soldier", "civilian")),
    st.sampled_from(("", "killed")),
    st.sets(st.sampled_from(("Kyiv", "Moscow")), max_size=2),
    st.sampled_from("=≈≥<"),
    st.sampled_from(("", "", " in 2019", " in 2024")),
)  # fmt: skip


def two_by_two(found, few):
    """Groups by the definition: who is connected, of the pairs that are looked at."""
    linked = {at: {at} for at in range(len(found))}
    for one, other in combinations(range(len(found)), 2):
        if _is_looked_at(found, one, other, few) and about_the_same(found[one], found[other]):
            both = linked[one] | linked[other]
            for at in both:
                linked[at] = both
    return {frozenset(found[at].span_id for at in group)
            for group in linked.values() if len(group) > 1}  # fmt: skip


def _is_looked_at(found, one, other, few):
    bucket = [fact for fact in found if fact.event == found[one].event]
    if found[one].event != found[other].event:
        return False

    def keys(fact):
        return {*fact.topic, fact.attributes["value"]}

    return len(bucket) <= few or any(
        sum(key in keys(fact) for fact in bucket) <= few
        for key in keys(found[one]) & keys(found[other])
    )


@given(st.lists(facts, max_size=14))
@pytest.mark.parametrize("few", [2, 4, 60])
def test_the_groups_are_those_of_comparing_every_two(few, found):
    found = [replace(fact, span_id=str(at)) for at, fact in enumerate(found)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_figure, "FEW", few)
        groups = same_figure.groups(found)
    assert {frozenset(fact.span_id for fact in one.facts) for one in groups} == (
        two_by_two(found, few)
    )
    for group in groups:
        wrong = {pair for pair in combinations(group.facts, 2)
                 if about_the_same(*pair) and not can_both_hold(*pair)}  # fmt: skip
        assert {*group.conflicts} == {(one.span_id, other.span_id) for one, other in wrong}
    assert [one.agrees for one in groups] == sorted(one.agrees for one in groups)
